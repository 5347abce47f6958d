"""The chat protocol over HTTP (contract section 6): the widget's door to the hub."""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import aclosing, suppress
from typing import Annotated, Literal

from aiohttp import web
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from loket_backend import meten
from loket_backend.errors import DatabaseStoort, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek import beeld, verslagcode
from loket_backend.gesprek.aanwezigheid import DE_INWONER
from loket_backend.gesprek.channels import verslag
from loket_backend.gesprek.channels.volger import Volger, lees_pagina, zonder_berichten
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.models import MENS, WACHT_OP_MENS, Gesprek, als_json
from loket_backend.gesprek.postvak import gesprek_met_token, open_gesprek
from loket_backend.invoer import lees_json

WACHT_MAX = 25
_GETAL = re.compile(r"\d{1,9}")


def _bruikbaar(tekst: str) -> str:
    """Names what is wrong with a text among the other faults; the text itself is cleaned once, where it is kept."""
    schoon(tekst)
    return tekst


class NieuwGesprek(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kanaal: Literal["web"]


class NieuwBericht(BaseModel):
    model_config = ConfigDict(extra="forbid")

    clientBerichtId: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    tekst: Annotated[str, AfterValidator(_bruikbaar)]


class Gezien(BaseModel):
    model_config = ConfigDict(extra="forbid")

    volgnummer: int = Field(strict=True, ge=0, le=999_999_999)


def voeg_toe(app: web.Application) -> None:
    app.add_routes(
        [
            web.post("/v1/gesprekken", open_nieuw),
            web.post("/v1/gesprekken/{id}/berichten", neem_aan),
            web.get("/v1/gesprekken/{id}/berichten", lees_berichten),
            web.get("/v1/gesprekken/{id}/stroom", stroom),
            web.post("/v1/gesprekken/{id}/gezien", meld_gezien),
            web.post("/v1/gesprekken/{id}/typt", meld_typen),
            web.post("/v1/gesprekken/{id}/verslag", maak_verslag),
        ]
    )
    verslag.voeg_toe(app)


async def open_nieuw(request: web.Request) -> web.Response:
    hub = request.app[HUB]
    aanvraag = await lees_json(request, NieuwGesprek)
    async with hub.database.schrijf() as session:
        gesprek, token, opening = await open_gesprek(session, aanvraag.kanaal, hub.postvak.teksten)
    inhoud = {"id": gesprek.id, "token": token, "berichten": [als_json(b) for b in opening]}
    return web.json_response(inhoud, status=201, headers={"Location": f"/v1/gesprekken/{gesprek.id}"})


async def neem_aan(request: web.Request) -> web.Response:
    """202 only after the commit; 200 when this clientBerichtId came before."""
    hub = request.app[HUB]
    gesprek = await _gesprek(request)
    nieuw = await lees_json(request, NieuwBericht)
    hub.aanwezigheid.stop_typen(gesprek.id, DE_INWONER)
    with meten.aangenomen_in("web"):
        aangenomen = await hub.neem_aan(gesprek.id, nieuw.clientBerichtId, nieuw.tekst)
    return web.json_response({"volgnummer": aangenomen.volgnummer}, status=202 if aangenomen.nieuw else 200)


async def lees_berichten(request: web.Request) -> web.Response:
    """A long poll: answers at once when there is news, else when there is or after `wacht` seconds."""
    hub = request.app[HUB]
    gesprek = await _gesprek(request)
    na, wacht = _getallen(request)
    with hub.wekker.luister(gesprek.id) as gebeurd:
        pagina = await lees_pagina(hub.database, gesprek.id, na)
        eerst, einde = zonder_berichten(pagina), time.monotonic() + wacht
        while not pagina["berichten"] and zonder_berichten(pagina) == eerst and (rest := einde - time.monotonic()) > 0:
            try:
                await asyncio.wait_for(gebeurd.wait(), rest)
            except TimeoutError:
                break
            gebeurd.clear()
            pagina = await lees_pagina(hub.database, gesprek.id, na)
    return web.json_response(pagina, headers={"Cache-Control": "no-store"})


async def stroom(request: web.Request) -> web.StreamResponse:
    """Server-sent events: every message once with `id:` its number, `stand` when the state changes, and what people do (Volger)."""
    gesprek = await _gesprek(request)
    volger = Volger(request.app[HUB], gesprek.id, _laatst_gezien(request))
    antwoord = web.StreamResponse(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    antwoord.content_type = "text/event-stream"
    await antwoord.prepare(request)
    # A database that fails ends the stream; the client comes back with Last-Event-ID.
    with suppress(DatabaseStoort), meten.stroom("inwoner"):
        async with aclosing(volger.volg()) as delen:
            async for deel in delen:
                await antwoord.write(deel)
    return antwoord


async def meld_gezien(request: web.Request) -> web.Response:
    """The resident had everything up to and including this number on the screen. Again, or a lower number: nothing happens."""
    hub = request.app[HUB]
    gesprek = await _gesprek(request)
    gezien = await lees_json(request, Gezien)
    if gezien.volgnummer > gesprek.laatste_volgnummer:
        raise OngeldigeInvoer("Dit bericht is er niet.", ["volgnummer: is hoger dan dat van het laatste bericht"])
    if gezien.volgnummer > gesprek.gezien_inwoner:
        async with hub.database.schrijf() as session:
            await beeld.inwoner_zag(session, gesprek.id, gezien.volgnummer)
        hub.wekker.roep(gesprek.id)
    return web.Response(status=204)


async def meld_typen(request: web.Request) -> web.Response:
    """The resident is typing. Only while people take part is there anybody to tell; only news wakes them."""
    hub = request.app[HUB]
    gesprek = await _gesprek(request)
    if gesprek.status in (WACHT_OP_MENS, MENS) and hub.aanwezigheid.meld_typen(gesprek.id, DE_INWONER):
        hub.wekker.roep(gesprek.id)
    return web.Response(status=204)


async def maak_verslag(request: web.Request) -> web.Response:
    """An address behind which the conversation can be read and kept, without the token, for a quarter of an hour."""
    gesprek = await _gesprek(request)
    async with request.app[HUB].database.schrijf() as session:
        code, geldig_tot = await verslagcode.maak(session, gesprek.id)
    adres = f"/verslag/{code}"
    inhoud = {"adres": adres, "geldigTot": geldig_tot.isoformat()}
    return web.json_response(inhoud, status=201, headers={"Location": adres})


async def _gesprek(request: web.Request) -> Gesprek:
    """The conversation that the bearer may see; a wrong token and an unknown id give the same 404."""
    soort, _, token = request.headers.get("Authorization", "").partition(" ")
    if soort.lower() != "bearer":
        raise NietGevonden()
    async with request.app[HUB].database.lees() as session:
        return await gesprek_met_token(session, request.match_info["id"], token.strip())


def _laatst_gezien(request: web.Request) -> int:
    gezien = request.headers.get("Last-Event-ID") or request.query.get("na") or "0"
    if not _GETAL.fullmatch(gezien):
        raise OngeldigeInvoer("Dit adres klopt niet.", ["Last-Event-ID: is geen volgnummer"])
    return int(gezien)


def _getallen(request: web.Request) -> tuple[int, int]:
    """`na` and `wacht` of the query; names both faults at once."""
    na, wacht = request.query.get("na", "0"), request.query.get("wacht", "0")
    fouten = [] if _GETAL.fullmatch(na) else ["na: is geen volgnummer"]
    if not _GETAL.fullmatch(wacht) or int(wacht) > WACHT_MAX:
        fouten.append(f"wacht: is geen aantal seconden van 0 tot en met {WACHT_MAX}")
    if fouten:
        raise OngeldigeInvoer("Dit adres klopt niet.", fouten)
    return int(na), int(wacht)
