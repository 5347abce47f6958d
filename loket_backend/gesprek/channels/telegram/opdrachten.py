"""/start, /mens, /stop and /wissen. All but the first say in the resident's place what somebody else would type."""

from __future__ import annotations

import re

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.channels.telegram import chats
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.models import Chat

_OPDRACHT = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s.*)?", re.DOTALL)


def lees(tekst: str | None) -> str | None:
    """The name of the command that a message begins with."""
    gevonden = _OPDRACHT.fullmatch(tekst or "")
    return gevonden[1].lower() if gevonden else None


async def doe(session: AsyncSession, ingang: Ingang, chat: Chat, opdracht: str, extern_id: str, tekst: str) -> None:
    """A command that we do not know is explained, and read as a message all the same: it may hold words that matter."""
    if opdracht == "start":
        await ingang.begin(session, chat)
        return
    gezegd = ingang.teksten.inhoud["opdrachten"].get(opdracht)
    if gezegd is None and len(tekst.split()) == 1:
        chats.zeg(session, chat, ingang.teksten.zin("onbekende_opdracht"))
        return
    if opdracht == "wissen":
        chats.zeg(session, chat, ingang.teksten.zin("wissen"))
    await ingang.neem_aan(session, chat, extern_id, gezegd or tekst)
