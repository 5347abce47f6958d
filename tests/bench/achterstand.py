"""A backlog: many messages are accepted while Rasa stands still, then it goes on. How long until all are answered, and whether in order.

Meanwhile somebody new comes every few seconds: what they wait shows whether the backlog starves them. The loket has a day of patience here
(LOKET_GEDULD), or it would hand the messages to people, as it should.

python -m tests.bench.achterstand     (LOKET_ACHTERSTAND)
"""

from __future__ import annotations

import asyncio
import signal
import time
import uuid
from collections.abc import Sequence
from itertools import cycle, islice
from typing import Any

import aiohttp

from tests.bench.bewoners import Boek, Gestuurd
from tests.bench.cijfers import staart, vertel
from tests.bench.draai import draai
from tests.bench.lengtes import lengte
from tests.bench.narekenen import open_beurten, reken_na
from tests.bench.opname import zeg
from tests.bench.stapel import SOORTEN, draaiend
from tests.bench.teksten import scenarios, verteld
from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import Loket

PER_GESPREK, SCHRIJVERS = 20, 16
NIEUWE_ELKE, KIJK_ELKE = 3.0, 1.0
# A turn of 200 ms would do; after this it is not a backlog but a standstill.
HOOGSTENS_PER_BERICHT = 1.0
GEDULD = {"LOKET_GEDULD": "86400"}


def meet() -> dict[str, Any]:
    return {"berichten": lengte("LOKET_ACHTERSTAND"), **{soort: _op(soort) for soort in SOORTEN}}


def _op(soort: str) -> dict[str, Any]:
    with draaiend(soort, **GEDULD) as loket:
        return asyncio.run(_meet(loket, lengte("LOKET_ACHTERSTAND")))


async def _meet(loket: Loket, aantal: int) -> dict[str, Any]:
    boek, ruim = Boek(), aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=ruim, timeout=aiohttp.ClientTimeout(total=120)) as http:
        stil = await asyncio.to_thread(loket.sein, "rasa", signal.SIGSTOP)
        begin = time.perf_counter()
        try:
            await _leg_klaar(http, loket.url, boek, aantal)
            aannemen = time.perf_counter() - begin
            vertel(f"achterstand: {aantal} berichten aangenomen in {aannemen:.0f} s")
        finally:
            await asyncio.to_thread(loket.sein, "rasa", signal.SIGCONT)
        verloop, nieuwen = await _leeg(loket, http, aantal)
    assert stil == loket.pid("rasa"), "Rasa begon opnieuw tijdens de meting"
    duurde = verloop[-1]["s"]
    uit = {"aannemen_per_s": round(aantal / aannemen, 1), "leeg_na_s": duurde, "per_s": round(aantal / duurde, 1)}
    uit |= {"nieuwe_inwoner_ms": staart(nieuwen), "nagerekend": reken_na(loket, boek), "verloop": _uitgedund(verloop)}
    vertel(f"achterstand: { ({**uit, 'verloop': '…'}) }")
    return uit


async def _leg_klaar(http: aiohttp.ClientSession, url: str, boek: Boek, aantal: int) -> None:
    """Some twenty messages for each conversation, in order within it."""
    gesprekken = [(nummer, min(PER_GESPREK, aantal - nummer)) for nummer in range(0, aantal, PER_GESPREK)]
    personen = islice(cycle(scenarios()), len(gesprekken))
    rij = iter([(verteld(persoon, n)) for (_, n), persoon in zip(gesprekken, personen, strict=True)])

    async def schrijf() -> None:
        for teksten in rij:
            await _schrijf(await Gesprek.open(http, url), boek, teksten)

    await asyncio.gather(*(schrijf() for _ in range(SCHRIJVERS)))


async def _schrijf(gesprek: Gesprek, boek: Boek, teksten: Sequence[str]) -> None:
    for tekst in teksten:
        extern_id, begin = str(uuid.uuid4()), time.perf_counter()
        _, volgnummer = await gesprek.stuur(tekst, extern_id)
        boek.gestuurd.append(Gestuurd("achterstand", gesprek.id, extern_id, volgnummer, begin, time.perf_counter()))


async def _leeg(loket: Loket, http: aiohttp.ClientSession, aantal: int) -> tuple[list[dict[str, float]], list[float]]:
    """How many are left through time, until none is; and what each new resident waited for the first answer (ms)."""
    begin, nieuwen, verloop = time.perf_counter(), list[float](), list[dict[str, float]]()
    komen = asyncio.create_task(_nieuwen(http, loket.url, nieuwen))
    while True:
        over = await asyncio.to_thread(open_beurten, loket)
        verloop.append({"s": round(time.perf_counter() - begin, 1), "over": over})
        if not over:
            break
        assert verloop[-1]["s"] < 120 + aantal * HOOGSTENS_PER_BERICHT, f"nog {over} over: {verloop[-1]}"
        await asyncio.sleep(KIJK_ELKE)
    komen.cancel()
    await asyncio.gather(komen, return_exceptions=True)
    return verloop, nieuwen


async def _nieuwen(http: aiohttp.ClientSession, url: str, tijden: list[float]) -> None:
    for persoon in cycle(scenarios()):
        gesprek, begin = await Gesprek.open(http, url), time.perf_counter()
        await zeg(gesprek, persoon["opening"][0])
        tijden.append((time.perf_counter() - begin) * 1000)
        await asyncio.sleep(NIEUWE_ELKE)


def _uitgedund(verloop: list[dict[str, float]], hoogstens: int = 60) -> list[dict[str, float]]:
    stap = max(len(verloop) // hoogstens, 1)
    return [*verloop[:-1:stap], verloop[-1]]


if __name__ == "__main__":
    draai("achterstand", meet)
