"""A loket with Telegram switched on, in one process: a fake Bot API on one side, a fake bot on the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.gesprek.channels.telegram import teksten
from loket_backend.gesprek.channels.telegram.api import Api
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.models import Chat, Inkomend, Uitgaand, chat_index
from loket_backend.gesprek.channels.telegram.ophalen import peil
from loket_backend.gesprek.channels.telegram.verwerking import Verwerker
from loket_backend.gesprek.channels.telegram.verzending import Bezorger
from loket_backend.gesprek.channels.telegram.zendingen import te_leveren
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.queries import stand
from tests.loket.hulp import NepRasa, maak_hub, tot
from tests.telegram.nep_api import NepApi, nep_api

TEKSTEN = teksten.lees("Het loket", "0528 12 34 56")
ADRES = "https://loket.example"
ANNA, BEP = 501, 502


@dataclass
class Kanaal:
    """`api`: what stands in for Telegram. `bot`: what stands in for Rasa."""

    hub: Hub
    bot: NepRasa
    api: NepApi
    taken: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, wacht: int = 1) -> None:
        client = Api(self.api.token, self.api.adres, binnen=1.0)
        verwerker = Verwerker(self.hub, Ingang(self.hub.postvak, TEKSTEN, ADRES), gat=0.05)
        bezorger = Bezorger(self.hub.database, self.hub.wekker, client)
        werk = [peil(self.hub.database, client, verwerker.wek, wacht), verwerker.draai(), bezorger.draai()]
        await self.hub.werker.start()
        self.taken = [asyncio.create_task(deel) for deel in werk]

    async def stop(self) -> None:
        for taak in self.taken:
            taak.cancel()
        await asyncio.gather(*self.taken, return_exceptions=True)
        await self.hub.werker.stop()

    async def rust(self) -> None:
        """Everything that was sent is handled, answered and brought."""
        await tot(self._rustig)

    async def _rustig(self) -> bool:
        async with self.hub.database.lees() as session:
            gezien = {rij.update_id: rij.verwerkt_op for rij in await session.scalars(select(Inkomend))}
            if any(gezien.get(u["update_id"]) is None for u in self.api.rij) or None in gezien.values():
                return False
            if await session.scalar(select(Uitgaand.id).join(Chat).where(Chat.onbereikbaar.is_(False)).limit(1)):
                return False
            chats = [c for c in await session.scalars(select(Chat)) if c.gesprek_id and not c.onbereikbaar]
            if any([(await stand(session, c.gesprek_id)).bezig for c in chats if c.gesprek_id]):
                return False
            open_ = select(Bericht.volgnummer).join(Chat, te_leveren()).where(Chat.stand == "open")
            return await session.scalar(open_.where(Chat.onbereikbaar.is_(False)).limit(1)) is None

    async def zeg(self, chat: int, tekst: str) -> int:
        """Types something and waits for the answers; the number of the message in Telegram."""
        update = self.api.bericht(chat, tekst)
        await self.rust()
        return int(update["message"]["message_id"])

    async def chat(self, chat: int) -> Chat:
        async with self.hub.database.lees() as session:
            return await session.get_one(Chat, chat_index(chat))

    async def gesprek(self, chat: int) -> Gesprek:
        async with self.hub.database.lees() as session:
            return await session.get_one(Gesprek, (await self.chat(chat)).gesprek_id)

    async def berichten(self, chat: int, afzender: str = "inwoner") -> list[Bericht]:
        gesprek = await self.gesprek(chat)
        async with self.hub.database.lees() as session:
            vraag = select(Bericht).where(Bericht.gesprek_id == gesprek.id, Bericht.afzender == afzender)
            return list(await session.scalars(vraag.order_by(Bericht.volgnummer)))

    async def alles(self, model: Any) -> list[Any]:
        async with self.hub.database.lees() as session:
            return list(await session.scalars(select(model)))

    async def doe(self, werk: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        async with self.hub.database.schrijf() as session:
            return await werk(session, *args)


@asynccontextmanager
async def maak_kanaal(database: Database, **instellingen: Any) -> AsyncIterator[Kanaal]:
    async with AsyncExitStack() as stapel:
        api = await stapel.enter_async_context(nep_api(**instellingen))
        bot = NepRasa()
        kanaal = Kanaal(maak_hub(database, bot), bot, api)
        await kanaal.start()
        stapel.push_async_callback(kanaal.stop)
        yield kanaal


@pytest.fixture
async def kanaal(database: Database) -> AsyncIterator[Kanaal]:
    async with maak_kanaal(database) as kanaal:
        yield kanaal
