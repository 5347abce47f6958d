"""The page on which somebody writes down help that is not needed because of an arrangement: which law and which party it saves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from loket_backend.arrangement import besparing, dienst, regels
from loket_backend.arrangement.invoer import Bekend
from loket_backend.console import arrangement_lezen as lezen
from loket_backend.console import arrangement_vermeden as woorden
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console import dossier, zicht
from loket_backend.console.arrangement import adres, basis_van
from loket_backend.console.arrangement_vermeden import Uitleg
from loket_backend.console.beheer_formulier import WEIGERING, Gegeven, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.partijen import kerncijfers
from loket_backend.partijen.woorden import BEKOSTIGINGEN, ZONDER_GELD
from loket_backend.toegang.audit import leg_vast


async def toon_nieuw(request: web.Request) -> web.Response:
    return await _toon(request, Invoer({"per": [besparing.HELE_JAAR]}))


async def voeg_toe(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    ingevuld = {veld: waarden[0] for veld, waarden in gegeven.items()}
    if "reken" in gegeven:
        return await _reken(request, gegeven, ingevuld)
    try:
        async with daad(request, "besparing in arrangement bewaard") as (session, intake):
            partijen = await lezen.alle_partijen(session)
            post = besparing.lees_besparing(ingevuld, Bekend([p.id for p in partijen], kerncijfers=kerncijfers.alle()))
            helpt, spaart = regels.van(await dienst.laatste(session, intake.kenmerk))
            wie = request[GEBRUIKER].id
            await dienst.bewaar(session, intake, helpt, [*spaart, post], basis_van(ingevuld), wie)
    except WEIGERING as fout:
        return await _toon(request, Invoer.geweigerd(gegeven, fout), botst=isinstance(fout, Conflict))
    return naar(f"{adres(intake.kenmerk)}?bewaard=1#effect")


async def _reken(request: web.Request, gegeven: Gegeven, ingevuld: Mapping[str, str]) -> web.Response:
    """The form as it was typed, with what it comes to; nothing is saved."""
    try:
        som = besparing.lees_berekening(ingevuld, Bekend(kerncijfers=kerncijfers.alle()))
    except OngeldigeInvoer as fout:
        return await _toon(request, Invoer.geweigerd(gegeven, fout))
    return await _toon(request, Invoer(gegeven), som=woorden.berekening(som))


async def _toon(
    request: web.Request, velden: Invoer, *, botst: bool = False, som: Uitleg | None = None
) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, request.match_info["kenmerk"])
        leg_vast(session, wie.id, "arrangement gelezen", intake.kenmerk, zicht.grond(wie, intake))
        laatste = await dienst.laatste(session, intake.kenmerk)
        partijen = await lezen.alle_partijen(session)
    nieuwste = laatste.nummer if laatste else 0
    inhoud: dict[str, Any] = {
        "intake": intake,
        "invoer": velden,
        "basis": velden.een("basis") if "basis" in velden.gegeven and not botst else nieuwste,
        "partijen": [(p.id, p.naam) for p in partijen if p.actief],
        "som": som,
        "kerncijfers": woorden.keuzes(kerncijfers.boek()),
        "perioden": list(besparing.VAAK.items()),
        "bekostigingen": [(b, woord) for b, woord in BEKOSTIGINGEN.items() if b != ZONDER_GELD],
    }
    return await toon_pagina(request, "arrangement_effect.html", inhoud, status=velden.status)
