"""Room for the few forms that carry a file: every other form keeps the small limit of the loket."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from loket_backend.errors import OngeldigeInvoer, TeGroot

RUIMTE = web.AppKey("ruimte", Mapping[tuple[str, str], int])
TE_GROOT = "Wat u stuurt is te groot. Een document mag hooguit 10 MB zijn. Ga terug en kies een kleiner bestand."
STUK = "Het formulier kwam niet goed aan. Ga terug en probeer het nog eens."


async def met_ruimte(request: web.Request, route: tuple[str, str]) -> web.Request:
    """The request with its form read, under the limit of this route in bytes; the same request for a route without one.

    Reading stops at the limit, so no more than that is ever held. Raises TeGroot, OngeldigeInvoer for a form in pieces.
    """
    grens = request.app[RUIMTE].get(route)
    if grens is None:
        return request
    if (request.content_length or 0) > grens:
        raise TeGroot(TE_GROOT)
    ruim = request.clone(client_max_size=grens)
    try:
        await ruim.post()
    except web.HTTPRequestEntityTooLarge as fout:
        raise TeGroot(TE_GROOT) from fout
    except ValueError as fout:
        raise OngeldigeInvoer(STUK) from fout
    return ruim
