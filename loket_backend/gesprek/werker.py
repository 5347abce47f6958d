"""Runs the open turns: one at a time per conversation, in order; conversations beside each other. Nothing lives only in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from datetime import timedelta

import structlog
from sqlalchemy import select

from loket_backend.gesprek.beurt import LANGSTE_RUST, Beurten
from loket_backend.gesprek.models import WACHT, Beurt
from loket_backend.gesprek.wachten import GEVOLGEN
from loket_backend.gesprek.wektijden import Gevolg, Wektijden
from loket_backend.tijd import nu

log = structlog.get_logger()

TIK = 0.5


class Werker:
    """`antwoord_binnen`: after this a resident who still waits gets an honest sentence. `gevolgen`: what timers do."""

    def __init__(self, beurten: Beurten, antwoord_binnen: timedelta, gevolgen: Mapping[str, Gevolg] = GEVOLGEN) -> None:
        self._beurten, self._antwoord_binnen = beurten, antwoord_binnen
        self._wektijden = Wektijden(beurten.database, beurten.wekker, gevolgen)
        self._taken: dict[str, asyncio.Task[None]] = {}
        self._geroepen: set[str] = set()
        self._bewaker: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Takes up whatever an earlier process left open, and starts the watch on late answers and timers."""
        async with self._beurten.database.lees() as session:
            open_gesprekken = set(await session.scalars(select(Beurt.gesprek_id).where(Beurt.stand == WACHT)))
        for gesprek_id in open_gesprekken:
            self.roep(gesprek_id)
        self._bewaker = asyncio.create_task(self._bewaak())

    async def stop(self) -> None:
        taken = [*self._taken.values(), *([self._bewaker] if self._bewaker else [])]
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)

    def roep(self, gesprek_id: str) -> None:
        """There is a new turn in this conversation. A worker that is already on it looks once more."""
        self._geroepen.add(gesprek_id)
        if gesprek_id not in self._taken:
            self._taken[gesprek_id] = asyncio.create_task(self._werk(gesprek_id))

    async def _werk(self, gesprek_id: str) -> None:
        """Works until nothing is open and nobody called while it looked."""
        while True:
            try:
                self._geroepen.discard(gesprek_id)
                beurt = await self._eerste_open(gesprek_id)
                if beurt is None and gesprek_id in self._geroepen:
                    continue
                if beurt is None:
                    del self._taken[gesprek_id]
                    return
                await asyncio.sleep(_rust(beurt))
                await self._beurten.voer_uit(gesprek_id, beurt.volgnummer)
            except Exception as fout:
                log.error("beurt_gestruikeld", gesprek=gesprek_id, soort=type(fout).__name__)
                await asyncio.sleep(1)

    async def _eerste_open(self, gesprek_id: str) -> Beurt | None:
        async with self._beurten.database.lees() as session:
            vraag = select(Beurt).where(Beurt.gesprek_id == gesprek_id, Beurt.stand == WACHT)
            return await session.scalar(vraag.order_by(Beurt.volgnummer).limit(1))

    async def _bewaak(self) -> None:
        while True:
            await self._kijk(self._beurten.meld_vertraging(self._antwoord_binnen))
            await self._kijk(self._wektijden.kijk())
            await asyncio.sleep(TIK)

    async def _kijk(self, werk: Awaitable[None]) -> None:
        """What fails now is looked at again at the next tick, and holds up nothing else."""
        try:
            await werk
        except Exception as fout:
            log.error("bewaker_gestruikeld", soort=type(fout).__name__)


def _rust(beurt: Beurt) -> float:
    """Seconds until the next attempt; never longer than the longest rest, however the clock was put since."""
    return min(max((beurt.opnieuw_na - nu()).total_seconds(), 0), LANGSTE_RUST.total_seconds())
