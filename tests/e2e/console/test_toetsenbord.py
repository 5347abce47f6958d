"""Whole flows by keyboard alone: nothing in this file clicks."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.console.conftest import SCHERM, Aan
from tests.e2e.console.paginas import dossiers_van_anja
from tests.e2e.hulp.console_los import Consoleloket
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.toetsen import Toetsen

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def kop(page: Page, tekst: str | re.Pattern[str]) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(tekst)


@pytest.fixture
def kenmerken(loket: Consoleloket) -> list[str]:
    """The dossiers of Anja, the oldest first."""
    return [kenmerk for kenmerk, _ in loket.doe(dossiers_van_anja)]


async def open_dossier(toetsen: Toetsen, zoek: str, kenmerk: str) -> None:
    """By searching the worklist."""
    page = toetsen.page
    await toetsen.typ(page.get_by_role("searchbox"), zoek)
    await toetsen.druk("Enter")
    rij = page.get_by_role("rowheader").filter(has_text=kenmerk)
    await toetsen.op(rij.get_by_role("link").first)
    await expect(page.locator(".onderkop").first).to_contain_text(kenmerk)


async def test_de_sleep_langs_het_menu_is_over_te_slaan(aan: Aan) -> None:
    toetsen = await aan("anja")
    page = toetsen.page
    await toetsen.druk("Tab")
    link = page.get_by_role("link", name="Naar de inhoud")
    await expect(link).to_be_focused()
    await expect(link).to_be_in_viewport(ratio=1)
    await toetsen.druk("Enter")
    await expect(page.locator("#inhoud")).to_be_focused()
    await toetsen.druk("Tab")
    assert await page.evaluate("document.getElementById('inhoud').contains(document.activeElement)")


async def test_inloggen_met_een_fout_zegt_wat_er_mis_is_en_bewaart_de_naam(
    browser: Browser, loket: Consoleloket
) -> None:
    context = await browser.new_context(**SCHERM)
    kijker = await Kijker.open(context, loket.url)
    await kijker.ga_naar("/console/inloggen")
    toetsen, page = Toetsen(kijker.page), kijker.page
    await toetsen.typ(page.get_by_label("Inlognaam"), "bilal")
    await toetsen.typ(page.get_by_label("Wachtwoord"), "niet dit")
    await toetsen.op(page.get_by_role("button", name="Inloggen"), "Space")
    await expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    await expect(page.get_by_label("Inlognaam")).to_have_value("bilal")
    await expect(page.get_by_label("Inlognaam")).to_have_accessible_description(re.compile("horen niet bij elkaar"))
    assert await kijker.axe() == []
    await context.close()


async def test_zoeken_openen_en_uitloggen(aan: Aan, kenmerken: list[str]) -> None:
    toetsen = await aan("anja")
    page = toetsen.page
    await open_dossier(toetsen, "veldh", kenmerken[0])
    await toetsen.op(page.get_by_role("link", name="Terug naar de werkvoorraad"))
    await kop(page, "Werkvoorraad")
    await toetsen.ga_naar(page.get_by_role("searchbox"))
    await toetsen.ga_naar(page.get_by_role("button", name="Uitloggen"), terug=True)
    await toetsen.druk("Space")
    await kop(page, re.compile("^Inloggen"))
    await page.go_back()
    await kop(page, re.compile("^Inloggen"))


async def test_van_een_status_met_reden_tot_een_verslag_bij_de_inwoner(aan: Aan, kenmerken: list[str]) -> None:
    toetsen = await aan("anja")
    page = toetsen.page
    await open_dossier(toetsen, kenmerken[0], kenmerken[0])
    status = page.get_by_role("region", name="Status")
    nu = await status.locator("strong").inner_text()
    await toetsen.kies(status.get_by_label("Nieuwe status"), "Onderzoek")
    await toetsen.typ(status.get_by_label("Waarom"), "Het gesprek was vanochtend.")
    await toetsen.op(status.get_by_role("button", name="Verander status"))
    await expect(status.locator("strong")).to_have_text("Onderzoek")
    assert nu != "Onderzoek"
    await expect(page.locator("main")).to_contain_text("Het gesprek was vanochtend.")
    notities = page.get_by_role("region", name="Notities voor collega's")
    await toetsen.typ(notities.get_by_role("textbox"), "Bel eerst de buurvrouw.")
    await toetsen.op(notities.get_by_role("button", name="Bewaar notitie"))
    await expect(notities).to_contain_text("Bel eerst de buurvrouw.")
    await _schrijft_het_verslag(toetsen)


async def _schrijft_het_verslag(toetsen: Toetsen) -> None:
    page = toetsen.page
    await toetsen.op(page.get_by_role("navigation").get_by_role("link", name="Gespreksverslag"))
    await toetsen.op(page.get_by_role("link", name=re.compile("Begin het verslag|Verder schrijven")))
    await toetsen.typ(page.get_by_role("textbox", name="Wat u zelf gaat doen"), "Elke week naar de soepmiddag.")
    await toetsen.typ(page.get_by_role("textbox", name="Wat het loket gaat doen"), "Anja belt over een traplift.")
    await toetsen.op(page.get_by_role("button", name="Bewaar en bekijk het voorbeeld"))
    await kop(page, "Zo leest de inwoner het")
    await expect(page.locator("main")).to_contain_text("Anja belt over een traplift.")
    await toetsen.op(page.get_by_role("button", name="Leg voor aan de inwoner"))
    await expect(page.get_by_role("region", name="Gespreksverslag")).to_contain_text("Verslag 1")


async def test_een_verkeerde_status_komt_terug_met_wat_er_stond(aan: Aan, kenmerken: list[str]) -> None:
    toetsen = await aan("anja")
    page = toetsen.page
    await open_dossier(toetsen, kenmerken[1], kenmerken[1])
    status = page.get_by_role("region", name="Status")
    await toetsen.kies(status.get_by_label("Nieuwe status"), "Ingetrokken")
    await toetsen.op(status.get_by_role("button", name="Verander status"))
    await expect(page.get_by_role("alert").first).to_contain_text("waarom")
    await expect(status.get_by_label("Nieuwe status")).to_have_accessible_description(re.compile("waarom"))
    assert "Ingetrokken" in await status.get_by_label("Nieuwe status").evaluate("(e) => e.selectedOptions[0].label")


async def test_momenten_voorstellen(aan: Aan, kenmerken: list[str]) -> None:
    toetsen = await aan("anja")
    page = toetsen.page
    await open_dossier(toetsen, kenmerken[-1], kenmerken[-1])
    await toetsen.op(page.get_by_role("link", name="Stel momenten voor"))
    for nummer in (1, 2):
        vrij = page.locator(f"#vrij{nummer}")
        await toetsen.ga_naar(vrij)
        await toetsen.druk(*["ArrowDown"] * 2 * nummer)
        assert await vrij.evaluate("(e) => e.selectedIndex") == 2 * nummer
    await toetsen.op(page.get_by_role("button", name="Leg voor of leg vast"))
    afspraak = page.get_by_role("region", name="Keukentafelgesprek")
    await expect(afspraak).to_contain_text("De inwoner kiest nog")
    await expect(afspraak.get_by_role("listitem")).to_have_count(2)


async def test_dossiers_overdragen_als_coordinator(aan: Aan) -> None:
    toetsen = await aan("gerda")
    page = toetsen.page
    await toetsen.ga_naar(page.get_by_text("Meer", exact=True))
    await toetsen.druk("Enter")
    await toetsen.op(page.get_by_role("link", name="Caseload"))
    await kop(page, "Caseload")
    rij = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Bilal Amrani"))
    had = await rij.get_by_role("cell").nth(1).inner_text()
    await toetsen.op(rij.get_by_role("link", name="Dossiers overdragen"))
    await kop(page, "Dossiers overdragen")
    gekozen = page.get_by_role("checkbox")
    assert await gekozen.count() > 1
    await toetsen.ga_naar(gekozen.nth(0))
    await toetsen.druk("Space")
    await expect(gekozen.nth(0)).not_to_be_checked()
    over = await gekozen.count() - 1
    await toetsen.kies(page.get_by_label("Wie krijgt ze"), "Daan Verbeek")
    await toetsen.op(page.get_by_role("button", name="Bekijk wat dat doet"))
    effect = page.get_by_role("region", name="Wat dat doet")
    await expect(effect.get_by_role("row").filter(has_text="Daan Verbeek")).to_be_visible()
    await toetsen.typ(effect.get_by_label("Waarom"), "Bilal is een maand met verlof.")
    await toetsen.op(effect.get_by_role("button", name=re.compile(f"^Draag {over} ")))
    await kop(page, "Caseload")
    await expect(page.get_by_role("status").first).to_contain_text("overgedragen")
    await expect(rij.get_by_role("cell").nth(1)).not_to_have_text(had)
