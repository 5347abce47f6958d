"""The arrangement as its resident reads it behind a code: a page and a PDF, with what happened to that version since."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import dienst, leescode
from loket_backend.arrangement.blad import BESTAND
from loket_backend.arrangement.models import AKKOORD, BEEINDIGD, Arrangement, Arrangementreactie, Arrangementversie
from loket_backend.keukentafel import blad
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.keukentafel.leespagina import Papier, adressen, rand_van
from loket_backend.tijd import AMSTERDAM, lees_datum


def voeg_toe(app: web.Application) -> None:
    app.add_routes(adressen(leescode.SOORT, _lees))


async def _lees(session: AsyncSession, code: str) -> Papier:
    versie, geldig_tot = await leescode.vind(session, code)
    rand = replace(rand_van(code, geldig_tot), noten=await noten_bij(session, versie))
    return Papier(blad.uit_json(versie.blad or {}), rand, bestandsnaam(versie))


def bestandsnaam(versie: Arrangementversie) -> str:
    return f"afspraken-{versie.kenmerk}-{versie.ronde}"


async def noten_bij(session: AsyncSession, versie: Arrangementversie) -> list[str]:
    """Whether it was approved, followed by a newer one, or ended."""
    zin = partial(Kantoor.loket().zin, bestand=BESTAND)
    nieuwste, arrangement = (
        await dienst.voorgelegd(session, versie.kenmerk),
        await session.get(Arrangement, versie.kenmerk),
    )
    if arrangement is not None and arrangement.stand == BEEINDIGD:
        return [zin("blad.gestopt")]
    noten = [] if nieuwste is None or nieuwste.id == versie.id else [zin("blad.nieuwer")]
    goed = select(Arrangementreactie.op).where(
        Arrangementreactie.versie_id == versie.id, Arrangementreactie.soort == AKKOORD
    )
    op = await session.scalar(goed.order_by(Arrangementreactie.id.desc()).limit(1))
    if op is not None:
        return [*noten, zin("blad.goedgekeurd_op", datum=lees_datum(op.astimezone(AMSTERDAM).date()))]
    return noten or [zin("blad.klopt_niet")]
