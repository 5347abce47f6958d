"""The page of the two tracks of one dossier: help at once, the hand-over to the Wmo-consulent, the besluit, and objections."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import dossier, tweesporen_lezen, zicht
from loket_backend.console.arrangement_lezen import alle_partijen
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import lees_dag, moet_dag, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.tweesporen_formulier import LEEG, Gegeven, Ingevuld, een, lees
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.intake.looptijd import stand_van
from loket_backend.intake.models import Intake
from loket_backend.tijd import vandaag
from loket_backend.toegang.audit import leg_vast
from loket_backend.tweesporen import besluiten, hulp_begint, overdracht, sporen
from loket_backend.tweesporen.besluiten import Beschikking, Protest
from loket_backend.tweesporen.hulp_begint import Hulp
from loket_backend.tweesporen.keuzes import lijst, woord
from loket_backend.tweesporen.overdracht import Opdracht

Daad = Callable[[AsyncSession, Intake, Gegeven, str], Awaitable[Any]]
WEIGERING = (Conflict, OngeldigeInvoer)


async def toon(request: web.Request) -> web.Response:
    return await _pagina(request, LEEG)


async def begin(request: web.Request) -> web.Response:
    """The resident reads in the chat what begins, and may refuse."""

    async def doe(session: AsyncSession, intake: Intake, gegeven: Gegeven, wie: str) -> None:
        gesprek = await berichten.vergrendel(session, intake.gesprek_id)
        hulp = Hulp(een(gegeven, "wat"), een(gegeven, "wie"), lees_dag(een(gegeven, "vanaf")))
        organisaties = [p.naam for p in await alle_partijen(session)]
        await hulp_begint.begin(session, gesprek, intake, hulp, organisaties, wie)

    return await _doe(request, "begin", "spoor: hulp voor iedereen", doe)


async def ga_terug(request: web.Request) -> web.Response:
    async def doe(session: AsyncSession, intake: Intake, gegeven: Gegeven, wie: str) -> None:
        await sporen.ga_terug(session, intake, wie, een(gegeven, "reden")[:1000])

    return await _doe(request, "terug", "spoor: terug", doe)


async def draag_over(request: web.Request) -> web.Response:
    """The resident reads about it in the chat at once."""

    async def doe(session: AsyncSession, intake: Intake, gegeven: Gegeven, wie: str) -> None:
        gesprek = await berichten.vergrendel(session, intake.gesprek_id)
        opdracht = Opdracht(
            een(gegeven, "naar"), een(gegeven, "reden"), een(gegeven, "toelichting"), gegeven.get("mee", ())
        )
        await overdracht.draag_over(session, gesprek, intake, opdracht, wie)

    return await _doe(request, "overdracht", "overgedragen aan Wmo-consulent", doe)


async def vraag_aan(request: web.Request) -> web.Response:
    async def doe(session: AsyncSession, intake: Intake, gegeven: Gegeven, wie: str) -> None:
        dag = moet_dag(een(gegeven, "dag"), "dag", "de dag van de aanvraag")
        await sporen.vraag_aan(session, intake, dag, wie)

    return await _doe(request, "aanvraag", "aanvraag vastgelegd", doe)


async def noteer_besluit(request: web.Request) -> web.Response:
    async def doe(session: AsyncSession, intake: Intake, gegeven: Gegeven, wie: str) -> None:
        beschikking = Beschikking(
            lees_dag(een(gegeven, "dag")),
            een(gegeven, "uitkomst"),
            een(gegeven, "vorm"),
            een(gegeven, "eigen_bijdrage") == "ja",
            een(gegeven, "toelichting"),
        )
        await besluiten.noteer(session, intake, beschikking, wie)

    return await _doe(request, "beschikking", "beschikking genoteerd", doe)


async def maak_bezwaar(request: web.Request) -> web.Response:
    async def doe(session: AsyncSession, intake: Intake, gegeven: Gegeven, wie: str) -> None:
        protest = Protest(een(gegeven, "soort"), lees_dag(een(gegeven, "ontvangen_op")), een(gegeven, "toelichting"))
        await besluiten.maak_bezwaar(session, intake, protest, wie)

    return await _doe(request, "bezwaar", "bezwaar genoteerd", doe)


async def rond_bezwaar_af(request: web.Request) -> web.Response:
    id_ = nummer(request, "id")

    async def doe(session: AsyncSession, intake: Intake, gegeven: Gegeven, wie: str) -> None:
        dag = lees_dag(een(gegeven, "klaar_op"))
        await besluiten.rond_bezwaar_af(session, intake, id_, dag, een(gegeven, "afloop"))

    return await _doe(request, f"afloop-{id_}", "afloop van bezwaar genoteerd", doe)


async def _doe(request: web.Request, formulier: str, wat: str, doe: Daad) -> web.Response:
    """One step in one transaction with its audit line; what is refused comes back as it was typed, with every fault."""
    gegeven = await lees(request)
    try:
        async with daad(request, wat) as (session, intake):
            gesprek_id = intake.gesprek_id
            await doe(session, intake, gegeven, request[GEBRUIKER].id)
    except WEIGERING as fout:
        return await _pagina(request, Ingevuld.geweigerd(formulier, gegeven, fout))
    request.app[HUB].meld(gesprek_id)
    return naar(f"/console/intakes/{request.match_info['kenmerk']}/sporen")


async def _pagina(request: web.Request, ingevuld: Ingevuld) -> web.Response:
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        leg_vast(session, wie.id, "sporen gelezen", kenmerk, zicht.grond(wie, intake))
        inhoud = {
            "intake": intake,
            "s": await tweesporen_lezen.lees(session, intake),
            "termijnen": [t for t in await stand_van(session, intake) if t.termijn.sleutel == "besluit"],
            "consulenten": await overdracht.consulenten(session, intake.wijk_id),
            "namen": await dossier.namen_van_medewerkers(session),
            "ingevuld": ingevuld,
            "vandaag": vandaag(),
            "lijst": lijst,
            "woord": woord,
        }
    return await toon_pagina(request, "tweesporen.html", inhoud, status=ingevuld.status)
