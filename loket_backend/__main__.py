"""Runs the loket process: migrates the database, then serves the public and the internal application."""

from __future__ import annotations

import asyncio
import gc
import sys
from dataclasses import replace

import structlog
from aiohttp import web

from loket_backend import logboek, sporen
from loket_backend.app import maak_app, maak_interne_app
from loket_backend.demo import vul_demo
from loket_backend.demo.jaar import vertel_jaar
from loket_backend.intake import kenmerken
from loket_backend.intake.api import DATABASE
from loket_backend.migreer import migreer
from loket_backend.samen import een_tegelijk
from loket_backend.settings import Settings
from loket_backend.sleutelproef import VreemdeSleutel, beproef
from loket_backend.verbindingen import STIL_HOOGSTENS, neem_alle_ruimte


async def begin(settings: Settings) -> web.AppRunner:
    """The public application, ready to serve. Raises VreemdeSleutel. What is wrong with a setting or a file is said in words: no resident spoke yet."""
    try:
        app = maak_app(settings)
        async with een_tegelijk(settings.database, "sleutelproef"), app[DATABASE].schrijf() as session:
            await beproef(session)
        publiek = web.AppRunner(app, access_log=None, shutdown_timeout=3, keepalive_timeout=STIL_HOOGSTENS)
        await publiek.setup()
    except ValueError as fout:
        structlog.get_logger().error("instelling_klopt_niet", uitleg=str(fout))
        sys.exit(1)
    return publiek


async def vul(app: web.Application, settings: Settings) -> None:
    """What the database should hold before anybody is served; one process does it, the others find it done."""
    rustig = replace(app[DATABASE], binnen=None)  # nobody waits for what is done before the doors open
    if aantal := await kenmerken.vul_aan(rustig):
        structlog.get_logger().info("kenmerken_aangevuld", aantal=aantal)
    if settings.is_demo:
        await vul_demo(rustig, settings, None if settings.demo == "klein" else vertel_jaar)


async def draai(settings: Settings) -> None:
    """Serves until it is cancelled. Raises VreemdeSleutel."""
    publiek = await begin(settings)
    app = publiek.app
    async with een_tegelijk(settings.database, "vul_aan"):
        await vul(app, settings)
    intern = web.AppRunner(maak_interne_app(app), access_log=None, shutdown_timeout=3)
    await intern.setup()
    gc.collect()
    gc.freeze()  # what was loaded lives as long as the process; to look through all of it took half a second on a busy machine
    await web.TCPSite(intern, settings.intern_adres, int(settings.intern_poort)).start()
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
    neem_alle_ruimte()
    sporen.richt_in(logboek.PROCES, settings.otlp)
    migreer(settings.database)
    try:
        asyncio.run(draai(settings))
    except VreemdeSleutel as fout:
        sys.exit(str(fout))
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
