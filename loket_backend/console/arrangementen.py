"""The worklist of arrangements. Every line that is shown goes into the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy import literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import overzicht
from loket_backend.arrangement.overzicht_vraag import LIJSTEN, Vraag
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console import arrangement_woorden, zicht
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.pagina import lees_getal
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.intake.api import DATABASE
from loket_backend.partijen.woorden import BEKOSTIGINGEN
from loket_backend.tijd import vandaag
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker, Wijk

PAD = "/console/arrangementen"
Keuzes = Mapping[str, Mapping[str, str]]


async def toon(request: web.Request) -> web.Response:
    wie = request[GEBRUIKER]
    async with request.app[DATABASE].schrijf() as session:
        keuzes = await _keuzes(session, wie)
        vraag = lees_vraag(request.query, keuzes)
        bladzijde = await overzicht.lees(session, zicht.intakes(wie), vraag)
        for kenmerk in dict.fromkeys(rij.kenmerk for rij in bladzijde.rijen):
            leg_vast(
                session, wie.id, "lijst", kenmerk, f"arrangementen: {arrangement_woorden.LIJST[vraag.lijst].lower()}"
            )
    inhoud = {
        "arr": arrangement_woorden,
        "vraag": vraag,
        "lijsten": [(lijst, adres(replace(vraag, lijst=lijst, pagina=1))) for lijst in LIJSTEN],
        "keuzes": keuzes,
        "bladzijde": bladzijde,
        "vorige": adres(replace(vraag, pagina=bladzijde.pagina - 1)),
        "volgende": adres(replace(vraag, pagina=bladzijde.pagina + 1)),
        "gefilterd": any(getattr(vraag, filter_) for filter_ in keuzes),
        "nu": vandaag(),
    }
    return await toon_pagina(request, "arrangementen.html", inhoud)


def lees_vraag(gegeven: Mapping[str, str], keuzes: Keuzes) -> Vraag:
    """What cannot be chosen is not asked, so an old address keeps working."""
    gekozen = {naam: w for naam, mag in keuzes.items() if (w := gegeven.get(naam, "")) in mag}
    lijst = gegeven.get("lijst", "")
    pagina = max(lees_getal(gegeven.get("pagina", "1"), cijfers=6) or 1, 1)
    return Vraag(lijst=lijst if lijst in LIJSTEN else LIJSTEN[0], pagina=pagina, **gekozen)


def adres(vraag: Vraag) -> str:
    """What is not asked does not stand in it."""
    gevraagd = {veld.name: str(getattr(vraag, veld.name)) for veld in fields(vraag)}
    return f"{PAD}?{urlencode({naam: w for naam, w in gevraagd.items() if w and (naam, w) != ('pagina', '1')})}"


async def _keuzes(session: AsyncSession, wie: Gebruiker) -> Keuzes:
    """What can be filtered by; a medewerker chooses among the own wijken. Wijken and people in one query."""
    wijken = select(literal("wijk").label("soort"), Wijk.id, Wijk.naam)
    mensen = select(literal("van").label("soort"), Medewerker.id, Medewerker.naam).where(Medewerker.actief.is_(True))
    keuzes: dict[str, dict[str, str]] = {"wijk": {}, "van": {}}
    for soort, id_, naam in sorted(await session.execute(union_all(wijken, mensen)), key=lambda rij: rij[2]):
        if soort == "van" or wie.ziet_alles or id_ in wie.wijken:
            keuzes[soort][id_] = naam
    return {**keuzes, "leefgebied": LEEFGEBIEDEN, "bekostiging": BEKOSTIGINGEN}
