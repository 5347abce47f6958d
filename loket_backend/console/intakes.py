"""The page of one intake. Reading it is written to the audit trail in the same transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import dossier, gespreksverslag_lezen, meldingen, verslag, zicht
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.toegang.audit import leg_vast

# What each part of the console adds to this page: the context of its own template in deel/.
BLOKKEN: list[Callable[[AsyncSession, Gebruiker, Intake], Awaitable[dict[str, Any]]]] = [gespreksverslag_lezen.blok]


async def toon(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        gelezen = await dossier.lees(session, wie, request.match_info["kenmerk"])
        leg_vast(session, wie.id, "gelezen", gelezen.intake.kenmerk, zicht.grond(wie, gelezen.intake))
        inhoud: dict[str, Any] = {
            "dossier": gelezen,
            "berichten": await verslag.berichten(session, gelezen.intake.gesprek_id),
            "meldingen": await meldingen.van_gesprek(session, gelezen.intake.gesprek_id),
        }
        for blok in BLOKKEN:
            inhoud |= await blok(session, wie, gelezen.intake)
    return await toon_pagina(request, "intake.html", inhoud)
