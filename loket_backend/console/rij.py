"""The queue: who waits for a human, and the conversations that are mine. As a page, and as the part that refreshes itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import wachtrij
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.pagina import toon_deel as toon_los_deel
from loket_backend.console.wachtrij import Regel
from loket_backend.intake.api import DATABASE

GEDAAN = {
    "doorgegeven": "Het gesprek is doorgegeven. Uw notitie staat erbij.",
    "terug": "De digitale assistent gaat verder met het gesprek.",
    "gesloten": "Het gesprek is gesloten.",
}

Namen = tuple[Mapping[str, str], Mapping[str, str]]  # of medewerkers and of wijken, by id


async def toon(request: web.Request, fout: str = "", status: int = 200) -> web.Response:
    """`fout`: why the claim that led here failed."""
    gedaan = GEDAAN.get(request.query.get("gedaan", ""), "")
    inhoud = {**await _inhoud(request), "fout": fout, "gedaan": gedaan}
    return await toon_pagina(request, "gesprekken.html", inhoud, status=status)


async def toon_deel(request: web.Request) -> web.Response:
    return await toon_los_deel(request, "deel/rij.html", await _inhoud(request))


async def _inhoud(request: web.Request) -> Mapping[str, Any]:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].lees() as session:
        wacht, mijn = await wachtrij.wachtende(session, wie), await wachtrij.van_mij(session, wie)
        return {"mijn": mijn, **await in_woorden(session, wie, await wachtrij.namen(session), wacht, mijn)}


async def in_woorden(
    session: AsyncSession, wie: Gebruiker, namen: Namen, wacht: Sequence[Regel], mijn: Sequence[Regel] = ()
) -> dict[str, Any]:
    """What deel/wachtende.html shows of the conversations that wait: in which wijk each is, and for whom."""
    mensen, wijken = namen
    waar = await wachtrij.wijken_van(session, [*wacht, *mijn])
    return {
        "wachtende": wacht,
        "wijken": {gesprek: wijken[wijk] for gesprek, wijk in waar.items()},
        "voor": _voor(wie, wacht, mensen, wijken),
    }


def _voor(
    wie: Gebruiker, regels: Sequence[Regel], mensen: Mapping[str, str], wijken: Mapping[str, str]
) -> dict[str, str]:
    """For whom each conversation waits, in words."""
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
