"""What each month added to the budgets, from the ledger. That is only ever appended, so a month that is over stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, String, Subquery, case, func, literal, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Moment
from loket_backend.maandbeeld.geheugen import Geheugen
from loket_backend.maandbeeld.maanden import ALTIJD, Keuze, Maand, deze, voorbij
from loket_backend.wijkbudget.models import INLEG, REALISATIE, Budgetboeking, Wijkbudget
from loket_backend.wijkbudget.tabellen import Budgetverwachting

NAMEN = TOTAAL, TOEGEZEGD, GEREALISEERD, TE_KOMEN = "totaal", "toegezegd", "gerealiseerd", "te_komen"
Plek = tuple[Maand, str]
# By wijk and total: cents, whose dossiers moved it, and how many of those moved it for the first time that year.
Bijgekomen = dict[tuple[str, str], tuple[int, int, int]]
# By wijk and total: cents by dossier, and who moved it so far this year.
Bij = dict[tuple[str, str], dict[str | None, int]]
Bewogen = dict[tuple[str, str], set[str | None]]


@dataclass
class Kolom:
    """Of one total: what each month and wijk added (cents), whose dossiers moved it, and how many of those moved for the first time that year."""

    bedrag: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))
    mensen: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))
    nieuw: dict[Plek, int] = field(default_factory=lambda: defaultdict(int))


def hele_jaren(maanden: Sequence[Maand]) -> list[Maand]:
    """From January of the first year on: what is new in a month follows from the months before it, and so does what may be told of it."""
    begin, einde = Maand(maanden[0].jaar, 1), maanden[-1]
    return [begin.verder(n) for n in range((einde.jaar - begin.jaar) * 12 + einde.maand)]


@dataclass
class Kasboek:
    """Of one database. `lees` gives each total of these months and of those before them in the same year.

    The month that runs is read each time; whose bookings are not the first of their year (`_eerder`) is known from the months before it.
    """

    _geheugen: Geheugen[Bijgekomen] = field(default_factory=Geheugen)
    _eerder: Geheugen[Bewogen] = field(default_factory=Geheugen)

    async def lees(self, session: AsyncSession, maanden: Sequence[Maand]) -> dict[str, Kolom]:
        stempel, lopend, reeks = await _stempel(session), deze(), hele_jaren(maanden)
        voorbij = [maand for maand in reeks if maand != lopend]
        per_maand = await self._geheugen.haal(voorbij, stempel, partial(_lees, session)) if voorbij else {}
        if lopend in reeks:
            vorige = lopend.vorige
            eerder = await self._eerder.haal([vorige], stempel, partial(_lees_eerder, session))
            per_maand[lopend] = _geteld(await _lees_bij(session, lopend), eerder[vorige])
        return _als_kolommen(per_maand)


async def _stempel(session: AsyncSession) -> object:
    """What was booked, and expected, before this month."""
    begin = deze().begin
    keuzen = [
        select(func.count(), func.max(rij.id)).where(rij.op < begin) for rij in (Budgetboeking, Budgetverwachting)
    ]
    return [tuple((await session.execute(keuze)).one()) for keuze in keuzen]


def _als_kolommen(per_maand: Mapping[Maand, Bijgekomen]) -> dict[str, Kolom]:
    kolommen = {naam: Kolom() for naam in NAMEN}
    for maand, bij in per_maand.items():
        for (wijk, naam), (bedrag, mensen, nieuw) in bij.items():
            kolom, plek = kolommen[naam], (maand, wijk)
            kolom.bedrag[plek], kolom.mensen[plek], kolom.nieuw[plek] = bedrag, mensen, nieuw
    return kolommen


async def _lees(session: AsyncSession, maanden: Sequence[Maand]) -> dict[Maand, Bijgekomen]:
    """Two looks at the ledger: sums and dossiers by month, and in which month each dossier moved a total first."""
    reeks = hele_jaren(maanden)
    per: dict[Maand, Bijgekomen] = {maand: {} for maand in reeks}
    for nr, wijk, naam, bedrag, mensen in await session.execute(_sommen(reeks)):
        per[reeks[nr]][wijk, naam] = (int(bedrag), mensen, 0)
    for wijk, *nrs, dossiers in await session.execute(_eersten(reeks)):
        for nr, naam in zip(nrs, NAMEN, strict=True):
            if nr is not None:
                bedrag, mensen, nieuw = per[reeks[nr]][wijk, naam]
                per[reeks[nr]][wijk, naam] = (bedrag, mensen, nieuw + dossiers)
    return per


async def _lees_eerder(session: AsyncSession, maanden: Sequence[Maand]) -> dict[Maand, Bewogen]:
    """Of one month that is over: who moved each total in the year of the month after it, until then."""
    (maand,) = maanden
    lopend, bewogen = maand.volgende, defaultdict[tuple[str, str], set[str | None]](set)
    if lopend.maand > 1:
        for wijk, naam, kenmerk, _ in await session.execute(_per_dossier(lopend.jaar, ALTIJD, lopend.begin)):
            bewogen[wijk, naam].add(kenmerk)
    return {maand: bewogen}


async def _lees_bij(session: AsyncSession, maand: Maand) -> Bij:
    """What was booked before the year of the budget counts in January."""
    bij: Bij = defaultdict(dict)
    sinds = ALTIJD if maand.maand == 1 else maand.begin
    for wijk, naam, kenmerk, bedrag in await session.execute(_per_dossier(maand.jaar, sinds, maand.einde)):
        bij[wijk, naam][kenmerk] = int(bedrag)
    return bij


def _geteld(bij: Bij, eerder: Bewogen) -> Bijgekomen:
    """Money without a dossier is of nobody."""
    leeg: set[str | None] = set()
    return {
        plek: (sum(per.values()), len(per.keys() - {None}), len(per.keys() - {None} - eerder.get(plek, leeg)))
        for plek, per in bij.items()
    }


def _per_dossier(jaar: int, sinds: datetime, tot: datetime) -> Keuze:
    b = _bewegingen().c
    sleutel = (Wijkbudget.wijk_id, b.kolom, b.kenmerk)
    keuze = select(*sleutel, func.sum(b.bedrag)).join_from(b.op.table, Wijkbudget, Wijkbudget.id == b.budget_id)
    tussen = b.op >= literal(sinds, Moment), b.op < literal(tot, Moment)
    return keuze.where(Wijkbudget.jaar == jaar, *tussen).group_by(*sleutel)


def _sommen(reeks: Sequence[Maand]) -> Keuze:
    b = _boekingen(reeks).c
    sleutel = (b.nr, b.wijk_id, b.kolom)
    return select(*sleutel, func.sum(b.bedrag), func.count(b.kenmerk.distinct())).group_by(*sleutel)


def _eersten(reeks: Sequence[Maand]) -> Keuze:
    """By wijk, and the first month of each total: how many dossiers."""
    b = _boekingen(reeks).c
    eersten = [func.min(case((b.kolom == naam, b.nr))).label(naam) for naam in NAMEN]
    per_dossier = select(b.budget_id, *eersten).where(b.kenmerk.is_not(None)).group_by(b.budget_id, b.kenmerk)
    e = per_dossier.subquery("eerste").c
    sleutel = (Wijkbudget.wijk_id, *(e[naam] for naam in NAMEN))
    keuze = select(*sleutel, func.count()).join_from(e.budget_id.table, Wijkbudget, Wijkbudget.id == e.budget_id)
    return keuze.group_by(*sleutel)


def _boekingen(reeks: Sequence[Maand]) -> Subquery:
    """Each with the number of its month. What was booked before the year of the budget counts in January."""
    b, per_jaar = _bewegingen().c, {jaar: [m for m in reeks if m.jaar == jaar] for jaar in {m.jaar for m in reeks}}
    eindes = {jaar: [literal(m.einde, Moment) for m in maanden] for jaar, maanden in per_jaar.items()}
    plek = {jaar: voorbij(b.op, e, reeks.index(per_jaar[jaar][0])) for jaar, e in eindes.items()}
    nr, tot = case(plek, value=Wijkbudget.jaar), case({j: e[-1] for j, e in eindes.items()}, value=Wijkbudget.jaar)
    keuze = select(nr.label("nr"), Wijkbudget.wijk_id, b.budget_id, b.kolom, b.kenmerk, b.bedrag)
    keuze = keuze.join_from(b.op.table, Wijkbudget, Wijkbudget.id == b.budget_id)
    return keuze.where(Wijkbudget.jaar.in_(per_jaar), b.op < tot, b.op >= literal(ALTIJD, Moment)).subquery("boeking")


def _bewegingen() -> Subquery:
    """What moves a total: the ledger, and beside it what is still to come of the lines."""
    b, v = Budgetboeking, Budgetverwachting
    geboekt = select(b.budget_id, _kolom().label("kolom"), b.kenmerk, b.bedrag, b.op)
    verwacht = select(v.budget_id, _woord(TE_KOMEN), v.kenmerk, v.verschil, v.op)
    return geboekt.union_all(verwacht).subquery("beweging")


def _woord(naam: str) -> ColumnElement[str]:
    """It stands in the text, so that PostgreSQL can group by it."""
    return literal_column(f"'{naam}'", String)


def _kolom() -> ColumnElement[str]:
    """Which total a booking moves."""
    totaal, toegezegd, gerealiseerd = (_woord(naam) for naam in (TOTAAL, TOEGEZEGD, GEREALISEERD))
    soort = Budgetboeking.soort
    return case(
        (soort == literal_column(f"'{INLEG}'"), totaal),
        (soort == literal_column(f"'{REALISATIE}'"), gerealiseerd),
        else_=toegezegd,
    )
