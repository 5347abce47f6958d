"""Searching the sociale kaart: a page of offers in one query, whatever is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod, Aanbodgebied, Aanbodwijk
from loket_backend.aanbod.zoekmodels import Zoektekst
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.intake.zoeken import woorden
from loket_backend.partijen.models import Partij
from loket_backend.partijen.woorden import VORMEN
from loket_backend.tijd import vandaag

PER_PAGINA = 25
# After so many months without a look nobody knows whether an offer is still there.
OUD_NA = 6
NOOIT, GESTOPT, ALLES = "nooit", "gestopt", "alles"


@dataclass(frozen=True)
class Vraag:
    """Every part is empty when it is not asked. `vrij`: "ja". `nagekeken`: not since so many months, or NOOIT. `stand` empty: what runs."""

    zoek: str = ""
    leefgebied: str = ""
    vorm: str = ""
    wijk: str = ""
    bekostiging: str = ""
    partij: str = ""
    vrij: str = ""
    nagekeken: str = ""
    stand: str = ""
    pagina: int = 1


@dataclass(frozen=True)
class Rij:
    """One offer in a list. `wijken` empty: it reaches all of them. `vrij` None: places don't matter."""

    id: str
    naam: str
    vorm: str
    bekostiging: str
    organisatie: str | None
    leefgebieden: tuple[str, ...]
    wijken: tuple[str, ...]
    vrij: int | None
    alleen_leden: bool
    gecontroleerd_op: date | None
    actief: bool

    @property
    def oud(self) -> bool:
        return is_oud(self.gecontroleerd_op)


@dataclass(frozen=True)
class Bladzijde:
    """`verder`: there is a next page."""

    rijen: list[Rij]
    pagina: int
    verder: bool

    @property
    def eerste(self) -> int:
        return (self.pagina - 1) * PER_PAGINA + 1

    @property
    def laatste(self) -> int:
        return self.eerste + len(self.rijen) - 1


def maanden_terug(maanden: int) -> date:
    """The day so many months before today; the last of that month when it is shorter."""
    dag = vandaag()
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 - maanden, 12)
    for dag_nummer in range(dag.day, 0, -1):
        try:
            return date(jaar, maand + 1, dag_nummer)
        except ValueError:
            continue
    raise AssertionError("elke maand heeft een eerste dag")


def is_oud(gecontroleerd_op: date | None) -> bool:
    return gecontroleerd_op is None or gecontroleerd_op < maanden_terug(OUD_NA)


async def lees(session: AsyncSession, vraag: Vraag, partijen: Mapping[str, str]) -> Bladzijde:
    """`partijen`: their names by id. The first page when there is nothing on the page that was asked for."""
    bladzijde = await _bladzijde(session, vraag, partijen, vraag.pagina)
    if not bladzijde.rijen and vraag.pagina > 1:
        bladzijde = await _bladzijde(session, vraag, partijen, 1)
    return bladzijde


async def _bladzijde(session: AsyncSession, vraag: Vraag, partijen: Mapping[str, str], pagina: int) -> Bladzijde:
    """One offer more than fits is asked for, to know whether there is a next page. Informal help comes first."""
    keuze = _kolommen().where(_waar(vraag, partijen)).order_by(volgorde_vorm(), Aanbod.naam, Aanbod.id)
    keuze = keuze.limit(PER_PAGINA + 1).offset((pagina - 1) * PER_PAGINA)
    rijen = [_rij(*rij) for rij in await session.execute(keuze)]
    return Bladzijde(rijen[:PER_PAGINA], pagina, len(rijen) > PER_PAGINA)


def volgorde_vorm() -> ColumnElement[int]:
    return case({vorm: n for n, vorm in enumerate(VORMEN)}, value=Aanbod.vorm, else_=len(VORMEN))


def _kolommen() -> Select[Aanbod, str | None, str | None, str | None]:
    gebieden = select(func.aggregate_strings(Aanbodgebied.leefgebied, ",")).where(Aanbodgebied.aanbod_id == Aanbod.id)
    wijken = select(func.aggregate_strings(Aanbodwijk.wijk_id, ",")).where(Aanbodwijk.aanbod_id == Aanbod.id)
    keuze = select(Aanbod, Partij.naam, gebieden.scalar_subquery(), wijken.scalar_subquery())
    return keuze.outerjoin(Partij, Partij.id == Aanbod.partij_id)


def _rij(aanbod: Aanbod, organisatie: str | None, gebieden: str | None, wijken: str | None) -> Rij:
    gekozen = set((gebieden or "").split(","))
    return Rij(
        id=aanbod.id,
        naam=aanbod.naam,
        vorm=aanbod.vorm,
        bekostiging=aanbod.bekostiging,
        organisatie=organisatie,
        leefgebieden=tuple(sleutel for sleutel in LEEFGEBIEDEN if sleutel in gekozen),
        wijken=tuple(sorted(wijken.split(","))) if wijken else (),
        vrij=aanbod.vrij,
        alleen_leden=aanbod.alleen_leden,
        gecontroleerd_op=aanbod.gecontroleerd_op,
        actief=aanbod.actief,
    )


def _waar(vraag: Vraag, partijen: Mapping[str, str]) -> ColumnElement[bool]:
    delen = [_woord(woord, partijen) for woord in woorden(vraag.zoek)]
    if vraag.zoek and not delen:
        delen.append(Aanbod.id.is_(None))  # nothing but signs: no offer has those
    if vraag.stand != ALLES:
        delen.append(Aanbod.actief.is_(vraag.stand != GESTOPT))
    gelijk = {Aanbod.vorm: vraag.vorm, Aanbod.bekostiging: vraag.bekostiging, Aanbod.partij_id: vraag.partij}
    delen += [kolom == waarde for kolom, waarde in gelijk.items() if waarde]
    if vraag.leefgebied:
        delen.append(heeft_gebied(vraag.leefgebied))
    if vraag.wijk:
        delen.append(bereikt(vraag.wijk))
    if vraag.vrij:
        delen.append(heeft_plek())
    if vraag.nagekeken:
        delen.append(_niet_nagekeken(vraag.nagekeken))
    return and_(*delen) if delen else Aanbod.id.is_not(None)


def _woord(woord: str, partijen: Mapping[str, str]) -> ColumnElement[bool]:
    """One word, anywhere in a word of the offer or of its organisation: Dutch puts words together."""
    van = [sleutel for sleutel, naam in partijen.items() if any(woord in deel for deel in woorden(naam))]
    past = exists().where(Zoektekst.aanbod_id == Aanbod.id, Zoektekst.tekst.contains(woord, autoescape=True))
    return or_(past, Aanbod.partij_id.in_(van)) if van else past


def heeft_gebied(leefgebied: str) -> ColumnElement[bool]:
    return exists().where(Aanbodgebied.aanbod_id == Aanbod.id, Aanbodgebied.leefgebied == leefgebied).correlate(Aanbod)


def bereikt(wijk_id: str) -> ColumnElement[bool]:
    """Offered in this wijk, or everywhere."""
    hier = exists().where(Aanbodwijk.aanbod_id == Aanbod.id, Aanbodwijk.wijk_id == wijk_id).correlate(Aanbod)
    return or_(hier, overal())


def overal() -> ColumnElement[bool]:
    return ~exists().where(Aanbodwijk.aanbod_id == Aanbod.id).correlate(Aanbod)


def heeft_plek(aantal: int = 1) -> ColumnElement[bool]:
    """So many are free, or places do not matter."""
    return or_(Aanbod.plekken.is_(None), Aanbod.bezet + Aanbod.bezet_regels + aantal <= Aanbod.plekken)


def _niet_nagekeken(sinds: str) -> ColumnElement[bool]:
    nooit = Aanbod.gecontroleerd_op.is_(None)
    return nooit if sinds == NOOIT else or_(nooit, Aanbod.gecontroleerd_op < maanden_terug(int(sinds)))
