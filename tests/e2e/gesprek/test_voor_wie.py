"""Half way it turns out that the help is for somebody else: nothing that was told is lost, and each name goes to its owner."""

from __future__ import annotations

from tests.e2e.gesprek.vervolg import gevraagd_tot, opgeschreven, rond_af, verder_tot
from tests.e2e.hulp.praat import Praat

BEGIN = "Ik heb hulp nodig in huis, stofzuigen gaat niet meer."


async def test_eerst_voor_mezelf_en_dan_voor_mijn_man(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "naam")
    antwoord = await gesprek.zegt("ach nee, het is eigenlijk voor mijn man bedoeld")
    antwoord.noemt("uw man").vraagt("inwoner_weet_ervan")
    waarden = await rond_af(gesprek, antwoord, naam="Piet Jansen", melder_naam="Riek Jansen")
    assert (waarden["voor_wie"], waarden["relatie"], waarden["naam"]) == ("ander", "partner", "Piet Jansen")
    assert "stofzuigen" in str(waarden["nodig"])
    assert waarden["kan"] == "De krant lezen en puzzelen."


async def test_de_eigen_naam_wordt_die_van_de_melder(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "postcode", naam="Riek Jansen")
    antwoord = await gesprek.zegt("o wacht, het is voor mijn man")
    vragen = await gevraagd_tot(gesprek, antwoord, "naam")
    assert "melder_naam" not in vragen
    await gesprek.zegt("Piet Jansen")
    staat = await opgeschreven(gesprek)
    assert (staat["Naam"], staat["Uw eigen naam"]) == ("Piet Jansen", "Riek Jansen")


async def test_de_postcode_en_het_nummer_blijven_staan(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "contact_voorkeur")
    antwoord = await gesprek.zegt("nou het gaat eigenlijk om mijn moeder hoor, niet om mij")
    vragen = await gevraagd_tot(gesprek, antwoord.vraagt("inwoner_weet_ervan"), "clientondersteuning")
    assert not {"postcode", "telefoon", "nodig", "kan", "wil"} & set(vragen)


async def test_van_mijn_man_terug_naar_mezelf(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Mijn man heeft vorig jaar een beroerte gehad en kan zich niet meer aankleden.")
    await verder_tot(gesprek, antwoord, "netwerk", voor_wie="voor mijn man")
    antwoord = await gesprek.zegt("wacht, de hulp is voor mezelf")
    antwoord.vraagt("netwerk").noemt("helpt u")
    waarden = await rond_af(gesprek, antwoord)
    assert (waarden["voor_wie"], waarden["relatie"], waarden["melder_naam"]) == ("zelf", None, None)
    assert "mezelf" not in str(waarden["netwerk"])


async def test_voor_mezelf_zeggen_als_dat_al_bekend_is_wordt_geen_antwoord_op_een_andere_vraag(gesprek: Praat) -> None:
    (await gesprek.zegt("Ik kan de trap niet meer op.")).vraagt("kan")
    antwoord = await gesprek.zegt("voor mezelf")
    antwoord.vraagt("kan")
    assert "mezelf" not in "".join((await opgeschreven(gesprek)).values())
