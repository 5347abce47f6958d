"""Errors of the console as pages in Dutch; everywhere else they are problem+json."""

from __future__ import annotations

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from loket_backend.console.pagina import toon_fout, wil_json
from loket_backend.errors import HTTP_UITLEG, DatabaseStoort, LoketFout, plek, probleem

log = structlog.get_logger()

ONVERWACHT = ("Er ging iets mis", "Dat ligt aan ons. Probeer het later nog eens.")


@web.middleware
async def fouten_als_pagina(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except LoketFout as fout:
        if wil_json(request):
            return probleem(fout.status, fout.titel, fout.detail, fout.fouten)
        return await toon_fout(request, fout.status, fout.titel, fout.detail)
    except web.HTTPException as fout:
        if fout.status < 400:
            raise
        antwoord = await toon_fout(request, fout.status, *HTTP_UITLEG.get(fout.status, ("Dit kan niet", fout.reason)))
        if "Allow" in fout.headers:
            antwoord.headers["Allow"] = fout.headers["Allow"]
        return antwoord
    except (ConnectionResetError, DatabaseStoort):
        raise
    except Exception as fout:
        log.error("onverwachte_fout", route="console", soort=type(fout).__name__, plek=plek(fout))
        return await toon_fout(request, 500, *ONVERWACHT, met_meldingen=False)
