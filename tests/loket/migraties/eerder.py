"""A database as an earlier release left it: built with the migrations up to there, filled with rows that its code wrote."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic import command
from sqlalchemy import NullPool, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from loket_backend.migreer import alembic_config

BESTANDEN = {
    pad.stem.removeprefix("schema-"): pad
    for pad in sorted((Path(__file__).parents[2] / "data" / "schema").glob("schema-*.sql"))
}
_KOP = re.compile(r'INSERT INTO "(\w+)" \(([^)]*)\) VALUES')


class Eerder:
    """`schema`: its last migration. `gesprek`: the conversation that was open then; its token stands in tests/data/schema/maak.py."""

    token = "een-bewaard-gesprek-uit-een-eerdere-versie"

    def __init__(self, schema: str, url: str) -> None:
        self.schema, self.url = schema, url
        self.sql = BESTANDEN[schema].read_text(encoding="utf-8")
        self.gesprek = self.sql.partition("\n")[0].removeprefix("-- gesprek ")

    @property
    def tabellen(self) -> dict[str, list[str]]:
        """The columns that each table had then, for the tables that have rows."""
        return {tabel: kolommen.replace('"', "").split(", ") for tabel, kolommen in _KOP.findall(self.sql)}

    def bouw(self) -> Eerder:
        command.upgrade(alembic_config(self.url), self.schema)
        sql = f"{'DELETE FROM auditkop;' if 'auditkop' in self.tabellen else ''}\n{self.sql}"
        if self.url.startswith("sqlite"):
            verbinding = sqlite3.connect(make_url(self.url).database or "")
            verbinding.executescript(f"BEGIN;{sql}COMMIT;")
            verbinding.close()
        else:
            asyncio.run(self._bouw_postgresql(sql))
        return self

    async def _bouw_postgresql(self, sql: str) -> None:
        """Ids were given along, so the counters are set past them, as they would stand."""
        verbinding = await asyncpg.connect(self.url.replace("+asyncpg", ""), server_settings={"timezone": "UTC"})
        async with verbinding.transaction():
            await verbinding.execute(sql)
            for tabel, kolommen in self.tabellen.items():
                teller = await verbinding.fetchval(
                    "SELECT pg_get_serial_sequence($1, 'id')" if "id" in kolommen else "SELECT $1 WHERE false", tabel
                )
                if teller:
                    await verbinding.execute(f"SELECT setval('{teller}', (SELECT max(id) FROM \"{tabel}\"))")
        await verbinding.close()

    async def rijen(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row, in the columns of then."""
        engine, gevonden = create_async_engine(self.url, poolclass=NullPool), {}
        async with engine.connect() as verbinding:
            for tabel, kolommen in self.tabellen.items():
                namen = ", ".join(f'"{kolom}"' for kolom in kolommen)
                gelezen = await verbinding.execute(text(f'SELECT {namen} FROM "{tabel}"'))
                gevonden[tabel] = sorted(map(tuple, gelezen.all()), key=str)
        await engine.dispose()
        return gevonden


def leeg_url(request: pytest.FixtureRequest, soort: str, tmp_path: Path) -> str:
    """The address of a database of this kind in which there is nothing at all."""
    if soort == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'loket.db'}"
    cluster, naam = request.getfixturevalue("cluster"), f"eerder{os.urandom(6).hex()}"
    cluster.sql(f"CREATE DATABASE {naam}")
    return str(cluster.url(naam))


async def schrijf(url: str, zinnen: Iterable[str]) -> None:
    """Rows in a database as it was, without the rest that they point at."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as verbinding:
        if url.startswith("postgresql"):
            await verbinding.execute(text("SET session_replication_role = replica"))
        for zin in zinnen:
            await verbinding.exec_driver_sql(zin)
    await engine.dispose()
