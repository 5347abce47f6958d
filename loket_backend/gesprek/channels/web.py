"""The chat protocol over HTTP (contract section 6): the widget's door to the hub."""

from __future__ import annotations

import asyncio
import json
import re
import time
from typing import Annotated, Any, Literal

from aiohttp import web
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.gesprek import queries
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.models import Gesprek, als_json
from loket_backend.gesprek.postvak import gesprek_met_token, open_gesprek
from loket_backend.invoer import lees_json

WACHT_MAX = 25
HARTSLAG = 15
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


def voeg_toe(app: web.Application) -> None:
    app.add_routes(
        [
            web.post("/v1/gesprekken", open_nieuw),
            web.post("/v1/gesprekken/{id}/berichten", neem_aan),
            web.get("/v1/gesprekken/{id}/berichten", lees_berichten),
            web.get("/v1/gesprekken/{id}/stroom", stroom),
        ]
    )


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
    aangenomen = await hub.neem_aan(gesprek.id, nieuw.clientBerichtId, nieuw.tekst)
    return web.json_response({"volgnummer": aangenomen.volgnummer}, status=202 if aangenomen.nieuw else 200)


async def lees_berichten(request: web.Request) -> web.Response:
    """A long poll: answers at once when there is news, else when there is or after `wacht` seconds."""
    gesprek = await _gesprek(request)
    na, wacht = _getallen(request)
    with request.app[HUB].wekker.luister(gesprek.id) as gebeurd:
        pagina = await _pagina(request, gesprek.id, na)
        eerst, einde = _zonder_berichten(pagina), time.monotonic() + wacht
        while not pagina["berichten"] and _zonder_berichten(pagina) == eerst and (rest := einde - time.monotonic()) > 0:
            try:
                await asyncio.wait_for(gebeurd.wait(), rest)
            except TimeoutError:
                break
            gebeurd.clear()
            pagina = await _pagina(request, gesprek.id, na)
    return web.json_response(pagina, headers={"Cache-Control": "no-store"})


async def stroom(request: web.Request) -> web.StreamResponse:
    """Server-sent events: every message once with `id:` its number, and `stand` when the state changes."""
    gesprek = await _gesprek(request)
    gezien = _laatst_gezien(request)
    antwoord = web.StreamResponse(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    antwoord.content_type = "text/event-stream"
    await antwoord.prepare(request)
    vorige: dict[str, Any] = {}
    wekker = request.app[HUB].wekker
    with wekker.luister(gesprek.id) as gebeurd:
        while not wekker.gestopt:
            gebeurd.clear()
            pagina = await _pagina(request, gesprek.id, gezien)
            for bericht in pagina["berichten"]:
                await antwoord.write(_gebeurtenis(bericht, id=bericht["volgnummer"]))
                gezien = bericht["volgnummer"]
            if _zonder_berichten(pagina) != vorige:
                vorige = _zonder_berichten(pagina)
                await antwoord.write(_gebeurtenis(vorige, soort="stand"))
            try:
                await asyncio.wait_for(gebeurd.wait(), HARTSLAG)
            except TimeoutError:
                await antwoord.write(b": hartslag\n\n")
    return antwoord


async def _gesprek(request: web.Request) -> Gesprek:
    """The conversation that the bearer may see; a wrong token and an unknown id give the same 404."""
    soort, _, token = request.headers.get("Authorization", "").partition(" ")
    if soort.lower() != "bearer":
        raise NietGevonden()
    async with request.app[HUB].database.lees() as session:
        return await gesprek_met_token(session, request.match_info["id"], token.strip())


async def _pagina(request: web.Request, gesprek_id: str, na: int) -> dict[str, Any]:
    async with request.app[HUB].database.lees() as session:
        return await queries.pagina(session, gesprek_id, na)


def _zonder_berichten(pagina: dict[str, Any]) -> dict[str, Any]:
    return {sleutel: waarde for sleutel, waarde in pagina.items() if sleutel != "berichten"}


def _gebeurtenis(inhoud: dict[str, Any], id: int | None = None, soort: str | None = None) -> bytes:
    kop = (f"id: {id}\n" if id is not None else "") + (f"event: {soort}\n" if soort else "")
    return f"{kop}data: {json.dumps(inhoud, ensure_ascii=False)}\n\n".encode()


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
