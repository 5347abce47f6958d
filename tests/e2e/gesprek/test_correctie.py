"""Somebody gave a wrong answer and says so: at once, later, at the summary, twice."""

from __future__ import annotations

from tests.e2e.gesprek.vervolg import opgeschreven, rond_af, verder_tot
from tests.e2e.hulp.praat import Praat

BEGIN = "Ik kan niet meer stofzuigen."


async def test_meteen_verbeterd_en_de_vraag_die_openstond_komt_terug(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "telefoon")
    antwoord = await gesprek.zegt("nee wacht 7913 BE is het")
    antwoord.noemt("7913 BE").vraagt("telefoon")
    assert (await opgeschreven(gesprek))["Postcode"] == "7913 BE"


async def test_later_verbeterd_bij_een_heel_andere_vraag(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "contact_voorkeur")
    antwoord = await gesprek.zegt("o ja mijn telefoonnummer was fout, het is 06 87 65 43 21")
    waarden = await rond_af(gesprek, antwoord.noemt("06 87 65 43 21").vraagt("contact_voorkeur"))
    assert (waarden["telefoon"], waarden["contact_voorkeur"]) == ("+31687654321", "mailen")


async def test_twee_keer_verbeterd_telt_de_laatste(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "contact_voorkeur")
    antwoord = await gesprek.zegt("sorry 0612345679", "nee toch 0612345677")
    antwoord.vraagt("contact_voorkeur")
    assert (await opgeschreven(gesprek))["Telefoon"] == "06 12 34 56 77"


async def test_bij_de_samenvatting_twee_dingen_na_elkaar(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "akkoord")
    (await gesprek.zegt("nee, de postcode is 7913 BE")).noemt("Postcode: 7913 BE").vraagt("akkoord")
    antwoord = await gesprek.zegt("en mijn naam is Klaasje Overdijk")
    waarden = await rond_af(gesprek, antwoord.noemt("Naam: Klaasje Overdijk").vraagt("akkoord"))
    assert (waarden["postcode"], waarden["naam"]) == ("7913BE", "Klaasje Overdijk")


async def test_wie_bij_de_samenvatting_van_gedachten_verandert_heeft_nog_niet_verstuurd(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "akkoord", toestemming="de wijkverpleging")
    antwoord = await gesprek.zegt("de huisarts mag het toch ook wel weten")
    antwoord.noemt("Delen mag met: wijkverpleging, huisarts").vraagt("akkoord")
    assert gesprek.gesprek.stand["kenmerk"] is None


async def test_een_partij_die_het_toch_niet_mag_weten_gaat_eraf(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "akkoord", toestemming="de huisarts en de wijkverpleging")
    antwoord = await gesprek.zegt("nee, de huisarts hoeft het toch niet te weten")
    assert (await rond_af(gesprek, antwoord.vraagt("akkoord")))["toestemming"] == ["wijkverpleging"]


async def test_de_knop_wat_nodig_is_vraagt_opnieuw_wat_er_nodig_is(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "akkoord")
    (await gesprek.zegt("nee")).biedt("wat nodig is")
    (await gesprek.zegt("wat nodig is")).vraagt("nodig")
    antwoord = await gesprek.zegt("niet stofzuigen maar dweilen")
    assert (await rond_af(gesprek, antwoord))["nodig"] == "niet stofzuigen maar dweilen"


async def test_een_andere_helper_komt_bij_wie_er_helpt(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "akkoord")
    antwoord = await gesprek.zegt("nee mijn zus komt niet meer, het is mijn dochter die komt")
    antwoord.vraagt("akkoord")
    staat = await opgeschreven(gesprek)
    assert "mijn dochter die komt" in staat["Wie helpt er"]
    assert "dochter" not in staat["Wat is nodig"]


async def test_sorry_het_is_mijn_schoonvader(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Mijn vader kan niet meer koken.")
    await verder_tot(gesprek, antwoord, "inwoner_weet_ervan", voor_wie="voor mijn vader")
    antwoord = await gesprek.zegt("sorry het is mijn schoonvader")
    antwoord.noemt("uw schoonvader").vraagt("inwoner_weet_ervan")
    assert (await opgeschreven(gesprek))["Voor wie"] == "uw schoonvader"


async def test_o_nee_met_de_hele_naam_verandert_de_naam_en_niet_de_postcode(gesprek: Praat) -> None:
    await verder_tot(
        gesprek, await gesprek.zegt("yo ik snap mn post niet en heb schulden ofzo"), "postcode", naam="Kevin"
    )
    (await gesprek.zegt("oh nee Kevin Bos")).noemt("Kevin Bos").vraagt("postcode")
    assert (await opgeschreven(gesprek))["Naam"] == "Kevin Bos"


async def test_wie_het_bij_de_samenvatting_niet_weet_wordt_rustig_geholpen(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "akkoord")
    (await gesprek.zegt("weet ik niet")).noemt("rustig").vraagt("akkoord")
    assert gesprek.gesprek.stand["kenmerk"] is None
