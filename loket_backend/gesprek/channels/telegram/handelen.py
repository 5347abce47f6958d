"""What one update does. All of it happens in one transaction with the mark that the update was handled."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Message, Update
from telegram.constants import ChatType

from loket_backend.gesprek import woonwijk
from loket_backend.gesprek.channels.telegram import bijlagen, chats, groepen, opdrachten, teksten, toetsen
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.models import NIEUW, OPEN, Chat
from loket_backend.gesprek.channels.telegram.plekken import WIJK
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Wijk


async def handel(session: AsyncSession, ingang: Ingang, inhoud: dict[str, Any]) -> str | None:
    """The gesprek in which something happened."""
    update = Update.de_json(inhoud)
    waar = update.effective_chat
    if waar is None:
        return None
    if waar.type != ChatType.PRIVATE:
        await groepen.weiger(session, update, waar.id, ingang.teksten)
        return None
    if update.my_chat_member is not None:
        return None  # a block shows when there is something to say, and then a task is made
    chat = await chats.vind_of_maak(session, waar.id)
    if update.callback_query is not None:
        await toetsen.druk(session, ingang, chat, update.callback_query, f"tg:u{update.update_id}")
    elif update.edited_message is not None:
        await _verander(session, ingang, chat, update.edited_message)
    elif update.message is not None and not await _vraag_woonwijk(session, ingang, chat, inhoud.get(WIJK)):
        await _neem_aan(session, ingang, chat, update.message)
    return chat.gesprek_id


async def _neem_aan(session: AsyncSession, ingang: Ingang, chat: Chat, bericht: Message) -> None:
    tekst = bericht.text or bericht.caption
    if (opdracht := opdrachten.lees(bericht.text)) is not None:
        await opdrachten.doe(session, ingang, chat, opdracht, extern_id(bericht), bericht.text or "")
        return
    if (soort := bijlagen.soort(bericht)) is not None:
        if chat.stand == NIEUW:
            await ingang.begin(session, chat)
        chats.zeg(session, chat, teksten.soort(ingang.teksten, soort))
    if tekst:
        await ingang.neem_aan(session, chat, extern_id(bericht), tekst)


async def _vraag_woonwijk(session: AsyncSession, ingang: Ingang, chat: Chat, wijk_id: str | None) -> bool:
    """Whether a place on the map became a question. Before the resident goes on here it does not: they first read about privacy."""
    wijk = await session.get(Wijk, wijk_id) if wijk_id else None
    if wijk is None or chat.gesprek_id is None or chat.stand != OPEN:
        return False
    return await woonwijk.vraag(session, chat.gesprek_id, wijk, ingang.postvak.teksten)


async def _verander(session: AsyncSession, ingang: Ingang, chat: Chat, bericht: Message) -> None:
    """A moving location is edited too, without a word."""
    if tekst := bericht.text or bericht.caption:
        await ingang.verander(session, chat, extern_id(bericht), tekst, bericht.edit_date or nu())


def extern_id(bericht: Message) -> str:
    return f"tg:{bericht.message_id}"
