"""What a turn costs through the hub, beside the same turn on Rasa's own REST channel with the same model.

The same turn: the text, the draft, the question that was open and the language, all as the hub gave them, stand in a fresh tracker before the
clock starts; the action server writes the same draft to the same loket. So the REST channel gets its cheapest turn, without a tracker that grows.
Both ways keep their connections open. A conversation goes through the hub while the one before it is done over REST, turn by turn in pairs, and
every other pair the other way goes first.

python -m tests.bench.verhouding     (LOKET_RONDES)
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp

from tests.bench.cijfers import samen, verhouding, vertel
from tests.bench.draai import draai
from tests.bench.lengtes import lengte
from tests.bench.opname import Vraagbeurt, inzage, vraagbeurt, zeg
from tests.bench.stapel import draaiend, rasa
from tests.bench.teksten import TEKSTEN
from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import Loket

DOEL = 1.25
SLOTS = ("concept", "vraag", "volgnummer", "crisis", "kenmerk", "vorige")


def meet() -> dict[str, Any]:
    with draaiend() as loket, rasa("rest", loket.omgeving_van("rasa"), "--enable-api") as rest:
        paren = asyncio.run(_paren(loket, rest))
    wij, zij = zip(*paren, strict=True)
    return {"hub_ms": samen(wij), "rest_ms": samen(zij), "verhouding": verhouding(paren), "doel": DOEL}


async def _paren(loket: Loket, rest: str) -> list[tuple[float, float]]:
    """The times of each pair: (through the hub, over REST). The first two rounds warm up."""
    paren: list[tuple[float, float]] = []
    async with aiohttp.ClientSession() as http:
        _, opname = await _ronde(loket, http, rest, [], 0)
        for ronde in range(lengte("LOKET_RONDES") + 1):
            gemeten, opname = await _ronde(loket, http, rest, opname, ronde)
            paren += gemeten if ronde else []
            vertel(f"verhouding: ronde {ronde} van {lengte('LOKET_RONDES')}")
    return paren


async def _ronde(
    loket: Loket, http: aiohttp.ClientSession, rest: str, vorige: list[Vraagbeurt], ronde: int
) -> tuple[list[tuple[float, float]], list[Vraagbeurt]]:
    gesprek, paren, nummers = await Gesprek.open(http, loket.url), [], []
    for n, tekst in enumerate(TEKSTEN):
        door_hub, kaal = _hub(gesprek, tekst, nummers), _rest(http, rest, vorige[n]) if vorige else _niets()
        if (n + ronde) % 2:
            paren.append((await door_hub, await kaal))
        else:
            zij = await kaal
            paren.append((await door_hub, zij))
    async with inzage(loket) as database, database.lees() as session:
        delen = zip(nummers, TEKSTEN, strict=True)
        return paren, [await vraagbeurt(session, gesprek.id, nummer, tekst) for nummer, tekst in delen]


async def _hub(gesprek: Gesprek, tekst: str, nummers: list[int]) -> float:
    begin = time.perf_counter()
    nummers.append(await zeg(gesprek, tekst))
    return (time.perf_counter() - begin) * 1000


async def _rest(http: aiohttp.ClientSession, rest: str, vraag: Vraagbeurt) -> float:
    sender = f"{vraag['gesprek']}:{vraag['volgnummer']}"
    await _roep(http.post(f"{rest}/conversations/{sender}/tracker/events", json=_begin(vraag)))
    taal = (vraag["concept"].get("stand") or {}).get("taal")
    metadata = {"vraag": vraag["vraag"], "crisis": vraag["crisis"], "taal": taal}
    bericht = {"sender": sender, "message": vraag["tekst"], "metadata": metadata}
    begin = time.perf_counter()
    gezegd = await _roep(http.post(f"{rest}/webhooks/rest/webhook", json=bericht))
    klaar = (time.perf_counter() - begin) * 1000
    assert any("einde" in (deel.get("custom") or {}) for deel in gezegd), f"REST bracht de beurt niet af: {gezegd}"
    return klaar


async def _roep(vraag: Any) -> Any:
    async with vraag as antwoord:
        antwoord.raise_for_status()
        return await antwoord.json()


def _begin(vraag: Vraagbeurt) -> list[dict[str, Any]]:
    """The tracker as bot/channel.py makes it."""
    slots = [{"event": "slot", "name": naam, "value": vraag[naam]} for naam in SLOTS]
    start = [{"event": "action", "name": "action_session_start"}, {"event": "session_started"}]
    return [*start, *slots, {"event": "action", "name": "action_listen"}]


async def _niets() -> float:
    return 0.0


if __name__ == "__main__":
    draai("verhouding", meet)
