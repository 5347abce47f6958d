"""SQLite over aiosqlite with one trip to its thread for a statement. SQLAlchemy's way takes four: make a cursor, execute, fetch, close.

Each trip wakes two threads, and that was more than half of what the loket spent on a turn (docs/adr/0025-wat-een-beurt-kost.md).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine


class Aanwijzer:
    """A cursor that has fetched everything and is closed when `execute` returns: what SQLAlchemy asks of it afterwards costs nothing."""

    arraysize = 1

    def __init__(self, lijn: Lijn) -> None:
        self._lijn = lijn
        self._rijen: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Aanwijzer:
        return self

    async def execute(self, sql: str, waarden: Sequence[Any] = ()) -> Aanwijzer:
        return await self._lijn.in_de_draad(partial(self._doe, "execute", sql, waarden))

    async def executemany(self, sql: str, waarden: Iterable[Sequence[Any]]) -> Aanwijzer:
        return await self._lijn.in_de_draad(partial(self._doe, "executemany", sql, waarden))

    async def fetchall(self) -> list[Any]:
        rijen, self._rijen = self._rijen, []
        return rijen

    async def close(self) -> None:
        self._rijen = []

    def _doe(self, hoe: str, sql: str, waarden: Any) -> Aanwijzer:
        """In the thread of the connection."""
        cursor = self._lijn._conn.cursor()
        try:
            getattr(cursor, hoe)(sql, waarden)
            self.description = cursor.description
            self._rijen = cursor.fetchall() if cursor.description else []
            # Of a statement that gives rows back, the count is known once they are all read.
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()
        return self


class Lijn(aiosqlite.Connection):
    def cursor(self) -> Any:
        return Aanwijzer(self)

    async def in_de_draad(self, doe: Callable[[], Aanwijzer]) -> Aanwijzer:
        gedaan: Aanwijzer = await self._execute(doe)  # type: ignore[no-untyped-call]
        return gedaan


def verbind(bestand: str, **opties: Any) -> Lijn:
    """As aiosqlite.connect; the thread does not keep the process alive."""
    lijn = Lijn(partial(sqlite3.connect, bestand, **opties), iter_chunk_size=64)
    lijn._thread.daemon = True
    return lijn


def gebruik(engine: AsyncEngine) -> None:
    """The connections that this engine makes from now on are of this kind."""

    @event.listens_for(engine.sync_engine, "do_connect")
    def maak(_: Any, __: Any, ___: Any, opties: dict[str, Any]) -> None:
        opties["async_creator_fn"] = verbind
