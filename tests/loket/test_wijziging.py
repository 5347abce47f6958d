"""The history of what a gemeente changes: rows are only added, and nobody overwrites what they did not see."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.wijziging import TERMIJN, WIJK, Wijziging, laatste, schrijf_op, verloop, versie


async def schrijf(database: Database, na: dict[str, int], gezien: int | None = None, sleutel: str = "loket") -> None:
    async with database.schrijf() as session:
        await schrijf_op(session, "gerda", TERMIJN, sleutel, None, na, gezien)


async def test_elke_wijziging_krijgt_een_volgend_nummer_en_de_nieuwste_telt(database: Database) -> None:
    for dagen in (30, 60):
        await schrijf(database, {"dagen": dagen})
    await schrijf(database, {"dagen": 1}, sleutel="ander")
    async with database.lees() as session:
        assert await versie(session, TERMIJN) == 2
        assert (await laatste(session, TERMIJN))["loket"].na == {"dagen": 60}
        assert [rij.na for rij in await verloop(session, TERMIJN)] == [{"dagen": 60}, {"dagen": 30}]
        assert await laatste(session, WIJK) == {}


async def test_wie_een_oude_versie_zag_verandert_niets(database: Database) -> None:
    await schrijf(database, {"dagen": 30}, gezien=0)
    for gezien in (0, 2):
        with pytest.raises(Conflict):
            await schrijf(database, {"dagen": 60}, gezien=gezien)
    async with database.lees() as session:
        assert await versie(session, TERMIJN) == 1


async def test_van_acht_tegelijk_wint_er_een(database: Database) -> None:
    uitkomsten = await asyncio.gather(
        *(schrijf(database, {"dagen": n}, gezien=0) for n in range(8)), return_exceptions=True
    )
    assert [u for u in uitkomsten if u is None] == [None]
    assert all(isinstance(u, Conflict) for u in uitkomsten if u is not None)


async def test_een_regel_van_vroeger_is_niet_te_veranderen_of_weg_te_halen(database: Database) -> None:
    await schrijf(database, {"dagen": 30})
    for daad in (update(Wijziging).values(door="iemand"), delete(Wijziging)):
        with pytest.raises(DBAPIError):
            async with database.schrijf() as session:
                await session.execute(daad)
