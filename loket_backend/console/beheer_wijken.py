"""The wijken with their postcodes, and a field to try which wijk a postcode belongs to."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy import func, select

from loket_backend import wijziging
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console import beheer_verloop
from loket_backend.console.beheer_formulier import WEIGERING, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, toon
from loket_backend.intake.api import DATABASE
from loket_backend.toewijzing import wijkbeheer
from loket_backend.toewijzing.gebieden import postcode
from loket_backend.toewijzing.models import Medewerker, Wijk, Wijklid
from loket_backend.toewijzing.service import wijk_van

LIJST = "/console/beheer/wijken"


async def toon_lijst(request: web.Request) -> web.Response:
    return await _lijst(request, Invoer({}))


async def voeg_toe(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    invoer = Invoer(gegeven)
    try:
        async with request.app[DATABASE].schrijf() as session:
            wie = request[GEBRUIKER].id
            await wijkbeheer.voeg_toe(session, wie, invoer.een("naam"), invoer.een("postcodes"))
    except WEIGERING as fout:
        return await _lijst(request, Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}?bewaard=1")


async def toon_een(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        wijk = await wijkbeheer.haal(session, formulier.sleutel(request))
        gebieden = await wijkbeheer.gebieden_van(session, wijk.id)
    return await _een(request, Invoer({"naam": [wijk.naam], "postcodes": ["\n".join(map(str, gebieden))]}))


async def wijzig(request: web.Request) -> web.Response:
    gegeven = await formulier.lees(request)
    invoer, wijk_id = Invoer(gegeven), formulier.sleutel(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            wie, versie = request[GEBRUIKER].id, formulier.versie(gegeven)
            await wijkbeheer.wijzig(session, wie, wijk_id, invoer.een("naam"), invoer.een("postcodes"), versie)
    except WEIGERING as fout:
        return await _een(request, Invoer.geweigerd(gegeven, fout))
    return naar(f"{LIJST}?bewaard=1")


async def verwijder(request: web.Request) -> web.Response:
    gegeven, wijk_id = await formulier.lees(request), formulier.sleutel(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            await wijkbeheer.verwijder(session, request[GEBRUIKER].id, wijk_id, formulier.versie(gegeven))
    except WEIGERING as fout:
        return await _lijst(request, Invoer({}, {}, fout.detail, fout.status))
    return naar(f"{LIJST}?bewaard=1")


async def _lijst(request: web.Request, invoer: Invoer) -> web.Response:
    proef = request.query.get("postcode", "").strip()[:20]
    leden = select(Wijklid.wijk_id, func.count()).join(Medewerker, Medewerker.id == Wijklid.medewerker_id)
    async with request.app[DATABASE].lees() as session:
        wijken = list(await session.scalars(select(Wijk).order_by(Wijk.naam)))
        gebieden = {wijk.id: await wijkbeheer.gebieden_van(session, wijk.id) for wijk in wijken}
        mensen = dict((await session.execute(leden.where(Medewerker.actief).group_by(Wijklid.wijk_id))).tuples().all())
        gelezen = postcode(proef)
        gevonden = await wijk_van(session, gelezen) if gelezen else None
    inhoud: dict[str, Any] = {
        "wijken": wijken,
        "gebieden": gebieden,
        "mensen": mensen,
        "proef": proef,
        "gelezen": gelezen,
        "gevonden": gevonden,
        "invoer": invoer,
        "bewaard": "bewaard" in request.query,
    }
    return await toon(request, "beheer_wijken.html", inhoud, status=invoer.status)


async def _een(request: web.Request, invoer: Invoer) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        wijk = await wijkbeheer.haal(session, formulier.sleutel(request))
        gebruik = await wijkbeheer.in_gebruik(session, wijk.id)
        versie = await wijziging.versie(session, wijziging.WIJK, wijk.id)
        verloop = await beheer_verloop.lees(session, wijziging.WIJK, wijk.id)
    inhoud: dict[str, Any] = {
        "wijk": wijk,
        "gebruik": wijkbeheer.opsomming(gebruik),
        "invoer": invoer,
        "versie": versie,
        "veranderingen": verloop,
    }
    return await toon(request, "beheer_wijk.html", inhoud, status=invoer.status)
