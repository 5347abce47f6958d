"""Residents as the loket sees them: many open conversations with their event streams, in one cheap process, with a ledger of their own.

A time counts from the moment that a message was *planned*, not from when it could be sent: a loket that keeps residents waiting would
otherwise slow down its own measuring (coordinated omission).
"""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp

from tests.bench.teksten import scenarios
from tests.e2e.hulp.gesprek import gevraagd
from tests.e2e.hulp.speler import Persoon

OPNIEUW_LUISTEREN = 0.5


@dataclass(frozen=True)
class Gestuurd:
    """One acknowledged message. `gepland` and `bevestigd` on the clock of this process, in seconds."""

    fase: str
    gesprek: str
    extern_id: str
    volgnummer: int
    gepland: float
    bevestigd: float


@dataclass
class Boek:
    """`gestuurd`: what was acknowledged; `gezien`: when a message of the loket stood on the screen, by conversation and number."""

    gestuurd: list[Gestuurd] = field(default_factory=list)
    gezien: dict[tuple[str, int], float] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)


class Bewoner:
    """One conversation after the other, with its stream open; a new one when the last ended."""

    def __init__(self, http: aiohttp.ClientSession, url: str, boek: Boek, plek: int) -> None:
        self._http, self._url, self._boek = http, url, boek
        self._scenarios = count(plek)
        self._slot = asyncio.Lock()
        self._luistert: asyncio.Task[None] | None = None
        self._uit = False

    async def begin(self) -> None:
        """Opens a conversation, which has nothing said in it yet."""
        async with self._http.post(f"{self._url}/v1/gesprekken", json={"kanaal": "web"}) as antwoord:
            antwoord.raise_for_status()
            geopend = await antwoord.json()
        alle = scenarios()
        scenario = alle[next(self._scenarios) % len(alle)]
        self.id, self._persoon, self._opening = geopend["id"], Persoon(scenario), list(scenario["opening"])
        self._laatste: list[dict[str, Any]] = []
        self._kop, self._uit = {"Authorization": f"Bearer {geopend['token']}"}, False
        await self.stop()
        self._luistert = asyncio.create_task(self._luister(self.id))

    async def stop(self) -> None:
        if self._luistert is not None:
            self._luistert.cancel()
            with suppress(asyncio.CancelledError):
                await self._luistert

    async def zeg(self, fase: str, gepland: float) -> None:
        """The next thing this person says. What went wrong stands in the book; nothing is sent a second time."""
        try:
            async with self._slot:
                if self._uit:
                    await self.begin()
                tekst, extern_id = self._tekst(), str(uuid.uuid4())
                volgnummer = await self._stuur(tekst, extern_id)
            self._boek.gestuurd.append(Gestuurd(fase, self.id, extern_id, volgnummer, gepland, time.perf_counter()))
        except (aiohttp.ClientError, TimeoutError, OSError) as fout:
            self._boek.fouten.append(f"{fase}: {type(fout).__name__} {getattr(fout, 'status', '')}".strip())

    def _tekst(self) -> str:
        vraag, keuzes = gevraagd(self._laatste)
        return self._opening.pop(0) if self._opening else self._persoon.zegt(vraag, keuzes)

    async def _stuur(self, tekst: str, extern_id: str) -> int:
        adres = f"{self._url}/v1/gesprekken/{self.id}/berichten"
        inhoud = {"clientBerichtId": extern_id, "tekst": tekst}
        async with self._http.post(adres, json=inhoud, headers=self._kop) as antwoord:
            antwoord.raise_for_status()
            return int((await antwoord.json())["volgnummer"])

    async def _luister(self, gesprek_id: str) -> None:
        """The resident's stream; taken up again where it was when it breaks."""
        gezien = 0
        adres, wacht = f"{self._url}/v1/gesprekken/{gesprek_id}/stroom", aiohttp.ClientTimeout(total=None)
        while True:
            kop = {**self._kop, "Last-Event-ID": str(gezien)}
            with suppress(aiohttp.ClientError, TimeoutError, OSError):
                async with self._http.get(adres, headers=kop, timeout=wacht) as stroom:
                    soort = b""
                    async for regel in stroom.content:
                        if regel.startswith(b"event: "):
                            soort = regel[7:].strip()
                        elif regel.startswith(b"data: "):
                            gezien, soort = self._hoor(gesprek_id, soort, json.loads(regel[6:]), gezien), b""
            await asyncio.sleep(OPNIEUW_LUISTEREN)

    def _hoor(self, gesprek_id: str, soort: bytes, inhoud: dict[str, Any], gezien: int) -> int:
        if soort == b"stand":
            self._uit = self._uit or bool(inhoud["kenmerk"]) or inhoud["status"] != "bot"
        if soort or inhoud["afzender"] == "inwoner":
            return gezien
        self._boek.gezien[gesprek_id, inhoud["volgnummer"]] = time.perf_counter()
        self._laatste = [inhoud] if inhoud["vraag"] else self._laatste
        return int(inhoud["volgnummer"])


@dataclass(frozen=True)
class Fase:
    naam: str
    seconden: float
    per_seconde: float


def momenten(fasen: Sequence[Fase], zaad: int) -> list[tuple[str, float]]:
    """Planned moments, in seconds from the begin: a Poisson process per phase, the same for the same seed."""
    kans, uit, begin = random.Random(zaad), list[tuple[str, float]](), 0.0
    for fase in fasen:
        nu = begin
        while (nu := nu + kans.expovariate(fase.per_seconde)) < begin + fase.seconden:
            uit.append((fase.naam, nu))
        begin += fase.seconden
    return uit


async def stuur_volgens_plan(bewoners: Sequence[Bewoner], plan: Sequence[tuple[str, float]]) -> None:
    """Every message at its moment, whatever happened to the ones before it; the residents in turn."""
    taken, begin = set[asyncio.Task[None]](), time.perf_counter()
    for n, (fase, op) in enumerate(plan):
        await asyncio.sleep(max(begin + op - time.perf_counter(), 0))
        taak = asyncio.create_task(bewoners[n % len(bewoners)].zeg(fase, begin + op))
        taken.add(taak)
        taak.add_done_callback(taken.discard)
    await asyncio.gather(*taken)
