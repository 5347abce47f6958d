"""The page of one intake, which prepares the keukentafelgesprek. Reading it is written to the audit trail in the same transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import (
    aanbod_suggesties,
    afsprakenlijst,
    arrangement_lezen,
    businesscase_lezen,
    controles,
    dossier,
    geholpen_lijst,
    gespreksverslag_lezen,
    meldingen,
    tweesporen_lezen,
    verslag,
    wederkerigheid_lezen,
    zicht,
)
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.intake_dekking import STANDEN
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import LoketFout
from loket_backend.gesprek.berichten import lees_bij
from loket_backend.gesprek.models import Bericht
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.intake.workflow import kan_naar, vraagt_reden
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.toegang import noodinzage
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.rechten import HEROPENEN, mag


async def _nood(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """Until when break-glass keeps this page open, for whoever sees it on no other ground."""
    door_nood = zicht.grond(wie, intake) == noodinzage.GROND
    lopend = await noodinzage.lopende(session, wie.id) if door_nood else []
    return {"nood_tot": max((n.tot for n in lopend if n.kenmerk == intake.kenmerk), default=None)}


# What other subjects put on this page: each gives a part of what the template shows.
BLOKKEN: list[Callable[[AsyncSession, Gebruiker, Intake], Awaitable[dict[str, Any]]]] = [
    afsprakenlijst.blok,
    gespreksverslag_lezen.blok,
    arrangement_lezen.blok,
    controles.blok,
    wederkerigheid_lezen.blok,
    tweesporen_lezen.blok,
    geholpen_lijst.blok,
    _nood,
    aanbod_suggesties.blok,
    businesscase_lezen.blok,
]


@dataclass(frozen=True)
class Mis:
    """A form on the page that was refused: which one, what stood in it, and why."""

    formulier: str
    gegeven: Mapping[str, str]
    fout: LoketFout


async def toon(request: web.Request, mis: Mis | None = None) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        gelezen = await dossier.lees(session, wie, request.match_info["kenmerk"])
        leg_vast(session, wie.id, "gelezen", gelezen.intake.kenmerk, zicht.grond(wie, gelezen.intake))
        if gelezen.intake.medewerker_id in (wie.id, None):
            await lees_bij(session, gelezen.intake.gesprek_id)
        inhoud = await _inhoud(session, wie, gelezen)
    inhoud["mis"] = mis
    return await toon_pagina(request, "intake.html", inhoud, status=mis.fout.status if mis else 200)


async def _inhoud(session: AsyncSession, wie: Gebruiker, gelezen: dossier.Dossier) -> dict[str, Any]:
    intake = gelezen.intake
    berichten = await verslag.berichten(session, intake.gesprek_id)
    inhoud: dict[str, Any] = {
        "dossier": gelezen,
        "berichten": berichten,
        "samenvatting": samenvatting(intake, berichten),
        "meldingen": await meldingen.van_gesprek(session, intake.gesprek_id),
        "notities": await verslag.notities_van(session, intake.gesprek_id),
        "stappen": stappen(intake, wie),
        "standen": STANDEN,
    }
    for blok in BLOKKEN:
        inhoud |= await blok(session, wie, intake)
    return inhoud


def stappen(intake: Intake, wie: Gebruiker) -> list[tuple[str, bool]]:
    """The statuses that this person may choose now, and whether a reason is asked."""
    keuze = kan_naar(intake.status, mag_heropenen=mag(wie.rol, HEROPENEN))
    return [(status, vraagt_reden(intake.status, status)) for status in keuze]


def samenvatting(intake: Intake, berichten: Sequence[Bericht]) -> Bericht | None:
    """The message with the summary that the resident approved: the last one that asked for it before the answer."""
    bronnen = intake.antwoorden.get("akkoord", {}).get("bronnen") or [0]
    gevraagd = [b for b in berichten if b.vraag == "akkoord" and b.volgnummer < max(bronnen)]
    return gevraagd[-1] if gevraagd else None


@asynccontextmanager
async def daad(request: web.Request, wat: str) -> AsyncIterator[tuple[AsyncSession, Intake]]:
    """One transaction on an intake that this person may see, which it holds locked after its conversation, with its line in the audit trail.

    Raises the same NietGevonden for what is absent and for what this person may not see.
    """
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        grond = zicht.grond(wie, await dossier.zoek(session, wie, kenmerk))
        _, intake = await vergrendel_intake(session, kenmerk)
        yield session, intake
        leg_vast(session, wie.id, wat, kenmerk, grond)


async def formulier(request: web.Request) -> dict[str, str]:
    """Text only: a file that somebody sends along is not among it."""
    return {naam: waarde for naam, waarde in (await request.post()).items() if isinstance(waarde, str)}
