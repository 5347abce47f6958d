"""A storm of updates: each delivered one to three times, shuffled within a window, while the loket is killed again and again.

Everything that looks like chance comes from one seed.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.conftest import WORTEL, vrije_poort
from tests.telegram.nep_api import NepApi, Update

GEHEIM, PAD = "webhookgeheim-voor-de-storm", "storm-webhook"
VENSTER = 12  # how far an update may come out of its place


@dataclass
class Proces:
    """The loket, which can be killed at any moment and comes back on the same port with the same data."""

    data: Path
    database: str
    api: NepApi
    poort: int = field(default_factory=vrije_poort)
    proces: asyncio.subprocess.Process | None = None
    gestorven: int = 0
    sleutel: str = ""

    @property
    def webhook(self) -> str:
        return f"http://127.0.0.1:{self.poort}/telegram/{PAD}"

    async def start(self, *, webhook: bool) -> None:
        schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOKET_")}
        eigen = {
            "LOKET_PORT": str(self.poort),
            "LOKET_DATA": str(self.data),
            "LOKET_DATABASE_URL": self.database,
            "LOKET_SLEUTEL": self.sleutel,
            "LOKET_GEHEIM": "storm",
            "LOKET_ADRES": f"http://127.0.0.1:{self.poort}",
            "LOKET_TELEGRAM_TOKEN": self.api.token,
            "LOKET_TELEGRAM_API": self.api.adres,
            "LOKET_TELEGRAM_WEBHOOK": PAD if webhook else "",
            "LOKET_TELEGRAM_GEHEIM": GEHEIM,
            "PYTHONPATH": str(WORTEL),
        }
        with (self.data / "loket.log").open("ab") as log:
            self.proces = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.telegram.loket",
                env={**schoon, **eigen},
                cwd=WORTEL,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert self.proces.stdout is not None
        while (regel := await self.proces.stdout.readline()) != b"klaar\n":
            assert regel, (self.data / "loket.log").read_text()[-2000:]
        self._lezer = asyncio.create_task(self._lees())

    async def _lees(self) -> None:
        assert self.proces is not None
        assert self.proces.stdout is not None
        with (self.data / "loket.log").open("ab") as log:
            while regel := await self.proces.stdout.readline():
                log.write(regel)

    async def dood(self) -> None:
        """kill -9."""
        assert self.proces is not None
        self.proces.send_signal(signal.SIGKILL)
        await self.proces.wait()
        await self._lezer
        self.gestorven += 1

    async def stop(self) -> None:
        if self.proces is not None and self.proces.returncode is None:
            await self.dood()


def verhaal(api: NepApi, chats: int, aantal: int, kans: random.Random) -> list[Update]:
    """`aantal` updates in the order in which Telegram numbered them; every text is one of a kind."""
    nummers: Counter[int] = Counter()
    updates = []
    for _ in range(aantal):
        chat = 9000 + kans.randrange(chats)
        nummers[chat] += 1
        updates.append(api.bericht(chat, f"bericht {nummers[chat]} uit gesprek {chat}"))
    api.rij.clear()
    return updates


def leveringen(updates: list[Update], kans: random.Random) -> list[Update]:
    """Each one to three times, out of its place by at most VENSTER."""
    plekken = [
        (nr + kans.uniform(0, VENSTER), nr, u) for nr, u in enumerate(updates) for _ in range(kans.randint(1, 3))
    ]
    return [update for _, _, update in sorted(plekken, key=lambda plek: plek[:2])]


async def duw_alles(proces: Proces, http: aiohttp.ClientSession, rij: list[Update], tegelijk: int = 6) -> None:
    """As Telegram does: some at a time, and again until the loket says 200."""
    wachtrij = iter(rij)

    async def duwer() -> None:
        for update in wachtrij:
            while not await _aangenomen(proces, http, update):  # noqa: ASYNC110 - it tries again after a while
                await asyncio.sleep(0.05)

    async with asyncio.TaskGroup() as groep:
        for _ in range(tegelijk):
            groep.create_task(duwer())


async def _aangenomen(proces: Proces, http: aiohttp.ClientSession, update: Update) -> bool:
    try:
        return await proces.api.duw(http, proces.webhook, update) == 200
    except (aiohttp.ClientError, TimeoutError):
        return False


class Schudder(NepApi):
    """Long polling that gives what was not confirmed shuffled, and now and then something that was."""

    kans: random.Random

    async def get_updates(self, vraag: dict[str, str]) -> list[Update]:
        vooraf = list(self.rij)
        updates = (await super().get_updates(vraag))[: 2 * VENSTER]
        bevestigd = [u for u in vooraf[-VENSTER:] if u["update_id"] < int(vraag.get("offset", 0))]
        keer = [*updates, *bevestigd, *self.kans.sample(updates, len(updates) // 2)]
        self.kans.shuffle(keer)
        return keer


def storing(kans: random.Random) -> Any:
    """What goes wrong with one call in twenty."""

    def kies(methode: str, vraag: dict[str, str]) -> str | None:
        worp = kans.random()
        if methode != "sendMessage" or worp > 0.05:
            return None
        return "na_aannemen" if worp < 0.02 else "500" if worp < 0.04 else "429"

    return kies
