"""One story with three people in three browsers: from what a resident tells in the chat to the gespreksverslag that they approve."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.widget import KLAAR, Bezoeker
from tests.e2e.widget.conftest import Chat

WACHTWOORD = "demo-loket-2026"
BUREAU, TELEFOON = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
MAX_BEURTEN = 25
VERHAAL = "Ik heb zulke stijve knieën dat ik de trap bijna niet meer op kom."
NAAM = "Trijntje Holwerda"
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
    "persoonlijk_plan": "Nee",
    "toestemming": "Huisarts",
    "akkoord": "Ja, het klopt",
}
AFSPRAAK_LOKET = "Wij vragen een tweede trapleuning voor u aan."
AFSPRAAK_ZELF = "U vraagt uw kleinzoon om de boodschappen te brengen."
CORRECTIE = "De buurvrouw brengt de boodschappen al."
VERBETERD = "U vraagt de buurvrouw om de boodschappen te blijven brengen."

Aan = Callable[[str], Awaitable[Kijker]]


@pytest.fixture
async def aan(browser: Browser, loket: Loket) -> AsyncIterator[Aan]:
    """`await aan("gerda")`: a browser of their own, logged in."""
    kijkers: list[Kijker] = []
    async with AsyncExitStack() as stapel:

        async def meld_aan(login: str) -> Kijker:
            context = await browser.new_context(locale="nl-NL", viewport=BUREAU)
            stapel.push_async_callback(context.close)
            context.set_default_timeout(15_000)
            kijkers.append(await Kijker.open(context, loket.url))
            await kijkers[-1].log_in(login, WACHTWOORD)
            return kijkers[-1]

        yield meld_aan
        assert [kijker.fouten for kijker in kijkers if kijker.fouten] == []


@pytest.fixture
async def inwoner(browser: Browser, loket: Loket) -> AsyncIterator[Chat]:
    context = await browser.new_context(locale="nl-NL", viewport=TELEFOON, has_touch=True)
    context.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    chat = Chat(await context.new_page(), f"{loket.url}/")
    await chat.ga()
    await expect(chat.berichten).to_have_count(3)
    yield chat
    assert chat.fouten == []
    await context.close()


async def test_van_het_eerste_woord_tot_een_goedgekeurd_gespreksverslag(loket: Loket, inwoner: Chat, aan: Aan) -> None:
    kenmerk = await _vertelt_en_dient_in(inwoner)
    assert await _ziet_bevestiging(inwoner)
    gerda = await aan("gerda")
    await _coordinator_kijkt_het_na(gerda, kenmerk)
    medewerker = await aan(_wie_heeft_het(loket, kenmerk))
    await _bereidt_voor(medewerker, kenmerk)
    moment = await _stelt_momenten_voor(medewerker, kenmerk)
    await _kiest_het_tweede_moment(inwoner)
    await _ziet_de_afspraak(medewerker, kenmerk, moment)
    _de_dag_komt(loket, kenmerk)
    await _het_gesprek_is_geweest(medewerker, kenmerk)
    await _schrijft_en_legt_voor(medewerker, kenmerk)
    await _vraagt_een_correctie(inwoner)
    await _verwerkt_de_correctie(medewerker, kenmerk)
    await _keurt_goed(inwoner)
    await _is_goedgekeurd(medewerker, kenmerk)
    assert _statussen(loket, kenmerk) == ["nieuw", "toegewezen", "gesprek_gepland", "onderzoek", "verslag"]
    await _het_onderzoek_is_op_tijd(medewerker, kenmerk)
    await _staat_in_het_logboek(gerda, kenmerk)
    await _bekijkt_zichzelf_niet_verder(inwoner)


# -- The resident


async def _vertelt_en_dient_in(inwoner: Chat) -> str:
    """Answers what is asked, on a telephone; the kenmerk."""
    bezoeker = Bezoeker(inwoner, KNOPPEN, WOORDEN)
    vraag = await bezoeker.typ(VERHAAL)
    for _ in range(MAX_BEURTEN):
        if vraag == KLAAR:
            break
        vraag = await bezoeker.antwoord(vraag)
    assert vraag == KLAAR
    kenmerk = re.search(r"Het nummer is (\S+)\.", await inwoner.log.inner_text())
    assert kenmerk is not None
    return kenmerk[1]


async def _ziet_bevestiging(inwoner: Chat) -> bool:
    await expect(inwoner.log).to_contain_text("bevestiging")
    return await inwoner.axe() == []


async def _kiest_het_tweede_moment(inwoner: Chat) -> None:
    await expect(inwoner.log).to_contain_text("Dat heet een keukentafelgesprek")
    await expect(inwoner.log).to_contain_text("Welk moment past u het best?")
    assert await inwoner.axe() == []
    await inwoner.page.get_by_role("button", name=re.compile(r"\d uur$")).nth(1).click()
    await expect(inwoner.log).to_contain_text("Dat is afgesproken.")


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
    await expect(inwoner.berichten.last).to_contain_text("Klopt wat erin staat?")
    await inwoner.knop("Dit klopt").last.click()
    await expect(inwoner.berichten.last).to_contain_text("Ik heb opgeschreven dat het verslag klopt.")


async def _bekijkt_zichzelf_niet_verder(inwoner: Chat) -> None:
    """What staff wrote for each other never came into the chat."""
    for intern in ("Punten voor het gesprek", "Het dossier is goed", "Coördinator"):
        await expect(inwoner.log).not_to_contain_text(intern)


# -- The coordinator


async def _coordinator_kijkt_het_na(gerda: Kijker, kenmerk: str) -> None:
    page = gerda.page
    await gerda.ga_naar("/console/controle?pagina=999")  # the newest stands on the last page
    nieuw = page.get_by_role("region", name=re.compile("^Nog niet bekeken"))
    await nieuw.get_by_role("rowheader").filter(has_text=kenmerk).get_by_role("link").click()
    await kop(page, "Controle")
    await page.get_by_label("Het verhaal staat er in de woorden van de inwoner.").check()
    await page.get_by_role("button", name="Het dossier is goed").click()
    await gerda.ga_naar(f"/console/intakes/{kenmerk}/controle")
    await expect(page.get_by_role("region", name="Eerder bekeken")).to_contain_text("Goed")


async def _staat_in_het_logboek(gerda: Kijker, kenmerk: str) -> None:
    """Every deed with who and on what ground (NEN 7513)."""
    await gerda.ga_naar(f"/console/audit?kenmerk={kenmerk}")
    tabel = gerda.page.get_by_role("table")
    for wat in ("momenten voorgesteld", "afloop vastgelegd", "status gewijzigd|dekking vastgelegd", "verslag"):
        await expect(tabel).to_contain_text(re.compile(wat))
    assert await gerda.axe() == []


# -- The medewerker


async def kop(page: Page, tekst: str | re.Pattern[str]) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(tekst)


def deel(kijker: Kijker, naam: str) -> Locator:
    return kijker.page.get_by_role("region", name=naam, exact=True)


async def _open(kijker: Kijker, kenmerk: str) -> None:
    assert await kijker.ga_naar(f"/console/intakes/{kenmerk}") == 200
    await kop(kijker.page, NAAM)


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


async def _stelt_momenten_voor(kijker: Kijker, kenmerk: str) -> str:
    """Two free moments; the second, as staff read it ("dinsdag 24 november 2026, 10.00 uur")."""
    page = kijker.page
    await _open(kijker, kenmerk)
    await page.get_by_role("link", name="Stel momenten voor").click()
    await page.locator("#vrij1").select_option(index=1)
    await page.locator("#vrij2").select_option(index=5)
    gekozen: str = await page.locator("#vrij2").evaluate("(e) => e.selectedOptions[0].label")
    await page.get_by_role("button", name="Leg voor of leg vast").click()
    await expect(deel(kijker, "Keukentafelgesprek")).to_contain_text("De inwoner kiest nog")
    return gekozen


async def _ziet_de_afspraak(kijker: Kijker, kenmerk: str, moment: str) -> None:
    await _open(kijker, kenmerk)
    for woorden in ("Gepland", moment):
        await expect(deel(kijker, "Keukentafelgesprek")).to_contain_text(woorden)
    await expect(deel(kijker, "Status").locator("strong")).to_have_text("Gesprek gepland")
    await kijker.ga_naar("/console/agenda")
    await expect(kijker.page.get_by_role("main")).to_contain_text(NAAM)


def _de_dag_komt(loket: Loket, kenmerk: str) -> None:
    """Nobody waits for days in a test: the appointment is set back to this morning, past the loket."""
    net = (datetime.now(UTC) - timedelta(hours=2)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with sqlite3.connect(loket.database, timeout=15) as verbinding:
        assert verbinding.execute("UPDATE afspraak SET begin = ? WHERE kenmerk = ?", (net, kenmerk)).rowcount == 1
    verbinding.close()


async def _het_gesprek_is_geweest(kijker: Kijker, kenmerk: str) -> None:
    await _open(kijker, kenmerk)
    await kijker.page.get_by_role("link", name="Zeg hoe het ging").click()
    await kijker.page.get_by_role("button", name="Het gesprek is geweest").click()
    await expect(deel(kijker, "Status").locator("strong")).to_have_text("Onderzoek")


async def _schrijft_en_legt_voor(kijker: Kijker, kenmerk: str) -> None:
    page = kijker.page
    await page.get_by_role("link", name="Begin het verslag").click()
    await expect(page.get_by_role("region", name="Wat u ons vertelde")).to_contain_text(VERHAAL)
    await page.get_by_role("textbox", name="Wat het loket gaat doen").fill(AFSPRAAK_LOKET)
    await page.get_by_role("textbox", name="Wat u zelf gaat doen").fill(AFSPRAAK_ZELF)
    await _legt_voor(kijker)
    await expect(deel(kijker, "Gespreksverslag")).to_contain_text("Bij de inwoner, nog geen reactie")


async def _legt_voor(kijker: Kijker) -> None:
    page = kijker.page
    await page.get_by_role("button", name="Bewaar en bekijk het voorbeeld").click()
    await kop(page, "Zo leest de inwoner het")
    assert await kijker.axe() == []
    await page.get_by_role("button", name="Leg voor aan de inwoner").click()
    await kop(page, NAAM)


async def _verwerkt_de_correctie(kijker: Kijker, kenmerk: str) -> None:
    page = kijker.page
    await _open(kijker, kenmerk)
    await expect(deel(kijker, "Gespreksverslag")).to_contain_text("De inwoner vraagt een correctie")
    await expect(deel(kijker, "Gespreksverslag")).to_contain_text(CORRECTIE)
    await page.get_by_role("link", name="Verder schrijven").click()
    await expect(page.get_by_role("region", name="Wat de inwoner zei over verslag 1")).to_contain_text(CORRECTIE)
    await page.get_by_role("textbox", name="Wat u zelf gaat doen").fill(VERBETERD)
    await _legt_voor(kijker)


async def _is_goedgekeurd(kijker: Kijker, kenmerk: str) -> None:
    await _open(kijker, kenmerk)
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


# -- What the loket kept


def _wie_heeft_het(loket: Loket, kenmerk: str) -> str:
    vraag = "SELECT m.login FROM intake i JOIN medewerker m ON m.id = i.medewerker_id WHERE i.kenmerk = :kenmerk"
    ((login,),) = loket.vraag_db(vraag, kenmerk=kenmerk)
    return str(login)


def _statussen(loket: Loket, kenmerk: str) -> list[str]:
    vraag = "SELECT status FROM intake_statuswissel WHERE kenmerk = :kenmerk ORDER BY id"
    return [status for (status,) in loket.vraag_db(vraag, kenmerk=kenmerk)]
