"""The only HTTP client of the loket: writes the draft, and submits it. Both calls may be repeated."""

from __future__ import annotations

import asyncio
import os
from typing import Any, ClassVar

import aiohttp

from bot.adressen import Lokets
from loket_backend import sporen

# Well under the time that the loket waits for the whole turn.
TIJD = aiohttp.ClientTimeout(total=4, sock_connect=1)
TIJD_MET_ANDEREN = aiohttp.ClientTimeout(total=2, sock_connect=0.5)


# A quiet connection is kept for less than the loket keeps it (75 s).
LAAT_LOS_NA = 30


class LoketFout(Exception):
    """The loket did not accept or did not answer; the turn fails and is tried again."""


class LoketZwijgt(aiohttp.ClientError):
    """This loket cannot do it now; another may."""


async def bewaar_concept(gesprek: str, volgnummer: int, concept: dict[str, Any]) -> None:
    await _roep("PUT", f"{gesprek}/concept", {"volgnummer": volgnummer, "concept": concept})


async def dien_in(gesprek: str, volgnummer: int, concept: dict[str, Any]) -> dict[str, Any]:
    """Submits the approved draft. Returns kenmerk, medewerker ({naam, functie} or None), wijk and termijnen (dates as people read them)."""
    return await _roep("POST", f"{gesprek}/indiening", {"volgnummer": volgnummer, "concept": concept})


class Lijn:
    """Connections that are used again, in the loop of the action server."""

    _http: ClassVar[aiohttp.ClientSession | None] = None

    @classmethod
    def http(cls) -> aiohttp.ClientSession:
        if cls._http is None or cls._http.closed:
            cls._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(keepalive_timeout=LAAT_LOS_NA, limit=0))
        return cls._http

    @classmethod
    async def sluit(cls, *_: Any) -> None:
        if cls._http is not None:
            await cls._http.close()
            cls._http = None


async def _roep(methode: str, pad: str, inhoud: dict[str, Any]) -> dict[str, Any]:
    """Any loket will do; one that does not answer is passed over for the next."""
    *eerst, laatst = Lokets.op_volgorde()
    for adres in eerst:
        try:
            return await _roep_een(adres, methode, pad, inhoud, TIJD_MET_ANDEREN)
        except (aiohttp.ClientError, asyncio.TimeoutError):
            Lokets.zwijgt(adres)
    try:
        return await _roep_een(laatst, methode, pad, inhoud, TIJD)
    except (aiohttp.ClientError, asyncio.TimeoutError) as fout:
        raise LoketFout(type(fout).__name__) from fout


async def _roep_een(
    adres: str, methode: str, pad: str, inhoud: dict[str, Any], tijd: aiohttp.ClientTimeout
) -> dict[str, Any]:
    kop = {"X-Loket-Geheim": os.environ["LOKET_GEHEIM"], **sporen.koppen()}
    waarheen = f"{adres}/v1/intern/gesprekken/{pad}"
    async with Lijn.http().request(methode, waarheen, json=inhoud, headers=kop, timeout=tijd) as r:
        if r.status >= 500:
            raise LoketZwijgt
        if r.status >= 300:
            raise LoketFout(f"status {r.status}")
        return await r.json() if r.status == 200 else {}
