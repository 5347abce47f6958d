"""Who cares for another is asked how long it can go on, and is offered a talk that is only about themselves."""

from __future__ import annotations

from tests.e2e.gesprek.vervolg import gevraagd_tot, rond_af, verder_tot
from tests.e2e.hulp.praat import Antwoord, Praat

VROUW = "Ik zorg al vijf jaar voor mijn man met Parkinson. Hij kan zich niet meer zelf aankleden."
ZOON = "Mijn moeder is dement. Ik doe alles voor haar en ik ben bekaf."


async def tot_volhoudtijd(gesprek: Praat, verhaal: str, voor_wie: str) -> Antwoord:
    return await verder_tot(gesprek, await gesprek.zegt(verhaal), "volhoudtijd", voor_wie=voor_wie)


async def test_wie_het_nog_weken_volhoudt_wordt_gehoord_en_krijgt_een_eigen_gesprek_aangeboden(gesprek: Praat) -> None:
    await tot_volhoudtijd(gesprek, VROUW, "voor mijn man")
    antwoord = await gesprek.zegt("een paar weken nog, dan ben ik op")
    antwoord.noemt("niet lang meer").noemt("apart gesprek").biedt("ja graag").biedt("nee, dank u")


async def test_een_ja_staat_in_het_dossier_en_in_de_samenvatting(gesprek: Praat) -> None:
    await tot_volhoudtijd(gesprek, ZOON, "voor mijn moeder")
    await gesprek.zegt("hooguit een maand")
    antwoord = await verder_tot(gesprek, await gesprek.zegt("ja graag"), "akkoord")
    waarden = await rond_af(gesprek, antwoord.noemt("gesprek over mezelf"))
    assert waarden["volhoudtijd"] == "maand"
    uitspraken = (await gesprek.intake())["uitspraken"]
    assert any("gesprek over mezelf" in u["tekst"] and u["leefgebied"] == "mantelzorg" for u in uitspraken)


async def test_een_nee_is_goed_en_het_wordt_niet_nog_eens_gevraagd(gesprek: Praat) -> None:
    await tot_volhoudtijd(gesprek, ZOON, "voor mijn moeder")
    await gesprek.zegt("half jaar")
    antwoord = await gesprek.zegt("nee hoor, het gaat wel")
    antwoord.noemt("later ook nog").vraagt("wil")
    vragen = await gevraagd_tot(gesprek, antwoord, "akkoord")
    assert None not in vragen


async def test_wie_het_nog_jaren_volhoudt_krijgt_geen_aanbod(gesprek: Praat) -> None:
    await tot_volhoudtijd(gesprek, ZOON, "voor mijn moeder")
    (await gesprek.zegt("langer dan twee jaar")).vraagt("wil").zwijgt_over("apart gesprek")


async def test_wie_voor_zichzelf_vraagt_als_mantelzorger_wordt_ook_naar_de_volhoudtijd_gevraagd(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Ik ben mantelzorger voor mijn vrouw en trek het niet meer. Ik wil hulp voor mezelf.")
    await verder_tot(gesprek, antwoord, "volhoudtijd")
    (await gesprek.zegt("geen week meer")).noemt("niet lang meer").vraagt("wil")


async def test_als_de_moeder_het_nog_niet_weet_zegt_het_loket_hoe_het_daarmee_omgaat(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(ZOON), "inwoner_weet_ervan", voor_wie="voor mijn moeder")
    (await gesprek.zegt("nee, ze weet van niks")).noemt("overlegt eerst met u")


async def test_een_buurman_die_af_en_toe_helpt_krijgt_geen_extra_vraag(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Ik schrijf voor mijn buurvrouw van 81. Zij kan de ramen niet meer lappen.")
    await verder_tot(gesprek, antwoord, "volhoudtijd")
    (await gesprek.zegt("een half jaar")).vraagt("wil")
