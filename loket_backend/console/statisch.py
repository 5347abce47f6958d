"""The console's own stylesheet and scripts; everything else comes from npm and stands under /statisch/."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from loket_backend.errors import NietGevonden

MAP = Path(__file__).with_name("statisch")
BESTANDEN = frozenset(
    {"console.css", "console.js", "gesprek.js", "gespreksverslag.js", "intake.css", "loket.svg", "sessie.js"}
)


async def toon(request: web.Request) -> web.FileResponse:
    naam = request.match_info["naam"]
    if naam not in BESTANDEN:
        raise NietGevonden()
    return web.FileResponse(MAP / naam, headers={"Cache-Control": "no-cache"})
