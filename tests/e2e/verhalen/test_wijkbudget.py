"""A story after Oss: the shared money of a wijk, from what parties pay in to what the dashboard of the month tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import Locator, expect

from loket_backend.geld import toon_bedrag
from loket_backend.tijd import MAANDEN, vandaag
from loket_backend.wijkbudget.verdelen import verdeel
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.toetsen import Toetsen
from tests.e2e.verhalen import gemeenten
from tests.e2e.verhalen.arrangement_stappen import (
    Hulp,
    arrangement_geldt,
    kiest_aanbod,
    komen_tot_verslag,
    leest_antwoorden,
    leest_voorstel,
    legt_arrangement_voor,
    opent_arrangement,
    vindt_voorstel_goed,
    voegt_hulp_toe,
    vult_hulp_in,
    zegt_of_het_hielp,
    zes_weken_later,
)
from tests.e2e.verhalen.beelden import neem_op
from tests.e2e.verhalen.gemeenten.buren import (
    ANTWOORDEN,
    BUREN,
    INDIVIDUEEL,
    TEVREDEN,
    klaar_voor_arrangement,
    vul_wijk,
)
from tests.e2e.verhalen.stappen import (
    Aan,
    Mens,
    deel,
    kijkt_na,
    kop,
    opent_dossier,
    vertelt_en_dient_in,
)
from tests.e2e.widget.conftest import Chat
from tests.loket.gesprek.pdf import tekst as pdf_tekst

WIJK, POSTCODE = "De Waard", "5342 BC"
VERHAAL = "Het huishouden lukt me niet meer sinds mijn heup stuk is."
NAAM, BUURVROUW = "Rika van Tilborgh", "Corrie Smulders"
MENS = Mens(
    NAAM,
    VERHAAL,
    {
        "nodig": "Iemand die het huis schoonmaakt.",
        "kan": "Koken lukt nog goed.",
        "netwerk": "Mijn zus belt elke avond.",
        "wil": "Ik wil weer naar mijn kaartclub.",
        "aanbod": "Ik kan goed breien.",
        "postcode": POSTCODE,
        "telefoon": "06 12 34 56 12",
    },
    {"toestemming": "Met niemand"},
)
AFSPRAKEN = ("Wij zoeken hulp in huis en vervoer.", "U belt uw kaartclub.")
# Euros a year, of which this year takes its days. Both fit; the neighbour's first alone would too, with her second it does not.
HULP, RIT, BOODSCHAPPEN, TUIN = 3_120, 1_560, 260, 1_040
INLEG = {"Gemeente Waardenburg": 3_000, "Zorgverzekeraar Maasdal": 2_000}
ERBIJ = 1_000


@pytest.fixture(scope="module")
def loket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loket]:
    """Of a gemeente with one wijk, in which neighbours have help already; nobody paid anything in yet."""
    data = tmp_path_factory.mktemp("waard")
    gemeenten.begin(data, ["beginnen", str(gemeenten.MAP / "waard")])
    gemeenten.geef_wachtwoorden(data, "nadia", "marjan")
    gemeenten.doe(data, lambda database: vul_wijk(database, "5341AB", "nadia-bouali"))
    yield from gemeenten.draai(data)


def dit_jaar(*euros: int) -> int:
    """Cents that help of so much a year takes of this year when it begins today."""
    jaar = vandaag().year
    return sum(verdeel(vandaag(), None, euro * 100, "week", jaar)[jaar].bedrag for euro in euros)


def getypt(centen: int) -> str:
    return f"{centen // 100},{centen % 100:02}"


def factuur() -> int:
    """Cents: more than what was left."""
    return dit_jaar(200) + 10_00


async def test_van_inleg_tot_maandbeeld(loket: Loket, inwoner: Chat, aan: Aan) -> None:
    marjan, nadia = await aan("marjan"), await aan("nadia")
    await _partijen_leggen_in(marjan)
    kenmerk = await vertelt_en_dient_in(inwoner, MENS)
    await kijkt_na(marjan, kenmerk)
    await komen_tot_verslag(loket, inwoner, nadia, kenmerk, MENS, AFSPRAKEN)
    await _managers_besluiten(marjan)
    await _stelt_hulp_voor(nadia, loket, kenmerk)
    await leest_voorstel(inwoner, loket, "Hulp in huis", "Ritje met de rolstoelbus")
    await vindt_voorstel_goed(inwoner)
    await arrangement_geldt(nadia, kenmerk, NAAM)
    zes_weken_later(loket, kenmerk)
    await _staat_in_het_grootboek(marjan, kenmerk)
    await _wordt_als_geheel_geweigerd(nadia, marjan, loket)
    await _er_wordt_te_veel_uitgegeven(marjan)
    await zegt_of_het_hielp(inwoner, "Ja", "Ja", "De bus mag wel iets eerder komen.")
    await leest_antwoorden(nadia, kenmerk, NAAM, "De bus mag wel iets eerder komen.")
    await _leest_het_maandbeeld(marjan)


# -- The coordinator: money that comes in


async def _partijen_leggen_in(marjan: Kijker) -> None:
    page = marjan.page
    eerste, tweede = INLEG
    await marjan.ga_naar("/console/wijkbudget")
    await page.get_by_role("link", name=f"Leg in voor {WIJK}").click()
    await kop(page, "Een partij legt in")
    await page.locator("#partij").select_option(label=eerste)
    await page.locator("#bedrag").fill(getypt(dit_jaar(INLEG[eerste])))
    await page.get_by_role("button", name="Bewaar", exact=True).click()
    await kop(page, f"Budget van {WIJK}, {vandaag().year}")
    await _legt_in(marjan, tweede, dit_jaar(INLEG[tweede]))
    for partij, euro in INLEG.items():
        await expect(_rij(deel(marjan, "Partijen"), partij)).to_contain_text(toon_bedrag(dit_jaar(euro)))
    assert await marjan.axe() == []


async def _legt_in(marjan: Kijker, partij: str, centen: int) -> None:
    """From the page of the budget, by keyboard alone."""
    toetsen, page = Toetsen(marjan.page), marjan.page
    await toetsen.op(page.get_by_role("link", name="Inleg of correctie"))
    await kop(page, "Inleg of correctie")
    await toetsen.kies(page.get_by_label("Partij", exact=True), partij)
    await toetsen.kies(page.get_by_label("Erbij of eraf"), "Erbij")
    await toetsen.typ(page.get_by_label("Bedrag in euro's"), getypt(centen))
    await toetsen.op(page.get_by_role("button", name="Bewaar", exact=True))
    await kop(page, f"Budget van {WIJK}, {vandaag().year}")


def _rij(waar: Locator, kop_van_de_rij: str) -> Locator:
    return waar.get_by_role("row").filter(has=waar.page.get_by_role("rowheader", name=kop_van_de_rij))


async def _managers_besluiten(marjan: Kijker) -> None:
    """Two can clean, so there is a choice; only one can drive, so managers decide."""
    page = marjan.page
    await _opent_budget(marjan)
    leveren = deel(marjan, "Wie kan leveren")
    await expect(_rij(leveren, "Huishouden")).to_contain_text("Schoonwerk Maasdal, Thuiszorg De Linde")
    await expect(_rij(leveren, "Huishouden")).to_contain_text("Niet nodig: er is keuze")
    await _rij(leveren, "Lopen en vervoer").get_by_role("link", name=re.compile("^Nog niet genomen")).click()
    await _een_manager_is_niet_genoeg(marjan)
    await page.locator("#namen").fill("A. Verhagen, gemeente\nB. Pijnenburg, zorgverzekeraar")
    await page.get_by_role("button", name="Bewaar", exact=True).click()
    await kop(page, f"Budget van {WIJK}, {vandaag().year}")
    await expect(_rij(leveren, "Lopen en vervoer")).to_contain_text("Genomen op")
    await expect(deel(marjan, "Besluiten van de managers")).to_contain_text("B. Pijnenburg, zorgverzekeraar")
    assert await marjan.axe() == []


async def _een_manager_is_niet_genoeg(marjan: Kijker) -> None:
    page = marjan.page
    await kop(page, "Besluit van de managers")
    await page.locator("#namen").fill("A. Verhagen, gemeente")
    await page.locator("#dag").fill(vandaag().isoformat())
    await page.locator("#reden").fill("Niemand anders heeft een bus met een lift.")
    await page.get_by_role("button", name="Bewaar", exact=True).click()
    await expect(page.locator("#fout-namen")).to_contain_text("minstens 2 namen")
    assert await marjan.axe() == []
    gemeenten.was_een_weigering(marjan, 400)


async def _opent_budget(marjan: Kijker) -> None:
    await marjan.ga_naar("/console/wijkbudget")
    await marjan.page.get_by_role("rowheader", name=WIJK).get_by_role("link").click()
    await kop(marjan.page, f"Budget van {WIJK}, {vandaag().year}")


# -- The medewerker: a visit, and help


async def _stelt_hulp_voor(nadia: Kijker, loket: Loket, kenmerk: str) -> None:
    """One of the two that can clean, from the suggestions; and the only one that can drive."""
    await opent_dossier(nadia, kenmerk, NAAM)
    await kiest_aanbod(nadia, "Hulp in huis")
    await expect(nadia.page.locator("#bekostiging option:checked")).to_have_text("Budget van de wijk")
    await expect(nadia.page.locator("#partij_id option:checked")).to_have_text("Thuiszorg De Linde")
    await vult_hulp_in(nadia, Hulp(door_wie="Fatima", minuten="120"))
    await voegt_hulp_toe(
        nadia, kenmerk, _uit_budget("Ritje met de rolstoelbus", RIT, "Lopen en vervoer", "Rolbus Maasdal")
    )
    await legt_arrangement_voor(nadia, loket, kenmerk)


def _uit_budget(wat: str, kosten: int, leefgebied: str = "Huishouden", partij: str = "") -> Hulp:
    return Hulp(
        wat=wat,
        doel="Ik wil naar mijn kaartclub kunnen.",
        leefgebied=leefgebied,
        vorm="Individueel: hulp voor één persoon",
        bekostiging="Budget van de wijk",
        partij=partij,
        kosten_jaar=str(kosten),
    )


# -- The money of the wijk


async def _staat_in_het_grootboek(marjan: Kijker, kenmerk: str) -> None:
    await _opent_budget(marjan)
    await _ziet_stand(marjan, ingelegd=dit_jaar(*INLEG.values()), toegezegd=dit_jaar(HULP, RIT))
    regels = deel(marjan, "Boekingen").get_by_role("row").filter(has_text=kenmerk)
    await expect(regels).to_have_count(2)
    for partij, euro in (("Thuiszorg De Linde", HULP), ("Rolbus Maasdal", RIT)):
        await expect(regels.filter(has_text=partij)).to_contain_text(toon_bedrag(dit_jaar(euro)))
    await expect(marjan.page.get_by_role("main")).to_contain_text("De prognose is meer dan 90 procent van het budget.")
    await neem_op(marjan.page, "wijkbudget-1-budget", marjan.page.get_by_role("heading", level=1))


async def _ziet_stand(marjan: Kijker, ingelegd: int, toegezegd: int) -> None:
    stand = deel(marjan, "Hoe het ervoor staat")
    for bedrag in (ingelegd, toegezegd, ingelegd - toegezegd):
        await expect(stand).to_contain_text(toon_bedrag(bedrag))


async def _wordt_als_geheel_geweigerd(nadia: Kijker, marjan: Kijker, loket: Loket) -> None:
    """Two lines on paper, of which the first alone would fit: nothing is committed until a party pays in more."""
    kenmerk = gemeenten.doe(
        loket.data, lambda database: klaar_voor_arrangement(database, BUURVROUW, "5341AB", "nadia-bouali")
    )
    assert dit_jaar(BOODSCHAPPEN) < dit_jaar(*INLEG.values()) - dit_jaar(HULP, RIT) < dit_jaar(BOODSCHAPPEN, TUIN)
    await voegt_hulp_toe(nadia, kenmerk, _uit_budget("Hulp bij de boodschappen", BOODSCHAPPEN))
    await voegt_hulp_toe(nadia, kenmerk, _uit_budget("Hulp in de tuin", TUIN))
    await _geeft_op_papier(nadia, kenmerk)
    await _zegt_op_papier_ja(nadia, kenmerk)
    vrij, nodig = dit_jaar(*INLEG.values()) - dit_jaar(HULP, RIT), dit_jaar(BOODSCHAPPEN, TUIN)
    zin = f"In het budget van {WIJK} voor {vandaag().year} is nog {toon_bedrag(vrij)} vrij. Er is {toon_bedrag(nodig)} nodig."
    await expect(nadia.page.get_by_role("alert")).to_contain_text(zin)
    await neem_op(nadia.page, "wijkbudget-2-geweigerd", nadia.page.get_by_role("heading", level=1))
    gemeenten.was_een_weigering(nadia, 409)
    await _opent_budget(marjan)
    await _ziet_stand(marjan, ingelegd=dit_jaar(*INLEG.values()), toegezegd=dit_jaar(HULP, RIT))
    await _legt_in(marjan, "Zorgkantoor Maasdal", dit_jaar(ERBIJ))
    await _zegt_op_papier_ja(nadia, kenmerk)
    await arrangement_geldt(nadia, kenmerk, BUURVROUW)


async def _geeft_op_papier(nadia: Kijker, kenmerk: str) -> None:
    page = nadia.page
    await opent_arrangement(nadia, kenmerk)
    await page.get_by_role("link", name="Voorbeeld en voorleggen").click()
    await page.get_by_label("Op papier").check()
    await page.get_by_label("Niet in de chat? Schrijf op waarom").fill("Mevrouw heeft geen telefoon.")
    await page.get_by_role("button", name="Leg voor aan de inwoner").click()
    await kop(page, f"Arrangement van {BUURVROUW}")


async def _zegt_op_papier_ja(nadia: Kijker, kenmerk: str) -> None:
    page = nadia.page
    await nadia.ga_naar(f"/console/intakes/{kenmerk}/arrangement/versies")
    await page.get_by_label("Het is goed").check()
    await page.get_by_label("Op papier").check()
    await page.get_by_role("button", name="Noteer het antwoord").click()


async def _er_wordt_te_veel_uitgegeven(marjan: Kijker) -> None:
    """Warned when nearly all was committed, and again when an invoice is higher than was thought."""
    page = marjan.page
    await _opent_budget(marjan)
    await _ziet_stand(marjan, dit_jaar(*INLEG.values(), ERBIJ), dit_jaar(HULP, RIT, BOODSCHAPPEN, TUIN))
    await expect(page.get_by_role("main")).to_contain_text("Meer dan 95 procent van het budget is toegezegd.")
    await page.get_by_role("link", name="Een factuur boeken").click()
    await page.locator("#partij").select_option(label="Thuiszorg De Linde")
    await page.locator("#soort").select_option(label="Factuur")
    await page.locator("#nummer").fill("2026-081")
    await page.locator("#bedrag").fill(getypt(factuur()))
    await page.locator("#tot_en_met").fill(vandaag().isoformat())
    await page.get_by_role("button", name="Boek", exact=True).click()
    await expect(page.locator(".utrecht-alert--error")).to_contain_text("Tekort dreigt.")
    await page.get_by_role("button", name="Ik heb dit gezien").click()
    await expect(deel(marjan, "Waarschuwingen tot nu toe")).not_to_contain_text("Nog niet gezien.")
    assert await marjan.axe() == []


# -- The dashboard


async def _leest_het_maandbeeld(marjan: Kijker) -> None:
    nu = vandaag()
    vraag = f"maand={nu.year}-{nu.month:02}&wijk=de-waard"
    await marjan.ga_naar(f"/console/maandbeeld?{vraag}")
    await kop(marjan.page, f"Maandbeeld van {MAANDEN[nu.month - 1]} {nu.year}")
    await _ziet_het_geld(marjan)
    await _ziet_de_soorten_hulp(marjan)
    await _ziet_hoe_tevreden(marjan)
    await neem_op(marjan.page, "wijkbudget-3-maandbeeld", deel(marjan, "Soorten hulp"))
    assert await marjan.axe() == []
    await _leest_hetzelfde_in_de_pdf(marjan, vraag)


async def _leest_hetzelfde_in_de_pdf(marjan: Kijker, vraag: str) -> None:
    pdf = await marjan.page.request.get(f"{marjan.url}/console/maandbeeld.pdf?{vraag}")
    assert (pdf.status, (await pdf.body())[:5]) == (200, b"%PDF-")
    zinnen = await marjan.page.locator(".figuur-zin").all_inner_texts()
    gelezen = _kaal(pdf_tekst(await pdf.body()))
    assert zinnen
    assert [zin for zin in zinnen if _kaal(zin) not in gelezen] == []


def _kaal(tekst: str) -> str:
    """A PDF breaks lines where it likes."""
    return re.sub(r"\s", "", tekst)


async def _ziet_het_geld(marjan: Kijker) -> None:
    """What was spent in all is told; what two people got is not."""
    geld = deel(marjan, "Geld van de wijk")
    await expect(geld).to_contain_text(f"is {toon_bedrag(round(factuur() / 100) * 100)} uitgegeven.")
    ingelegd, toegezegd, uitgegeven, verwacht = await geld.get_by_role("row").last.get_by_role("cell").all_inner_texts()
    assert ingelegd.replace(".", "") == str(round(dit_jaar(*INLEG.values(), ERBIJ) / 100))
    assert uitgegeven.replace(".", "") == str(round(factuur() / 100))
    assert (toegezegd, verwacht) == ("minder dan 5", "niet getoond")


async def _ziet_de_soorten_hulp(marjan: Kijker) -> None:
    """Two neighbours more, with two lines each for one person."""
    alleen = INDIVIDUEEL + 4
    samen = BUREN * 2 + alleen
    soorten = deel(marjan, "Soorten hulp")
    for aantal in (BUREN, alleen):
        await expect(soorten.get_by_role("img")).to_contain_text(f"{aantal} ({round(100 * aantal / samen)}%)")
    cellen = await soorten.get_by_role("row").last.get_by_role("cell").all_inner_texts()
    assert cellen == [str(n) for n in (BUREN, BUREN, 0, alleen, samen)]


async def _ziet_hoe_tevreden(marjan: Kijker) -> None:
    """With the answer of this story."""
    zin = f"{TEVREDEN + 1} antwoorden zeggen: ja, ik ben tevreden, van {ANTWOORDEN + 1} antwoorden."
    await expect(deel(marjan, "Bent u tevreden?")).to_contain_text(zin)
