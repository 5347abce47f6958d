"""Runs the action server. Rasa's own listens on every address and checks no token; this one does neither."""

from __future__ import annotations

import logging
import os
import secrets
from typing import TYPE_CHECKING

from bot import logboek, sporen

if TYPE_CHECKING:
    from sanic import Sanic
    from sanic.request import Request
    from sanic.response import HTTPResponse


def maak_app() -> Sanic:
    """The imports come after the log: what they bring along warns when it is imported."""
    from rasa_sdk.endpoint import create_app
    from sanic.response import json

    import bot.actions as acties
    from bot.actions import geleverd, loket
    from bot.actions.eigen_teksten import houd_bij

    app = create_app(acties)
    app.config.KEEP_ALIVE_TIMEOUT = 75  # seconds; Rasa lets go earlier (bot/actielijn.py)
    app.after_server_stop(loket.Lijn.sluit)
    geleverd.responses()
    geheim = os.environ["LOKET_GEHEIM"]

    @app.middleware("request")
    async def alleen_met_geheim(request: Request) -> HTTPResponse | None:
        sporen.onthoud(request.headers)
        bekend = request.path == "/health" or secrets.compare_digest(request.args.get("token", ""), geheim)
        return None if bekend else json({"error": "geen toegang"}, status=401)

    # The library's handler puts the request, with what the resident said, into the log and the answer.
    @app.exception(Exception)
    async def fout(request: Request, exception: Exception) -> HTTPResponse:
        logging.getLogger("bot.actions").error("actie mislukt: %s", type(exception).__name__)
        return json({"error": type(exception).__name__}, status=500)

    app.add_task(houd_bij())
    return app


def main() -> None:
    logboek.richt_in("acties")
    sporen.richt_in("acties")
    host, poort = os.environ.get("LOKET_ACTIES_HOST", "127.0.0.1"), int(os.environ["LOKET_ACTIES_PORT"])
    maak_app().run(host=host, port=poort, workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
