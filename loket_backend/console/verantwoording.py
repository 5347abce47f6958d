"""Counts ahead what takes long to count: the months and quarters that are over, so that nobody waits for it."""

from __future__ import annotations

import asyncio

import structlog

from loket_backend.businesscase import vooraf
from loket_backend.db import Database
from loket_backend.errors import plek
from loket_backend.maandbeeld.bewaren import Beelden

log = structlog.get_logger()

# Seconds: a loket that starts has other work first; and well before what was counted has to be counted again (maandbeeld.beeld.GELDIG).
WACHT, KIJK = 10.0, 300.0


async def tel_vooruit(database: Database, beelden: Beelden) -> None:
    """Until it is cancelled. What fails is counted when somebody asks for it."""
    await asyncio.sleep(WACHT)
    while True:
        try:
            await beelden.tel_vooruit()
            await vooraf.reken_uit(database)
        except Exception as fout:
            log.error("vooruittellen_gestruikeld", soort=type(fout).__name__, plek=plek(fout))
        await asyncio.sleep(KIJK)
