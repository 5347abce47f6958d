"""POST /widget/verhuizing: the widget hands in a one-time code and gets the conversation, with everything said so far."""

from __future__ import annotations

import secrets

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten
from loket_backend.gesprek.channels.telegram import chats, verhuiscodes
from loket_backend.gesprek.channels.telegram.models import VERHUISD, Chat
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.postvak import token_hash
from loket_backend.gesprek.teksten import Teksten
from loket_backend.invoer import lees_json


class Verhuisbriefje(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")


async def verhuis(session: AsyncSession, code: str, teksten: Teksten) -> tuple[str, str]:
    """Moves the gesprek: its id and a new token. Telegram says that the talk goes on elsewhere. Raises NietGevonden."""
    briefje = await verhuiscodes.gebruik(session, code)
    chat = await session.get_one(Chat, briefje.chat, with_for_update=True, populate_existing=True)
    gesprek = await berichten.vergrendel(session, briefje.gesprek_id)
    token = secrets.token_urlsafe(32)
    gesprek.token_hash, gesprek.kanaal = token_hash(token), "web"
    if chat.gesprek_id == gesprek.id and chat.stand != VERHUISD:
        chat.stand = VERHUISD
        chats.zeg(session, chat, teksten.zin("verhuisd"))
    return gesprek.id, token


def route(teksten: Teksten) -> web.RouteDef:
    async def handler(request: web.Request) -> web.Response:
        hub = request.app[HUB]
        briefje = await lees_json(request, Verhuisbriefje)
        async with hub.database.schrijf() as session:
            gesprek_id, token = await verhuis(session, briefje.code, teksten)
        hub.meld(gesprek_id)
        return web.json_response({"id": gesprek_id, "token": token}, headers={"Cache-Control": "no-store"})

    return web.post("/widget/verhuizing", handler)
