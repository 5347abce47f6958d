"""The opening hours: the week, the days that differ, and what a resident reads because of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.console import beheer_formulier as formulier
from loket_backend.console import beheer_verloop
from loket_backend.console.beheer_formulier import EXTRA, WEIGERING, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, toon
from loket_backend.gesprek import tijdenbeheer
from loket_backend.gesprek.actueel import ACTUEEL
from loket_backend.gesprek.openingstijden import Openingstijden, Tijdenvorm
from loket_backend.gesprek.wachten import Balie
from loket_backend.intake.api import DATABASE
from loket_backend.tijd import AMSTERDAM, DAGEN, lees_datum, nu, vandaag

ADRES = "/console/beheer/openingstijden"
ZATERDAG = DAGEN.index("zaterdag")


async def toon_uren(request: web.Request) -> web.Response:
    async with request.app[DATABASE].lees() as session:
        vorm = await _geldig(request, session)
    return await _pagina(request, Invoer(tijdenbeheer.als_formulier(vorm)), vorm)


async def wijzig(request: web.Request) -> web.Response:
    """With the button "Bekijk eerst" nothing is kept: the page shows what residents would read."""
    gegeven, wie = await formulier.lees(request), request[GEBRUIKER]
    try:
        nieuw = tijdenbeheer.lees(gegeven, wie.naam)
        if "bekijk" in gegeven:
            return await _pagina(request, Invoer(gegeven), nieuw, voorbeeld=True)
        async with request.app[DATABASE].schrijf() as session:
            oud = await _geldig(request, session)
            await tijdenbeheer.bewaar(session, wie.id, oud, nieuw, formulier.versie(gegeven))
    except WEIGERING as fout:
        return await _pagina(request, Invoer.geweigerd(gegeven, fout), None)
    await request.app[ACTUEEL].ververs()
    return naar(f"{ADRES}?bewaard=1")


async def _geldig(request: web.Request, session: AsyncSession) -> Tijdenvorm:
    return await tijdenbeheer.bewaard(session) or request.app[ACTUEEL].tijden


async def _pagina(
    request: web.Request, invoer: Invoer, vorm: Tijdenvorm | None, *, voorbeeld: bool = False
) -> web.Response:
    """`vorm`: what the sentences are made from; None when what was typed cannot be used."""
    async with request.app[DATABASE].lees() as session:
        versie = await wijziging.versie(session, wijziging.OPENINGSTIJDEN)
        verloop = await beheer_verloop.lees(session, wijziging.OPENINGSTIJDEN)
    inhoud: dict[str, Any] = {
        "invoer": invoer,
        "dagen": DAGEN,
        "gesloten": _rijen(invoer, "gesloten", "gesloten_reden"),
        "open": _rijen(invoer, "open", "open_tijden"),
        "zinnen": _zinnen(vorm) if vorm else [],
        "komend": _komend(vorm) if vorm else [],
        "voorbeeld": voorbeeld,
        "versie": versie,
        "veranderingen": verloop,
        "bewaard": "bewaard" in request.query,
    }
    return await toon(request, "beheer_uren.html", inhoud, status=invoer.status)


def _rijen(invoer: Invoer, soort: str, met: str) -> list[tuple[str, str]]:
    """Those that were filled in, where they stood, and some empty ones to go on with."""
    rijen = tijdenbeheer.regels(invoer.gegeven, soort, met)
    while rijen and not any(deel.strip() for deel in rijen[-1]):
        rijen.pop()
    return rijen + [("", "")] * EXTRA


def _zinnen(vorm: Tijdenvorm) -> list[tuple[str, str]]:
    """What a resident reads now, this evening and on Saturday."""
    kamer = replace(Balie.wachtkamer(), tijden=Openingstijden.uit(vorm))
    zaterdag = vandaag() + timedelta(days=(ZATERDAG - vandaag().weekday()) % 7)
    momenten = {
        "nu": nu(),
        "vandaag om 20 uur": datetime.combine(vandaag(), time(20), AMSTERDAM),
        f"{lees_datum(zaterdag)} om 11 uur": datetime.combine(zaterdag, time(11), AMSTERDAM),
    }
    return [(wanneer, kamer.bereikbaar(moment)) for wanneer, moment in momenten.items()]


def _komend(vorm: Tijdenvorm) -> list[tuple[str, str]]:
    tijden = Openingstijden.uit(vorm)
    dagen = [vandaag() + timedelta(days=n) for n in range(14)]
    return [(lees_datum(dag), tijden.dag_in_woorden(dag)) for dag in dagen]
