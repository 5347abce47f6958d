"""The form in which an offer is made or changed."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from loket_backend import wijziging
from loket_backend.aanbod import beheer, lezen
from loket_backend.aanbod.gegevens import Gegevens
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console.aanbod_vraag import LIJST
from loket_backend.console.beheer_formulier import WEIGERING, Gegeven, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.intake.api import DATABASE
from loket_backend.partijen.woorden import BEKOSTIGINGEN, VORMEN
from loket_backend.tijd import vandaag

LIJSTEN = ("leefgebieden", "wijken")
# What the form does not ask: the history and buttons of their own keep these.
_NIET = {"actief"}


async def toon_nieuw(request: web.Request) -> web.Response:
    begin = {"gecontroleerd_op": [vandaag().isoformat()]}
    if (leefgebied := request.query.get("leefgebied")) is not None:
        begin["leefgebieden"] = [leefgebied]
    return await _toon(request, Invoer(begin))


async def toon_wijzigen(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        gegevens = await lezen.een(session, formulier.sleutel(request))
    return await _toon(request, Invoer(_in_formulier(gegevens)), formulier.sleutel(request))


async def voeg_toe(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            aanbod_id = await beheer.voeg_toe(session, request[GEBRUIKER].id, _ingevuld(gegeven))
    except WEIGERING as fout:
        return await _toon(request, Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}/{aanbod_id}?gedaan=nieuw")


async def wijzig(request: web.Request) -> web.Response:
    gegeven, aanbod_id = await formulier.lees(request), formulier.sleutel(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            wie, versie = request[GEBRUIKER].id, formulier.versie(gegeven)
            await beheer.wijzig(session, wie, aanbod_id, _ingevuld(gegeven), versie)
    except WEIGERING as fout:
        return await _toon(request, Invoer.geweigerd(gegeven, fout), aanbod_id)
    return naar(f"{LIJST}/{aanbod_id}?gedaan=bewaard")


def _ingevuld(gegeven: Gegeven) -> dict[str, Any]:
    """What nobody ticked is not in the form, and counts as not chosen."""
    velden = [veld for veld in Gegevens.model_fields if veld not in (*LIJSTEN, *_NIET, "alleen_leden")]
    enkel = {veld: gegeven[veld][0] for veld in velden if gegeven.get(veld)}
    lijsten = {veld: list(gegeven.get(veld, ())) for veld in LIJSTEN}
    return {**enkel, **lijsten, "alleen_leden": "ja" in gegeven.get("alleen_leden", ())}


def _in_formulier(een: Gegevens) -> dict[str, list[str]]:
    kosten = een.kosten_jaar
    gewoon = {veld: ["" if w is None else str(w)] for veld, w in een.model_dump(mode="json", exclude=_NIET).items()}
    return {
        **gewoon,
        **{veld: list(getattr(een, veld)) for veld in LIJSTEN},
        "alleen_leden": ["ja"] if een.alleen_leden else [],
        "kosten_jaar": ["" if kosten is None else f"{kosten // 100},{kosten % 100:02}"],
    }


async def _toon(request: web.Request, invoer: Invoer, aanbod_id: str | None = None) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        bekend = await lezen.bekend(session)
        naam = (await lezen.een(session, aanbod_id)).naam if aanbod_id else ""
        versie = await wijziging.versie(session, beheer.AANBOD, aanbod_id) if aanbod_id else None
    inhoud: dict[str, Any] = {
        "id": aanbod_id,
        "naam": naam,
        "versie": versie,
        "bekend": bekend,
        "VORMEN": VORMEN,
        "BEKOSTIGINGEN": BEKOSTIGINGEN,
        "invoer": invoer,
    }
    return await toon_pagina(request, "aanbod_formulier.html", inhoud, status=invoer.status)
