"""A database that fails: how that is told from a question that was wrong, and how long anybody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as GeenVerbindingVrij

from loket_backend.errors import DatabaseStoort

# https://www.sqlite.org/rescode.html: busy, locked, no memory, read-only, I/O error, corrupt, full, cannot open, protocol, no
# database. A page that could not be read may also be called corrupt.
SQLITE = frozenset({5, 6, 7, 8, 10, 11, 13, 14, 15, 26})
# https://www.postgresql.org/docs/current/errcodes-appendix.html, by class: connection, rolled back (deadlock, serialization),
# resources (disk full, too many connections), an operator stepped in (stopped, starting, cancelled), the system (I/O).
KLASSEN = ("08", "40", "53", "57", "58")
# A server that only reads (it was the primary once), a lock that did not come, a transaction that stood idle.
CODES = frozenset({"25006", "25P03", "55P03"})


def is_storing(fout: BaseException) -> bool:
    """Whether the database failed, and the same may go well later. What breaks a rule of the tables is no such fault."""
    if isinstance(fout, (GeenVerbindingVrij, TimeoutError, ConnectionError)):
        return True
    if not isinstance(fout, DBAPIError):
        return False
    sqlite = getattr(fout.orig, "sqlite_errorcode", None)
    return fout.connection_invalidated or is_code(sqlstate(fout)) or (sqlite or 0) & 0xFF in SQLITE


def sqlstate(fout: DBAPIError) -> str:
    return getattr(fout.orig, "sqlstate", None) or ""


def is_code(code: str) -> bool:
    return code.startswith(KLASSEN) or code in CODES


def niets() -> None:
    pass


@asynccontextmanager
async def bewaakt(binnen: float | None, te_laat: Callable[[], None] = niets) -> AsyncIterator[None]:
    """Raises DatabaseStoort for whatever of the above happens in the body, and after `binnen` seconds; then calls `te_laat` too.

    Who hears it does not know whether a commit that was under way came through.
    """
    try:
        async with asyncio.timeout(binnen) as klok:
            yield
    except Exception as fout:
        if klok.expired():
            te_laat()
        if klok.expired() or is_storing(fout):
            raise DatabaseStoort() from fout
        raise
