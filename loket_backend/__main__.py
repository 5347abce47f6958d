"""Runs the loket process: migrates the database, then serves the public and the internal application."""

from __future__ import annotations

import asyncio
import sys

import structlog
from aiohttp import web

from loket_backend import logboek, sporen
from loket_backend.app import maak_app, maak_interne_app
from loket_backend.demo import vul_demo
from loket_backend.intake import kenmerken
from loket_backend.intake.api import DATABASE
from loket_backend.migreer import migreer
from loket_backend.settings import Settings


async def begin(settings: Settings) -> web.AppRunner:
    """The public application, ready to serve. What is wrong with a setting or a file is said in words: no resident spoke yet."""
    try:
        publiek = web.AppRunner(maak_app(settings), access_log=None, shutdown_timeout=3)
        await publiek.setup()
    except ValueError as fout:
        structlog.get_logger().error("instelling_klopt_niet", uitleg=str(fout))
        sys.exit(1)
    return publiek


async def draai(settings: Settings) -> None:
    """Serves until it is cancelled."""
    publiek = await begin(settings)
    app = publiek.app
    if aantal := await kenmerken.vul_aan(app[DATABASE]):
        structlog.get_logger().info("kenmerken_aangevuld", aantal=aantal)
    if settings.demo == "1":
        await vul_demo(app[DATABASE], settings)
    intern = web.AppRunner(maak_interne_app(app), access_log=None, shutdown_timeout=3)
    await intern.setup()
    await web.TCPSite(intern, "127.0.0.1", int(settings.intern_poort)).start()
    await web.TCPSite(publiek, settings.adres, int(settings.poort)).start()
    structlog.get_logger().info("loket_begonnen", poort=settings.poort)
    try:
        await asyncio.Event().wait()
    finally:
        await intern.cleanup()
        await publiek.cleanup()
        await asyncio.to_thread(sporen.rond_af)


def main() -> None:
    logboek.richt_in()
    settings = Settings.uit_omgeving()
    settings.map.mkdir(parents=True, exist_ok=True)
    if not settings.geheim:
        sys.exit("LOKET_GEHEIM ontbreekt: de drie processen delen een geheim (make run zorgt daarvoor)")
    sporen.richt_in(logboek.PROCES, settings.otlp)
    migreer(settings.database)
    try:
        asyncio.run(draai(settings))
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
