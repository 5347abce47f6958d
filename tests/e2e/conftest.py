"""The real loket, once for all end-to-end tests (those of the widget have a loket of their own)."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from tests.e2e.hulp.loket import GEDULD_BLAD, WORTEL, Loket, draait

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
CHROMIUM_IS_ER = Path(CHROMIUM).exists()
VLAGGEN = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def loket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loket]:
    if not list((WORTEL / "bot" / "models").glob("loket-*.tar.gz")):
        pytest.fail("er is nog geen model. Doe eerst: make train")
    with draait(Loket(tmp_path_factory.mktemp("loket"))) as loket:
        yield loket


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    # unsafe: the console's cookie is of an address without a name
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=40), cookie_jar=jar) as http:
        yield http


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM_IS_ER:
        pytest.skip("Chromium is niet geïnstalleerd (apt-get install chromium)")
    async with async_playwright() as speler:
        browser = await speler.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield browser
        await browser.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(GEDULD_BLAD)
    expect.set_options(timeout=GEDULD_BLAD)
    yield context
    await context.close()
