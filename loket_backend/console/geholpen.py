"""Heeft het geholpen?: the list of who was asked, and writing down what a resident answered by telephone or at the table."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web
from sqlalchemy import select

from loket_backend.console import dossier, geholpen_lijst, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.geholpen_lijst import AANLEIDING, ANTWOORD, STANDEN, Filter
from loket_backend.console.intakes import formulier
from loket_backend.console.pagina import lees_getal, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import Conflict, LoketFout, NietGevonden, OngeldigeInvoer
from loket_backend.geholpen import antwoorden
from loket_backend.geholpen.antwoorden import GEEN, Antwoorden
from loket_backend.intake.api import DATABASE
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Wijk

# The questions as a medewerker reads them aloud, and the answers to choose from.
VRAGEN = {"geholpen": "Heeft de hulp u geholpen?", "tevreden": "Bent u tevreden over hoe het gaat?"}
KEUZES = {**ANTWOORD, GEEN: "Wil of kan geen antwoord geven"}


async def toon_lijst(request: web.Request) -> web.Response:
    wie, filter = request[GEBRUIKER], Filter.uit(request.query)
    pagina = lees_getal(request.query.get("pagina", "1"), cijfers=4) or 1
    async with request.app[DATABASE].schrijf() as session:
        inhoud = {
            "bladzijde": await geholpen_lijst.lees(session, wie, filter, pagina),
            "wijken": list(await session.scalars(select(Wijk).order_by(Wijk.naam))),
            "filter": filter,
            "standen": STANDEN,
            "aanleidingen": AANLEIDING,
        }
    return await toon_pagina(request, "geholpen.html", inhoud)


async def toon(request: web.Request) -> web.Response:
    return await _toon(request)


async def noteer(request: web.Request) -> web.Response:
    """What the resident said outside the chat, under the name of who wrote it down."""
    kenmerk, welke, wie = request.match_info["kenmerk"], nummer(request, "id"), request[GEBRUIKER]
    getypt = await formulier(request)
    gegeven = Antwoorden(*(getypt.get(veld, "") for veld in ("geholpen", "tevreden", "beter")))
    try:
        async with request.app[DATABASE].schrijf() as session:
            grond = zicht.grond(wie, await dossier.zoek(session, wie, kenmerk))
            gesprek, _ = await vergrendel_intake(session, kenmerk)
            await antwoorden.noteer(session, gesprek, kenmerk, welke, gegeven, wie.id)
            leg_vast(session, wie.id, "antwoord op hulp genoteerd", kenmerk, grond)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _toon(request, getypt, fout)
    return naar(f"/console/intakes/{kenmerk}#geholpen")


async def _toon(
    request: web.Request, getypt: Mapping[str, str] | None = None, fout: LoketFout | None = None
) -> web.Response:
    """With what was typed when that was refused; an answered round only to read. Raises NietGevonden."""
    wie, kenmerk, welke = request[GEBRUIKER], request.match_info["kenmerk"], nummer(request, "id")
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        ronde = next((r for r in await geholpen_lijst.van_dossier(session, kenmerk) if r.id == welke), None)
        if ronde is None:
            raise NietGevonden()
        leg_vast(session, wie.id, "gelezen", kenmerk, zicht.grond(wie, intake))
    fouten = fout.fouten if isinstance(fout, OngeldigeInvoer) else ()
    inhoud = {
        "intake": intake,
        "ronde": ronde,
        "vragen": VRAGEN,
        "keuzes": KEUZES,
        "invoer": getypt or {},
        "fout": fout,
        "fouten": dict(regel.split(": ", 1) for regel in fouten if ": " in regel),
    }
    return await toon_pagina(request, "geholpen_antwoord.html", inhoud, status=fout.status if fout else 200)
