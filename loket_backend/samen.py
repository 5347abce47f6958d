"""What processes on one PostgreSQL need to work together: a connection of their own, and locks that die with it.

On SQLite there is one process, and nothing to agree on.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from loket_backend.postgres import lees_url, maak_engine

VERBINDEN_BINNEN = 5.0
# A host that is gone says no goodbye: within these seconds the database ends its session, and what it held is free.
HARTSLAG_UIT = 10
LIJN = {
    "tcp_keepalives_idle": "3",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "9000",
    "application_name": "loket",
}
# Of SQLAlchemy's dialect, not of the driver.
_VAN_SQLALCHEMY = (
    "prepared_statement_cache_size",
    "prepared_statement_name_func",
    "async_fallback",
    "async_creator_fn",
)
# What may go wrong on the line; asyncpg says InterfaceError when it is closed under its hands.
LIJNFOUTEN = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


def met_meer(url: str) -> bool:
    """Whether more than one process may work on this database."""
    return url.startswith("postgresql")


def sleutel(naam: str) -> int:
    """The number of an advisory lock, 64 bits with a sign."""
    return int.from_bytes(hashlib.sha256(f"loket|{naam}".encode()).digest()[:8], signed=True)


async def verbind(url: str) -> asyncpg.Connection[Any]:
    """A connection outside the pool, that whoever opens it keeps alive (within HARTSLAG_UIT seconds) and closes. Raises LIJNFOUTEN."""
    engine = create_async_engine(lees_url(url))
    _, opties = engine.dialect.create_connect_args(engine.url)
    opties = {naam: waarde for naam, waarde in opties.items() if naam not in _VAN_SQLALCHEMY}
    verbinding = await asyncpg.connect(
        **opties,
        timeout=VERBINDEN_BINNEN,
        command_timeout=VERBINDEN_BINNEN,
        server_settings=LIJN,
        target_session_attrs="primary",
    )
    # PostgreSQL 14 and later; an older one has only the keepalives
    await verbinding.execute(
        "SELECT set_config(name, $1, false) FROM pg_settings WHERE name = 'idle_session_timeout'",
        str(HARTSLAG_UIT * 1000),
    )
    return verbinding


@asynccontextmanager
async def een_tegelijk(url: str, naam: str) -> AsyncIterator[None]:
    """Of all processes on this database one is inside; the others wait."""
    if not met_meer(url):
        yield
        return
    engine = maak_engine(url, met_grenzen=False)
    try:
        async with engine.connect() as verbinding:
            await verbinding.execute(text("SELECT pg_advisory_lock(:sleutel)"), {"sleutel": sleutel(naam)})
            yield
    finally:
        await engine.dispose()


def wacht_op_anderen(verbinding: Connection, naam: str) -> None:
    """The same within a transaction: until it ends."""
    if verbinding.dialect.name == "postgresql":
        verbinding.execute(text("SELECT pg_advisory_xact_lock(:sleutel)"), {"sleutel": sleutel(naam)})
