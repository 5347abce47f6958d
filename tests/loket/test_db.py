"""What must be told only of what is certain, is told after the commit and of nothing else."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from loket_backend.db import Database, na_vastleggen
from loket_backend.toewijzing.models import Medewerker


async def test_na_vastleggen_is_pas_als_een_ander_het_kan_lezen(database: Database) -> None:
    gezien: list[asyncio.Task[str | None]] = []

    async def lees() -> str | None:
        async with database.lees() as session:
            return await session.scalar(select(Medewerker.naam).where(Medewerker.id == "anja"))

    async with database.schrijf() as session:
        session.add(Medewerker(id="anja", naam="Anja", functie="x"))
        na_vastleggen(session, lambda: gezien.append(asyncio.ensure_future(lees())))
        await session.flush()
        assert gezien == []
    assert await asyncio.gather(*gezien) == ["Anja"]


async def test_wat_niet_vastgelegd_is_wordt_niet_verteld(database: Database) -> None:
    verteld: list[str] = []

    async def dubbel() -> None:
        async with database.schrijf() as session:
            na_vastleggen(session, lambda: verteld.append("toch"))
            session.add(Medewerker(id="anja", naam="Anja", functie="x"))
            await session.flush()
            raise ValueError

    with pytest.raises(ValueError):
        await dubbel()
    assert verteld == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_een_commit_die_mislukt_wordt_niet_verteld(database: Database) -> None:
    verteld: list[str] = []

    async def mislukt() -> None:
        async with database.schrijf() as session:
            na_vastleggen(session, lambda: verteld.append("toch"))
            await (await session.connection()).exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            await (await session.connection()).exec_driver_sql(
                "INSERT INTO gesprek_notitie (gesprek_id, medewerker_id, tekst, op) VALUES ('x', 'x', 'x', '2026-01-01')"
            )

    with pytest.raises(Exception, match="FOREIGN KEY"):
        await mislukt()
    assert verteld == []
