"""The loket as one application with a bot of our own in place of Rasa, and people in real browsers before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Browser, Locator, Page, expect
from sqlalchemy import select

from loket_backend.app import maak_app
from loket_backend.demo import vul_demo
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht, Vraagbeurt
from loket_backend.intake.api import DATABASE
from loket_backend.settings import Settings
from tests.conftest import vrije_poort
from tests.e2e.hulp.loket import GEDULD_BLAD
from tests.e2e.widget.conftest import Chat
from tests.loket.hulp import NepRasa

WACHTWOORD = "demo-loket-2026"
# Where the pictures of every page go, when somebody wants to look at them.
PRENTEN = os.environ.get("LOKET_PRENTEN")


def antwoord(vraag: Vraagbeurt) -> Antwoordbeurt:
    """Gives the conversation to people when asked for a human, and goes on where it was when staff give it back."""
    if vraag.tekst == "mens":
        return Antwoordbeurt([Botbericht("Ik roep er een medewerker bij.", [], None)], "wacht_op_mens", "mens_gevraagd")
    if vraag.tekst == "ga verder":
        return Antwoordbeurt([Botbericht("Wat kunt u zelf nog?", [], "kan")])
    return Antwoordbeurt([Botbericht(f"Genoteerd: {vraag.tekst}", [], "nodig")])


@dataclass
class Loket:
    url: str
    hub: Hub

    async def laatste_gesprek(self) -> str:
        """The id of the one that was opened last: the resident's of this test."""
        async with self.hub.database.lees() as session:
            gevonden = await session.scalar(select(Gesprek.id).order_by(Gesprek.geopend_op.desc()).limit(1))
        assert gevonden is not None
        return gevonden


@pytest.fixture
async def loket(sqlite_sjabloon: Path, tmp_path: Path) -> AsyncIterator[Loket]:
    settings = Settings(data=str(tmp_path), geheim="geheim", poort=str(vrije_poort()))
    shutil.copy(sqlite_sjabloon, tmp_path / "loket.db")
    app = maak_app(settings, lambda *_: NepRasa(antwoord))
    await vul_demo(app[DATABASE], settings)
    loper = web.AppRunner(app, shutdown_timeout=1)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", int(settings.poort)).start()
    yield Loket(f"http://127.0.0.1:{settings.poort}", app[HUB])
    await loper.cleanup()


async def te_breed(page: Page) -> int:
    """How many pixels the page can be moved sideways."""
    breedte: int = await page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    return breedte


class Medewerker(Chat):
    """What a medewerker sees and does, in a browser of their own."""

    def __init__(self, page: Page, loket: Loket) -> None:
        super().__init__(page, loket.url)
        self.loket = loket

    async def pakknop(self) -> Locator:
        """The button of the resident's conversation in the queue."""
        return self.page.locator(f'[id="pak-{await self.loket.laatste_gesprek()}"]')

    async def ga_naar(self, pad: str) -> None:
        await self.page.goto(f"{self.adres}{pad}")

    async def log_in(self, login: str) -> None:
        await self.ga_naar("/console/inloggen")
        await self.page.get_by_label("Inlognaam").fill(login)
        await self.page.get_by_label("Wachtwoord").fill(WACHTWOORD)
        await self.knop("Inloggen").click()
        await expect(self.page.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")

    async def schrijf(self, tekst: str) -> None:
        veld = self.page.get_by_label("Uw bericht aan de inwoner")
        await veld.fill(tekst)
        await veld.press("Enter")
        await expect(veld).to_have_value("")

    async def prent(self, naam: str) -> None:
        if PRENTEN:
            await self.page.screenshot(path=f"{PRENTEN}/{naam}.png", full_page=True)


Aan = Callable[..., Awaitable[Medewerker]]


@pytest.fixture
async def aan(browser: Browser, loket: Loket) -> AsyncIterator[Aan]:
    """`await aan("anja")`: a browser in which she is logged in; `breedte` of the screen, `script` off for a page without."""
    mensen: list[Medewerker] = []
    async with AsyncExitStack() as stapel:

        async def meld_aan(login: str, breedte: int = 1280, *, script: bool = True) -> Medewerker:
            context = await browser.new_context(
                locale="nl-NL", viewport={"width": breedte, "height": 900}, java_script_enabled=script
            )
            stapel.push_async_callback(context.close)
            context.set_default_timeout(GEDULD_BLAD)
            expect.set_options(timeout=GEDULD_BLAD)
            mens = Medewerker(await context.new_page(), loket)
            mensen.append(mens)
            await mens.log_in(login)
            return mens

        yield meld_aan
        for mens in mensen:
            assert mens.fouten == []


@pytest.fixture
async def inwoner(browser: Browser, loket: Loket) -> AsyncIterator[Chat]:
    """The resident in the widget on the loket's own page, on a phone."""
    context = await browser.new_context(locale="nl-NL", viewport={"width": 390, "height": 800})
    context.set_default_timeout(GEDULD_BLAD)
    chat = Chat(await context.new_page(), f"{loket.url}/")
    await chat.ga()
    await expect(chat.berichten).to_have_count(3)
    yield chat
    assert chat.fouten == []
    await context.close()
