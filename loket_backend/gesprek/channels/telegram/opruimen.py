"""What has served its time: handled updates (Telegram itself keeps them for a day) and links that are no longer valid."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy import delete

from loket_backend.db import Database
from loket_backend.gesprek.channels.telegram.models import Inkomend, Verhuiscode
from loket_backend.tijd import nu

log = structlog.get_logger()

BEWAAR_UPDATES, BEWAAR_CODES = timedelta(days=8), timedelta(days=1)
ELKE = 6 * 3600


async def ruim_op(database: Database) -> None:
    async with database.schrijf() as session:
        await session.execute(delete(Inkomend).where(Inkomend.verwerkt_op < nu() - BEWAAR_UPDATES))
        await session.execute(delete(Verhuiscode).where(Verhuiscode.verloopt_op < nu() - BEWAAR_CODES))


async def draai(database: Database) -> None:
    """For ever."""
    while True:
        try:
            await ruim_op(database)
        except Exception as fout:
            log.error("telegram_opruimen_mislukt", soort=type(fout).__name__)
        await asyncio.sleep(ELKE)
