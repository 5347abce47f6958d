"""The whole loket at work: three residents (two in the widget, one on Telegram) and two medewerkers, each on a screen of their own."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.hulp.loket import GEDULD_START, WORTEL, Loket
from tests.e2e.hulp.telegram import KLAAR, Telegrammer
from tests.e2e.hulp.widget import vreemde_site
from tests.e2e.widget.conftest import Chat
from tests.telegram.nep_api import NepApi, nep_api

from .conftest import PRENTEN, Aan, Medewerker, te_breed

BUREAU, TELEFOON = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MAX_BEURTEN = 25
NETWERK = re.compile(r"Wie helpt u nu al\?|Is er iemand die u nu al helpt\?")
TRAP = "Ik kom de trap bijna niet meer op door mijn heup."
STOEP = "Ik kom met mijn rollator de stoep niet meer op."
STOF = "Ik kan niet meer stofzuigen en dweilen door mijn rug."
NAAM = "Riekje Bos"
KAN = "Koken en strijken doe ik nog zelf."
INGEVULD = {"netwerk": "Mijn zoon doet de boodschappen.", "naam": NAAM, "postcode": "7913 BD", "telefoon": "0612345611"}
WOORDEN = {
    "nodig": "Iemand die stofzuigt en dweilt.",
    "wil": "Ik wil graag in dit huis blijven wonen.",
}
KNOPPEN = {
    "voor_wie": "Voor mezelf",
    "aanbod": "Nee, nu niet",
    "contact_voorkeur": "Bellen",
    "contact_moment": "In de ochtend",
    "clientondersteuning": "Nee",
    "persoonlijk_plan": "Nee",
    "toestemming": "Huisarts",
    "akkoord": "Ja, het klopt",
}


@pytest.fixture
async def api() -> AsyncIterator[NepApi]:
    async with nep_api() as api:
        yield api


@pytest.fixture
async def loket(api: NepApi, tmp_path: Path) -> AsyncIterator[Loket]:
    """The real one, with Telegram: a stack of its own, so that nobody else waits in its queue."""
    if not list((WORTEL / "bot" / "models").glob("loket-*.tar.gz")):
        pytest.fail("er is nog geen model. Doe eerst: make train")
    loket = Loket(tmp_path, LOKET_TELEGRAM_API=api.adres, LOKET_TELEGRAM_TOKEN=api.token)
    try:
        await asyncio.to_thread(loket.wacht_klaar, GEDULD_START)
        yield loket
    finally:
        over = await asyncio.to_thread(loket.stop)
    assert over == [], "er draaide nog iets na Ctrl-C"


@pytest.fixture
async def bureau(browser: Browser, loket: Loket) -> AsyncIterator[Chat]:
    """On somebody else's page, on a desktop."""
    context = await browser.new_context(locale="nl-NL", viewport=BUREAU)
    async with vreemde_site(loket) as adres:
        chat = Chat(await context.new_page(), adres)
        await chat.open()
        yield chat
        assert chat.fouten == []
        await context.close()


@pytest.fixture
async def mobiel(browser: Browser, loket: Loket) -> AsyncIterator[Chat]:
    """On the loket's own page, on a phone."""
    context = await browser.new_context(locale="nl-NL", viewport=TELEFOON, has_touch=True)
    chat = Chat(await context.new_page(), f"{loket.url}/")
    await chat.ga()
    await expect(chat.berichten).to_have_count(3)
    yield chat
    assert chat.fouten == []
    await context.close()


async def test_drie_inwoners_en_twee_medewerkers_op_een_middag(
    loket: Loket, api: NepApi, aan: Aan, bureau: Chat, mobiel: Chat
) -> None:
    anja, bilal, telegram = await aan("anja"), await aan("bilal"), Telegrammer(api, 4711)
    await anja.ga_naar("/console/gesprekken")
    wachtte = await _rijen(anja.page)
    trap = await _vertelt_in_de_widget(loket, bureau, TRAP)
    stoep = await _vertelt_in_de_widget(loket, mobiel, STOEP)
    stof = await _vertelt_op_telegram(loket, telegram)
    await expect(anja.page.get_by_role("button", name=re.compile("^Pak op"))).to_have_count(wachtte + 3)
    await expect(anja.page.get_by_role("row").filter(has=anja.page.locator(f'[id="pak-{stof}"]'))).to_contain_text(
        "Telegram"
    )
    await anja.prent("vijf-rij")
    await _praten_heen_en_weer(anja, mobiel, stoep)
    await _geeft_door(anja, stof, telegram)
    await _krijgt_een_collega(bilal, stof, telegram)
    await _vult_in(bilal)
    assert telegram.ongelezen() == []  # as long as Bilal has it, the bot says nothing
    await bilal.prent("vijf-gesprek-met-gegevens")
    await _geeft_terug(bilal)
    await _bureau_wordt_geholpen_en_gaat_verder(bilal, bureau, trap)
    await _sluit(anja, mobiel, stoep)
    kenmerk = await _maakt_de_intake_af(telegram)
    await _leest_het_dossier(bilal, kenmerk)
    await _ieder_las_alleen_het_eigen_gesprek(bureau, mobiel, telegram)


async def _rijen(page: Page) -> int:
    return await page.get_by_role("button", name=re.compile("^Pak op")).count()


def _laatste_gesprek(loket: Loket, waarin: str) -> str:
    """The conversation in which something was written last, of this channel."""
    vraag = "SELECT g.id FROM gesprek g WHERE g.kanaal = :kanaal ORDER BY g.status_sinds DESC LIMIT 1"
    return str(loket.vraag_db(vraag, kanaal=waarin)[0][0])


async def _vertelt_in_de_widget(loket: Loket, chat: Chat, verhaal: str) -> str:
    """Says what it is about and answers one question, then asks for a human with the widget's button; the id of the conversation."""
    await chat.typ(verhaal)
    await expect(chat.log).to_contain_text("Wat doet u nog zelf?")
    await chat.typ(KAN)
    await expect(chat.log).to_contain_text("Wie helpt u nu al?")
    await chat.knop("Ik wil een mens spreken").click()
    await expect(chat.page.get_by_text("Een medewerker komt er zo bij")).to_be_visible()
    return _laatste_gesprek(loket, "web")


async def _vertelt_op_telegram(loket: Loket, telegram: Telegrammer) -> str:
    telegram.typt("/start")
    await telegram.leest("Telegram is een bedrijf en kan hier meelezen")
    telegram.drukt("Hier verder")
    await telegram.leest("waar kunnen we u mee helpen?")
    telegram.typt(STOF)
    assert await telegram.vraag() == "kan"
    telegram.typt(KAN)
    assert await telegram.vraag() == "netwerk"
    telegram.typt("/mens")
    await telegram.leest("medewerker")
    return _laatste_gesprek(loket, "telegram")


async def _pakt_op(medewerker: Medewerker, gesprek: str) -> None:
    await medewerker.ga_naar("/console/gesprekken")
    await medewerker.page.locator(f'[id="pak-{gesprek}"]').click()
    await expect(medewerker.page.get_by_label("Uw bericht aan de inwoner")).to_be_visible()


async def _ziet(medewerker: Medewerker, tekst: str) -> None:
    await expect(medewerker.page.locator("#berichten .bericht-tekst").get_by_text(tekst, exact=True)).to_be_visible()


async def _praten_heen_en_weer(anja: Medewerker, mobiel: Chat, gesprek: str) -> None:
    await _pakt_op(anja, gesprek)
    await _ziet(anja, STOEP)
    await anja.schrijf("Bij welke stoep lukt het niet?")
    await expect(mobiel.bericht("Bij welke stoep lukt het niet?")).to_be_visible()
    await expect(mobiel.log).to_contain_text("ik ben Anja Hofstra, dorpsconsulent")
    await expect(mobiel.page.get_by_text("U praat met Anja Hofstra, medewerker")).to_be_visible()
    await mobiel.typ("Bij de bushalte in de Dorpsstraat.")
    await _ziet(anja, "Bij de bushalte in de Dorpsstraat.")
    await anja.schrijf("Ik kom donderdag om tien uur bij u kijken.")
    await expect(mobiel.bericht("Ik kom donderdag om tien uur bij u kijken.")).to_be_visible()
    assert await te_breed(mobiel.page) <= 0
    assert await mobiel.axe() == []
    if PRENTEN:
        await mobiel.page.screenshot(path=f"{PRENTEN}/vijf-telefoon.png")


async def _geeft_door(anja: Medewerker, gesprek: str, telegram: Telegrammer) -> None:
    await _pakt_op(anja, gesprek)
    page = anja.page
    await page.get_by_text("Doorgeven aan een collega of wijk").click()
    await page.get_by_label("Aan wie?").select_option("Bilal Amrani, maatschappelijk werker")
    await page.get_by_label("Waarom?").fill("Wil hulp bij het schoonmaken.")
    await anja.knop("Geef door").click()
    await expect(page.get_by_text("Het gesprek is doorgegeven.")).to_be_visible()
    await telegram.leest("Ik vraag een collega om dit met u verder te bespreken.")


async def _krijgt_een_collega(bilal: Medewerker, gesprek: str, telegram: Telegrammer) -> None:
    await bilal.ga_naar("/console/gesprekken")
    rij = bilal.page.get_by_role("row").filter(has=bilal.page.locator(f'[id="pak-{gesprek}"]'))
    await expect(rij.locator("strong", has_text="u")).to_be_visible()
    await expect(rij).to_contain_text("Doorgegeven door een collega")
    await _pakt_op(bilal, gesprek)
    await expect(bilal.page.locator("#notities")).to_contain_text("Wil hulp bij het schoonmaken.")
    await _ziet(bilal, STOF)
    await bilal.schrijf("Wie doet nu de boodschappen?")
    await telegram.leest("ik ben Bilal Amrani, maatschappelijk werker")
    await telegram.leest("Wie doet nu de boodschappen?")
    telegram.typt("Mijn zoon doet de boodschappen.")
    await _ziet(bilal, "Mijn zoon doet de boodschappen.")


async def _vult_in(bilal: Medewerker) -> None:
    """What the resident told is written in the fields, so that the bot has no need to ask for it."""
    for veld, waarde in INGEVULD.items():
        vak = bilal.page.locator(f"#veld-{veld}")
        await vak.locator("summary").click()
        await vak.locator("[name=waarde]").fill(waarde)
        await vak.get_by_role("button", name="Bewaar").click()
        await expect(vak).to_contain_text("ingevuld door Bilal Amrani")


async def _geeft_terug(medewerker: Medewerker) -> None:
    await medewerker.page.get_by_text("Teruggeven aan de assistent").click()
    await medewerker.knop("Geef terug").click()
    await expect(medewerker.page.get_by_text("De digitale assistent gaat verder met het gesprek.")).to_be_visible()


async def _bureau_wordt_geholpen_en_gaat_verder(bilal: Medewerker, bureau: Chat, gesprek: str) -> None:
    await _pakt_op(bilal, gesprek)
    await bilal.schrijf("Vertelt u maar verder aan de assistent, ik lees mee.")
    await expect(bureau.bericht("Vertelt u maar verder aan de assistent, ik lees mee.")).to_be_visible()
    await _geeft_terug(bilal)
    await expect(bureau.page.get_by_text("U praat met een computer")).to_be_visible()
    await expect(bureau.berichten.last).to_contain_text(NETWERK)
    await bureau.typ("Mijn buurman kijkt elke dag even.")
    await expect(bureau.berichten.last).to_contain_text("Wat wilt u graag?")


async def _sluit(anja: Medewerker, mobiel: Chat, gesprek: str) -> None:
    await anja.ga_naar(f"/console/gesprekken/{gesprek}")
    await anja.page.get_by_text("Gesprek sluiten").click()
    await anja.page.get_by_label("Waarom is het klaar?").select_option("Er is een afspraak gemaakt")
    await anja.knop("Sluit het gesprek").click()
    await expect(anja.page.get_by_text("Het gesprek is gesloten.")).to_be_visible()
    await expect(mobiel.log).to_contain_text("Dit gesprek is nu klaar.")
    await expect(mobiel.page.get_by_text("Dit gesprek is klaar", exact=True)).to_be_visible()


async def _maakt_de_intake_af(telegram: Telegrammer) -> str:
    """From where the intake stood; nothing is asked that was answered or filled in. The kenmerk."""
    await telegram.leest("U gaat nu weer verder met de digitale assistent.")
    beantwoord = {"kan", *INGEVULD}
    for _ in range(MAX_BEURTEN):
        if (veld := await telegram.vraag()) == KLAAR:
            break
        assert veld not in beantwoord, telegram.verslag()
        beantwoord.add(veld)
        if veld in WOORDEN:
            telegram.typt(WOORDEN[veld])
        else:
            telegram.drukt(KNOPPEN[veld])
    assert telegram.gevraagd[-1] == KLAAR, telegram.verslag()
    kenmerk = re.search(r"Het nummer is (\S+)\.", telegram.verslag())
    assert kenmerk is not None, telegram.verslag()
    return kenmerk[1]


async def _leest_het_dossier(bilal: Medewerker, kenmerk: str) -> None:
    await bilal.ga_naar(f"/console/intakes/{kenmerk}")
    await expect(bilal.page.get_by_role("heading", level=1)).to_have_text(NAAM)
    for woorden in (STOF, KAN, INGEVULD["netwerk"]):
        await expect(bilal.page.locator(".twee .hoofd")).to_contain_text(woorden)


async def _ieder_las_alleen_het_eigen_gesprek(bureau: Chat, mobiel: Chat, telegram: Telegrammer) -> None:
    for chat, eigen in ((bureau, TRAP), (mobiel, STOEP)):
        await expect(chat.bericht(eigen)).to_be_visible()
        for vreemd in {TRAP, STOEP, "Wie doet nu de boodschappen?", NAAM} - {eigen}:
            await expect(chat.log).not_to_contain_text(vreemd)
    for vreemd in ("Bij welke stoep", "Vertelt u maar verder", "Ik kom donderdag"):
        assert vreemd not in telegram.verslag()
