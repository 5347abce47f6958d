"""The legal dates: the lists of what is late or nearly so, and for one dossier what makes its dates move."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import dossier, termijnlijst, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import moet_dag, naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import LoketFout
from loket_backend.intake import opschorten
from loket_backend.intake.api import DATABASE
from loket_backend.intake.looptijd import stand_van
from loket_backend.intake.models import Intake
from loket_backend.toegang.audit import leg_vast
from loket_backend.tweesporen import sporen

Invoer = Mapping[str, str]
Daad = Callable[[AsyncSession, Intake, Invoer, str], Awaitable[None]]


async def toon_lijsten(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        inhoud = {
            "te_laat": await termijnlijst.lees(session, wie, termijnlijst.te_laat(), "te laat"),
            "bijna": await termijnlijst.lees(session, wie, termijnlijst.bijna(), "bijna te laat"),
            "stil": await termijnlijst.lees(session, wie, termijnlijst.staat_stil(), "staat stil"),
        }
    return await toon_pagina(request, "termijnen.html", inhoud)


async def toon(request: web.Request) -> web.Response:
    return await _pagina(request)


async def _pagina(request: web.Request, fout: LoketFout | None = None, invoer: Invoer | None = None) -> web.Response:
    """The page of one dossier; with what was typed when that was refused."""
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk)
        leg_vast(session, wie.id, "gelezen", kenmerk, zicht.grond(wie, intake))
        inhoud: dict[str, Any] = {
            "intake": intake,
            "standen": await stand_van(session, intake),
            "opschortingen": await opschorten.opschortingen(session, kenmerk),
            "namen": await dossier.namen_van_medewerkers(session),
            "fout": fout,
            "daad": request.path.rpartition("/")[2],
            "invoer": invoer or {},
        }
    return await toon_pagina(request, "intake_termijnen.html", inhoud, status=fout.status if fout else 200)


async def schort_op(request: web.Request) -> web.Response:
    return await _doe(request, _schort_op)


async def hervat(request: web.Request) -> web.Response:
    return await _doe(request, _hervat)


async def doe_aanvraag(request: web.Request) -> web.Response:
    return await _doe(request, _doe_aanvraag)


async def trek_aanvraag_in(request: web.Request) -> web.Response:
    return await _doe(request, _trek_in)


async def besluit(request: web.Request) -> web.Response:
    return await _doe(request, _besluit)


async def _doe(request: web.Request, wat: Daad) -> web.Response:
    """Who may see the dossier may do it; what is refused comes back with what was typed."""
    invoer = {naam: str(waarde).strip() for naam, waarde in (await request.post()).items()}
    try:
        async with daad(request, "termijn veranderd") as (session, intake):
            await wat(session, intake, invoer, request[GEBRUIKER].id)
    except LoketFout as fout:
        if fout.status == 404:
            raise
        return await _pagina(request, fout, invoer)
    return naar(f"/console/intakes/{request.match_info['kenmerk']}/termijnen")


async def _schort_op(session: AsyncSession, intake: Intake, invoer: Invoer, wie: str) -> None:
    tot = moet_dag(invoer.get("tot"), "tot", "de laatste dag") if invoer.get("tot") else None
    await opschorten.schort_op(
        session, intake, moet_dag(invoer.get("van"), "van", "de eerste dag"), tot, invoer.get("reden", ""), wie
    )


async def _hervat(session: AsyncSession, intake: Intake, invoer: Invoer, wie: str) -> None:
    await opschorten.hervat(session, intake, moet_dag(invoer.get("tot"), "tot", "de laatste dag"))


async def _doe_aanvraag(session: AsyncSession, intake: Intake, invoer: Invoer, wie: str) -> None:
    await sporen.vraag_aan(session, intake, moet_dag(invoer.get("dag"), "dag", "de dag van de aanvraag"), wie)


async def _trek_in(session: AsyncSession, intake: Intake, invoer: Invoer, wie: str) -> None:
    await sporen.trek_in(session, intake, wie)


async def _besluit(session: AsyncSession, intake: Intake, invoer: Invoer, wie: str) -> None:
    await sporen.besluit(session, intake, moet_dag(invoer.get("dag"), "dag", "de dag van het besluit"), wie)
