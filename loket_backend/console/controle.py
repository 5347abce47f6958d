"""Looking dossiers over: the coordinator's lists, the page of one dossier, and the answer of its medewerker."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from loket_backend.console import controles, dossier, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import lees_getal, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import LoketFout
from loket_backend.intake.api import DATABASE
from loket_backend.keukentafel import controle
from loket_backend.keukentafel.controle import GOED, VRAAG
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.rechten import COORDINATIE, mag

GEDAAN = {
    GOED: "Het dossier is bekeken en goed.",
    VRAAG: "Uw vraag is verstuurd. Het dossier staat nu bij ‘Wacht op antwoord’.",
}


async def toon_lijsten(request: web.Request) -> web.Response:
    wie, pagina = request[GEBRUIKER], lees_getal(request.query.get("pagina", "1"), cijfers=6) or 1
    async with request.app[DATABASE].schrijf() as session:
        inhoud = {
            "nieuw": await controles.lees(session, wie.id, controles.nog_te_doen(), pagina),
            "wacht": await controles.lees(session, wie.id, controles.wacht_op_antwoord()),
            "beantwoord": await controles.lees(session, wie.id, controles.beantwoord()),
            "gedaan": GEDAAN.get(request.query.get("gedaan", ""), ""),
        }
    return await toon_pagina(request, "controles.html", inhoud)


async def toon(request: web.Request) -> web.Response:
    return await _pagina(request)


async def _pagina(request: web.Request, fout: LoketFout | None = None) -> web.Response:
    """With what was typed, when that was refused."""
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    formulier = await request.post() if fout else None
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        leg_vast(session, wie.id, "gelezen", kenmerk, zicht.grond(wie, intake))
        inhoud: dict[str, Any] = {
            "intake": intake,
            "volledigheid": controle.volledigheid(intake),
            "controles": await controle.van(session, kenmerk),
            "punten": controle.punten(),
            "namen": await dossier.namen_van_medewerkers(session),
            "mag_controleren": mag(wie.rol, COORDINATIE),
            "fout": fout,
            "gekozen": formulier.getall("punt", []) if formulier else [],
            "invoer": {veld: str(w) for veld, w in formulier.items()} if formulier else {},
        }
    return await toon_pagina(request, "controle.html", inhoud, status=fout.status if fout else 200)


async def leg_controle_vast(request: web.Request) -> web.Response:
    wie, formulier = request[GEBRUIKER], await request.post()
    uitkomst, opmerking = str(formulier.get("uitkomst", "")), str(formulier.get("opmerking", ""))
    try:
        async with daad(request, "gecontroleerd") as (session, intake):
            punten = [str(punt) for punt in formulier.getall("punt", [])]
            await controle.controleer(session, intake, uitkomst, punten, opmerking, wie.id)
    except LoketFout as fout:
        if fout.status == 404:
            raise
        return await _pagina(request, fout)
    return naar(f"/console/controle?gedaan={uitkomst}")


async def beantwoord(request: web.Request) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    antwoord, welke = str((await request.post()).get("antwoord", "")), nummer(request, "id")
    try:
        async with daad(request, "vraag beantwoord") as (session, intake):
            await controle.beantwoord(session, intake, welke, antwoord, wie.id)
    except LoketFout as fout:
        if fout.status == 404:
            raise
        return await _pagina(request, fout)
    return naar(f"/console/intakes/{kenmerk}")
