"""Adding up the ledger again finds whatever does not agree with it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from loket_backend.db import Database
from loket_backend.wijkbudget import boeken, narekenen, toezeggen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import TOEZEGGING
from tests.samenhulp import maak_dossier, regel

from .hulp import klopt, maak_budget, met_partijen


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


async def test_wat_nog_komt_is_bijgehouden_zoals_de_regels_het_zeggen(database: Database) -> None:
    await met_partijen(database, "zorg")
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        await maak_budget(session, 1_000_000)
        await toezeggen.stem_af(session, kenmerk, "noord", [regel(kosten_jaar=36_500)], "anja")
    await klopt(database)
    async with database.schrijf() as session:
        await session.execute(text("UPDATE budgetverwachting SET verschil = verschil + 1"))
    async with database.lees() as session:
        _, fouten = await narekenen.reken_na(session)
    assert any("wat nog komt klopt niet" in fout for fout in fouten), fouten
