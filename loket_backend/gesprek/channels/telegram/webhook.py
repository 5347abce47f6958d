"""The webhook: Telegram pushes, and hears 200 only after the commit."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from telegram.error import TelegramError

from loket_backend import meten
from loket_backend.db import Database
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.channels.telegram import inbox
from loket_backend.gesprek.channels.telegram.api import SOORTEN, Api
from loket_backend.gesprek.channels.telegram.ophalen import rust
from loket_backend.settings import Settings

KOP = "X-Telegram-Bot-Api-Secret-Token"
_GEHEIM = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PAD = re.compile(r"[A-Za-z0-9_-]{8,100}")


def bezwaren(settings: Settings) -> list[str]:
    """Why this webhook cannot be used, in words; empty when it can or when there is none."""
    if not (settings.telegram_token and settings.telegram_webhook):
        return []
    fouten = []
    if not _PAD.fullmatch(settings.telegram_webhook):
        fouten.append("LOKET_TELEGRAM_WEBHOOK: 8 tot 100 letters, cijfers, _ of -")
    if not _GEHEIM.fullmatch(settings.telegram_geheim):
        fouten.append("LOKET_TELEGRAM_GEHEIM: 16 tot 256 letters, cijfers, _ of -")
    if not settings.adres_buiten.startswith(("https://", "http://")):
        fouten.append("LOKET_ADRES: het adres van het loket, met https://")
    return fouten


def ontvang(
    geheim: str, database: Database, wek: Callable[[], None]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler. Who does not know the secret gets the same 404 as for an address that is not there."""

    async def handler(request: web.Request) -> web.Response:
        gegeven = request.headers.get(KOP, "")
        if not secrets.compare_digest(gegeven.encode(errors="replace"), geheim.encode()):
            raise NietGevonden()
        update = lees(await request.read())
        with meten.aangenomen_in("telegram"):
            async with database.schrijf() as session:
                await inbox.bewaar(session, [update])
        wek()
        return web.Response()

    return handler


def lees(inhoud: bytes) -> dict[str, Any]:
    """Raises OngeldigeInvoer for what is no update."""
    try:
        update = json.loads(inhoud)
    except (ValueError, RecursionError) as fout:
        raise OngeldigeInvoer("De inhoud is geen geldige JSON.", ["inhoud: geen geldige JSON"]) from fout
    nummer = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(nummer, int) or isinstance(nummer, bool) or not 0 <= nummer < 2**62:
        raise OngeldigeInvoer("Dit is geen update.", ["update_id: is geen nummer"])
    return update  # type: ignore[no-any-return]


async def meld_aan(api: Api, adres: str, geheim: str) -> None:
    """Tells Telegram where to push; tries until it is known. What waits at Telegram stays."""
    while True:
        try:
            await api.set_webhook(adres, secret_token=geheim, allowed_updates=SOORTEN, drop_pending_updates=False)
            return
        except TelegramError as fout:
            await asyncio.sleep(rust(fout))
