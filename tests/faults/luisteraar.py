"""Somebody who follows a conversation over server-sent events, and takes it up again wherever the line broke."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import aiohttp

from tests.e2e.hulp.gesprek import Gesprek


@dataclass
class Luisteraar:
    """`nummers`: every message that came by, in order; `hervat`: how often the stream was taken up again."""

    http: aiohttp.ClientSession
    url: str
    gesprek: Gesprek
    nummers: list[int] = field(default_factory=list)
    hervat: int = -1

    async def luister(self) -> None:
        """Until it is cancelled."""
        while True:
            self.hervat += 1
            try:
                await self._volg()
            except (aiohttp.ClientError, TimeoutError, ConnectionError):
                await asyncio.sleep(0.1)

    async def _volg(self) -> None:
        kop = {
            "Authorization": f"Bearer {self.gesprek.token}",
            "Last-Event-ID": str(self.nummers[-1] if self.nummers else 0),
        }
        adres = f"{self.url}/v1/gesprekken/{self.gesprek.id}/stroom"
        tijd = aiohttp.ClientTimeout(total=None, sock_read=40)
        nummer: int | None = None
        async with self.http.get(adres, headers=kop, timeout=tijd) as antwoord:
            antwoord.raise_for_status()
            async for regel in antwoord.content:
                if regel.startswith(b"id:"):
                    nummer = int(regel[3:])
                elif not regel.strip() and nummer is not None:  # whole: what broke off halfway did not come
                    self.nummers.append(nummer)
                    nummer = None
