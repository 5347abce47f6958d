"""The page when the database fails. Around everything else: without a database nobody knows who asks.

What somebody wrote comes back in the page, to be sent again by one press of a button.
"""

from __future__ import annotations

from typing import Any

import aiohttp_jinja2
import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from loket_backend.console.bewaard import NOOIT, verdeel
from loket_backend.console.pagina import KOPPEN, NAAM, wil_json
from loket_backend.errors import DatabaseStoort, storing
from loket_backend.toegang import csrf

log = structlog.get_logger()


@web.middleware
async def storing_als_pagina(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except DatabaseStoort as fout:
        log.warning("database_stoort", route="console", soort=type(fout.__cause__).__name__)
        antwoord = storing()
        return antwoord if wil_json(request) else await _als_pagina(request, antwoord)


async def _als_pagina(request: web.Request, antwoord: web.Response) -> web.Response:
    inhoud = {"loket": request.app[NAAM], "methode": request.method, "pad": request.path_qs}
    pagina = aiohttp_jinja2.render_template(
        "storing.html", request, {**inhoud, **await _formulier(request)}, status=antwoord.status
    )
    pagina.headers.update({**KOPPEN, "Retry-After": antwoord.headers["Retry-After"]})
    return pagina


async def _formulier(request: web.Request) -> dict[str, Any]:
    """What a form of this site posted, when that can be sent again as it is: no password, no file."""
    if request.content_type != "application/x-www-form-urlencoded" or not csrf.van_deze_site(request):
        return {"opnieuw": False}
    velden = [[naam, str(waarde)] for naam, waarde in (await request.post()).items()]
    teken = [veld for veld in velden if veld[0] == csrf.VELD]
    rest = [veld for veld in velden if veld[0] != csrf.VELD]
    getypt = verdeel(rest)
    return {"opnieuw": not {naam for naam, _ in rest} & NOOIT, **getypt, "mee": [*teken, *getypt["mee"]]}
