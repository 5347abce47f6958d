"""What an arrangement takes of the budgets of its wijk, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.partijen.woorden import WIJKBUDGET
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.models import Wijk
from loket_backend.wijkbudget import boeken, ruimte, verwachten, waarschuwen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import TOEZEGGING, VRIJVAL, Wijkbudget
from loket_backend.wijkbudget.tabellen import Toezegging
from loket_backend.wijkbudget.verdelen import Deel, gisteren, verdeel


class Regel(Protocol):
    """What a budget needs to know of a line: its `kosten_jaar` in cents fall in the years between begin and end, or once (`per`)."""

    sleutel: str
    bekostiging: str
    partij_id: str | None
    per: str
    begint_op: date
    eindigt_op: date | None
    kosten_jaar: int


Plek = tuple[int, str]  # a budget and the sleutel of a line


@dataclass(frozen=True)
class Verlangd:
    """What one line asks of one budget."""

    regel: Regel
    deel: Deel


@dataclass(frozen=True)
class Doel:
    """What one line should take of one budget: the columns of Toezegging."""

    bedrag: int
    van: date
    tot: date
    partij_id: str | None
    begint_op: date
    eindigt_op: date | None
    per: str
    kosten_jaar: int
    actief: bool


async def stem_af(session: AsyncSession, kenmerk: str, wijk_id: str | None, regels: Sequence[Regel], door: str) -> None:
    """Brings what is committed for this dossier in line with these lines: only those of bekostiging `wijkbudget` count.

    A line that ended keeps what it cost until yesterday; the rest comes free. All or nothing. Raises Conflict when a budget would be overdrawn,
    an organisation has no room, or there is no budget for the wijk and the year; then nothing was committed. The caller holds the intake locked.
    """
    geld = [r for r in regels if r.bekostiging == WIJKBUDGET and r.kosten_jaar > 0]
    verlangd = await _verlang(session, wijk_id, geld)
    had = list(await session.scalars(select(Toezegging.budget_id).where(Toezegging.kenmerk == kenmerk).distinct()))
    budgetten = sorted({*had, *(budget_id for budget_id, _ in verlangd)})
    if budgetten:
        async with session.begin_nested():
            jaren = {b.id: b.jaar for b in (await boeken.vergrendel(session, budgetten)).values()}
            await _breng_in_lijn(session, kenmerk, verlangd, jaren, door)


async def _verlang(session: AsyncSession, wijk_id: str | None, regels: Sequence[Regel]) -> dict[Plek, Verlangd]:
    """What the lines ask of each budget that there is. The year that help is given in now must have one; a later year may get its own later."""
    if not regels:
        return {}
    if wijk_id is None:
        raise Conflict("Dit dossier heeft nog geen wijk. Daarom kan het niet uit het budget van een wijk.")
    keuze = select(Wijkbudget.jaar, Wijkbudget.id).where(Wijkbudget.wijk_id == wijk_id)
    budget = {jaar: id_ for jaar, id_ in await session.execute(keuze)}
    gevraagd: dict[Plek, Verlangd] = {}
    for regel in regels:
        delen = verdeel(regel.begint_op, regel.eindigt_op, regel.kosten_jaar, regel.per, _tot_jaar(regel, budget))
        if (nodig := _jaar_van_nu(regel)) in delen and nodig not in budget:
            raise Conflict(f"Er is nog geen budget voor {await _naam(session, wijk_id)} in {nodig}.")
        gevraagd |= {(budget[j], regel.sleutel): Verlangd(regel, deel) for j, deel in delen.items() if j in budget}
    return gevraagd


def _jaar_van_nu(regel: Regel) -> int:
    """This year; or the first of a line that begins later, or the last of one that ended before."""
    eind = regel.begint_op if regel.per == "eenmalig" else regel.eindigt_op
    jaar = max(vandaag().year, regel.begint_op.year)
    return min(jaar, eind.year) if eind else jaar


def _tot_jaar(regel: Regel, budget: Iterable[int]) -> int:
    """With an end date: as far as there are budgets. Without: the year after this one at most (ADR 0031)."""
    nu_ = _jaar_van_nu(regel)
    return max([nu_, *budget]) if regel.eindigt_op else nu_ + 1


async def _naam(session: AsyncSession, wijk_id: str) -> str:
    return (await session.get_one(Wijk, wijk_id)).naam


async def _breng_in_lijn(
    session: AsyncSession, kenmerk: str, verlangd: Mapping[Plek, Verlangd], jaren: Mapping[int, int], door: str
) -> None:
    """Within a budget first what comes free, so that one line can make room for another."""
    keuze = select(Toezegging).where(Toezegging.kenmerk == kenmerk).execution_options(populate_existing=True)
    stand = {(t.budget_id, t.regel): t for t in await session.scalars(keuze)}
    doelen = _doelen(verlangd, stand, jaren)
    for budget_id in sorted(jaren):
        hier = {plek: doel for plek, doel in sorted(doelen.items()) if plek[0] == budget_id}
        posten = [p for plek, doel in hier.items() for p in _posten(plek[1], kenmerk, stand.get(plek), doel, door)]
        await _boek(session, budget_id, posten)
        komt = sum(_schrijf(session, plek, kenmerk, stand.get(plek), doel) for plek, doel in hier.items())
        verwachten.leg_vast(session, budget_id, {kenmerk: komt})
        await session.flush()
        for partij_id in sorted({p.partij_id for p in posten if p.soort == TOEZEGGING and p.partij_id}):
            await ruimte.controleer(session, budget_id, partij_id)
        await waarschuwen.kijk(session, budget_id)


async def _boek(session: AsyncSession, budget_id: int, posten: Sequence[Post]) -> None:
    """Who is refused hears what all lines together need."""
    erbij = [p for p in posten if p.soort == TOEZEGGING]
    for post in posten:
        if post.soort == VRIJVAL:
            await boeken.boek(session, budget_id, post)
    if erbij:
        await boeken.moet_passen(session, budget_id, sum(p.bedrag for p in erbij))
    for post in erbij:
        await boeken.boek(session, budget_id, post)


def _doelen(
    verlangd: Mapping[Plek, Verlangd], stand: Mapping[Plek, Toezegging], jaren: Mapping[int, int]
) -> dict[Plek, Doel]:
    """What each line should take of each budget. What stays behind in another wijk is not paid twice in the same year."""
    doelen = {plek: _wat_blijft(t, jaren[plek[0]]) for plek, t in stand.items() if plek not in verlangd}
    elders: dict[tuple[str, int], int] = {}
    for (budget_id, sleutel), doel in doelen.items():
        elders[sleutel, jaren[budget_id]] = elders.get((sleutel, jaren[budget_id]), 0) + doel.bedrag
    for plek, wens in verlangd.items():
        doelen[plek] = _wat_wordt_gevraagd(wens, elders.get((plek[1], jaren[plek[0]]), 0))
    return doelen


def _wat_wordt_gevraagd(wens: Verlangd, elders: int) -> Doel:
    regel, deel = wens.regel, wens.deel
    return Doel(
        bedrag=max(0, deel.bedrag - elders),
        van=min(deel.tot, max(deel.van, vandaag())) if elders else deel.van,
        tot=deel.tot,
        partij_id=regel.partij_id,
        begint_op=regel.begint_op,
        eindigt_op=regel.eindigt_op,
        per=regel.per,
        kosten_jaar=regel.kosten_jaar,
        actief=True,
    )


def _wat_blijft(t: Toezegging, jaar: int) -> Doel:
    """A line that ended cost money until yesterday, and never less than its invoices; not more than was committed."""
    bedrag, tot = t.bedrag, t.tot
    if t.actief:
        einde = min(t.tot, gisteren(vandaag()))
        loopt = t.begint_op <= einde
        deel = verdeel(t.begint_op, einde, t.kosten_jaar, t.per, jaar).get(jaar) if loopt else None
        bedrag = min(t.bedrag, max(deel.bedrag if deel else 0, t.gerealiseerd, 0))
        tot = max(t.van, einde)
    return Doel(bedrag, t.van, tot, t.partij_id, t.begint_op, t.eindigt_op, t.per, t.kosten_jaar, actief=False)


def _posten(sleutel: str, kenmerk: str, t: Toezegging | None, doel: Doel, door: str) -> list[Post]:
    """The difference; in whole when another organisation delivers, so that the ledger adds up for each of them."""
    had, wie = (t.bedrag, t.partij_id) if t else (0, doel.partij_id)
    stappen = [(wie, doel.bedrag - had)] if wie == doel.partij_id else [(wie, -had), (doel.partij_id, doel.bedrag)]
    return [
        Post(TOEZEGGING if bedrag > 0 else VRIJVAL, bedrag, door, partij, kenmerk, sleutel)
        for partij, bedrag in stappen
        if bedrag
    ]


def _schrijf(session: AsyncSession, plek: Plek, kenmerk: str, t: Toezegging | None, doel: Doel) -> int:
    """By how many cents what is still to come moved."""
    if t is None:
        t = Toezegging(budget_id=plek[0], regel=plek[1], kenmerk=kenmerk, gerealiseerd=0, gefactureerd_tot=None)
        session.add(t)
    for veld, waarde in vars(doel).items():
        setattr(t, veld, waarde)
    return verwachten.reken_opnieuw(t)
