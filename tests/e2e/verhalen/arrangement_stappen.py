"""Steps of a story after the gespreksverslag: the arrangement that a medewerker writes and the resident agrees with, and the question six weeks later."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from playwright.async_api import Page, expect

from loket_backend.tijd import AMSTERDAM, vandaag
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.toetsen import Toetsen
from tests.e2e.verhalen.stappen import (
    Mens,
    de_dag_komt,
    deel,
    het_gesprek_is_geweest,
    keurt_verslag_goed,
    kiest_het_tweede_moment,
    kop,
    legt_verslag_voor,
    opent_dossier,
    schrijft_verslag,
    schuif,
    stelt_momenten_voor,
)
from tests.e2e.widget.conftest import Chat
from tests.loket.gesprek.pdf import tekst as pdf_tekst

ZES_WEKEN = timedelta(weeks=6)
HALF_JAAR = timedelta(days=182)
# The loket looks every LOKET_KIJK seconds who is to be asked (console/vandaag.py); on a busy machine more seldom.
GEVRAAGD_BINNEN = 60_000
# White label: a resident never reads these, nor the name of an organisation.
VERZWEGEN = ("wmo", "zvw", "wlz", "budget", "indicatie", "eigen bijdrage", "€", "euro")


@dataclass(frozen=True)
class Hulp:
    """One line as somebody fills it in: by label where they choose, and empty where they leave what stands there.

    `reden`: why help outside the rules is needed all the same; with it the box is ticked.
    """

    wat: str = ""
    doel: str = ""
    door_wie: str = ""
    keer: str = ""
    per: str = ""
    minuten: str = ""
    leefgebied: str = ""
    vorm: str = ""
    bekostiging: str = ""
    partij: str = ""
    uurtarief: str = ""
    kosten_jaar: str = ""
    reden: str = ""
    begint_op: date = field(default_factory=vandaag)

    @property
    def getypt(self) -> dict[str, str]:
        """By the id of the field."""
        namen = ("wat", "doel", "door_wie", "keer", "minuten", "uurtarief", "kosten_jaar", "reden")
        dagen = {"begint_op": self.begint_op.isoformat(), "evaluatie_op": (self.begint_op + HALF_JAAR).isoformat()}
        return {naam: tekst for naam in namen if (tekst := getattr(self, naam))} | dagen

    @property
    def gekozen(self) -> dict[str, str]:
        """By the id of the list, the label."""
        alle = {
            "per": self.per,
            "leefgebied": self.leefgebied,
            "vorm": self.vorm,
            "bekostiging": self.bekostiging,
            "partij_id": self.partij,
        }
        return {naam: label for naam, label in alle.items() if label}


@dataclass(frozen=True)
class NietNodig:
    """Help that is not needed: from which money (label), how many a year, what one costs."""

    wat: str
    bekostiging: str
    aantal: str
    per_stuk: str


# -- Until there is a verslag


async def komen_tot_verslag(
    loket: Loket, inwoner: Chat, medewerker: Kijker, kenmerk: str, mens: Mens, afspraken: tuple[str, str]
) -> None:
    """The visit, and the gespreksverslag that the resident approves. `afspraken`: what the loket does, and what the resident does."""
    await stelt_momenten_voor(medewerker, kenmerk, mens.naam)
    await kiest_het_tweede_moment(inwoner)
    de_dag_komt(loket, kenmerk)
    await het_gesprek_is_geweest(medewerker, kenmerk, mens.naam)
    await schrijft_verslag(medewerker, mens.verhaal, *afspraken)
    await legt_verslag_voor(medewerker, mens.naam)
    await keurt_verslag_goed(inwoner)


# -- The medewerker


async def kiest_aanbod(kijker: Kijker, naam: str) -> None:
    """From the suggestions on the dossier page to a line that is filled in with it."""
    dichtbij = deel(kijker, "Aanbod dichtbij")
    await dichtbij.get_by_role("link", name=re.compile(f"^Zet in het arrangement ?: {naam}")).click()


async def opent_arrangement(kijker: Kijker, kenmerk: str) -> None:
    assert await kijker.ga_naar(f"/console/intakes/{kenmerk}/arrangement") == 200
    await kop(kijker.page, re.compile("^Arrangement van "))


async def voegt_hulp_toe(kijker: Kijker, kenmerk: str, hulp: Hulp) -> None:
    await opent_arrangement(kijker, kenmerk)
    await deel(kijker, "Hulp").get_by_role("link", name="Voeg hulp toe", exact=True).click()
    await vult_hulp_in(kijker, hulp)


async def vult_hulp_in(kijker: Kijker, hulp: Hulp) -> None:
    """The form of a new line, however one came there."""
    page = kijker.page
    await kop(page, "Hulp toevoegen")
    for naam, label in hulp.gekozen.items():
        await page.locator(f"#{naam}").select_option(label=label)
    for naam, tekst in hulp.getypt.items():
        await page.locator(f"#{naam}").fill(tekst)
    if hulp.reden:
        await page.get_by_label("Nee, deze hulp valt buiten de regels").check()
    await _bewaart(page)


async def noteert_wat_niet_nodig_is(kijker: Kijker, kenmerk: str, post: NietNodig) -> None:
    await opent_arrangement(kijker, kenmerk)
    await kijker.page.get_by_role("link", name="Schrijf op welke hulp niet nodig is").click()
    await _vult_niet_nodig_in(kijker.page, post)
    await _bewaart(kijker.page)


async def _vult_niet_nodig_in(page: Page, post: NietNodig) -> None:
    await kop(page, "Hulp die niet nodig is")
    await page.locator("#wat").fill(post.wat)
    await page.locator("#bekostiging").select_option(label=post.bekostiging)
    await page.locator("#aantal").fill(post.aantal)
    await page.locator("#per_stuk").fill(post.per_stuk)


async def _bewaart(page: Page) -> None:
    await page.get_by_role("button", name="Bewaar", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("Bewaard als concept")


async def legt_arrangement_voor(kijker: Kijker, loket: Loket, kenmerk: str) -> None:
    """Looks first how the resident will read it."""
    page = kijker.page
    await opent_arrangement(kijker, kenmerk)
    await page.get_by_role("link", name="Voorbeeld en voorleggen").click()
    await kop(page, "Zo leest de inwoner het")
    noemt_niemand(await page.get_by_role("article").inner_text(), loket)
    assert await kijker.axe() == []
    await Toetsen(page).op(page.get_by_role("button", name="Leg voor aan de inwoner"))
    await kop(page, re.compile("^Arrangement van "))
    await expect(page.locator(".onderkop")).to_contain_text("Bij de inwoner, nog geen antwoord")


async def arrangement_geldt(kijker: Kijker, kenmerk: str, naam: str) -> None:
    await opent_dossier(kijker, kenmerk, naam)
    await expect(deel(kijker, "Arrangement")).to_contain_text("Goedgekeurd door de inwoner")
    await expect(deel(kijker, "Status").locator("strong")).to_have_text("Arrangement")


async def leest_antwoorden(kijker: Kijker, kenmerk: str, naam: str, *antwoorden: str) -> None:
    """What the resident said about the help, in the dossier."""
    await opent_dossier(kijker, kenmerk, naam)
    for antwoord in ("Zes weken na de start", *antwoorden, "in de chat"):
        await expect(deel(kijker, "Heeft het geholpen?")).to_contain_text(antwoord)


# -- The resident


async def leest_voorstel(inwoner: Chat, loket: Loket, *hulp: str) -> None:
    """In the chat, and on the page and in the letter behind its link: the help and the person, and nobody else."""
    await expect(inwoner.berichten.last).to_contain_text("Vindt u dit goed?")
    voorstel = await inwoner.berichten.filter(has_text="•").last.inner_text()
    adres = await voorsteladres(inwoner)
    pagina = await inwoner.page.request.get(adres)
    brief = await inwoner.page.request.get(f"{adres}.pdf")
    assert (pagina.status, brief.status) == (200, 200)
    for gelezen in (voorstel, await pagina.text(), pdf_tekst(await brief.body())):
        noemt_niemand(gelezen, loket)
        for wat in hulp:
            assert _kaal(wat) in _kaal(gelezen)
    assert await inwoner.axe() == []


async def voorsteladres(inwoner: Chat) -> str:
    """Of the page with the whole proposal, as the last one in the chat gives it."""
    return re.findall(r"https?://\S+/arrangement/[\w-]+", await inwoner.log.inner_text())[-1]


async def wil_iets_anders(inwoner: Chat, wat: str) -> None:
    await inwoner.knop("Ik wil iets anders").last.click()
    await expect(inwoner.berichten.last).to_contain_text("Wat wilt u anders?")
    await inwoner.typ(wat)
    await expect(inwoner.berichten.last).to_contain_text("in uw eigen woorden")
    await inwoner.knop("Nee, dat was alles").last.click()
    await expect(inwoner.berichten.last).to_contain_text("Er verandert niets voordat u ja zegt")


async def vindt_voorstel_goed(inwoner: Chat) -> None:
    await expect(inwoner.berichten.last).to_contain_text("Vindt u dit goed?")
    await inwoner.knop("Dit is goed").last.press("Enter")
    await expect(inwoner.berichten.last).to_contain_text("Ik heb opgeschreven dat u dit goed vindt.")


async def zegt_of_het_hielp(inwoner: Chat, geholpen: str, tevreden: str, beter: str) -> None:
    """Waits for the three questions; two are answered with a button, the last in own words."""
    await expect(inwoner.berichten.last).to_contain_text("Heeft de hulp u geholpen?", timeout=GEVRAAGD_BINNEN)
    assert (mis := await inwoner.axe()) == [], mis
    await inwoner.knop(geholpen).last.click()
    await expect(inwoner.berichten.last).to_contain_text("Bent u tevreden over hoe het gaat?")
    await inwoner.knop(tevreden).last.click()
    await expect(inwoner.berichten.last).to_contain_text("Wat kan er beter?")
    await inwoner.typ(beter)
    await expect(inwoner.berichten.last).to_contain_text("Dank u wel dat u dit wilde vertellen.")


def noemt_niemand(gelezen: str, loket: Loket) -> None:
    """No organisation, law or amount."""
    namen = [naam for (naam,) in loket.vraag_db("SELECT naam FROM partij")]
    assert namen
    genoemd = [woord for woord in (*VERZWEGEN, *namen) if _kaal(woord) in _kaal(gelezen)]
    assert genoemd == [], f"{genoemd} in: {gelezen}"


def _kaal(tekst: str) -> str:
    """A PDF breaks lines where it likes."""
    return re.sub(r"\s", "", tekst).casefold()


# -- Time


def zes_weken_later(loket: Loket, kenmerk: str) -> None:
    """What is in force began six weeks ago."""
    geldt_vanaf(loket, kenmerk, vandaag() - ZES_WEKEN)


def geldt_vanaf(loket: Loket, kenmerk: str, dag: date) -> None:
    """Moves the beginning of what is in force, as if it was agreed and began on this day."""
    moment = datetime.combine(dag, time(12), AMSTERDAM).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    versie = "SELECT id FROM arrangementversie WHERE kenmerk = ? AND geldt_vanaf IS NOT NULL AND geldt_tot IS NULL"
    begin = f"UPDATE arrangementregel SET begint_op = ? WHERE versie_id = ({versie})"
    assert schuif(loket, begin, dag.isoformat(), kenmerk) > 0
    wanneer = f"UPDATE arrangementversie SET geldt_vanaf = ? WHERE id = ({versie})"
    assert schuif(loket, wanneer, moment, kenmerk) == 1
