"""The description of the API, open to everybody (NL API Design Rules)."""

from __future__ import annotations

import json
from pathlib import Path

from aiohttp import web

_TEKST = Path(__file__).with_name("openapi.json").read_text(encoding="utf-8")
json.loads(_TEKST)


def voeg_toe(app: web.Application) -> None:
    app.add_routes([web.get("/v1/openapi.json", toon)])


async def toon(request: web.Request) -> web.Response:
    kop = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
    return web.Response(text=_TEKST, content_type="application/json", headers=kop)
