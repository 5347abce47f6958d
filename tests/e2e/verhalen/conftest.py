"""The people of a story, each in a browser of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import GEDULD_BLAD, Loket
from tests.e2e.verhalen.stappen import Aan
from tests.e2e.widget.conftest import Chat

WACHTWOORD = "demo-loket-2026"
BUREAU, TELEFOON = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
async def aan(browser: Browser, loket: Loket) -> AsyncIterator[Aan]:
    """`await aan("gerda")`: a browser of their own, logged in."""
    kijkers: list[Kijker] = []
    async with AsyncExitStack() as stapel:

        async def meld_aan(login: str) -> Kijker:
            # No motion: what is scrolled to is there at once.
            context = await browser.new_context(locale="nl-NL", viewport=BUREAU, reduced_motion="reduce")
            stapel.push_async_callback(context.close)
            context.set_default_timeout(GEDULD_BLAD)
            kijkers.append(await Kijker.open(context, loket.url))
            await kijkers[-1].log_in(login, WACHTWOORD)
            return kijkers[-1]

        yield meld_aan
        assert [kijker.fouten for kijker in kijkers if kijker.fouten] == []


@pytest.fixture
async def chat_open(browser: Browser, loket: Loket) -> AsyncIterator[Callable[[], Awaitable[Chat]]]:
    """`await chat_open()`: another resident, on a telephone of their own."""
    expect.set_options(timeout=GEDULD_BLAD)
    chats: list[Chat] = []
    async with AsyncExitStack() as stapel:

        async def open_chat() -> Chat:
            context = await browser.new_context(
                locale="nl-NL", viewport=TELEFOON, has_touch=True, reduced_motion="reduce"
            )
            stapel.push_async_callback(context.close)
            context.set_default_timeout(GEDULD_BLAD)
            chats.append(Chat(await context.new_page(), f"{loket.url}/"))
            await chats[-1].ga()
            await expect(chats[-1].berichten).to_have_count(3)
            return chats[-1]

        yield open_chat
        assert [chat.fouten for chat in chats if chat.fouten] == []


@pytest.fixture
async def inwoner(chat_open: Callable[[], Awaitable[Chat]]) -> Chat:
    return await chat_open()
