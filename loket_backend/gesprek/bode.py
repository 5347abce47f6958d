"""Carries news between the processes of one loket, over LISTEN/NOTIFY of PostgreSQL.

What is carried is never the news itself but where to look: the kind and the id of the conversation. Who types or looks travels encrypted
with the column keys. A lost message costs a moment: after a reconnect everybody looks, and without a connection all look by themselves.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import structlog

from loket_backend.db import Kluis
from loket_backend.gesprek.aanwezigheid import Aanwezigheid
from loket_backend.gesprek.wekker import Wekker
from loket_backend.samen import verbind

log = structlog.get_logger()

KANAAL = "loket"
# Seconds: between two signs of life, between two attempts, and between two looks of those who hear nothing.
HART, OPNIEUW, ZELF_KIJKEN = 3.0, 0.5, 2.0
# More than this may wait only when the line is dead; then everybody looks afterwards anyway.
MAX_WACHTEND = 5000
WEK, KIJK_OPNIEUW, LEEF = "wek", "opnieuw", "leef"
# So many signs of life may be on their way back.
ONDERWEG = 3


class Stil(Exception):
    """What was sent did not come back: the connection stands, but nothing is heard over it."""


class Bode:
    """`verbonden`: news goes to and fro right now."""

    def __init__(self, url: str, wekker: Wekker, aanwezigheid: Aanwezigheid) -> None:
        self._url, self._wekker, self._aanwezigheid = url, wekker, aanwezigheid
        self._ik = secrets.token_hex(4)
        self._te_sturen: dict[str, None] = {}  # in order, each once
        self._iets = asyncio.Event()
        self._onbeantwoord = 0
        self.verbonden = False

    def wek(self, gesprek_id: str) -> None:
        self._stuur(WEK, gesprek_id)

    def meld(self, soort: str, gesprek_id: str, wie: str) -> None:
        self._stuur(soort, gesprek_id, Kluis.open().versleutel(wie))

    async def draai(self) -> None:
        """For ever. Whoever waits here looks again after every connection, because something may have been missed."""
        while True:
            try:
                await self._luister()
            except Exception as fout:
                log.warning("bode_weg", soort=type(fout).__name__)
            self.verbonden = False
            self._te_sturen.clear()
            await asyncio.sleep(OPNIEUW)

    async def kijk_zelf(self) -> None:
        """For ever: as long as nothing is heard, everybody looks now and then."""
        while True:
            await asyncio.sleep(ZELF_KIJKEN)
            if not self.verbonden:
                self._wekker.wek_iedereen()

    async def _luister(self) -> None:
        verbinding = await verbind(self._url)
        try:
            verbinding.add_termination_listener(lambda _: self._iets.set())
            await verbinding.add_listener(KANAAL, self._hoor)
            self._onbeantwoord, self.verbonden = 0, True
            self._wekker.wek_iedereen()
            self._stuur(KIJK_OPNIEUW, "")  # what happened here meanwhile, the others have not heard
            await self._breng(verbinding)
        finally:
            verbinding.terminate()

    async def _breng(self, verbinding: asyncpg.Connection[Any]) -> None:
        """Everything that waits in one go; a sign of life when nothing does. What was said must be heard back."""
        while self._onbeantwoord <= ONDERWEG:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._iets.wait(), HART)
            self._iets.clear()
            briefjes, self._te_sturen = [*self._te_sturen, self._briefje(LEEF, "")], {}
            self._onbeantwoord += 1
            await verbinding.execute("SELECT pg_notify($1, briefje) FROM unnest($2::text[]) briefje", KANAAL, briefjes)
        raise Stil

    def _stuur(self, soort: str, gesprek_id: str, wie: str = "") -> None:
        if self.verbonden and len(self._te_sturen) < MAX_WACHTEND:
            self._te_sturen[self._briefje(soort, gesprek_id, wie)] = None
            self._iets.set()

    def _briefje(self, soort: str, gesprek_id: str, wie: str = "") -> str:
        return "|".join((self._ik, soort, gesprek_id, wie))

    def _hoor(self, _verbinding: object, _pid: int, _kanaal: str, briefje: object) -> None:
        van, soort, gesprek_id, wie = str(briefje).split("|", 3)
        if van == self._ik:
            self._onbeantwoord = 0
        elif soort == KIJK_OPNIEUW:
            self._wekker.wek_iedereen()
        elif soort == WEK or (soort != LEEF and self._is_nieuws(soort, gesprek_id, wie)):
            self._wekker.wek(gesprek_id)

    def _is_nieuws(self, soort: str, gesprek_id: str, wie: str) -> bool:
        return self._aanwezigheid.hoor(soort, gesprek_id, Kluis.open().ontsleutel(wie))


@asynccontextmanager
async def rondgebracht(url: str, wekker: Wekker, aanwezigheid: Aanwezigheid) -> AsyncIterator[Bode]:
    """Everything that is told here is told to every process on this PostgreSQL while it is open."""
    bode = Bode(url, wekker, aanwezigheid)
    wekker.vertel_verder, aanwezigheid.vertel_verder = bode.wek, bode.meld
    taken = [asyncio.create_task(bode.draai()), asyncio.create_task(bode.kijk_zelf())]
    try:
        yield bode
    finally:
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)
