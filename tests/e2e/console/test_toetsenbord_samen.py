"""What comes after the keukentafelgesprek, by keyboard alone: nothing in this file clicks."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from loket_backend.tijd import vandaag
from tests.e2e.console.conftest import Aan
from tests.e2e.hulp.console_los import Consoleloket
from tests.e2e.hulp.toetsen import Toetsen

pytestmark = pytest.mark.asyncio(loop_scope="package")
Waar = dict[str, str | None]


async def op_pagina(aan: Aan, login: str, loket: Consoleloket, waar: Waar, pad: str) -> tuple[Toetsen, Page]:
    """Logged in, and on this page of the site map."""
    toetsen = await aan(login)
    await toetsen.page.goto(f"{loket.url}{waar[pad]}")
    return toetsen, toetsen.page


async def test_hulp_in_het_arrangement_en_het_voorbeeld(aan: Aan, loket: Consoleloket, waar: Waar) -> None:
    """First without saying what for: what was typed stands there, and the fault is tied to its field."""
    toetsen, page = await op_pagina(aan, "bilal", loket, waar, "/intakes/{kenmerk}/arrangement")
    await toetsen.op(page.get_by_role("link", name="Voeg hulp toe").first)
    await toetsen.typ(page.locator("#wat"), "Samen naar de markt")
    await toetsen.typ(page.locator("#keer"), "1")
    jaar = vandaag().year + 1
    await toetsen.typ(page.locator("#begint_op"), f"0202{jaar}")  # the same in whatever order the browser asks for it
    await toetsen.typ(page.locator("#evaluatie_op"), f"0303{jaar}")
    await toetsen.kies(page.locator("#leefgebied"), "Contact")
    await toetsen.kies(page.locator("#vorm"), "Informeel")
    await toetsen.kies(page.locator("#bekostiging"), "Informeel")
    await toetsen.op(page.get_by_role("button", name="Bewaar", exact=True))
    await expect(page.locator("#doel")).to_have_accessible_description(re.compile(r"\w"))
    await expect(page.locator("#wat")).to_have_value("Samen naar de markt")
    await toetsen.typ(page.locator("#doel"), "Ik wil weer eens onder de mensen zijn.")
    await toetsen.op(page.get_by_role("button", name="Bewaar", exact=True))
    await expect(page.get_by_role("link", name="Samen naar de markt")).to_be_visible()
    await toetsen.op(page.get_by_role("link", name="Voorbeeld en voorleggen"))
    await expect(page.get_by_role("main")).to_contain_text("Samen naar de markt")


async def test_aanbod_zoeken_en_openen(aan: Aan) -> None:
    toetsen = await aan("anja")
    page = toetsen.page
    await toetsen.op(page.get_by_text("Samen", exact=True))
    await toetsen.op(page.get_by_role("link", name="Aanbod", exact=True))
    await toetsen.typ(page.get_by_role("searchbox"), "koffie")
    await toetsen.druk("Enter")
    await toetsen.op(page.get_by_role("rowheader").get_by_role("link", name="Koffie aan huis"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Koffie aan huis")


async def test_een_partij_legt_in(aan: Aan, loket: Consoleloket, waar: Waar) -> None:
    toetsen, page = await op_pagina(aan, "gerda", loket, waar, "/wijkbudget/{id}")
    await toetsen.op(page.get_by_role("link", name="Inleg of correctie"))
    await toetsen.kies(page.locator("#partij"), "Gemeente Elzerveen")
    await toetsen.kies(page.locator("#richting"), "Erbij")
    await toetsen.typ(page.locator("#bedrag"), "1.250,50")
    await toetsen.op(page.get_by_role("main").get_by_role("button"))
    await expect(page.get_by_role("main")).to_contain_text("€ 1.250,50")


async def test_opschrijven_wat_een_inwoner_voor_een_ander_doet(aan: Aan, loket: Consoleloket, waar: Waar) -> None:
    toetsen, page = await op_pagina(aan, "bilal", loket, waar, "/intakes/{kenmerk}/wederkerigheid")
    nieuw = page.get_by_role("region", name="Een aanbod opschrijven")
    await toetsen.kies(nieuw.locator("#n-leefgebied"), "Contact")
    await toetsen.typ(nieuw.locator("#n-wat"), "Een potje dammen op woensdag")
    woensdag = nieuw.get_by_label("woensdag")
    await toetsen.op(woensdag, "Space")
    await expect(woensdag).to_be_checked()
    await toetsen.op(nieuw.get_by_role("button", name="Schrijf op"))
    await expect(page.get_by_role("main")).to_contain_text("Een potje dammen op woensdag")


async def test_toestemming_op_papier(aan: Aan, loket: Consoleloket, waar: Waar) -> None:
    toetsen, page = await op_pagina(aan, "bilal", loket, waar, "/intakes/{kenmerk}/toestemmingen")
    noteer = page.get_by_role("region", name="Noteren wat de inwoner zei")
    await toetsen.kies(noteer.locator("#noteer-partij"), "Mantelzorger")
    await toetsen.kies(noteer.locator("#noteer-geeft"), "Ja")
    await toetsen.kies(noteer.locator("#noteer-via"), "Op papier")
    await toetsen.typ(noteer.locator("#noteer-toelichting"), "Getekend aan de keukentafel")
    await toetsen.op(noteer.get_by_role("button", name="Noteer"))
    await expect(page.get_by_role("main")).to_contain_text("Getekend aan de keukentafel")


async def test_een_deelnemer_zet_een_afspraak_bij_het_overleg(aan: Aan, loket: Consoleloket, waar: Waar) -> None:
    toetsen, page = await op_pagina(aan, "pia", loket, waar, "/casusoverleg/{id}")
    await toetsen.kies(page.get_by_label("Soort"), "Afspraak")
    await toetsen.typ(page.get_by_label("Tekst"), "Ik kom maandag langs voor de steunkousen.")
    await toetsen.op(page.get_by_role("button", name="Zet het erbij"))
    await expect(page.get_by_role("region", name="Notities en afspraken")).to_contain_text("maandag langs")


@pytest.mark.parametrize(
    ("pad", "keuze", "wat"),
    [
        ("/maandbeeld", "#maanden", "24 maanden"),
        ("/businesscase", "#periode", "kwartaal van"),
    ],
)
async def test_een_andere_periode_bekijken(
    aan: Aan, loket: Consoleloket, waar: Waar, pad: str, keuze: str, wat: str
) -> None:
    toetsen, page = await op_pagina(aan, "gerda", loket, waar, pad)
    await toetsen.kies(page.locator(keuze), wat)
    gekozen = await page.locator(keuze).input_value()
    await toetsen.op(page.get_by_role("button", name="Laat zien"))
    await expect(page).to_have_url(re.compile(f"{keuze[1:]}={re.escape(gekozen)}"))
    await expect(page.locator(keuze)).to_have_value(gekozen)


async def test_zeggen_hoe_het_ging_door_de_telefoon(aan: Aan, loket: Consoleloket, waar: Waar) -> None:
    toetsen, page = await op_pagina(aan, "bilal", loket, waar, "/intakes/{kenmerk}/geholpen/{id}")
    for groep in await page.get_by_role("main").get_by_role("group").all():
        eerste = groep.get_by_role("radio").first
        await toetsen.op(eerste, "Space")
        await expect(eerste).to_be_checked()
    await toetsen.typ(page.locator("#beter"), "Iets vroeger op de dag.")
    await toetsen.op(page.get_by_role("button", name="Bewaar het antwoord"))
    await expect(page.get_by_role("main")).to_contain_text("Iets vroeger op de dag.")
