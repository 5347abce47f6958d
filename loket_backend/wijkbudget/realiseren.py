"""What was really spent: one invoice line, tied to a booking, and never booked twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.wijkbudget import boeken, verwachten, waarschuwen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import REALISATIE, Budgetboeking
from loket_backend.wijkbudget.tabellen import Factuur, Toezegging


@dataclass(frozen=True)
class Factuurregel:
    """Cents, negative for a credit note. `regel` empty: for everything that this organisation delivers. `tot_en_met`: the last day it is for."""

    partij_id: str
    nummer: str
    bedrag: int
    tot_en_met: date
    regel: str = ""
    toelichting: str = ""


async def boek_factuur(session: AsyncSession, budget_id: int, factuur: Factuurregel, door: str) -> Budgetboeking:
    """Raises Conflict when it was booked already or takes back more than was spent, OngeldigeInvoer for a line that this budget does not know."""
    await boeken.vergrendel(session, [budget_id])
    if await staat_er_al(session, budget_id, factuur):
        raise Conflict(f"Factuur {factuur.nummer} van deze organisatie is al geboekt.")
    boeking = await schrijf(session, budget_id, factuur, door)
    await waarschuwen.kijk(session, budget_id)
    return boeking


async def schrijf(session: AsyncSession, budget_id: int, factuur: Factuurregel, door: str) -> Budgetboeking:
    """One that is new, for who holds the budget locked; the warnings are for afterwards."""
    lopend = await _waarvoor(session, budget_id, factuur)
    kenmerk = lopend[0].kenmerk if factuur.regel else None
    post = Post(REALISATIE, factuur.bedrag, door, factuur.partij_id, kenmerk, factuur.regel or None)
    boeking = await boeken.boek(session, budget_id, post)
    boeking.toelichting = factuur.toelichting or None
    session.add(
        Factuur(
            budget_id=budget_id,
            partij_id=factuur.partij_id,
            nummer=factuur.nummer,
            regel=factuur.regel,
            tot_en_met=factuur.tot_en_met,
            boeking_id=boeking.id,
        )
    )
    komt: Counter[str] = Counter()
    for t in lopend:
        komt[t.kenmerk] += _schuif_op(t, factuur)
    verwachten.leg_vast(session, budget_id, komt)
    await session.flush()
    return boeking


async def staat_er_al(session: AsyncSession, budget_id: int, factuur: Factuurregel) -> bool:
    zelfde = select(Factuur.id).where(
        Factuur.budget_id == budget_id,
        Factuur.partij_id == factuur.partij_id,
        Factuur.nummer == factuur.nummer,
        Factuur.regel == factuur.regel,
    )
    return await session.scalar(zelfde) is not None


async def _waarvoor(session: AsyncSession, budget_id: int, factuur: Factuurregel) -> list[Toezegging]:
    """The line it is for; without one, all lines of this organisation."""
    keuze = select(Toezegging).where(Toezegging.budget_id == budget_id)
    if not factuur.regel:
        return list(await session.scalars(keuze.where(Toezegging.partij_id == factuur.partij_id)))
    gevonden = list(await session.scalars(keuze.where(Toezegging.regel == factuur.regel)))
    if not gevonden or gevonden[0].partij_id not in (None, factuur.partij_id):
        raise OngeldigeInvoer("Deze regel staat niet in dit budget bij deze organisatie.", ["regel: onbekend"])
    return gevonden


def _schuif_op(t: Toezegging, factuur: Factuurregel) -> int:
    """By how many cents what is still to come moved. A credit note takes money back; it says nothing of the days that are still to come."""
    if factuur.regel:
        t.gerealiseerd += factuur.bedrag
    if factuur.bedrag > 0 and (t.gefactureerd_tot is None or t.gefactureerd_tot < factuur.tot_en_met):
        t.gefactureerd_tot = factuur.tot_en_met
        return verwachten.reken_opnieuw(t)
    return 0
