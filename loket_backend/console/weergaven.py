"""Saving a view of the worklist, taking it away, and starting with it."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import weergavenlijst
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, nummer
from loket_backend.console.werkvoorraad import WERKVOORRAAD, lees_keuzes, lees_vraag, toon_vraag
from loket_backend.console.zoekvraag import uit_tekst
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake.api import DATABASE


async def bewaar(request: web.Request) -> web.Response:
    """A name that is wrong comes back with the list as it was and what was typed."""
    wie, formulier = request[GEBRUIKER], await request.post()
    naam, gegeven = str(formulier.get("naam", "")), uit_tekst(str(formulier.get("parameters", "")))
    try:
        async with request.app[DATABASE].schrijf() as session:
            parameters = lees_vraag(wie, {**gegeven, "pagina": "1"}, await lees_keuzes(session)).parameters()
            await weergavenlijst.bewaar(session, wie.id, naam, parameters)
    except OngeldigeInvoer as fout:
        return await toon_vraag(request, gegeven, fout=fout.detail, naam=naam, status=fout.status)
    return naar(f"{WERKVOORRAAD}?{parameters}&gedaan=bewaard")


async def verwijder(request: web.Request) -> web.Response:
    async with request.app[DATABASE].schrijf() as session:
        await weergavenlijst.verwijder(session, request[GEBRUIKER].id, nummer(request, "id"))
    return naar(f"{WERKVOORRAAD}?gedaan=weg")


async def begin(request: web.Request) -> web.Response:
    """`aan`: 1 to start with it, anything else to start with the ordinary list again."""
    aan = (await request.post()).get("aan") == "1"
    async with request.app[DATABASE].schrijf() as session:
        await weergavenlijst.begin_met(session, request[GEBRUIKER].id, nummer(request, "id"), aan)
    return naar(f"{WERKVOORRAAD}?gedaan={'begin' if aan else 'gewoon'}")
