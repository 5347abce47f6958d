"""The forms with which staff write into the draft. What is refused comes back on the page, beside the field, as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiohttp import web

from loket_backend.console import gesprekken, velden
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import UITSPRAAK


async def vul_in(request: web.Request) -> web.Response:
    veld, gegeven = request.match_info["veld"], await _formulier(request)
    try:
        async with request.app[DATABASE].schrijf() as session:
            gesprek_id = request.match_info["id"]
            waarden = gegeven.get("waarde", [])
            await velden.vul_in(session, request[GEBRUIKER], gesprek_id, veld, waarden, "leeg" in gegeven)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _toon_weer(request, veld, gegeven, fout)
    request.app[HUB].wekker.roep(gesprek_id)
    return naar(f"/console/gesprekken/{gesprek_id}#veld-{veld}")


async def hoor(request: web.Request) -> web.Response:
    gegeven = await _formulier(request)
    leefgebied, aspect, tekst = (gegeven.get(k, [""])[0] for k in ("leefgebied", "aspect", "tekst"))
    try:
        async with request.app[DATABASE].schrijf() as session:
            gesprek_id = request.match_info["id"]
            await velden.hoor(session, request[GEBRUIKER], gesprek_id, (leefgebied, aspect), tekst)
    except (Conflict, OngeldigeInvoer) as fout:
        return await _toon_weer(request, UITSPRAAK, gegeven, fout)
    request.app[HUB].wekker.roep(gesprek_id)
    return naar(f"/console/gesprekken/{gesprek_id}#concept")


async def _formulier(request: web.Request) -> dict[str, list[str]]:
    """Text only: a file that somebody sends along is nothing."""
    inhoud = await request.post()
    return {naam: [w for w in inhoud.getall(naam) if isinstance(w, str)] or [""] for naam in inhoud}


async def _toon_weer(
    request: web.Request, veld: str, gegeven: Mapping[str, Sequence[str]], fout: Conflict | OngeldigeInvoer
) -> web.Response:
    request[velden.INVOER] = velden.Invoer(veld, gegeven, fout.detail, fout.status)
    return await gesprekken.toon(request)
