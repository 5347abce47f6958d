"""The inbox: updates are committed before Telegram hears that we have them. The update_id makes a replay harmless."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.channels.telegram.models import Inkomend, Peiling, chat_index
from loket_backend.gesprek.channels.telegram.plekken import zonder_plek
from loket_backend.tijd import nu

_MET_CHAT = ("message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member")


async def bewaar(session: AsyncSession, updates: Iterable[dict[str, Any]]) -> None:
    """Keeps every update that was not here yet."""
    for update in updates:
        await _bewaar_een(session, update)


async def volgende(session: AsyncSession) -> int:
    """The first update that Telegram has not been told we have."""
    peiling = await session.get(Peiling, 1)
    return peiling.volgende if peiling else 0


async def schuif_op(session: AsyncSession, naar: int) -> None:
    """In the transaction that keeps the updates before number `naar`."""
    peiling = await session.get(Peiling, 1, with_for_update=True)
    if peiling is None:
        session.add(Peiling(id=1, volgende=naar))
    else:
        peiling.volgende = max(peiling.volgende, naar)


async def _bewaar_een(session: AsyncSession, update: dict[str, Any]) -> None:
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    inhoud = await zonder_plek(session, update)
    rij = {"update_id": update["update_id"], "chat": _chat(update), "inhoud": inhoud, "ontvangen_op": nu()}
    await session.execute(dialect.insert(Inkomend).values(pogingen=0, **rij).on_conflict_do_nothing())


def _chat(update: dict[str, Any]) -> str:
    """The blind index of the chat that this is about, empty when it is about none."""
    bericht = next((update[soort] for soort in _MET_CHAT if update.get(soort)), None)
    bericht = bericht or (update.get("callback_query") or {}).get("message") or {}
    chat_id = (bericht.get("chat") or {}).get("id")
    return chat_index(chat_id) if chat_id is not None else ""
