"""Writing down how a call of the Bot API ended. Sending twice cannot be ruled out; sending nothing can."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.channels.telegram.models import Chat, Uitgaand
from loket_backend.gesprek.channels.telegram.zendingen import Zending
from loket_backend.gesprek.terugbellen import meld_onbereikbaar
from loket_backend.tijd import nu


async def geleverd(session: AsyncSession, zending: Zending) -> None:
    """It went out, or there was nothing to send."""
    if zending.uit is not None:
        await session.execute(delete(Uitgaand).where(Uitgaand.id == zending.uit))
    # a chat that meanwhile began another gesprek counts from its beginning
    zelfde = update(Chat).where(Chat.index == zending.chat, Chat.gesprek_id == zending.gesprek_id)
    if zending.uit is None and zending.laatste:
        await session.execute(zelfde.values(geleverd_tot=zending.volgnummer, deel=0))
    elif zending.uit is None:
        await session.execute(zelfde.values(deel=zending.deel + 1))
    await session.execute(update(Chat).where(Chat.index == zending.chat).values(pogingen=0, opnieuw_na=None))


async def later(session: AsyncSession, zending: Zending, seconden: float) -> None:
    wanneer = nu() + timedelta(seconds=seconden)
    await session.execute(
        update(Chat).where(Chat.index == zending.chat).values(opnieuw_na=wanneer, pogingen=Chat.pogingen + 1)
    )


async def onbereikbaar(session: AsyncSession, zending: Zending) -> None:
    """Telegram refuses to bring it: nothing is sent until the resident writes again, and somebody is asked to call."""
    chat = await session.get_one(Chat, zending.chat, with_for_update=True, populate_existing=True)
    if chat.onbereikbaar:
        return
    chat.onbereikbaar = True
    if chat.gesprek_id is not None:
        await meld_onbereikbaar(session, chat.gesprek_id)
