"""A closed ring: so many conversations at once, each says the next thing as soon as the answer to the last is there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import Any

import aiohttp

from tests.bench.cijfers import p, vertel
from tests.bench.lengtes import lengte
from tests.bench.opname import Vraagbeurt, zeg
from tests.bench.teksten import TEKSTEN
from tests.e2e.hulp.gesprek import Gesprek

# One turn of the conversation in this place; returns when it is answered.
Beurt = Callable[[int], Awaitable[object]]
GEDULD = aiohttp.ClientTimeout(total=60)


@dataclass
class Telling:
    """`beurten` that were finished in `seconden`, and how long each took (ms)."""

    beurten: int = 0
    seconden: float = 0.0
    tijden: list[float] = field(default_factory=list)

    def als_json(self) -> dict[str, float]:
        per_s = round(self.beurten / self.seconden, 2)
        return {"per_s": per_s, "p50": p(self.tijden, 50), "p95": p(self.tijden, 95), "n": self.beurten}


async def in_blokken(wegen: Mapping[str, Beurt], tegelijk: int) -> dict[str, Telling]:
    """Each way in turn for a block, again and again, so that what else the machine does counts for all of them. The first turns warm up."""
    uit = {naam: Telling() for naam in wegen}
    for beurt in wegen.values():
        await asyncio.gather(*(beurt(plek) for plek in range(tegelijk)))
    for blok in range(lengte("LOKET_BLOKKEN")):
        namen = list(wegen) if blok % 2 else list(reversed(wegen))
        for naam in namen:
            await _blok(wegen[naam], tegelijk, uit[naam])
    vertel(f"{tegelijk} tegelijk: " + ", ".join(f"{naam} {t.als_json()['per_s']}/s" for naam, t in uit.items()))
    return uit


async def _blok(beurt: Beurt, tegelijk: int, telling: Telling) -> None:
    begin = time.perf_counter()
    einde = begin + lengte("LOKET_BLOK")

    async def praat(plek: int) -> None:
        while (van := time.perf_counter()) < einde:
            await beurt(plek)
            telling.tijden.append((time.perf_counter() - van) * 1000)

    await asyncio.gather(*(praat(plek) for plek in range(tegelijk)))
    telling.seconden += time.perf_counter() - begin
    telling.beurten = len(telling.tijden)


def door_de_hub(http: aiohttp.ClientSession, url: str) -> Beurt:
    """TEKSTEN through the hub; a new conversation after the last of them."""
    gesprekken: dict[int, tuple[Gesprek, Any]] = {}

    async def beurt(plek: int) -> None:
        gesprek, teksten = gesprekken.get(plek) or (None, iter(()))
        if (tekst := next(teksten, None)) is None:
            gesprek, teksten = gesprekken[plek] = await Gesprek.open(http, url), iter(TEKSTEN)
            tekst = next(teksten)
        assert gesprek is not None
        await zeg(gesprek, tekst)

    return beurt


def over_rest(http: aiohttp.ClientSession, url: str, gezwegen: list[bool]) -> Beurt:
    """TEKSTEN over Rasa's REST channel; a new conversation after the last of them. `gezwegen`: for each turn, whether it said nothing.

    That is what the channel answers when its policies choose to listen, but also when a turn failed.
    """
    nummers = {plek: count() for plek in range(100)}

    async def beurt(plek: int) -> None:
        ronde, n = divmod(next(nummers[plek]), len(TEKSTEN))
        bericht = {"sender": f"bench-{plek}-{ronde}", "message": TEKSTEN[n]}
        async with http.post(f"{url}/webhooks/rest/webhook", json=bericht, timeout=GEDULD) as antwoord:
            antwoord.raise_for_status()
            gezwegen.append(not await antwoord.json())

    return beurt


def over_ons_kanaal(
    http: aiohttp.ClientSession, urls: Sequence[str], geheim: str, opname: Sequence[Sequence[Vraagbeurt]]
) -> Beurt:
    """Recorded turns straight to our own channel, each Rasa in turn.

    New numbers every time, also beside another number of Rasas: the same one would be answered from memory.
    """
    adressen, begin = cycle(urls), 1_000_000 * len(urls)
    nummers = {plek: count() for plek in range(len(opname))}

    async def beurt(plek: int) -> None:
        ronde, n = divmod(next(nummers[plek]), len(opname[plek]))
        vraag = opname[plek][n]
        vraag = {**vraag, "volgnummer": vraag["volgnummer"] + begin + 1000 * ronde}
        adres = f"{next(adressen)}/webhooks/loket/beurt"
        async with http.post(adres, json=vraag, headers={"X-Loket-Geheim": geheim}, timeout=GEDULD) as antwoord:
            assert antwoord.status == 200, f"ons kanaal: {await antwoord.text()}"

    return beurt
