"""Looking how the resident will read the arrangement, laying it before them, its versions, and noting what they said outside the chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from loket_backend.arrangement import bezorgen, dienst, voorleggen
from loket_backend.arrangement.leespagina import bestandsnaam, noten_bij
from loket_backend.console import arrangement_lezen as lezen
from loket_backend.console import arrangement_woorden, dossier, zicht
from loket_backend.console.arrangement import adres, basis_van
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.gespreksverslag_papier import als_bestand
from loket_backend.console.intakes import daad, formulier
from loket_backend.console.pagina import lees_getal, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.rondes_lezen import rondes
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.keukentafel import blad
from loket_backend.keukentafel.bladopmaak import Rand
from loket_backend.keukentafel.gespreksverslag_blad import van_een_ander
from loket_backend.rondes.antwoord import Weg, lees_antwoord, mag_lezen
from loket_backend.toegang.audit import leg_vast

Fout = Conflict | OngeldigeInvoer


async def voorbeeld(request: web.Request) -> web.Response:
    return await _voorbeeld(request)


async def leg_voor(request: web.Request) -> web.Response:
    ingevuld, wie = await formulier(request), request[GEBRUIKER]
    weg = Weg(ingevuld.get("weg", ""), ingevuld.get("reden", ""))
    try:
        async with daad(request, "arrangement voorgelegd") as (session, intake):
            mag_lezen(weg, van_een_ander(intake), ingevuld.get("inwoner_vindt_goed") == "1")
            namen = await lezen.organisaties(session)
            await voorleggen.leg_voor(session, intake, basis_van(ingevuld), wie.id, weg, namen)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _voorbeeld(request, ingevuld, fout)
    request.app[HUB].meld(intake.gesprek_id)
    return naar(adres(intake.kenmerk))


async def versies(request: web.Request) -> web.Response:
    return await _versies(request)


async def noteer_reactie(request: web.Request) -> web.Response:
    """What the resident said on paper or over the telephone, written down by a medewerker under their own name."""
    ingevuld, wie = await formulier(request), request[GEBRUIKER].id
    try:
        async with daad(request, "antwoord op arrangement genoteerd") as (session, intake):
            antwoord = lees_antwoord(ingevuld, wie, "schrijf op wat de inwoner anders wil, in eigen woorden")
            versie = await dienst.RONDES.ronde(session, intake.kenmerk, lees_getal(ingevuld.get("ronde")) or 0)
            await dienst.reageer(session, intake, versie.id, antwoord)
            await bezorgen.sluit_vragen(session, intake.gesprek_id, intake.kenmerk)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _versies(request, ingevuld, fout)
    request.app[HUB].meld(intake.gesprek_id)
    return naar(adres(intake.kenmerk))


async def versie_pdf(request: web.Request) -> web.Response:
    """The letter: to print, to send, or to sign at the kitchen table."""
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        versie = await dienst.RONDES.ronde(session, kenmerk, nummer(request, "id"))
        leg_vast(session, wie.id, "arrangement als PDF", kenmerk, zicht.grond(wie, intake))
        papier, noten = blad.uit_json(versie.blad or {}), await noten_bij(session, versie)
    return await als_bestand(request, papier, Rand(noten=noten), bestandsnaam(versie))


async def _voorbeeld(
    request: web.Request, ingevuld: Mapping[str, str] | None = None, fout: Fout | None = None
) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, request.match_info["kenmerk"])
        leg_vast(session, wie.id, "arrangement gelezen", intake.kenmerk, zicht.grond(wie, intake))
        versie = await dienst.laatste(session, intake.kenmerk)
        inhoud: dict[str, Any] = {
            "intake": intake,
            "papier": await voorleggen.voorbeeld(session, wie.id, intake, versie) if versie else None,
            "basis": versie.nummer if versie else 0,
            "ontbreekt": voorleggen.wat_ontbreekt(intake, versie, await lezen.organisaties(session)),
            "van_een_ander": van_een_ander(intake),
        }
    rand = {"ingevuld": ingevuld or {}, "fout": fout}
    return await toon_pagina(
        request, "arrangement_voorbeeld.html", {**inhoud, **rand}, status=fout.status if fout else 200
    )


async def _versies(
    request: web.Request, ingevuld: Mapping[str, str] | None = None, fout: Fout | None = None
) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        leg_vast(session, wie.id, "arrangement gelezen", kenmerk, zicht.grond(wie, intake))
        inhoud: dict[str, Any] = {
            "intake": intake,
            "stand": await lezen.stand(session, kenmerk),
            "rondes": await rondes(session, dienst.RONDES, kenmerk),
            "geschiedenis": await lezen.geschiedenis(session, kenmerk),
        }
    rand = {"arr": arrangement_woorden, "ingevuld": ingevuld or {}, "fout": fout}
    return await toon_pagina(
        request, "arrangement_versies.html", {**inhoud, **rand}, status=fout.status if fout else 200
    )
