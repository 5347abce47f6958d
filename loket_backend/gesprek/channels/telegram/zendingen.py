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
from loket_backend.gesprek.channels.telegram.models import OPEN, TEKST, Chat, Uitgaand
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
    keuzes: Sequence[dict[str, str]] = ()
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
    return select(Chat.index, crisis).where(_mag(), or_(eigen, gesprek))


def _mag() -> ColumnElement[bool]:
    """Telegram brings it, and does not ask to wait."""
    return and_(Chat.onbereikbaar.is_(False), or_(Chat.opnieuw_na.is_(None), Chat.opnieuw_na <= nu()))


async def volgende(session: AsyncSession, index: str) -> Zending | None:
    """The next call for a chat, or None. Looked at anew: since the chat was picked, Telegram may have asked to wait."""
    chat = await session.scalar(select(Chat).where(Chat.index == index, _mag()))
    if chat is None:
        return None
    rij = await session.scalar(select(Uitgaand).where(Uitgaand.chat == index).order_by(Uitgaand.id).limit(1))
    if rij is not None:
        keuzes = rij.inhoud.get("toetsen", [])
        return Zending(index, int(chat.chat_id), rij.soort, rij.inhoud, chat.gesprek_id, keuzes, uit=rij.id)
    return await _uit_gesprek(session, chat) if chat.stand == OPEN else None


async def _uit_gesprek(session: AsyncSession, chat: Chat) -> Zending | None:
    """A message that was erased before it went out is a call of no kind: there is nothing to send."""
    vraag = select(Bericht).join(Chat, Chat.index == chat.index).where(te_leveren()).order_by(Bericht.volgnummer)
    bericht = await session.scalar(vraag.limit(1))
    if bericht is None:
        return None
    wie = (chat.index, int(chat.chat_id))
    delen = knip(bericht.tekst) if bericht.tekst != GEWIST else []
    if chat.deel >= len(delen):
        return Zending(*wie, "", {}, bericht.gesprek_id, volgnummer=bericht.volgnummer)
    laatste = chat.deel == len(delen) - 1
    return Zending(
        *wie,
        TEKST,
        {"tekst": delen[chat.deel]},
        bericht.gesprek_id,
        (bericht.keuzes or []) if laatste else [],
        volgnummer=bericht.volgnummer,
        deel=chat.deel,
        laatste=laatste,
    )


async def knoppen(session: AsyncSession, zending: Zending) -> list[Knop]:
    """The buttons under it; ours get their tokens here, those that lead to a page need none."""
    adressen: list[Knop] = [keuze for keuze in zending.keuzes if "url" in keuze]
    eigen = [keuze for keuze in zending.keuzes if "url" not in keuze]
    if not eigen or zending.gesprek_id is None:
        return adressen
    rijen = await toetsen.bij(session, zending.chat, zending.gesprek_id, zending.volgnummer, eigen)
    return adressen + [{"label": toets.label, "token": toets.token} for toets in rijen]
