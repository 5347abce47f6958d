"""Many invoices at once: paste or choose a list, look what would happen, then book it."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from loket_backend.console import beheer_formulier
from loket_backend.console.beheer_formulier import WEIGERING, Invoer
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.pagina import naar, nummer, toon
from loket_backend.console.wijkbudget_formulieren import ADRES
from loket_backend.errors import OngeldigeInvoer
from loket_backend.intake.api import DATABASE
from loket_backend.wijkbudget import factuurlijst, lezen

# Bytes of a form with a list of the greatest length in it.
RUIMTE = 1024 * 1024


async def toon_lijst(request: web.Request) -> web.Response:
    return await _pagina(request, Invoer({}), proef=False)


async def verwerk(request: web.Request) -> web.Response:
    """First a dry run; the button under it sends the same list again, to be booked."""
    gegeven, id_ = await beheer_formulier.lees(request), nummer(request, "id")
    try:
        gegeven["lijst"] = [await _tekst(request, gegeven)]
        if Invoer(gegeven).een("stap") != "boek":
            return await _pagina(request, Invoer(gegeven), proef=True)
        async with request.app[DATABASE].schrijf() as session:
            await factuurlijst.boek(session, id_, gegeven["lijst"][0], request[GEBRUIKER].id)
    except WEIGERING as fout:
        return await _pagina(request, Invoer.geweigerd(gegeven, fout), proef=False)
    return naar(f"{ADRES}/{id_}?bewaard=1")


async def _tekst(request: web.Request, gegeven: dict[str, list[str]]) -> str:
    """A file that was chosen goes before what was pasted. Raises OngeldigeInvoer."""
    bestand = (await request.post()).get("bestand")
    if not isinstance(bestand, FileField) or not bestand.filename:
        return Invoer(gegeven).een("lijst")
    try:
        return bestand.file.read().decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as fout:
        raise OngeldigeInvoer("Dit bestand is geen CSV in UTF-8.") from fout


async def _pagina(request: web.Request, invoer: Invoer, *, proef: bool) -> web.Response:
    id_ = nummer(request, "id")
    async with request.app[DATABASE].lees() as session:
        budget = await lezen.een(session, id_)
        lijst = await factuurlijst.bekijk(session, id_, invoer.een("lijst")) if proef else None
    status = 400 if lijst and lijst.fout else invoer.status
    inhoud: dict[str, Any] = {"budget": budget, "invoer": invoer, "lijst": lijst, "KOPPEN": factuurlijst.KOPPEN}
    return await toon(request, "wijkbudget_facturen.html", inhoud, status=status)
