"""A wijk with money, and looking what is left of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database
from loket_backend.toewijzing.models import Wijk
from loket_backend.wijkbudget import boeken, narekenen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import INLEG, Budgetboeking, Wijkbudget
from loket_backend.wijkbudget.tabellen import Toezegging
from tests.samenhulp import maak_partij

JAAR = 2026
BEGIN, EIND = date(JAAR, 1, 1), date(JAAR, 12, 31)


async def maak_budget(session: AsyncSession, totaal: int, wijk: str = "noord", jaar: int = JAAR) -> int:
    if await session.get(Wijk, wijk) is None:
        session.add(Wijk(id=wijk, naam=wijk.capitalize()))
        await session.flush()
    budget_id = await boeken.open_budget(session, wijk, jaar)
    if totaal:
        await boeken.boek(session, budget_id, Post(INLEG, totaal, "gerda"))
    return budget_id


async def met_partijen(database: Database, *namen: str) -> None:
    async with database.schrijf() as session:
        for naam in namen:
            await maak_partij(session, naam, "thuiszorg", levert=True)


async def stand(database: Database, budget_id: int) -> tuple[int, int, int]:
    """Total, committed, realised."""
    async with database.lees() as session:
        budget = await session.get_one(Wijkbudget, budget_id)
        return budget.totaal, budget.toegezegd, budget.gerealiseerd


async def boekingen(database: Database, budget_id: int, soort: str | None = None) -> list[int]:
    async with database.lees() as session:
        keuze = select(Budgetboeking.bedrag).where(Budgetboeking.budget_id == budget_id).order_by(Budgetboeking.id)
        return list(await session.scalars(keuze if soort is None else keuze.where(Budgetboeking.soort == soort)))


async def regels(database: Database, budget_id: int) -> dict[str, Toezegging]:
    async with database.lees() as session:
        rijen = await session.scalars(select(Toezegging).where(Toezegging.budget_id == budget_id))
        return {t.regel: t for t in rijen}


async def klopt(database: Database) -> None:
    async with database.lees() as session:
        assert (await narekenen.reken_na(session))[1] == []
