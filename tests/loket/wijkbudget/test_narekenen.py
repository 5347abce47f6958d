"""Adding up the ledger again finds whatever does not agree with it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from loket_backend.db import Database
from loket_backend.wijkbudget import boeken, narekenen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import TOEZEGGING

from .hulp import klopt, maak_budget


@pytest.mark.parametrize(
    ("knoei", "zin"),
    [
        ("UPDATE wijkbudget SET toegezegd = 401", "toegezegd is 401 centen, de boekingen zeggen 400"),
        ("UPDATE wijkbudget SET totaal = 2000", "totaal is 2000 centen, de boekingen zeggen 1000"),
        ("UPDATE budgetboeking SET bedrag = 1001 WHERE soort = 'toezegging'", "overtrokken of negatief"),
        ("DELETE FROM budgetboeking WHERE soort = 'inleg'", "overtrokken of negatief"),
        ("UPDATE budgetboeking SET regel = 'r9' WHERE soort = 'toezegging'", "regel r9 klopt niet"),
    ],
)
async def test_wat_niet_klopt_wordt_gevonden(database: Database, knoei: str, zin: str) -> None:
    async with database.schrijf() as session:
        budget = await maak_budget(session, 1000)
        await boeken.boek(session, budget, Post(TOEZEGGING, 400, "anja"))
    await klopt(database)
    async with database.schrijf() as session:
        await session.execute(text(knoei))
    async with database.lees() as session:
        aantal, fouten = await narekenen.reken_na(session)
    assert aantal == 1
    assert any(zin in fout for fout in fouten), fouten
