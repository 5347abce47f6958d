"""The lines in force at the end of each month, added up in one look at every line.

A line is in force over a strip of months: from one number of a month up to, but not including, another. Lines of a version with the same strip
are added up first, then dossiers with the same strip; so what is read are some hundreds of strips, and not every line in every month.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import accumulate
from typing import Any

from sqlalchemy import ColumnElement, Date, String, Subquery, and_, case, cast, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangementregel, Arrangementversie
from loket_backend.db import Moment
from loket_backend.intake.models import Intake
from loket_backend.maandbeeld.kruis import Telling, wijk
from loket_backend.maandbeeld.maanden import Keuze, Maand, deze, getal, voorbij
from loket_backend.onderdrukking import ALLES
from loket_backend.partijen.woorden import VORMEN

BUITEN, BINNEN = "buiten", "binnen"
SOORTEN = (*VORMEN, BUITEN, BINNEN)
# By soort and wijk: lines, dossiers, and cents a year.
Telregels = dict[tuple[str, str], tuple[int, int, int]]


async def tel(session: AsyncSession, maanden: Sequence[Maand]) -> Telling:
    """By vorm, and BUITEN or BINNEN the rules; `bedragen`: what the lines of a vorm cost in a year."""
    return _als_telling(await _lees(session, maanden))


async def stempel(session: AsyncSession) -> object:
    """Which versions came into force before this month, in which wijken their dossiers are now, and how many ended by then."""
    v, begin = Arrangementversie, deze().begin
    ids = func.aggregate_strings(cast(v.id, String), ",")
    waar = select(wijk(), ids).join_from(v, Intake, Intake.kenmerk == v.kenmerk).where(v.geldt_vanaf < begin)
    rijen = sorted((w, sorted(versies.split(","))) for w, versies in await session.execute(waar.group_by(wijk())))
    geeindigd = await session.scalar(select(func.count()).where(v.geldt_tot < begin))
    return geeindigd, blake2b(repr(rijen).encode(), digest_size=16).digest()


def _als_telling(per_maand: Sequence[Telregels]) -> Telling:
    telling = Telling()
    for nr, regels in enumerate(per_maand):
        for (soort, wijk_id), (aantal, mensen, bedrag) in regels.items():
            sleutel = (str(nr), soort, wijk_id)
            telling.aantallen[sleutel], telling.personen[sleutel], telling.bedragen[sleutel] = aantal, mensen, bedrag
    return telling


async def _lees(session: AsyncSession, maanden: Sequence[Maand]) -> list[Telregels]:
    som = Som(len(maanden))
    for wijk_id, eerste, einde, los, mensen, *getallen in await session.execute(_keuze(maanden)):
        strook = Strook(str(wijk_id), eerste, einde)
        aantallen = dict(zip(SOORTEN, map(int, getallen[: len(SOORTEN)]), strict=True))
        som.tel(strook, aantallen, dict(zip(VORMEN, map(int, getallen[len(SOORTEN) :]), strict=True)))
        som.tel_mensen(strook, [soort for soort, aantal in aantallen.items() if aantal], mensen, los)
    return som.per_maand()


@dataclass(frozen=True)
class Strook:
    """Some months of a wijk; `einde` is not in it."""

    wijk: str
    eerste: int
    einde: int


Stand = dict[tuple[str, str], list[int]]


@dataclass
class Som:
    """By (soort, wijk) a figure for each month, kept as how much more or less it is than the month before.

    `los`: of a dossier with two strips in one month the months (as bits) in which it has a line of a soort, so that it counts once.
    """

    maanden: int
    aantallen: Stand = field(default_factory=dict)
    bedragen: Stand = field(default_factory=dict)
    personen: Stand = field(default_factory=dict)
    los: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))

    def tel(self, strook: Strook, aantallen: dict[str, int], bedragen: dict[str, int]) -> None:
        for stand, getallen in ((self.aantallen, aantallen), (self.bedragen, bedragen)):
            for soort, hoeveel in getallen.items():
                if hoeveel:
                    self._erbij(stand, (soort, strook.wijk), strook.eerste, strook.einde, hoeveel)

    def tel_mensen(self, strook: Strook, soorten: Iterable[str], mensen: int, los: str | None) -> None:
        for soort in (ALLES, *soorten):
            if los is None:
                self._erbij(self.personen, (soort, strook.wijk), strook.eerste, strook.einde, mensen)
            else:
                self.los[los, soort, strook.wijk] |= (1 << strook.einde) - (1 << strook.eerste)

    def _erbij(self, stand: Stand, plek: tuple[str, str], eerste: int, einde: int, hoeveel: int) -> None:
        rij = stand.get(plek) or stand.setdefault(plek, [0] * (self.maanden + 1))
        rij[eerste] += hoeveel
        rij[einde] -= hoeveel

    def per_maand(self) -> list[Telregels]:
        self._neem_los_op()
        plekken = {*self.aantallen, *self.personen}
        standen = (self.aantallen, self.personen, self.bedragen)
        rijen = {plek: [self._oplopend(stand.get(plek)) for stand in standen] for plek in plekken}
        return [{plek: (a[nr], p[nr], b[nr]) for plek, (a, p, b) in rijen.items()} for nr in range(self.maanden)]

    def _neem_los_op(self) -> None:
        """Dossiers with the same months at once."""
        gelijke = Counter((soort, wijk_id, bits) for (_, soort, wijk_id), bits in self.los.items())
        for (soort, wijk_id, bits), mensen in gelijke.items():
            for maand in range(self.maanden):
                if bits >> maand & 1:
                    self._erbij(self.personen, (soort, wijk_id), maand, maand + 1, mensen)

    def _oplopend(self, rij: list[int] | None) -> list[int]:
        return list(accumulate(rij)) if rij else [0] * self.maanden


def _keuze(maanden: Sequence[Maand]) -> Keuze:
    """Wijk, strip, dossier, how many dossiers, how many lines of each soort, and what those of a vorm cost.

    The dossier only where its strips have a month in common; the others are added up.
    """
    p = _pakketten(maanden)
    tot_dan = func.max(p.einde).over(partition_by=p.kenmerk, order_by=(p.eerste, p.einde), rows=(None, -1))
    raakt = select(*p, case((tot_dan > p.eerste, 1), else_=0).label("raakt")).subquery("raakt").c
    dubbel = func.max(raakt.raakt).over(partition_by=raakt.kenmerk) > 0
    los = select(*raakt, case((dubbel, raakt.kenmerk)).label("los")).subquery("los").c
    sleutel = (los.wijk, los.eerste, los.einde, los.los)
    heeft = [case((los[f"n_{soort}"] > 0, 1), else_=0) for soort in SOORTEN]
    getallen = [func.sum(los[f"n_{s}"]) for s in SOORTEN] + [func.sum(los[f"b_{s}"]) for s in VORMEN]
    return select(*sleutel, func.count(), *getallen).group_by(*sleutel, *heeft)


def _pakketten(maanden: Sequence[Maand]) -> Any:
    """The lines of a version with the same strip."""
    r = _regels(maanden).c
    eerste, einde = case((r.v_eerste > r.r_eerste, r.v_eerste), else_=r.r_eerste), _kleinste(r.v_einde, r.r_einde)
    strook = select(*r, eerste.label("eerste"), einde.label("einde")).subquery("strook").c
    sleutel = (strook.versie, strook.kenmerk, strook.wijk, strook.eerste, strook.einde)
    waar = {**{vorm: strook.vorm == vorm for vorm in VORMEN}, BUITEN: strook.buiten, BINNEN: ~strook.buiten}
    tel = [func.sum(case((is_soort, 1), else_=0)).label(f"n_{soort}") for soort, is_soort in waar.items()]
    kosten = [func.sum(case((waar[vorm], strook.kosten), else_=0)).label(f"b_{vorm}") for vorm in VORMEN]
    return select(*sleutel, *tel, *kosten).where(strook.eerste < strook.einde).group_by(*sleutel).subquery("pakket").c


def _kleinste(een: ColumnElement[int], ander: ColumnElement[int]) -> ColumnElement[int]:
    return case((een < ander, een), else_=ander)


def _regels(maanden: Sequence[Maand]) -> Subquery:
    """Every line with the strip of its version and its own."""
    r, v, eindes = Arrangementregel, Arrangementversie, [literal(maand.einde, Moment) for maand in maanden]
    begin, laatste = ([literal(dag, Date) for dag in dagen] for dagen in _dagen(maanden))
    geldt = and_(v.geldt_vanaf < eindes[-1], or_(v.geldt_tot.is_(None), v.geldt_tot >= eindes[0]))
    versie = select(
        v.id.label("versie"),
        v.kenmerk,
        wijk().label("wijk"),
        voorbij(v.geldt_vanaf, eindes).label("v_eerste"),
        _tot(v.geldt_tot, eindes).label("v_einde"),
    )
    van = versie.join(Intake, Intake.kenmerk == v.kenmerk).where(geldt).subquery("versie")
    eigen = voorbij(r.begint_op, begin).label("r_eerste"), _tot(r.eindigt_op, laatste).label("r_einde")
    kolommen = (r.vorm, r.buiten_regels.label("buiten"), r.kosten_jaar.label("kosten"))
    return select(*van.c, *eigen, *kolommen).join(r, r.versie_id == van.c.versie).subquery("regel")


def _dagen(maanden: Sequence[Maand]) -> tuple[list[date], list[date]]:
    """What a line has to have begun before, and the day on which it still has to run: the last of the month."""
    return [maand.volgende.eerste for maand in maanden], [maand.laatste for maand in maanden]


def _tot(kolom: Any, grenzen: Sequence[ColumnElement[Any]]) -> ColumnElement[int]:
    """The number of the first month that it does not reach the end of."""
    return case((kolom.is_(None), getal(len(grenzen))), else_=voorbij(kolom, grenzen))
