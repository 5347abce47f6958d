"""The open crisis alerts: as a page, as the part of every page that refreshes itself, and taking one up by name."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import meldingen
from loket_backend.console.bewaking import PEILING
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import KOPPEN, alarmen, naar, nummer, toon_deel
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.intake.api import DATABASE


async def toon(request: web.Request) -> web.Response:
    """To htmx only the part that changes, and 204 when nothing did: replacing it would take the focus away."""
    if PEILING not in request.headers:
        return await toon_pagina(request, "crisis.html", {})
    nieuw = await alarmen(request)
    if nieuw is not None and request.query.get("stand") == nieuw.stand:
        return web.Response(status=204, headers=KOPPEN)
    return await toon_deel(request, "deel/alarmen.html", {"crisis": nieuw})


async def bevestig(request: web.Request) -> web.Response:
    """Who takes an alert up goes on to the conversation it came from."""
    async with request.app[DATABASE].schrijf() as session:
        melding = await meldingen.bevestig(session, nummer(request, "id"), request[GEBRUIKER])
    return naar(f"/console/gesprekken/{melding.gesprek_id}#bericht-{melding.volgnummer}")
