"""A story after Heerlen: help at once for everybody, the formal road when it does not fit, and others who look along as long as the resident lets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.async_api import expect

from loket_backend.console.woorden import dag
from loket_backend.tijd import vandaag
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
    wil_iets_anders,
    zegt_of_het_hielp,
    zes_weken_later,
)
from tests.e2e.verhalen.beelden import neem_chat_op, neem_op
from tests.e2e.verhalen.stappen import (
    Aan,
    Mens,
    deel,
    kijkt_na,
    kop,
    opent_dossier,
    vertelt_en_dient_in,
    wie_heeft_het,
)
from tests.e2e.widget.conftest import Chat

NAAM = "Mieke Dautzenberg"
VERHAAL = "Ik krijg het huishouden niet meer rond."
MENS = Mens(
    NAAM,
    VERHAAL,
    {
        "nodig": "Iemand die het huis schoonmaakt.",
        "kan": "Boodschappen doe ik nog zelf.",
        "netwerk": "Mijn nicht Hanna komt elke week.",
        "wil": "Ik wil zelf kiezen wie er in mijn huis komt.",
        "aanbod": "Ik kan goed taarten bakken.",
        "postcode": "6402 AB",
        "telefoon": "06 12 34 56 13",
    },
    {"toestemming": "Met niemand"},
)
AFSPRAKEN = ("Wij zoeken hulp in huis.", "U vraagt uw nicht of zij kan komen.")
GEEN_VREEMDE = "Ik wil geen vreemde in huis. Ik vraag liever mijn nicht Hanna."
VRAAG = "Kan de wijkverpleging helpen met de medicijnen?"
NOTITIE = "Wij kunnen elke ochtend langskomen voor de medicijnen."
NIET_MEER = "Ik wil toch niet dat de wijkverpleegkundige nog meekijkt."
BETER = "Hanna mag wel een uur langer komen."


@pytest.fixture(scope="module")
def loket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loket]:
    """Of the town that comes along, with somebody of another organisation beside its people."""
    data = tmp_path_factory.mktemp("stad")
    gemeenten.begin(data, ["beginnen", "stad"], ["inrichten", str(gemeenten.MAP / "partner.yml")])
    gemeenten.geef_wachtwoorden(data, "petra", "wiel", "ilse", "marco", "pia")
    yield from gemeenten.draai(data)


async def test_van_hulp_voor_iedereen_naar_een_pgb(loket: Loket, inwoner: Chat, aan: Aan) -> None:
    petra, wiel, pia = await aan("petra"), await aan("wiel"), await aan("pia")
    kenmerk = await vertelt_en_dient_in(inwoner, MENS)
    await kijkt_na(petra, kenmerk)
    vast = await aan(wie_heeft_het(loket, kenmerk))
    await _hulp_begint_meteen(vast, kenmerk)
    await komen_tot_verslag(loket, inwoner, vast, kenmerk, MENS, AFSPRAKEN)
    await _stelt_hulp_voor_iedereen_voor(vast, loket, kenmerk)
    await wil_iets_anders(inwoner, GEEN_VREEMDE)
    await _draagt_over(vast, wiel, kenmerk)
    await _leest_wie_verder_gaat(inwoner)
    await _besluit_op_de_aanvraag(wiel, kenmerk)
    await _kiest_zelf_wie_er_komt(vast, inwoner, loket, kenmerk)
    await _zet_de_partner_in_het_buurtteam(petra)
    await _vraagt_toestemming(vast, pia, inwoner, kenmerk)
    await _denkt_mee(pia, vast)
    await _trekt_toestemming_in(inwoner, pia, vast, kenmerk)
    zes_weken_later(loket, kenmerk)
    await _staat_in_het_logboek(petra, kenmerk)
    await zegt_of_het_hielp(inwoner, "Ja", "Een beetje", BETER)
    await leest_antwoorden(vast, kenmerk, NAAM, "Een beetje", BETER)


# -- Help at once


async def _hulp_begint_meteen(vast: Kijker, kenmerk: str) -> None:
    """On the day of the melding, before anybody came by."""
    page = vast.page
    await _opent_sporen(vast, kenmerk)
    await expect(page.get_by_role("main")).to_contain_text("zonder indicatie en zonder eigen bijdrage")
    await page.get_by_label("Welke hulp begint").fill("Hulp in huis")
    await page.get_by_role("button", name="De hulp voor iedereen begint").click()
    stand = deel(vast, "Hoe het er nu voor staat")
    await expect(stand.locator("strong")).to_have_text("Hulp voor iedereen, zonder indicatie")
    assert await vast.axe() == []


async def _opent_sporen(kijker: Kijker, kenmerk: str) -> None:
    await opent_dossier(kijker, kenmerk, NAAM)
    await kijker.page.get_by_role("link", name="Overdragen, aanvraag, besluit of bezwaar").click()
    await kop(kijker.page, "Hulp en aanvraag")


async def _stelt_hulp_voor_iedereen_voor(vast: Kijker, loket: Loket, kenmerk: str) -> None:
    await opent_dossier(vast, kenmerk, NAAM)
    await kiest_aanbod(vast, "Hulp in huis")
    await expect(vast.page.locator("#bekostiging option:checked")).to_have_text("Algemene voorziening")
    await vult_hulp_in(vast, Hulp(minuten="120"))
    await legt_arrangement_voor(vast, loket, kenmerk)


# -- The formal road


async def _draagt_over(vast: Kijker, wiel: Kijker, kenmerk: str) -> None:
    """Until then the Wmo-consulent, who works in another wijk, does not see that this dossier exists."""
    assert await _status(wiel, f"/console/intakes/{kenmerk}") == 404
    await opent_arrangement(vast, kenmerk)
    await expect(deel(vast, "Wat de inwoner anders wil")).to_contain_text(GEEN_VREEMDE)
    await _opent_sporen(vast, kenmerk)
    page, knop = vast.page, vast.page.get_by_role("button", name="Draag de vraag over")
    await page.get_by_label("Wmo-consulent", exact=True).select_option(label="Wiel Janssen")
    await page.get_by_label("Waarom", exact=True).select_option(label="De inwoner wil de hulp voor iedereen niet")
    await page.get_by_label("Het gespreksverslag").check()
    await knop.click()
    await expect(page.get_by_role("alert")).to_contain_text("Schrijf er kort bij waarom.")
    gemeenten.was_een_weigering(vast, 400)
    await page.get_by_label("Toelichting voor de consulent").fill("Mevrouw wil haar nicht betalen.")
    await knop.click()
    await expect(deel(vast, "Overdragen aan de Wmo-consulent")).to_contain_text("Mevrouw wil haar nicht betalen.")
    await neem_op(page, "sporen-1-overdracht", deel(vast, "Overdragen aan de Wmo-consulent"))


async def _status(kijker: Kijker, pad: str) -> int:
    return (await kijker.page.request.get(f"{kijker.url}{pad}")).status


async def _leest_wie_verder_gaat(inwoner: Chat) -> None:
    """By name, and without the law: nothing is asked of them now."""
    gezegd = inwoner.berichten.last
    await expect(gezegd).to_contain_text("Uw vraag gaat nu ook naar Wiel Janssen.")
    await expect(gezegd).to_contain_text("U hoeft nu niets te doen.")
    await expect(gezegd).not_to_contain_text(re.compile("wmo|aanvraag|recht|bijdrage", re.IGNORECASE))
    assert await inwoner.axe() == []


async def _besluit_op_de_aanvraag(wiel: Kijker, kenmerk: str) -> None:
    """Art. 2.3.5 lid 2 Wmo 2015: within two weeks."""
    page = wiel.page
    await _opent_sporen(wiel, kenmerk)
    await page.get_by_label("Dag waarop de aanvraag binnenkwam").fill(vandaag().isoformat())
    await page.get_by_role("button", name="Leg de aanvraag vast").click()
    stand = deel(wiel, "Hoe het er nu voor staat")
    await expect(stand).to_contain_text(f"uiterlijk {dag(vandaag() + timedelta(weeks=2))}")
    await expect(stand).to_contain_text("2.3.5")
    assert await wiel.axe() == []
    await page.get_by_label("Dag waarop het besluit is verstuurd").fill(vandaag().isoformat())
    await page.get_by_label("Wat is er besloten").select_option(label="Toegekend")
    await page.get_by_label("In welke vorm").select_option(
        label="Persoonsgebonden budget (buiten het budget van de wijk)"
    )
    await page.get_by_label("Eigen bijdrage", exact=True).select_option(label="Ja")
    await page.get_by_role("button", name="Noteer het besluit").click()
    besluit = deel(wiel, "Besluit")
    for woorden in ("Toegekend", "Persoonsgebonden budget", "eigen bijdrage: ja"):
        await expect(besluit.get_by_role("listitem")).to_contain_text(woorden)
    await expect(stand).to_contain_text("Er is een besluit")


async def _kiest_zelf_wie_er_komt(vast: Kijker, inwoner: Chat, loket: Loket, kenmerk: str) -> None:
    """The line of everybody's help makes place for the person whom the resident chose."""
    await opent_arrangement(vast, kenmerk)
    await vast.page.get_by_role("button", name=re.compile("^Haal weg ?: Hulp in huis")).click()
    await expect(vast.page.get_by_role("status")).to_contain_text("Bewaard als concept")
    hulp = Hulp(
        wat="Hulp bij het schoonmaken",
        doel="Ik kies zelf wie er in mijn huis komt.",
        door_wie="Hanna",
        minuten="120",
        leefgebied="Huishouden",
        vorm="Individueel: hulp voor één persoon",
        bekostiging="Wmo",
        kosten_jaar="2400",
    )
    await voegt_hulp_toe(vast, kenmerk, hulp)
    await legt_arrangement_voor(vast, loket, kenmerk)
    await leest_voorstel(inwoner, loket, "Hulp bij het schoonmaken", "Hanna")
    await vindt_voorstel_goed(inwoner)
    await arrangement_geldt(vast, kenmerk, NAAM)


# -- Others who look along


async def _zet_de_partner_in_het_buurtteam(petra: Kijker) -> None:
    page = petra.page
    await petra.ga_naar("/console/beheer/buurtteams")
    await page.get_by_role("link", name="Buurtteam Mijnberg").click()
    await page.get_by_label("Wie", exact=True).select_option(label="Pia van Dam, wijkverpleegkundige")
    await page.get_by_label("Discipline", exact=True).select_option(label="Wijkverpleegkundige")
    await page.get_by_label("Werkt voor", exact=True).select_option(label="Wijkverpleging")
    await page.get_by_role("button", name="Zet in het team").click()
    await expect(page.get_by_role("row").filter(has_text="Pia van Dam")).to_contain_text("Wijkverpleging")
    assert await petra.axe() == []


async def _vraagt_toestemming(vast: Kijker, pia: Kijker, inwoner: Chat, kenmerk: str) -> None:
    """A discussion is planned first; the partner sees nothing of it before the resident said yes."""
    await _plant_overleg(vast, kenmerk)
    assert await _ziet_partner(pia) == 0
    await opent_dossier(vast, kenmerk, NAAM)
    await vast.page.get_by_role("link", name="Toestemming vragen of noteren").click()
    await kop(vast.page, "Wie mag meedenken")
    await vast.page.get_by_role("button", name=re.compile("^Vraag het in de chat ?: Wijkverpleging")).click()
    await expect(deel(vast, "Wijkverpleging")).to_contain_text("Gevraagd in de chat, nog geen antwoord")
    assert await vast.axe() == []
    await expect(inwoner.berichten.last).to_contain_text("Mag de wijkverpleegkundige meedenken over uw hulp?")
    await inwoner.typ("ja dat is goed hoor")
    await expect(inwoner.berichten.last).to_contain_text("Ik schrijf op dat de wijkverpleegkundige mag meedenken.")
    assert await inwoner.axe() == []


async def _plant_overleg(vast: Kijker, kenmerk: str) -> None:
    page = vast.page
    await opent_dossier(vast, kenmerk, NAAM)
    await page.get_by_role("link", name="Plan een casusoverleg").click()
    await kop(page, "Casusoverleg plannen")
    await page.get_by_label("Buurtteam", exact=True).select_option(label="Buurtteam Mijnberg")
    await page.get_by_label("Dag van het overleg").fill(vandaag().isoformat())
    await page.get_by_label("Wat wilt u bespreken").fill(VRAAG)
    await page.get_by_label("Pia van Dam, Wijkverpleegkundige: nog geen toestemming").check()
    assert await vast.axe() == []
    await page.get_by_role("button", name="Plan het overleg").click()
    await expect(deel(vast, "Wie er meepraten")).to_contain_text("ziet dit niet")


async def _ziet_partner(pia: Kijker) -> int:
    """How many discussions; the list is all that she has."""
    await pia.ga_naar("/console/casusoverleg")
    await kop(pia.page, "Casusoverleg")
    return await pia.page.get_by_role("rowheader").count()


async def _denkt_mee(pia: Kijker, vast: Kijker) -> None:
    """By keyboard alone."""
    assert await _ziet_partner(pia) == 1
    toetsen, page = Toetsen(pia.page), pia.page
    await toetsen.op(page.get_by_role("rowheader").get_by_role("link"))
    await kop(page, f"Casusoverleg over {NAAM}")
    await expect(deel(pia, "De vraag")).to_contain_text(VRAAG)
    await expect(deel(pia, "Wat de inwoner deelt")).to_contain_text(VERHAAL)
    assert await pia.axe() == []
    await toetsen.typ(page.get_by_label("Tekst", exact=True), NOTITIE)
    await toetsen.op(page.get_by_role("button", name="Zet het erbij"))
    await expect(deel(pia, "Notities en afspraken")).to_contain_text("Pia van Dam (wijkverpleging)")
    await neem_op(page, "sporen-2-overleg", page.get_by_role("heading", level=1))
    await vast.ga_naar("/console/casusoverleg")
    await vast.page.get_by_role("rowheader").get_by_role("link", name=NAAM).click()
    await expect(deel(vast, "Notities en afspraken")).to_contain_text(NOTITIE)


async def _trekt_toestemming_in(inwoner: Chat, pia: Kijker, vast: Kijker, kenmerk: str) -> None:
    """In own words, unasked. Who had the discussion open is sent away from it."""
    await inwoner.typ(NIET_MEER)
    await expect(inwoner.berichten.last).to_contain_text("De wijkverpleegkundige leest vanaf nu niets meer mee.")
    await kop(pia.page, "Casusoverleg")
    await neem_chat_op(inwoner, "sporen-3-ingetrokken")
    gemeenten.was_een_weigering(pia, 404)
    assert await _ziet_partner(pia) == 0
    assert await _status(pia, "/console/casusoverleg/1") == 404
    await opent_dossier(vast, kenmerk, NAAM)
    await expect(deel(vast, "Wie mag meedenken")).to_contain_text("Niemand van buiten het loket.")


async def _staat_in_het_logboek(petra: Kijker, kenmerk: str) -> None:
    """Each time that the partner looked, and on what ground (NEN 7513)."""
    await petra.ga_naar(f"/console/audit?kenmerk={kenmerk}&wie=pia-van-dam")
    regels = petra.page.get_by_role("table").get_by_role("row").filter(has_text="Pia van Dam")
    for wat in ("lijst", "casusoverleg gelezen", "casusoverleg: bijdrage"):
        await expect(regels.filter(has_text=wat).first).to_contain_text("casusoverleg, toestemming wijkverpleging")
    await petra.ga_naar(f"/console/audit?kenmerk={kenmerk}&wie=wiel-janssen")
    await expect(petra.page.get_by_role("table")).to_contain_text("overgedragen als Wmo-consulent")
    assert await petra.axe() == []
