"""How long the loket takes to start, what all of it holds in memory, and what it holds after hours of conversations.

Memory is the proportional set size (PSS) of every process together, supervisord included: a page that is shared counts once. Goals: ready
within 25 s on a warm machine, 1.3 GB after the start, and at most 5% more after the soak. What is loaded at the first message counts as growth
since the start; so the growth since the first minute of conversations, which says whether memory leaks, is told too.

python -m tests.bench.geheugen     (LOKET_STARTS, LOKET_SOAK)
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import aiohttp

from tests.bench.belasting import RUSTIG, ZAAD, tot_alles_beantwoord_is
from tests.bench.bewoners import Bewoner, Boek, Fase, momenten, stuur_volgens_plan
from tests.bench.cijfers import vertel
from tests.bench.draai import draai
from tests.bench.lengtes import lengte
from tests.bench.stapel import draaiend
from tests.e2e.hulp.loket import PROCESSEN, Loket

DOELEN = {"klaar_s": 25, "mib": 1240, "groei": 1.05}
BEWONERS, KEREN, WARM = 20, 40, 60


def meet() -> dict[str, Any]:
    klaar = []
    for nummer in range(lengte("LOKET_STARTS") - 1):
        klaar.append(_start())
        vertel(f"geheugen: start {nummer + 1} klaar na {klaar[-1]} s")
    begin = time.monotonic()
    with draaiend() as loket:
        klaar.append(round(time.monotonic() - begin, 1))
        na_start = {naam: pss(loket, naam) for naam in (*PROCESSEN, "alles")}
        verloop = asyncio.run(_soak(loket, lengte("LOKET_SOAK")))
        na_soak = {naam: pss(loket, naam) for naam in (*PROCESSEN, "alles")}
    sinds = {"start": na_start["alles"], "eerste_minuut": verloop[0]["mib"]}
    groei = {vanaf: round(na_soak["alles"] / mib, 3) for vanaf, mib in sinds.items()}
    uit = {"klaar_s": klaar, "na_start_mib": na_start, "na_soak_mib": na_soak, "groei": groei, "verloop": verloop}
    return {**uit, "soak_s": lengte("LOKET_SOAK"), "doelen": DOELEN}


def _start() -> float:
    begin = time.monotonic()
    with draaiend():
        return round(time.monotonic() - begin, 1)


def pss(loket: Loket, naam: str) -> float:
    """MiB of one process, or of all of them together."""
    pids = loket.resten() if naam == "alles" else [loket.pid(naam)]
    return round(sum(_pss(pid) for pid in pids if pid) / 1024, 1)


def _pss(pid: int) -> int:
    """KiB; a process that is gone by now holds nothing."""
    try:
        regels = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next(int(regel.split()[1]) for regel in regels if regel.startswith("Pss:"))


async def _soak(loket: Loket, seconden: int) -> list[dict[str, float]]:
    """The memory through time. The first look is after a minute of conversations: by then everything was used once."""
    boek, ruim = Boek(), aiohttp.TCPConnector(limit=0)
    warm = min(WARM, seconden // 4)
    async with aiohttp.ClientSession(connector=ruim, timeout=aiohttp.ClientTimeout(total=60)) as http:
        bewoners = [Bewoner(http, loket.url, boek, plek) for plek in range(BEWONERS)]
        await asyncio.gather(*(bewoner.begin() for bewoner in bewoners))
        plan = momenten([Fase("soak", seconden + warm, RUSTIG)], ZAAD)
        sturen = asyncio.create_task(stuur_volgens_plan(bewoners, plan))
        await asyncio.sleep(warm)
        verloop = await _volg(loket, seconden)
        await sturen
        await tot_alles_beantwoord_is(loket)
        await asyncio.gather(*(bewoner.stop() for bewoner in bewoners))
    assert not boek.fouten, boek.fouten[:3]
    return [*verloop, {"s": float(seconden), "mib": pss(loket, "alles")}]


async def _volg(loket: Loket, seconden: int) -> list[dict[str, float]]:
    begin, verloop = time.monotonic(), []
    while (na := time.monotonic() - begin) < seconden:
        verloop.append({"s": round(na), "mib": await asyncio.to_thread(pss, loket, "alles")})
        await asyncio.sleep(seconden / KEREN)
    return verloop


if __name__ == "__main__":
    draai("geheugen", meet)
