"""Runs the open turns: one at a time per conversation, in order; conversations beside each other. Nothing lives only in memory.

With more processes than one, each turn is claimed first (claims.py), and every process looks for what another left behind.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Mapping
from datetime import timedelta

import structlog

from loket_backend.gesprek.beurt import Beurten
from loket_backend.gesprek.claims import LANGSTE_RUST, VERLENG, Claims, claims_voor
from loket_backend.gesprek.models import Beurt
from loket_backend.gesprek.wachten import GEVOLGEN
from loket_backend.gesprek.wektijden import Gevolg, Wektijden
from loket_backend.tijd import nu

log = structlog.get_logger()

TIK = 0.5
# Turns that this process runs beside each other. More would only wait longer in Rasa, past the patience of who waits here.
TEGELIJK = 32


class Werker:
    """`antwoord_binnen`: after this a resident who still waits gets an honest sentence. `gevolgen`: what timers do."""

    def __init__(
        self,
        beurten: Beurten,
        antwoord_binnen: timedelta,
        gevolgen: Mapping[str, Gevolg] = GEVOLGEN,
        claims: Claims | None = None,
    ) -> None:
        self._beurten, self._antwoord_binnen = beurten, antwoord_binnen
        self._wektijden = Wektijden(beurten.database, beurten.wekker, gevolgen)
        self._claims = claims or claims_voor(beurten.database)
        self._taken: dict[str, asyncio.Task[None]] = {}
        self._geroepen: set[str] = set()
        self._bezig: set[str] = set()
        self._gefaald: dict[str, float] = {}
        self._plaatsen = asyncio.Semaphore(TEGELIJK)
        self._bewakers: list[asyncio.Task[None]] = []
        self._gestopt = False

    async def start(self) -> None:
        """Takes up whatever is open, and starts the watch on late answers, timers and what others leave behind."""
        await self._neem_over()
        self._bewakers = [asyncio.create_task(self._bewaak()), asyncio.create_task(self._verleng())]

    async def stop(self) -> None:
        """A task that is cancelled in the middle of a call to the database may hear another error of it, and must end all the same."""
        self._gestopt = True
        taken = [*self._taken.values(), *self._bewakers]
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)

    def roep(self, gesprek_id: str) -> None:
        """There is a new turn in this conversation. A worker that is already on it looks once more."""
        if self._gestopt:
            return
        self._geroepen.add(gesprek_id)
        if gesprek_id not in self._taken:
            self._taken[gesprek_id] = asyncio.create_task(self._werk(gesprek_id))

    async def _werk(self, gesprek_id: str) -> None:
        """Works until nothing is open for us and nobody called while it looked."""
        while not self._gestopt:
            try:
                self._geroepen.discard(gesprek_id)
                async with self._plaatsen:
                    beurt = await self._claims.pak(gesprek_id)
                    rust = 0.0 if beurt is None else _rust(beurt)
                    if beurt is not None and rust == 0:
                        await self._voer_uit(beurt)
                if beurt is None and gesprek_id not in self._geroepen:
                    del self._taken[gesprek_id]
                    return
                await asyncio.sleep(rust)
            except Exception as fout:
                log.error("beurt_gestruikeld", gesprek=gesprek_id, soort=type(fout).__name__)
                await asyncio.sleep(1)

    async def _voer_uit(self, beurt: Beurt) -> None:
        """What is not brought to an end is let go: who can reach what is missing here, or lives longer, may try."""
        self._bezig.add(beurt.gesprek_id)
        klaar = False
        try:
            klaar = await self._beurten.voer_uit(beurt.gesprek_id, beurt.volgnummer)
        finally:
            self._bezig.discard(beurt.gesprek_id)
            if not klaar:
                self._gefaald[beurt.gesprek_id] = time.monotonic()
                await self._claims.laat_los(beurt)

    async def _neem_over(self) -> None:
        """Who failed lets the others look first, once: all look at the same pace, so the same one could be first each time."""
        for gesprek_id in await self._claims.verlaten():
            if gesprek_id not in self._taken and self._gefaald.pop(gesprek_id, None) is None:
                self.roep(gesprek_id)
        lang_geleden = time.monotonic() - 2 * LANGSTE_RUST.total_seconds()
        self._gefaald = {gesprek_id: op for gesprek_id, op in self._gefaald.items() if op > lang_geleden}

    async def _bewaak(self) -> None:
        while not self._gestopt:
            await self._kijk(self._beurten.meld_vertraging(self._antwoord_binnen))
            await self._kijk(self._wektijden.kijk())
            await self._kijk(self._neem_over())
            await asyncio.sleep(TIK)

    async def _verleng(self) -> None:
        """Apart from the watch, that may wait for a lock."""
        while not self._gestopt:
            await asyncio.sleep(VERLENG.total_seconds())
            await self._kijk(self._claims.verleng(frozenset(self._bezig)))

    async def _kijk(self, werk: Awaitable[None]) -> None:
        """What fails now is looked at again at the next tick, and holds up nothing else."""
        try:
            await werk
        except Exception as fout:
            log.error("bewaker_gestruikeld", soort=type(fout).__name__)


def _rust(beurt: Beurt) -> float:
    """Seconds until it may be tried again; never longer than any rest, however the clock was put since."""
    rest = (beurt.opnieuw_na - nu()).total_seconds()
    return rest if beurt.pogingen and 0 < rest <= LANGSTE_RUST.total_seconds() else 0.0
