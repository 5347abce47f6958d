"""What the action server asks for: the texts of the bot that count in the place of those in domain.yml."""

from __future__ import annotations

import hashlib
import json

from aiohttp import web

from loket_backend.gesprek.tekstbronnen import BOT
from loket_backend.gesprek.tekstversies import geldend
from loket_backend.intake.api import DATABASE


def voeg_intern_toe(app: web.Application) -> None:
    app.add_routes([web.get("/v1/intern/teksten", teksten)])


async def teksten(request: web.Request) -> web.Response:
    """{"teksten": {response: {variant from 1: text}}}, with an ETag; 304 when the caller has these already."""
    async with request.app[DATABASE].lees() as session:
        van_bot = [(plaats, tekst) for plaats, tekst in (await geldend(session)).items() if plaats.bron == BOT]
    inhoud: dict[str, dict[str, str]] = {}
    for plaats, tekst in sorted(van_bot):
        inhoud.setdefault(plaats.sleutel, {})[str(plaats.variant)] = tekst
    vinger = f'"{hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == vinger:
        return web.Response(status=304, headers={"ETag": vinger})
    return web.json_response({"teksten": inhoud}, headers={"ETag": vinger})
