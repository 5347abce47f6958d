"""The papers of a resident as a page and as PDF, each behind a code of its own: the gespreksverslag and the confirmation of the melding."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.channels.verslag import KOPPEN, PERS
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.models import Intake
from loket_backend.keukentafel import bevestiging, blad, gespreksverslag, leescode
from loket_backend.keukentafel.blad import Blad
from loket_backend.keukentafel.bladopmaak import Rand, als_pagina, als_pdf
from loket_backend.keukentafel.gespreksverslag_models import AKKOORD, Leescode, Verslagreactie, Verslagversie
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.tijd import AMSTERDAM, lees_datum


@dataclass(frozen=True)
class Papier:
    """`naam`: of the file in which it is kept."""

    blad: Blad
    rand: Rand
    naam: str


Maak = Callable[[AsyncSession, Leescode, Rand], Awaitable[Papier]]


def voeg_toe(app: web.Application) -> None:
    for soort, maak in ((leescode.VERSLAG, _gespreksverslag), (leescode.BEVESTIGING, _bevestiging)):
        app.add_routes(
            [
                web.get(f"/{soort}/{{code:[A-Za-z0-9_-]+}}", _pagina(soort, maak)),
                web.get(f"/{soort}/{{code:[A-Za-z0-9_-]+}}.pdf", _pdf(soort, maak)),
            ]
        )


def _pagina(soort: str, maak: Maak) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def pagina(request: web.Request) -> web.Response:
        papier = await _papier(request, soort, maak)
        loket = Kantoor.loket()
        inhoud = als_pagina(papier.blad, papier.rand, loket) if papier else als_pagina(None, Rand(), loket)
        status = 200 if papier else 404
        return web.Response(text=inhoud, status=status, content_type="text/html", charset="utf-8", headers=KOPPEN)

    return pagina


def _pdf(soort: str, maak: Maak) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def pdf(request: web.Request) -> web.Response:
        papier = await _papier(request, soort, maak)
        if papier is None:
            return await _pagina(soort, maak)(request)
        async with request.app[PERS]:
            inhoud = await asyncio.to_thread(als_pdf, papier.blad, papier.rand, Kantoor.loket())
        koppen = {**KOPPEN, "Content-Disposition": f'attachment; filename="{papier.naam}.pdf"'}
        return web.Response(body=inhoud, content_type="application/pdf", headers=koppen)

    return pdf


async def _papier(request: web.Request, soort: str, maak: Maak) -> Papier | None:
    """None for a code that never was, that no longer works, or that is for another paper."""
    async with request.app[HUB].database.lees() as session:
        try:
            code = await leescode.vind(session, soort, request.match_info["code"])
        except NietGevonden:
            return None
        tot = lees_datum(code.geldig_tot.astimezone(AMSTERDAM).date())
        rand = Rand(f"{request.match_info['code']}.pdf", Kantoor.loket().zin("blad.tot", datum=tot))
        return await maak(session, code, rand)


async def _gespreksverslag(session: AsyncSession, code: Leescode, rand: Rand) -> Papier:
    versie = await session.get_one(Verslagversie, code.versie_id)
    noten = await noten_bij(session, versie)
    return Papier(
        blad.uit_json(versie.blad or {}),
        replace(rand, noten=noten),
        f"gespreksverslag-{versie.kenmerk}-{versie.ronde}",
    )


async def noten_bij(session: AsyncSession, versie: Verslagversie) -> list[str]:
    """What happened with this version since: approved, or followed by a newer one."""
    loket, nieuwste = Kantoor.loket(), await gespreksverslag.voorgelegd(session, versie.kenmerk)
    goed = select(Verslagreactie.op).where(Verslagreactie.versie_id == versie.id, Verslagreactie.soort == AKKOORD)
    op = await session.scalar(goed.order_by(Verslagreactie.id.desc()).limit(1))
    noten = [] if nieuwste is None or nieuwste.id == versie.id else [loket.zin("blad.nieuwer")]
    if op is not None:
        return [*noten, loket.zin("blad.goedgekeurd_op", datum=lees_datum(op.astimezone(AMSTERDAM).date()))]
    return noten or [loket.zin("blad.klopt_niet")]


async def _bevestiging(session: AsyncSession, code: Leescode, rand: Rand) -> Papier:
    intake = await session.get_one(Intake, code.kenmerk)
    return Papier(await bevestiging.maak(session, intake), rand, f"bevestiging-{intake.kenmerk}")
