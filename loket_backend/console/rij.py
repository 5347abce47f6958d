"""The queue: who waits for a human, and the conversations that are mine. As a page, and as the part that refreshes itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from aiohttp_session import get_session
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import wachtrij
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.pagina import KOPPEN
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.wachtrij import Regel
from loket_backend.intake.api import DATABASE
from loket_backend.toegang import csrf

GEDAAN = {
    "doorgegeven": "Het gesprek is doorgegeven. Uw notitie staat erbij.",
    "terug": "De digitale assistent gaat verder met het gesprek.",
    "gesloten": "Het gesprek is gesloten.",
}


async def toon(request: web.Request, fout: str = "", status: int = 200) -> web.Response:
    """`fout`: why the claim that led here failed."""
    gedaan = GEDAAN.get(request.query.get("gedaan", ""), "")
    inhoud = {**await _inhoud(request), "fout": fout, "gedaan": gedaan}
    return await toon_pagina(request, "gesprekken.html", inhoud, status=status)


async def toon_deel(request: web.Request) -> web.Response:
    inhoud = {**await _inhoud(request), "csrf": csrf.token(await get_session(request))}
    antwoord = aiohttp_jinja2.render_template("deel/rij.html", request, inhoud)
    antwoord.headers.update(KOPPEN)
    return antwoord


async def _inhoud(request: web.Request) -> Mapping[str, Any]:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].lees() as session:
        wacht, mijn = await wachtrij.wachtende(session, wie), await wachtrij.van_mij(session, wie)
        return {
            "wachtende": wacht,
            "mijn": mijn,
            "wijken": await _wijken(session, [*wacht, *mijn]),
            "voor": await _voor(session, wie, wacht),
        }


async def _wijken(session: AsyncSession, regels: list[Regel]) -> dict[str, str]:
    """The name of the wijk by conversation."""
    _, namen = await wachtrij.namen(session)
    return {gesprek: namen[wijk] for gesprek, wijk in (await wachtrij.wijken_van(session, regels)).items()}


async def _voor(session: AsyncSession, wie: Gebruiker, regels: list[Regel]) -> dict[str, str]:
    """For whom each conversation waits, in words."""
    mensen, wijken = await wachtrij.namen(session)
    voor: dict[str, str] = {}
    for regel in regels:
        if regel.voor_medewerker_id is not None:
            voor[regel.gesprek_id] = "u" if regel.voor_medewerker_id == wie.id else mensen[regel.voor_medewerker_id]
        elif regel.voor_wijk_id is not None:
            eigen = "uw wijk" if regel.voor_wijk_id in wie.wijken else "wijk"
            voor[regel.gesprek_id] = f"{eigen} {wijken[regel.voor_wijk_id]}"
        else:
            voor[regel.gesprek_id] = "iedereen"
    return voor
