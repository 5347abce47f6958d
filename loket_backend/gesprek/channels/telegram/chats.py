"""One chat: finding it, saying something of our own in it, and beginning the conversation with what Telegram means for privacy."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.channels.telegram import verhuiscodes
from loket_backend.gesprek.channels.telegram.models import (
    NIEUW,
    OPEN,
    TEKST,
    UITLEG,
    VERDER,
    VERHUISD,
    Chat,
    Uitgaand,
    chat_index,
)
from loket_backend.gesprek.models import GESLOTEN, Gesprek
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.gesprek.teksten import Teksten


async def vind_of_maak(session: AsyncSession, chat_id: int) -> Chat:
    """The chat, locked. Whoever writes is within reach again."""
    chat = await session.get(Chat, chat_index(chat_id), with_for_update=True, populate_existing=True)
    if chat is None:
        chat = Chat(
            index=chat_index(chat_id),
            chat_id=str(chat_id),
            stand=NIEUW,
            geleverd_tot=0,
            deel=0,
            pogingen=0,
            onbereikbaar=False,
        )
        session.add(chat)
        await session.flush()
    if chat.onbereikbaar:
        chat.onbereikbaar, chat.opnieuw_na, chat.pogingen = False, None, 0
    return chat


def zeg(session: AsyncSession, chat: Chat, tekst: str, toetsen: list[dict[str, str]] | None = None) -> None:
    """The channel itself says something. `toetsen`: {"label", and "url" or "soort"}."""
    stuur(session, chat, TEKST, tekst=tekst, toetsen=toetsen or [])


def stuur(session: AsyncSession, chat: Chat, soort: str, **inhoud: Any) -> None:
    session.add(Uitgaand(chat=chat.index, soort=soort, inhoud=inhoud))


async def begin(session: AsyncSession, chat: Chat, gesprek_teksten: Teksten, teksten: Teksten, adres: str) -> None:
    """Tells that Telegram can read along and where it cannot, before anything is asked. A finished gesprek makes place for a new one."""
    if not await _loopt_nog(session, chat):
        gesprek, _, _ = await open_gesprek(session, "telegram", gesprek_teksten)
        chat.gesprek_id, chat.geleverd_tot, chat.deel, chat.stand = gesprek.id, 0, 0, UITLEG
    delen = [teksten.zin("uitleg"), teksten.zin("uitleg_slot")]
    toetsen = [{"label": teksten.zin("knop_verder"), "soort": VERDER}]
    if adres:
        delen.insert(1, teksten.zin("uitleg_pagina"))
        toetsen.insert(0, await knop_naar_pagina(session, chat, teksten, adres))
    zeg(session, chat, "\n\n".join(delen), toetsen)


async def knop_naar_pagina(session: AsyncSession, chat: Chat, teksten: Teksten, adres: str) -> dict[str, str]:
    """A button with a one-time link to the widget."""
    code = await verhuiscodes.maak(session, chat)
    return {"label": teksten.zin("knop_pagina"), "url": f"{adres.rstrip('/')}/?gesprek={code}"}


async def _loopt_nog(session: AsyncSession, chat: Chat) -> bool:
    if chat.gesprek_id is None or chat.stand == VERHUISD:
        return False
    gesprek = await session.get_one(Gesprek, chat.gesprek_id)
    return gesprek.status != GESLOTEN or chat.stand != OPEN
