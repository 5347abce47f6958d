"""What Rasa does once before it says that it is ready: read a few messages.

Words, spelling and vectors are loaded at the first message. Without this the first resident waited for that, and the memory after the start said
nothing of the memory in use.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable
from typing import Any, Protocol

logger = logging.getLogger(__name__)

# Long and misspelt, in another language, short, and a phone number: what takes different roads through the pipeline.
BERICHTEN = (
    "mn moeder van 84 kan de traptreden niet meer op en de steunkousen krijgt ze nie zelf aan, mn zus doet de was maar die wort ook een dagje ouder",
    "hello, can somebody help me please? my father is ill",
    "ja hoor",
    "nul zes twaalf vierendertig zesenvijftig 78, postcode 7913 bd",
)


class Lezer(Protocol):
    """A Rasa agent."""

    def parse_message(self, message_data: str) -> Awaitable[Any]: ...


class Opwarming:
    """Begins at the first question whether Rasa is ready."""

    def __init__(self) -> None:
        self._taak: asyncio.Task[None] | None = None

    def is_klaar(self, lezer: Lezer) -> bool:
        """Also when it failed: then the first message will tell."""
        if self._taak is None:
            self._taak = asyncio.ensure_future(_lees(lezer))
        return self._taak.done()


async def _lees(lezer: Lezer) -> None:
    try:
        for bericht in BERICHTEN:
            await lezer.parse_message(bericht)
    except Exception as fout:  # whatever it is: readiness must not wait for ever
        logger.error("opwarmen mislukt: %s", type(fout).__name__)
    gc.collect()
    gc.freeze()  # 600,000 objects that live as long as Rasa: to look through them took 0.6 seconds on a busy machine
