"""One-time codes that move a gesprek from Telegram to the widget: valid for half an hour, once, kept only as a hash."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.channels.telegram.models import Chat, Verhuiscode
from loket_backend.gesprek.postvak import token_hash
from loket_backend.tijd import nu

GELDIG = timedelta(minutes=30)
VERLOPEN = "Deze link werkt niet meer. Vraag in Telegram een nieuwe met /start."


async def maak(session: AsyncSession, chat: Chat) -> str:
    """A code for the gesprek of this chat."""
    assert chat.gesprek_id is not None  # a chat gets its gesprek first
    code = secrets.token_urlsafe(24)
    session.add(
        Verhuiscode(code_hash=token_hash(code), chat=chat.index, gesprek_id=chat.gesprek_id, verloopt_op=nu() + GELDIG)
    )
    return code


async def gebruik(session: AsyncSession, code: str) -> Verhuiscode:
    """Uses the code up. Raises the same NietGevonden for one that is unknown, too old or used."""
    rij = await session.get(Verhuiscode, token_hash(code), with_for_update=True, populate_existing=True)
    if rij is None or rij.gebruikt_op is not None or rij.verloopt_op <= nu():
        raise NietGevonden(VERLOPEN)
    rij.gebruikt_op = nu()
    return rij
