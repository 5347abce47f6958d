"""The money of the wijken at the end of each month, from the ledger, with what a month adds hidden when few people stand behind it.

Every month tells how it stands since 1 January, so two months tell what lies between. So a month is told only when nobody, or five people or
more, moved it since the last month that was told; and no wijk follows from the others (onderdrukking.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, String, Subquery, and_, case, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.maandbeeld.maanden import Keuze, Maand, als_tabel
from loket_backend.onderdrukking import ALLES, Dimensie, Getal, Verborgen, onderdruk
from loket_backend.wijkbudget.models import INLEG, REALISATIE, Budgetboeking, Wijkbudget
from loket_backend.wijkbudget.tabellen import Budgetverwachting
from loket_backend.wijkbudget.verdelen import prognose

TOTAAL, TOEGEZEGD, GEREALISEERD, TE_KOMEN = "totaal", "toegezegd", "gerealiseerd", "te_komen"
KOLOMMEN = (TOTAAL, TOEGEZEGD, GEREALISEERD, TE_KOMEN)
Plek = tuple[Maand, str]


@dataclass
class Kolom:
    """Of one total: what each month and wijk added (cents), whose dossiers moved it, and how many of those moved for the first time that year."""

    bedrag: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))
    mensen: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))
    nieuw: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True)
class Stand:
    """Cents at the end of a month. `verwacht`: on 31 December, as the page of the wijkbudget said it then."""

    totaal: Getal
    toegezegd: Getal
    gerealiseerd: Getal
    te_komen: Getal

    @property
    def verwacht(self) -> Getal:
        if isinstance(self.te_komen, Verborgen) or isinstance(self.gerealiseerd, Verborgen):
            return Verborgen.EROMHEEN
        return prognose(self.gerealiseerd, self.te_komen)


async def standen(session: AsyncSession, maanden: Sequence[Maand], wijken: Sequence[str]) -> dict[Plek, Stand]:
    """By month and wijk, and ALLES. Read from January of the first year on, so that a month says the same whatever period is asked."""
    alle = [Maand(maanden[0].jaar, 1).verder(n) for n in range(36 + 12)]
    reeks = [maand for maand in alle if maand <= maanden[-1]]
    kolommen = await _lees(session, reeks)
    getoond = {naam: _onderdruk(kolom, reeks, wijken) for naam, kolom in kolommen.items()}
    return {
        (maand, wijk): Stand(*(getoond[naam][maand, wijk] for naam in KOLOMMEN))
        for maand in maanden
        for wijk in [*wijken, ALLES]
    }


async def _lees(session: AsyncSession, reeks: Sequence[Maand]) -> dict[str, Kolom]:
    kolommen, maand = {naam: Kolom() for naam in KOLOMMEN}, als_tabel(reeks)
    for bron in (_boekingen(), _verwachting()):
        for nr, wijk, naam, bedrag, mensen, nieuw in await session.execute(_per_maand(maand, bron)):
            kolom, plek = kolommen[naam], (reeks[nr], wijk)
            kolom.bedrag[plek], kolom.mensen[plek], kolom.nieuw[plek] = int(bedrag), mensen, int(nieuw)
    return kolommen


@dataclass(frozen=True)
class Bron:
    """Rows that move a total: of which budget, which total, whose dossier, by how many cents, when.

    `soorten`: what tells one total from another, when there are several; PostgreSQL does not group by a constant.
    """

    budget_id: ColumnElement[int]
    kolom: ColumnElement[str]
    soorten: tuple[ColumnElement[str], ...]
    kenmerk: ColumnElement[str | None]
    bedrag: ColumnElement[int]
    op: ColumnElement[datetime]


def _boekingen() -> Bron:
    b = Budgetboeking.__table__.c
    kolom = _kolom()
    return Bron(b.budget_id, kolom, (kolom,), b.kenmerk, b.bedrag, b.op)


def _verwachting() -> Bron:
    v = Budgetverwachting.__table__.c
    return Bron(v.budget_id, literal_column(f"'{TE_KOMEN}'", String), (), v.kenmerk, v.verschil, v.op)


def _per_maand(maand: Subquery, bron: Bron) -> Keuze:
    """By month, wijk and total: the sum, how many dossiers, and how many of these for the first time in the year."""
    per = _per_dossier(maand, bron)
    dossier = per.c.kenmerk.is_not(None)
    nieuw = func.sum(case((and_(dossier, per.c.nr == per.c.eerste), 1), else_=0))
    keuze = select(per.c.nr, Wijkbudget.wijk_id, per.c.kolom, func.sum(per.c.bedrag), func.count(per.c.kenmerk), nieuw)
    keuze = keuze.join_from(per, Wijkbudget, Wijkbudget.id == per.c.budget_id)
    return keuze.group_by(per.c.nr, Wijkbudget.wijk_id, per.c.kolom)


def _per_dossier(maand: Subquery, b: Bron) -> Subquery:
    """What a dossier moved in a month; `eerste`: the first month of that year in which it did."""
    eerste = func.min(maand.c.nr).over(partition_by=(b.budget_id, *b.soorten, b.kenmerk)).label("eerste")
    som = func.sum(b.bedrag).label("bedrag")
    keuze = select(b.budget_id, b.kolom.label("kolom"), b.kenmerk, maand.c.nr, som, eerste).select_from(maand)
    keuze = keuze.join(Wijkbudget, Wijkbudget.jaar == maand.c.jaar).join(b.budget_id.table, _valt_in(maand, b))
    return keuze.group_by(b.budget_id, *b.soorten, b.kenmerk, maand.c.nr).subquery("dossier")


def _kolom() -> ColumnElement[str]:
    """Which total a booking moves; the names stand in the text, so that PostgreSQL can group by it."""
    totaal, toegezegd, gerealiseerd = (literal_column(f"'{n}'", String) for n in (TOTAAL, TOEGEZEGD, GEREALISEERD))
    soort = Budgetboeking.soort
    return case(
        (soort == literal_column(f"'{INLEG}'"), totaal),
        (soort == literal_column(f"'{REALISATIE}'"), gerealiseerd),
        else_=toegezegd,
    )


def _valt_in(maand: Subquery, b: Bron) -> ColumnElement[bool]:
    """What was booked before the year of the budget counts in January."""
    return and_(b.budget_id == Wijkbudget.id, b.op >= maand.c.sinds, b.op < maand.c.tot)


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
