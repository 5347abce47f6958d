"""The life of the channel: its routes, and what runs beside the hub."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import structlog
from aiohttp import web

from loket_backend.gesprek.channels.telegram import opruimen, teksten, verhuizing, webhook
from loket_backend.gesprek.channels.telegram.api import Api, zwijg
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.ophalen import peil
from loket_backend.gesprek.channels.telegram.typen import Typen
from loket_backend.gesprek.channels.telegram.verwerking import Verwerker
from loket_backend.gesprek.channels.telegram.verzending import Bezorger
from loket_backend.gesprek.hub import HUB
from loket_backend.settings import Settings

log = structlog.get_logger()

VERWERKER = web.AppKey("telegram_verwerker", Verwerker)


def voeg_toe(app: web.Application, settings: Settings) -> None:
    """Adds the channel when a token is configured. Raises ValueError for settings that cannot work."""
    if fouten := webhook.bezwaren(settings):
        raise ValueError("; ".join(fouten))
    zwijg()
    app.add_routes([verhuizing.route(teksten.lees(settings.naam, settings.telefoon))])
    if not settings.telegram_token:
        return
    if settings.telegram_webhook:
        app.add_routes([web.post(f"/telegram/{settings.telegram_webhook}", _duw(settings))])
    app.cleanup_ctx.append(_leven(settings))


def _duw(settings: Settings) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        hub, verwerker = request.app[HUB], request.app[VERWERKER]
        return await webhook.ontvang(settings.telegram_geheim, hub.database, verwerker.wek)(request)

    return handler


def _leven(settings: Settings) -> Callable[[web.Application], AsyncIterator[None]]:
    async def leven(app: web.Application) -> AsyncIterator[None]:
        hub = app[HUB]
        api = Api(settings.telegram_token, settings.telegram_api)
        ingang = Ingang(hub.postvak, teksten.lees(settings.naam, settings.telefoon), settings.adres_buiten)
        verwerker = app[VERWERKER] = Verwerker(hub, ingang)
        if settings.telegram_webhook:
            adres = f"{settings.adres_buiten.rstrip('/')}/telegram/{settings.telegram_webhook}"
            binnen = webhook.meld_aan(api, adres, settings.telegram_geheim)
        else:
            binnen = peil(hub.database, api, verwerker.wek)
        werk = [
            binnen,
            verwerker.draai(),
            Bezorger(hub.database, hub.wekker, api).draai(),
            Typen(hub, api).draai(),
            opruimen.draai(hub.database),
        ]
        taken = [asyncio.create_task(deel) for deel in werk]
        log.info("telegram_begonnen", webhook=bool(settings.telegram_webhook))
        yield
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)
        await api.sluit()

    return leven
