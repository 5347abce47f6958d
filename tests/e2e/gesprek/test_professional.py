"""A professional who reports somebody: businesslike, about the inwoner, without questions that are for family."""

from __future__ import annotations

from tests.e2e.gesprek.vervolg import gevraagd_tot, opgeschreven, rond_af, verder_tot
from tests.e2e.hulp.praat import Praat

WIJKVERPLEEGKUNDIGE = (
    "Goedemiddag, wijkverpleegkundige hier. Ik meld mw. De Boer, 88, aan. Zij valt vaak en kan niet meer zelf douchen."
)
POH = "Ik ben POH bij huisartsenpraktijk Noord en wil een patiënt aanmelden. Meneer heeft schulden en is eenzaam."


async def test_een_professional_hoort_niet_voor_wie_en_niet_hoe_lang_het_vol_te_houden_is(gesprek: Praat) -> None:
    vragen = await gevraagd_tot(gesprek, await gesprek.zegt(WIJKVERPLEEGKUNDIGE), "akkoord")
    assert vragen[0] == "inwoner_weet_ervan"
    assert not {"voor_wie", "relatie", "volhoudtijd", "aanbod", None} & set(vragen)


async def test_er_wordt_over_mevrouw_gesproken_en_niet_over_u(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt(WIJKVERPLEEGKUNDIGE)
    antwoord.noemt("weet mevrouw")
    antwoord = await verder_tot(gesprek, antwoord, "clientondersteuning")
    antwoord.noemt("mevrouw")
    (await verder_tot(gesprek, antwoord, "persoonlijk_plan")).noemt("Mevrouw mag zelf een plan maken")


async def test_het_dossier_kent_de_professional_en_de_inwoner(gesprek: Praat) -> None:
    waarden = await rond_af(
        gesprek,
        await gesprek.zegt(WIJKVERPLEEGKUNDIGE),
        inwoner_weet_ervan="ja, met haar besproken",
        naam="mw. A. de Boer",
        melder_naam="Petra Smit, wijkverpleegkundige",
    )
    gekend = [waarden[v] for v in ("relatie", "inwoner_weet_ervan", "naam", "melder_naam")]
    assert gekend == ["professional", "ja", "A. de Boer", "Petra Smit"]


async def test_aan_het_eind_komt_de_medewerker_bij_meneer_langs_en_niet_bij_de_praktijk(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(POH), "akkoord")
    (await gesprek.zegt("ja, het klopt")).noemt("langs bij meneer").zwijgt_over("komt bij u langs")


async def test_zonder_medeweten_gemeld_krijgt_een_zin_over_overleg(gesprek: Praat) -> None:
    await gesprek.zegt(POH)
    antwoord = await gesprek.zegt("nee, meneer weet het nog niet")
    antwoord.noemt("overlegt eerst met u")
    assert (await opgeschreven(gesprek))["Weet ervan"] == "nee"


async def test_een_vraag_over_een_client_krijgt_antwoord_en_voor_wie_wordt_niet_nog_gevraagd(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Voor mijn cliënt: voldoet zij aan de voorwaarden voor begeleiding?")
    antwoord.noemt("medewerker").vraagt("hulpvraag")
    vragen = await gevraagd_tot(gesprek, antwoord, "kan", hulpvraag="Douchen lukt haar niet meer.")
    assert not {"voor_wie", "relatie"} & set(vragen)
