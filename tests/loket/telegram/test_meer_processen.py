"""Several loket processes with one token: one of them talks with Telegram, and another goes on when that one is gone."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from sqlalchemy import select

from loket_backend.gesprek.channels.telegram.api import Api
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.kanaal import _werk
from loket_backend.gesprek.channels.telegram.models import Chat
from loket_backend.gesprek.channels.telegram.verwerking import Verwerker
from loket_backend.gesprek.channels.telegram.zendingen import te_leveren
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import Bericht
from loket_backend.gesprek.voorzitter import om_de_beurt
from loket_backend.settings import Settings
from tests.conftest import Cluster
from tests.loket.gesprek.conftest import pg_naam, pg_url
from tests.loket.gesprek.meer import met_bode, proces
from tests.loket.hulp import tot
from tests.loket.telegram.conftest import ANNA, TEKSTEN
from tests.telegram.nep_api import NepApi, nep_api

__all__ = ["pg_naam", "pg_url"]


@asynccontextmanager
async def loket(url: str, nep: NepApi) -> AsyncIterator[tuple[Hub, asyncio.Task[None]]]:
    """One process with Telegram switched on."""
    async with proces(url) as hub, met_bode(url, hub):
        await hub.werker.start()
        client, instellingen = Api(nep.token, nep.adres, binnen=5), Settings(telegram_token=nep.token)
        verwerker = Verwerker(hub, Ingang(hub.postvak, TEKSTEN, ""), gat=0.05)
        taak = asyncio.create_task(om_de_beurt(url, "telegram", partial(_werk, instellingen, hub, client, verwerker)))
        try:
            yield hub, taak
        finally:
            taak.cancel()
            await asyncio.gather(taak, return_exceptions=True)
            await client.sluit()


async def _zeg(nep: NepApi, hub: Hub, tekst: str) -> None:
    """Until it is answered and that is written down: who dies between the two sends it again (docs/adr/0015)."""

    async def gebracht() -> bool:
        async with hub.database.lees() as session:
            open_ = await session.scalar(select(Bericht.volgnummer).join(Chat, te_leveren()).limit(1))
        return f"Gehoord: {tekst}" in nep.teksten(ANNA) and open_ is None

    nep.bericht(ANNA, tekst)
    await tot(gebracht, 60)


async def test_een_van_twee_processen_doet_telegram_en_de_ander_neemt_het_over(cluster: Cluster, pg_url: str) -> None:
    async with nep_api() as nep, loket(pg_url, nep) as een:
        await _zeg(nep, een[0], "een")
        async with loket(pg_url, nep):
            await _zeg(nep, een[0], "twee")
            een[1].cancel()
            await asyncio.gather(een[1], return_exceptions=True)
            await _zeg(nep, een[0], "drie")
        antwoorden = Counter(tekst for tekst in nep.teksten(ANNA) if tekst.startswith("Gehoord"))
    assert antwoorden == {"Gehoord: een": 1, "Gehoord: twee": 1, "Gehoord: drie": 1}
