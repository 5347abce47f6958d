"""Reading request bodies: JSON against a pydantic model, every fault named at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel, ValidationError

from loket_backend.errors import NietGevonden, OngeldigeInvoer

M = TypeVar("M", bound=BaseModel)


class Veldfouten(OngeldigeInvoer):
    """Everything that is wrong with a form: a Dutch sentence for each field."""

    def __init__(self, per_veld: Mapping[str, str]) -> None:
        super().__init__("Niet alles is goed ingevuld.", [f"{veld}: {uitleg}" for veld, uitleg in per_veld.items()])
        self.per_veld = dict(per_veld)


async def lees_json(request: web.Request, model: type[M]) -> M:
    """The body as `model`; JSON is UTF-8, whatever the header says (RFC 8259). Raises OngeldigeInvoer."""
    try:
        inhoud = json.loads(await request.read())
    except (ValueError, RecursionError, web.RequestPayloadError) as fout:
        raise OngeldigeInvoer("De inhoud is geen geldige JSON.", ["inhoud: geen geldige JSON"]) from fout
    return controleer(inhoud, model)


def controleer(inhoud: object, model: type[M]) -> M:
    """Raises OngeldigeInvoer; when there is one fault, its explanation is the detail."""
    try:
        return model.model_validate(inhoud)
    except ValidationError as fout:
        uitleg = [f["msg"].removeprefix("Value error, ") for f in fout.errors()]
        plekken = [".".join(map(str, f["loc"])) or "inhoud" for f in fout.errors()]
        detail = uitleg[0] if len(uitleg) == 1 else "Niet alle gegevens kloppen."
        raise OngeldigeInvoer(detail, [f"{p}: {u}" for p, u in zip(plekken, uitleg, strict=True)]) from fout


@web.middleware
async def zonder_nul(request: web.Request, handler: Handler) -> web.StreamResponse:
    """PostgreSQL keeps no NUL: an address that holds one names nothing, a filter that holds one is a fault."""
    if "\0" in request.path:
        raise NietGevonden()
    if fouten := [f"{naam}: bevat een NUL" for naam, waarde in request.query.items() if "\0" in naam + waarde]:
        raise OngeldigeInvoer("Dit adres klopt niet.", fouten)
    return await handler(request)
