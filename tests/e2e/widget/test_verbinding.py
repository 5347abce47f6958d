"""The network goes and comes: nothing is lost, nothing comes twice."""

from __future__ import annotations

from playwright.async_api import BrowserContext, expect

from .conftest import Chat
from .nep_loket import NepGesprek, NepLoket


async def echo(gesprek: NepGesprek, tekst: str) -> None:
    gesprek.zeg(f"U zei: {tekst}")


async def test_wat_wordt_verstuurd_terwijl_het_loket_weg_is_komt_er_precies_een_keer(
    chat: Chat, loket: NepLoket
) -> None:
    await chat.open()
    await loket.neer()
    await chat.typ("Komt dit aan?")
    await expect(chat.knop("Probeer opnieuw")).to_be_visible()
    loket.antwoord = echo
    await loket.op()
    await chat.knop("Probeer opnieuw").click()
    await expect(chat.bericht("U zei: Komt dit aan?")).to_be_visible()
    await expect(chat.bericht("Komt dit aan?")).to_have_count(1)
    assert loket.gesprek.van_inwoner() == ["Komt dit aan?"]


async def test_ook_zonder_knop_gaat_het_vanzelf_en_in_volgorde(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    await loket.neer()
    for tekst in ("een", "twee", "drie"):
        await chat.typ(tekst)
    await loket.op()
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    assert loket.gesprek.van_inwoner() == ["een", "twee", "drie"]


async def test_een_afgebroken_bevestiging_geeft_geen_dubbel_bericht(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.antwoord = echo
    loket.breek_na_opslag = 2
    # The echo stands on the screen at once; the acknowledgement is asked for until it comes.
    async with chat.page.expect_response(lambda r: r.request.method == "POST" and r.status == 200):
        await chat.typ("Een keer")
    await expect(chat.bericht("U zei: Een keer")).to_be_visible()
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    await expect(chat.bericht("Een keer")).to_have_count(1)
    assert loket.gesprek.van_inwoner() == ["Een keer"]
    assert len(loket.pogingen) == 3
    assert len(set(loket.pogingen)) == 1


async def test_een_bericht_dat_nog_wacht_overleeft_het_herladen(
    chat: Chat, loket: NepLoket, context: BrowserContext
) -> None:
    await chat.open()
    loket.weigert = 503
    await chat.typ("Bewaar mij")
    await expect(chat.knop("Probeer opnieuw")).to_be_visible()
    await chat.open()
    await expect(chat.bericht("Bewaar mij")).to_have_count(1)
    loket.weigert = 0
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    assert loket.gesprek.van_inwoner() == ["Bewaar mij"]


async def test_een_gesprek_begint_vanzelf_zodra_het_loket_er_is(chat: Chat, loket: NepLoket) -> None:
    await chat.ga()
    await expect(chat.starter).to_be_visible()
    await loket.neer()
    await chat.starter.click()
    await expect(chat.log).to_contain_text("geen verbinding")
    await chat.typ("Ik typ alvast")
    await loket.op()
    await expect(chat.berichten).to_have_count(2)
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(0)
    assert loket.gesprek.van_inwoner() == ["Ik typ alvast"]


async def test_de_stroom_gaat_verder_waar_hij_was_zonder_dubbelen(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.gesprek.zeg("Nummer twee")
    await expect(chat.bericht("Nummer twee")).to_be_visible()
    await loket.neer()
    loket.gesprek.zeg("Nummer drie")
    await loket.op()
    loket.gesprek.zeg("Nummer vier")
    await expect(chat.bericht("Nummer vier")).to_be_visible()
    await expect(chat.berichten).to_have_count(4)
    hervat = [laatste for soort, laatste in loket.volgens if soort == "stroom"][-1]
    assert int(hervat or 0) >= 2


async def test_waar_een_proxy_de_stroom_weigert_wordt_er_gepeild(chat: Chat, loket: NepLoket) -> None:
    loket.stroom = "weigert"
    loket.antwoord = echo
    await chat.open()
    await chat.typ("hallo")
    await expect(chat.bericht("U zei: hallo")).to_be_visible()
    await expect(chat.berichten).to_have_count(3)
    await expect(chat.page.locator("loket-chat .typt")).to_have_count(0)


async def test_waar_een_proxy_de_stroom_ophoudt_wordt_er_gepeild(chat: Chat, loket: NepLoket) -> None:
    loket.stroom = "zwijgt"
    loket.antwoord = echo
    await chat.open()
    await chat.typ("hallo")
    await expect(chat.bericht("U zei: hallo")).to_be_visible()
    loket.gesprek.zeg("En nog iets")
    await expect(chat.bericht("En nog iets")).to_be_visible()
    await expect(chat.berichten).to_have_count(4)


async def test_een_geweigerd_bericht_wordt_niet_herhaald_en_kan_worden_aangepast(chat: Chat, loket: NepLoket) -> None:
    await chat.open()
    loket.weigert = 400
    await chat.typ("Kan niet")
    await expect(chat.log).to_contain_text("kon het loket niet lezen")
    loket.weigert = 0
    await chat.typ("Kan wel")
    await expect(chat.page.locator("loket-chat .staat")).to_have_count(1)
    await chat.knop("Bericht aanpassen").click()
    await expect(chat.invoer).to_have_value("Kan niet")
    await chat.heeft_focus()
    assert len(loket.pogingen) == 2
    assert loket.gesprek.van_inwoner() == ["Kan wel"]


async def test_wissen_in_het_ene_tabblad_wist_ook_het_andere(chat: Chat, context: BrowserContext) -> None:
    await chat.open()
    ander = Chat(await context.new_page(), chat.adres)
    await ander.open()
    await ander.knop("Gesprek wissen op dit apparaat").click()
    await ander.knop("Ja, wissen").click()
    await expect(chat.berichten).to_have_count(0)
    await expect(chat.log).to_contain_text("niet meer op dit apparaat")
