"""What one dossier brings to the business case: the help at the start, and the judgement about the Wlz.

The forms stand on the page of the intake; what is refused comes back as it was typed.
"""

from __future__ import annotations

from aiohttp import web

from loket_backend.businesscase import dienst
from loket_backend.console import intakes
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import Mis, daad, formulier
from loket_backend.console.pagina import naar
from loket_backend.invoer import Veldfouten

BEGIN, OORDEEL = "beginsituatie", "wlzoordeel"


async def noteer_begin(request: web.Request) -> web.Response:
    wie, gegeven = request[GEBRUIKER], await formulier(request)
    try:
        async with daad(request, "beginsituatie genoteerd") as (session, intake):
            hulp = dienst.lees_hulp(gegeven)
            await dienst.noteer_begin(session, intake.kenmerk, hulp, gegeven.get("toelichting", ""), wie.id)
    except Veldfouten as fout:
        return await intakes.toon(request, Mis(BEGIN, gegeven, fout))
    return _terug(request, BEGIN)


async def oordeel(request: web.Request) -> web.Response:
    wie, gegeven = request[GEBRUIKER], await formulier(request)
    try:
        async with daad(request, "oordeel over Wlz genoteerd") as (session, intake):
            await dienst.oordeel(session, intake.kenmerk, gegeven, wie.id)
    except Veldfouten as fout:
        return await intakes.toon(request, Mis(OORDEEL, gegeven, fout))
    return _terug(request, OORDEEL)


def _terug(request: web.Request, plek: str) -> web.Response:
    return naar(f"/console/intakes/{request.match_info['kenmerk']}#{plek}")
