"""The widget in a browser, in two tabs, on a line that breaks again and again: every message once, in order, and nothing typed is lost.

The loket is the real one with a fake bot: here the line between browser and loket is what fails.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import BrowserContext, expect
from sqlalchemy import select

from loket_backend.app import maak_app
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.models import Bericht
from loket_backend.settings import Settings
from tests.e2e.conftest import browser, context
from tests.e2e.widget.conftest import Chat, bundel
from tests.faults.doorgeefluik import DICHT, DOOR, STIL, Doorgeefluik
from tests.loket.hulp import NepRasa, tot

__all__ = ["browser", "bundel", "context"]

# Cuts in one conversation; `make faults` asks for a hundred.
KEREN = int(os.environ.get("LOKET_HERVERBINDEN", "15"))
# Every line that comes to stand in the log, as a screen reader would be told of it.
_LUISTER = """() => {
  window.gehoord = [];
  const log = document.querySelector("loket-chat").shadowRoot.querySelector("[role=log]");
  new MutationObserver((alle) => {
    for (const m of alle) for (const knoop of m.addedNodes)
      if (knoop.nodeType === 1 && knoop.matches(".bericht")) window.gehoord.push(knoop.querySelector(".tekst")?.textContent.trim());
  }).observe(log, { childList: true, subtree: true });
}"""
_LEVEND = """() => [...document.querySelector("loket-chat").shadowRoot
  .querySelectorAll("[aria-live]:not([aria-live=off]), [role=log], [role=status], [role=alert]")].length"""


@pytest.fixture
async def echt(sqlite_sjabloon: Path, tmp_path: Path) -> AsyncIterator[TestServer]:
    shutil.copy(sqlite_sjabloon, tmp_path / "loket.db")
    app = maak_app(Settings(data=str(tmp_path), geheim="geheim"), lambda *_: NepRasa())
    async with TestServer(app) as server:
        yield server


@pytest.fixture
async def luik(echt: TestServer) -> AsyncIterator[Doorgeefluik]:
    assert echt.port
    async with Doorgeefluik("127.0.0.1", echt.port) as luik:
        yield luik


@pytest.fixture
def hub(echt: TestServer) -> Hub:
    return echt.app[HUB]


async def _tabblad(context: BrowserContext, luik: Doorgeefluik) -> Chat:
    chat = Chat(await context.new_page(), f"{luik.url}/")
    await chat.ga()
    await expect(chat.berichten).to_have_count(3)
    return chat


async def _op_het_scherm(chat: Chat) -> list[str]:
    teksten: list[str] = await chat.page.locator("loket-chat .bericht .tekst").all_inner_texts()
    return [_plat(tekst) for tekst in teksten]


async def _in_het_loket(hub: Hub, afzender: str | None = None) -> list[str]:
    async with hub.database.lees() as session:
        berichten = list(await session.scalars(select(Bericht).order_by(Bericht.volgnummer)))
    return [_plat(b.tekst) for b in berichten if afzender in (None, b.afzender)]


def _plat(tekst: str) -> str:
    return " ".join(tekst.split())


async def _breek(luik: Doorgeefluik, kans: random.Random) -> None:
    """A cut somewhere: now, in what is sent, in its acknowledgement, in the stream, or a line that is away for a moment."""
    wat = kans.choice(("nu", "heen", "bevestiging", "stroom", "weg", "stil"))
    if wat == "heen":
        luik.knip_na(heen=kans.randint(0, 400))
    elif wat in ("bevestiging", "stroom"):
        luik.knip_na(terug=0 if wat == "bevestiging" else kans.randint(1, 400))
    elif wat in ("weg", "stil"):
        luik.stand = DICHT if wat == "weg" else STIL
    luik.knip()


async def test_twee_tabbladen_en_een_lijn_die_steeds_breekt(
    context: BrowserContext, luik: Doorgeefluik, hub: Hub
) -> None:
    een, twee = await _tabblad(context, luik), await _tabblad(context, luik)
    kans = random.Random("widget")
    await twee.invoer.fill("Dit was ik aan het typen")
    for chat in (een, twee):
        await chat.page.evaluate(_LUISTER)
    for keer in range(KEREN):
        await _breek(luik, kans)
        await een.invoer.focus()
        await een.page.keyboard.type(f"Bericht {keer}")
        await een.page.keyboard.press("Enter")
        await een.heeft_focus()
        luik.stand = DOOR
        for chat in (een, twee):
            await expect(chat.bericht(f"Gehoord: Bericht {keer}")).to_be_visible(timeout=60_000)
    alles = await _in_het_loket(hub)
    assert await _in_het_loket(hub, "inwoner") == [f"Bericht {keer}" for keer in range(KEREN)]
    for chat in (een, twee):
        await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
        assert await _op_het_scherm(chat) == alles
        gehoord = [_plat(tekst) for tekst in await chat.page.evaluate("window.gehoord")]
        assert sorted(gehoord) == sorted(alles[3:]), "een bericht werd niet of vaker dan een keer voorgelezen"
        assert await chat.page.evaluate(_LEVEND) == 1
        assert not chat.fouten
    await een.heeft_focus()
    await expect(twee.invoer).to_have_value("Dit was ik aan het typen")
    print(
        f"\nwidget: {KEREN} keer gebroken, {luik.verbindingen} verbindingen, {len(alles)} berichten op twee tabbladen"
    )


async def test_de_chat_zegt_dat_de_verbinding_weg_is_en_dat_hij_er_weer_is(
    context: BrowserContext, luik: Doorgeefluik, hub: Hub
) -> None:
    chat = await _tabblad(context, luik)
    regel = chat.page.locator("loket-chat .verbinding")
    await expect(regel).to_have_count(0)
    luik.stand = DICHT
    luik.knip()
    await expect(regel).to_have_text(
        "Er is nu geen verbinding. We proberen het steeds opnieuw. Wat u schrijft, raakt niet kwijt."
    )
    await chat.typ("Komt dit aan?")
    await expect(chat.knop("Probeer opnieuw")).to_be_visible()
    assert await chat.axe() == []
    await chat.invoer.focus()
    luik.stand = DOOR
    await expect(regel).to_have_text("De verbinding is er weer.", timeout=60_000)
    await expect(chat.bericht("Gehoord: Komt dit aan?")).to_be_visible()
    assert await chat.axe() == []
    await chat.heeft_focus()
    assert await chat.page.evaluate(_LEVEND) == 1
    assert await _in_het_loket(hub, "inwoner") == ["Komt dit aan?"]
    await expect(regel).to_have_count(0, timeout=60_000)


@pytest.mark.parametrize("komt_aan", [False, True])
async def test_herladen_tijdens_het_versturen(
    context: BrowserContext, luik: Doorgeefluik, hub: Hub, komt_aan: bool
) -> None:
    """The message had reached the loket and its acknowledgement had not, or it never got through."""
    chat = await _tabblad(context, luik)
    luik.stand = STIL
    await chat.typ("Bewaar mij")
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(1)
    if komt_aan:
        luik.knip_na(terug=0)
        luik.stand = DOOR

        async def is_er() -> Any:
            return await _in_het_loket(hub, "inwoner")

        await tot(is_er, 60)
    luik.knip()
    luik.stand = DOOR
    await chat.page.reload()
    await expect(chat.bericht("Gehoord: Bewaar mij")).to_be_visible(timeout=60_000)
    await expect(chat.bericht("Bewaar mij")).to_have_count(1)
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    assert await _in_het_loket(hub, "inwoner") == ["Bewaar mij"]
