"""How long it takes from what a resident sends, to the screen of a medewerker, and back to the screen of the resident.

The loket's own application serves the residents over HTTP from this process; each of OPEN conversations has its stream open and a
medewerker who reads along. The staff side is what a page of the console waits for: it is woken by the hub and looks in the database.
The residents run in this process too, so the figures hold what they cost.

python -m tests.bench.overname
"""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import aiohttp
from aiohttp import web

from loket_backend.app import maak_app
from loket_backend.console.verslag import berichten
from loket_backend.demo import vul_demo
from loket_backend.gesprek import mensen
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.models import INWONER, MEDEWERKER
from loket_backend.gesprek.queries import berichten_na
from loket_backend.gesprek.wekker import ALLES
from loket_backend.migreer import migreer
from loket_backend.settings import Settings
from tests.bench.cijfers import samen
from tests.bench.draai import draai
from tests.conftest import vrije_poort

OPEN, TEGELIJK, RONDES, WARM = 100, 4, 400, 40
WIE = "anja-hofstra"
BINNEN = 20


class Gesprek:
    """One resident with an open stream, and the medewerker who has the conversation on the screen."""

    def __init__(self, hub: Hub, http: aiohttp.ClientSession, url: str, geopend: dict[str, str]) -> None:
        self._hub, self._http, self.id = hub, http, geopend["id"]
        self._adres = f"{url}/v1/gesprekken/{self.id}"
        self._kop = {"Authorization": f"Bearer {geopend['token']}"}
        self._teruggezien: asyncio.Queue[str] = asyncio.Queue()
        self.taken = [asyncio.create_task(self._volg()), asyncio.create_task(self._lees_mee())]

    async def heen_en_terug(self) -> float:
        """Milliseconds from the moment that the resident sends until the reply stands on the resident's screen."""
        woord = "".join(random.choices(ascii_lowercase, k=16))  # digits could form a BSN, and be masked
        begin = time.perf_counter()
        inhoud = {"clientBerichtId": str(uuid.uuid4()), "tekst": f"mijn vraag {woord}"}
        async with self._http.post(f"{self._adres}/berichten", json=inhoud, headers=self._kop) as antwoord:
            antwoord.raise_for_status()
        while await asyncio.wait_for(self._teruggezien.get(), BINNEN) != f"antwoord op mijn vraag {woord}":
            pass
        return (time.perf_counter() - begin) * 1000

    async def _volg(self) -> None:
        """The resident's stream."""
        wacht = aiohttp.ClientTimeout(total=None)
        async with self._http.get(f"{self._adres}/stroom", headers=self._kop, timeout=wacht) as stroom:
            async for regel in stroom.content:
                if regel.startswith(b"data: ") and (bericht := json.loads(regel[6:])).get("afzender") == MEDEWERKER:
                    self._teruggezien.put_nowait(bericht["tekst"])

    async def _lees_mee(self) -> None:
        """The medewerker answers whatever the resident wrote, as soon as it is there."""
        gezien = 0
        with self._hub.wekker.luister(self.id) as nieuws:
            while True:
                nieuws.clear()
                async with self._hub.database.lees() as session:
                    nieuw = await berichten_na(session, self.id, gezien)
                for bericht in nieuw:
                    gezien = bericht.volgnummer
                    if bericht.afzender == INWONER:
                        await self._antwoord(bericht.tekst)
                await nieuws.wait()

    async def _antwoord(self, op: str) -> None:
        async with self._hub.database.schrijf() as session:
            await mensen.zeg(
                session, self.id, WIE, f"antwoord op {op}", self._hub.postvak.teksten, extern_id=uuid.uuid4().hex
            )
        self._hub.meld(self.id)


async def volg_alles(hub: Hub, gesprek_id: str) -> None:
    """A page that is woken by every conversation, as the queue is, and looks in the database each time."""
    with hub.wekker.luister(ALLES) as nieuws:
        while True:
            await nieuws.wait()
            nieuws.clear()
            async with hub.database.lees() as session:
                await berichten(session, gesprek_id)


@asynccontextmanager
async def loket(map_: Path) -> AsyncIterator[tuple[Hub, str]]:
    settings = Settings(data=str(map_), demo="1", geheim="bench", poort=str(vrije_poort()))
    await asyncio.to_thread(migreer, settings.database)
    app = maak_app(settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await vul_demo(app[HUB].database, settings)
    await web.TCPSite(runner, "127.0.0.1", int(settings.poort)).start()
    try:
        yield app[HUB], f"http://127.0.0.1:{settings.poort}"
    finally:
        await runner.cleanup()


async def _meet(map_: Path) -> list[float]:
    """Milliseconds of every exchange; TEGELIJK of the OPEN conversations are busy at any moment."""
    ruim = aiohttp.TCPConnector(limit=0)
    async with loket(map_) as (hub, url), aiohttp.ClientSession(connector=ruim) as http:
        gesprekken = [await _open(hub, http, url) for _ in range(OPEN)]
        taken = [taak for gesprek in gesprekken for taak in gesprek.taken]
        taken.append(asyncio.create_task(volg_alles(hub, gesprekken[0].id)))
        dobbel, tijden = random.Random(1), []
        wachtrij = [dobbel.choice(gesprekken[n::TEGELIJK]) for _ in range(RONDES // TEGELIJK) for n in range(TEGELIJK)]
        for begin in range(0, RONDES, TEGELIJK):
            samen = wachtrij[begin : begin + TEGELIJK]
            tijden += await asyncio.gather(*(gesprek.heen_en_terug() for gesprek in samen))
        for taak in taken:
            taak.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*taken)
    return tijden[WARM:]


async def _open(hub: Hub, http: aiohttp.ClientSession, url: str) -> Gesprek:
    async with http.post(f"{url}/v1/gesprekken", json={"kanaal": "web"}) as antwoord:
        geopend = await antwoord.json()
    async with hub.database.schrijf() as session:
        await mensen.pak_op(session, geopend["id"], WIE)
    return Gesprek(hub, http, url, geopend)


def meet() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as map_:
        return {"overname_ms": samen(asyncio.run(_meet(Path(map_))))}


if __name__ == "__main__":
    draai("overname", meet)
