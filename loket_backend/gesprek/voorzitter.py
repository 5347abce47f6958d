"""Work that one of all processes does: who holds the lock in PostgreSQL. It dies with the connection, and then another has it within seconds."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import structlog

from loket_backend.errors import plek
from loket_backend.samen import met_meer, sleutel, verbind

log = structlog.get_logger()

# Seconds: between two looks whether the place is free, and between two signs of life of who has it.
PROBEER, HART = 1.0, 1.0
NEEM = "SELECT pg_try_advisory_lock($1)"


async def om_de_beurt(url: str, naam: str, werk: Callable[[], Awaitable[None]]) -> None:
    """Runs `werk` for as long as this process is the one; for ever. On SQLite it always is.

    `werk` is cancelled when the connection is lost. For a moment two may work at once (a process that hung and wakes up): what they
    do must bear that.
    """
    while True:
        try:
            await (_doe_mee(url, naam, werk) if met_meer(url) else werk())
        except Exception as fout:
            log.warning("voorzitter_weg", naam=naam, soort=type(fout).__name__, plek=plek(fout))
        await asyncio.sleep(PROBEER)


async def _doe_mee(url: str, naam: str, werk: Callable[[], Awaitable[None]]) -> None:
    verbinding = await verbind(url)
    try:
        while not await verbinding.fetchval(NEEM, sleutel(naam)):  # noqa: ASYNC110 - what is waited for lies in the database
            await asyncio.sleep(PROBEER)
        log.info("voorzitter_begonnen", naam=naam)
        await _zit_voor(verbinding, werk)
    finally:
        verbinding.terminate()


async def _zit_voor(verbinding: asyncpg.Connection[Any], werk: Callable[[], Awaitable[None]]) -> None:
    """Until the work ends or the connection does. Raises what ended it."""
    taken = [asyncio.ensure_future(werk()), asyncio.ensure_future(_houd_vast(verbinding))]
    try:
        klaar, _ = await asyncio.wait(taken, return_when=asyncio.FIRST_COMPLETED)
        for taak in klaar:
            taak.result()
    finally:
        for taak in taken:
            taak.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*taken, return_exceptions=True)


async def _houd_vast(verbinding: asyncpg.Connection[Any]) -> None:
    """Raises as soon as the session with the lock is gone."""
    while True:
        await verbinding.execute("SELECT 1")
        await asyncio.sleep(HART)
