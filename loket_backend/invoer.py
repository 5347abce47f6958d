"""Reading request bodies: JSON against a pydantic model, every fault named at once."""

from __future__ import annotations

import json
from typing import TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from loket_backend.errors import OngeldigeInvoer

M = TypeVar("M", bound=BaseModel)


async def lees_json(request: web.Request, model: type[M]) -> M:
    """The body as `model`. Raises OngeldigeInvoer."""
    try:
        inhoud = json.loads(await request.text())
    except (ValueError, UnicodeDecodeError, RecursionError) as fout:
        raise OngeldigeInvoer("De inhoud is geen geldige JSON.", ["inhoud: geen geldige JSON"]) from fout
    return controleer(inhoud, model)


def controleer(inhoud: object, model: type[M]) -> M:
    try:
        return model.model_validate(inhoud)
    except ValidationError as fout:
        fouten = [f"{'.'.join(map(str, f['loc'])) or 'inhoud'}: {f['msg']}" for f in fout.errors()]
        raise OngeldigeInvoer("Niet alle gegevens kloppen.", fouten) from fout
