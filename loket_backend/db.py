"""The database: engines, sessions, the base of all models, and the columns that are more than text.

SQLite has one writer. So writing sessions share one connection and begin IMMEDIATE; reading ones have a pool of their own.
On PostgreSQL both are the same engine.
"""

from __future__ import annotations

import json
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary, MetaData, String, Text, TypeDecorator, event
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from loket_backend.samen import LIJN
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


@dataclass(frozen=True)
class Database:
    """The two doors: `schrijf()` is a transaction that commits on success, `lees()` never writes."""

    schrijver: AsyncEngine
    lezer: AsyncEngine
    _schrijf: async_sessionmaker[AsyncSession]
    _lees: async_sessionmaker[AsyncSession]

    def schrijf(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self._schrijf.begin()

    def lees(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self._lees()

    async def sluit(self) -> None:
        await self.schrijver.dispose()
        if self.lezer is not self.schrijver:
            await self.lezer.dispose()


def open_database(url: str) -> Database:
    """Engines for an SQLAlchemy URL with an async driver (sqlite+aiosqlite or postgresql+asyncpg)."""
    if url.startswith("sqlite"):
        schrijver = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=30)
        lezer = create_async_engine(url, pool_size=8, max_overflow=8)
        _maak_sqlite(schrijver, "BEGIN IMMEDIATE")
        _maak_sqlite(lezer, "BEGIN")
    else:
        # a machine that vanished in the middle of a transaction must not hold its locks for hours
        server = {**LIJN, "idle_in_transaction_session_timeout": "10s"}
        schrijver = lezer = create_async_engine(
            url, pool_size=10, max_overflow=10, pool_pre_ping=True, connect_args={"server_settings": server}
        )
    return Database(
        schrijver,
        lezer,
        async_sessionmaker(schrijver, expire_on_commit=False),
        async_sessionmaker(lezer, expire_on_commit=False),
    )


def _maak_sqlite(engine: AsyncEngine, begin: str) -> None:
    """WAL and FULL: NORMAL may lose acknowledged commits on power loss. Our own BEGIN: sqlite3's comes too late for reads."""

    @event.listens_for(engine.sync_engine, "connect")
    def verbonden(verbinding: Any, _: Any) -> None:
        verbinding.isolation_level = None
        cursor = verbinding.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begonnen(verbinding: Connection) -> None:
        verbinding.exec_driver_sql(begin)
