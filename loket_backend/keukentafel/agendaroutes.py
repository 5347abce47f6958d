"""The calendar files at their secret addresses: of a resident's appointment, and the feed of a medewerker."""

from __future__ import annotations

import hashlib

from aiohttp import web

from loket_backend.gesprek.hub import HUB
from loket_backend.keukentafel import agendasleutel, ical

KOPPEN = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-cache"}


def voeg_toe(app: web.Application) -> None:
    app.add_routes(
        [
            web.get("/afspraken/{code:[A-Za-z0-9_-]+}.ics", afspraak),
            web.get("/agenda/{geheim:[A-Za-z0-9_-]+}.ics", agenda),
        ]
    )


async def afspraak(request: web.Request) -> web.StreamResponse:
    async with request.app[HUB].database.lees() as session:
        gevonden = await agendasleutel.afspraak_bij(session, request.match_info["code"])
    inhoud = ical.voor_inwoner(gevonden, request.app[HUB].postvak.teksten.telefoon)
    return _antwoord(request, inhoud, "afspraak.ics")


async def agenda(request: web.Request) -> web.StreamResponse:
    """Calendars ask every hour or so: what has not changed is not sent again (RFC 9110, If-None-Match)."""
    async with request.app[HUB].database.lees() as session:
        wie = await agendasleutel.medewerker_bij(session, request.match_info["geheim"])
        gepland = await agendasleutel.gepland(session, wie.id)
        inhoud = ical.voor_medewerker(gepland, await agendasleutel.voorgesteld(session, wie.id))
    return _antwoord(request, inhoud, "agenda.ics")


def _antwoord(request: web.Request, inhoud: bytes, naam: str) -> web.Response:
    antwoord = web.Response(body=inhoud, content_type="text/calendar", charset="utf-8", headers=KOPPEN)
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    antwoord.etag = hashlib.sha256(inhoud).hexdigest()[:32]
    bekend = request.if_none_match or ()
    if antwoord.etag is not None and any(e.value in (antwoord.etag.value, "*") for e in bekend):
        return web.Response(status=304, headers={**KOPPEN, "ETag": f'"{antwoord.etag.value}"'})
    return antwoord
