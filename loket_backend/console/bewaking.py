"""The guard before every page: logged in, allowed by role, a form of our own. No rule means no entry."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler
from aiohttp_session import get_session

from loket_backend.console import bewaard
from loket_backend.console.gebruiker import GEBRUIKER, WIE, houd_wakker, laad
from loket_backend.console.pagina import naar
from loket_backend.console.ruimte import met_ruimte
from loket_backend.errors import Verboden
from loket_backend.intake.api import DATABASE
from loket_backend.toegang import csrf
from loket_backend.toegang.rechten import OPEN, mag

Regels = Mapping[tuple[str, str], str]
REGELS = web.AppKey("regels", Regels)
# Routes that a page calls of itself: they don't show that somebody is at work.
STILLE = web.AppKey("stille", frozenset[tuple[str, str]])
PEILING = "HX-Request"
INLOGGEN = "/console/inloggen"


@web.middleware
async def bewaak(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Sets request[GEBRUIKER] when somebody is logged in."""
    if request.match_info.http_exception is not None:
        await _wie(request)
        return await handler(request)
    recht = _regel(request)
    if recht != OPEN and (weigering := await _weiger(request, recht)) is not None:
        return weigering
    if request.method not in ("GET", "HEAD"):
        request = await met_ruimte(request, _route(request))
        try:
            await csrf.controleer(request, await get_session(request))
        except Verboden:
            if not await bewaard.bewaar_na_nieuwe_login(request):
                raise
            return naar(bewaard.PAD)
    return await handler(request)


def _regel(request: web.Request) -> str | None:
    return request.app[REGELS].get(_route(request))


def _route(request: web.Request) -> tuple[str, str]:
    bron = request.match_info.route.resource
    return "GET" if request.method == "HEAD" else request.method, bron.canonical if bron else ""


async def _weiger(request: web.Request, recht: str | None) -> web.Response | None:
    """Who is not logged in goes to the login page and comes back; raises Verboden when the role does not reach."""
    if not await _wie(request):
        if request.method == "POST" and PEILING not in request.headers:
            await bewaard.bewaar(request)
        return _naar_inloggen(request)
    if recht is None or not mag(request[GEBRUIKER].rol, recht):
        raise Verboden("Uw rol geeft geen toegang tot deze pagina.")
    return None


async def _wie(request: web.Request) -> bool:
    sessie = await get_session(request)
    async with request.app[DATABASE].lees() as session:
        wie = await laad(session, sessie.get(WIE))
    if wie is None:
        return False
    request[GEBRUIKER] = wie
    if PEILING not in request.headers and _route(request) not in request.app[STILLE]:
        houd_wakker(sessie)
    return True


def _naar_inloggen(request: web.Request) -> web.Response:
    naar = f"{INLOGGEN}?naar={quote(request.path_qs)}" if request.method == "GET" else INLOGGEN
    if PEILING in request.headers:
        return web.Response(status=401, headers={"HX-Redirect": INLOGGEN})
    return web.Response(status=303, headers={"Location": naar})
