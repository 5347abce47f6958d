"""The page that staff start from: intakes under tabs, and conversations that wait for somebody."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import voorraad, wachtrij
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import lees_getal, naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.intake.api import DATABASE


async def toon(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER]
    blad = voorraad.tabblad(wie, request.query.get("lijst"))
    async with request.app[DATABASE].schrijf() as session:
        bladzijde = await voorraad.lees(session, wie, blad, _pagina(request))
        inhoud = {
            "blad": blad,
            "tabbladen": voorraad.tabbladen(wie),
            "aantallen": await voorraad.aantallen(session, wie),
            "wachtende": await wachtrij.wachtende(session, wie),
            "bladzijde": bladzijde,
        }
    return await toon_pagina(request, "werkvoorraad.html", inhoud)


async def zonder_streep(request: web.Request) -> web.Response:
    """Who types the address with a slash behind it means this page."""
    return naar("/console")


def _pagina(request: web.Request) -> int:
    """A page number that makes no sense is the first page."""
    gevraagd = lees_getal(request.query.get("pagina", "1"), cijfers=6)
    return 1 if gevraagd is None else gevraagd
