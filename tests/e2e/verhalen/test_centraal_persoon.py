"""A central person who looks over the Wmo, the Zvw and the Wlz (Dongen, Ede, Hoogeveen), with a business case.

A woman nurses her husband. She is refused household help as "too fit", while what she does saves the insurer wijkverpleging. From the first chat
message to the question six weeks later whether it helped, and to the account of the period.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import expect
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import opzet
from loket_backend.arrangement.dienst import Besparing, Regel
from loket_backend.businesscase import dienst as businesscase
from loket_backend.businesscase.perioden import Periode, voorbije
from loket_backend.db import Database, Kluis, open_database
from loket_backend.geld import lees_bedrag
from loket_backend.intake import workflow
from loket_backend.intake.models import VERSLAG
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.inrichting import zet_wachtwoord
from loket_backend.versleuteling import Sleutelbos
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import Loket
from tests.e2e.verhalen.arrangement_stappen import (
    HALF_JAAR,
    Hulp,
    NietNodig,
    arrangement_geldt,
    geldt_vanaf,
    komen_tot_verslag,
    leest_antwoorden,
    leest_voorstel,
    legt_arrangement_voor,
    noteert_wat_niet_nodig_is,
    opent_arrangement,
    vindt_voorstel_goed,
    voegt_hulp_toe,
    vult_hulp_in,
    zegt_of_het_hielp,
    zes_weken_later,
)
from tests.e2e.verhalen.beelden import neem_chat_op, neem_op
from tests.e2e.verhalen.conftest import WACHTWOORD
from tests.e2e.verhalen.stappen import Aan, Mens, deel, kop, opent_dossier, schuif, vertelt_en_dient_in, wie_heeft_het
from tests.e2e.widget.conftest import Chat
from tests.loket.console.conftest import nieuwe_intake
from tests.samenhulp import maak_arrangement

TURFHOEK = Path(__file__).with_name("turfhoek")
VERHAAL = (
    "Ik verpleeg mijn man thuis en het huishouden lukt er niet meer bij. Voor hulp in huis ben ik te fit, zeiden ze."
)
JANTIEN = Mens(
    "Jantien Oosting",
    VERHAAL,
    {
        "nodig": "Iemand die het huis schoonmaakt.",
        "kan": "Mijn man wassen en aankleden doe ik zelf.",
        "netwerk": "Mijn zus past op donderdag op mijn man.",
        "wil": "Ik wil dat mijn man thuis kan blijven.",
        "postcode": "9431 AB",
        "telefoon": "06 12 34 56 31",
    },
    {"volhoudtijd": "Een half jaar", "volhoudtijd_ander": "Een half jaar"},
)
SCHOON = "Hulp bij het schoonmaken"
WAAROM = "Volgens de regels is mevrouw te fit. Zonder deze hulp houdt zij de zorg voor haar man niet vol."
ZUS = Hulp(
    wat="Iemand die bij uw man blijft",
    doel="Een middag in de week voor uzelf",
    door_wie="Uw zus Alie",
    minuten="180",
    leefgebied="Zorgen voor een ander",
    vorm="Informeel: buren, vrijwilligers, verenigingen",
    bekostiging="Informeel, zonder geld",
)
HUISHOUDEN = Hulp(
    wat=SCHOON,
    doel="Tijd en rust om voor uw man te zorgen",
    door_wie="Marja",
    minuten="120",
    vorm="Individueel: hulp voor één persoon",
    bekostiging="Budget van de wijk",
    partij="Thuiszorg De Brink",
    uurtarief="36",
    reden=WAAROM,
)
WASSEN = Hulp(
    wat="Hulp bij het wassen en tillen",
    doel="U hoeft het niet elke dag alleen te doen",
    door_wie="Corrie",
    minuten="60",
    leefgebied="Zorg voor uzelf",
    vorm="Individueel: hulp voor één persoon",
    bekostiging="Zvw",
    partij="Wijkverpleging Veenstreek",
    uurtarief="65",
)
LOGEREN = Hulp(
    wat="Een weekend logeren voor uw man",
    doel="Uitrusten",
    per="per kwartaal",
    leefgebied="Zorgen voor een ander",
    vorm="Individueel: hulp voor één persoon",
    bekostiging="Wlz",
    kosten_jaar="2.400",
)
ELKE_OCHTEND = NietNodig("Wijkverpleging elke ochtend: mevrouw wast en kleedt haar man zelf", "Zvw", "365", "27,50")
OPNAME = NietNodig("Dagen in een verpleeghuis: meneer blijft thuis", "Wlz", "90", "310")
EFFECT = (
    "Dit arrangement kost € 9.524 per jaar en scheelt naar schatting € 37.937,50.",
    "Budget van de wijk € 3.744",
    "Minder nodig bij: Zorgverzekeraar Noorderzon (Zvw) € 10.037,50, Zorgkantoor Noord (Wlz) € 27.900.",
)
OORDEEL = "Met deze hulp houdt mevrouw het nog zeker een jaar vol."
BETER = "Nog een uurtje erbij op vrijdag."
BUREN = 4
PER_WET = "Kosten en baten per wet"


async def test_te_fit_voor_hulp_en_toch_geholpen(loket: Loket, achterom: Database, inwoner: Chat, aan: Aan) -> None:
    kenmerk = await vertelt_en_dient_in(inwoner, JANTIEN)
    assert wie_heeft_het(loket, kenmerk) == "ina"
    ina = await aan("ina")
    afspraken = "Wij zoeken hulp voor het schoonmaken.", "U vraagt uw zus om te blijven komen."
    await komen_tot_verslag(loket, inwoner, ina, kenmerk, JANTIEN, afspraken)
    await _schrijft_het_arrangement(ina, kenmerk)
    await _het_effect_gaat_over_de_domeinen(ina, kenmerk)
    await legt_arrangement_voor(ina, loket, kenmerk)
    await leest_voorstel(inwoner, loket, SCHOON, ZUS.wat, WASSEN.wat, LOGEREN.wat, "Marja")
    await neem_chat_op(inwoner, "centraal-3-voorstel", inwoner.berichten.filter(has_text="•").last)
    await vindt_voorstel_goed(inwoner)
    zes_weken_later(loket, kenmerk)
    await arrangement_geldt(ina, kenmerk, JANTIEN.naam)
    await _geeft_een_oordeel(ina, kenmerk)
    gerda = await aan("gerda")
    await _staat_bij_buiten_de_regels(gerda, kenmerk)
    await zegt_of_het_hielp(inwoner, "Ja", "Ja", BETER)
    await leest_antwoorden(ina, kenmerk, JANTIEN.naam, "Ja", BETER)
    await _verantwoordt_de_periode(gerda, loket, achterom, kenmerk)


@pytest.fixture
async def achterom(loket: Loket, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """The database of the loket, with a wijk in it that has a central person and money."""
    settings, jaar = loket.settings, vandaag().year
    monkeypatch.setattr(Kluis, "bos", Sleutelbos.uit(settings.sleutel, settings.map / "sleutel"))
    database = open_database(settings.database)
    async with database.schrijf() as session:
        await opzet.begin(session, TURFHOEK, (jaar, jaar + 1))
        await zet_wachtwoord(session, "ina", WACHTWOORD)
    yield database
    await database.sluit()


# -- The arrangement


async def _schrijft_het_arrangement(ina: Kijker, kenmerk: str) -> None:
    """Help from close by first. What she needs most is not in the rules."""
    await voegt_hulp_toe(ina, kenmerk, ZUS)
    await opent_arrangement(ina, kenmerk)
    nodig = deel(ina, "Wat de inwoner nodig heeft").get_by_role("listitem").filter(has_text="Huishouden")
    await nodig.first.get_by_role("link", name="Voeg hulp toe").click()
    await expect(ina.page.locator("#leefgebied option:checked")).to_have_text("Huishouden")
    await _wordt_zonder_reden_geweigerd(ina)
    await vult_hulp_in(ina, HUISHOUDEN)
    for hulp in (WASSEN, LOGEREN):
        await voegt_hulp_toe(ina, kenmerk, hulp)
    for post in (ELKE_OCHTEND, OPNAME):
        await noteert_wat_niet_nodig_is(ina, kenmerk, post)


async def _wordt_zonder_reden_geweigerd(ina: Kijker) -> None:
    page = ina.page
    await page.get_by_label("Nee, deze hulp valt buiten de regels").check()
    await page.locator("#wat").fill(SCHOON)
    await page.get_by_role("button", name="Bewaar", exact=True).click()
    await expect(page.locator("#reden")).to_have_attribute("aria-invalid", "true")
    await expect(page.locator("#wat")).to_have_value(SCHOON)
    assert await ina.axe() == []
    ina.fouten[:] = [fout for fout in ina.fouten if "status of 400" not in fout]


async def _het_effect_gaat_over_de_domeinen(ina: Kijker, kenmerk: str) -> None:
    await opent_arrangement(ina, kenmerk)
    effect = deel(ina, "Wat het kost en wat het scheelt")
    gelezen = (await effect.inner_text()).replace("\u00a0", " ")
    for zin in EFFECT:
        assert zin in gelezen
    await expect(deel(ina, "Hulp")).to_contain_text(WAAROM)
    assert await ina.axe() == []
    await neem_op(ina.page, "centraal-1-hulp", deel(ina, "Hulp"))
    await neem_op(ina.page, "centraal-2-effect", effect)


async def _staat_bij_buiten_de_regels(gerda: Kijker, kenmerk: str) -> None:
    await gerda.ga_naar("/console/arrangementen?lijst=regelruimte&wijk=turfhoek")
    rij = gerda.page.get_by_role("row").filter(has_text=kenmerk)
    for woorden in (SCHOON, WAAROM, "Budget van de wijk"):
        await expect(rij).to_contain_text(woorden)
    assert await gerda.axe() == []
    await neem_op(gerda.page, "centraal-4-regelruimte", gerda.page.get_by_role("heading", level=1))


# -- The account


async def _geeft_een_oordeel(ina: Kijker, kenmerk: str) -> None:
    page, oordeel = ina.page, deel(ina, "Zorg uit de Wlz uitgesteld of voorkomen?")
    await opent_dossier(ina, kenmerk, JANTIEN.naam)
    await oordeel.get_by_text("Geef een oordeel").click()
    await oordeel.get_by_label("Ja", exact=True).check()
    await oordeel.get_by_label("Hoeveel maanden uitstel").fill("12")
    await oordeel.get_by_label("Waarom denkt u dat?").fill(OORDEEL)
    await oordeel.get_by_role("button", name="Bewaar het oordeel").click()
    await expect(page.get_by_role("region", name="Zorg uit de Wlz uitgesteld of voorkomen?")).to_contain_text(OORDEEL)
    await expect(oordeel.locator("strong")).to_have_text("Ja, 12 maanden")
    assert await ina.axe() == []


async def _verantwoordt_de_periode(gerda: Kijker, loket: Loket, achterom: Database, kenmerk: str) -> None:
    """The longest ago that can be chosen, so that nobody but those of this story is in it. One person is never shown; five are."""
    periode = voorbije()[-1]
    _gold_toen(loket, kenmerk, periode.van)
    await _kiest(gerda, periode)
    await expect(gerda.page.get_by_role("main")).to_contain_text("te weinig mensen")
    await expect(deel(gerda, PER_WET)).to_have_count(0)
    assert PER_WET not in await _als_csv(gerda, periode)
    for buur in range(BUREN):
        await _gold_ook_voor(achterom, loket, f"Buur {buur}", periode.van)
    await _kiest(gerda, periode)
    await _leest_kosten_en_baten(gerda, periode)
    await _neemt_mee(gerda, periode)


def _gold_toen(loket: Loket, kenmerk: str, dag: date) -> None:
    geldt_vanaf(loket, kenmerk, dag)
    schuif(loket, "UPDATE wlzoordeel SET op = ? WHERE kenmerk = ?", f"{dag} 12:00:00.000000", kenmerk)


async def _gold_ook_voor(achterom: Database, loket: Loket, naam: str, dag: date) -> None:
    """Somebody else in this wijk with help from the same three pockets."""
    kenmerk = await nieuwe_intake(achterom, naam=naam, postcode="9431AC", van="ina-kuipers")
    async with achterom.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).status = VERSLAG
        await _maak_arrangement(session, kenmerk)
        oordeel = {"oordeel": "ja", "maanden": "6", "reden": "Zo gaat het langer goed."}
        await businesscase.oordeel(session, kenmerk, oordeel, "ina-kuipers")
    _gold_toen(loket, kenmerk, dag)


async def _maak_arrangement(session: AsyncSession, kenmerk: str) -> None:
    dagen = {"begint_op": vandaag(), "evaluatie_op": vandaag() + HALF_JAAR}
    geld = {"informeel": 0, "wijkbudget": 312_000, "zvw": 340_000, "wlz": 200_000}
    regels = [
        Regel("huishouden", "individueel", wet, "Hulp thuis", "Thuis blijven", "week", kosten_jaar=centen, **dagen)
        for wet, centen in geld.items()
    ]
    spaart = tuple(Besparing(wet, "Zorg die niet nodig is", 52, 900_000) for wet in ("zvw", "wlz"))
    await maak_arrangement(session, kenmerk, regels, spaart, wie="ina-kuipers", budget=False)


async def _kiest(gerda: Kijker, periode: Periode) -> None:
    page = gerda.page
    await gerda.ga_naar("/console/businesscase")
    await page.get_by_label("Periode").select_option(value=periode.sleutel)
    await page.get_by_label("Gebied").select_option(label="Turfhoek")
    await page.get_by_role("button", name="Laat zien").press("Enter")
    await expect(page.get_by_role("main")).to_contain_text(f"U ziet {periode.naam}, Turfhoek.")
    await kop(page, "Businesscase")


async def _leest_kosten_en_baten(gerda: Kijker, periode: Periode) -> None:
    """By law, low, middle and high; what five people cost in this quarter adds up."""
    per_wet = deel(gerda, PER_WET)
    rijen = {
        (cellen := await rij.locator("th, td").all_inner_texts())[0]: cellen[1:]
        for rij in await per_wet.get_by_role("table").get_by_role("row").all()
    }
    assert {"Budget van de wijk", "Zvw", "Wlz", "Samen"} <= rijen.keys()
    dagen = (periode.tot - periode.van).days
    per_jaar = {"Budget van de wijk": 3744 + BUREN * 3120, "Zvw": 3380 + BUREN * 3400, "Wlz": 2400 + BUREN * 2000}
    for wet, euro in per_jaar.items():
        assert lees_bedrag(rijen[wet][0]) / 100 == pytest.approx(euro * dagen / 365, abs=1)
    baten = [lees_bedrag(cel) for cel in rijen["Zvw"][1:4]]
    assert baten == sorted(baten)
    assert baten[1] / 100 == pytest.approx((10_037.5 + BUREN * 9000) * dagen / 365, abs=1)
    await expect(deel(gerda, "Is zorg uit de Wlz uitgesteld of voorkomen?")).to_contain_text("Ja")
    assert await gerda.axe() == []
    await neem_op(gerda.page, "centraal-5-businesscase", per_wet)


async def _neemt_mee(gerda: Kijker, periode: Periode) -> None:
    assert "Zvw" in await _als_csv(gerda, periode)
    for naam, begin in (("rapport.pdf", b"%PDF-"), ("tabellen.xlsx", b"PK")):
        assert (await _haal(gerda, naam, periode)).startswith(begin)


async def _als_csv(gerda: Kijker, periode: Periode) -> str:
    """What somebody reads in it; the rows are whole."""
    tekst = (await _haal(gerda, "tabellen.csv", periode)).decode("utf-8-sig")
    assert {len(rij) for rij in csv.reader(io.StringIO(tekst), delimiter=";")} == {5}
    return re.sub(r"\s", " ", tekst)


async def _haal(gerda: Kijker, naam: str, periode: Periode) -> bytes:
    vraag = f"periode={periode.sleutel}&wijk=turfhoek"
    antwoord = await gerda.page.request.get(f"{gerda.url}/console/businesscase/{naam}?{vraag}")
    assert antwoord.status == 200
    return await antwoord.body()
