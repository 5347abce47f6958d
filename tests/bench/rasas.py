"""How many turns a second with 1, 2 and 3 Rasa processes: asked in turn over our own channel, and by way of a loket that knows them all
(LOKET_RASA). One action server, one loket.

python -m tests.bench.rasas     (LOKET_BLOK, LOKET_BLOKKEN)
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import ExitStack
from typing import Any

import aiohttp

from loket_backend.settings import beschrijving
from tests.bench.cijfers import vertel
from tests.bench.draai import draai
from tests.bench.kring import door_de_hub, in_blokken, over_ons_kanaal
from tests.bench.opname import neem_op
from tests.bench.stapel import draaiend, rasa
from tests.conftest import vrije_poort
from tests.e2e.hulp.loket import Loket

TEGELIJK, HOOGSTENS = 8, 3
POORTEN = ("LOKET_INTERN_PORT", "LOKET_ACTIES_PORT", "LOKET_RASA_PORT")


def meet() -> dict[str, Any]:
    """The other Rasas stay while the loket starts anew, so its ports and secret stay the same."""
    vast = {"LOKET_GEHEIM": secrets.token_urlsafe(), **{naam: str(vrije_poort()) for naam in POORTEN}}
    urls = [f"http://127.0.0.1:{vast['LOKET_RASA_PORT']}"]
    with ExitStack() as stapel:
        with draaiend(**vast) as loket:
            met = loket.omgeving_van("rasa")
            urls += [stapel.enter_context(rasa("loket", met)) for _ in range(HOOGSTENS - 1)]
            recht = asyncio.run(_recht(loket, urls, vast["LOKET_GEHEIM"]))
        return {"tegelijk": TEGELIJK, "rasas": recht, **_door_de_hub(vast, urls)}


async def _recht(loket: Loket, urls: list[str], geheim: str) -> dict[str, Any]:
    async with aiohttp.ClientSession() as http:
        opname = await neem_op(loket, http, TEGELIJK)
        wegen = {str(n): over_ons_kanaal(http, urls[:n], geheim, opname) for n in range(1, HOOGSTENS + 1)}
        tellingen = await in_blokken(wegen, TEGELIJK)
    return {naam: telling.als_json() for naam, telling in tellingen.items()}


def _door_de_hub(vast: dict[str, str], urls: list[str]) -> dict[str, Any]:
    if "LOKET_RASA " not in beschrijving():
        vertel("rasas: dit loket kent nog geen LOKET_RASA; alleen recht op Rasa gemeten")
        return {}
    uit = {}
    for n in range(1, HOOGSTENS + 1):
        with draaiend(**vast, LOKET_RASA=" ".join(urls[:n])) as loket:
            uit[str(n)] = asyncio.run(_hub(loket))
    return {"hub": uit}


async def _hub(loket: Loket) -> dict[str, float]:
    async with aiohttp.ClientSession() as http:
        telling = (await in_blokken({"hub": door_de_hub(http, loket.url)}, TEGELIJK))["hub"]
    return telling.als_json()


if __name__ == "__main__":
    draai("rasas", meet)
