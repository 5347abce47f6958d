"""Counts ahead what takes long to count: the months and quarters that are over, so that nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from loket_backend.businesscase import vooraf
from loket_backend.db import Database
from loket_backend.errors import plek
from loket_backend.maandbeeld.bewaren import Beelden

log = structlog.get_logger()

# Seconds: a loket that starts has other work first. Months are counted anew well before they have to be (maandbeeld.beeld.GELDIG); of quarters
# that were worked out only what they were worked out of is looked at, so that can be done more often.
WACHT, MAANDEN, KWARTALEN = 10.0, 300.0, 60.0


async def tel_vooruit(database: Database, beelden: Beelden) -> None:
    """Until it is cancelled. What fails is counted when somebody asks for it."""
    await asyncio.sleep(WACHT)
    async with asyncio.TaskGroup() as groep:
        groep.create_task(_steeds(beelden.tel_vooruit, MAANDEN))
        groep.create_task(_steeds(lambda: vooraf.reken_uit(database), KWARTALEN))


async def _steeds(doe: Callable[[], Awaitable[None]], om: float) -> None:
    while True:
        try:
            await doe()
        except Exception as fout:
            log.error("vooruittellen_gestruikeld", soort=type(fout).__name__, plek=plek(fout))
        await asyncio.sleep(om)
