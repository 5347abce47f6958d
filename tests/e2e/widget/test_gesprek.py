"""A whole conversation, and going on with it."""

from __future__ import annotations

from playwright.async_api import expect

from .conftest import Chat
from .nep_loket import BEGROETING, NepGesprek, NepLoket


async def loket_praat(gesprek: NepGesprek, tekst: str) -> None:
    match tekst:
        case "Ik wil graag hulp in huis":
            gesprek.zeg(
                "Is de hulp voor uzelf?",
                keuzes=[("Ja, voor mij", "zelf"), ("Voor een ander", "ander")],
                vraag="voor_wie",
            )
        case "zelf":
            gesprek.zeg("Wat doet u nog zelf?", vraag="kan")
        case "Koken doe ik nog zelf":
            gesprek.zeg("Klopt dit zo?", keuzes=[("Ja, dat klopt", "/akkoord"), ("Nee", "/anders")], vraag="akkoord")
        case "/akkoord":
            gesprek.zet(kenmerk="L-2026-0007")
            gesprek.zeg("Dank u wel. Uw kenmerk is L-2026-0007.")
        case _:
            gesprek.zeg(f"U zei: {tekst}")


async def test_een_heel_gesprek_van_groet_tot_kenmerk(chat: Chat, loket: NepLoket) -> None:
    loket.antwoord = loket_praat
    await chat.open()
    await expect(chat.log).to_contain_text("Vertel eens: waar kan ik u mee helpen?")
    await chat.typ("Ik wil graag hulp in huis")
    await chat.knop("Ja, voor mij").click()
    await expect(chat.bericht("Wat doet u nog zelf?")).to_be_visible()
    await chat.typ("Koken doe ik nog zelf")
    await chat.knop("Ja, dat klopt").click()
    await expect(chat.log).to_contain_text("Uw kenmerk is L-2026-0007.")
    assert loket.gesprek.van_inwoner() == ["Ik wil graag hulp in huis", "zelf", "Koken doe ik nog zelf", "/akkoord"]
    await expect(chat.bericht("Ja, voor mij")).to_have_count(1)


async def test_na_herladen_staat_alles_er_nog_een_keer_met_het_label_van_de_knop(chat: Chat, loket: NepLoket) -> None:
    loket.antwoord = loket_praat
    await chat.open()
    await chat.typ("Ik wil graag hulp in huis")
    await chat.knop("Ja, voor mij").click()
    await expect(chat.bericht("Wat doet u nog zelf?")).to_be_visible()
    await chat.invoer.fill("Nog niet verst")
    await chat.open()
    await expect(chat.berichten).to_have_count(5)
    await expect(chat.bericht("Ja, voor mij")).to_have_count(1)
    await expect(chat.invoer).to_have_value("Nog niet verst")
    assert len(loket.gesprekken) == 1
    await chat.typ("Koken doe ik nog zelf")
    await expect(chat.bericht("Klopt dit zo?")).to_be_visible()


async def test_na_herladen_wordt_het_oude_niet_voorgelezen_en_het_nieuwe_wel(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await expect(chat.log).to_have_attribute("aria-live", "polite")
    await chat.page.add_init_script("""
      window.levendMetOud = false;
      setInterval(() => {
        const log = document.querySelector('loket-chat')?.shadowRoot?.querySelector('.log');
        if (!log || log.querySelector('.bericht')) return;
        if (log.getAttribute('aria-live') !== 'off') window.levendMetOud = true;
      }, 1);""")
    await chat.open()
    await expect(chat.log).to_have_attribute("aria-live", "polite")
    assert not await chat.page.evaluate("window.levendMetOud")


async def test_de_knoppen_horen_alleen_bij_het_laatste_bericht(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zeg("Eerste vraag?", keuzes=[("Ja", "ja"), ("Nee", "nee")])
    await expect(chat.knop("Ja")).to_be_visible()
    loket.gesprek.zeg("Tweede vraag?", keuzes=[("Later", "later")])
    await expect(chat.knop("Later")).to_be_visible()
    await expect(chat.knop("Ja")).to_have_count(0)
    await chat.typ("morgen")
    await expect(chat.knop("Later")).to_have_count(0)


async def test_ieder_bericht_zegt_van_wie_het_is(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zeg("Dag, met Fatima.", afzender="medewerker")
    loket.gesprek.zeg("Fatima doet nu mee.", afzender="systeem")
    await chat.typ("Dag")
    await expect(chat.berichten).to_have_count(4)
    namen = await chat.page.locator("loket-chat .wie").all_text_contents()
    assert namen == ["Digitale assistent (computer):", "Medewerker:", "Loket:", "U:"]


async def test_de_mensknop_zegt_het_en_is_er_altijd(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await chat.knop("Ik wil een mens spreken").click()
    await chat.heeft_focus()
    await expect(chat.bericht("Ik wil een mens spreken")).to_be_visible()
    loket.gesprek.zet(status="wacht_op_mens")
    await expect(chat.page.get_by_text("Een medewerker komt er zo bij")).to_be_visible()
    await expect(chat.knop("Ik wil een mens spreken")).to_be_visible()
    assert loket.gesprek.van_inwoner() == ["Ik wil een mens spreken"]


async def test_wissen_haalt_alles_van_dit_apparaat(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await chat.typ("Iets van mij")
    await expect(chat.bericht("Iets van mij")).to_be_visible()
    await chat.knop("Gesprek wissen op dit apparaat").click()
    await chat.knop("Nee, laat staan").click()
    await expect(chat.bericht("Iets van mij")).to_be_visible()
    await chat.knop("Gesprek wissen op dit apparaat").click()
    await chat.knop("Ja, wissen").click()
    await expect(chat.berichten).to_have_count(0)
    assert await chat.page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('loket-chat')).length") == 0
    await chat.knop("Nieuw gesprek beginnen").click()
    await expect(chat.berichten).to_have_count(1)
    await chat.heeft_focus()
    assert len(loket.gesprekken) == 2


async def test_een_gesprek_dat_het_loket_niet_meer_kent_kan_opnieuw_beginnen(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprekken.clear()
    await chat.typ("Bent u daar nog?")
    await expect(chat.log).to_contain_text("niet meer bij het loket te vinden")
    await chat.knop("Nieuw gesprek beginnen").click()
    await expect(chat.log).to_contain_text(BEGROETING.splitlines()[0])
    await expect(chat.invoer).to_have_value("Bent u daar nog?")


async def test_zonder_opslag_in_de_browser_werkt_het_gesprek_ook(chat: Chat, loket: NepLoket) -> None:
    loket.antwoord = loket_praat
    await chat.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    await chat.open()
    await chat.typ("hallo")
    await expect(chat.bericht("U zei: hallo")).to_be_visible()


async def _heeft_gezien(chat: Chat, nummer: int) -> None:
    """The browser tells a little later what was on the screen; who closes before that has not read it."""
    bewaard = 'nummer => Object.values(localStorage).some((w) => w.includes(`"gezien":${nummer}`))'
    await chat.page.wait_for_function(bewaard, arg=nummer)


async def test_een_antwoord_dat_komt_terwijl_het_venster_dicht_is_staat_op_de_knop(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await _heeft_gezien(chat, len(loket.gesprek.berichten))
    await chat.page.keyboard.press("Escape")
    nummer = loket.gesprek.zeg("Ik heb het uitgezocht.", afzender="medewerker")
    await expect(chat.starter).to_contain_text("1 nieuw bericht")
    await chat.starter.click()
    await expect(chat.bericht("Ik heb het uitgezocht.")).to_be_visible()
    await _heeft_gezien(chat, nummer)
    await chat.page.keyboard.press("Escape")
    await expect(chat.starter).to_have_text("Stel uw vraag")
