"""The page on which a medewerker makes an appointment for an intake, moves it, calls it off, and says how it went."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import afsprakenlijst, dossier, zicht
from loket_backend.console.afspraakformulier import lees_plan
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.keukentafel import afspraken, agenda
from loket_backend.keukentafel.afspraakdossier import open_afspraken
from loket_backend.keukentafel.afspraakmodels import PLAATSEN
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten
from loket_backend.keukentafel.huisregels import Afspraakbeleid
from loket_backend.toegang.audit import leg_vast

# Where residents reach this loket, for the link to the calendar file.
ADRES = web.AppKey("adres_buiten", str)
Daad = Callable[[AsyncSession, Afspraakteksten, str], Awaitable[None]]


async def toon(request: web.Request) -> web.Response:
    return await _pagina(request, request.match_info["kenmerk"], {})


async def plan(request: web.Request) -> web.Response:
    """Proposes in the chat, or writes down what was agreed by telephone."""
    gegeven, kenmerk = await _formulier(request), request.match_info["kenmerk"]
    aan_de_telefoon = gegeven.get("hoe") == "telefoon"
    voorstel = lees_plan(gegeven)

    async def doe(session: AsyncSession, teksten: Afspraakteksten, wie: str) -> None:
        stap = afspraken.spreek_af if aan_de_telefoon else afspraken.stel_voor
        await stap(session, teksten, kenmerk, wie, voorstel)

    wat = "afspraak vastgelegd" if aan_de_telefoon else "momenten voorgesteld"
    return await _doe(request, kenmerk, wat, doe, gegeven, "plan")


async def zeg_af(request: web.Request) -> web.Response:
    gegeven, id_, kenmerk = await _van_afspraak(request)

    async def doe(session: AsyncSession, teksten: Afspraakteksten, wie: str) -> None:
        await afspraken.trek_in(session, teksten, id_, wie, gegeven.get("reden", ""))

    return await _doe(request, kenmerk, "afspraak afgezegd", doe, gegeven, "afzeggen")


async def rond_af(request: web.Request) -> web.Response:
    gegeven, id_, kenmerk = await _van_afspraak(request)

    async def doe(session: AsyncSession, teksten: Afspraakteksten, wie: str) -> None:
        if gegeven.get("afloop") not in ("geweest", "niet_verschenen"):
            raise OngeldigeInvoer("Kies hoe het is gegaan.", ["Kies hoe het is gegaan."])
        await afspraken.rond_af(session, teksten, id_, wie, gegeven["afloop"] == "geweest")

    return await _doe(request, kenmerk, "afloop vastgelegd", doe, gegeven, "afloop")


async def noteer_erbij(request: web.Request) -> web.Response:
    gegeven, id_, kenmerk = await _van_afspraak(request)

    async def doe(session: AsyncSession, teksten: Afspraakteksten, wie: str) -> None:
        await afspraken.noteer_erbij(session, id_, wie, gegeven.get("soort", ""), gegeven.get("naam", ""))

    return await _doe(request, kenmerk, "wie meekomt genoteerd", doe, gegeven, "erbij")


async def _van_afspraak(request: web.Request) -> tuple[dict[str, str], int, str]:
    id_ = nummer(request, "id")
    async with request.app[DATABASE].lees() as session:
        kenmerk = await afsprakenlijst.kenmerk_van(session, request[GEBRUIKER], id_)
    return await _formulier(request), id_, kenmerk


async def _doe(
    request: web.Request, kenmerk: str, wat: str, daad: Daad, gegeven: Mapping[str, str], waar: str
) -> web.Response:
    """One step in one transaction with its audit line; what is refused comes back as it was typed, with every fault."""
    wie = request[GEBRUIKER]
    try:
        async with request.app[DATABASE].schrijf() as session:
            intake = await dossier.zoek(session, wie, kenmerk)
            grond, gesprek_id = zicht.grond(wie, intake), intake.gesprek_id
            await daad(session, _teksten(request), wie.id)
            leg_vast(session, wie.id, wat, kenmerk, grond)
    except (Conflict, OngeldigeInvoer) as fout:
        fouten = fout.fouten if waar == "plan" and fout.fouten else [fout.detail]
        return await _pagina(request, kenmerk, gegeven, fouten, waar, fout.status)
    request.app[HUB].meld(gesprek_id)
    return naar(f"/console/intakes/{kenmerk}#afspraken")


async def _pagina(
    request: web.Request,
    kenmerk: str,
    gegeven: Mapping[str, str],
    fouten: list[str] | None = None,
    waar: str = "",
    status: int = 200,
) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        inhoud = {
            "intake": intake,
            "afspraken": await afsprakenlijst.lees(session, intake),
            **await _vrij(session, intake, gegeven),
        }
        leg_vast(session, wie.id, "afspraak gelezen", kenmerk, zicht.grond(wie, intake))
    inhoud |= {"ingevuld": gegeven, "fouten": fouten or [], "waar": waar, "soorten": afspraken.ERBIJ}
    return await toon_pagina(request, "afspraak.html", {**inhoud, "plaatsen": PLAATSEN}, status=status)


async def _vrij(session: AsyncSession, intake: Intake, gegeven: Mapping[str, str]) -> dict[str, Any]:
    """The free moments in the calendar of whose intake it is."""
    regels = Afspraakbeleid.regels()
    medewerker = await afsprakenlijst.medewerker_van(session, intake)
    if medewerker is None:
        return {"vrij_per_dag": [], "medewerker": None, "regels": regels}
    lopend = next(iter(await open_afspraken(session, intake.kenmerk)), None)
    vrij = await agenda.van(session, medewerker, lopend.id if lopend else None)
    plaats = lopend.plaats if lopend else gegeven.get("plaats") or PLAATSEN[0]
    duur = lopend.duur if lopend else regels.duur
    per_dag = [(dag, list(momenten)) for dag, momenten in groupby(vrij.vrij(duur, plaats), key=datetime.date)]
    return {"vrij_per_dag": per_dag, "medewerker": medewerker, "regels": regels}


async def _formulier(request: web.Request) -> dict[str, str]:
    """Text only: a file that somebody sends along is nothing."""
    return {naam: waarde for naam, waarde in (await request.post()).items() if isinstance(waarde, str)}


def _teksten(request: web.Request) -> Afspraakteksten:
    return Afspraakteksten(request.app[HUB].postvak.teksten.telefoon, request.app[ADRES])
