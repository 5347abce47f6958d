"""Several answers in one message: all of them count, and none is asked again."""

from __future__ import annotations

from tests.e2e.gesprek.vervolg import gevraagd_tot, opgeschreven, rond_af, verder_tot
from tests.e2e.hulp.praat import Praat

BEGIN = "Ik red het niet meer met de was."


async def test_naam_postcode_en_telefoon_op_een_regel(gesprek: Praat) -> None:
    antwoord = await verder_tot(gesprek, await gesprek.zegt(BEGIN), "naam")
    antwoord = await gesprek.zegt("Grietje Hummel, 7913 BD, 06-12345678")
    waarden = await rond_af(gesprek, antwoord.vraagt("contact_voorkeur"))
    assert (waarden["naam"], waarden["postcode"], waarden["telefoon"]) == ("Grietje Hummel", "7913BD", "+31612345678")


async def test_een_nummer_in_woorden_naast_de_postcode(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "postcode")
    antwoord = await gesprek.zegt("7913bd en mijn nummer is nul zes twaalf vierendertig zesenvijftig achtenzeventig")
    antwoord.vraagt("contact_voorkeur")
    staat = await opgeschreven(gesprek)
    assert (staat["Postcode"], staat["Telefoon"]) == ("7913 BD", "06 12 34 56 78")


async def test_wie_zich_voorstelt_met_nummer_en_verhaal_wordt_niet_afgescheept_met_terugbellen(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Hoi, ik ben Kees Vos, 7913 BD, bel me op 0612345678. Ik kan niet meer traplopen.")
    antwoord.zwijgt_over("waar kunnen we u mee helpen")
    vragen = await gevraagd_tot(gesprek, antwoord, "clientondersteuning")
    assert not {"hulpvraag", "nodig", "naam", "postcode", "telefoon", "contact_voorkeur"} & set(vragen)


async def test_bellen_en_het_moment_in_een_adem(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "contact_voorkeur")
    antwoord = await gesprek.zegt("bel maar, dinsdag in de ochtend is goed")
    antwoord.vraagt("clientondersteuning")
    staat = await opgeschreven(gesprek)
    assert staat["Contact via"] == "bellen"
    assert "dinsdag in de ochtend" in staat["Wanneer"]


async def test_een_nummer_met_liever_mailen_erachter(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "telefoon")
    antwoord = await gesprek.zegt("0612345678 maar liever mailen")
    antwoord.vraagt("clientondersteuning")
    assert (await opgeschreven(gesprek))["Contact via"] == "mailen"


async def test_de_dochter_noemt_haar_vader_en_zichzelf(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Mijn vader kan niet meer alleen koken.")
    await verder_tot(gesprek, antwoord, "naam", voor_wie="voor mijn vader")
    antwoord = await gesprek.zegt("Hij heet Wim Postma en ik heet Anja Postma")
    antwoord.vraagt("postcode")
    staat = await opgeschreven(gesprek)
    assert (staat["Naam"], staat["Uw eigen naam"]) == ("Wim Postma", "Anja Postma")


async def test_de_zoon_die_meteen_beide_namen_geeft_hoort_er_geen_meer(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt(
        "Ik ben Rob Bakker en meld me voor mijn moeder Truus Bakker, zij woont 7913 BD. Ze kan niet meer zelf douchen."
    )
    vragen = await gevraagd_tot(gesprek, antwoord, "telefoon")
    assert not {"voor_wie", "relatie", "naam", "melder_naam", "postcode"} & set(vragen)


async def test_een_postcode_in_woorden(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "postcode")
    (await gesprek.zegt("negenenzeventig dertien BD")).vraagt("telefoon")
    assert (await opgeschreven(gesprek))["Postcode"] == "7913 BD"


async def test_een_vraag_is_geen_moment_om_te_bellen(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "contact_moment", contact_voorkeur="bellen")
    (await gesprek.zegt("wat hej opschreven?")).noemt("7913 BD").vraagt("contact_moment")
    await gesprek.zegt("dinsdagochtend")
    assert (await opgeschreven(gesprek))["Wanneer"] == "dinsdagochtend"
