"""Pages cost the same number of queries with three years of events as with none, and the ledger is read along its index."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, insert, select, text, true

from loket_backend.db import Database
from loket_backend.tijd import nu
from loket_backend.wijkbudget import lezen
from loket_backend.wijkbudget.lezen import PER_PAGINA
from loket_backend.wijkbudget.models import TOEZEGGING, Budgetboeking
from loket_backend.wijkbudget.tabellen import Toezegging
from tests.samenhulp import maak_dossier

from .hulp import BEGIN, EIND, maak_budget, met_partijen

REGELS, BOEKINGEN = 300, 1_000


@contextmanager
def geteld(database: Database) -> Iterator[list[str]]:
    vragen: list[str] = []

    def tel(_: object, __: object, vraag: str, *___: object) -> None:
        vragen.append(vraag)

    event.listen(database.lezer.sync_engine, "before_cursor_execute", tel)
    yield vragen
    event.remove(database.lezer.sync_engine, "before_cursor_execute", tel)


@pytest.fixture
async def drie_jaar(database: Database) -> list[int]:
    await met_partijen(database, "zorg", "buurt")
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        budgetten = [await maak_budget(session, 100_000_000, jaar=jaar) for jaar in (2024, 2025, 2026)]
        for budget_id in budgetten:
            boeking = {"budget_id": budget_id, "soort": TOEZEGGING, "bedrag": 1, "kenmerk": kenmerk, "door": "anja"}
            moment = nu()
            rijen = [{**boeking, "partij_id": "zorg", "op": moment - timedelta(hours=n)} for n in range(BOEKINGEN)]
            await session.execute(insert(Budgetboeking), rijen)
            lijn = {"budget_id": budget_id, "kenmerk": kenmerk, "bedrag": 10, "te_komen": 10, "gerealiseerd": 0}
            lijn |= {"van": BEGIN, "tot": EIND, "begint_op": BEGIN, "per": "week", "kosten_jaar": 10, "actief": True}
            await session.execute(
                insert(Toezegging), [{**lijn, "regel": f"r{n}", "partij_id": "buurt"} for n in range(REGELS)]
            )
    return budgetten


async def aantal(database: Database, werk: Awaitable[object], vragen: list[str]) -> int:
    vragen.clear()
    await werk
    return len([v for v in vragen if v.startswith("SELECT")])


async def test_een_pagina_kost_altijd_evenveel_vragen(database: Database, drie_jaar: list[int]) -> None:
    async with database.lees() as session:
        with geteld(database) as vragen:
            assert await aantal(database, lezen.overzicht(session, 2026), vragen) == 1
            assert await aantal(database, lezen.een(session, drie_jaar[2]), vragen) == 1
            assert await aantal(database, lezen.partijen(session, drie_jaar[2]), vragen) == 5
            assert await aantal(database, lezen.boekingen(session, drie_jaar[2], true(), 3), vragen) == 1
        regels = await lezen.overzicht(session, 2026)
        assert [r.stand.te_komen for r in regels] == [10 * REGELS]
        assert len(await lezen.boekingen(session, drie_jaar[2], true(), 3)) == PER_PAGINA + 1


async def test_het_grootboek_wordt_langs_zijn_index_gelezen(database: Database, drie_jaar: list[int]) -> None:
    """Both databases, the newest page of one budget out of three."""
    keuze = select(Budgetboeking.id).where(Budgetboeking.budget_id == drie_jaar[0])
    keuze = keuze.order_by(Budgetboeking.op.desc(), Budgetboeking.id.desc()).limit(PER_PAGINA + 1)
    vraag = keuze.compile(database.lezer.sync_engine, compile_kwargs={"literal_binds": True})
    uitleg = "EXPLAIN QUERY PLAN" if database.lezer.dialect.name == "sqlite" else "EXPLAIN"
    async with database.schrijf() as session:
        await session.execute(text("ANALYZE"))
        plan = " ".join(str(rij) for rij in await session.execute(text(f"{uitleg} {vraag}")))
    assert "ix_budgetboeking_op" in plan, plan
