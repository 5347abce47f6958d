"""The page of one intake. Reading it is written to the audit trail in the same transaction."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import dossier, meldingen, verslag, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.gesprek.berichten import lees_bij
from loket_backend.intake.api import DATABASE
from loket_backend.toegang.audit import leg_vast


async def toon(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        gelezen = await dossier.lees(session, wie, request.match_info["kenmerk"])
        leg_vast(session, wie.id, "gelezen", gelezen.intake.kenmerk, zicht.grond(wie, gelezen.intake))
        if gelezen.intake.medewerker_id in (wie.id, None):
            await lees_bij(session, gelezen.intake.gesprek_id)
        inhoud = {
            "dossier": gelezen,
            "berichten": await verslag.berichten(session, gelezen.intake.gesprek_id),
            "meldingen": await meldingen.van_gesprek(session, gelezen.intake.gesprek_id),
        }
    return await toon_pagina(request, "intake.html", inhoud)
