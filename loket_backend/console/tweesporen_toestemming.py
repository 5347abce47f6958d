"""The page on which a medewerker sees with whom a dossier may be shared, asks it in the chat, or notes what was said elsewhere."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import dossier, tweesporen_lezen, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.tweesporen import WEIGERING
from loket_backend.console.tweesporen_formulier import LEEG, Ingevuld, een, lees
from loket_backend.errors import OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.toegang.audit import leg_vast
from loket_backend.tweesporen import toestemming_chat, toestemmingen
from loket_backend.tweesporen.keuzes import lijst, woord
from loket_backend.tweesporen.toestemmingen import PAPIER, TELEFOON, Gezegd


async def toon(request: web.Request) -> web.Response:
    return await _pagina(request, LEEG)


async def vraag(request: web.Request) -> web.Response:
    """In the chat, in the name of who asks."""
    gegeven = await lees(request)
    try:
        async with daad(request, "toestemming gevraagd") as (session, intake):
            gesprek_id, wie = intake.gesprek_id, request[GEBRUIKER].id
            gesprek = await berichten.vergrendel(session, gesprek_id)
            await toestemming_chat.vraag(session, gesprek, intake, een(gegeven, "partij"), wie)
    except WEIGERING as fout:
        return await _pagina(request, Ingevuld.geweigerd("vraag", gegeven, fout))
    request.app[HUB].meld(gesprek_id)
    return naar(_adres(request))


async def noteer(request: web.Request) -> web.Response:
    """What the resident said on paper or by telephone."""
    gegeven = await lees(request)
    try:
        async with daad(request, "toestemming genoteerd") as (session, intake):
            if een(gegeven, "geeft") not in ("ja", "nee") or een(gegeven, "via") not in (PAPIER, TELEFOON):
                raise OngeldigeInvoer("Kies wat de inwoner zei, en hoe.", ["geeft: onbekend", "via: onbekend"])
            gezegd = Gezegd(
                een(gegeven, "geeft") == "ja",
                een(gegeven, "via"),
                request[GEBRUIKER].id,
                toelichting=een(gegeven, "toelichting"),
            )
            await toestemmingen.leg_vast(session, intake, een(gegeven, "partij"), gezegd)
            await toestemming_chat.sluit(session, intake.gesprek_id, een(gegeven, "partij"))
    except WEIGERING as fout:
        return await _pagina(request, Ingevuld.geweigerd("noteer", gegeven, fout))
    return naar(_adres(request))


def _adres(request: web.Request) -> str:
    return f"/console/intakes/{request.match_info['kenmerk']}/toestemmingen"


async def _pagina(request: web.Request, ingevuld: Ingevuld) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        leg_vast(session, wie.id, "toestemmingen gelezen", kenmerk, zicht.grond(wie, intake))
        inhoud = {
            "intake": intake,
            "partijen": await tweesporen_lezen.partijen(session, intake),
            "namen": await dossier.namen_van_medewerkers(session),
            "ingevuld": ingevuld,
            "lijst": lijst,
            "woord": woord,
        }
    return await toon_pagina(request, "tweesporen_toestemming.html", inhoud, status=ingevuld.status)
