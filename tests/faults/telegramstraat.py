"""Residents on Telegram in the same street, and a Bot API that also writes down when."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.hulp.inwoner import ANTWOORD_BINNEN, ANTWOORDEN, MAX_BEURTEN
from tests.e2e.hulp.telegram import KLAAR, veld
from tests.telegram.nep_api import NepApi, Update

EERSTE_CHAT = 7000
# Who does not know what is asked, or is asked the same again, says something after so many seconds all the same.
ONBEKEND_NA = 45


@dataclass
class Postbode(NepApi):
    """`bevestigd_op`: when the loket confirmed each update to Telegram. `genomen_op`: when each of `ontvangen` was taken."""

    bevestigd_op: dict[int, float] = field(default_factory=dict)
    genomen_op: list[float] = field(default_factory=list)

    async def get_updates(self, vraag: dict[str, str]) -> list[Update]:
        for update in self.rij:
            if update["update_id"] < int(vraag.get("offset", 0)):
                self.bevestigd_op.setdefault(update["update_id"], time.time())
        return await super().get_updates(vraag)

    async def send_message(self, vraag: dict[str, str]) -> dict[str, Any]:
        uitkomst = await super().send_message(vraag)
        self.genomen_op.append(time.time())
        return uitkomst

    def bezorgd(self, chat: int) -> list[tuple[str, float]]:
        """What this resident got, in order, and when."""
        return [(v.tekst, op) for v, op in zip(self.ontvangen, self.genomen_op, strict=True) if v.chat == chat]


@dataclass
class Telegrambewoner:
    """`gezegd`: the text of every update, in order, with its number."""

    post: Postbode
    chat: int
    kans: random.Random
    gezegd: list[tuple[int, str]] = field(default_factory=list)

    _gelezen: int = 0
    _beantwoord: str = ""

    async def praat(self) -> None:
        """From a first message to the kenmerk."""
        self._zeg("Ik kan niet meer stofzuigen")
        for _ in range(MAX_BEURTEN):
            vraag = await self._wacht_op_vraag()
            if vraag == KLAAR:
                return
            await asyncio.sleep(self.kans.uniform(0, 0.3))
            self._antwoord(vraag)
        raise AssertionError(f"op Telegram niet klaar na {MAX_BEURTEN} beurten:\n{self.post.bezorgd(self.chat)}")

    async def _wacht_op_vraag(self) -> str | None:
        """The veld of the newest question, None for what is not recognised. A question that came twice is answered once, at first."""
        begin = time.monotonic()
        while (wacht := time.monotonic() - begin) < ANTWOORD_BINNEN:
            nieuw, lang = [t for t, _ in self.post.bezorgd(self.chat)[self._gelezen :]], wacht > ONBEKEND_NA
            gesteld = [t for t in nieuw if veld(t) and (lang or t != self._beantwoord)]
            if gesteld or (nieuw and lang):
                self._gelezen += len(nieuw)
                self._beantwoord = gesteld[-1] if gesteld else ""
                return veld(self._beantwoord) if gesteld else None
            await asyncio.sleep(0.05)
        raise AssertionError(f"geen antwoord op Telegram:\n{self.gezegd}\n{self.post.bezorgd(self.chat)}")

    def _antwoord(self, vraag: str | None) -> None:
        vast = "sla over" if vraag is None else ANTWOORDEN.get(vraag)
        if vast is not None:
            self._zeg(vast, nummer=False)
            return
        self._zeg("Mijn zus helpt met de was")
        if self.kans.random() < 0.2:
            self._zeg("Koken doe ik zelf")

    def _zeg(self, tekst: str, *, nummer: bool = True) -> None:
        tekst = f"{tekst}, dit is bericht {len(self.gezegd) + 1}" if nummer else tekst
        self.gezegd.append((self.post.bericht(self.chat, tekst)["update_id"], tekst))


@dataclass
class Telegramstraat:
    post: Postbode
    klaar: bool = False
    bewoners: list[Telegrambewoner] = field(default_factory=list)
    _chats: itertools.count[int] = field(default_factory=lambda: itertools.count(EERSTE_CHAT))

    async def leef(self, zaad: str) -> None:
        kans = random.Random(zaad)
        while not self.klaar:
            bewoner = Telegrambewoner(self.post, next(self._chats), kans)
            self.bewoners.append(bewoner)
            await bewoner.praat()


@asynccontextmanager
async def bewoond_op_telegram(post: Postbode, inwoners: int, zaad: str) -> AsyncIterator[Telegramstraat]:
    """Lives while the body does its worst; at the end everybody finishes the conversation they are in."""
    straat = Telegramstraat(post)
    async with asyncio.TaskGroup() as groep:
        for nummer in range(inwoners):
            groep.create_task(straat.leef(f"telegram-{zaad}-{nummer}"))
        yield straat
        straat.klaar = True
