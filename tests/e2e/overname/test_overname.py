"""A resident in the widget and two medewerkers, each in a browser of their own."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from loket_backend.gesprek.models import Gesprek
from tests.e2e.widget.conftest import Chat

from .conftest import Aan, Loket, Medewerker, te_breed


async def vraag_om_mens(inwoner: Chat) -> None:
    await inwoner.typ("Ik red het huishouden niet meer.")
    await expect(inwoner.bericht("Genoteerd: Ik red het huishouden niet meer.")).to_be_visible()
    await inwoner.typ("mens")
    await expect(inwoner.bericht("Ik roep er een medewerker bij.")).to_be_visible()


async def pak_op(medewerker: Medewerker) -> None:
    await medewerker.ga_naar("/console/gesprekken")
    await (await medewerker.pakknop()).click()
    await expect(medewerker.page.get_by_label("Uw bericht aan de inwoner")).to_be_visible()


async def ziet(medewerker: Medewerker, tekst: str) -> None:
    await expect(medewerker.page.locator("#berichten .bericht-tekst").get_by_text(tekst, exact=True)).to_be_visible()


async def test_van_vraag_om_een_mens_tot_terug_bij_de_assistent(inwoner: Chat, aan: Aan) -> None:
    anja, bilal = await aan("anja"), await aan("bilal")
    await anja.ga_naar("/console/gesprekken")
    rijen = anja.page.get_by_role("button", name=re.compile("^Pak op"))
    wachtte = await rijen.count()
    await vraag_om_mens(inwoner)
    await expect(rijen).to_have_count(wachtte + 1)  # of itself: nobody loaded the page
    await anja.prent("rij-breed")
    assert await anja.axe() == []
    await (await anja.pakknop()).click()
    await anja.schrijf("Goedemiddag, waar loopt u tegenaan?")
    await expect(inwoner.bericht("Goedemiddag, waar loopt u tegenaan?")).to_be_visible()
    await expect(inwoner.log).to_contain_text("ik ben Anja Hofstra, dorpsconsulent")
    await inwoner.typ("Vooral stofzuigen.")
    await ziet(anja, "Vooral stofzuigen.")
    await expect(anja.page.get_by_label("Uw bericht aan de inwoner")).to_be_focused()
    await anja.prent("gesprek-breed")
    assert await anja.axe() == []
    await _geef_door(anja, "Bilal Amrani, maatschappelijk werker", "Vraagt hulp bij stofzuigen.")
    await bilal.ga_naar("/console/gesprekken")
    await expect(bilal.page.get_by_role("row").filter(has=bilal.page.locator("strong", has_text="u"))).to_be_visible()
    await pak_op(bilal)
    await expect(bilal.page.locator("#notities")).to_contain_text("Vraagt hulp bij stofzuigen.")
    await bilal.schrijf("Ik neem het over van Anja.")
    await expect(inwoner.bericht("Ik neem het over van Anja.")).to_be_visible()
    await bilal.page.get_by_text("Teruggeven aan de assistent").click()
    await bilal.knop("Geef terug").click()
    await expect(bilal.page.get_by_text("De digitale assistent gaat verder met het gesprek.")).to_be_visible()
    await expect(inwoner.bericht("Wat kunt u zelf nog?")).to_be_visible()
    await inwoner.typ("Koken kan ik nog.")
    await expect(inwoner.bericht("Genoteerd: Koken kan ik nog.")).to_be_visible()


async def _geef_door(medewerker: Medewerker, aan_wie: str, waarom: str) -> None:
    page = medewerker.page
    await page.get_by_text("Doorgeven aan een collega of wijk").click()
    await page.get_by_label("Aan wie?").select_option(aan_wie)
    await page.get_by_label("Waarom?").fill(waarom)
    await medewerker.knop("Geef door").click()
    await expect(page.get_by_text("Het gesprek is doorgegeven.")).to_be_visible()


async def test_wie_te_laat_klikt_leest_wie_het_heeft(inwoner: Chat, aan: Aan) -> None:
    anja, bilal = await aan("anja"), await aan("bilal")
    await vraag_om_mens(inwoner)
    await bilal.ga_naar("/console/gesprekken")
    knop = await bilal.pakknop()
    await expect(knop).to_be_visible()
    # his page hears nothing any more, so that he clicks on what Anja has by then
    await bilal.page.route("**/console/rij", lambda route: route.abort())
    await pak_op(anja)
    await knop.click()
    await expect(bilal.page.get_by_role("alert")).to_contain_text("Anja Hofstra heeft dit gesprek al, sinds")


async def test_een_concept_overleeft_het_herladen_en_is_na_het_versturen_weg(inwoner: Chat, aan: Aan) -> None:
    anja = await aan("anja")
    await vraag_om_mens(inwoner)
    await pak_op(anja)
    veld = anja.page.get_by_label("Uw bericht aan de inwoner")
    await veld.press_sequentially("Eerste regel")
    await veld.press("Shift+Enter")
    await veld.press_sequentially("en nog wat")
    await anja.page.reload()
    await expect(veld).to_have_value("Eerste regel\nen nog wat")
    await veld.press("Enter")
    await ziet(anja, "Eerste regel\nen nog wat")
    await anja.page.reload()
    await expect(veld).to_have_value("")
    assert await anja.page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('loket-concept-'))") == []


async def test_een_bericht_waarvan_het_antwoord_wegviel_komt_een_keer_aan(inwoner: Chat, aan: Aan) -> None:
    anja = await aan("anja")
    await vraag_om_mens(inwoner)
    await pak_op(anja)
    pogingen = 0

    async def zonder_antwoord(route: object) -> None:
        """The loket gets it, the browser does not hear so."""
        nonlocal pogingen
        pogingen += 1
        if pogingen == 1:
            await route.fetch()  # type: ignore[attr-defined]
            await route.abort()  # type: ignore[attr-defined]
        else:
            await route.continue_()  # type: ignore[attr-defined]

    await anja.page.route("**/berichten", zonder_antwoord)
    veld = anja.page.get_by_label("Uw bericht aan de inwoner")
    await veld.fill("Komt dit aan?")
    await veld.press("Enter")
    await expect(anja.page.get_by_text("Uw bericht is niet verzonden.")).to_be_visible()
    await expect(veld).to_have_value("Komt dit aan?")
    await veld.press("Enter")
    await expect(veld).to_have_value("")
    await expect(inwoner.bericht("Komt dit aan?")).to_have_count(1)
    assert pogingen == 2


async def test_zonder_stroom_wordt_er_gepeild(inwoner: Chat, aan: Aan) -> None:
    anja = await aan("anja")
    await anja.page.route("**/console/stroom**", lambda route: route.abort())
    await vraag_om_mens(inwoner)
    await pak_op(anja)
    await inwoner.typ("Bent u er?")
    await ziet(anja, "Bent u er?")


async def test_wie_meekijkt_en_wie_typt_is_te_zien(inwoner: Chat, aan: Aan) -> None:
    anja, bilal = await aan("anja"), await aan("bilal")
    await vraag_om_mens(inwoner)
    await pak_op(anja)
    await bilal.page.goto(anja.page.url)
    await expect(bilal.page.get_by_text("Anja Hofstra voert dit gesprek", exact=True)).to_be_visible()
    await expect(anja.page.locator("#kijkt")).to_contain_text("Bilal Amrani kijkt mee.")
    await anja.page.get_by_label("Uw bericht aan de inwoner").press_sequentially("Ik denk")
    await expect(bilal.page.locator("#typt")).to_have_text("Anja Hofstra typt …")
    await anja.page.get_by_label("Uw bericht aan de inwoner").fill("")
    await expect(bilal.page.locator("#typt")).to_have_text("")
    await bilal.page.goto("about:blank")
    await expect(anja.page.locator("#kijkt")).not_to_contain_text("Bilal Amrani")  # at once, not after half a minute


async def test_een_coordinator_neemt_over_terwijl_de_collega_het_open_heeft(inwoner: Chat, aan: Aan) -> None:
    anja, gerda = await aan("anja"), await aan("gerda")
    await vraag_om_mens(inwoner)
    await pak_op(anja)
    await inwoner.typ("Ik kan niet meer stofzuigen.")
    neem_over = anja.page.get_by_text("Neem over als antwoord")
    await expect(neem_over).to_have_count(1)
    await gerda.page.goto(anja.page.url)
    await gerda.knop("Neem over van Anja Hofstra").click()
    await expect(anja.page.get_by_text("Gerda Bakels heeft dit gesprek van u overgenomen")).to_be_visible()
    await expect(neem_over).to_have_count(0)
    await expect(inwoner.log).to_contain_text("ik ben Gerda Bakels, coördinator. Ik ga met u verder")
    await gerda.schrijf("Ik bel u zo.")
    await expect(inwoner.bericht("Ik bel u zo.")).to_be_visible()


async def test_gezien_verandert_zonder_herladen(inwoner: Chat, aan: Aan, loket: Loket) -> None:
    anja = await aan("anja")
    await vraag_om_mens(inwoner)
    await pak_op(anja)
    gesprek_id = await loket.laatste_gesprek()
    await anja.schrijf("Dag!")
    # until it stands there the last one is the greeting before it
    await expect(anja.page.locator("#berichten")).to_contain_text("Dag!")
    laatste = anja.page.locator("#berichten .gezien").last
    async with loket.hub.database.schrijf() as session:
        gesprek = await session.get_one(Gesprek, gesprek_id)
        gesprek.gezien_inwoner = gesprek.laatste_volgnummer
    loket.hub.meld(gesprek_id)
    await expect(laatste).to_have_text("Gezien")


async def test_het_geluid_kan_uit_en_blijft_uit(aan: Aan) -> None:
    anja = await aan("anja")
    await anja.ga_naar("/console/gesprekken")
    geluid = anja.page.get_by_role("button", name="Geluid bij nieuws")
    await expect(geluid).to_have_attribute("aria-pressed", "true")
    await geluid.click()
    await anja.page.reload()
    await expect(geluid).to_have_attribute("aria-pressed", "false")


async def test_een_standaardantwoord_komt_waar_de_cursor_staat(inwoner: Chat, aan: Aan) -> None:
    anja = await aan("anja")
    await vraag_om_mens(inwoner)
    await pak_op(anja)
    veld = anja.page.get_by_label("Uw bericht aan de inwoner")
    await veld.fill("Dag. ")
    await anja.page.evaluate("""() => {
      const knop = document.createElement("button");
      Object.assign(knop, {type: "button", textContent: "Bellen"});
      knop.dataset.tekst = "Mag ik u bellen?";
      document.getElementById("schrijf").append(knop);
    }""")
    await anja.knop("Bellen").click()
    await expect(veld).to_have_value("Dag. Mag ik u bellen?")
    await expect(veld).to_be_focused()


async def test_alles_gaat_ook_zonder_script(inwoner: Chat, aan: Aan) -> None:
    anja = await aan("anja", script=False)
    await vraag_om_mens(inwoner)
    await pak_op(anja)
    await anja.page.get_by_label("Uw bericht aan de inwoner").fill("Zonder script gaat het ook.")
    await anja.knop("Verstuur").click()
    await ziet(anja, "Zonder script gaat het ook.")
    await expect(inwoner.bericht("Zonder script gaat het ook.")).to_be_visible()
    await anja.page.get_by_text("Gesprek sluiten").click()
    await anja.page.get_by_label("Waarom is het klaar?").select_option("De vraag is beantwoord")
    await anja.knop("Sluit het gesprek").click()
    await expect(anja.page.get_by_text("Het gesprek is gesloten.")).to_be_visible()


async def test_met_het_toetsenbord_van_de_rij_tot_het_bericht(inwoner: Chat, aan: Aan) -> None:
    anja = await aan("anja")
    await vraag_om_mens(inwoner)
    await anja.ga_naar("/console/gesprekken")
    await (await anja.pakknop()).focus()
    await anja.page.keyboard.press("Enter")
    veld = anja.page.get_by_label("Uw bericht aan de inwoner")
    await veld.focus()
    await anja.page.keyboard.type("Dag!")
    await anja.page.keyboard.press("Tab")
    await expect(anja.knop("Verstuur")).to_be_focused()
    await anja.page.keyboard.press("Space")
    await ziet(anja, "Dag!")
    await expect(veld).to_be_focused()


@pytest.mark.parametrize("breedte", [320, 1280])
async def test_niets_schuift_opzij_en_axe_vindt_niets(inwoner: Chat, aan: Aan, breedte: int) -> None:
    anja = await aan("anja", breedte)
    await inwoner.typ("Ik wil er niet meer zijn, ik maak er vanavond een einde aan.")
    await vraag_om_mens(inwoner)
    await anja.ga_naar("/console/gesprekken")
    await expect(anja.page.get_by_text("Crisis open").first).to_be_visible()
    await anja.prent(f"rij-{breedte}")
    assert await te_breed(anja.page) <= 0
    assert await anja.axe() == []
    await pak_op(anja)
    await inwoner.typ("Langwoord" * 30)
    await ziet(anja, "Langwoord" * 30)
    await anja.schrijf("Ik ben er voor u. Wilt u mij vertellen wat er is?")
    await ziet(anja, "Ik ben er voor u. Wilt u mij vertellen wat er is?")
    for daad in ("Doorgeven aan een collega of wijk", "Gesprek sluiten"):
        await anja.page.get_by_text(daad).click()
    await anja.prent(f"gesprek-{breedte}")
    assert await te_breed(anja.page) <= 0
    assert await anja.axe() == []
