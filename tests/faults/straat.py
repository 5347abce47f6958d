"""Residents side by side, who go on talking whatever happens to the loket, and keep a ledger of what it acknowledged."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from tests.e2e.hulp.inwoner import Inwoner


@dataclass
class Straat:
    """Each resident begins a new conversation when the last is finished, until `klaar`. `url`: where residents reach the loket."""

    url: str
    http: aiohttp.ClientSession
    klaar: bool = False
    nieuws: asyncio.Event = field(default_factory=asyncio.Event)
    inwoners: list[Inwoner] = field(default_factory=list)

    async def leef(self, zaad: str) -> None:
        kans = random.Random(zaad)
        while not self.klaar:
            inwoner = await Inwoner.begin(self.http, self.url, kans, self.nieuws)
            self.inwoners.append(inwoner)
            await inwoner.praat()

    @property
    def bevestigd(self) -> int:
        return sum(len(i.grootboek) for i in self.inwoners)

    @property
    def indieningen(self) -> int:
        return sum(i.dient_in for i in self.inwoners)

    async def gebeurt(self, berichten: int, *, indiening: bool = False) -> None:
        """Waits until this many messages more are acknowledged, or until somebody approves the summary: there most can go wrong."""
        doel, ingediend = self.bevestigd + berichten, self.indieningen
        while self.indieningen == ingediend if indiening else self.bevestigd < doel:
            self.nieuws.clear()
            await self.nieuws.wait()


@asynccontextmanager
async def bewoond(url: str, http: aiohttp.ClientSession, inwoners: int, zaad: str) -> AsyncIterator[Straat]:
    """A street that lives while the body does its worst; at the end everybody finishes the conversation they are in."""
    straat = Straat(url, http)
    async with asyncio.TaskGroup() as groep:
        for nummer in range(inwoners):
            groep.create_task(straat.leef(f"{zaad}-{nummer}"))
        yield straat
        straat.klaar = True
