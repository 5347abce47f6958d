"""Statements over our own line to SQLite: one trip each, and everything that SQLAlchemy asks of a cursor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from loket_backend.db import Database, open_database
from loket_backend.sqlitelijn import Lijn

NAMEN = ("Annie", "Bert", "Cor")


@pytest.fixture
async def lijst(tmp_path: Path) -> AsyncIterator[Database]:
    """A table with three names."""
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'proef.db'}")
    async with database.schrijf() as session:
        await session.execute(text("CREATE TABLE mens (id INTEGER PRIMARY KEY, naam TEXT UNIQUE)"))
        rijen = [{"naam": naam} for naam in NAMEN]
        await session.execute(text("INSERT INTO mens (naam) VALUES (:naam)"), rijen)
    yield database
    await database.sluit()


@pytest.fixture
def reizen(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every trip to the thread of a connection from now on."""
    gedaan: list[Any] = []
    echt = Lijn._execute

    async def tel(self: Lijn, doe: Any, *rest: Any, **meer: Any) -> Any:
        gedaan.append(getattr(doe, "args", ()))  # which call, for a statement
        return await echt(self, doe, *rest, **meer)

    monkeypatch.setattr(Lijn, "_execute", tel)
    return gedaan


async def test_een_leesbeurt_kost_een_reis_per_opdracht(lijst: Database, reizen: list[Any]) -> None:
    async with lijst.lees() as session:  # a new connection tells what it is like first
        await session.execute(text("SELECT 1"))
    reizen.clear()
    async with lijst.lees() as session:
        for _ in range(4):
            namen = (await session.execute(text("SELECT naam FROM mens ORDER BY id"))).scalars().all()
            assert tuple(namen) == NAMEN
    assert [wat[0] for wat in reizen if wat] == ["execute"] * 5  # BEGIN and the four
    assert len(reizen) <= 7  # and what closes the transaction


async def test_wat_geschreven_is_geeft_zijn_aantal_en_zijn_sleutel(lijst: Database) -> None:
    async with lijst.schrijf() as session:
        weg = await session.execute(text("DELETE FROM mens WHERE naam <> 'Cor'"))
        assert weg.rowcount == 2  # type: ignore[attr-defined]
        erbij = await session.execute(text("INSERT INTO mens (naam) VALUES ('Dirk') RETURNING id, naam"))
        assert erbij.one() == (4, "Dirk")
    async with lijst.lees() as session:
        assert (await session.execute(text("SELECT count(*) FROM mens"))).scalar_one() == 2


async def test_een_fout_komt_terug_als_de_fout_van_de_database(lijst: Database) -> None:
    with pytest.raises(IntegrityError):
        async with lijst.schrijf() as session:
            await session.execute(text("INSERT INTO mens (naam) VALUES ('Annie')"))
    with pytest.raises(OperationalError):
        async with lijst.lees() as session:
            await session.execute(text("SELECT schoenmaat FROM mens"))


async def test_na_een_fout_staat_er_niets_en_gaat_de_lijn_verder(lijst: Database) -> None:
    with pytest.raises(IntegrityError):
        await _zet_erbij(lijst, "Dirk", "Annie")
    async with lijst.lees() as session:
        assert (await session.execute(text("SELECT count(*) FROM mens"))).scalar_one() == len(NAMEN)


async def _zet_erbij(database: Database, *namen: str) -> None:
    async with database.schrijf() as session:
        for naam in namen:
            await session.execute(text("INSERT INTO mens (naam) VALUES (:naam)"), {"naam": naam})
