"""Whether the loket lives, and whether it can do its work."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from loket_backend.gesprek.hub import HUB


def voeg_toe(app: web.Application) -> None:
    app.add_routes([web.get("/gezond", gezond), web.get("/klaar", klaar)])


async def gezond(request: web.Request) -> web.Response:
    """200 while the process lives."""
    return web.json_response({"status": "gezond"})


async def klaar(request: web.Request) -> web.Response:
    """200 when the database, Rasa and the action server answer; otherwise 503 that names what is missing."""
    hub = request.app[HUB]
    mist = await hub.bot.mist()
    try:
        async with hub.database.lees() as session:
            await session.execute(text("SELECT 1 FROM gesprek WHERE 1 = 0"))
    except (SQLAlchemyError, OSError):
        mist = ["database", *mist]
    if mist:
        return web.json_response({"status": "niet klaar", "mist": mist}, status=503)
    return web.json_response({"status": "klaar", "mist": []})
