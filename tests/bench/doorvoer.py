"""How many turns a second: Rasa's default pipeline and policies, our Rasa, and the whole loket around it, with 1, 4 and 8 conversations at once.

The default one (tests/bench/standaard.py) stands on its own: its answers are texts of its domain, without an action server, a draft or a database.
Ours are whole turns: understanding, the action server, and the draft written to the loket; and by way of the hub the message and the answer too.

python -m tests.bench.doorvoer     (LOKET_BLOK, LOKET_BLOKKEN, LOKET_EPOCHS)
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from statistics import mean
from typing import Any

import aiohttp

from tests.bench import standaard
from tests.bench.draai import draai
from tests.bench.kring import door_de_hub, in_blokken, over_ons_kanaal, over_rest
from tests.bench.lengtes import lengte
from tests.bench.opname import neem_op
from tests.bench.stapel import draaiend, server
from tests.e2e.hulp.loket import Loket

DOEL = 3.0
TEGELIJK = (1, 4, 8)
# Its policies sometimes choose to listen; more often than this something is wrong with it, and the comparison not fair.
MAG_ZWIJGEN = 0.25


def meet() -> dict[str, Any]:
    model = standaard.model()
    with ExitStack() as stapel:
        loket = stapel.enter_context(draaiend())
        opties = ["-m", str(model), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        map_ = model.parent.parent
        rest = stapel.enter_context(server(opties, standaard.omgeving(), map_, "/webhooks/rest/"))
        return {**asyncio.run(_meet(loket, rest)), "doel": DOEL, "epochs_standaard": lengte("LOKET_EPOCHS")}


async def _meet(loket: Loket, rest: str) -> dict[str, Any]:
    met, gezwegen = loket.omgeving_van("rasa"), list[bool]()
    async with aiohttp.ClientSession() as http:
        wegen = {
            "standaard": over_rest(http, rest, gezwegen),
            "rasa": over_ons_kanaal(
                http,
                [f"http://127.0.0.1:{met['LOKET_RASA_PORT']}"],
                met["LOKET_GEHEIM"],
                await neem_op(loket, http, max(TEGELIJK)),
            ),
            "hub": door_de_hub(http, loket.url),
        }
        per_aantal = {k: await in_blokken(wegen, k) for k in TEGELIJK}
    uit = {str(k): {naam: t.als_json() for naam, t in tellingen.items()} for k, tellingen in per_aantal.items()}
    keren = {k: {naam: _keer(rij, naam) for naam in ("rasa", "hub")} for k, rij in uit.items()}
    zweeg = round(mean(gezwegen), 3)
    assert zweeg < MAG_ZWIJGEN, f"Rasa's eigen pipeline zweeg in {zweeg:.0%} van de beurten"
    return {"beurten": uit, "keer_standaard": keren, "standaard_zweeg": zweeg}


def _keer(rij: dict[str, dict[str, float]], naam: str) -> float:
    return round(rij[naam]["per_s"] / rij["standaard"]["per_s"], 2)


if __name__ == "__main__":
    draai("doorvoer", meet)
