"""The buurtteams: in which wijken they work and who is in them. Who is a Wmo-consulent stands here too."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy import select

from loket_backend import wijziging
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console import beheer_verloop
from loket_backend.console.beheer_formulier import WEIGERING, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, nummer, toon
from loket_backend.intake.api import DATABASE
from loket_backend.toegang.rechten import CASUS, mag
from loket_backend.toewijzing.models import Medewerker, Wijk
from loket_backend.tweesporen import teams
from loket_backend.tweesporen.keuzes import lijst, woord

LIJST = "/console/beheer/buurtteams"


async def toon_lijst(request: web.Request) -> web.Response:
    return await _lijst(request, Invoer({}))


async def voeg_toe(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    invoer = Invoer(gegeven)
    try:
        async with request.app[DATABASE].schrijf() as session:
            wie, wijken = request[GEBRUIKER].id, gegeven.get("wijken", [])
            team_id = await teams.voeg_toe(session, wie, invoer.een("naam"), wijken)
    except WEIGERING as fout:
        return await _lijst(request, Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}/{team_id}")


async def toon_een(request: web.Request) -> web.Response:
    return await _een(request)


async def wijzig(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    invoer, team_id = Invoer(gegeven), formulier.sleutel(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            await teams.wijzig(
                session,
                request[GEBRUIKER].id,
                team_id,
                invoer.een("naam"),
                gegeven.get("wijken", []),
                formulier.versie(gegeven),
                actief=invoer.heeft("actief", "ja"),
            )
    except WEIGERING as fout:
        return await _een(request, team=Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}/{team_id}?bewaard=1")


async def voeg_lid_toe(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    invoer, team_id = Invoer(gegeven), formulier.sleutel(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            lid = (invoer.een("medewerker"), invoer.een("discipline"), invoer.een("partij"))
            await teams.voeg_lid_toe(session, request[GEBRUIKER].id, team_id, *lid)
    except WEIGERING as fout:
        return await _een(request, lid=Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}/{team_id}?bewaard=1")


async def beeindig_lid(request: web.Request) -> web.Response:
    team_id = formulier.sleutel(request)
    async with request.app[DATABASE].schrijf() as session:
        await teams.beeindig_lid(session, request[GEBRUIKER].id, team_id, nummer(request, "lid"))
    return naar(f"{LIJST}/{team_id}?bewaard=1")


async def _lijst(request: web.Request, invoer: Invoer) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        wijken = list(await session.scalars(select(Wijk).order_by(Wijk.naam)))
        alle = await teams.alle(session)
        inhoud: dict[str, Any] = {
            "wijken": {wijk.id: wijk.naam for wijk in wijken},
            "teams": [(t, await teams.wijken_van(session, t.id), await teams.leden(session, t.id)) for t in alle],
            "invoer": invoer,
        }
    return await toon(request, "tweesporen_teams.html", inhoud, status=invoer.status)


async def _een(request: web.Request, team: Invoer | None = None, lid: Invoer | None = None) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        gevonden = await teams.haal(session, formulier.sleutel(request))
        gegeven = {
            "naam": [gevonden.naam],
            "wijken": await teams.wijken_van(session, gevonden.id),
            "actief": ["ja"] if gevonden.actief else [],
        }
        mensen = await session.scalars(select(Medewerker).where(Medewerker.actief).order_by(Medewerker.naam))
        inhoud: dict[str, Any] = {
            "team": gevonden,
            "leden": await teams.leden(session, gevonden.id),
            "wijken": [(w.id, w.naam) for w in await session.scalars(select(Wijk).order_by(Wijk.naam))],
            "mensen": [(m.id, f"{m.naam}, {m.functie}") for m in mensen if mag(m.rol, CASUS)],
            "versie": await wijziging.versie(session, teams.BUURTTEAM, gevonden.id),
            "veranderingen": await beheer_verloop.lees(session, teams.BUURTTEAM, gevonden.id),
        }
    getoond, nieuw_lid = team or Invoer(gegeven), lid or Invoer({})
    rand = {"invoer": getoond, "lid": nieuw_lid, "bewaard": "bewaard" in request.query, "lijst": lijst, "woord": woord}
    status = max(getoond.status, nieuw_lid.status)
    return await toon(request, "tweesporen_team.html", {**inhoud, **rand}, status=status)
