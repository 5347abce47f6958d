"""Asking for a break-glass, and the coordinator's page on which each of them is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.dossier import namen_van_medewerkers
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.pagina import naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.toegang import noodinzage
from loket_backend.toegang.audit import leg_vast

BESTAAT_NIET = "Er is geen dossier met dit kenmerk. Uw vraag en uw reden zijn vastgelegd."


async def toon(request: web.Request) -> web.Response:
    return await _formulier(request)


async def vraag(request: web.Request) -> web.Response:
    """The reason is committed first; only then it shows whether there is such a dossier."""
    formulier = await request.post()
    ingevuld = {veld: str(formulier.get(veld, "")) for veld in ("kenmerk", "reden")}
    try:
        kenmerk, reden = noodinzage.lees(**ingevuld)
    except OngeldigeInvoer as fout:
        return await _formulier(request, ingevuld, dict(f.split(": ", 1) for f in reversed(fout.fouten)), 400)
    async with request.app[DATABASE].schrijf() as session:
        bestaat = await _open(session, request[GEBRUIKER], kenmerk, reden)
    if not bestaat:
        return await _formulier(request, ingevuld, {"kenmerk": BESTAAT_NIET}, 404)
    return naar(f"/console/intakes/{kenmerk}")


async def toon_toezicht(request: web.Request) -> web.Response:
    """The reasons may say something about residents, so reading them is audited."""
    async with request.app[DATABASE].schrijf() as session:
        inhoud = {
            "nieuw": await noodinzage.te_bekijken(session),
            "bekeken": await noodinzage.bekeken(session),
            "namen": await namen_van_medewerkers(session),
        }
        leg_vast(session, request[GEBRUIKER].id, "noodinzages bekeken", "alle", "toezicht")
    return await toon_pagina(request, "noodinzages.html", inhoud)


async def zie(request: web.Request) -> web.Response:
    async with request.app[DATABASE].schrijf() as session:
        await noodinzage.markeer_gezien(session, nummer(request, "id"), request[GEBRUIKER].id)
    return naar("/console/noodinzages")


async def _open(session: AsyncSession, wie: Gebruiker, kenmerk: str, reden: str) -> bool:
    """Whether there is such a dossier. Who may see it already needs no glass to be broken."""
    bestaat = await session.scalar(select(Intake.kenmerk).where(Intake.kenmerk == kenmerk)) is not None
    al_zichtbaar = await session.scalar(select(Intake.kenmerk).where(Intake.kenmerk == kenmerk, zicht.intakes(wie)))
    if al_zichtbaar is None:
        await noodinzage.leg_reden_vast(session, wie.id, kenmerk, reden, bestond=bestaat)
    return bestaat


async def _formulier(
    request: web.Request,
    ingevuld: Mapping[str, str] | None = None,
    fouten: Mapping[str, str] | None = None,
    status: int = 200,
) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        lopende = await noodinzage.lopende(session, request[GEBRUIKER].id)
    uren = int(noodinzage.DUUR.total_seconds() // 3600)
    inhoud = {"ingevuld": ingevuld or {}, "fouten": fouten or {}, "lopende": lopende, "uren": uren}
    return await toon_pagina(request, "noodinzage.html", inhoud, status=status)
