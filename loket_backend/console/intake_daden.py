"""The forms on the page of one intake: its status, the coverage list, a note. What is refused comes back as it was typed."""

from __future__ import annotations

from aiohttp import web

from loket_backend.console import intakes
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import Mis, daad, formulier
from loket_backend.console.pagina import lees_getal, naar
from loket_backend.errors import Conflict, LoketFout, OngeldigeInvoer, Verboden
from loket_backend.gesprek import mensen
from loket_backend.gesprek.hub import HUB
from loket_backend.intake import dekking
from loket_backend.intake.models import EINDE, STATUSSEN
from loket_backend.intake.workflow import kan_naar, wissel
from loket_backend.keukentafel.afspraakdossier import open_afspraken
from loket_backend.toegang.rechten import HEROPENEN, mag

STATUS, NOTITIE = "status", "notitie"


async def wissel_status(request: web.Request) -> web.Response:
    wie, gegeven = request[GEBRUIKER], await formulier(request)
    status, mag_heropenen = gegeven.get("naar", ""), mag(wie.rol, HEROPENEN)
    try:
        async with daad(request, "status gewijzigd") as (session, intake):
            if status not in STATUSSEN:
                raise OngeldigeInvoer("Kies een status.", ["naar: onbekend"])
            if intake.status != gegeven.get("was", ""):
                raise Conflict("Een collega veranderde de status net ook. Kijk hoe het dossier er nu voor staat.")
            if status not in kan_naar(intake.status, mag_heropenen=True):
                raise Conflict("Deze stap kan nu niet.")
            if status in EINDE and await open_afspraken(session, intake.kenmerk):
                raise Conflict("Er staat nog een afspraak. Zeg die eerst af. Dan leest de inwoner waarom.")
            reden = gegeven.get("reden", "")
            await wissel(session, intake, status, wie.id, reden, mag_heropenen=mag_heropenen)
    except (Conflict, OngeldigeInvoer, Verboden) as fout:
        return await intakes.toon(request, Mis(STATUS, gegeven, fout))
    return _terug(request, "status")


async def leg_dekking_vast(request: web.Request) -> web.Response:
    wie, gegeven = request[GEBRUIKER], await formulier(request)
    onderdeel, stand, opmerking = (gegeven.get(k, "") for k in ("onderdeel", "stand", "opmerking"))
    try:
        async with daad(request, "dekking vastgelegd") as (session, intake):
            was = lees_getal(gegeven.get("was")) or 0
            await dekking.leg_vast(session, intake, onderdeel, stand, opmerking, wie.id, was)
    except (Conflict, OngeldigeInvoer) as fout:
        return await intakes.toon(request, Mis(f"dekking-{onderdeel}", gegeven, fout))
    return _terug(request, f"dekking-{onderdeel}")


async def noteer(request: web.Request) -> web.Response:
    """The same notes as beside the conversation; an open page of that hears of it."""
    gegeven = await formulier(request)
    try:
        async with daad(request, "notitie geschreven") as (session, intake):
            await mensen.noteer(session, intake.gesprek_id, request[GEBRUIKER].id, gegeven.get("notitie", ""))
    except OngeldigeInvoer as fout:
        return await intakes.toon(request, Mis(NOTITIE, gegeven, _bij_notitie(fout, gegeven)))
    request.app[HUB].meld(intake.gesprek_id)
    return _terug(request, "notities")


def _bij_notitie(fout: OngeldigeInvoer, gegeven: dict[str, str]) -> LoketFout:
    leeg = not gegeven.get("notitie", "").strip()
    return OngeldigeInvoer("Schrijf eerst iets in de notitie.", fout.fouten) if leeg else fout


def _terug(request: web.Request, plek: str) -> web.Response:
    return naar(f"/console/intakes/{request.match_info['kenmerk']}#{plek}")
