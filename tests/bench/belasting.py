"""Many open conversations, and messages that come when they come: 5 a second on the average, a burst of 20 a second, and rest after it.

Goals: half of a tenth of the acknowledgements may take longer than 50 ms (p95), replies p95 1 s and p99 3 s; nothing lost, doubled or out of
order. On SQLite and on PostgreSQL. The residents are one process; what it worked itself is told too.

python -m tests.bench.belasting     (LOKET_GESPREKKEN, LOKET_DUUR, LOKET_STOOT)
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp

from tests.bench.bewoners import Bewoner, Boek, Fase, momenten, stuur_volgens_plan
from tests.bench.cijfers import staart, vertel
from tests.bench.draai import draai
from tests.bench.lengtes import lengte
from tests.bench.narekenen import antwoordtijden, laatste_antwoorden, open_beurten, reken_na
from tests.bench.stapel import SOORTEN, cpu, draaiend
from tests.e2e.hulp.loket import PROCESSEN, Loket

DOELEN = {"bevestigen_p95": 50, "antwoord_p95": 1000, "antwoord_p99": 3000}
RUSTIG, DRUK, UITLOOP = 5.0, 20.0, 300
ZAAD = 11
OPENEN_TEGELIJK = 8


def meet() -> dict[str, Any]:
    return {"doelen_ms": DOELEN, "gesprekken": lengte("LOKET_GESPREKKEN"), **{s: _op(s) for s in SOORTEN}}


def _op(soort: str) -> dict[str, Any]:
    with draaiend(soort) as loket:
        return asyncio.run(onder_druk(loket, fasen()))


def fasen() -> list[Fase]:
    """An ordinary while, a burst, and as long again to come to rest."""
    stoot = lengte("LOKET_STOOT")
    return [Fase("gewoon", lengte("LOKET_DUUR"), RUSTIG), Fase("stoot", stoot, DRUK), Fase("erna", stoot, RUSTIG)]


async def onder_druk(loket: Loket, plan: list[Fase]) -> dict[str, Any]:
    boek = Boek()
    ruim = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=ruim, timeout=aiohttp.ClientTimeout(total=60)) as http:
        bewoners = [Bewoner(http, loket.url, boek, plek) for plek in range(lengte("LOKET_GESPREKKEN"))]
        await _open(bewoners)
        werk, eigen, begin = _werk(loket), time.process_time(), time.perf_counter()
        await stuur_volgens_plan(bewoners, momenten(plan, ZAAD))
        gestuurd = time.perf_counter()
        await tot_alles_beantwoord_is(loket)
        leeg = time.perf_counter()
        druk = {naam: round((w - werk[naam]) / (leeg - begin), 2) for naam, w in _werk(loket).items()}
        druk["bewoners"] = round((time.process_time() - eigen) / (leeg - begin), 2)
        await asyncio.gather(*(bewoner.stop() for bewoner in bewoners))
    uit = {fase.naam: _van_fase(loket, boek, fase) for fase in plan}
    uit |= {"leeg_na_s": round(leeg - gestuurd, 1), "kernen_bezet": druk, "nagerekend": reken_na(loket, boek)}
    vertel(f"belasting: {uit}")
    return uit


async def _open(bewoners: list[Bewoner]) -> None:
    for begin in range(0, len(bewoners), OPENEN_TEGELIJK):
        await asyncio.gather(*(bewoner.begin() for bewoner in bewoners[begin : begin + OPENEN_TEGELIJK]))


async def tot_alles_beantwoord_is(loket: Loket) -> None:
    """No open turn any more, and a moment for the streams to bring the last answer."""
    einde = time.monotonic() + UITLOOP
    while await asyncio.to_thread(open_beurten, loket):
        assert time.monotonic() < einde, f"na {UITLOOP} s staan er nog beurten open"
        await asyncio.sleep(0.2)
    await asyncio.sleep(0.5)


def _werk(loket: Loket) -> dict[str, float]:
    return {naam: cpu([pid]) for naam in PROCESSEN if (pid := loket.pid(naam))}


def _van_fase(loket: Loket, boek: Boek, fase: Fase) -> dict[str, Any]:
    deel = [b for b in boek.gestuurd if b.fase == fase.naam]
    antwoord = antwoordtijden(boek, deel, laatste_antwoorden(loket))
    bevestigen = staart([(b.bevestigd - b.gepland) * 1000 for b in deel])
    return {"bevestigen_ms": bevestigen, "antwoord_ms": staart(antwoord), "per_s": fase.per_seconde}


if __name__ == "__main__":
    draai("belasting", meet)
