"""Documents on the page of one intake: bring one in, take it out of the loket to read, remove it."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web
from aiohttp.web_request import FileField

from loket_backend.console import dossier, intakes, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import Mis, daad, formulier
from loket_backend.console.pagina import naar, nummer
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake import documenten
from loket_backend.intake.api import DATABASE
from loket_backend.toegang.audit import leg_vast

DOCUMENT = "document"
# Room for the file and the form around it.
RUIMTE = 10 * 1024 * 1024 + 64 * 1024

# A document never opens as a page of ours, whatever is in it.
KOPPEN = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def voeg_toe(request: web.Request) -> web.Response:
    """The file is read and checked before the database is held for it."""
    wie, veld = request[GEBRUIKER], (await request.post()).get("bestand")
    async with request.app[DATABASE].lees() as session:
        await dossier.zoek(session, wie, request.match_info["kenmerk"])
    try:
        if not isinstance(veld, FileField) or not veld.filename:
            raise OngeldigeInvoer("Kies eerst een bestand.")
        gekeurd = await documenten.keur_in_draad(veld.file.read())
        async with daad(request, "document toegevoegd") as (session, intake):
            await documenten.bewaar(session, intake, veld.filename, gekeurd, wie.id)
    except OngeldigeInvoer as fout:
        return await intakes.toon(request, Mis(DOCUMENT, {}, fout))
    return naar(f"/console/intakes/{request.match_info['kenmerk']}#documenten")


async def haal(request: web.Request) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        document, inhoud = await documenten.haal(session, kenmerk, nummer(request, "id"))
        leg_vast(session, wie.id, f"document gehaald: {document.id}", kenmerk, zicht.grond(wie, intake))
    naam = f"attachment; filename=\"{_ascii(document.naam)}\"; filename*=UTF-8''{quote(document.naam, safe='')}"
    koppen = {**KOPPEN, "Content-Disposition": naam}
    return web.Response(body=inhoud, content_type=document.soort, headers=koppen)


async def verwijder(request: web.Request) -> web.Response:
    gegeven, id_ = await formulier(request), nummer(request, "id")
    try:
        async with daad(request, f"document verwijderd: {id_}") as (session, intake):
            await documenten.verwijder(session, intake, id_, gegeven.get("reden", ""), request[GEBRUIKER].id)
    except OngeldigeInvoer as fout:
        return await intakes.toon(request, Mis(f"document-{id_}", gegeven, fout))
    return naar(f"/console/intakes/{request.match_info['kenmerk']}#documenten")


def _ascii(naam: str) -> str:
    """For browsers that don't read filename*; the name is clean already (intake/documenten.py)."""
    return "".join(c if c.isascii() and c not in '"\\' else "_" for c in naam)
