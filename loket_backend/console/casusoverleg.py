"""Talking a case over: the list of what somebody may read, one discussion, and planning one from a dossier.

Each time that somebody reads it, that goes into the audit trail with the party for which they look.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import dossier, zicht
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import KOPPEN, lees_dag, lees_getal, naar, nummer, toon_deel
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.tweesporen import WEIGERING
from loket_backend.console.tweesporen_formulier import LEEG, Ingevuld, een, lees
from loket_backend.errors import NietGevonden
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.tweesporen import overleggen, teams, toestemmingen
from loket_backend.tweesporen.keuzes import woord
from loket_backend.tweesporen.overleggen import TE_DELEN, Nieuw, Zicht

LIJST = "/console/casusoverleg"


async def toon_lijst(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        gezien = await overleggen.zichtbare(session, wie.id)
        for z in gezien:
            leg_vast(session, wie.id, "lijst", z.intake.kenmerk, z.grond)
    inhoud = {
        "mijn": [z for z in gezien if z.leidt],
        "team": [z for z in gezien if not z.leidt],
        "ziet_dossiers": _ziet_dossiers(wie),
    }
    return await toon_pagina(request, "casusoverleggen.html", inhoud)


async def toon(request: web.Request) -> web.Response:
    return await _pagina(request, LEEG)


async def toon_nieuws(request: web.Request) -> web.Response:
    """For a page that is open: what was written after `na`. Who may no longer read it is sent away at once."""
    wie, na = request[GEBRUIKER], lees_getal(request.query.get("na")) or 0
    try:
        async with request.app[DATABASE].schrijf() as session:
            z = await overleggen.zoek(session, wie.id, nummer(request, "id"))
            inhoud = await _gesprek(session, z, wie)
            if any(b.id > na for b in inhoud["bijdragen"]):
                leg_vast(session, wie.id, "casusoverleg gevolgd", z.intake.kenmerk, z.grond)
    except NietGevonden:
        return web.Response(status=404, headers={**KOPPEN, "HX-Redirect": LIJST})
    return await toon_deel(request, "deel/casusoverleg.html", inhoud)


async def draag_bij(request: web.Request) -> web.Response:
    gegeven, wie = await lees(request), request[GEBRUIKER]
    try:
        async with request.app[DATABASE].schrijf() as session:
            z = await overleggen.vergrendel(session, wie.id, nummer(request, "id"))
            await overleggen.draag_bij(session, z, wie.id, een(gegeven, "soort"), een(gegeven, "tekst"))
            leg_vast(session, wie.id, "casusoverleg: bijdrage", z.intake.kenmerk, z.grond)
    except WEIGERING as fout:
        return await _pagina(request, Ingevuld.geweigerd("bijdrage", gegeven, fout))
    return naar(f"{LIJST}/{request.match_info['id']}#bijdragen")


async def rond_af(request: web.Request) -> web.Response:
    gegeven, wie = await lees(request), request[GEBRUIKER]
    try:
        async with request.app[DATABASE].schrijf() as session:
            z = await overleggen.vergrendel(session, wie.id, nummer(request, "id"))
            await overleggen.rond_af(session, z, wie.id)
            leg_vast(session, wie.id, "casusoverleg afgerond", z.intake.kenmerk, z.grond)
    except WEIGERING as fout:
        return await _pagina(request, Ingevuld.geweigerd("sluiting", gegeven, fout))
    return naar(f"{LIJST}/{request.match_info['id']}")


async def toon_nieuw(request: web.Request) -> web.Response:
    return await _nieuw(request, LEEG)


async def maak(request: web.Request) -> web.Response:
    gegeven, wie = await lees(request), request[GEBRUIKER]
    team_id = een(gegeven, "team")
    nieuw = Nieuw(
        team_id,
        lees_dag(een(gegeven, "dag")),
        een(gegeven, "vraag"),
        gegeven.get("deelt", ()),
        gegeven.get(f"deelnemers-{team_id}", ()),
    )
    try:
        async with daad(request, "casusoverleg gepland") as (session, intake):
            overleg_id = (await overleggen.maak(session, intake, nieuw, wie.id)).id
    except WEIGERING as fout:
        return await _nieuw(request, Ingevuld.geweigerd("nieuw", gegeven, fout))
    return naar(f"{LIJST}/{overleg_id}")


async def _pagina(request: web.Request, ingevuld: Ingevuld) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        z = await overleggen.zoek(session, wie.id, nummer(request, "id"))
        leg_vast(session, wie.id, "casusoverleg gelezen", z.intake.kenmerk, z.grond)
        inhoud = {
            **await _gesprek(session, z, wie),
            "gedeeld": await overleggen.gedeeld(session, z.overleg),
            "deelnemers": await overleggen.deelnemers(session, z.overleg),
            "toestemming": await toestemmingen.lees(session, z.intake),
            "ingevuld": ingevuld,
            "ziet_dossiers": _ziet_dossiers(wie),
        }
    return await toon_pagina(request, "casusoverleg.html", inhoud, status=ingevuld.status)


async def _gesprek(session: AsyncSession, z: Zicht, wie: Gebruiker) -> dict[str, Any]:
    bijdragen = await overleggen.bijdragen(session, z.overleg.id)
    namen = await dossier.namen_van_medewerkers(session)
    laatste = bijdragen[-1].id if bijdragen else 0
    return {"z": z, "bijdragen": bijdragen, "laatste": laatste, "namen": namen, "woord": woord}


async def _nieuw(request: web.Request, ingevuld: Ingevuld) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        leg_vast(session, wie.id, "gelezen", kenmerk, zicht.grond(wie, intake))
        inhoud = {
            "intake": intake,
            "teams": await _teams(session, intake),
            "toestemming": await toestemmingen.lees(session, intake),
            "te_delen": TE_DELEN,
            "ingevuld": ingevuld,
            "woord": woord,
        }
    return await toon_pagina(request, "casusoverleg_nieuw.html", inhoud, status=ingevuld.status)


async def _teams(session: AsyncSession, intake: Intake) -> list[tuple[Any, list[teams.Lid]]]:
    """Those of this wijk first, each with its people."""
    return [(team, await teams.leden(session, team.id)) for team in await teams.voor_wijk(session, intake.wijk_id)]


def _ziet_dossiers(wie: Gebruiker) -> bool:
    return mag(wie.rol, DOSSIERS)
