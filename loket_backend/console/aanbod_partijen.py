"""The parties around the loket: who delivers help, and who pays for it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from loket_backend import wijziging
from loket_backend.aanbod import partijbeheer
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console import beheer_verloop
from loket_backend.console.beheer_formulier import WEIGERING, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, toon
from loket_backend.intake.api import DATABASE
from loket_backend.partijen.models import SOORTEN, Partij
from loket_backend.partijen.woorden import BEKOSTIGINGEN

LIJST = "/console/partijen"


async def toon_lijst(request: web.Request) -> web.Response:
    return await _lijst(request, Invoer({}))


async def voeg_toe(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            await partijbeheer.voeg_toe(session, request[GEBRUIKER].id, gegeven)
    except WEIGERING as fout:
        return await _lijst(request, Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}?bewaard=1")


async def toon_een(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        partij = await partijbeheer.haal(session, formulier.sleutel(request))
    return await _een(request, Invoer(_in_formulier(partij)))


async def wijzig(request: web.Request) -> web.Response:
    gegeven, partij_id = await formulier.lees(request), formulier.sleutel(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            wie, versie = request[GEBRUIKER].id, formulier.versie(gegeven)
            await partijbeheer.wijzig(session, wie, partij_id, gegeven, versie)
    except WEIGERING as fout:
        return await _een(request, Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}?bewaard=1")


def _in_formulier(partij: Partij) -> dict[str, list[str]]:
    vinkjes = {veld: ["ja"] if getattr(partij, veld) else [] for veld in ("levert", "actief")}
    return {"naam": [partij.naam], "soort": [partij.soort], "betaalt_voor": list(partij.betaalt_voor), **vinkjes}


def _woorden() -> dict[str, Any]:
    return {"SOORTEN": SOORTEN, "BEKOSTIGINGEN": BEKOSTIGINGEN, "GELD": partijbeheer.GELD}


async def _lijst(request: web.Request, invoer: Invoer) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        partijen = await partijbeheer.lijst(session)
    inhoud = {"partijen": partijen, "invoer": invoer, "bewaard": "bewaard" in request.query, "nieuw": True}
    return await toon(request, "aanbod_partijen.html", {**inhoud, **_woorden()}, status=invoer.status)


async def _een(request: web.Request, invoer: Invoer) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        partij = await partijbeheer.haal(session, formulier.sleutel(request))
        versie = await wijziging.versie(session, partijbeheer.PARTIJ, partij.id)
        verloop = await beheer_verloop.lees(session, partijbeheer.PARTIJ, partij.id)
    inhoud = {"partij": partij, "versie": versie, "veranderingen": verloop, "invoer": invoer, "nieuw": False}
    return await toon(request, "aanbod_partij.html", {**inhoud, **_woorden()}, status=invoer.status)
