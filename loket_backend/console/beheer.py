"""What a gemeente changes without a developer: the start page, with what asks for attention on top."""

from __future__ import annotations

from dataclasses import dataclass

import yaml
from aiohttp import web
from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import woorden
from loket_backend.console.pagina import toon
from loket_backend.crisis.nummerboek import Nummerboek
from loket_backend.gesprek.actueel import ACTUEEL
from loket_backend.gesprek.wachten import Balie
from loket_backend.intake.api import DATABASE
from loket_backend.toewijzing.inrichting import schrijf_uit
from loket_backend.toewijzing.models import Medewerker, Wijk, Wijklid

ADRES = "/console/beheer"


@dataclass(frozen=True)
class Aandacht:
    """Something that somebody should look at, and where."""

    tekst: str
    adres: str
    dringend: bool = False


async def toon_begin(request: web.Request) -> web.Response:
    boek = request.app[ACTUEEL].nummers
    async with request.app[DATABASE].lees() as session:
        inhoud = {
            "aandacht": [*_nummers(boek), *await _wijken(session), *await _mensen(session)],
            "nummers": len(boek.nu.nummers),
            "wijken": await session.scalar(select(func.count()).select_from(Wijk)),
            "mensen": await session.scalar(select(func.count()).where(Medewerker.actief)),
            "zin": Balie.wachtkamer().bereikbaar(),
        }
    return await toon(request, "beheer.html", inhoud)


async def download(request: web.Request) -> web.Response:
    """Wijken and medewerkers as `python -m loket_backend.beheer inrichten` reads them."""
    async with request.app[DATABASE].lees() as session:
        inhoud = await schrijf_uit(session)
    return web.Response(
        text=yaml.safe_dump(inhoud, allow_unicode=True, sort_keys=False),
        content_type="application/yaml",
        charset="utf-8",
        headers={"Content-Disposition": 'attachment; filename="gemeente.yml"', "Cache-Control": "no-store"},
    )


def _nummers(boek: Nummerboek) -> list[Aandacht]:
    """Overdue checks first: a resident in danger may be dialling one of these."""
    laat = [
        Aandacht(
            f"{nummer.naam} is voor het laatst nagekeken op {woorden.dag(nummer.gecontroleerd_op)}.",
            f"{ADRES}/nummers/{sleutel}",
            dringend=True,
        )
        for sleutel, nummer in boek.te_laat().items()
    ]
    leeg = [
        Aandacht(f"{nummer.naam} heeft nog geen echt nummer. Inwoners zien dit nummer niet.", f"{ADRES}/nummers/{s}")
        for s, nummer in boek.nu.nummers.items()
        if nummer.voorbeeld
    ]
    return [*laat, *leeg]


async def _wijken(session: AsyncSession) -> list[Aandacht]:
    """A wijk where nobody works: what is reported there waits for the coordinator."""
    werkt = exists().where(Wijklid.wijk_id == Wijk.id, Wijklid.medewerker_id == Medewerker.id)
    werkt = werkt.where(Medewerker.actief, Medewerker.rol == "medewerker").correlate(Wijk)
    leeg = await session.scalars(select(Wijk).where(~werkt).order_by(Wijk.naam))
    return [Aandacht(f"In {wijk.naam} werkt nu niemand.", f"{ADRES}/wijken/{wijk.id}") for wijk in leeg]


async def _mensen(session: AsyncSession) -> list[Aandacht]:
    zonder = (Medewerker.login.is_(None)) | (Medewerker.wachtwoord.is_(None))
    mensen = await session.scalars(select(Medewerker).where(Medewerker.actief, zonder).order_by(Medewerker.naam))
    return [
        Aandacht(
            f"{m.naam} kan nog niet inloggen: er is geen {'wachtwoord' if m.login else 'inlognaam'}.",
            f"{ADRES}/medewerkers/{m.id}",
        )
        for m in mensen
    ]
