"""The papers of a resident as a page and as PDF, each behind a code of its own: the gespreksverslag and the confirmation of the melding."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.channels.verslag import KOPPEN, PERS
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.models import Intake
from loket_backend.keukentafel import bevestiging, blad, gespreksverslag, leescode
from loket_backend.keukentafel.blad import Blad
from loket_backend.keukentafel.bladopmaak import Rand, als_pagina, als_pdf
from loket_backend.keukentafel.gespreksverslag_bezorgen import zin
from loket_backend.keukentafel.gespreksverslag_models import Leescode, Verslagversie
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.rondes.chatvorm import Zin
from loket_backend.rondes.dienst import Rondes
from loket_backend.rondes.models import AKKOORD, Versie
from loket_backend.tijd import AMSTERDAM, lees_datum


@dataclass(frozen=True)
class Papier:
    """`naam`: of the file in which it is kept."""

    blad: Blad
    rand: Rand
    naam: str


# Gives the paper behind a code. Raises NietGevonden for one that never was, that no longer works, or that is for another paper.
Lees = Callable[[AsyncSession, str], Awaitable[Papier]]
Maak = Callable[[AsyncSession, Leescode, Rand], Awaitable[Papier]]


def voeg_toe(app: web.Application) -> None:
    for soort, maak in ((leescode.VERSLAG, _gespreksverslag), (leescode.BEVESTIGING, _bevestiging)):
        app.add_routes(adressen(soort, partial(_lees, soort, maak)))


def adressen(soort: str, lees: Lees) -> list[web.RouteDef]:
    """The page and the PDF of one kind of paper."""
    return [
        web.get(f"/{soort}/{{code:[A-Za-z0-9_-]+}}", _pagina(lees)),
        web.get(f"/{soort}/{{code:[A-Za-z0-9_-]+}}.pdf", _pdf(lees)),
    ]


def rand_van(code: str, geldig_tot: datetime) -> Rand:
    """Where the PDF is, and how long the page works."""
    tot = lees_datum(geldig_tot.astimezone(AMSTERDAM).date())
    return Rand(f"{code}.pdf", Kantoor.loket().zin("blad.tot", datum=tot))


def _pagina(lees: Lees) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def pagina(request: web.Request) -> web.Response:
        papier = await _papier(request, lees)
        loket = Kantoor.loket()
        inhoud = als_pagina(papier.blad, papier.rand, loket) if papier else als_pagina(None, Rand(), loket)
        status = 200 if papier else 404
        return web.Response(text=inhoud, status=status, content_type="text/html", charset="utf-8", headers=KOPPEN)

    return pagina


def _pdf(lees: Lees) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def pdf(request: web.Request) -> web.Response:
        papier = await _papier(request, lees)
        if papier is None:
            return await _pagina(lees)(request)
        async with request.app[PERS]:
            inhoud = await asyncio.to_thread(als_pdf, papier.blad, papier.rand, Kantoor.loket())
        koppen = {**KOPPEN, "Content-Disposition": f'attachment; filename="{papier.naam}.pdf"'}
        return web.Response(body=inhoud, content_type="application/pdf", headers=koppen)

    return pdf


async def _papier(request: web.Request, lees: Lees) -> Papier | None:
    async with request.app[HUB].database.lees() as session:
        try:
            return await lees(session, request.match_info["code"])
        except NietGevonden:
            return None


async def _lees(soort: str, maak: Maak, session: AsyncSession, code: str) -> Papier:
    rij = await leescode.vind(session, soort, code)
    return await maak(session, rij, rand_van(code, rij.geldig_tot))


async def _gespreksverslag(session: AsyncSession, code: Leescode, rand: Rand) -> Papier:
    versie = await session.get_one(Verslagversie, code.versie_id)
    noten = await noten_bij(session, versie)
    return Papier(
        blad.uit_json(versie.blad or {}),
        replace(rand, noten=noten),
        f"gespreksverslag-{versie.kenmerk}-{versie.ronde}",
    )


async def noten_bij(session: AsyncSession, versie: Verslagversie) -> list[str]:
    return await wat_volgde(session, gespreksverslag.RONDES, versie, zin)


async def wat_volgde(session: AsyncSession, rondes: Rondes[Any, Any], versie: Versie, zin: Zin) -> list[str]:
    """What happened with this version since: approved, or followed by a newer one."""
    nieuwste = await rondes.voorgelegd(session, versie.kenmerk)
    noten = [] if nieuwste is None or nieuwste.id == versie.id else [zin("blad.nieuwer")]
    goed = await rondes.laatst_gezegd(session, versie.id, AKKOORD)
    if goed is not None:
        return [*noten, zin("blad.goedgekeurd_op", datum=lees_datum(goed.astimezone(AMSTERDAM).date()))]
    return noten or [zin("blad.klopt_niet")]


async def _bevestiging(session: AsyncSession, code: Leescode, rand: Rand) -> Papier:
    intake = await session.get_one(Intake, code.kenmerk)
    return Papier(await bevestiging.maak(session, intake), rand, f"bevestiging-{intake.kenmerk}")
