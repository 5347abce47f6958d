"""What a gemeente changes while the loket runs: the opening hours and the numbers to call, kept in memory and read again.

A change is read at once by the process that made it, and within VERS by every other.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import structlog
from aiohttp import web

from loket_backend.crisis.nummerboek import Nummerboek
from loket_backend.db import Database
from loket_backend.errors import plek
from loket_backend.gesprek import tijdenbeheer
from loket_backend.gesprek.openingstijden import Openingstijden, Tijdenvorm
from loket_backend.gesprek.wachten import Balie

log = structlog.get_logger()

VERS = timedelta(seconds=20)


@dataclass(frozen=True)
class Actueel:
    """`tijden`: those of the file, until the gemeente changes them in the console."""

    database: Database
    nummers: Nummerboek
    tijden: Tijdenvorm
    _om_de_beurt: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ververs(self) -> None:
        """Reads everything again. What cannot be read stays as it was last known."""
        async with self._om_de_beurt:  # a reading that began before a change may not end after the one that saw it
            for deel in (self._nummers, self._tijden):
                try:
                    await deel()
                except Exception as fout:
                    log.error("instellingen_niet_gelezen", fout=type(fout).__name__, plek=plek(fout))

    async def houd_bij(self) -> None:
        """Runs as long as the loket does."""
        while True:
            await asyncio.sleep(VERS.total_seconds())
            await self.ververs()

    async def _nummers(self) -> None:
        async with self.database.lees() as session:
            await self.nummers.ververs(session)

    async def _tijden(self) -> None:
        async with self.database.lees() as session:
            bewaard = await tijdenbeheer.bewaard(session)
        Balie.richt_in(replace(Balie.wachtkamer(), tijden=Openingstijden.uit(bewaard or self.tijden)))


ACTUEEL = web.AppKey("actueel", Actueel)
