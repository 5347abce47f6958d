"""What goes out next in a chat, as one call of the Bot API: first the channel's own words, then the gesprek, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.channels.telegram import toetsen
from loket_backend.gesprek.channels.telegram.knippen import knip
from loket_backend.gesprek.channels.telegram.models import ANTWOORD, OPEN, TEKST, Chat, Toets, Uitgaand
from loket_backend.gesprek.models import INWONER, SYSTEEM, Bericht
from loket_backend.gesprek.wissen import GEWIST
from loket_backend.tijd import nu

# A button of the Bot API: a label with a token of ours, or with an address.
Knop = dict[str, str]


@dataclass(frozen=True)
class Zending:
    """One call. `uit`: the row of the own outbox; else `volgnummer` of the gesprek, with the part it is and whether that is the last."""

    chat: str
    chat_id: int
    soort: str
    inhoud: dict[str, Any]
    gesprek_id: str | None = None
    uit: int | None = None
    volgnummer: int = 0
    deel: int = 0
    laatste: bool = True


def te_leveren() -> ColumnElement[bool]:
    """The messages that a chat has yet to get; what was suppressed is never among them."""
    return and_(
        Bericht.gesprek_id == Chat.gesprek_id,
        Bericht.volgnummer > Chat.geleverd_tot,
        Bericht.afzender != INWONER,
        Bericht.onderdrukt.is_(False),
    )


def met_werk() -> Select[str, bool]:
    """The chats for which something can go out now, and whether that is the help text of a crisis."""
    crisis = exists().where(
        te_leveren(),
        Bericht.afzender == SYSTEEM,
        Crisismelding.gesprek_id == Bericht.gesprek_id,
        Crisismelding.volgnummer == Bericht.antwoord_op,
    )
    eigen = exists().where(Uitgaand.chat == Chat.index)
    gesprek = and_(Chat.stand == OPEN, exists().where(te_leveren()))
    mag = and_(Chat.onbereikbaar.is_(False), or_(Chat.opnieuw_na.is_(None), Chat.opnieuw_na <= nu()))
    return select(Chat.index, crisis).where(mag, or_(eigen, gesprek))


async def volgende(session: AsyncSession, index: str) -> Zending | None:
    """Makes the buttons that it needs, so the session must write."""
    chat = await session.get_one(Chat, index)
    eigen = await session.scalar(select(Uitgaand).where(Uitgaand.chat == index).order_by(Uitgaand.id).limit(1))
    if eigen is not None:
        inhoud = await _eigen(session, chat, eigen)
        return Zending(index, int(chat.chat_id), eigen.soort, inhoud, chat.gesprek_id, uit=eigen.id)
    if chat.stand != OPEN or chat.gesprek_id is None:
        return None
    return await _uit_gesprek(session, chat)


async def _eigen(session: AsyncSession, chat: Chat, rij: Uitgaand) -> dict[str, Any]:
    """Our own buttons get their tokens here; those that lead to a page need none."""
    knoppen: list[Knop] = []
    for toets in rij.inhoud.get("toetsen", []):
        if "url" in toets:
            knoppen.append(toets)
            continue
        assert chat.gesprek_id is not None  # only the explanation has such a button, and it opens the gesprek
        keuze = [{"label": toets["label"], "waarde": ""}]
        knoppen += _knoppen(await toetsen.bij(session, chat, chat.gesprek_id, 0, keuze, toets["soort"]))
    return {**rij.inhoud, "knoppen": knoppen} if rij.soort == TEKST else rij.inhoud


async def _uit_gesprek(session: AsyncSession, chat: Chat) -> Zending | None:
    vraag = select(Bericht).join(Chat, Chat.index == chat.index).where(te_leveren()).order_by(Bericht.volgnummer)
    bericht = await session.scalar(vraag.limit(1))
    if bericht is None:
        return None
    delen = knip(bericht.tekst) if bericht.tekst != GEWIST else []
    if chat.deel >= len(delen):  # erased before it went out, or an empty text: nothing to send
        return Zending(chat.index, int(chat.chat_id), "", {}, chat.gesprek_id, volgnummer=bericht.volgnummer)
    laatste = chat.deel == len(delen) - 1
    knoppen: list[Knop] = []
    if laatste and bericht.keuzes:
        knoppen = _knoppen(
            await toetsen.bij(session, chat, bericht.gesprek_id, bericht.volgnummer, bericht.keuzes, ANTWOORD)
        )
    inhoud = {"tekst": delen[chat.deel], "knoppen": knoppen}
    return Zending(
        chat.index,
        int(chat.chat_id),
        TEKST,
        inhoud,
        bericht.gesprek_id,
        volgnummer=bericht.volgnummer,
        deel=chat.deel,
        laatste=laatste,
    )


def _knoppen(rijen: Sequence[Toets]) -> list[Knop]:
    return [{"label": toets.label, "token": toets.token} for toets in rijen]
