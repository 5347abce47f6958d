"""Renders pages: what every page shows around its own content, and the headers it goes out with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from aiohttp_session import get_session

from loket_backend.console import meldingen, menu, takenlijst
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.actueel import ACTUEEL
from loket_backend.intake.api import DATABASE
from loket_backend.toegang import csrf, noodinzage
from loket_backend.toegang.rechten import BEHEER, BUDGET, CRISIS, DOSSIERS, TOEZICHT, mag
from loket_backend.toegang.sessies import resterend
from loket_backend.wijkbudget.waarschuwen import open_meldingen

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
    crisis, tellers = await _rondom(request) if met_meldingen else (None, {})
    rand: dict[str, Any] = {
        "loket": request.app[NAAM],
        "gebruiker": wie,
        "pad": request.path,
        "csrf": csrf.token(await get_session(request)),
        "sessie_over": resterend(await get_session(request)),
        "crisis": crisis,
        "menu": menu.voor(wie.rol) if wie else None,
        "begin": menu.begin(wie.rol) if wie else "/console",
        "tellers": tellers,
    }
    antwoord = aiohttp_jinja2.render_template(sjabloon, request, {**rand, **inhoud}, status=status)
    antwoord.headers.update(KOPPEN)
    return antwoord


async def alarmen(request: web.Request) -> meldingen.Alarmen | None:
    """The open alerts, for whoever may take one up."""
    wie = request.get(GEBRUIKER)
    if wie is None or not mag(wie.rol, CRISIS):
        return None
    async with request.app[DATABASE].lees() as session:
        return await meldingen.open_alarmen(session)


async def _rondom(request: web.Request) -> tuple[meldingen.Alarmen | None, dict[str, int | None]]:
    """The open alerts and the numbers in the menu, each for whoever may act on them; read at once, because every page asks."""
    wie = request.get(GEBRUIKER)
    if wie is None:
        return None, {}
    async with request.app[DATABASE].lees() as session:
        tellers = {
            "taken": await takenlijst.aantal(session, wie) if mag(wie.rol, DOSSIERS) else None,
            "noodinzages": await noodinzage.aantal_te_bekijken(session) if mag(wie.rol, TOEZICHT) else None,
            "wijkbudget": await open_meldingen(session) if mag(wie.rol, BUDGET) else None,
            "beheer": len(request.app[ACTUEEL].nummers.te_laat()) if mag(wie.rol, BEHEER) else None,
        }
        return await meldingen.open_alarmen(session) if mag(wie.rol, CRISIS) else None, tellers


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


def lees_dag(gegeven: object) -> date | None:
    """A day as a date field sends it; None for what is none."""
    try:
        return date.fromisoformat(gegeven) if isinstance(gegeven, str) else None
    except ValueError:
        return None


def moet_dag(gegeven: object, veld: str, wat: str) -> date:
    """The same; raises OngeldigeInvoer that says what is asked (`wat`: "de eerste dag")."""
    dag = lees_dag(gegeven)
    if dag is None:
        raise OngeldigeInvoer(f"Vul {wat} in, zoals 31-12-2026.", [f"{veld}: geen datum"])
    return dag


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
