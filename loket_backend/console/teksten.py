"""The pages with the texts that residents read: the list, one text, and the check while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from aiohttp import web

from loket_backend.console import tekstenlijst
from loket_backend.console.bewaking import PEILING
from loket_backend.console.pagina import lees_getal, toon_deel
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.tekstenbeeld import beeld, voorbeelden
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.tekstbronnen import Geleverd, Vindplaats
from loket_backend.gesprek.teksttoets import MAG_WEG, PLEK
from loket_backend.gesprek.tekstversies import VOORSTEL, geldend
from loket_backend.intake.api import DATABASE

TEKSTEN = "/console/beheer/teksten"
STAND = {
    "voorstel": "Wacht op een tweede paar ogen",
    "goedgekeurd": "Goedgekeurd",
    "afgewezen": "Afgewezen",
    "ingetrokken": "Ingetrokken",
}


@dataclass(frozen=True)
class Ingevuld:
    """A form that comes back: what was typed, and what is wrong with it. `waar`: which form it was."""

    waar: str = ""
    gegeven: Mapping[str, str] = field(default_factory=dict)
    fouten: tuple[str, ...] = ()
    status: int = 200


def adres(plaats: Vindplaats) -> str:
    variant = f"?variant={plaats.variant}" if plaats.variant > 1 else ""
    return f"{TEKSTEN}/{plaats.bron}/{quote(plaats.sleutel)}{variant}"


def plaats_van(request: web.Request) -> Geleverd:
    """The text that the address names. Raises NietGevonden."""
    variant = lees_getal(request.query.get("variant", "1"), cijfers=3)
    if variant is None:
        raise NietGevonden()
    return tekstenlijst.geleverd(Vindplaats(request.match_info["bron"], request.match_info["sleutel"], variant))


async def toon_lijst(request: web.Request) -> web.Response:
    zoek, filter = request.query.get("zoek", ""), request.query.get("toon", "")
    async with request.app[DATABASE].lees() as session:
        regels = await tekstenlijst.lijst(session, zoek, filter)
        wachten = await tekstenlijst.lijst(session, filter="wacht")
    rand = {"zoek": zoek, "filter": filter, "filters": tekstenlijst.FILTERS, "bronnen": tekstenlijst.BRONNEN}
    inhoud = {"groepen": [*tekstenlijst.gegroepeerd(regels)], "aantal": len(regels), "wachten": wachten, "adres": adres}
    return await toon_pagina(request, "teksten.html", {**rand, **inhoud})


async def toon(request: web.Request, ingevuld: Ingevuld | None = None) -> web.Response:
    """`ingevuld`: the form that led here and was refused, or only checked."""
    ingevuld = ingevuld or Ingevuld()
    inhoud = await _inhoud(request, plaats_van(request), ingevuld)
    return await toon_pagina(request, "teksten_een.html", inhoud, status=ingevuld.status)


async def controleer(request: web.Request) -> web.Response:
    """What a typed text would be judged like: a part of the page while somebody types, the whole page without a script."""
    gegeven = await formulier(request)
    if PEILING not in request.headers:
        return await toon(request, Ingevuld("controle", gegeven))
    geleverd = plaats_van(request)
    async with request.app[DATABASE].lees() as session:
        nu = (await geldend(session)).get(geleverd.plaats, geleverd.tekst)
    gezien = beeld(geleverd, nu, gegeven.get("tekst", ""), request.app[HUB].postvak.teksten)
    return await toon_deel(request, "deel/teksten_controle.html", {"g": geleverd, "beeld": gezien, "los": True})


async def formulier(request: web.Request) -> dict[str, str]:
    """Text only: a file that somebody sends along is nothing."""
    return {naam: waarde for naam, waarde in (await request.post()).items() if isinstance(waarde, str)}


async def _inhoud(request: web.Request, geleverd: Geleverd, ingevuld: Ingevuld) -> dict[str, Any]:
    async with request.app[DATABASE].lees() as session:
        nu = (await geldend(session)).get(geleverd.plaats, geleverd.tekst)
        versies = await tekstenlijst.geschiedenis(session, geleverd.plaats)
    voorstel = next((v for v in versies if v.stand == VOORSTEL), None)
    tekst = ingevuld.gegeven.get("tekst", nu)
    if voorstel is not None:
        tekst = geleverd.tekst if voorstel.tekst is None else voorstel.tekst
    teksten = request.app[HUB].postvak.teksten
    return {
        "g": geleverd,
        "nu": nu,
        "tekst": tekst,
        "beeld": beeld(geleverd, nu, tekst, teksten),
        "voorstel": voorstel,
        "versies": versies,
        "ingevuld": ingevuld,
        "plekken": _plekken(geleverd, voorbeelden(geleverd, teksten)),
        "bron": tekstenlijst.BRONNEN[geleverd.plaats.bron],
        "STAND": STAND,
        "adres": adres,
        "daad": daad,
    }


def daad(plaats: Vindplaats, wat: str) -> str:
    """Where a form about this text goes."""
    return f"{TEKSTEN}/{plaats.bron}/{quote(plaats.sleutel)}/{wat}?variant={plaats.variant}"


def _plekken(geleverd: Geleverd, waarden: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    """Every place of this text: its name, an example, and whether it must stay."""
    namen = dict.fromkeys(PLEK.findall(geleverd.tekst))
    return [(naam, waarden.get(naam, ""), naam not in MAG_WEG) for naam in namen]
