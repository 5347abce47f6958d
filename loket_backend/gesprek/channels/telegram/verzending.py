"""Brings messages to Telegram: in order within a chat, chats beside each other, those with the help text of a crisis first."""

from __future__ import annotations

import asyncio
import contextlib
import time
from functools import partial

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from loket_backend import meten
from loket_backend.db import Database
from loket_backend.errors import plek
from loket_backend.gesprek.channels.telegram import aflevering, zendingen
from loket_backend.gesprek.channels.telegram.api import Api, wachttijd
from loket_backend.gesprek.channels.telegram.models import CALLBACK, TEKST, VERLAAT, VINK, Chat
from loket_backend.gesprek.channels.telegram.zendingen import Knop, Zending
from loket_backend.gesprek.wekker import ALLES, Wekker

log = structlog.get_logger()

TEGELIJK, TIK, LANGSTE_RUST = 8, 0.5, 30.0
# A chat that is no more; Telegram calls it a bad request.
_WEG = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid", "user not found")
GEEN_VOORBEELD = LinkPreviewOptions(is_disabled=True)


class Bezorger:
    def __init__(self, database: Database, wekker: Wekker, api: Api, tegelijk: int = TEGELIJK) -> None:
        self._database, self._wekker, self._api, self._tegelijk = database, wekker, api, tegelijk
        self._bezig: dict[str, asyncio.Task[None]] = {}
        self._laatst: dict[str, float] = {}

    async def draai(self) -> None:
        """For ever; when it is cancelled, what is under way is cancelled too."""
        try:
            with self._wekker.luister(ALLES) as gebeurd:
                while True:
                    gebeurd.clear()
                    try:
                        await self._deel_uit(gebeurd)
                    except Exception as fout:
                        log.error("telegram_bezorger_gestruikeld", soort=type(fout).__name__, plek=plek(fout))
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(gebeurd.wait(), TIK)
        finally:
            await self._staak()

    async def _deel_uit(self, gebeurd: asyncio.Event) -> None:
        """Gives every free hand a chat: crisis first, then who was served longest ago."""
        async with self._database.lees() as session:
            werk = [(rij[0], rij[1]) for rij in (await session.execute(zendingen.met_werk())).all()]
        vrij = [(index, crisis) for index, crisis in werk if index not in self._bezig]
        vrij.sort(key=lambda w: (not w[1], self._laatst.get(w[0], 0.0)))
        self._laatst = {index: moment for index, moment in self._laatst.items() if index in dict(werk)}
        for index, _ in vrij[: self._tegelijk - len(self._bezig)]:
            self._laatst[index] = time.monotonic()
            taak = self._bezig[index] = asyncio.create_task(self._lever(index))
            taak.add_done_callback(partial(self._klaar, index, gebeurd))

    def _klaar(self, index: str, gebeurd: asyncio.Event, _: asyncio.Task[None]) -> None:
        self._bezig.pop(index, None)
        gebeurd.set()

    async def _staak(self) -> None:
        taken = list(self._bezig.values())
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)

    async def _lever(self, index: str) -> None:
        """One call for this chat, and how it ended."""
        try:
            async with self._database.lees() as session:
                zending = await zendingen.volgende(session, index)
            if zending is not None:
                await self._probeer(zending, await self._knoppen(zending))
        except Exception as fout:
            log.error("telegram_levering_gestruikeld", soort=type(fout).__name__, plek=plek(fout))
            await asyncio.sleep(TIK)

    async def _knoppen(self, zending: Zending) -> list[Knop]:
        """Their tokens are committed before anybody can press."""
        if not zending.keuzes:
            return []
        async with self._database.schrijf() as session:
            return await zendingen.knoppen(session, zending)

    async def _probeer(self, zending: Zending, knoppen: list[Knop]) -> None:
        try:
            await verstuur(self._api, zending, knoppen)
        except RetryAfter as fout:
            await self._later(zending, wachttijd(fout))
        except Forbidden:
            await self._geweigerd(zending)
        except BadRequest as fout:
            await self._verkeerd(zending, fout)
        except TelegramError as fout:
            await self._later(zending, await self._rust(zending), type(fout).__name__)
        else:
            async with self._database.schrijf() as session:
                await aflevering.geleverd(session, zending)
            meten.telegram_bezorgd.labels(uitkomst="geleverd").inc()

    async def _verkeerd(self, zending: Zending, fout: BadRequest) -> None:
        """The same again would fail again: it is passed over, and said in the log, so that the chat goes on."""
        if any(reden in fout.message.lower() for reden in _WEG):
            await self._geweigerd(zending)
            return
        if zending.soort == TEKST:
            log.error("telegram_weigert_bericht", gesprek=zending.gesprek_id, volgnummer=zending.volgnummer)
        async with self._database.schrijf() as session:
            await aflevering.geleverd(session, zending)

    async def _geweigerd(self, zending: Zending) -> None:
        meten.telegram_bezorgd.labels(uitkomst="geweigerd").inc()
        log.warning("telegram_onbereikbaar", gesprek=zending.gesprek_id)
        async with self._database.schrijf() as session:
            await aflevering.onbereikbaar(session, zending)

    async def _later(self, zending: Zending, seconden: float, reden: str = "te_vaak") -> None:
        meten.telegram_bezorgd.labels(uitkomst="later").inc()
        log.warning("telegram_later", gesprek=zending.gesprek_id, seconden=seconden, reden=reden)
        async with self._database.schrijf() as session:
            await aflevering.later(session, zending, seconden)

    async def _rust(self, zending: Zending) -> float:
        """Longer after every failure in a row."""
        async with self._database.lees() as session:
            chat = await session.get_one(Chat, zending.chat)
        return min(0.5 * float(2 ** min(chat.pogingen, 10)), LANGSTE_RUST)


async def verstuur(api: Api, zending: Zending, knoppen: list[Knop]) -> None:
    """The one call. Raises telegram.error.TelegramError."""
    inhoud = zending.inhoud
    if zending.soort == TEKST:
        await api.send_message(
            zending.chat_id,
            inhoud["tekst"],
            reply_markup=_toetsenbord(knoppen),
            link_preview_options=GEEN_VOORBEELD,
        )
    elif zending.soort == CALLBACK:
        await api.answer_callback_query(inhoud["id"], text=inhoud["tekst"])
    elif zending.soort == VINK:
        vink = _toetsenbord([inhoud["toets"]] if inhoud["toets"] else [])
        await api.edit_message_reply_markup(zending.chat_id, inhoud["bericht"], reply_markup=vink)
    elif zending.soort == VERLAAT:
        await api.leave_chat(zending.chat_id)


def _toetsenbord(knoppen: list[Knop]) -> InlineKeyboardMarkup | None:
    """One button a row: labels are sentences, and a phone is narrow."""
    rijen = [
        [InlineKeyboardButton(k["label"], url=k.get("url"), callback_data=k.get("token") if "url" not in k else None)]
        for k in knoppen
    ]
    return InlineKeyboardMarkup(rijen) if rijen else None
