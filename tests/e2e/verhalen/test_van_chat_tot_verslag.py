"""One story with three people in three browsers: from what a resident tells in the chat to the gespreksverslag that they approve."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import Loket
from tests.e2e.verhalen.stappen import (
    Aan,
    Mens,
    de_dag_komt,
    deel,
    het_gesprek_is_geweest,
    keurt_verslag_goed,
    kiest_het_tweede_moment,
    kijkt_na,
    kop,
    legt_verslag_voor,
    opent_dossier,
    schrijft_verslag,
    statussen,
    stelt_momenten_voor,
    vertelt_en_dient_in,
    wie_heeft_het,
)
from tests.e2e.widget.conftest import Chat

VERHAAL = "Ik heb zulke stijve knieën dat ik de trap bijna niet meer op kom."
NAAM = "Trijntje Holwerda"
MENS = Mens(
    NAAM,
    VERHAAL,
    {
        "nodig": "Een tweede trapleuning en iemand die de zware boodschappen boven brengt.",
        "kan": "Koken en strijken doe ik nog zelf.",
        "netwerk": "Mijn kleinzoon komt op zaterdag langs.",
        "wil": "Ik wil graag in dit huis blijven wonen.",
        "aanbod": "Ik kan goed kleding verstellen voor een ander.",
        "postcode": "7913 BD",
        "telefoon": "06 12 34 56 11",
    },
)
AFSPRAAK_LOKET = "Wij vragen een tweede trapleuning voor u aan."
AFSPRAAK_ZELF = "U vraagt uw kleinzoon om de boodschappen te brengen."
CORRECTIE = "De buurvrouw brengt de boodschappen al."
VERBETERD = "U vraagt de buurvrouw om de boodschappen te blijven brengen."


async def test_van_het_eerste_woord_tot_een_goedgekeurd_gespreksverslag(loket: Loket, inwoner: Chat, aan: Aan) -> None:
    kenmerk = await vertelt_en_dient_in(inwoner, MENS)
    await _ziet_bevestiging(inwoner)
    gerda = await aan("gerda")
    await kijkt_na(gerda, kenmerk)
    medewerker = await aan(wie_heeft_het(loket, kenmerk))
    await _bereidt_voor(medewerker, kenmerk)
    moment = await stelt_momenten_voor(medewerker, kenmerk, NAAM)
    await kiest_het_tweede_moment(inwoner)
    await _ziet_de_afspraak(medewerker, kenmerk, moment)
    de_dag_komt(loket, kenmerk)
    await het_gesprek_is_geweest(medewerker, kenmerk, NAAM)
    await _schrijft_en_legt_voor(medewerker)
    await _vraagt_een_correctie(inwoner)
    await _verwerkt_de_correctie(medewerker, kenmerk)
    await _keurt_goed(inwoner)
    await _is_goedgekeurd(medewerker, kenmerk)
    assert statussen(loket, kenmerk) == ["nieuw", "toegewezen", "gesprek_gepland", "onderzoek", "verslag"]
    await _het_onderzoek_is_op_tijd(medewerker, kenmerk)
    await _staat_in_het_logboek(gerda, kenmerk)
    await _bekijkt_zichzelf_niet_verder(inwoner)


# -- The resident


async def _ziet_bevestiging(inwoner: Chat) -> None:
    await expect(inwoner.log).to_contain_text("bevestiging")
    assert await inwoner.axe() == []


async def _vraagt_een_correctie(inwoner: Chat) -> None:
    await expect(inwoner.log).to_contain_text(AFSPRAAK_LOKET)
    await expect(inwoner.berichten.last).to_contain_text("Klopt wat erin staat?")
    assert await inwoner.axe() == []
    await inwoner.knop("Er klopt iets niet").click()
    await expect(inwoner.berichten.last).to_contain_text("Wat klopt er niet?")
    await inwoner.typ(CORRECTIE)
    await expect(inwoner.berichten.last).to_contain_text("in uw eigen woorden")
    await inwoner.knop("Nee, dat was alles").click()
    await expect(inwoner.berichten.last).to_contain_text("blijft altijd bij het verslag")


async def _keurt_goed(inwoner: Chat) -> None:
    await expect(inwoner.log).to_contain_text("Er is een nieuw verslag.")
    await expect(inwoner.log).to_contain_text(VERBETERD)
    await keurt_verslag_goed(inwoner)


async def _bekijkt_zichzelf_niet_verder(inwoner: Chat) -> None:
    """What staff wrote for each other never came into the chat."""
    for intern in ("Punten voor het gesprek", "Het dossier is goed", "Coördinator"):
        await expect(inwoner.log).not_to_contain_text(intern)


# -- Staff


async def _staat_in_het_logboek(gerda: Kijker, kenmerk: str) -> None:
    """Every deed with who and on what ground (NEN 7513)."""
    await gerda.ga_naar(f"/console/audit?kenmerk={kenmerk}")
    tabel = gerda.page.get_by_role("table")
    for wat in ("momenten voorgesteld", "afloop vastgelegd", "status gewijzigd|dekking vastgelegd", "verslag"):
        await expect(tabel).to_contain_text(re.compile(wat))
    assert await gerda.axe() == []


async def _bereidt_voor(kijker: Kijker, kenmerk: str) -> None:
    """Finds it in the worklist, reads it, writes down how far a part is and a note for colleagues."""
    page = kijker.page
    await kijker.ga_naar("/console")
    await page.get_by_role("searchbox").fill(NAAM)
    await page.get_by_role("button", name="Zoek", exact=True).click()
    await page.get_by_role("rowheader").filter(has_text=kenmerk).get_by_role("link").first.click()
    await kop(page, NAAM)
    await expect(deel(kijker, "Het verhaal")).to_contain_text(VERHAAL)
    await expect(deel(kijker, "Termijnen")).to_contain_text("2.3.2")
    onderdeel = page.locator("#dekking-eigen_kracht")
    await onderdeel.locator("summary").first.click()
    await onderdeel.get_by_label("Besproken", exact=True).check()
    await onderdeel.get_by_role("button", name=re.compile("^Bewaar")).click()
    await expect(page.locator("#dekking-eigen_kracht .utrecht-status-badge")).to_have_text("Besproken")
    notities = deel(kijker, "Notities voor collega's")
    await notities.get_by_role("textbox").fill("Punten voor het gesprek: trap en boodschappen.")
    await notities.get_by_role("button", name="Bewaar notitie").click()
    await expect(notities).to_contain_text("Punten voor het gesprek")


async def _ziet_de_afspraak(kijker: Kijker, kenmerk: str, moment: str) -> None:
    await opent_dossier(kijker, kenmerk, NAAM)
    for woorden in ("Gepland", moment):
        await expect(deel(kijker, "Keukentafelgesprek")).to_contain_text(woorden)
    await expect(deel(kijker, "Status").locator("strong")).to_have_text("Gesprek gepland")
    await kijker.ga_naar("/console/agenda")
    await expect(kijker.page.get_by_role("main")).to_contain_text(NAAM)


async def _schrijft_en_legt_voor(kijker: Kijker) -> None:
    await schrijft_verslag(kijker, VERHAAL, AFSPRAAK_LOKET, AFSPRAAK_ZELF)
    await legt_verslag_voor(kijker, NAAM)
    await expect(deel(kijker, "Gespreksverslag")).to_contain_text("Bij de inwoner, nog geen reactie")


async def _verwerkt_de_correctie(kijker: Kijker, kenmerk: str) -> None:
    page = kijker.page
    await opent_dossier(kijker, kenmerk, NAAM)
    await expect(deel(kijker, "Gespreksverslag")).to_contain_text("De inwoner vraagt een correctie")
    await expect(deel(kijker, "Gespreksverslag")).to_contain_text(CORRECTIE)
    await page.get_by_role("link", name="Verder schrijven").click()
    await expect(page.get_by_role("region", name="Wat de inwoner zei over verslag 1")).to_contain_text(CORRECTIE)
    await page.get_by_role("textbox", name="Wat u zelf gaat doen").fill(VERBETERD)
    await legt_verslag_voor(kijker, NAAM)


async def _is_goedgekeurd(kijker: Kijker, kenmerk: str) -> None:
    await opent_dossier(kijker, kenmerk, NAAM)
    verslag = deel(kijker, "Gespreksverslag")
    await expect(verslag).to_contain_text("Goedgekeurd door de inwoner")
    await expect(verslag).to_contain_text("De inwoner zei dat het klopt")
    await expect(deel(kijker, "Status").locator("strong")).to_have_text("Verslag klaar")
    pdf = await kijker.page.request.get(f"{kijker.url}/console/intakes/{kenmerk}/verslag/versies/2.pdf")
    assert (pdf.status, (await pdf.body())[:5]) == (200, b"%PDF-")
    assert await kijker.axe() == []


async def _het_onderzoek_is_op_tijd(kijker: Kijker, kenmerk: str) -> None:
    """Art. 2.3.2 lid 1 Wmo 2015: the investigation ended when the verslag was laid before the resident."""
    termijn = deel(kijker, "Termijnen").get_by_role("listitem").filter(has_text="Onderzoek klaar").first
    await expect(termijn).to_contain_text("gedaan")
