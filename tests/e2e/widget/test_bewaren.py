"""A resident keeps the conversation: from the button to the page and the PDF, in the real loket with a fake bot."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import BrowserContext, Download, Page, expect
from sqlalchemy import select

from loket_backend.app import maak_app
from loket_backend.gesprek import mensen
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.models import Gesprek
from loket_backend.settings import Settings
from tests.loket.gesprek.pdf import tekst
from tests.loket.hulp import NepRasa, tot, vul_gemeente

from .conftest import Chat
from .nep_loket import NepLoket

LANG = "Langwoord" * 40
KWAAD = "<script>window.stuk = 1</script> <b>vet</b> #panic()"
GEZIEN = select(Gesprek.gezien_inwoner, Gesprek.laatste_volgnummer)


@pytest.fixture
async def echt(sqlite_sjabloon: Path, tmp_path: Path) -> AsyncIterator[TestServer]:
    """The whole loket on a free port; only Rasa is made up."""
    shutil.copy(sqlite_sjabloon, tmp_path / "loket.db")
    app = maak_app(Settings(data=str(tmp_path), geheim="geheim"), lambda *_: NepRasa())
    async with TestServer(app) as server:
        yield server


@pytest.fixture
def hub(echt: TestServer) -> Hub:
    return echt.app[HUB]


@pytest.fixture
async def eigen(context: BrowserContext, echt: TestServer) -> AsyncIterator[Chat]:
    chat = Chat(await context.new_page(), str(echt.make_url("/")))
    await chat.ga()
    await expect(chat.berichten).to_have_count(3)
    yield chat
    assert not chat.fouten


async def bewaar(chat: Chat, context: BrowserContext) -> Page:
    """The page that the link opens."""
    await chat.knop("Mijn gesprek bewaren").click()
    lees = chat.page.get_by_role("link", name="Lees het gesprek")
    async with context.expect_page() as nieuw:
        await lees.click()
    pagina = await nieuw.value
    await pagina.wait_for_load_state()
    return pagina


async def inhoud(download: Download) -> bytes:
    pad = await download.path()
    return await asyncio.to_thread(pad.read_bytes)


async def gesprek_met_een_mens(chat: Chat, hub: Hub) -> None:
    await chat.typ(f"{KWAAD} {LANG}")
    await expect(chat.log).to_contain_text("Gehoord:")
    await vul_gemeente(hub.database)
    gesprek_id = await chat.page.evaluate(
        "JSON.parse(localStorage[Object.keys(localStorage).find((k) => k.endsWith(':gesprek'))]).id"
    )
    async with hub.database.schrijf() as session:
        await mensen.pak_op(session, gesprek_id, "anja")
        await mensen.zeg(session, gesprek_id, "anja", "Ik kom dinsdag langs.\nTot dan!", hub.postvak.teksten)
    hub.meld(gesprek_id)
    await expect(chat.log).to_contain_text("Ik kom dinsdag langs.")


async def test_van_de_knop_naar_de_bladzijde_en_de_pdf(eigen: Chat, hub: Hub, context: BrowserContext) -> None:
    await gesprek_met_een_mens(eigen, hub)
    pagina = await bewaar(eigen, context)
    await expect(pagina.get_by_role("heading", level=1)).to_have_text("Uw gesprek met Het loket")
    await expect(pagina.get_by_text("Ik kom dinsdag langs.")).to_be_visible()
    await expect(pagina.get_by_role("heading", name="Anja Mulder, medewerker")).to_have_count(2)
    await expect(pagina.locator("article.inwoner")).to_contain_text(KWAAD)
    assert await pagina.evaluate("window.stuk") is None
    async with pagina.expect_download() as bezig:
        await pagina.get_by_role("link", name="Bewaar als PDF").click()
    assert (await bezig.value).suggested_filename.startswith("gesprek-20")
    woorden = tekst(await inhoud(await bezig.value))
    assert "Ik kom dinsdag langs." in woorden
    assert "Anja Mulder, medewerker" in woorden
    assert "#panic()" in woorden


async def test_de_chat_biedt_de_pdf_ook_zelf_aan(eigen: Chat) -> None:
    await eigen.knop("Mijn gesprek bewaren").click()
    async with eigen.page.expect_download() as bezig:
        await eigen.page.get_by_role("link", name="Bewaar als PDF").click()
    assert (await inhoud(await bezig.value)).startswith(b"%PDF-")
    await expect(eigen.berichten).to_have_count(3)


async def test_de_bladzijde_past_op_een_smal_scherm_en_axe_vindt_niets(
    eigen: Chat, hub: Hub, context: BrowserContext
) -> None:
    await gesprek_met_een_mens(eigen, hub)
    pagina = await bewaar(eigen, context)
    await pagina.set_viewport_size({"width": 320, "height": 640})
    assert await pagina.evaluate("document.scrollingElement.scrollWidth") <= 320
    # axe runs through the devtools, which the policy of the page does not bind
    assert await Chat(pagina, pagina.url).axe() == []
    assert await pagina.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(20, 86, 107)"


async def test_op_papier_staat_geen_knop(eigen: Chat, context: BrowserContext) -> None:
    pagina = await bewaar(eigen, context)
    knop = pagina.get_by_role("link", name="Bewaar als PDF")
    await expect(knop).to_be_visible()
    await pagina.emulate_media(media="print")
    await expect(knop).to_be_hidden()


async def test_een_link_die_niet_meer_werkt_zegt_wat_te_doen(echt: TestServer, context: BrowserContext) -> None:
    pagina = await context.new_page()
    antwoord = await pagina.goto(str(echt.make_url("/verslag/onbekend")))
    assert antwoord
    assert antwoord.status == 404
    await expect(pagina.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
    await expect(pagina.get_by_text("Mijn gesprek bewaren")).to_be_visible()


async def test_het_aanbod_krijgt_de_focus_zegt_tot_wanneer_en_gaat_weer_dicht(chat: Chat, loket: NepLoket) -> None:
    await chat.page.set_viewport_size({"width": 320, "height": 568})
    await chat.open()
    await chat.knop("Mijn gesprek bewaren").click()
    aanbod = chat.page.get_by_role("group", name="Uw gesprek staat klaar.")
    await expect(aanbod).to_be_focused()
    await expect(aanbod).to_contain_text("Dit werkt tot ")
    links = await aanbod.get_by_role("link").evaluate_all("(alle) => alle.map((a) => a.href)")
    assert links == [f"{loket.adres}/verslag/abc", f"{loket.adres}/verslag/abc.pdf"]
    assert await chat.axe() == []
    for link in await aanbod.get_by_role("link").all():
        await link.click(trial=True)
    await chat.page.keyboard.press("Escape")
    await expect(chat.knop("Mijn gesprek bewaren")).to_be_focused()
    await expect(aanbod).to_have_count(0)


async def test_een_aanbod_dat_verlopen_is_gaat_vanzelf_weg(chat: Chat, loket: NepLoket) -> None:
    loket.verslag_werkt = timedelta(seconds=1)
    await chat.open()
    await chat.knop("Mijn gesprek bewaren").click()
    await expect(chat.page.get_by_role("link", name="Lees het gesprek")).to_have_count(0)
    await expect(chat.knop("Mijn gesprek bewaren")).to_be_visible()


async def test_lukt_het_niet_dan_zegt_de_chat_dat(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.weigert = 503
    await chat.knop("Mijn gesprek bewaren").click()
    await expect(chat.page.get_by_role("group", name="Dat lukte niet.")).to_be_focused()
    await chat.knop("Klaar").click()
    loket.weigert = 0
    await chat.knop("Mijn gesprek bewaren").click()
    await expect(chat.page.get_by_role("link", name="Lees het gesprek")).to_be_visible()


async def test_wat_de_inwoner_zag_staat_in_het_loket_en_die_ziet_wie_leest(eigen: Chat, hub: Hub) -> None:
    await gesprek_met_een_mens(eigen, hub)

    async def gezien() -> bool:
        async with hub.database.lees() as session:
            (rij,) = (await session.execute(GEZIEN)).all()
        return bool(rij[0] == rij[1])

    await eigen.bericht("Ik kom dinsdag langs.\nTot dan!").scroll_into_view_if_needed()
    await tot(gezien)
    await expect(eigen.page.get_by_text("Gezien door de medewerker")).to_be_visible()
