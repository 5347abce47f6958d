"""A resident who does not give up: sends every message until it is acknowledged, and keeps a ledger of what was."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import aiohttp

from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import GEDULD_TERUG

T = TypeVar("T")
# What stands in no question gets the word of the resident, numbered; the rest is what a resident would press or type.
ANTWOORDEN = {
    "voor_wie": "voor mezelf",
    "naam": "Klaasje Overdiep",
    "postcode": "7913 BD",
    "telefoon": "06 12 34 56 81",
    "contact_voorkeur": "mailen",
    "clientondersteuning": "nee",
    "persoonlijk_plan": "nee",
    "toestemming": "niemand",
    "akkoord": "ja, het klopt",
    "volhoudtijd": "sla over",
}
MAX_BEURTEN = 60
# Twice the time in which a process must be back: a turn may lose Rasa twice.
ANTWOORD_BINNEN = 2 * GEDULD_TERUG


@dataclass(frozen=True)
class Regel:
    """One acknowledgement. `op`: when it came, by the client's clock. `nogmaals`: what the loket said when it was sent once more."""

    bericht_id: str
    tekst: str
    volgnummer: int
    op: float = 0.0
    nogmaals: tuple[int, int] | None = None


@dataclass
class Inwoner:
    """`grootboek`: what the loket acknowledged, in the order of acknowledgement. `herhaald`: how often a message had to be sent again.

    `dient_in`: how often the summary was, or is just being, approved. `nieuws` is set whenever one of these grows.
    `gezien_op`: when each message of the loket, by number, was first on the resident's side.
    """

    gesprek: Gesprek
    kans: random.Random
    nieuws: asyncio.Event
    grootboek: list[Regel] = field(default_factory=list)
    herhaald: int = 0
    dient_in: int = 0
    gezien_op: dict[int, float] = field(default_factory=dict)

    @classmethod
    async def begin(cls, http: aiohttp.ClientSession, url: str, kans: random.Random, nieuws: asyncio.Event) -> Inwoner:
        return cls(await volhoudend(lambda: Gesprek.open(http, url)), kans, nieuws)

    async def praat(self) -> None:
        """A whole conversation, from a story in pieces to the kenmerk."""
        for _ in range(self.kans.randint(1, 3)):
            await self.zeg("Ik kan niet meer stofzuigen")
        for _ in range(MAX_BEURTEN):
            await self._wacht_op_antwoord()
            if self.gesprek.stand["kenmerk"]:
                return
            await self._antwoord(self._vraag())
        raise AssertionError(f"geen kenmerk na {MAX_BEURTEN} beurten:\n{self.gesprek.verslag()}")

    async def _antwoord(self, vraag: str | None) -> None:
        """Types at a human pace, and sometimes two messages without waiting for an answer to the first."""
        await asyncio.sleep(self.kans.uniform(0, 0.3))
        if vraag == "akkoord":
            self.dient_in += 1
            self.nieuws.set()
        vast = ANTWOORDEN.get(vraag or "")
        if vast is not None:
            await self.zeg(vast, nummer=False)
            return
        await self.zeg("Mijn zus helpt met de was")
        if self.kans.random() < 0.2:
            await self.zeg("Koken doe ik zelf")

    async def zeg(self, tekst: str, *, nummer: bool = True) -> None:
        """Returns when it is acknowledged; now and then it is sent once more, as a nervous client does."""
        tekst = f"{tekst}, dit is bericht {len(self.grootboek) + 1}" if nummer else tekst
        bericht_id = str(uuid.uuid4())
        _, volgnummer = await self._stuur(tekst, bericht_id)
        self.grootboek.append(Regel(bericht_id, tekst, volgnummer, time.time()))
        self.nieuws.set()
        if self.kans.random() < 0.15:
            nogmaals = await self._stuur(tekst, bericht_id)
            self.grootboek[-1] = replace(self.grootboek[-1], nogmaals=nogmaals)

    async def _stuur(self, tekst: str, bericht_id: str) -> tuple[int, int]:
        return await volhoudend(lambda: self.gesprek.stuur(tekst, bericht_id), self._tel)

    def _tel(self) -> None:
        self.herhaald += 1

    async def _wacht_op_antwoord(self) -> None:
        await self._lees()
        einde = time.monotonic() + ANTWOORD_BINNEN
        while self.gesprek.stand["bezig"]:
            assert time.monotonic() < einde, f"geen antwoord binnen {ANTWOORD_BINNEN} s:\n{self.gesprek.verslag()}"
            await self._lees(wacht=5)

    async def _lees(self, wacht: int = 0) -> None:
        for bericht in await volhoudend(lambda: self.gesprek.lees(wacht)):
            self.gezien_op.setdefault(bericht["volgnummer"], time.time())

    def _vraag(self) -> str | None:
        return next((b["vraag"] for b in reversed(self.gesprek.berichten) if b["vraag"]), None)

    async def lees_alles(self) -> list[dict[str, Any]]:
        return await volhoudend(self.gesprek.lees_alles)


def _niets() -> None:
    pass


async def volhoudend(doe: Callable[[], Awaitable[T]], bij_fout: Callable[[], None] = _niets) -> T:
    """Again and again while the loket does not answer; what it refuses (4xx) is an error, and so is staying away."""
    einde = time.monotonic() + GEDULD_TERUG
    while time.monotonic() < einde:
        try:
            return await doe()
        except aiohttp.ClientResponseError as fout:
            if fout.status < 500:
                raise
        except (aiohttp.ClientError, TimeoutError, ConnectionError):
            pass
        bij_fout()
        await asyncio.sleep(0.1)
    raise TimeoutError(f"het loket bleef {GEDULD_TERUG} seconden weg")
