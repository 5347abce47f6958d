"""A whole loket in a process of its own, with a bot that answers at once: to be killed and started again.

Settings come from the environment, as for the real one.
"""

from __future__ import annotations

import asyncio
import sys

import aiohttp
from aiohttp import web

from loket_backend.app import maak_app
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht, Vraagbeurt
from loket_backend.settings import Settings


class Echo:
    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        return Antwoordbeurt([Botbericht(f"Gehoord: {vraag.tekst}")])

    async def mist(self) -> list[str]:
        return []


def bot(settings: Settings, http: aiohttp.ClientSession) -> Echo:
    return Echo()


async def draai() -> None:
    settings = Settings.uit_omgeving()
    runner = web.AppRunner(maak_app(settings, bot), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(settings.poort)).start()
    sys.stdout.write("klaar\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(draai())
