"""Lines that go on in a year whose budget was opened later: what they ask of it, and committing that for all of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from loket_backend.errors import NietGevonden
from loket_backend.intake.models import Intake
from loket_backend.wijkbudget import boeken, ruimte, verwachten, waarschuwen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import TOEZEGGING, Wijkbudget
from loket_backend.wijkbudget.tabellen import Toezegging
from loket_backend.wijkbudget.verdelen import EENMALIG, Deel, verdeel


@dataclass(frozen=True)
class Doorlopend:
    """Lines of the year before that this budget does not know yet, with what they cost in this year."""

    regels: list[tuple[Toezegging, Deel]]

    @property
    def bedrag(self) -> int:
        return sum(deel.bedrag for _, deel in self.regels)


async def lees(session: AsyncSession, budget_id: int) -> Doorlopend:
    """Raises NietGevonden."""
    budget = await session.get(Wijkbudget, budget_id)
    if budget is None:
        raise NietGevonden()
    keuze = select(Toezegging).where(_loopt_door(budget)).order_by(Toezegging.kenmerk, Toezegging.regel)
    rijen = await session.scalars(keuze.execution_options(populate_existing=True))
    return Doorlopend([(t, deel) for t in rijen if (deel := _deel(t, budget.jaar)) and deel.bedrag])


def _loopt_door(budget: Wijkbudget) -> ColumnElement[bool]:
    hier = aliased(Toezegging)
    eerder = select(Wijkbudget.id).where(Wijkbudget.wijk_id == budget.wijk_id, Wijkbudget.jaar == budget.jaar - 1)
    al = exists().where(hier.budget_id == budget.id, hier.regel == Toezegging.regel)
    eind = Toezegging.eindigt_op
    nog = or_(eind.is_(None), eind >= date(budget.jaar, 1, 1))
    return (
        Toezegging.budget_id.in_(eerder)
        & Toezegging.actief
        & (Toezegging.per != EENMALIG)
        & nog
        & ~al.correlate(Toezegging)
    )


def _deel(t: Toezegging, jaar: int) -> Deel | None:
    return verdeel(t.begint_op, t.eindigt_op, t.kosten_jaar, t.per, jaar).get(jaar)


async def neem_mee(session: AsyncSession, budget_id: int, door: str) -> int:
    """Commits all of them, or none. Gives how many. Raises Conflict when there is no room for all.

    Their dossiers are locked before the budget, as whoever changes an arrangement does.
    """
    kenmerken = {t.kenmerk for t, _ in (await lees(session, budget_id)).regels}
    await _vergrendel_dossiers(session, kenmerken)
    await boeken.vergrendel(session, [budget_id])
    regels = [(t, deel) for t, deel in (await lees(session, budget_id)).regels if t.kenmerk in kenmerken]
    await boeken.moet_passen(session, budget_id, sum(deel.bedrag for _, deel in regels))
    for t, deel in regels:
        await boeken.boek(session, budget_id, Post(TOEZEGGING, deel.bedrag, door, t.partij_id, t.kenmerk, t.regel))
        session.add(_voor_dit_jaar(t, budget_id, deel))
        verwachten.leg_vast(session, budget_id, {t.kenmerk: deel.bedrag})
    await session.flush()
    for partij_id in sorted({t.partij_id for t, _ in regels if t.partij_id}):
        await ruimte.controleer(session, budget_id, partij_id)
    await waarschuwen.kijk(session, budget_id)
    return len(regels)


async def _vergrendel_dossiers(session: AsyncSession, kenmerken: Collection[str]) -> None:
    keuze = select(Intake.kenmerk).where(Intake.kenmerk.in_(kenmerken)).order_by(Intake.kenmerk)
    await session.execute(keuze.with_for_update())


def _voor_dit_jaar(t: Toezegging, budget_id: int, deel: Deel) -> Toezegging:
    return Toezegging(
        budget_id=budget_id,
        regel=t.regel,
        kenmerk=t.kenmerk,
        partij_id=t.partij_id,
        bedrag=deel.bedrag,
        te_komen=deel.bedrag,
        gerealiseerd=0,
        van=deel.van,
        tot=deel.tot,
        begint_op=t.begint_op,
        eindigt_op=t.eindigt_op,
        per=t.per,
        kosten_jaar=t.kosten_jaar,
        actief=True,
    )
