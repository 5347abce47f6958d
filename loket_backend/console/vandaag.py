"""The page with this morning's digest."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import dagoverzichten
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.intake.api import DATABASE

# Key, heading, and what stands there when there is nothing.
KOPPEN = (
    ("te_laat", "Te laat", "Er is niets te laat."),
    ("bijna", "Loopt deze week af", "Er loopt deze week niets af."),
    ("nieuw", "Sinds gisteren binnengekomen", "Er kwam niets nieuws binnen."),
)


async def toon(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        overzicht = await dagoverzichten.van_vandaag(session, wie)
        await dagoverzichten.gelezen(session, wie)
    return await toon_pagina(request, "vandaag.html", {"overzicht": overzicht, "koppen": KOPPEN})
