"""The page with this morning's digest, and what the day brings of itself."""

from __future__ import annotations

import asyncio

import structlog
from aiohttp import web

from loket_backend.aanbod import regelplekken
from loket_backend.console import dagoverzichten
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import plek
from loket_backend.geholpen import dienst as geholpen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.wachten import Balie
from loket_backend.intake.api import DATABASE
from loket_backend.keukentafel import waarneming

log = structlog.get_logger()

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


async def houd_bij(hub: Hub, om: float) -> None:
    """Looks every `om` seconds whether a digest is due, a cover begins or ends, a place comes free, or somebody is to be asked how it goes.

    Until it is cancelled; what fails is tried again.
    """
    while True:
        try:
            await dagoverzichten.maak(hub.database, Balie.wachtkamer().tijden)
            await waarneming.houd_bij(hub.database, hub.postvak.teksten, hub.meld)
            await regelplekken.houd_bij(hub.database)
            await geholpen.houd_bij(hub.database, Balie.wachtkamer().tijden, hub.meld)
        except Exception as fout:
            log.error("dag_gestruikeld", soort=type(fout).__name__, plek=plek(fout))
        await asyncio.sleep(om)
