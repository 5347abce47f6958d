"""The page that staff start from: dossiers under tabs, and conversations that wait for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import rij, voorraad, wachtrij, weergavenlijst, zoekvraag
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.pagina import naar
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.zoekvraag import FILTERS, VASTE_KEUZES, Keuzes, Vraag
from loket_backend.intake.api import DATABASE

WERKVOORRAAD = "/console"
WACHTENDE = 5  # the first few; all of them stand on a page of their own

GEDAAN = {
    "bewaard": "De weergave is bewaard.",
    "weg": "De weergave is weggehaald.",
    "begin": "U begint voortaan met deze weergave.",
    "gewoon": "U begint weer met uw gewone lijst.",
}


async def toon(request: web.Request) -> web.Response:
    """Without any question: the view that this person chose to start with, when there is one."""
    if not request.query_string and (begin := await _begin(request)):
        return naar(f"{WERKVOORRAAD}?{begin}")
    return await toon_vraag(request, request.query)


async def toon_vraag(
    request: web.Request, gegeven: Mapping[str, str], *, fout: str = "", naam: str = "", status: int = 200
) -> web.Response:
    """`fout`: why the view that was to be saved as `naam` was not."""
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        keuzes = await lees_keuzes(session)
        vraag = lees_vraag(wie, gegeven, keuzes)
        inhoud = {**await _lijst(session, wie, vraag, keuzes), **await _rand(session, wie, keuzes)}
    gedaan = GEDAAN.get(gegeven.get("gedaan", ""), "")
    inhoud |= {"keuzes": keuzes, "fout": fout, "naam": naam, "gedaan": gedaan}
    return await toon_pagina(request, "werkvoorraad.html", inhoud, status=status)


async def zonder_streep(request: web.Request) -> web.Response:
    """Who types the address with a slash behind it means this page."""
    return naar(WERKVOORRAAD)


async def lees_keuzes(session: AsyncSession) -> Keuzes:
    """What can be chosen in each filter, with the words for it."""
    mensen, wijken = await wachtrij.namen(session)
    return {**VASTE_KEUZES, "wijk": wijken, "medewerker": dict(sorted(mensen.items(), key=lambda m: m[1].casefold()))}


def lees_vraag(wie: Gebruiker, gegeven: Mapping[str, str], keuzes: Keuzes) -> Vraag:
    return replace(zoekvraag.lees(gegeven, keuzes), lijst=voorraad.tabblad(wie, gegeven.get("lijst")).sleutel)


async def _begin(request: web.Request) -> str | None:
    async with request.app[DATABASE].lees() as session:
        eigen = await weergavenlijst.van(session, request[GEBRUIKER].id)
    return next((w.parameters for w in eigen if w.begin), None)


async def _lijst(session: AsyncSession, wie: Gebruiker, vraag: Vraag, keuzes: Keuzes) -> dict[str, Any]:
    """The numbers beside the tabs are of everything that is open, so they are only there while nothing narrows the list."""
    blad = voorraad.tabblad(wie, vraag.lijst)
    return {
        "vraag": vraag,
        "blad": blad,
        "tabbladen": voorraad.tabbladen(wie),
        "aantallen": {} if vraag.zoekt else await voorraad.aantallen(session, wie),
        "bladzijde": await voorraad.lees(session, wie, blad, vraag, keuzes["wijk"]),
        "gekozen": {f: (keuzes[f][w], vraag.adres(**{f: ""})) for f in FILTERS if (w := vraag.filters.get(f))},
    }


async def _rand(session: AsyncSession, wie: Gebruiker, keuzes: Keuzes) -> dict[str, Any]:
    wacht = await wachtrij.wachtende(session, wie)
    return {
        "meer_wachtende": max(len(wacht) - WACHTENDE, 0),
        "weergaven": await weergavenlijst.van(session, wie.id),
        **await rij.in_woorden(session, wie, (keuzes["medewerker"], keuzes["wijk"]), wacht[:WACHTENDE]),
    }
