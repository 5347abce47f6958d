"""A village with a dorpscoöperatie (Hollandscheveld, Drenthe): help from close by first, and somebody who is helped helps another.

From the first chat message to the question six weeks later whether it helped.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, expect

from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import Loket
from tests.e2e.verhalen.arrangement_stappen import (
    Hulp,
    arrangement_geldt,
    komen_tot_verslag,
    leest_antwoorden,
    leest_voorstel,
    legt_arrangement_voor,
    opent_arrangement,
    vindt_voorstel_goed,
    voegt_hulp_toe,
    vult_hulp_in,
    wil_iets_anders,
    zegt_of_het_hielp,
    zes_weken_later,
)
from tests.e2e.verhalen.beelden import neem_chat_op, neem_op
from tests.e2e.verhalen.stappen import Aan, Mens, deel, kop, opent_dossier, vertelt_en_dient_in, wie_heeft_het
from tests.e2e.widget.conftest import Chat

VERHAAL = "Sinds mijn nieuwe heup krijg ik de boodschappen niet meer in huis."
AANBOD = "Ik wil best voor een ander koken."
GEESJE = Mens(
    "Geesje Kroezen",
    VERHAAL,
    {
        "nodig": "Iemand die met mij boodschappen doet.",
        "kan": "Koken doe ik nog zelf.",
        "netwerk": "Mijn buurman brengt de krant.",
        "wil": "Ik wil in het dorp blijven wonen.",
        "aanbod": AANBOD,
        "postcode": "7913 BD",
        "telefoon": "06 12 34 56 21",
    },
)
HARM = Mens(
    "Harm Wiersma",
    "Koken lukt mij niet meer, ik eet elke dag brood.",
    {
        "postcode": "7914 CA",
        "telefoon": "06 12 34 56 22",
    },
)
ANJA = "Anja Hofstra"  # the dorpsregisseur of Team Elzerveen (voorbeelden/dorp/samen.yml)
BOODSCHAPPEN, OMMETJE = "Boodschappen samen halen", "Een ommetje met een dorpsgenoot"
ANDERS = "Liever op donderdag, want dan komt de bakker."
KOKEN = "Eens in de week een pan soep koken."
BETER = "Er kwam twee keer niemand, en dan sta ik daar."


async def test_een_dorp_helpt_elkaar(loket: Loket, chat_open: Callable[[], Awaitable[Chat]], aan: Aan) -> None:
    geesje, harm = await chat_open(), await chat_open()
    kenmerk, van_harm = await vertelt_en_dient_in(geesje, GEESJE), await vertelt_en_dient_in(harm, HARM)
    await _de_dorpsregisseur_krijgt_het(await aan("gerda"), loket, kenmerk)
    anja = await aan("anja")
    afspraken = "Wij vragen iemand uit het dorp mee te gaan.", "U maakt zelf het lijstje."
    await komen_tot_verslag(loket, geesje, anja, kenmerk, GEESJE, afspraken)
    await _ziet_hulp_van_dichtbij_eerst(anja, kenmerk)
    await _kiest_aanbod_voor_het_arrangement(anja, kenmerk)
    await legt_arrangement_voor(anja, loket, kenmerk)
    await leest_voorstel(geesje, loket, BOODSCHAPPEN, OMMETJE, "Jannie")
    await neem_chat_op(geesje, "dorp-3-voorstel", geesje.berichten.filter(has_text="•").last)
    await wil_iets_anders(geesje, ANDERS)
    await _verwerkt_de_wens(anja, loket, kenmerk)
    await vindt_voorstel_goed(geesje)
    await arrangement_geldt(anja, kenmerk, GEESJE.naam)
    await _biedt_zelf_iets_aan(anja, geesje, kenmerk)
    zes_weken_later(loket, kenmerk)
    await _zoekt_iemand_voor_harm(anja, harm, van_harm)
    await zegt_of_het_hielp(geesje, "Nee", "Een beetje", BETER)
    await neem_chat_op(geesje, "dorp-5-geholpen")
    await _heeft_een_taak(anja, kenmerk)
    await leest_antwoorden(anja, kenmerk, GEESJE.naam, "Nee", "Een beetje", BETER)
    await _brengt_hen_bij_elkaar(anja, geesje, harm)


# -- The dorpsregisseur


async def _de_dorpsregisseur_krijgt_het(gerda: Kijker, loket: Loket, kenmerk: str) -> None:
    """The coordinator hands it over, when it was not hers already."""
    if wie_heeft_het(loket, kenmerk) != "anja":
        page = gerda.page
        await gerda.ga_naar(f"/console/overdragen?kenmerk={kenmerk}")
        await page.get_by_label("Wie krijgt ze").select_option(label=ANJA)
        await page.get_by_role("button", name="Bekijk wat dat doet").click()
        await page.get_by_label("Waarom").fill("De dorpsregisseur kent deze straat.")
        await page.get_by_role("button", name="Draag 1 dossier over").click()
        await expect(page.get_by_role("status")).to_be_visible()
    assert wie_heeft_het(loket, kenmerk) == "anja"


def _aanbod_bij(anja: Kijker, leefgebied: str) -> Locator:
    return deel(anja, "Aanbod dichtbij").get_by_role("region", name=f"Aanbod: {leefgebied}")


async def _ziet_hulp_van_dichtbij_eerst(anja: Kijker, kenmerk: str) -> None:
    """Beside what is needed: volunteers of the dorpscoöperatie, then what people do together, and care for one person last."""
    await opent_dossier(anja, kenmerk, GEESJE.naam)
    bij = _aanbod_bij(anja, "Huishouden")
    await expect(bij).to_contain_text("boodschappen")
    vormen = [regel.split(":")[0] for regel in await bij.get_by_role("listitem").locator(".stil").all_inner_texts()]
    volgorde = ["Informeel", "Collectief", "Algemene voorziening", "Individueel"]
    assert vormen == sorted(vormen, key=volgorde.index)
    await expect(bij.get_by_role("listitem").first).to_contain_text("Informeel")
    await expect(bij).to_contain_text("alleen voor leden van de coöperatie")
    assert await anja.axe() == []
    await neem_op(anja.page, "dorp-1-aanbod", bij)


async def _kiest_aanbod_voor_het_arrangement(anja: Kijker, kenmerk: str) -> None:
    """One offer from the dossier; the other is written anew."""
    bij = _aanbod_bij(anja, "Huishouden").get_by_role("listitem").filter(has_text=BOODSCHAPPEN)
    await bij.get_by_role("link", name="Zet in het arrangement").click()
    page = anja.page
    await expect(page.locator("#wat")).to_have_value(BOODSCHAPPEN)
    await expect(page.locator("#partij_id option:checked")).to_have_text("Dorpscoöperatie De Handen Ineen")
    assert await anja.axe() == []
    await vult_hulp_in(anja, Hulp(door_wie="Jannie", minuten="90"))
    lopen = Hulp(
        wat=OMMETJE,
        doel="Weer onder de mensen komen",
        door_wie="Roelof",
        leefgebied="Lopen en vervoer",
        vorm="Informeel: buren, vrijwilligers, verenigingen",
        bekostiging="Informeel, zonder geld",
        partij="Dorpscoöperatie De Handen Ineen",
    )
    await voegt_hulp_toe(anja, kenmerk, lopen)
    assert await anja.axe() == []
    await neem_op(page, "dorp-2-arrangement", deel(anja, "Hulp"))


async def _verwerkt_de_wens(anja: Kijker, loket: Loket, kenmerk: str) -> None:
    await opent_arrangement(anja, kenmerk)
    await expect(deel(anja, "Wat de inwoner anders wil")).to_contain_text(ANDERS)
    await anja.page.get_by_role("link", name=BOODSCHAPPEN, exact=True).click()
    await anja.page.locator("#doel").fill("Boodschappen in huis, elke donderdag")
    await anja.page.get_by_role("button", name="Bewaar", exact=True).click()
    await legt_arrangement_voor(anja, loket, kenmerk)


async def _heeft_een_taak(anja: Kijker, kenmerk: str) -> None:
    """A "nee" is for somebody to call about."""
    await anja.ga_naar("/console/taken")
    rij = anja.page.get_by_role("row").filter(has_text=kenmerk).filter(has_text="de hulp helpt niet")
    await expect(rij).to_have_count(1)
    assert await anja.axe() == []


# -- One for another


async def _biedt_zelf_iets_aan(anja: Kijker, geesje: Chat, kenmerk: str) -> None:
    """What she told becomes an entry when she says yes to the words that others read."""
    page = anja.page
    samen = deel(anja, "Kan iets doen voor een ander")
    await samen.get_by_role("link", name="Schrijf dit op als aanbod").first.click()
    await kop(page, "Wederkerigheid")
    await expect(page.locator("#n-leefgebied option:checked")).to_have_text("Huishouden")
    await page.locator("#n-wat").fill(KOKEN)
    await page.get_by_role("button", name="Schrijf op").click()
    await page.get_by_role("article", name=KOKEN).get_by_role("button", name="Vraag of dit mag").click()
    await expect(geesje.berichten.last).to_contain_text("Mogen we mensen zoeken die hier blij mee zijn?")
    await expect(geesje.berichten.last).to_contain_text(KOKEN)
    await geesje.knop("Ja, dat mag").last.click()
    await expect(geesje.berichten.last).to_contain_text("vragen we het eerst aan u")
    await anja.ga_naar(f"/console/intakes/{kenmerk}/wederkerigheid")
    await expect(page.get_by_role("article", name=KOKEN)).to_contain_text("Beschikbaar")
    assert await anja.axe() == []


async def _zoekt_iemand_voor_harm(anja: Kijker, harm: Chat, van_harm: str) -> None:
    """Candidates have reasons and no names; he is asked first."""
    page = anja.page
    await anja.ga_naar(f"/console/intakes/{van_harm}/wederkerigheid")
    await page.get_by_role("link", name="Zoek iemand voor: Huishouden").click()
    rij = page.get_by_role("row").filter(has_text=KOKEN)
    await expect(rij).to_contain_text("Woont ook in ")
    await expect(rij).not_to_contain_text("Geesje")
    assert await anja.axe() == []
    await rij.get_by_role("button", name="Kies").press("Enter")
    await kop(page, "Koppeling: Huishouden")
    await deel(anja, "Wie hulp vraagt").get_by_role("button", name="Vraag het in de chat").click()
    await expect(harm.berichten.last).to_contain_text("Wilt u deze hulp?")
    await expect(harm.log).not_to_contain_text("Geesje")
    assert await harm.axe() == []
    await neem_chat_op(harm, "dorp-4-gevraagd", harm.berichten.last)
    await harm.knop("Ja, dat is goed").last.click()
    await expect(harm.berichten.last).to_contain_text("We vragen het ook aan de ander.")


async def _brengt_hen_bij_elkaar(anja: Kijker, geesje: Chat, harm: Chat) -> None:
    """Nobody reads who the other is before both said yes."""
    page = anja.page
    await deel(anja, "Kan iets doen voor een ander").get_by_role("link", name="Hulp aan een ander").click()
    await expect(page.get_by_role("button", name="Deel de gegevens")).to_have_count(0)
    await deel(anja, "Wie helpt").get_by_role("button", name="Vraag het in de chat").click()
    await expect(geesje.berichten.last).to_contain_text("Wilt u deze persoon helpen?")
    await expect(geesje.log).not_to_contain_text("Harm")
    await geesje.knop("Ja, dat is goed").last.click()
    await expect(geesje.berichten.last).to_contain_text("We vragen het ook aan de ander.")
    await page.reload()
    await page.get_by_role("button", name="Deel de gegevens").click()
    await expect(harm.log).to_contain_text("De ander heet Geesje.")
    await expect(geesje.log).to_contain_text("De ander heet Harm.")
    await expect(page.get_by_role("main").locator("strong").first).to_have_text("Gegevens gedeeld")
    assert await anja.axe() == []
