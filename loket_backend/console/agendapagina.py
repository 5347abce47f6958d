"""Mijn agenda: one's own appointments by week and day, and the secret address with which a phone or a laptop follows them."""

from __future__ import annotations

from aiohttp import web
from aiohttp_session import get_session

from loket_backend.console import afsprakenlijst
from loket_backend.console.afspraken import ADRES
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.keukentafel import agendasleutel
from loket_backend.toegang.audit import leg_vast

AGENDA = "/console/agenda"
GROND = "eigen agenda"
# The secret is shown once, on the page after the one that made it.
GEHEIM = "agenda_geheim"


async def toon(request: web.Request) -> web.Response:
    wie, sessie = request[GEBRUIKER], await get_session(request)
    async with request.app[DATABASE].schrijf() as session:
        agenda = await afsprakenlijst.mijn_agenda(session, wie)
        sinds = await agendasleutel.sinds(session, wie.id)
        leg_vast(session, wie.id, "agenda gelezen", wie.id, GROND)
    geheim = sessie.pop(GEHEIM, None) if sinds else None
    adres = f"{request.app[ADRES].rstrip('/') or request.url.origin()}/agenda/{geheim}.ics" if geheim else None
    return await toon_pagina(request, "agenda.html", {"agenda": agenda, "sinds": sinds, "adres": adres})


async def koppel(request: web.Request) -> web.Response:
    """Makes a new address, or switches it off."""
    wie, actie = request[GEBRUIKER], (await request.post()).get("actie")
    if actie not in ("maak", "uit"):
        raise OngeldigeInvoer("Kies of u de koppeling wilt maken of uitzetten.", ["actie: onbekend"])
    async with request.app[DATABASE].schrijf() as session:
        geheim = await agendasleutel.vernieuw(session, wie.id) if actie == "maak" else None
        if geheim is None:
            await agendasleutel.zet_uit(session, wie.id)
        leg_vast(session, wie.id, "agendakoppeling gemaakt" if geheim else "agendakoppeling uit", wie.id, GROND)
    if geheim is not None:
        (await get_session(request))[GEHEIM] = geheim
    return naar(f"{AGENDA}#koppeling")
