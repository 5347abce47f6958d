"""Runs the loket process: migrates the database, then serves the public and the internal application."""

from __future__ import annotations

import asyncio
import logging
import sys

import structlog
from aiohttp import web

from loket_backend.app import maak_app, maak_interne_app
from loket_backend.demo import vul_demo
from loket_backend.intake import kenmerken
from loket_backend.intake.api import DATABASE
from loket_backend.migreer import migreer
from loket_backend.samen import een_tegelijk
from loket_backend.settings import Settings
from loket_backend.sleutelproef import VreemdeSleutel, beproef


def richt_logboek_in() -> None:
    """One JSON object a line on standard output: keys, never what people said."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stdout)


async def vul(app: web.Application, settings: Settings) -> None:
    """What the database should hold before anybody is served; one process does it, the others find it done."""
    if aantal := await kenmerken.vul_aan(app[DATABASE]):
        structlog.get_logger().info("kenmerken_aangevuld", aantal=aantal)
    if settings.demo == "1":
        await vul_demo(app[DATABASE], settings)


async def draai(settings: Settings) -> None:
    """Serves until it is cancelled. Raises VreemdeSleutel."""
    app = maak_app(settings)
    async with een_tegelijk(settings.database, "sleutelproef"), app[DATABASE].schrijf() as session:
        await beproef(session)
    publiek = web.AppRunner(app, access_log=None, shutdown_timeout=3)
    await publiek.setup()
    async with een_tegelijk(settings.database, "vul_aan"):
        await vul(app, settings)
    intern = web.AppRunner(maak_interne_app(app), access_log=None, shutdown_timeout=3)
    await intern.setup()
    await web.TCPSite(intern, settings.intern_adres, int(settings.intern_poort)).start()
    await web.TCPSite(publiek, settings.adres, int(settings.poort)).start()
    structlog.get_logger().info("loket_begonnen", poort=settings.poort)
    try:
        await asyncio.Event().wait()
    finally:
        await intern.cleanup()
        await publiek.cleanup()


def main() -> None:
    richt_logboek_in()
    settings = Settings.uit_omgeving()
    settings.map.mkdir(parents=True, exist_ok=True)
    if not settings.geheim:
        sys.exit("LOKET_GEHEIM ontbreekt: de drie processen delen een geheim (make run zorgt daarvoor)")
    migreer(settings.database)
    try:
        asyncio.run(draai(settings))
    except VreemdeSleutel as fout:
        sys.exit(str(fout))
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
