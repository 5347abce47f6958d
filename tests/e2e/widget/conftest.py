"""A browser, a fake loket, and a page of another origin with the widget on it."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import BrowserContext, Locator, Page, expect

from .nep_loket import NepLoket

WORTEL = Path(__file__).parents[3]
BRON = WORTEL / "loket_backend" / "widget"
BUNDEL = WORTEL / "loket_backend" / "statisch" / "loket-chat.js"
AXE = WORTEL / "node_modules" / "axe-core" / "axe.min.js"
VREEMDE_PAGINA = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Gemeente</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script src="{loket}/widget/loket-chat.js" async></script></head>
<body><main><h1>Gemeente</h1><p>Een gewone pagina.</p>{chat}</main></body></html>"""


@pytest.fixture(scope="session", autouse=True)
def bundel() -> None:
    """Built from the sources as they are now."""
    bronnen = [p for p in BRON.rglob("*") if p.suffix in {".js", ".json", ".css"}]
    if BUNDEL.exists() and BUNDEL.stat().st_mtime > max(p.stat().st_mtime for p in bronnen):
        return
    if not (WORTEL / "node_modules").exists():
        pytest.fail("node_modules ontbreekt: draai eerst `npm ci`")
    subprocess.run(["npm", "run", "bouw"], cwd=WORTEL, check=True, capture_output=True)


@pytest.fixture
async def loket() -> AsyncIterator[NepLoket]:
    loket = NepLoket()
    await loket.op()
    yield loket
    await loket.neer()


@dataclass
class Vreemd:
    """A site of another origin (another port), with a strict policy: nothing inline, only itself and the loket."""

    loket: NepLoket
    poort: int = 0
    chat: str = "<loket-chat></loket-chat>"

    async def pagina(self, request: web.Request) -> web.Response:
        beleid = f"default-src 'none'; script-src {self.loket.adres}; connect-src {self.loket.adres}; img-src data:"
        inhoud = VREEMDE_PAGINA.format(loket=self.loket.adres, chat=self.chat)
        return web.Response(text=inhoud, content_type="text/html", headers={"Content-Security-Policy": beleid})

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}/"


@pytest.fixture
async def vreemd(loket: NepLoket) -> AsyncIterator[Vreemd]:
    site = Vreemd(loket)
    app = web.Application()
    app.router.add_get("/", site.pagina)
    loper = web.AppRunner(app, shutdown_timeout=0.1)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", 0).start()
    site.poort = loper.addresses[0][1]
    yield site
    await loper.cleanup()


class Chat:
    """What a resident sees and does."""

    def __init__(self, page: Page, adres: str) -> None:
        self.page = page
        self.adres = adres
        self.log = page.get_by_role("log")
        self.starter = page.get_by_role("button", name="Stel uw vraag")
        self.invoer = page.get_by_label("Uw bericht")
        self.fouten: list[str] = []
        page.on("pageerror", lambda fout: self.fouten.append(str(fout)))
        page.on("console", self._luister)

    def _luister(self, melding: Any) -> None:
        if "Content Security Policy" in melding.text:
            self.fouten.append(melding.text)

    async def ga(self) -> Chat:
        await self.page.goto(self.adres)
        return self

    async def open(self) -> Chat:
        await self.ga()
        await self.starter.click()
        await expect(self.berichten).not_to_have_count(0)
        return self

    @property
    def berichten(self) -> Locator:
        return self.page.locator("loket-chat .bericht")

    def bericht(self, tekst: str) -> Locator:
        return self.page.locator("loket-chat .bericht .tekst").get_by_text(tekst, exact=True)

    def knop(self, naam: str) -> Locator:
        return self.page.get_by_role("button", name=naam, exact=True)

    async def typ(self, tekst: str) -> None:
        await self.invoer.fill(tekst)
        await self.invoer.press("Enter")

    async def heeft_focus(self) -> None:
        await expect(self.invoer).to_be_focused()

    async def axe(self) -> list[str]:
        await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        uitslag = await self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {knoop['target']} {knoop.get('failureSummary', '')}"
            for v in uitslag["violations"]
            for knoop in v["nodes"]
        ]


@pytest.fixture
async def chat(context: BrowserContext, vreemd: Vreemd) -> AsyncIterator[Chat]:
    chat = Chat(await context.new_page(), vreemd.adres)
    yield chat
    assert not chat.fouten


@pytest.fixture
async def eigen_pagina(context: BrowserContext, loket: NepLoket) -> AsyncIterator[Chat]:
    chat = Chat(await context.new_page(), f"{loket.adres}/")
    yield chat
    assert not chat.fouten
