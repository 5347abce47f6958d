"""Buttons: what stands behind an opaque token, and what pressing it does. Whoever presses always gets an answer."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import CallbackQuery

from loket_backend.gesprek.channels.telegram import chats
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.models import ANTWOORD, CALLBACK, OPEN, UITLEG, VERHUISD, VINK, Chat, Toets
from loket_backend.gesprek.models import INWONER, Bericht


async def bij(
    session: AsyncSession, chat: str, gesprek_id: str, volgnummer: int, keuzes: Sequence[dict[str, str]]
) -> list[Toets]:
    """The buttons under one message, made once: whoever sends it a second time sends the same."""
    vraag = select(Toets).where(Toets.gesprek_id == gesprek_id, Toets.volgnummer == volgnummer)
    toetsen = list(await session.scalars(vraag.where(Toets.chat == chat).order_by(Toets.nummer)))
    if not toetsen:
        toetsen = [
            Toets(
                token=secrets.token_urlsafe(24),
                chat=chat,
                gesprek_id=gesprek_id,
                volgnummer=volgnummer,
                nummer=nummer,
                soort=keuze.get("soort", ANTWOORD),
                waarde=keuze.get("waarde", ""),
                label=keuze["label"],
            )
            for nummer, keuze in enumerate(keuzes)
        ]
        session.add_all(toetsen)
    return toetsen


async def druk(session: AsyncSession, ingang: Ingang, chat: Chat, query: CallbackQuery, extern_id: str) -> None:
    """Pressing sends the value as the resident's text, when the question still stands."""
    toets = await session.get(Toets, query.data or "")
    if toets is None or toets.chat != chat.index:
        _antwoord(session, chat, query, ingang.teksten.zin("toets_onbekend"), None)
    elif toets.gesprek_id != chat.gesprek_id or chat.stand == VERHUISD:
        _antwoord(session, chat, query, ingang.teksten.zin("toets_voorbij"), None)
    elif toets.soort != ANTWOORD:
        chat.stand = OPEN if chat.stand == UITLEG else chat.stand
        _antwoord(session, chat, query, ingang.teksten.zin("we_gaan_verder"), toets)
    elif await _is_voorbij(session, toets):
        _antwoord(session, chat, query, ingang.teksten.zin("toets_voorbij"), None)
    else:
        await ingang.neem_aan(session, chat, extern_id, toets.waarde)
        _antwoord(session, chat, query, ingang.teksten.zin("toets_gehoord"), toets)


async def _is_voorbij(session: AsyncSession, toets: Toets) -> bool:
    """A question stands until the resident has said something after it."""
    later = select(Bericht.volgnummer).where(
        Bericht.gesprek_id == toets.gesprek_id, Bericht.volgnummer > toets.volgnummer, Bericht.afzender == INWONER
    )
    return await session.scalar(later.limit(1)) is not None


def _antwoord(session: AsyncSession, chat: Chat, query: CallbackQuery, tekst: str, gekozen: Toets | None) -> None:
    """Answers the press; under the message stays what was chosen, or nothing."""
    chats.stuur(session, chat, CALLBACK, id=query.id, tekst=tekst)
    if query.message is not None:
        vinkje = {"label": f"✓ {gekozen.label}", "token": gekozen.token} if gekozen else None
        chats.stuur(session, chat, VINK, bericht=query.message.message_id, toets=vinkje)
