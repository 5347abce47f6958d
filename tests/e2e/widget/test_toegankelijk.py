"""Keyboard, screen reader, small screens, safety of what is shown."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from .conftest import Chat
from .nep_loket import NepLoket

XSS = [
    "<script>window.stuk = 1</script>",
    "<img src=x onerror='window.stuk = 1'>",
    "javascript:window.stuk=1 [klik](javascript:window.stuk=1)",
    "https://ok.nl/\"onmouseover='window.stuk=1' <b>vet</b>",
    "${window.stuk=1} {{constructor.constructor('window.stuk=1')()}}",
]


async def test_alles_kan_met_het_toetsenbord(chat: Chat, loket: NepLoket) -> None:
    await chat.ga()
    await chat.starter.focus()
    await chat.page.keyboard.press("Enter")
    await chat.heeft_focus()
    await chat.page.keyboard.type("Eerste regel")
    await chat.page.keyboard.press("Shift+Enter")
    await chat.page.keyboard.type("tweede regel")
    await chat.page.keyboard.press("Enter")
    await chat.heeft_focus()
    await expect(chat.invoer).to_have_value("")
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    assert loket.gesprek.van_inwoner() == ["Eerste regel\ntweede regel"]
    loket.gesprek.zeg("Ja of nee?", keuzes=[("Ja", "ja"), ("Nee", "nee")])
    await expect(chat.knop("Ja")).to_be_visible()
    await chat.page.keyboard.press("Shift+Tab")
    await expect(chat.knop("Gesprek wissen op dit apparaat")).to_be_focused()
    await chat.page.keyboard.press("Shift+Tab")
    await expect(chat.knop("Mijn gesprek bewaren")).to_be_focused()
    await chat.page.keyboard.press("Shift+Tab")
    await expect(chat.knop("Nee")).to_be_focused()
    await chat.page.keyboard.press("Space")
    await chat.heeft_focus()
    await chat.page.keyboard.press("Tab")
    await expect(chat.knop("Verstuur")).to_be_focused()
    await chat.page.keyboard.press("Tab")
    await expect(chat.knop("Ik wil een mens spreken")).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(chat.starter).to_be_focused()
    assert loket.gesprek.van_inwoner()[-1] == "nee"


async def test_de_focus_blijft_in_het_veld_na_sturen_en_na_een_knop(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await chat.heeft_focus()
    await chat.invoer.fill("hallo")
    await chat.knop("Verstuur").click()
    await chat.heeft_focus()
    loket.gesprek.zeg("Kies", keuzes=[("Ja", "ja")])
    await chat.heeft_focus()
    await chat.knop("Ja").click()
    await chat.heeft_focus()


async def test_het_schrijven_is_te_zien_maar_staat_buiten_het_levende_deel(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await chat.typ("hallo")
    typt = chat.page.locator("loket-chat .typt")
    await expect(typt).to_contain_text("De digitale assistent schrijft")
    assert await chat.log.locator(".typt").count() == 0
    levend = chat.page.locator("loket-chat :is([aria-live], [role=status], [role=alert])")
    await expect(levend).to_have_count(1)
    loket.gesprek.zeg("Dag!")
    loket.gesprek.zet(bezig=False)
    await expect(typt).to_have_count(0)


async def test_het_schrijven_beweegt_niet_voor_wie_dat_niet_wil(browser: Browser, chat: Chat, loket: NepLoket) -> None:
    await chat.page.emulate_media(reduced_motion="reduce")
    await chat.open()
    await chat.typ("hallo")
    stip = chat.page.locator("loket-chat .stippen i").first
    await expect(stip).to_have_css("animation-name", "none")


async def test_een_bevestigd_bericht_blijft_dezelfde_regel(chat: Chat, loket: NepLoket) -> None:
    """A line that is made anew would be read aloud a second time."""
    await chat.open()
    await chat.page.evaluate("""() => {
      window.regels = 0;
      const log = document.querySelector('loket-chat').shadowRoot.querySelector('.log');
      new MutationObserver((lijst) => lijst.forEach((m) => m.addedNodes.forEach((n) => {
        if (n.classList?.contains('bericht')) window.regels += 1;
      }))).observe(log, {childList: true});
    }""")
    await chat.typ("hallo")
    loket.gesprek.zeg("Dag!")
    await expect(chat.bericht("Dag!")).to_be_visible()
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    assert await chat.page.evaluate("window.regels") == 2


async def test_de_crisisbalk_komt_en_blijft(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zet(crisis="geweld")
    balk = chat.page.get_by_role("region", name="Hulp nu")
    await expect(balk).to_be_visible()
    nummers = await balk.get_by_role("link").evaluate_all("(links) => links.map((l) => l.getAttribute('href'))")
    assert nummers == ["tel:112", "tel:113", "tel:08002000"]
    loket.gesprek.zet(crisis=None)
    loket.gesprek.zeg("Vertel verder.")
    await expect(chat.bericht("Vertel verder.")).to_be_visible()
    await expect(balk).to_be_visible()
    await chat.open()
    await expect(balk).to_be_visible()


@pytest.mark.parametrize("tekst", XSS)
async def test_kwaad_in_een_bericht_blijft_tekst(chat: Chat, loket: NepLoket, tekst: str) -> None:
    await chat.open()
    loket.gesprek.zeg(tekst, keuzes=[(tekst, tekst)])
    await expect(chat.berichten).to_have_count(2)
    await chat.typ(tekst)
    await expect(chat.berichten).to_have_count(3)
    teksten = await chat.page.locator("loket-chat .tekst").all_text_contents()
    assert [t.replace(" (opent in een nieuw venster)", "") for t in teksten[1:]] == [tekst, tekst]
    assert await chat.page.evaluate("window.stuk") is None
    gevaarlijk = "loket-chat .log :is(script, img, b, [onerror], [onmouseover], a:not([href^='https:']))"
    assert await chat.page.locator(gevaarlijk).count() == 0


async def test_nummers_en_adressen_zijn_links_en_andere_getallen_niet(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zeg(
        "Bel 112, 0800-0113 of 0528 12 34 56. Of kijk op https://113.nl. Kenmerk L-2026-112 van 22-11-2026, € 112,50."
    )
    links = chat.log.locator(".bericht").nth(1).get_by_role("link")
    await expect(links).to_have_count(4)
    adressen = await links.evaluate_all("(alle) => alle.map((a) => a.getAttribute('href'))")
    assert adressen == ["tel:112", "tel:08000113", "tel:0528123456", "https://113.nl/"]
    assert await links.last.get_attribute("rel") == "noopener noreferrer"


async def test_een_te_lang_bericht_wordt_niet_verstuurd_en_zegt_waarom(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await chat.invoer.fill("a" * 3990)
    await expect(chat.page.get_by_text("U kunt nog 10 tekens typen.")).to_be_visible()
    await chat.typ("a" * 4001)
    await expect(chat.page.get_by_text("1 teken te veel")).to_be_visible()
    await expect(chat.invoer).to_have_attribute("aria-invalid", "true")
    assert not loket.pogingen
    await chat.typ("😀" * 4000)
    await expect(chat.invoer).to_have_value("")
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)


@pytest.mark.parametrize(("breedte", "hoogte"), [(320, 568), (320, 256), (640, 400), (1280, 900)])
@pytest.mark.parametrize("soort", ["venster", "pagina"])
async def test_niets_schuift_opzij(
    chat: Chat, eigen_pagina: Chat, loket: NepLoket, breedte: int, hoogte: int, soort: str
) -> None:
    wie = chat if soort == "venster" else eigen_pagina
    await wie.page.set_viewport_size({"width": breedte, "height": hoogte})
    await (wie.open() if soort == "venster" else wie.ga())
    await expect(wie.berichten).to_have_count(1)
    loket.gesprek.zet(crisis="suicide", bezig=True)
    loket.gesprek.zeg(
        "Langwoord" * 20 + " https://voorbeeld.nl/" + "pad/" * 40, keuzes=[("Ja", "j"), ("Nee " * 30, "n")]
    )
    await expect(wie.knop("Ja")).to_be_visible()
    await wie.invoer.fill("zonderspatie" * 300)
    te_breed = await wie.page.evaluate("""() => {
      const paneel = document.querySelector('loket-chat').shadowRoot.querySelector('.paneel');
      return [document.scrollingElement, paneel, ...paneel.querySelectorAll('*')]
        .filter((e) => getComputedStyle(e).display !== 'inline' && !e.closest('.onzichtbaar'))
        .filter((e) => e.scrollWidth > e.clientWidth + 1)
        .map((e) => e.className || e.tagName);
    }""")
    assert te_breed == []
    assert await wie.page.evaluate("document.scrollingElement.scrollWidth") <= breedte
    # Playwright only clicks what nothing else lies upon.
    for naam in ("Verstuur", "Ik wil een mens spreken", "Gesprek wissen op dit apparaat", "Ja"):
        await wie.knop(naam).click(trial=True)


async def test_knoppen_zijn_groot_genoeg_om_met_een_vinger_te_raken(chat: Chat, loket: NepLoket) -> None:
    await chat.page.set_viewport_size({"width": 320, "height": 568})
    await chat.open()
    loket.gesprek.zet(crisis="geweld")
    loket.gesprek.zeg("Ja of nee?", keuzes=[("Ja", "ja"), ("Nee", "nee")])
    await expect(chat.knop("Ja")).to_be_visible()
    hoogtes = await chat.page.locator("loket-chat :is(button, .crisis a)").evaluate_all(
        "(alle) => alle.filter((e) => e.offsetParent).map((e) => [e.innerText, e.getBoundingClientRect().height])"
    )
    assert [h for h in hoogtes if h[1] < 44] == []


async def test_axe_vindt_niets_dicht_open_en_in_nood(chat: Chat, loket: NepLoket) -> None:
    await chat.ga()
    await expect(chat.starter).to_be_visible()
    assert await chat.axe() == []
    await chat.starter.click()
    await expect(chat.berichten).to_have_count(1)
    loket.gesprek.zeg("Ja of nee?", keuzes=[("Ja", "ja"), ("Nee", "nee")])
    await expect(chat.knop("Ja")).to_be_visible()
    assert await chat.axe() == []
    await chat.knop("Gesprek wissen op dit apparaat").click()
    assert await chat.axe() == []
    await chat.page.keyboard.press("Escape")
    loket.gesprek.zet(crisis="suicide", bezig=True)
    loket.weigert = 503
    await chat.typ("help")
    await expect(chat.knop("Probeer opnieuw")).to_be_visible()
    await expect(chat.page.get_by_role("region", name="Hulp nu")).to_be_visible()
    assert await chat.axe() == []


async def test_axe_vindt_niets_op_de_eigen_pagina(eigen_pagina: Chat) -> None:
    await eigen_pagina.ga()
    await expect(eigen_pagina.berichten).to_have_count(1)
    assert await eigen_pagina.axe() == []


async def test_de_eigen_pagina_noemt_een_mens_en_een_nummer_en_pakt_de_focus_niet(eigen_pagina: Chat) -> None:
    await eigen_pagina.ga()
    await expect(eigen_pagina.berichten).to_have_count(1)
    await expect(eigen_pagina.page.get_by_role("main")).to_contain_text("Een mens is altijd dichtbij")
    await expect(eigen_pagina.page.get_by_role("link", name="0528 12 34 56").first).to_be_visible()
    assert await eigen_pagina.page.evaluate("document.activeElement === document.body")


async def test_voorlezen_gebruikt_de_nederlandse_stem(chat: Chat, loket: NepLoket) -> None:
    await chat.page.add_init_script("""
      window.gezegd = [];
      const stem = {lang: 'nl-NL', name: 'Proef'};
      Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: function (tekst) { this.tekst = tekst; }});
      Object.defineProperty(window, 'speechSynthesis', {value: {
        getVoices: () => [{lang: 'en-US'}, stem], addEventListener() {}, removeEventListener() {}, cancel() {},
        speak: (u) => window.gezegd.push([u.tekst, u.lang, u.voice.name]),
      }});""")
    await chat.open()
    loket.gesprek.zeg("Hoe gaat het?")
    await expect(chat.knop("Lees voor")).to_have_count(2)
    await chat.knop("Lees voor").last.click()
    assert await chat.page.evaluate("window.gezegd") == [["Hoe gaat het?", "nl-NL", "Proef"]]
    await expect(chat.knop("Stop met voorlezen")).to_have_count(1)


async def test_zonder_nederlandse_stem_is_er_geen_voorleesknop(chat: Chat) -> None:
    await chat.page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: {getVoices: () => []}});")
    await chat.open()
    await expect(chat.knop("Lees voor")).to_have_count(0)
