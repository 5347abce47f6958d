"""How many turns a second with 1, 2 and 3 Rasa processes of the loket, asked in turn over our own channel; one action server, one loket.

python -m tests.bench.rasas     (LOKET_BLOK, LOKET_BLOKKEN)
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import Any

import aiohttp

from tests.bench.draai import draai
from tests.bench.kring import in_blokken, over_ons_kanaal
from tests.bench.opname import neem_op
from tests.bench.stapel import draaiend, rasa
from tests.e2e.hulp.loket import Loket

TEGELIJK, HOOGSTENS = 8, 3


def meet() -> dict[str, Any]:
    with ExitStack() as stapel:
        loket = stapel.enter_context(draaiend())
        met = loket.omgeving_van("rasa")
        eerste = f"http://127.0.0.1:{met['LOKET_RASA_PORT']}"
        urls = [eerste, *(stapel.enter_context(rasa("loket", met)) for _ in range(HOOGSTENS - 1))]
        return {"tegelijk": TEGELIJK, "rasas": asyncio.run(_meet(loket, urls, met["LOKET_GEHEIM"]))}


async def _meet(loket: Loket, urls: list[str], geheim: str) -> dict[str, Any]:
    async with aiohttp.ClientSession() as http:
        opname = await neem_op(loket, http, TEGELIJK)
        wegen = {str(n): over_ons_kanaal(http, urls[:n], geheim, opname) for n in range(1, HOOGSTENS + 1)}
        tellingen = await in_blokken(wegen, TEGELIJK)
    return {naam: telling.als_json() for naam, telling in tellingen.items()}


if __name__ == "__main__":
    draai("rasas", meet)
