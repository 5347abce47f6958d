"""The only HTTP client of the loket: writes the draft, and submits it. Both calls may be repeated."""

from __future__ import annotations

import os
from typing import Any

import aiohttp

from loket_backend import sporen

# Well under the time that the loket waits for the whole turn.
TIJD = aiohttp.ClientTimeout(total=4)


class LoketFout(Exception):
    """The loket did not accept or did not answer; the turn fails and is tried again."""


async def bewaar_concept(gesprek: str, volgnummer: int, concept: dict[str, Any]) -> None:
    await _roep("PUT", f"{gesprek}/concept", {"volgnummer": volgnummer, "concept": concept})


async def dien_in(gesprek: str, volgnummer: int, concept: dict[str, Any]) -> dict[str, Any]:
    """Submits the approved draft. Returns kenmerk, medewerker ({naam, functie} or None), wijk and termijnen (dates as people read them)."""
    return await _roep("POST", f"{gesprek}/indiening", {"volgnummer": volgnummer, "concept": concept})


async def _roep(methode: str, pad: str, inhoud: dict[str, Any]) -> dict[str, Any]:
    adres = f"http://127.0.0.1:{os.environ['LOKET_INTERN_PORT']}/v1/intern/gesprekken/{pad}"
    kop = {"X-Loket-Geheim": os.environ["LOKET_GEHEIM"], **sporen.koppen()}
    try:
        async with (
            aiohttp.ClientSession(timeout=TIJD) as http,
            http.request(methode, adres, json=inhoud, headers=kop) as r,
        ):
            if r.status >= 300:
                raise LoketFout(f"status {r.status}")
            return await r.json() if r.status == 200 else {}
    except (aiohttp.ClientError, TimeoutError) as fout:
        raise LoketFout(type(fout).__name__) from fout
