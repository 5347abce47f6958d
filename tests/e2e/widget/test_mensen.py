"""People in the conversation: who speaks, who types, and who has seen what."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from playwright.async_api import BrowserContext, Locator, expect

from tests.loket.hulp import tot

from .conftest import Chat
from .nep_loket import NepLoket

GEZIEN = "Gezien door de medewerker"


async def wordt(voorwaarde: Callable[[], bool]) -> None:
    async def waar() -> bool:
        return voorwaarde()

    await tot(waar)


async def niets_gemeld(chat: Chat, loket: NepLoket) -> None:
    """After a few frames and a request of our own: one that was on its way would have been there first."""
    gevraagd: list[str] = []
    chat.page.on("request", lambda vraag: gevraagd.append(vraag.url))
    await chat.page.evaluate(
        """async (adres) => {
          for (let i = 0; i < 6; i += 1) await new Promise((klaar) => requestAnimationFrame(klaar));
          for (let i = 0; i < 4; i += 1) await fetch(adres);
        }""",
        f"{loket.adres}/widget/loket-chat.js?{len(loket.volgens)}",
    )
    assert [adres for adres in gevraagd if adres.endswith("/gezien")] == []
    assert loket.gesprek.gezien == []


def typt(chat: Chat) -> Locator:
    return chat.page.locator("loket-chat .typt")


async def test_ieder_bericht_van_een_medewerker_noemt_de_naam_ook_na_herladen(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zet(status="mens")
    await expect(chat.page.get_by_text("U praat met een medewerker")).to_be_visible()
    loket.gesprek.zeg_als("Anna Bakker", "Dag, met Anna.")
    await expect(chat.bericht("Dag, met Anna.")).to_be_visible()
    loket.gesprek.zeg_als("Bert Kok", "En met Bert.")
    await expect(chat.page.get_by_text("U praat met Bert Kok, medewerker")).to_be_visible()
    namen = ["Digitale assistent (computer):", "Anna Bakker, medewerker:", "Bert Kok, medewerker:"]
    assert await chat.page.locator("loket-chat .wie").all_text_contents() == namen
    await chat.open()
    await expect(chat.page.locator("loket-chat .wie")).to_have_text(namen)


async def test_dat_een_medewerker_typt_is_te_zien_en_gaat_weer_weg(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zet(status="mens")
    loket.gesprek.toon("typt", typt=True, naam=None)
    await expect(typt(chat)).to_have_text("De medewerker typt…")
    loket.gesprek.toon("typt", typt=False, naam=None)
    await expect(typt(chat)).to_have_count(0)
    loket.gesprek.toon("typt", typt=True, naam="Anna Bakker")
    await expect(typt(chat)).to_have_text("Anna typt…")
    levend = chat.page.locator("loket-chat :is([aria-live=polite], [aria-live=assertive], [role=status], [role=alert])")
    await expect(levend).to_have_count(1)
    loket.gesprek.zeg_als("Anna Bakker", "Zo, klaar.")
    await expect(typt(chat)).to_have_count(0)


async def test_een_stroom_die_breekt_laat_niemand_eeuwig_typen(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zet(status="mens")
    loket.gesprek.toon("typt", typt=True, naam="A. Bakker")
    await expect(typt(chat)).to_have_text("A. Bakker typt…")
    await loket.neer()
    await expect(typt(chat)).to_have_count(0)


async def test_eigen_typen_wordt_alleen_verteld_als_er_een_mens_bij_is(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await chat.invoer.press_sequentially("tegen de computer")
    loket.gesprek.zet(status="wacht_op_mens")
    await expect(chat.page.get_by_text("Een medewerker komt er zo bij")).to_be_visible()
    assert loket.gesprek.getypt == []
    await chat.invoer.press_sequentially(" en nu tegen een mens")
    await wordt(lambda: len(loket.gesprek.getypt) == 1)


async def test_eigen_typen_wordt_hooguit_elke_drie_seconden_verteld(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zet(status="mens")
    await expect(chat.page.get_by_text("U praat met een medewerker")).to_be_visible()
    while len(loket.gesprek.getypt) < 3:
        await chat.invoer.press_sequentially("a", delay=20)
    tijden = loket.gesprek.getypt
    assert min(later - eerder for eerder, later in pairwise(tijden)) > 2.8
    await chat.invoer.fill("")
    await chat.typ("klaar")  # what was sent is done: the next letter is told at once
    aantal = len(tijden)
    await chat.invoer.press_sequentially("b")
    await wordt(lambda: len(loket.gesprek.getypt) > aantal)


async def test_een_ander_veld_leegmaken_of_een_knop_is_geen_typen(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await chat.invoer.fill("iets")
    loket.gesprek.zet(status="mens")
    loket.gesprek.zeg("Ja of nee?", afzender="medewerker", keuzes=[("Ja", "ja")])
    await expect(chat.knop("Ja")).to_be_visible()
    await chat.invoer.fill("")
    await chat.knop("Ja").click()
    await expect(chat.bericht("Ja")).to_be_visible()
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    assert loket.gesprek.getypt == []


async def test_gezien_door_de_medewerker_staat_er_een_keer_bij_het_laatste(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    for tekst in ("een", "twee", "drie"):
        await chat.typ(tekst)
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    gezien = chat.page.locator("loket-chat .bericht").filter(has_text=GEZIEN)
    loket.gesprek.toon("gezien", volgnummer=3)
    await expect(gezien.locator(".tekst")).to_have_text(["twee"])
    loket.gesprek.toon("gezien", volgnummer=4)
    await expect(gezien.locator(".tekst")).to_have_text(["drie"])
    loket.gesprek.zeg_als("Anna Bakker", "Ik las het.")
    loket.gesprek.toon("gezien", volgnummer=5)
    await expect(chat.bericht("Ik las het.")).to_be_visible()
    await expect(gezien.locator(".tekst")).to_have_text(["drie"])
    await expect(gezien.locator(".gezien")).to_have_attribute("aria-live", "off")
    assert await chat.axe() == []


async def test_wat_de_inwoner_zag_wordt_gemeld_maar_niet_als_het_venster_dicht_is(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await chat.page.keyboard.press("Escape")
    loket.gesprek.zet(status="mens")
    nummer = loket.gesprek.zeg_als("Anna Bakker", "Bent u daar?")
    await expect(chat.starter).to_contain_text("nieuw bericht")
    await niets_gemeld(chat, loket)
    await chat.starter.click()
    await wordt(lambda: loket.gesprek.gezien == [nummer])


async def test_van_een_gesprek_met_de_computer_wordt_niets_gemeld(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zeg("Dag!")
    await expect(chat.bericht("Dag!")).to_be_visible()
    await niets_gemeld(chat, loket)
    nummer = loket.gesprek.zeg("Met een mens.", afzender="medewerker")
    await wordt(lambda: loket.gesprek.gezien == [nummer])


async def test_op_een_bladzijde_die_niemand_ziet_is_niets_gezien(
    chat: Chat, loket: NepLoket, context: BrowserContext
) -> None:
    await chat.page.add_init_script("""
      window.weg = true;
      Object.defineProperty(document, 'visibilityState', {get: () => window.weg ? 'hidden' : 'visible'});""")
    await chat.open()
    nummer = loket.gesprek.zeg_als("Anna Bakker", "Bent u daar?")
    await expect(chat.bericht("Bent u daar?")).to_be_visible()
    await niets_gemeld(chat, loket)
    await chat.page.evaluate("window.weg = false; document.dispatchEvent(new Event('visibilitychange'))")
    await wordt(lambda: loket.gesprek.gezien == [nummer])


async def test_wat_buiten_beeld_staat_is_niet_gezien(eigen_pagina: Chat, loket: NepLoket) -> None:
    await eigen_pagina.page.set_viewport_size({"width": 800, "height": 600})
    await eigen_pagina.ga()
    await expect(eigen_pagina.berichten).to_have_count(1)
    await eigen_pagina.page.evaluate("document.querySelector('main').style.paddingTop = '200vh'; scrollTo(0, 0)")
    nummer = loket.gesprek.zeg_als("Anna Bakker", "Bent u daar?")
    await expect(eigen_pagina.berichten).to_have_count(2)
    await niets_gemeld(eigen_pagina, loket)
    await eigen_pagina.page.evaluate("scrollTo(0, document.scrollingElement.scrollHeight)")
    await eigen_pagina.bericht("Bent u daar?").scroll_into_view_if_needed()
    await wordt(lambda: loket.gesprek.gezien == [nummer])


async def test_een_melding_die_mislukt_komt_later_alsnog(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.weigert = 503
    async with chat.page.expect_response(lambda r: r.url.endswith("/gezien")):
        loket.gesprek.zeg_als("Anna Bakker", "Bent u daar?")
    loket.weigert = 0
    nummer = loket.gesprek.zeg_als("Anna Bakker", "Hallo?")
    await wordt(lambda: loket.gesprek.gezien[-1:] == [nummer])


async def test_op_een_smal_scherm_past_alles_van_mensen(chat: Chat, loket: NepLoket) -> None:
    await chat.page.set_viewport_size({"width": 320, "height": 640})
    await chat.open()
    await chat.typ("hallo")
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    naam = "Wilhelmina-Alexandra van der Kloosterhuizen-Zevenbergen"
    loket.gesprek.zet(status="mens")
    loket.gesprek.zeg_als(naam, "Dag!")
    loket.gesprek.toon("gezien", volgnummer=2)
    loket.gesprek.toon("typt", typt=True, naam=naam)
    await expect(typt(chat)).to_have_text("Wilhelmina-Alexandra typt…")
    await expect(chat.page.get_by_text(GEZIEN)).to_be_visible()
    breed = await chat.page.evaluate("""() => {
      const paneel = document.querySelector('loket-chat').shadowRoot.querySelector('.paneel');
      return [...paneel.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > 321 && !e.closest('.onzichtbaar'))
        .map((e) => e.className || e.tagName);
    }""")
    assert breed == []


async def test_als_er_een_mens_is_wordt_de_knop_voor_een_mens_een_knop_om_gebeld_te_worden(
    chat: Chat, loket: NepLoket
) -> None:
    await chat.open()
    knop = chat.page.locator("loket-chat .onder button")
    await knop.focus()
    loket.gesprek.zet(status="mens")
    await expect(knop).to_have_text("Ik word liever gebeld")
    await expect(knop).to_be_focused()
    await knop.click()
    await expect(chat.bericht("Ik word liever gebeld")).to_be_visible()
    loket.gesprek.zet(status="bot")
    await expect(knop).to_have_text("Ik wil een mens spreken")
