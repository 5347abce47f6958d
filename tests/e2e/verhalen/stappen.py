"""Steps that every story takes: from what a resident tells to the keukentafelgesprek and the verslag that they approve.

Each is what somebody does in a browser; only time is moved past the loket, for nobody waits for days in a test.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from playwright.async_api import Locator, Page, expect

from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.widget import KLAAR, Bezoeker
from tests.e2e.widget.conftest import Chat

Aan = Callable[[str], Awaitable[Kijker]]
MAX_BEURTEN = 25
KNOPPEN = {
    "voor_wie": "Voor mezelf",
    "contact_voorkeur": "Bellen",
    "contact_moment": "In de ochtend",
    "clientondersteuning": "Nee",
    "persoonlijk_plan": "Nee",
    "toestemming": "Huisarts",
    "akkoord": "Ja, het klopt",
}


@dataclass(frozen=True)
class Mens:
    """Who tells the story: the first message, and what they answer by veld, in words or with a button."""

    naam: str
    verhaal: str
    woorden: dict[str, str]
    knoppen: dict[str, str] = field(default_factory=dict)


async def vertelt_en_dient_in(inwoner: Chat, mens: Mens) -> str:
    """Answers what is asked, on a telephone; the kenmerk."""
    bezoeker = Bezoeker(inwoner, KNOPPEN | mens.knoppen, mens.woorden | {"naam": mens.naam})
    vraag = await bezoeker.typ(mens.verhaal)
    for _ in range(MAX_BEURTEN):
        if vraag == KLAAR:
            break
        vraag = await bezoeker.antwoord(vraag)
    assert vraag == KLAAR
    kenmerk = re.search(r"Het nummer is (\S+)\.", await inwoner.log.inner_text())
    assert kenmerk is not None
    return kenmerk[1]


async def kiest_het_tweede_moment(inwoner: Chat) -> None:
    await expect(inwoner.log).to_contain_text("Dat heet een keukentafelgesprek")
    await expect(inwoner.log).to_contain_text("Welk moment past u het best?")
    assert await inwoner.axe() == []
    await inwoner.page.get_by_role("button", name=re.compile(r"\d uur$")).nth(1).click()
    await expect(inwoner.log).to_contain_text("Dat is afgesproken.")


async def keurt_verslag_goed(inwoner: Chat) -> None:
    await expect(inwoner.berichten.last).to_contain_text("Klopt wat erin staat?")
    await inwoner.knop("Dit klopt").last.click()
    await expect(inwoner.berichten.last).to_contain_text("Ik heb opgeschreven dat het verslag klopt.")


async def kijkt_na(coordinator: Kijker, kenmerk: str) -> None:
    """The coordinator looks at a new dossier before anybody goes on with it."""
    page = coordinator.page
    await coordinator.ga_naar("/console/controle?pagina=999")  # the newest stands on the last page
    nieuw = page.get_by_role("region", name=re.compile("^Nog niet bekeken"))
    await nieuw.get_by_role("rowheader").filter(has_text=kenmerk).get_by_role("link").click()
    await kop(page, "Controle")
    await page.get_by_label("Het verhaal staat er in de woorden van de inwoner.").check()
    await page.get_by_role("button", name="Het dossier is goed").click()
    await coordinator.ga_naar(f"/console/intakes/{kenmerk}/controle")
    await expect(page.get_by_role("region", name="Eerder bekeken")).to_contain_text("Goed")


async def kop(page: Page, tekst: str | re.Pattern[str]) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(tekst)


def deel(kijker: Kijker, naam: str) -> Locator:
    return kijker.page.get_by_role("region", name=naam, exact=True)


async def opent_dossier(kijker: Kijker, kenmerk: str, naam: str) -> None:
    assert await kijker.ga_naar(f"/console/intakes/{kenmerk}") == 200
    await kop(kijker.page, naam)


async def stelt_momenten_voor(kijker: Kijker, kenmerk: str, naam: str) -> str:
    """Two free moments; the second, as staff read it ("dinsdag 24 november 2026, 10.00 uur")."""
    page = kijker.page
    await opent_dossier(kijker, kenmerk, naam)
    await page.get_by_role("link", name="Stel momenten voor").click()
    await page.locator("#vrij1").select_option(index=1)
    await page.locator("#vrij2").select_option(index=5)
    gekozen: str = await page.locator("#vrij2").evaluate("(e) => e.selectedOptions[0].label")
    await page.get_by_role("button", name="Leg voor of leg vast").click()
    await expect(deel(kijker, "Keukentafelgesprek")).to_contain_text("De inwoner kiest nog")
    return gekozen


async def het_gesprek_is_geweest(kijker: Kijker, kenmerk: str, naam: str) -> None:
    await opent_dossier(kijker, kenmerk, naam)
    await kijker.page.get_by_role("link", name="Zeg hoe het ging").click()
    await kijker.page.get_by_role("button", name="Het gesprek is geweest").click()
    await expect(deel(kijker, "Status").locator("strong")).to_have_text("Onderzoek")


async def schrijft_verslag(kijker: Kijker, verhaal: str, loket_doet: str, inwoner_doet: str) -> None:
    """From the dossier page, and lays it before the resident."""
    page = kijker.page
    await page.get_by_role("link", name="Begin het verslag").click()
    await expect(page.get_by_role("region", name="Wat u ons vertelde")).to_contain_text(verhaal)
    await page.get_by_role("textbox", name="Wat het loket gaat doen").fill(loket_doet)
    await page.get_by_role("textbox", name="Wat u zelf gaat doen").fill(inwoner_doet)


async def legt_verslag_voor(kijker: Kijker, naam: str) -> None:
    page = kijker.page
    await page.get_by_role("button", name="Bewaar en bekijk het voorbeeld").click()
    await kop(page, "Zo leest de inwoner het")
    assert await kijker.axe() == []
    await page.get_by_role("button", name="Leg voor aan de inwoner").click()
    await kop(page, naam)


def de_dag_komt(loket: Loket, kenmerk: str) -> None:
    """The appointment is set back to this morning."""
    net = (datetime.now(UTC) - timedelta(hours=2)).strftime("%Y-%m-%d %H:%M:%S.%f")
    assert schuif(loket, "UPDATE afspraak SET begin = ? WHERE kenmerk = ?", net, kenmerk) == 1


def schuif(loket: Loket, sql: str, *waarden: object) -> int:
    """Moves time past the loket; how many rows."""
    with sqlite3.connect(loket.database, timeout=15) as verbinding:
        rijen = verbinding.execute(sql, waarden).rowcount
    verbinding.close()
    return rijen


def wie_heeft_het(loket: Loket, kenmerk: str) -> str:
    """The login of the fixed medewerker."""
    vraag = "SELECT m.login FROM intake i JOIN medewerker m ON m.id = i.medewerker_id WHERE i.kenmerk = :kenmerk"
    ((login,),) = loket.vraag_db(vraag, kenmerk=kenmerk)
    return str(login)


def statussen(loket: Loket, kenmerk: str) -> list[str]:
    vraag = "SELECT status FROM intake_statuswissel WHERE kenmerk = :kenmerk ORDER BY id"
    return [status for (status,) in loket.vraag_db(vraag, kenmerk=kenmerk)]
