"""Domain errors, and their one translation to application/problem+json (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from loket_backend import meten

log = structlog.get_logger()


class LoketFout(Exception):
    """A fault with a Dutch explanation that may be shown to whoever caused it."""

    status = 400
    titel = "Dit kan niet"

    def __init__(self, detail: str, fouten: Sequence[str] = ()) -> None:
        super().__init__(detail)
        self.detail, self.fouten = detail, list(fouten)


class OngeldigeInvoer(LoketFout, ValueError):
    """Also a ValueError, so that a pydantic model can name it among the other faults."""

    titel = "De invoer klopt niet"


class NietGevonden(LoketFout):
    status, titel = 404, "Niet gevonden"

    def __init__(self, detail: str = "Dit bestaat niet, of u mag het niet zien.") -> None:
        super().__init__(detail)


class NietAangemeld(LoketFout):
    status, titel = 401, "U bent niet aangemeld"

    def __init__(self, detail: str = "Meld u aan met een geldige sleutel.") -> None:
        super().__init__(detail)


class Verboden(LoketFout):
    status, titel = 403, "Dat mag niet"


class Conflict(LoketFout):
    status, titel = 409, "Iemand anders was u voor"


class TeGroot(LoketFout):
    status, titel = 413, "Dit is te groot"


class TeVaak(LoketFout):
    status, titel = 429, "Te veel pogingen"


class DatabaseStoort(Exception):
    """The database does not answer, or refuses for a reason of its own. Nothing was acknowledged; later it may go well.

    No LoketFout: whoever caused a fault hears of those, and nobody here did.
    """


# Seconds after which another try is worth it (Retry-After).
LATER = 3
STORING = ("Er is een storing", "Dat ligt aan ons. Probeer het over een paar seconden nog eens.")


def storing() -> web.Response:
    """503 (RFC 9110, 15.6.4) with Retry-After: what was sent is not acknowledged, and may be sent again."""
    antwoord = probleem(503, *STORING)
    antwoord.headers.update({"Retry-After": str(LATER), "Cache-Control": "no-store"})
    return antwoord


def probleem(status: int, titel: str, detail: str, fouten: Sequence[str] = ()) -> web.Response:
    """One answer in problem+json; `fouten` names every fault at once."""
    inhoud: dict[str, object] = {"type": "about:blank", "status": status, "title": titel, "detail": detail}
    if fouten:
        inhoud["fouten"] = list(fouten)
    return web.json_response(inhoud, status=status, content_type="application/problem+json")


@web.middleware
async def vertaal_fouten(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns domain errors and aiohttp's own into problem+json; an unforeseen error is logged without what people said."""
    try:
        return await handler(request)
    except LoketFout as fout:
        return probleem(fout.status, fout.titel, fout.detail, fout.fouten)
    except web.HTTPException as fout:
        if fout.status < 400:
            raise
        antwoord = probleem(fout.status, *HTTP_UITLEG.get(fout.status, ("Dit kan niet", fout.reason)))
        if "Allow" in fout.headers:
            antwoord.headers["Allow"] = fout.headers["Allow"]
        return antwoord
    except DatabaseStoort as fout:
        log.warning("database_stoort", route=_route(request), soort=type(fout.__cause__).__name__)
        return storing()
    except ConnectionResetError:
        raise
    except Exception as fout:
        meten.onverwachte_fouten.inc()
        log.error("onverwachte_fout", route=_route(request), soort=type(fout).__name__, plek=plek(fout))
        return probleem(500, "Er ging iets mis", "Dat ligt aan ons. Probeer het later nog eens of bel ons.")


def _route(request: web.Request) -> str:
    return request.match_info.route.resource.canonical if request.match_info.route.resource else "?"


HTTP_UITLEG = {
    404: ("Niet gevonden", "Dit bestaat niet, of u mag het niet zien."),
    405: ("Deze handeling bestaat hier niet", "Deze methode kan niet op dit adres."),
    413: ("Het bericht is te groot", "Stuur minder tegelijk."),
}


def plek(fout: BaseException) -> str:
    """Where it went wrong, as module:line, without values: a traceback could quote what somebody said."""
    spoor = fout.__traceback__
    while spoor is not None and spoor.tb_next is not None:
        spoor = spoor.tb_next
    return "?" if spoor is None else f"{spoor.tb_frame.f_globals.get('__name__')}:{spoor.tb_lineno}"
