"""Connections to PostgreSQL that do not hang: each address in turn, the one that takes writes, and none that went silent."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

from sqlalchemy import URL, Dialect, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, DisconnectionError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from loket_backend.storing import sqlstate

VERBIND_BINNEN = 2.0  # seconds for one address
POORT = 5432
# What the server does with a client that the network took away in the middle of a transaction: its locks keep others waiting.
SERVER = {
    "application_name": "loket",
    "idle_in_transaction_session_timeout": "10s",
    "lock_timeout": "5s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "2",
    "tcp_user_timeout": "10s",
}
ALLEEN_LEZEN = "25006"
GEMAAKT_OP, NIEUW = "gemaakt_op", "nieuw"


def lees_url(url: str) -> URL:
    """Also several addresses as libpq writes them: `host1:5432,host2:5432`."""
    soort, _, rest = url.partition("://")
    plek, schuin, naam = rest.partition("/")
    wie, apestaart, adressen = plek.rpartition("@")
    if "," not in adressen:
        return make_url(url)
    hosts = [adres if ":" in adres else f"{adres}:{POORT}" for adres in adressen.split(",")]
    return make_url(f"{soort}://{wie}{apestaart}{schuin}{naam}").update_query_dict({"host": hosts})


def maak_engine(url: str, *, met_grenzen: bool) -> AsyncEngine:
    """`met_grenzen`: the limits of SERVER, for who serves people; a migration or a report may take its time."""
    argumenten = {"server_settings": SERVER} if met_grenzen else {}
    engine = create_async_engine(
        lees_url(url), pool_size=10, max_overflow=10, pool_timeout=5, connect_args=argumenten, hide_parameters=True
    )
    event.listen(engine.sync_engine, "do_connect", _Verbinder())
    event.listen(engine.sync_engine, "handle_error", _leest_alleen_nog)
    return engine


class _Verbinder:
    """Tries every address, the one that worked last first. Raises ConnectionError when none takes writes."""

    def __init__(self) -> None:
        self._adressen: deque[tuple[Any, Any]] = deque()

    def __call__(self, dialect: Dialect, _: Any, cargs: Any, gegeven: dict[str, Any]) -> Any:
        argumenten = {"target_session_attrs": "primary", "timeout": VERBIND_BINNEN, **gegeven}
        if not self._adressen:
            self._adressen.extend(_adressen(argumenten.pop("host", None), argumenten.pop("port", None)))
        reden: Exception | None = None
        for adres in list(self._adressen):
            try:
                verbinding = dialect.loaded_dbapi.connect(*cargs, **{**argumenten, **_plek(adres)})
            except (OSError, dialect.loaded_dbapi.Error) as fout:
                reden = fout
            else:
                self._adressen.rotate(-self._adressen.index(adres))
                return verbinding
        raise ConnectionError(str(reden)) from reden


def _adressen(host: Any, poort: Any) -> list[tuple[Any, Any]]:
    return list(zip(host, poort, strict=True)) if isinstance(host, list) else [(host, poort)]


def _plek(adres: tuple[Any, Any]) -> dict[str, Any]:
    """What is not given is left to the driver (PGHOST, a socket)."""
    return {naam: waarde for naam, waarde in zip(("host", "port"), adres, strict=True) if waarde is not None}


def _zonder_groet(verbinding: Any, *_: Any) -> None:
    """What is thrown away is cut off: a polite goodbye waits two seconds for an answer."""
    if verbinding is not None:
        verbinding.driver_connection.terminate()


def _leest_alleen_nog(fout: ExceptionContext) -> None:
    """A primary that became a standby: this connection is worth nothing any more, nor are its neighbours."""
    if isinstance(fout.sqlalchemy_exception, DBAPIError) and sqlstate(fout.sqlalchemy_exception) == ALLEEN_LEZEN:
        fout.is_disconnect = True


class Wantrouwen:
    """Looks whether a connection lives before it is used. After a silence none that was open then is asked: it would not answer either."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._stil_op = 0.0
        event.listen(engine.sync_engine, "connect", self._onthoud)
        event.listen(engine.sync_engine, "checkout", self._kijk)
        event.listen(engine.sync_engine, "invalidate", _zonder_groet)

    def wek(self) -> None:
        self._stil_op = time.monotonic()

    def _onthoud(self, _: Any, plaats: ConnectionPoolEntry) -> None:
        plaats.info.update({GEMAAKT_OP: time.monotonic(), NIEUW: True})

    def _kijk(self, verbinding: Any, plaats: ConnectionPoolEntry, _: Any) -> None:
        if plaats.info[GEMAAKT_OP] <= self._stil_op:
            raise DisconnectionError()
        if not plaats.info.pop(NIEUW, False):
            try:
                verbinding.ping()
            except Exception as fout:
                raise InvalidatePoolError() from fout
