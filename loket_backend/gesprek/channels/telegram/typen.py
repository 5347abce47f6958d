"""Shows in Telegram that somebody is typing: the bot while it works on an answer, or a medewerker. Worth nothing later, so never stored."""

from __future__ import annotations

import asyncio
import contextlib
import time

import structlog
from sqlalchemy import exists, or_, select
from telegram.constants import ChatAction
from telegram.error import TelegramError

from loket_backend.gesprek.aanwezigheid import DE_INWONER
from loket_backend.gesprek.channels.telegram.api import Api
from loket_backend.gesprek.channels.telegram.models import OPEN, Chat
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import MENS, WACHT, Beurt, Gesprek
from loket_backend.gesprek.wekker import ALLES

log = structlog.get_logger()

# Telegram shows it for five seconds at most.
ELKE, RUST = 4.0, 0.5


class Typen:
    def __init__(self, hub: Hub, api: Api) -> None:
        self._hub, self._api = hub, api
        self._getoond: dict[str, float] = {}

    async def draai(self) -> None:
        """For ever."""
        with self._hub.wekker.luister(ALLES) as gebeurd:
            while True:
                gebeurd.clear()
                try:
                    await self.toon()
                except Exception as fout:
                    log.warning("telegram_typen_mislukt", soort=type(fout).__name__)
                await asyncio.sleep(RUST)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(gebeurd.wait(), ELKE)

    async def toon(self) -> None:
        """Once for every chat in which somebody types and that was not told lately."""
        nu = time.monotonic()
        self._getoond = {chat: moment for chat, moment in self._getoond.items() if nu - moment < ELKE}
        for chat in await self._chats():
            if chat.index not in self._getoond:
                self._getoond[chat.index] = nu
                with contextlib.suppress(TelegramError):
                    await self._api.send_chat_action(int(chat.chat_id), ChatAction.TYPING)

    async def _chats(self) -> list[Chat]:
        bezig = exists().where(Beurt.gesprek_id == Chat.gesprek_id, Beurt.stand == WACHT)
        vraag = select(Chat, Gesprek.status, bezig).join(Gesprek, Gesprek.id == Chat.gesprek_id)
        vraag = vraag.where(Chat.stand == OPEN, Chat.onbereikbaar.is_(False), or_(bezig, Gesprek.status == MENS))
        async with self._hub.database.lees() as session:
            rijen = (await session.execute(vraag)).all()
        return [chat for chat, _, bot_werkt in rijen if bot_werkt or self._iemand_typt(chat)]

    def _iemand_typt(self, chat: Chat) -> bool:
        return bool(self._hub.aanwezigheid.wie_typt(chat.gesprek_id or "") - {DE_INWONER})
