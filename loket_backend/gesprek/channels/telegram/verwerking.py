"""Handles what stands in the inbox, in the order in which Telegram numbered it, one transaction an update."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import plek
from loket_backend.gesprek.channels.telegram import chats
from loket_backend.gesprek.channels.telegram.handelen import handel
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.models import Chat, Inkomend
from loket_backend.gesprek.hub import Hub
from loket_backend.tijd import nu

log = structlog.get_logger()

# Pushed updates may overtake each other: one whose predecessor is missing waits this long for it (seconds).
GAT = 1.0
# What the wekker is told when an update came in.
INBOX = "telegram"
TIK, HERKANSING, POGINGEN, PER_KEER = 5.0, 0.5, 5, 200


class Verwerker:
    """`gat`: how long to wait for a missing predecessor; counted anew after a restart, because the loket was away meanwhile."""

    def __init__(self, hub: Hub, ingang: Ingang, gat: float = GAT) -> None:
        self._hub, self._ingang, self._gat = hub, ingang, gat
        self._wacht_sinds: dict[int, float] = {}

    def wek(self) -> None:
        """Something was put in the inbox here; who handles it may be another process."""
        self._hub.wekker.roep(INBOX)

    async def draai(self) -> None:
        """For ever."""
        with self._hub.wekker.luister(INBOX) as nieuw:
            while True:
                nieuw.clear()
                try:
                    wacht = await self.ronde()
                except Exception as fout:
                    log.error("telegram_verwerker_gestruikeld", soort=type(fout).__name__, plek=plek(fout))
                    wacht = HERKANSING
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(nieuw.wait(), wacht)

    async def ronde(self) -> float:
        """Handles what can be handled; seconds until it is worth looking again. A chat in which one fails, waits for that one."""
        async with self._hub.database.lees() as session:
            rijen = await _open(session)
            eerder = await _bekend(session, [rij.update_id - 1 for rij in rijen])
        gestruikeld: set[str] = set()
        for rij in rijen:
            if (wacht := self._mist_voorganger(rij.update_id, eerder)) > 0:
                return wacht
            if rij.chat not in gestruikeld and not await self._verwerk(rij.update_id):
                gestruikeld.add(rij.chat)
        if gestruikeld:
            return HERKANSING
        return 0 if len(rijen) == PER_KEER else TIK

    def _mist_voorganger(self, update_id: int, eerder: set[int]) -> float:
        if update_id - 1 in eerder:
            self._wacht_sinds.pop(update_id, None)
            return 0
        sinds = self._wacht_sinds.setdefault(update_id, time.monotonic())
        return sinds + self._gat - time.monotonic()

    async def _verwerk(self, update_id: int) -> bool:
        try:
            async with self._hub.database.schrijf() as session:
                rij = await session.get_one(Inkomend, update_id, with_for_update=True)
                gesprek_id = await handel(session, self._ingang, rij.inhoud or {})
                rij.verwerkt_op, rij.inhoud = nu(), None
        except Exception as fout:
            log.error("telegram_update_mislukt", update=update_id, soort=type(fout).__name__, plek=plek(fout))
            return await self._mislukt(update_id)
        self._wacht_sinds.pop(update_id, None)
        if gesprek_id is not None:
            self._hub.meld(gesprek_id)
        else:
            self._hub.wekker.roep("")  # something may stand in the own outbox
        return True

    async def _mislukt(self, update_id: int) -> bool:
        """True when it was tried often enough: then the resident hears that it went wrong, and the chat goes on."""
        async with self._hub.database.schrijf() as session:
            rij = await session.get_one(Inkomend, update_id, with_for_update=True)
            rij.pogingen += 1
            if rij.pogingen < POGINGEN:
                return False
            rij.verwerkt_op, rij.inhoud = nu(), None
            if (chat := await session.get(Chat, rij.chat)) is not None:
                chats.zeg(session, chat, self._ingang.teksten.zin("niet_gelukt"))
        return True


async def _open(session: AsyncSession) -> Sequence[Inkomend]:
    vraag = select(Inkomend).where(Inkomend.verwerkt_op.is_(None))
    return (await session.scalars(vraag.order_by(Inkomend.update_id).limit(PER_KEER))).all()


async def _bekend(session: AsyncSession, nummers: list[int]) -> set[int]:
    return set(await session.scalars(select(Inkomend.update_id).where(Inkomend.update_id.in_(nummers))))
