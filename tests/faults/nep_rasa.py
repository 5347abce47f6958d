"""A server in the place of Rasa, or of the action server, that answers every call as a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

# Answers one call; what it was asked is in the request.
Antwoord = Callable[[web.Request], Awaitable[web.StreamResponse]]
GOED: dict[str, Any] = {
    "uitkomst": "gelukt",
    "berichten": [
        {"tekst": "Wat kunt u niet meer?", "keuzes": [{"label": "Slapen", "waarde": "slapen"}], "vraag": "kan"}
    ],
    "naar": None,
    "reden": "",
    "wis": False,
}


def met(**anders: Any) -> bytes:
    return json.dumps({**GOED, **anders}).encode()


# Answers that look like one and are none, by what is wrong with them.
SCHEEF: dict[str, bytes] = {
    "leeg": b"",
    "geen json": b"<html>502 Bad Gateway</html>",
    "halve json": met()[:60],
    "geen utf-8": b'{"uitkomst": "gelukt\xff"}',
    "een lijst": json.dumps([GOED]).encode(),
    "een lege lijst": b"[]",
    "een getal": b"12",
    "null": b"null",
    "diep genest": b"[" * 100_000,
    "geen uitkomst": json.dumps({k: w for k, w in GOED.items() if k != "uitkomst"}).encode(),
    "uitkomst is een lijst": met(uitkomst=["gelukt"]),
    "geen berichten": met(berichten=[]),
    "berichten is null": met(berichten=None),
    "berichten is een object": met(berichten={"tekst": "Dag"}),
    "berichten zijn teksten": met(berichten=["Dag"]),
    "tekst ontbreekt": met(berichten=[{"text": "Dag"}]),
    "tekst is leeg": met(berichten=[{"tekst": " \n"}]),
    "tekst is een getal": met(berichten=[{"tekst": 12}]),
    "tekst met een NUL": met(berichten=[{"tekst": "Dag\0"}]),
    "tekst met een half teken": b'{"uitkomst": "gelukt", "berichten": [{"tekst": "Dag \\ud83d"}]}',
    "keuzes zijn teksten": met(berichten=[{"tekst": "Dag", "keuzes": ["ja"]}]),
    "vraag is te lang": met(berichten=[{"tekst": "Dag", "vraag": "x" * 33}]),
    "onbekende naar": met(naar="naar_huis"),
    "naar is een object": met(naar={}),
    "reden is te lang": met(reden="x" * 41),
    "wis is een tekst": met(wis="nee"),
    "tien megabyte": met(berichten=[{"tekst": "x" * 10_000_000}]),
    "mislukt zonder reden": b'{"uitkomst": "mislukt"}',
}


def zeg(inhoud: bytes, status: int = 200) -> Antwoord:
    async def antwoord(request: web.Request) -> web.StreamResponse:
        return web.Response(body=inhoud, status=status, content_type="application/json")

    return antwoord


def na(seconden: float, inhoud: bytes) -> Antwoord:
    async def antwoord(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(seconden)
        return web.Response(body=inhoud, content_type="application/json")

    return antwoord


async def breek_af(request: web.Request) -> web.StreamResponse:
    """Half an answer, and then the connection is gone."""
    antwoord = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/json"})
    await antwoord.prepare(request)
    await antwoord.write(met()[:40])
    assert request.transport is not None
    request.transport.abort()
    return antwoord


class NepServer:
    """`antwoord`: what it does with a call that changes something; `gevraagd`: what it was asked, in order."""

    def __init__(self) -> None:
        self.antwoord: Antwoord = zeg(met())
        self.gevraagd: list[Any] = []
        self.poort = 0

    async def _hoor(self, request: web.Request) -> web.StreamResponse:
        if request.method == "GET":
            return web.json_response({"klaar": True})
        self.gevraagd.append(await request.json())
        return await self.antwoord(request)


@asynccontextmanager
async def nepserver() -> AsyncIterator[NepServer]:
    nep, app = NepServer(), web.Application()
    app.router.add_route("*", "/{pad:.*}", nep._hoor)
    loper = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", 0).start()
    nep.poort = loper.addresses[0][1]
    try:
        yield nep
    finally:
        await loper.cleanup()
