"""The page of an arrangement: its lines, what it costs and what it saves; taking a line away, and ending it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from loket_backend.arrangement import akkoord, bezorgen, dienst, regels, voorleggen
from loket_backend.arrangement.invoer import lees_kijkdag
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console import arrangement_lezen as lezen
from loket_backend.console import arrangement_woorden, dossier, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad, formulier
from loket_backend.console.pagina import lees_getal, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.toegang.audit import leg_vast

NODIG = "nodig"


def adres(kenmerk: str) -> str:
    return f"/console/intakes/{kenmerk}/arrangement"


async def toon(request: web.Request) -> web.Response:
    return await _toon(request)


async def verwijder_regel(request: web.Request) -> web.Response:
    """The next version is without this line; the earlier ones keep it."""
    ingevuld, sleutel = await formulier(request), request.match_info["sleutel"]
    try:
        async with daad(request, "hulp uit arrangement gehaald") as (session, intake):
            helpt, spaart = regels.van(await dienst.laatste(session, intake.kenmerk))
            if len(over := regels.zonder(helpt, sleutel)) == len(helpt):
                raise NietGevonden()
            await dienst.bewaar(session, intake, over, spaart, basis_van(ingevuld), request[GEBRUIKER].id)
    except Conflict as fout:
        return await _toon(request, ingevuld, fout)
    return naar(f"{adres(intake.kenmerk)}?bewaard=1")


async def verwijder_vermeden(request: web.Request) -> web.Response:
    ingevuld, id_ = await formulier(request), nummer(request, "id")
    try:
        async with daad(request, "besparing uit arrangement gehaald") as (session, intake):
            laatste = await dienst.laatste(session, intake.kenmerk)
            helpt, _ = regels.van(laatste)
            rijen = laatste.vermeden if laatste else []
            if all(rij.id != id_ for rij in rijen):
                raise _niet_meer(ingevuld, laatste.nummer if laatste else 0)
            over = [regels.uit_vermeden(rij) for rij in rijen if rij.id != id_]
            await dienst.bewaar(session, intake, helpt, over, basis_van(ingevuld), request[GEBRUIKER].id)
    except Conflict as fout:
        return await _toon(request, ingevuld, fout)
    return naar(f"{adres(intake.kenmerk)}?bewaard=1#effect")


def _niet_meer(ingevuld: Mapping[str, str], nieuwste: int) -> Conflict | NietGevonden:
    """Who looked at an older version hears that a colleague was first."""
    if basis_van(ingevuld) == nieuwste:
        return NietGevonden()
    return Conflict("Een collega bewaarde dit arrangement terwijl u las. Kijk eerst hoe het er nu uitziet.")


async def kijk_weer(request: web.Request) -> web.Response:
    """People looked together how it goes, and the help stays: the day of the next time, in a new version."""
    ingevuld = await formulier(request)
    try:
        async with daad(request, "nieuwe dag om samen te kijken") as (session, intake):
            dag = lees_kijkdag(ingevuld)
            helpt, spaart = regels.van(await dienst.laatste(session, intake.kenmerk))
            if not regels.te_bekijken(helpt):
                raise Conflict("Er is nu geen hulp waar u samen naar kijkt.")
            nieuw, wie = regels.kijk_weer(helpt, dag), request[GEBRUIKER].id
            await dienst.bewaar(session, intake, nieuw, spaart, basis_van(ingevuld), wie)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _toon(request, ingevuld, fout, bij="kijkdag")
    return naar(f"{adres(intake.kenmerk)}?bewaard=1")


async def eindig(request: web.Request) -> web.Response:
    ingevuld = await formulier(request)
    try:
        async with daad(request, "arrangement gestopt") as (session, intake):
            reden = voorleggen.lees_reden(ingevuld)
            await dienst.eindig(session, intake, request[GEBRUIKER].id, reden)
            await bezorgen.sluit_vragen(session, intake.gesprek_id, intake.kenmerk)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _toon(request, ingevuld, fout, bij="einde")
    return naar(adres(intake.kenmerk))


async def laat_gelden(request: web.Request) -> web.Response:
    """The resident agreed when the budget had no room; now it has."""
    ingevuld = await formulier(request)
    try:
        async with daad(request, "arrangement gaat gelden") as (session, intake):
            gesprek = await session.get_one(Gesprek, intake.gesprek_id)
            await akkoord.laat_gelden(session, gesprek, intake, request[GEBRUIKER].id)
    except Conflict as fout:
        return await _toon(request, ingevuld, fout)
    request.app[HUB].meld(intake.gesprek_id)
    return naar(adres(intake.kenmerk))


def basis_van(ingevuld: Mapping[str, str]) -> int:
    """The number of the version that stood on the page; a form that does not say so saw none."""
    return lees_getal(ingevuld.get("basis")) or 0


async def _toon(
    request: web.Request,
    ingevuld: Mapping[str, str] | None = None,
    fout: Conflict | OngeldigeInvoer | None = None,
    bij: str = "",
) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, request.match_info["kenmerk"], dossier.MET_UITSPRAKEN)
        leg_vast(session, wie.id, "arrangement gelezen", intake.kenmerk, zicht.grond(wie, intake))
        beeld = await lezen.beeld(session, intake)
        inhoud: dict[str, Any] = {
            "intake": intake,
            "beeld": beeld,
            "kijken": regels.te_bekijken(beeld.stand.laatste.regels)
            if beeld.stand.geldend and beeld.stand.laatste
            else [],
            "wacht_op_ruimte": await akkoord.wachtend(session, intake.kenmerk) is not None,
            "einde": await lezen.einde(session, intake.kenmerk),
            "nodig": gehoord(intake),
        }
    rand = {
        "arr": arrangement_woorden,
        "hoe_vaak": regels.hoe_vaak,
        "ingevuld": ingevuld or {},
        "fout": fout,
        "bij": bij,
        "bewaard": request.query.get("bewaard") == "1",
    }
    return await toon_pagina(request, "arrangement.html", {**inhoud, **rand}, status=fout.status if fout else 200)


def gehoord(intake: Intake) -> list[tuple[int, str, str]]:
    """What the resident needs, as they said it: the id, the leefgebied, the words."""
    return [(u.id, LEEFGEBIEDEN[u.leefgebied], u.tekst) for u in intake.uitspraken if u.aspect == NODIG]
