"""Whether the loket lives, and whether it can do its work."""

from __future__ import annotations

import asyncio

from aiohttp import web

from loket_backend.db import Database
from loket_backend.errors import DatabaseStoort
from loket_backend.gesprek.hub import HUB


def voeg_toe(app: web.Application) -> None:
    app.add_routes([web.get("/gezond", gezond), web.get("/klaar", klaar)])


async def gezond(request: web.Request) -> web.Response:
    """200 while the process lives."""
    return web.json_response({"status": "gezond"})


async def klaar(request: web.Request) -> web.Response:
    """200 when the database, Rasa and the action server answer; otherwise 503 that names what is missing."""
    hub = request.app[HUB]
    mist, van_database = await asyncio.gather(hub.bot.mist(), mist_database(hub.database))
    mist = [*van_database, *mist]
    if mist:
        return web.json_response({"status": "niet klaar", "mist": mist}, status=503)
    return web.json_response({"status": "klaar", "mist": []})


async def mist_database(database: Database) -> list[str]:
    try:
        await database.proef()
    except DatabaseStoort:
        return ["database"]
    return []
