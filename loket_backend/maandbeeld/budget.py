"""The money of the wijken at the end of each month, from the ledger, with what a month adds hidden when few people stand behind it.

Every month tells how it stands since 1 January, so two months tell what lies between. So a month is told only when nobody, or five people or
more, moved it since the last month that was told; and no wijk follows from the others (onderdrukking.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, String, Subquery, and_, case, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.maandbeeld.maanden import Maand, als_tabel
from loket_backend.onderdrukking import ALLES, Dimensie, Getal, Verborgen, onderdruk
from loket_backend.wijkbudget.models import INLEG, REALISATIE, Budgetboeking, Wijkbudget

TOTAAL, TOEGEZEGD, GEREALISEERD = "totaal", "toegezegd", "gerealiseerd"
Plek = tuple[Maand, str]


@dataclass
class Kolom:
    """Of one total: what each month and wijk added (cents), whose dossiers moved it, and how many of those moved for the first time that year."""

    bedrag: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))
    mensen: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))
    nieuw: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True)
class Stand:
    """Cents at the end of a month. `verwacht`: at the end of the year, all that was committed, or what was spent when that is more."""

    totaal: Getal
    toegezegd: Getal
    gerealiseerd: Getal

    @property
    def verwacht(self) -> Getal:
        if isinstance(self.toegezegd, Verborgen) or isinstance(self.gerealiseerd, Verborgen):
            return Verborgen.EROMHEEN
        return max(self.toegezegd, self.gerealiseerd)


async def standen(session: AsyncSession, maanden: Sequence[Maand], wijken: Sequence[str]) -> dict[Plek, Stand]:
    """By month and wijk, and ALLES. Read from January of the first year on, so that a month says the same whatever period is asked."""
    alle = [Maand(maanden[0].jaar, 1).verder(n) for n in range(36 + 12)]
    reeks = [maand for maand in alle if maand <= maanden[-1]]
    kolommen = await _lees(session, reeks)
    getoond = {naam: _onderdruk(kolom, reeks, wijken) for naam, kolom in kolommen.items()}
    return {
        (maand, wijk): Stand(*(getoond[naam][maand, wijk] for naam in (TOTAAL, TOEGEZEGD, GEREALISEERD)))
        for maand in maanden
        for wijk in [*wijken, ALLES]
    }


async def _lees(session: AsyncSession, reeks: Sequence[Maand]) -> dict[str, Kolom]:
    kolommen = {naam: Kolom() for naam in (TOTAAL, TOEGEZEGD, GEREALISEERD)}
    maand = als_tabel(reeks)
    naam, dossier = _kolom(), Budgetboeking.__table__.c.kenmerk
    keuze = select(maand.c.nr, Wijkbudget.wijk_id, naam, func.sum(Budgetboeking.bedrag), func.count(dossier.distinct()))
    keuze = keuze.select_from(maand).join(Wijkbudget, Wijkbudget.jaar == maand.c.jaar)
    keuze = keuze.join(Budgetboeking, _valt_in(maand)).group_by(maand.c.nr, Wijkbudget.wijk_id, naam)
    for nr, wijk, soort, bedrag, mensen in await session.execute(keuze):
        kolommen[soort].bedrag[reeks[nr], wijk] = int(bedrag)
        kolommen[soort].mensen[reeks[nr], wijk] = mensen
    await _tel_nieuwe(session, reeks, kolommen)
    return kolommen


def _kolom() -> ColumnElement[str]:
    """Which total a booking moves; the names stand in the text, so that PostgreSQL can group by it."""
    totaal, toegezegd, gerealiseerd = (literal_column(f"'{n}'", String) for n in (TOTAAL, TOEGEZEGD, GEREALISEERD))
    soort = Budgetboeking.soort
    return case(
        (soort == literal_column(f"'{INLEG}'"), totaal),
        (soort == literal_column(f"'{REALISATIE}'"), gerealiseerd),
        else_=toegezegd,
    )


def _valt_in(maand: Subquery) -> ColumnElement[bool]:
    """What was booked before the year of the budget counts in January."""
    b = Budgetboeking
    return and_(b.budget_id == Wijkbudget.id, b.op >= maand.c.sinds, b.op < maand.c.tot)


async def _tel_nieuwe(session: AsyncSession, reeks: Sequence[Maand], kolommen: Mapping[str, Kolom]) -> None:
    """In which month a dossier first moved a total of that year: these are other people than those before."""
    b, naam = Budgetboeking, _kolom()
    eerste = select(b.budget_id, naam.label("kolom"), func.min(b.op).label("op")).where(b.kenmerk.is_not(None))
    per = eerste.group_by(b.budget_id, naam, b.kenmerk).subquery("eerste")
    maand = als_tabel(reeks)
    keuze = select(maand.c.nr, Wijkbudget.wijk_id, per.c.kolom, func.count()).select_from(maand)
    keuze = keuze.join(Wijkbudget, Wijkbudget.jaar == maand.c.jaar)
    valt = and_(per.c.budget_id == Wijkbudget.id, per.c.op >= maand.c.sinds, per.c.op < maand.c.tot)
    for nr, wijk, soort, mensen in await session.execute(
        keuze.join(per, valt).group_by(maand.c.nr, Wijkbudget.wijk_id, per.c.kolom)
    ):
        kolommen[soort].nieuw[reeks[nr], wijk] = mensen


def _onderdruk(kolom: Kolom, reeks: Sequence[Maand], wijken: Sequence[str]) -> dict[Plek, Getal]:
    """Month by month: who moved it since it was last told counts, at least as many as moved it in one of those months, or for the first time."""
    getoond: dict[Plek, Getal] = {}
    stand, sinds = dict.fromkeys(wijken, 0), {wijk: Sinds() for wijk in [*wijken, ALLES]}
    for maand in reeks:
        if maand.maand == 1:
            stand, sinds = dict.fromkeys(wijken, 0), {wijk: Sinds() for wijk in [*wijken, ALLES]}
        for wijk in wijken:
            stand[wijk] += kolom.bedrag[maand, wijk]
            sinds[wijk].erbij(kolom.mensen[maand, wijk], kolom.nieuw[maand, wijk])
        sinds[ALLES].erbij(*(sum(tel[maand, wijk] for wijk in wijken) for tel in (kolom.mensen, kolom.nieuw)))
        kubus = onderdruk(
            {(w,): n for w, n in stand.items()},
            [Dimensie(wijken)],
            personen={(w,): s.mensen for w, s in sinds.items()},
        )
        for wijk in [*wijken, ALLES]:
            getoond[maand, wijk] = kubus[(wijk,)]
            if not isinstance(kubus[(wijk,)], Verborgen):
                sinds[wijk] = Sinds()
    return getoond


@dataclass
class Sinds:
    """Since a total was last told: how many people moved it, at least."""

    meeste: int = 0
    nieuw: int = 0

    def erbij(self, mensen: int, nieuw: int) -> None:
        self.meeste, self.nieuw = max(self.meeste, mensen), self.nieuw + nieuw

    @property
    def mensen(self) -> int:
        return max(self.meeste, self.nieuw)
