"""The page of one conversation: the transcript and the draft as it stands. Reading it is written to the audit trail."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import meldingen, standaardantwoorden, velden, verslag
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import TEKSTEN
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.intake.api import DATABASE
from loket_backend.toegang.audit import leg_vast


async def toon(request: web.Request) -> web.Response:
    wie, gesprek_id = request[GEBRUIKER], request.match_info["id"]
    async with request.app[DATABASE].schrijf() as session:
        gelezen = await verslag.lees(session, wie, gesprek_id)
        leg_vast(session, wie.id, "gesprek gelezen", gelezen.kenmerk or gesprek_id, gelezen.grond)
        invoer = request.get(velden.INVOER)
        inhoud = {
            "verslag": gelezen,
            "meldingen": await meldingen.van_gesprek(session, gesprek_id),
            "invulvelden": await velden.lees(session, wie, gelezen.gesprek, invoer),
            "standaardantwoorden": await standaardantwoorden.lijst(session, gelezen, wie, request.app[TEKSTEN]),
        }
    return await toon_pagina(request, "gesprek.html", inhoud, status=invoer.status if invoer else 200)
