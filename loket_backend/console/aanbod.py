"""The sociale kaart: the list with its search and filters, and the page of one offer."""

from __future__ import annotations

from functools import partial
from typing import Any

from aiohttp import web

from loket_backend import wijziging
from loket_backend.aanbod import beheer, lezen, zoeken
from loket_backend.aanbod.suggesties import nagekeken, plekken
from loket_backend.console import aanbod_vraag, beheer_verloop
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console.aanbod_vraag import KORTE_VORM, LIJST
from loket_backend.console.beheer_formulier import Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.partijen.woorden import BEKOSTIGINGEN
from loket_backend.toegang.rechten import BEHEER, mag

GEDAAN = {
    "nieuw": "Het aanbod staat op de kaart.",
    "bewaard": "De verandering is bewaard.",
    "nagekeken": "Nagekeken op vandaag.",
    "gestopt": "Het aanbod is gestopt. U vindt het terug bij “Gestopt”.",
    "actief": "Het aanbod loopt weer.",
    "plek": "Het aantal plekken is bijgewerkt.",
}


async def toon_lijst(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        bekend = await lezen.bekend(session)
        keuzes = aanbod_vraag.keuzes(bekend)
        vraag = aanbod_vraag.lees(request.query, keuzes)
        bladzijde = await zoeken.lees(session, vraag, bekend.partijen)
    gekozen = aanbod_vraag.gekozen(vraag, keuzes)
    inhoud: dict[str, Any] = {
        "vraag": vraag,
        "keuzes": keuzes,
        "gekozen": gekozen,
        "zoekt": bool(vraag.zoek or gekozen),
        "bladzijde": bladzijde,
        "adres": partial(aanbod_vraag.adres, vraag),
        "mag_partijen": mag(request[GEBRUIKER].rol, BEHEER),
        **_woorden(),
    }
    return await toon_pagina(request, "aanbod.html", inhoud)


async def toon_een(request: web.Request, fout: Conflict | OngeldigeInvoer | None = None) -> web.Response:
    """`fout`: why what was asked on this page did not happen."""
    aanbod_id = formulier.sleutel(request)
    async with request.app[DATABASE].lees() as session:
        gegevens, bekend = await lezen.een(session, aanbod_id), await lezen.bekend(session)
        versie = await wijziging.versie(session, beheer.AANBOD, aanbod_id)
        verloop = await beheer_verloop.lees(session, beheer.AANBOD, aanbod_id)
    inhoud: dict[str, Any] = {
        "id": aanbod_id,
        "een": gegevens,
        "bekend": bekend,
        "in_regels": bekend.per_aanbod.get(aanbod_id, 0),
        "oud": zoeken.is_oud(gegevens.gecontroleerd_op),
        "versie": versie,
        "veranderingen": verloop,
        "invoer": Invoer({}, {}, fout.detail, fout.status) if fout else Invoer({}),
        "gedaan": GEDAAN.get(request.query.get("gedaan", ""), ""),
        **_woorden(),
    }
    return await toon_pagina(request, "aanbod_een.html", inhoud, status=fout.status if fout else 200)


def _woorden() -> dict[str, Any]:
    return {"VORMEN": KORTE_VORM, "BEKOSTIGINGEN": BEKOSTIGINGEN, "plekken": plekken, "nagekeken": nagekeken}


async def kijk_na(request: web.Request) -> web.Response:
    gegeven, aanbod_id = await formulier.lees(request), formulier.sleutel(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            await beheer.kijk_na(session, request[GEBRUIKER].id, aanbod_id, formulier.versie(gegeven))
    except Conflict as fout:
        return await toon_een(request, fout)
    return naar(f"{LIJST}/{aanbod_id}?gedaan=nagekeken")


async def zet_stand(request: web.Request) -> web.Response:
    """Retires an offer, or lets it run again."""
    gegeven, aanbod_id = await formulier.lees(request), formulier.sleutel(request)
    actief = Invoer(gegeven).een("actief") == "ja"
    try:
        async with request.app[DATABASE].schrijf() as session:
            wie, versie = request[GEBRUIKER].id, formulier.versie(gegeven)
            await beheer.zet_stand(session, wie, aanbod_id, versie, actief=actief)
    except Conflict as fout:
        return await toon_een(request, fout)
    return naar(f"{LIJST}/{aanbod_id}?gedaan={'actief' if actief else 'gestopt'}")


async def boek_plek(request: web.Request) -> web.Response:
    gegeven, aanbod_id = await formulier.lees(request), formulier.sleutel(request)
    erbij = Invoer(gegeven).een("plek") == "bezet"
    try:
        async with request.app[DATABASE].schrijf() as session:
            await beheer.boek_plek(session, request[GEBRUIKER].id, aanbod_id, erbij=erbij)
    except Conflict as fout:
        return await toon_een(request, fout)
    return naar(f"{LIJST}/{aanbod_id}?gedaan=plek")
