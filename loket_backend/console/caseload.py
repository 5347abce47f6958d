"""The coordinator's page of who has how much; handing dossiers on with the effect shown first; cover for who is away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from loket_backend.console import caseloads
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import moet_dag, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import LoketFout, OngeldigeInvoer
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.keukentafel import overdragen, waarneming
from loket_backend.keukentafel.overdragen import MAX_TEGELIJK, Overdracht
from loket_backend.toegang.audit import leg_vast

CASELOAD = "/console/caseload"
WACHTRIJ = "wachtrij"  # in the form: nobody, the coordinator's queue
GROND = "coördinator verdeelt het werk"


async def toon(request: web.Request, fout: LoketFout | None = None) -> web.Response:
    """With what was typed, when planning a cover was refused."""
    async with request.app[DATABASE].lees() as session:
        collegas = await caseloads.collegas(session)
        inhoud = {
            "regels": await caseloads.lees(session),
            "waarnemingen": await caseloads.waarnemingen(session),
            "collegas": collegas,
            "namen": {m.id: m.naam for m in collegas},
            "fout": fout,
            "invoer": dict(await request.post()) if fout else {},
            "gedaan": GEDAAN.get(request.query.get("gedaan", ""), ""),
        }
    return await toon_pagina(request, "caseload.html", inhoud, status=fout.status if fout else 200)


GEDAAN = {
    "overgedragen": "De dossiers zijn overgedragen. De inwoners lezen het in de chat.",
    "gepland": "De waarneming staat klaar.",
    "afgebroken": "De waarneming is voorbij. De dossiers zijn terug.",
}


async def toon_overdracht(request: web.Request) -> web.Response:
    """What is chosen stands in the address: dossiers by kenmerk, or everything of one medewerker; with `naar` the effect is shown."""
    vraag = request.query
    return await _overdracht(request, vraag.getall("kenmerk", []), vraag.get("van"), vraag.get("naar"))


async def _overdracht(
    request: web.Request, kenmerken: Sequence[str], van: str | None, heen: str | None, fout: LoketFout | None = None
) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        gekozen = await caseloads.dossiers(session, kenmerken[:MAX_TEGELIJK], van)
        for regel in gekozen:
            leg_vast(session, wie.id, "lijst", regel.kenmerk, GROND)
        eigenaren = [regel.medewerker_id for regel in gekozen]
        inhoud: dict[str, Any] = {
            "gekozen": gekozen,
            "collegas": await caseloads.collegas(session),
            "heen": heen,
            "effecten": await overdragen.effecten(session, eigenaren, _wie(heen)) if heen else [],
            "toelichting": str((await request.post()).get("toelichting", "")) if fout else "",
            "fout": fout,
        }
    return await toon_pagina(request, "overdragen.html", inhoud, status=fout.status if fout else 200)


async def draag_over(request: web.Request) -> web.Response:
    """The form says of each dossier who had it when the effect was shown: "kenmerk eigenaar"."""
    wie, formulier, hub = request[GEBRUIKER], await request.post(), request.app[HUB]
    delen = [str(regel).partition(" ") for regel in formulier.getall("dossier", [])]
    overdrachten = [Overdracht(kenmerk, eigenaar or None) for kenmerk, _, eigenaar in delen]
    heen, toelichting = str(formulier.get("naar", "")), str(formulier.get("toelichting", ""))
    try:
        if not heen:
            raise OngeldigeInvoer("Kies wie de dossiers krijgt.", ["naar: ontbreekt"])
        async with request.app[DATABASE].schrijf() as session:
            gesprekken = await overdragen.draag_over(
                session, overdrachten, _wie(heen), toelichting, wie.id, hub.postvak.teksten
            )
            for overdracht in overdrachten:
                leg_vast(session, wie.id, "overgedragen", overdracht.kenmerk, GROND)
    except LoketFout as fout:
        return await _overdracht(request, [o.kenmerk for o in overdrachten], None, heen or None, fout)
    for gesprek_id in gesprekken:
        hub.meld(gesprek_id)
    return naar(f"{CASELOAD}?gedaan=overgedragen")


def _wie(heen: str | None) -> str | None:
    return None if heen == WACHTRIJ else heen


async def plan_waarneming(request: web.Request) -> web.Response:
    """What begins today begins at once."""
    wie, formulier, hub = request[GEBRUIKER], await request.post(), request.app[HUB]
    try:
        van, tot = (
            moet_dag(formulier.get("van"), "van", "de eerste dag"),
            moet_dag(formulier.get("tot"), "tot", "de laatste dag"),
        )
        async with request.app[DATABASE].schrijf() as session:
            afwezige, waarnemer = str(formulier.get("afwezige", "")), str(formulier.get("waarnemer", ""))
            await waarneming.plan(session, afwezige, waarnemer, van, tot, wie.id)
            leg_vast(session, wie.id, "waarneming gepland", afwezige, GROND)
    except LoketFout as fout:
        return await toon(request, fout)
    await waarneming.houd_bij(hub.database, hub.postvak.teksten, hub.meld)
    return naar(f"{CASELOAD}?gedaan=gepland")


async def breek_waarneming_af(request: web.Request) -> web.Response:
    wie, hub, welke = request[GEBRUIKER], request.app[HUB], nummer(request, "id")
    async with request.app[DATABASE].schrijf() as session:
        gesprekken = await waarneming.breek_af(session, welke, hub.postvak.teksten)
        leg_vast(session, wie.id, "waarneming afgebroken", str(welke), GROND)
    for gesprek_id in gesprekken:
        hub.meld(gesprek_id)
    return naar(f"{CASELOAD}?gedaan=afgebroken")
