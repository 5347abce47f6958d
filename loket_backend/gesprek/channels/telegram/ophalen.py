"""Long polling: ask, commit, and only then ask for what follows, which tells Telegram that we have the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog
from telegram.error import Conflict, RetryAfter, TelegramError

from loket_backend.db import Database
from loket_backend.errors import plek
from loket_backend.gesprek.channels.telegram import inbox
from loket_backend.gesprek.channels.telegram.api import Api, wachttijd

log = structlog.get_logger()

PEILING = 25
RUST_BIJ_FOUT, RUST_BIJ_CONFLICT = 1.0, 5.0


async def peil(database: Database, api: Api, wek: Callable[[], None], wacht: int = PEILING) -> None:
    """For ever. Whatever goes wrong, nothing is confirmed that was not committed."""
    await _zonder_webhook(api)
    while True:
        try:
            await haal_op(database, api, wacht)
            wek()
        except Exception as fout:
            await asyncio.sleep(rust(fout))


async def haal_op(database: Database, api: Api, wacht: int) -> None:
    async with database.lees() as session:
        vanaf = await inbox.volgende(session)
    updates = await api.haal(vanaf, wacht)
    if not updates:
        return
    async with database.schrijf() as session:
        await inbox.bewaar(session, updates)
        await inbox.schuif_op(session, max(update["update_id"] for update in updates) + 1)


def rust(fout: Exception) -> float:
    """How long to leave Telegram alone after a failure. Only the kind of the failure is logged: its text may hold the token."""
    log.warning("telegram_ophalen_mislukt", soort=type(fout).__name__, plek=plek(fout))
    if isinstance(fout, RetryAfter):
        return wachttijd(fout)
    return RUST_BIJ_CONFLICT if isinstance(fout, Conflict) else RUST_BIJ_FOUT


async def _zonder_webhook(api: Api) -> None:
    """Telegram does not answer getUpdates while a webhook stands."""
    while True:
        try:
            await api.delete_webhook(drop_pending_updates=False)
            return
        except TelegramError as fout:
            await asyncio.sleep(rust(fout))
