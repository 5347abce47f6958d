"""The arrangement as its resident reads it behind a code: a page and a PDF, with what happened to that version since."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import dienst, leescode
from loket_backend.arrangement.blad import BESTAND
from loket_backend.arrangement.models import BEEINDIGD, Arrangement, Arrangementversie
from loket_backend.keukentafel import blad
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.keukentafel.leespagina import Papier, adressen, rand_van, wat_volgde


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
    arrangement = await session.get(Arrangement, versie.kenmerk)
    if arrangement is not None and arrangement.stand == BEEINDIGD:
        return [zin("blad.gestopt")]
    return await wat_volgde(session, dienst.RONDES, versie, zin)
