"""Writing the gespreksverslag, looking how the resident will read it, laying it before them, and noting what they said outside the chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiohttp import web

from loket_backend.console import dossier, zicht
from loket_backend.console import gespreksverslag_lezen as lezen
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad, formulier
from loket_backend.console.pagina import lees_getal, naar, wil_json
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.woorden import klok
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.keukentafel import gespreksverslag, gespreksverslag_bezorgen, gespreksverslag_blad
from loket_backend.keukentafel.gespreksverslag import RONDES, AnderWasEerst
from loket_backend.keukentafel.gespreksverslag_sjabloon import delen
from loket_backend.rondes.antwoord import Weg, lees_antwoord, mag_lezen
from loket_backend.toegang.audit import leg_vast

Delen = dict[str, dict[str, str]]
ZONDER_WOORDEN = "schrijf op wat er niet klopt, in de woorden van de inwoner"


def adres(kenmerk: str) -> str:
    return f"/console/intakes/{kenmerk}/verslag"


async def toon(request: web.Request) -> web.Response:
    return await _toon(request)


async def bewaar(request: web.Request) -> web.Response:
    """Saves a concept. The page's own script asks for JSON and gets the number to go on from."""
    ingevuld, kenmerk = await formulier(request), request.match_info["kenmerk"]
    getypt = _delen(ingevuld)
    try:
        async with request.app[DATABASE].schrijf() as session:
            intake = await dossier.zoek(session, request[GEBRUIKER], kenmerk)
            basis = lees_getal(ingevuld.get("basis")) or 0
            versie = await gespreksverslag.bewaar(session, kenmerk, getypt, basis, request[GEBRUIKER].id)
            if versie.nummer != basis:
                grond = zicht.grond(request[GEBRUIKER], intake)
                leg_vast(session, request[GEBRUIKER].id, "gespreksverslag bewaard", kenmerk, grond)
    except (AnderWasEerst, OngeldigeInvoer) as fout:
        return await _opnieuw(request, getypt, fout)
    if wil_json(request):
        return web.json_response({"basis": versie.nummer, "bewaard": klok(versie.op)})
    return naar(f"{adres(kenmerk)}/voorbeeld" if ingevuld.get("dan") == "voorbeeld" else f"{adres(kenmerk)}?bewaard=1")


async def voorbeeld(request: web.Request) -> web.Response:
    return await _voorbeeld(request)


async def leg_voor(request: web.Request) -> web.Response:
    """From here on the resident reads it. In somebody else's chat only when the resident thinks that right."""
    ingevuld, kenmerk = await formulier(request), request.match_info["kenmerk"]
    wie, weg = request[GEBRUIKER], Weg(ingevuld.get("weg", ""), ingevuld.get("reden", ""))
    try:
        async with request.app[DATABASE].schrijf() as session:
            intake = await dossier.zoek(session, wie, kenmerk)
            van_een_ander = gespreksverslag_blad.van_een_ander(intake)
            mag_lezen(weg, van_een_ander, ingevuld.get("inwoner_vindt_goed") == "1")
            basis = lees_getal(ingevuld.get("basis")) or 0
            await gespreksverslag_bezorgen.leg_voor(session, kenmerk, basis, wie.id, weg)
            leg_vast(session, wie.id, "gespreksverslag voorgelegd", kenmerk, zicht.grond(wie, intake))
    except (Conflict, OngeldigeInvoer) as fout:
        return await _voorbeeld(request, ingevuld, fout)
    request.app[HUB].meld(intake.gesprek_id)
    return naar(f"/console/intakes/{kenmerk}#gespreksverslag")


async def noteer_reactie(request: web.Request) -> web.Response:
    """What the resident said on paper or over the telephone, written down by a medewerker under their own name."""
    ingevuld = await formulier(request)
    try:
        async with daad(request, "reactie op gespreksverslag genoteerd") as (session, intake):
            versie = await RONDES.ronde(session, intake.kenmerk, lees_getal(ingevuld.get("ronde")) or 0)
            antwoord = lees_antwoord(ingevuld, request[GEBRUIKER].id, ZONDER_WOORDEN)
            await gespreksverslag.reageer(session, versie.id, antwoord)
            await gespreksverslag_bezorgen.sluit_vragen(session, intake.gesprek_id, intake.kenmerk)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _toon_versies(request, ingevuld, fout)
    return naar(f"/console/intakes/{intake.kenmerk}#gespreksverslag")


async def versies(request: web.Request) -> web.Response:
    return await _toon_versies(request)


async def _toon(
    request: web.Request,
    getypt: Delen | None = None,
    fout: AnderWasEerst | OngeldigeInvoer | None = None,
) -> web.Response:
    wie = request[GEBRUIKER]
    ander = fout.nieuwste if isinstance(fout, AnderWasEerst) else None
    fouten: Sequence[str] = fout.fouten if fout else ()
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, request.match_info["kenmerk"])
        leg_vast(session, wie.id, "gespreksverslag gelezen", intake.kenmerk, zicht.grond(wie, intake))
        blad = await lezen.schrijfblad(session, intake, getypt, ander, fouten)
    inhoud = {"blad": blad, "fout": fout.detail if fout else None, "bewaard": request.query.get("bewaard") == "1"}
    return await toon_pagina(request, "gespreksverslag.html", inhoud, status=fout.status if fout else 200)


async def _opnieuw(request: web.Request, getypt: Delen, fout: AnderWasEerst | OngeldigeInvoer) -> web.Response:
    """With what was typed; a script keeps that itself."""
    if wil_json(request):
        raise fout
    return await _toon(request, getypt, fout)


async def _voorbeeld(
    request: web.Request,
    ingevuld: Mapping[str, str] | None = None,
    fout: Conflict | OngeldigeInvoer | None = None,
) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, request.match_info["kenmerk"])
        leg_vast(session, wie.id, "gespreksverslag gelezen", intake.kenmerk, zicht.grond(wie, intake))
        papier, basis, ontbreekt = await lezen.voorbeeld(session, wie, intake)
    inhoud = {
        "intake": intake,
        "papier": papier,
        "basis": basis,
        "ontbreekt": ontbreekt,
        "van_een_ander": gespreksverslag_blad.van_een_ander(intake),
        "ingevuld": ingevuld or {},
        "fout": fout,
    }
    return await toon_pagina(request, "gespreksverslag_voorbeeld.html", inhoud, status=fout.status if fout else 200)


async def _toon_versies(
    request: web.Request,
    ingevuld: Mapping[str, str] | None = None,
    fout: Conflict | OngeldigeInvoer | None = None,
) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        leg_vast(session, wie.id, "gespreksverslag gelezen", kenmerk, zicht.grond(wie, intake))
        stand = await lezen.overzicht(session, kenmerk)
        gekozen = _gekozen(request.query, [ronde.nummer for ronde in stand.rondes])
        bladen = await lezen.naast_elkaar(session, kenmerk, gekozen)
    inhoud = {
        "intake": intake,
        "overzicht": stand,
        "bladen": bladen,
        "ingevuld": ingevuld or {},
        "fout": fout,
    }
    return await toon_pagina(request, "gespreksverslag_versies.html", inhoud, status=fout.status if fout else 200)


def _gekozen(vraag: Mapping[str, str], nummers: Sequence[int]) -> list[int]:
    """The two that were asked for, else the last two."""
    gevraagd = [n for veld in ("links", "rechts") if (n := lees_getal(vraag.get(veld))) in nummers and n is not None]
    return gevraagd or list(nummers[-2:])


def _delen(ingevuld: Mapping[str, str]) -> Delen:
    return {
        d.sleutel: {"tekst": ingevuld.get(f"tekst_{d.sleutel}", ""), "leeg": ingevuld.get(f"leeg_{d.sleutel}", "")}
        for d in delen()
    }
