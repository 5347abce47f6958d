"""The database: engines, sessions, the base of all models, and the columns that are more than text.

SQLite has one writer. So writing sessions share one connection and begin IMMEDIATE; reading ones have a pool of their own.
On PostgreSQL both are the same engine.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary, MetaData, String, Text, TypeDecorator, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from loket_backend import postgres, sqlitelijn, storing
from loket_backend.errors import DatabaseStoort
from loket_backend.versleuteling import Sleutelbos

NAMEN = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Basis(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMEN)


class Kluis:
    """The keys that the encrypted columns use. Set once by the composition root before the first query."""

    bos: Sleutelbos | None = None

    @classmethod
    def open(cls) -> Sleutelbos:
        if cls.bos is None:
            raise RuntimeError("de sleutels zijn nog niet geladen")
        return cls.bos


class Versleuteld(TypeDecorator[str]):
    """Text that is encrypted in the column."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else Kluis.open().versleutel(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else Kluis.open().ontsleutel(value)


class VersleuteldJson(TypeDecorator[Any]):
    """Any JSON value, encrypted in the column. Replace the value to change it; changes inside it are not noticed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else Kluis.open().versleutel(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(Kluis.open().ontsleutel(value))


class VersleuteldeBytes(TypeDecorator[bytes]):
    """The content of a file, encrypted in the column."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else Kluis.open().versleutel_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else Kluis.open().ontsleutel_bytes(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("een moment zonder tijdzone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


Sleutel = String(40)
# A transaction that reaches the disk and changes nothing.
SCHRIJFPROEF = {"sqlite": "PRAGMA user_version = 0", "postgresql": "SELECT pg_current_xact_id()"}


class Schrijfstand:
    """Whether the last attempt to write came through. It may be wrong since; only trying tells (Database.proef)."""

    mislukt = False


@dataclass(frozen=True)
class Database:
    """The two doors: `schrijf()` is a transaction that commits on success, `lees()` never writes.

    Both raise DatabaseStoort when the database fails, and when it takes more than `binnen` seconds.
    """

    schrijver: AsyncEngine
    lezer: AsyncEngine
    _schrijf: async_sessionmaker[AsyncSession]
    _lees: async_sessionmaker[AsyncSession]
    binnen: float | None = None
    _te_laat: Callable[[], None] = storing.niets
    _stand: Schrijfstand = field(default_factory=Schrijfstand)

    @asynccontextmanager
    async def schrijf(self) -> AsyncIterator[AsyncSession]:
        try:
            async with storing.bewaakt(self.binnen, self._te_laat), self._schrijf.begin() as session:
                yield session
        except DatabaseStoort:
            self._stand.mislukt = True
            raise
        self._stand.mislukt = False

    @asynccontextmanager
    async def lees(self) -> AsyncIterator[AsyncSession]:
        async with storing.bewaakt(self.binnen, self._te_laat), self._lees() as session:
            yield session

    @property
    def schrijft(self) -> bool:
        """Whether the last attempt to write came through."""
        return not self._stand.mislukt

    async def proef(self) -> None:
        """Reads a table, and writes when writing went wrong last. Raises DatabaseStoort."""
        async with self.lees() as session:
            await session.execute(text("SELECT 1 FROM gesprek WHERE 1 = 0"))
        if self._stand.mislukt:
            async with self.schrijf() as session:
                await session.execute(text(SCHRIJFPROEF[self.schrijver.dialect.name]))

    async def sluit(self) -> None:
        await self.schrijver.dispose()
        if self.lezer is not self.schrijver:
            await self.lezer.dispose()


def open_database(url: str, binnen: float | None = None) -> Database:
    """Engines for an SQLAlchemy URL with an async driver (sqlite+aiosqlite or postgresql+asyncpg).

    The text of an exception never holds the parameters of a query: they are what people said.
    `binnen`: for who serves people. SQLite ignores it: a call in its thread cannot be given up, so it has limits of its own.
    """
    if url.startswith("sqlite"):
        return _database(*_sqlite(url))
    engine = postgres.maak_engine(url, met_grenzen=binnen is not None)
    return replace(_database(engine, engine), binnen=binnen, _te_laat=postgres.Wantrouwen(engine).wek)


def _database(schrijver: AsyncEngine, lezer: AsyncEngine) -> Database:
    return Database(
        schrijver,
        lezer,
        async_sessionmaker(schrijver, expire_on_commit=False),
        async_sessionmaker(lezer, expire_on_commit=False),
    )


def na_vastleggen(session: AsyncSession, doe: Callable[[], object]) -> None:
    """Calls this once the transaction is committed; never when it is not."""
    event.listen(session.sync_session, "after_commit", lambda _: doe(), once=True)


def _sqlite(url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """Who waits for the one connection and then for another process's lock, hears within 8 seconds that it did not work."""
    schrijver = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=5, hide_parameters=True)
    lezer = create_async_engine(url, pool_size=8, max_overflow=8, pool_timeout=5, hide_parameters=True)
    _maak_sqlite(schrijver, "BEGIN IMMEDIATE")
    _maak_sqlite(lezer, "BEGIN")
    return schrijver, lezer


def _maak_sqlite(engine: AsyncEngine, begin: str) -> None:
    """WAL and FULL: NORMAL may lose acknowledged commits on power loss. Our own BEGIN: sqlite3's comes too late for reads."""
    sqlitelijn.gebruik(engine)

    @event.listens_for(engine.sync_engine, "connect")
    def verbonden(verbinding: Any, _: Any) -> None:
        verbinding.isolation_level = None
        cursor = verbinding.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=3000",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begonnen(verbinding: Connection) -> None:
        verbinding.exec_driver_sql(begin)
