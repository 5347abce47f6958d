"""Groups and channels: the loket talks with one person at a time, says so, and leaves. Nothing said there is kept."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from loket_backend.gesprek.channels.telegram import chats
from loket_backend.gesprek.channels.telegram.models import GROEP, VERLAAT
from loket_backend.gesprek.teksten import Teksten

_WEG = ("left", "kicked")


async def weiger(session: AsyncSession, update: Update, chat_id: int, teksten: Teksten) -> None:
    """Once for each time that we are brought in."""
    lid = update.my_chat_member
    chat = await chats.vind_of_maak(session, chat_id)
    if lid is not None and lid.new_chat_member.status in _WEG:
        chat.stand = ""
        return
    if chat.stand == GROEP:
        return
    chat.stand = GROEP
    chats.zeg(session, chat, teksten.zin("groep"))
    chats.stuur(session, chat, VERLAAT)
