"""The staff API over intakes (contract section 7), and the internal one through which the bot writes them."""

from __future__ import annotations

import re
import secrets

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database
from loket_backend.errors import NietAangemeld, NietGevonden, OngeldigeInvoer, Verboden
from loket_backend.intake import queries, service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.termijnen import termijnen
from loket_backend.invoer import lees_json
from loket_backend.tijd import lees_datum
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.rechten import ALLE_DOSSIERS, mag
from loket_backend.toegang.sleutels import rol_van
from loket_backend.toewijzing.models import Medewerker, Wijk

DATABASE = web.AppKey("database", Database)
GEHEIM = web.AppKey("geheim", str)
_PAGINA = re.compile(r"[1-9]\d{0,5}", re.ASCII)


def voeg_toe(app: web.Application) -> None:
    """The routes that staff may call with a key."""
    app.add_routes([web.get("/v1/intakes", lijst), web.get("/v1/intakes/{kenmerk}", toon)])


async def lijst(request: web.Request) -> web.Response:
    vraag = request.query
    async with request.app[DATABASE].schrijf() as session:
        wie = await _wie_mag(session, request)
        pagina = vraag.get("pagina") or "1"
        if not _PAGINA.fullmatch(pagina):
            raise OngeldigeInvoer("Dit adres klopt niet.", ["pagina: is geen nummer vanaf 1"])
        filter = queries.Filter(vraag.get("status"), vraag.get("wijk"), vraag.get("medewerker"), int(pagina))
        gevonden = await queries.intakes(session, filter)
        for intake in gevonden:
            leg_vast(session, wie, "lijst", intake["kenmerk"], "staff API")
    return web.json_response({"intakes": gevonden, "pagina": filter.pagina})


async def toon(request: web.Request) -> web.Response:
    async with request.app[DATABASE].schrijf() as session:
        wie = await _wie_mag(session, request)
        intake = await queries.intake(session, request.match_info["kenmerk"])
        if intake is None:
            raise NietGevonden()
        leg_vast(session, wie, "gelezen", intake.kenmerk, "staff API")
        inhoud = await queries.als_json(session, intake)
    return web.json_response(inhoud)


async def _wie_mag(session: AsyncSession, request: web.Request) -> str:
    """Who calls, for the audit trail. A key belongs to no person, so it needs a role that may see every dossier."""
    rol, wie = await rol_van(session, request.headers.get("Authorization", ""))
    if not mag(rol, ALLE_DOSSIERS):
        raise Verboden("Deze sleutel geeft geen toegang tot dossiers.")
    return wie


class Indiening(BaseModel):
    model_config = ConfigDict(extra="forbid")

    volgnummer: int
    concept: ConceptInhoud


def voeg_intern_toe(app: web.Application) -> None:
    """The routes for the action server: on a loopback port of their own, with the shared secret."""
    app.add_routes(
        [
            web.put("/v1/intern/gesprekken/{id}/concept", bewaar_concept),
            web.post("/v1/intern/gesprekken/{id}/indiening", dien_in),
        ]
    )


@web.middleware
async def alleen_met_geheim(request: web.Request, handler: Handler) -> web.StreamResponse:
    if not secrets.compare_digest(request.headers.get("X-Loket-Geheim", ""), request.app[GEHEIM]):
        raise NietAangemeld()
    return await handler(request)


async def bewaar_concept(request: web.Request) -> web.Response:
    indiening = await lees_json(request, Indiening)
    async with request.app[DATABASE].schrijf() as session:
        await service.bewaar_concept(session, request.match_info["id"], indiening.volgnummer, indiening.concept)
    return web.Response(status=204)


async def dien_in(request: web.Request) -> web.Response:
    """Stores the approved draft and submits it, in one transaction. The same call again gives the same answer."""
    indiening = await lees_json(request, Indiening)
    gesprek_id = request.match_info["id"]
    async with request.app[DATABASE].schrijf() as session:
        await service.bewaar_concept(session, gesprek_id, indiening.volgnummer, indiening.concept)
        intake = await service.dien_in(session, gesprek_id, indiening.volgnummer)
        medewerker = await session.get(Medewerker, intake.medewerker_id) if intake.medewerker_id else None
        wijk = await session.get(Wijk, intake.wijk_id) if intake.wijk_id else None
    return web.json_response(
        {
            "kenmerk": intake.kenmerk,
            "medewerker": {"naam": medewerker.naam, "functie": medewerker.functie} if medewerker else None,
            "wijk": wijk.naam if wijk else None,
            "termijnen": {naam: lees_datum(dag) for naam, dag in termijnen(intake.ontvangen_op).items()},
        }
    )
