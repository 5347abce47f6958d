"""A conversation that began on Telegram goes on in a real browser, by the one-time link."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import BrowserContext, expect

from loket_backend.app import maak_app
from loket_backend.db import Database
from loket_backend.settings import Settings
from tests.contract.hulp import OP_SQLITE
from tests.loket.hulp import NepRasa, tot
from tests.telegram.nep_api import NepApi, nep_api

from .conftest import Chat

INWONER = 31337


@dataclass
class MetTelegram:
    api: NepApi
    adres: str

    async def link(self) -> str:
        """What the button under the newest explanation opens."""

        async def knop() -> str | None:
            adressen = (k["url"] for v in reversed(self.api.ontvangen) for k in v.knoppen if "url" in k)
            return next(adressen, None)

        link: str = await tot(knop)
        return link.replace("http://loket.example", self.adres)


@pytest.fixture
async def loket_met_telegram(database: Database, tmp_path: Path) -> AsyncIterator[MetTelegram]:
    async with nep_api() as api:
        settings = Settings(
            data=str(tmp_path),
            database_url=f"sqlite+aiosqlite:///{tmp_path / 'loket.db'}",
            geheim="g",
            adres_buiten="http://loket.example",
            telegram_token=api.token,
            telegram_api=api.adres,
        )
        async with TestServer(maak_app(settings, lambda s, http: NepRasa())) as server:
            yield MetTelegram(api, str(server.make_url("/")).rstrip("/"))


@OP_SQLITE
async def test_alles_wat_op_telegram_gezegd_is_staat_in_de_widget_en_het_gesprek_gaat_daar_verder(
    loket_met_telegram: MetTelegram, context: BrowserContext
) -> None:
    api = loket_met_telegram.api
    api.bericht(INWONER, "mijn knie doet pijn")
    chat = Chat(await context.new_page(), await loket_met_telegram.link())
    await chat.ga()
    await expect(chat.bericht("mijn knie doet pijn")).to_be_visible()
    await expect(chat.bericht("Gehoord: mijn knie doet pijn")).to_be_visible()
    assert "gesprek=" not in chat.page.url
    await chat.typ("en de trap lukt niet")
    await expect(chat.bericht("Gehoord: en de trap lukt niet")).to_be_visible()
    await chat.page.reload()
    await expect(chat.bericht("Gehoord: en de trap lukt niet")).to_be_visible()
    assert "Gehoord: en de trap lukt niet" not in api.teksten(INWONER)
    assert not chat.fouten


@OP_SQLITE
async def test_een_gebruikte_link_zegt_dat_en_laat_gewoon_beginnen(
    loket_met_telegram: MetTelegram, context: BrowserContext
) -> None:
    loket_met_telegram.api.bericht(INWONER, "/start")
    link = await loket_met_telegram.link()
    await Chat(await context.new_page(), link).ga()
    await expect(context.pages[0].locator("loket-chat .bericht")).not_to_have_count(0)
    await context.pages[0].close()
    await context.clear_cookies()
    vers = Chat(await context.new_page(), link)
    await vers.page.evaluate("() => {}")
    await vers.ga()
    await expect(vers.page.get_by_text("Deze link is al gebruikt of te oud.")).to_be_visible()
    await vers.typ("toch maar hier")
    await expect(vers.bericht("Gehoord: toch maar hier")).to_be_visible()
