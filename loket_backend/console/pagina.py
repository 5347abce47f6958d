"""Renders pages: what every page shows around its own content, and the headers it goes out with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from aiohttp_session import get_session

from loket_backend.console import meldingen, takenlijst
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.errors import NietGevonden
from loket_backend.intake.api import DATABASE
from loket_backend.toegang import csrf
from loket_backend.toegang.rechten import CRISIS, DOSSIERS, mag

NAAM = web.AppKey("naam", str)

# Referrer-Policy: with the loket's own "no-referrer" browsers send "Origin: null" along with our forms.
KOPPEN = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"}


async def toon(
    request: web.Request,
    sjabloon: str,
    inhoud: Mapping[str, Any],
    *,
    status: int = 200,
    met_meldingen: bool = True,
) -> web.Response:
    """A whole page, with the open crisis alerts on top."""
    wie = request.get(GEBRUIKER)
    crisis, taken = await _meldingen(request) if met_meldingen else (None, None)
    rand: dict[str, Any] = {
        "loket": request.app[NAAM],
        "gebruiker": wie,
        "pad": request.path,
        "csrf": csrf.token(await get_session(request)),
        "crisis": crisis,
        "taken": taken,
    }
    antwoord = aiohttp_jinja2.render_template(sjabloon, request, {**rand, **inhoud}, status=status)
    antwoord.headers.update(KOPPEN)
    return antwoord


async def alarmen(request: web.Request) -> meldingen.Alarmen | None:
    """The open alerts, for whoever may take one up."""
    return (await _meldingen(request, met_taken=False))[0]


async def _meldingen(request: web.Request, *, met_taken: bool = True) -> tuple[meldingen.Alarmen | None, int | None]:
    """The open alerts, and how many tasks wait, each for whoever may act on them; read at once, because every page asks."""
    wie = request.get(GEBRUIKER)
    crisis = wie is not None and mag(wie.rol, CRISIS)
    taken = wie is not None and met_taken and mag(wie.rol, DOSSIERS)
    if wie is None or not (crisis or taken):
        return None, None
    async with request.app[DATABASE].lees() as session:
        return (
            await meldingen.open_alarmen(session) if crisis else None,
            await takenlijst.aantal(session, wie) if taken else None,
        )


def nummer(request: web.Request, deel: str) -> int:
    """A number in the address. Raises NietGevonden for what cannot be one."""
    getal = lees_getal(request.match_info[deel])
    if getal is None:
        raise NietGevonden()
    return getal


def lees_getal(gegeven: object, cijfers: int = 9) -> int | None:
    """A whole number of at most so many digits; None for what cannot be one."""
    bruikbaar = isinstance(gegeven, str) and gegeven.isascii() and gegeven.isdecimal() and len(gegeven) <= cijfers
    return int(gegeven) if isinstance(gegeven, str) and bruikbaar else None


async def toon_deel(request: web.Request, sjabloon: str, inhoud: Mapping[str, Any]) -> web.Response:
    """A part of a page, for the page that is open already."""
    rand = {"gebruiker": request[GEBRUIKER], "csrf": csrf.token(await get_session(request))}
    antwoord = aiohttp_jinja2.render_template(sjabloon, request, {**rand, **inhoud})
    antwoord.headers.update(KOPPEN)
    return antwoord


async def toon_fout(
    request: web.Request, status: int, titel: str, detail: str, *, met_meldingen: bool = True
) -> web.Response:
    inhoud = {"titel": titel, "detail": detail, "status": status}
    return await toon(request, "fout.html", inhoud, status=status, met_meldingen=met_meldingen)


def naar(adres: str) -> web.Response:
    """After a POST: go and look there."""
    return web.Response(status=303, headers={"Location": adres, "Cache-Control": "no-store"})


def wil_json(request: web.Request) -> bool:
    """A script of ours asks, not a form."""
    return request.headers.get("Accept") == "application/json"
