"""The life of the channel: its routes, and what runs beside the hub."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import structlog
from aiohttp import web

from loket_backend.gesprek.channels.telegram import opruimen, teksten, verhuizing, webhook
from loket_backend.gesprek.channels.telegram.api import Api, zwijg
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.ophalen import peil
from loket_backend.gesprek.channels.telegram.typen import Typen
from loket_backend.gesprek.channels.telegram.verwerking import Verwerker
from loket_backend.gesprek.channels.telegram.verzending import Bezorger
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.voorzitter import om_de_beurt
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
        werk = partial(_werk, settings, hub, api, verwerker)
        taak = asyncio.create_task(om_de_beurt(settings.database, "telegram", werk))
        log.info("telegram_begonnen", webhook=bool(settings.telegram_webhook))
        yield
        taak.cancel()
        await asyncio.gather(taak, return_exceptions=True)
        await api.sluit()

    return leven


async def _werk(settings: Settings, hub: Hub, api: Api, verwerker: Verwerker) -> None:
    """What one of all processes does: in order of Telegram's numbers, and each message once. A webhook comes in anywhere."""
    if settings.telegram_webhook:
        adres = f"{settings.adres_buiten.rstrip('/')}/telegram/{settings.telegram_webhook}"
        binnen = webhook.meld_aan(api, adres, settings.telegram_geheim)
    else:
        binnen = peil(hub.database, api, verwerker.wek)
    bezorger, typen = Bezorger(hub.database, hub.wekker, api), Typen(hub, api)
    async with asyncio.TaskGroup() as groep:
        for deel in (binnen, verwerker.draai(), bezorger.draai(), typen.draai(), opruimen.draai(hub.database)):
            groep.create_task(deel)
