"""The page on which somebody writes down help that is not needed because of an arrangement: which law and which party it saves."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from loket_backend.arrangement import dienst, invoer, regels
from loket_backend.arrangement.invoer import Bekend
from loket_backend.console import arrangement_lezen as lezen
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console import dossier, zicht
from loket_backend.console.arrangement import adres, basis_van
from loket_backend.console.beheer_formulier import WEIGERING, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import Conflict
from loket_backend.intake.api import DATABASE
from loket_backend.partijen.woorden import BEKOSTIGINGEN, ZONDER_GELD
from loket_backend.toegang.audit import leg_vast


async def toon_nieuw(request: web.Request) -> web.Response:
    return await _toon(request, Invoer({}))


async def voeg_toe(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    ingevuld = {veld: waarden[0] for veld, waarden in gegeven.items()}
    try:
        async with daad(request, "besparing in arrangement bewaard") as (session, intake):
            partijen = await lezen.alle_partijen(session)
            post = invoer.lees_besparing(ingevuld, Bekend([p.id for p in partijen]))
            helpt, spaart = regels.van(await dienst.laatste(session, intake.kenmerk))
            wie = request[GEBRUIKER].id
            await dienst.bewaar(session, intake, helpt, [*spaart, post], basis_van(ingevuld), wie)
    except WEIGERING as fout:
        return await _toon(request, Invoer.geweigerd(gegeven, fout), botst=isinstance(fout, Conflict))
    return naar(f"{adres(intake.kenmerk)}?bewaard=1#effect")


async def _toon(request: web.Request, velden: Invoer, *, botst: bool = False) -> web.Response:
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
        "basis": velden.een("basis") if velden.gegeven and not botst else nieuwste,
        "partijen": [(p.id, p.naam) for p in partijen if p.actief],
        "bekostigingen": [(b, woord) for b, woord in BEKOSTIGINGEN.items() if b != ZONDER_GELD],
    }
    return await toon_pagina(request, "arrangement_effect.html", inhoud, status=velden.status)
