"""The whole line in a real browser: from the widget on somebody else's page to the intake in the console."""

from __future__ import annotations

import re

from playwright.async_api import BrowserContext, Page, expect

from loket_backend.demo import demo_login
from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.widget import KLAAR, Bezoeker, vreemde_site
from tests.e2e.widget.conftest import Chat

VERHAAL = "Ik heb zulke stijve knieën dat ik de trap bijna niet meer op kom."
NAAM = "Geertje Windhouwer"
WOORDEN = {
    "nodig": "Een tweede trapleuning en iemand die de zware boodschappen boven brengt.",
    "kan": "Koken en strijken doe ik nog zelf.",
    "netwerk": "Mijn kleinzoon komt op zaterdag langs.",
    "wil": "Ik wil graag in dit huis blijven wonen.",
    "aanbod": "Ik kan goed kleding verstellen voor een ander.",
    "naam": NAAM,
    "postcode": "7913 BD",
    "telefoon": "06 12 34 56 11",
}
KNOPPEN = {
    "voor_wie": "Voor mezelf",
    "contact_voorkeur": "Bellen",
    "contact_moment": "In de ochtend",
    "clientondersteuning": "Nee",
    "persoonlijk_plan": "Later misschien",
    "toestemming": "Huisarts",
    "akkoord": "Ja, het klopt",
}
MAX_BEURTEN = 25
# Half way: the page is loaded anew when this is asked.
HERLAAD_BIJ = "wil"


async def test_van_het_eerste_woord_op_een_andere_site_tot_het_dossier_in_de_console(
    loket: Loket, context: BrowserContext
) -> None:
    async with vreemde_site(loket) as adres:
        bezoeker = Bezoeker(Chat(await context.new_page(), adres), KNOPPEN, WOORDEN)
        kenmerk = await _gesprek_met_herladen(bezoeker)
    await _console_toont_het(loket, await context.new_page(), kenmerk, [VERHAAL, *bezoeker.verteld.values()])


async def _gesprek_met_herladen(bezoeker: Bezoeker) -> str:
    chat, herladen = bezoeker.chat, False
    await chat.open()
    vraag = await bezoeker.typ(VERHAAL)
    for _ in range(MAX_BEURTEN):
        if vraag == KLAAR:
            break
        if vraag == HERLAAD_BIJ:
            await _herlaad(chat)
            herladen = True
        vraag = await bezoeker.antwoord(vraag)
    assert vraag == KLAAR
    assert herladen, f"er is nooit naar {HERLAAD_BIJ} gevraagd"
    assert await chat.axe() == []
    assert chat.fouten == []
    kenmerk = re.search(r"Het nummer is (\S+)\.", await chat.log.inner_text())
    assert kenmerk is not None
    return kenmerk[1]


async def _herlaad(chat: Chat) -> None:
    """Everything stands there again, once."""
    eerder = await chat.berichten.locator(".tekst").all_text_contents()
    await chat.open()
    await expect(chat.berichten).to_have_count(len(eerder))
    assert await chat.berichten.locator(".tekst").all_text_contents() == eerder


async def _console_toont_het(loket: Loket, page: Page, kenmerk: str, verteld: list[str]) -> None:
    console = Chat(page, f"{loket.url}/console")
    await _log_in(console)
    await _zoek_in_werkvoorraad(page, kenmerk)
    assert await console.axe() == []
    await page.locator(f'main a[href="/console/intakes/{kenmerk}"]').first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(NAAM)
    for woorden in verteld:
        await expect(page.locator(".twee .hoofd")).to_contain_text(woorden)
    assert await console.axe() == []
    await page.get_by_role("link", name="Gesprek op een eigen pagina").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Gesprek van")
    await expect(page.get_by_text(VERHAAL).first).to_be_visible()
    assert await console.axe() == []
    assert console.fouten == []


async def _log_in(console: Chat) -> None:
    await console.ga()
    assert await console.axe() == []
    login, wachtwoord = demo_login()
    await console.page.get_by_label("Inlognaam").fill(login)
    await console.page.get_by_label("Wachtwoord").fill(wachtwoord)
    await console.knop("Inloggen").click()
    await expect(console.page.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")


async def _zoek_in_werkvoorraad(page: Page, kenmerk: str) -> None:
    """Under all dossiers, oldest first: page by page."""
    await page.get_by_role("link", name=re.compile("^Alle dossiers")).click()
    await expect(page.locator('.tabs [aria-current="page"]')).to_contain_text("Alle dossiers")
    while not await page.locator(f'main a[href="/console/intakes/{kenmerk}"]').count():
        async with page.expect_navigation():
            await page.get_by_role("link", name="Volgende").click()
