"""The client of the Bot API. The token stands in every address that it calls, so nothing of this library may reach a log."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter
from telegram.request import HTTPXRequest

# What we want to hear of; anything else Telegram keeps to itself.
SOORTEN = ["message", "edited_message", "callback_query", "channel_post", "my_chat_member"]
ANTWOORD_BINNEN = 10.0
# httpx writes addresses at INFO, the telegram library writes whole answers when it cannot read one.
PRAATGRAAG = ("httpx", "httpcore", "telegram")


class Api(Bot):
    """`adres`: of the Bot API, without the token. Raises telegram.error.TelegramError, whose text may hold the token: log its type only."""

    def __init__(self, token: str, adres: str, binnen: float = ANTWOORD_BINNEN) -> None:
        zwijg()
        super().__init__(
            token,
            base_url=f"{adres.rstrip('/')}/bot",
            request=_verzoek(binnen, 16),
            get_updates_request=_verzoek(binnen, 1),
        )

    async def haal(self, vanaf: int, wacht: int) -> list[dict[str, Any]]:
        """Updates from number `vanaf` on, as Telegram wrote them; this confirms every earlier one. Waits at most `wacht` seconds."""
        vraag = {"offset": vanaf, "timeout": wacht, "allowed_updates": SOORTEN}
        return await self._post("getUpdates", vraag, read_timeout=ANTWOORD_BINNEN + wacht)  # type: ignore[no-any-return]

    async def sluit(self) -> None:
        for verzoek in self._request:
            await verzoek.shutdown()


def zwijg() -> None:
    for naam in PRAATGRAAG:
        logging.getLogger(naam).setLevel(logging.CRITICAL + 1)


def wachttijd(fout: RetryAfter) -> float:
    """Seconds that Telegram asks us to wait."""
    wacht = fout.retry_after
    return wacht.total_seconds() if isinstance(wacht, timedelta) else float(wacht)


def _verzoek(binnen: float, verbindingen: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=verbindingen,
        read_timeout=binnen,
        write_timeout=binnen,
        connect_timeout=binnen,
        pool_timeout=binnen,
    )
