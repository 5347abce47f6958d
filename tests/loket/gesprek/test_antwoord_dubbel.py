"""An answer that comes twice: a turn has one effect, however often and however late it is answered."""

from __future__ import annotations

import asyncio

import pytest

from loket_backend.db import Database
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from tests.loket.hulp import NepRasa, begin, lees, maak_hub, stuur, tot, van

KEREN = 4


@pytest.fixture
def bot() -> NepRasa:
    bot = NepRasa(lambda vraag: Antwoordbeurt([Botbericht(f"Antwoord {len(bot.beurten)}", [], "kan")]))
    return bot


@pytest.fixture
def hub(database: Database, bot: NepRasa) -> Hub:
    """Its worker sleeps: the test runs the turns."""
    hub = maak_hub(database, bot)
    hub.werker.roep = lambda _: None  # type: ignore[method-assign]
    return hub


async def test_een_beurt_die_vaker_tegelijk_loopt_geeft_een_antwoord(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    nummer = await stuur(hub, gesprek, "hallo")
    bot.poort.clear()
    taken = [asyncio.create_task(hub.werker._beurten.voer_uit(gesprek, nummer)) for _ in range(KEREN)]

    async def allemaal_bezig() -> bool:
        return len(bot.beurten) == KEREN

    await tot(allemaal_bezig)
    bot.poort.set()
    assert await asyncio.gather(*taken) == [True] * KEREN
    assert len(van(await lees(hub, gesprek), "bot")) == 3 + 1
    assert await hub.werker._beurten.voer_uit(gesprek, nummer)
    assert len(van(await lees(hub, gesprek), "bot")) == 3 + 1
