"""Appointments as the console shows them: of one intake, and of one medewerker by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.dossier import namen_van_medewerkers
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.taken import ONBEREIKBAAR, open_taak
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.afspraakdossier import momenten
from loket_backend.keukentafel.afspraakmodels import Afspraak, Afspraakwissel, Voorstelmoment
from loket_backend.keukentafel.afspraakstand import GEPLAND, OPEN, VERLOPEN, VERZET, VOORGESTELD
from loket_backend.keukentafel.afspraken import TE_PLANNEN
from loket_backend.tijd import AMSTERDAM, nu
from loket_backend.toewijzing.models import Medewerker

# How far back and ahead the list of "Mijn agenda" goes.
TERUG, VOORUIT = timedelta(days=14), timedelta(days=120)


@dataclass(frozen=True)
class Gebeurd:
    """One line of the history: what, who, when, and the moments or the reason."""

    gebeurtenis: str
    door: str
    op: datetime
    momenten: list[datetime]
    uitleg: str


@dataclass(frozen=True)
class Afspraakblok:
    """What the intake page shows. `lopend`: the appointment with which something is still to happen."""

    lopend: Afspraak | None
    voorstel: list[datetime]
    medewerker: str | None
    eerder: list[Afspraak]
    verloop: list[Gebeurd]
    te_plannen: bool
    onbereikbaar: bool

    @property
    def voorbij(self) -> bool:
        """Whether somebody can say how it went."""
        a = self.lopend
        return a is not None and a.stand == GEPLAND and a.begin is not None and a.begin <= nu()


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """For the template deel/afspraken.html. The caller checked that this person may read the intake."""
    return {"afspraken": await lees(session, intake)}


async def lees(session: AsyncSession, intake: Intake) -> Afspraakblok:
    alle = list(
        await session.scalars(select(Afspraak).where(Afspraak.kenmerk == intake.kenmerk).order_by(Afspraak.id.desc()))
    )
    lopend = next((a for a in alle if a.stand in OPEN), None)
    namen = await namen_van_medewerkers(session)
    return Afspraakblok(
        lopend=lopend,
        voorstel=await momenten(session, lopend.id) if lopend else [],
        medewerker=namen.get(lopend.medewerker_id) if lopend else None,
        eerder=[a for a in alle if a.stand not in OPEN],
        verloop=await _verloop(session, [a.id for a in alle], namen),
        te_plannen=intake.medewerker_id is not None and intake.status in TE_PLANNEN,
        onbereikbaar=await open_taak(session, intake.gesprek_id, ONBEREIKBAAR) is not None,
    )


async def _verloop(session: AsyncSession, ids: Sequence[int], namen: dict[str, str]) -> list[Gebeurd]:
    """The newest first."""
    vraag = select(Afspraakwissel).where(Afspraakwissel.afspraak_id.in_(ids)).order_by(Afspraakwissel.id.desc())
    return [_gebeurd(r, namen) for r in await session.scalars(vraag)]


def _gebeurd(regel: Afspraakwissel, namen: dict[str, str]) -> Gebeurd:
    gegevens = regel.gegevens
    wie = {"inwoner": "de inwoner", "loket": "het loket"}.get(regel.door) or namen.get(regel.door, "een medewerker")
    uitleg = gegevens.get("reden") or gegevens.get("naam") or ""
    gekozen = [datetime.fromisoformat(m) for m in gegevens.get("momenten", [])]
    return Gebeurd(regel.gebeurtenis, wie, regel.op, gekozen, uitleg)


async def kenmerk_van(session: AsyncSession, wie: Gebruiker, afspraak_id: int) -> str:
    """Raises the same NietGevonden for what is absent and for what this person may not see."""
    vraag = select(Afspraak.kenmerk).join(Intake, Intake.kenmerk == Afspraak.kenmerk)
    kenmerk = await session.scalar(vraag.where(Afspraak.id == afspraak_id, zicht.intakes(wie)))
    if kenmerk is None:
        raise NietGevonden()
    return kenmerk


@dataclass(frozen=True)
class Agendaregel:
    """One line of "Mijn agenda": an appointment, or a moment that is kept free. `naam`: None when this person may not read the intake."""

    afspraak: Afspraak
    begin: datetime
    naam: str | None
    leesbaar: bool

    @property
    def eind(self) -> datetime:
        return self.begin + timedelta(minutes=self.afspraak.duur)

    @property
    def dag(self) -> date:
        return self.begin.astimezone(AMSTERDAM).date()


@dataclass(frozen=True)
class Mijnagenda:
    """`af_te_ronden`: over, and nobody said how it went. `voorstellen`: nobody chose yet, expired, or new moments asked."""

    af_te_ronden: list[Agendaregel]
    dagen: list[tuple[date, list[Agendaregel]]]
    voorstellen: list[tuple[Afspraak, list[datetime], str | None]]

    @property
    def weken(self) -> list[tuple[int, list[tuple[date, list[Agendaregel]]]]]:
        return [(week, list(dagen)) for week, dagen in groupby(self.dagen, key=lambda d: d[0].isocalendar().week)]


async def mijn_agenda(session: AsyncSession, wie: Gebruiker) -> Mijnagenda:
    """What stands in this person's own calendar, the names as far as they may read the intake."""
    mag = zicht.intakes(wie).label("mag")
    basis = select(Afspraak, Intake.naam, mag).join(Intake, Intake.kenmerk == Afspraak.kenmerk)
    basis = basis.where(Afspraak.medewerker_id == wie.id)
    tussen = Afspraak.begin.between(nu() - TERUG, nu() + VOORUIT)
    gepland = [
        Agendaregel(a, a.begin, naam if leesbaar else None, bool(leesbaar))
        for a, naam, leesbaar in await session.execute(basis.where(Afspraak.stand == GEPLAND, tussen))
        if a.begin is not None
    ]
    open_ = list(await session.execute(basis.where(Afspraak.stand.in_((VOORGESTELD, VERLOPEN, VERZET)))))
    per = await _momenten_van(session, [a.id for a, _, _ in open_])
    komend = sorted((r for r in gepland if r.eind > nu()), key=lambda r: r.begin)
    return Mijnagenda(
        sorted((r for r in gepland if r.eind <= nu()), key=lambda r: r.begin),
        [(dag, list(regels)) for dag, regels in groupby(komend, key=lambda r: r.dag)],
        [(a, per.get(a.id, []), naam if leesbaar else None) for a, naam, leesbaar in open_],
    )


async def _momenten_van(session: AsyncSession, ids: Iterable[int]) -> dict[int, list[datetime]]:
    vraag = select(Voorstelmoment).where(Voorstelmoment.afspraak_id.in_(list(ids))).order_by(Voorstelmoment.begin)
    per: dict[int, list[datetime]] = {}
    for rij in await session.scalars(vraag):
        per.setdefault(rij.afspraak_id, []).append(rij.begin)
    return per


async def medewerker_van(session: AsyncSession, intake: Intake) -> Medewerker | None:
    return await session.get(Medewerker, intake.medewerker_id) if intake.medewerker_id else None
