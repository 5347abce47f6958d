"""The resident's own conversation as a page and as PDF, behind a code that lives a quarter of an hour."""

from __future__ import annotations

import asyncio

from aiohttp import web

from loket_backend.errors import NietGevonden
from loket_backend.gesprek import verslag, verslagcode
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.verslag import Verslag
from loket_backend.gesprek.verslagopmaak import STIJL, als_pagina, als_pdf
from loket_backend.gesprek.verslagteksten import Verslagteksten
from loket_backend.tijd import AMSTERDAM, nu

# Setting a long conversation takes the processor: one at a time, and the rest waits without holding anybody up.
PERS = web.AppKey("pers", asyncio.Semaphore)

KOPPEN = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
}


def voeg_toe(app: web.Application) -> None:
    app[PERS] = asyncio.Semaphore(1)
    app.add_routes(
        [
            web.get("/verslag/stijl.css", stijl),
            web.get("/verslag/{code:[A-Za-z0-9_-]+}", pagina),
            web.get("/verslag/{code:[A-Za-z0-9_-]+}.pdf", pdf),
        ]
    )


async def pagina(request: web.Request) -> web.Response:
    gevonden = await _verslag(request)
    inhoud = als_pagina(gevonden, request.match_info["code"], _teksten(request))
    status = 404 if gevonden is None else 200
    return web.Response(text=inhoud, status=status, content_type="text/html", charset="utf-8", headers=KOPPEN)


async def pdf(request: web.Request) -> web.Response:
    gevonden = await _verslag(request)
    if gevonden is None:
        return await pagina(request)
    async with request.app[PERS]:
        inhoud = await asyncio.to_thread(als_pdf, gevonden, _teksten(request))
    naam = f"gesprek-{nu().astimezone(AMSTERDAM):%Y-%m-%d}.pdf"
    koppen = {**KOPPEN, "Content-Disposition": f'attachment; filename="{naam}"'}
    return web.Response(body=inhoud, content_type="application/pdf", headers=koppen)


async def stijl(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(STIJL, headers={"Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-cache"})


async def _verslag(request: web.Request) -> Verslag | None:
    """None for a code that never was, or no longer is."""
    async with request.app[HUB].database.lees() as session:
        try:
            gesprek = await verslagcode.gesprek_bij(session, request.match_info["code"])
        except NietGevonden:
            return None
        return await verslag.lees(session, gesprek, _teksten(request))


def _teksten(request: web.Request) -> Verslagteksten:
    van_het_loket = request.app[HUB].postvak.teksten
    return Verslagteksten(van_het_loket.naam, van_het_loket.telefoon)
