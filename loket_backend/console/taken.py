"""The page with what is to be done outside the chat, and saying that it was done."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import takenlijst
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.gesprek.taken import rond_af
from loket_backend.intake.api import DATABASE
from loket_backend.toegang.audit import leg_vast

TAKEN = "/console/taken"


async def toon(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        inhoud = {"regels": await takenlijst.te_doen(session, wie), "gedaan": await takenlijst.gedaan(session, wie)}
    return await toon_pagina(request, "taken.html", inhoud)


async def doe(request: web.Request) -> web.Response:
    """Who did it and when; the second who says so hears who was first."""
    wie, taak_id = request[GEBRUIKER], nummer(request, "id")
    async with request.app[DATABASE].schrijf() as session:
        wiens = await takenlijst.wiens(session, wie, taak_id)
        await rond_af(session, taak_id, wie.id)
        leg_vast(session, wie.id, "taak gedaan", wiens, takenlijst.GROND)
    return naar(TAKEN)
