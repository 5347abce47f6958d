"""The site map of the console: every address, who handles it, and the right it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from aiohttp_session import session_middleware

from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN, VELDEN
from loket_backend.console import (
    crisis,
    gesprekken,
    gespreksverslag,
    gespreksverslag_papier,
    inloggen,
    intakes,
    invullen,
    overname,
    rij,
    statisch,
    stroom,
    taken,
    werkvoorraad,
    woorden,
)
from loket_backend.console.bewaking import REGELS, STILLE, bewaak
from loket_backend.console.fouten import fouten_als_pagina
from loket_backend.console.gebruiker import OPSLAG
from loket_backend.console.pagina import NAAM
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.settings import Settings
from loket_backend.toegang.rechten import AANGEMELD, CRISIS, DOSSIERS, OPEN
from loket_backend.toegang.sessies import Sessieopslag

BEGIN = "/console"
SJABLONEN = Path(__file__).with_name("sjablonen")


@dataclass(frozen=True)
class Route:
    methode: str
    pad: str
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    recht: str
    stil: bool = False  # a page calls it of itself


ROUTES = (
    Route("GET", "/inloggen", inloggen.toon, OPEN),
    Route("POST", "/inloggen", inloggen.meld_aan, OPEN),
    Route("POST", "/uitloggen", inloggen.meld_af, AANGEMELD),
    Route("GET", "", werkvoorraad.toon, DOSSIERS),
    Route("GET", "/", werkvoorraad.zonder_streep, OPEN),
    Route("GET", "/intakes/{kenmerk}", intakes.toon, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/verslag", gespreksverslag.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/verslag", gespreksverslag.bewaar, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/verslag/voorbeeld", gespreksverslag.voorbeeld, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/verslag/voorlegging", gespreksverslag.leg_voor, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/verslag/reacties", gespreksverslag.noteer_reactie, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/verslag/versies", gespreksverslag.versies, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/verslag/versies/{id}.pdf", gespreksverslag_papier.versie_pdf, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/bevestiging.pdf", gespreksverslag_papier.bevestiging_pdf, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/bevestiging/post", gespreksverslag_papier.bevestiging_verstuurd, DOSSIERS),
    Route("GET", "/gesprekken", rij.toon, DOSSIERS),
    Route("GET", "/gesprekken/{id}", gesprekken.toon, DOSSIERS),
    Route("GET", "/taken", taken.toon, DOSSIERS),
    Route("POST", "/taken/{id}/gedaan", taken.doe, DOSSIERS),
    Route("POST", "/gesprekken/{id}/velden/{veld}", invullen.vul_in, DOSSIERS),
    Route("POST", "/gesprekken/{id}/uitspraken", invullen.hoor, DOSSIERS),
    Route("GET", "/gesprekken/{id}/deel", gesprekken.toon_deel, DOSSIERS, stil=True),
    Route("POST", "/gesprekken/{id}/overname", overname.pak_op, DOSSIERS),
    Route("POST", "/gesprekken/{id}/berichten", overname.zeg, DOSSIERS),
    Route("POST", "/gesprekken/{id}/doorgegeven", overname.geef_door, DOSSIERS),
    Route("POST", "/gesprekken/{id}/teruggave", overname.geef_terug, DOSSIERS),
    Route("POST", "/gesprekken/{id}/sluiting", overname.sluit, DOSSIERS),
    Route("POST", "/gesprekken/{id}/notities", overname.noteer, DOSSIERS),
    Route("POST", "/gesprekken/{id}/aanwezigheid", overname.wees_aanwezig, DOSSIERS, stil=True),
    Route("GET", "/rij", rij.toon_deel, DOSSIERS, stil=True),
    Route("GET", "/nieuws", stroom.nu, DOSSIERS, stil=True),
    Route("GET", "/stroom", stroom.stroom, DOSSIERS, stil=True),
    Route("GET", "/crisis", crisis.toon, CRISIS),
    Route("POST", "/crisis/{id}/bevestiging", crisis.bevestig, CRISIS),
    Route("GET", "/statisch/{naam}", statisch.toon, OPEN),
)


def voeg_toe(app: web.Application, settings: Settings) -> None:
    """A sub-application, so that the chat protocol pays nothing for sessions and templates."""
    opslag = Sessieopslag(app[DATABASE], veilig=settings.productie == "1")
    console = web.Application(middlewares=[session_middleware(opslag), fouten_als_pagina, bewaak])
    console[DATABASE], console[OPSLAG], console[NAAM] = app[DATABASE], opslag, settings.naam
    console[gespreksverslag_papier.PERS] = asyncio.Semaphore(1)
    console[REGELS] = {(route.methode, BEGIN + route.pad): route.recht for route in ROUTES}
    console[STILLE] = frozenset((route.methode, BEGIN + route.pad) for route in ROUTES if route.stil)
    for route in ROUTES:
        console.router.add_route(route.methode, route.pad, route.handler)
    _sjablonen(console)
    console.on_startup.append(_deel_hub(app))
    app.add_subapp(BEGIN, console)


def _deel_hub(app: web.Application) -> Callable[[web.Application], Awaitable[None]]:
    """The hub is made when the loket starts, after the routes."""

    async def deel(console: web.Application) -> None:
        console[HUB] = app[HUB]

    return deel


def _sjablonen(console: web.Application) -> None:
    omgeving = aiohttp_jinja2.setup(
        console,
        loader=jinja2.FileSystemLoader(SJABLONEN),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        default_helpers=False,
    )
    omgeving.globals.update(w=woorden, LEEFGEBIEDEN=LEEFGEBIEDEN, ASPECTEN=ASPECTEN, VELDEN=VELDEN)
