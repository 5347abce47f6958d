"""The overview for the coordinator: figures of a period and a wijk, as a page and as CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from aiohttp import web

from loket_backend.console import (
    csv_uit,
    overzicht_crisis,
    overzicht_inhoud,
    overzicht_instroom,
    overzicht_stof,
    overzicht_termijnen,
    overzicht_tijden,
)
from loket_backend.console import overzicht_vragen as vragen
from loket_backend.console.overzicht_figuur import Figuur, lees
from loket_backend.console.overzicht_periode import KEUZES, OngeldigePeriode, Periode, lees_periode
from loket_backend.console.overzicht_stof import Stof
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.errors import NietGevonden
from loket_backend.intake.api import DATABASE
from loket_backend.onderdrukking import ALLES

FIGUREN: Mapping[str, Callable[[Stof], Figuur]] = {
    "instroom": overzicht_instroom.instroom,
    "wachten": overzicht_tijden.wachten,
    "keukentafel": overzicht_tijden.keukentafel,
    "termijnen": overzicht_termijnen.onderzoek_op_tijd,
    "afhaken": overzicht_instroom.afhaken,
    "overname": overzicht_inhoud.overname,
    "afloop": overzicht_inhoud.afloop,
    "crisis": overzicht_crisis.crisis,
    "leefgebieden": overzicht_inhoud.leefgebieden,
    "wijken": overzicht_inhoud.nodig_per_wijk,
}


async def toon(request: web.Request) -> web.Response:
    """A period that cannot be comes back as it was typed, with what is wrong with it, and without figures."""
    try:
        periode = lees_periode(request.query)
    except OngeldigePeriode as fout:
        async with request.app[DATABASE].lees() as session:
            wijken = await vragen.wijken(session)
        keuze = _keuze(request, wijken, dict(request.query), _wijk(request, wijken))
        return await toon_pagina(
            request, "overzicht.html", {**keuze, "fouten": fout.per_veld, "figuren": []}, status=400
        )
    stof = await _stof(request, periode)
    gekozen = {"periode": periode.sleutel, "van": periode.van.isoformat(), "tot": periode.tot.isoformat()}
    inhoud = {
        **_keuze(request, stof.wijken, gekozen, stof.wijk),
        "fouten": {},
        "figuren": [maak(stof) for maak in FIGUREN.values()],
        "periode": periode,
        "lees": lees,
    }
    return await toon_pagina(request, "overzicht.html", inhoud)


async def als_csv(request: web.Request) -> web.Response:
    """Raises NietGevonden for a figure that is not there, OngeldigePeriode for a period that cannot be."""
    maak = FIGUREN.get(request.match_info["figuur"])
    if maak is None:
        raise NietGevonden()
    stof = await _stof(request, lees_periode(request.query))
    figuur, periode = maak(stof), stof.periode
    return csv_uit.antwoord(f"{figuur.sleutel}_{periode.van}_{periode.tot}", figuur.als_csv())


async def _stof(request: web.Request, periode: Periode) -> Stof:
    async with request.app[DATABASE].lees() as session:
        wijken = await vragen.wijken(session)
        return await overzicht_stof.lees(session, periode, wijken, _wijk(request, wijken))


def _wijk(request: web.Request, wijken: Mapping[str, str]) -> str:
    """A wijk that does not exist is all of them, and the page says so."""
    gevraagd = request.query.get("wijk", "")
    return gevraagd if gevraagd in wijken else ALLES


def _keuze(request: web.Request, wijken: Mapping[str, str], gekozen: Mapping[str, str], wijk: str) -> dict[str, object]:
    """What the form shows, and the query that gives the same figures again."""
    return {
        "periodes": KEUZES,
        "wijken": {ALLES: "Alle wijken", **wijken},
        "wijk": wijk,
        "gekozen": {veld: gekozen.get(veld, "") for veld in ("periode", "van", "tot")},
        "vraag": urlencode({**gekozen, "wijk": wijk}),
    }
