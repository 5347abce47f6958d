"""News for the pages of staff as server-sent events, and the same by asking where a stream does not come through.

The open conversation is looked at with every change in it; the queue after a rest, however much happens.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from aiohttp import web

from loket_backend import meten
from loket_backend.console import nieuws
from loket_backend.console.gebruiker import GEBRUIKER, OPSLAG, WIE, Gebruiker, laad
from loket_backend.console.pagina import KOPPEN
from loket_backend.errors import DatabaseStoort
from loket_backend.gesprek.channels.volger import gebeurtenis
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.wekker import ALLES
from loket_backend.toegang.rechten import DOSSIERS, mag

RUST = 1.0
RUST_BIJ_GESPREK = 5.0  # there the queue is a number in the menu
HARTSLAG = 15.0
# Somebody who stops typing wakes nobody.
TYPT_NOG = 2.0


async def nu(request: web.Request) -> web.Response:
    """Everything at once, for a page that asks."""
    gevonden = await _kijk(request, request[GEBRUIKER], met_rij=True)
    return web.json_response(gevonden, headers=KOPPEN)


async def stroom(request: web.Request) -> web.StreamResponse:
    """`nieuws` with what differs from the last time; `uit` and the end when the session is over."""
    antwoord = web.StreamResponse(headers={**KOPPEN, "X-Accel-Buffering": "no"})
    antwoord.content_type = "text/event-stream"
    await antwoord.prepare(request)
    wekker = request.app[HUB].wekker
    with (
        suppress(ConnectionResetError, DatabaseStoort),  # the page was closed; or it comes back when the database does
        meten.stroom("console"),
        wekker.luister(ALLES) as alles,
        wekker.luister(request.query.get("gesprek") or ALLES) as eigen,
    ):
        await _volg(request, antwoord, alles, eigen)
    return antwoord


async def _volg(request: web.Request, antwoord: web.StreamResponse, alles: asyncio.Event, eigen: asyncio.Event) -> None:
    vorige: dict[str, Any] = {}
    rij_weer = 0.0
    alles.set()
    while not request.app[HUB].wekker.gestopt:
        if (wie := await _nog_aangemeld(request)) is None:
            await antwoord.write(gebeurtenis({}, soort="uit"))
            return
        met_rij = alles.is_set() and time.monotonic() >= rij_weer
        eigen.clear()
        if met_rij:
            alles.clear()
            rij_weer = time.monotonic() + (RUST_BIJ_GESPREK if request.query.get("gesprek") else RUST)
        gevonden = await _kijk(request, wie, met_rij=met_rij)
        if anders := {soort: wat for soort, wat in gevonden.items() if soort not in vorige or vorige[soort] != wat}:
            vorige |= anders
            await antwoord.write(gebeurtenis(anders, soort="nieuws"))
        if not await _wacht(request, alles, eigen, rij_weer, _typt(vorige)):
            await antwoord.write(b": hartslag\n\n")


async def _wacht(request: web.Request, alles: asyncio.Event, eigen: asyncio.Event, rij_weer: float, typt: bool) -> bool:
    """Until there is something to look at; False when nothing happened for a while."""
    grens = TYPT_NOG if typt else HARTSLAG
    rust = max(rij_weer - time.monotonic(), 0)
    if not request.query.get("gesprek"):
        await asyncio.sleep(rust)
        return await _eerste([alles], grens)
    if alles.is_set():
        return await _eerste([eigen], rust) or True
    gebeurd = await _eerste([alles, eigen], grens)
    if gebeurd and not eigen.is_set():  # elsewhere: a hundred open chats don't all look at the same moment
        await _eerste([eigen], random.uniform(0, RUST_BIJ_GESPREK))
    return gebeurd


async def _eerste(gebeurd: Sequence[asyncio.Event], seconden: float) -> bool:
    """Whether one of these happened in time."""
    taken = [asyncio.ensure_future(gebeurtenis.wait()) for gebeurtenis in gebeurd]
    try:
        klaar, _ = await asyncio.wait(taken, timeout=seconden, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for taak in taken:
            taak.cancel()
    return bool(klaar)


async def _nog_aangemeld(request: web.Request) -> Gebruiker | None:
    """Who follows, when the session still stands and the role still reaches: a stream outlives the guard at its door."""
    sessie = await request.app[OPSLAG].load_session(request)
    async with request.app[HUB].database.lees() as session:
        wie = await laad(session, sessie.get(WIE))
    return wie if wie is not None and mag(wie.rol, DOSSIERS) else None


async def _kijk(request: web.Request, wie: Gebruiker, *, met_rij: bool) -> dict[str, Any]:
    hub, gesprek_id = request.app[HUB], request.query.get("gesprek")
    gevonden: dict[str, Any] = {}
    async with hub.database.lees() as session:
        if gesprek_id:
            gevonden["gesprek"] = await nieuws.gesprek(session, wie, gesprek_id, hub.aanwezigheid)
        if met_rij:
            gevonden["rij"] = await nieuws.rij(session, wie)
    return gevonden


def _typt(gevonden: dict[str, Any]) -> bool:
    gesprek = gevonden.get("gesprek") or {}
    return bool(gesprek.get("typt") or gesprek.get("collega_typt"))
