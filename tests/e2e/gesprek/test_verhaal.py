"""An open story first, and then only the questions that it leaves."""

from __future__ import annotations

from tests.e2e.gesprek.vervolg import gevraagd_tot, opgeschreven, verder_tot
from tests.e2e.hulp.praat import Praat

WEDUWE = (
    "Goedemiddag, ik ben mevrouw Jansen en ik ben 82. Sinds mijn man is overleden red ik het huishouden niet meer zo goed. "
    "Stofzuigen en de ramen, dat gaat niet met mijn rug. Koken doe ik nog wel zelf. Mijn dochter doet op zaterdag de boodschappen. "
    "Ik wil graag in mijn eigen huis blijven."
)
ZOON = "Mijn moeder van 84 is dement en belt me tien keer per dag. Ik doe alles voor haar: de was, de post, het eten. Ze kan zichzelf nog wel wassen."


async def test_wat_de_weduwe_al_vertelde_wordt_haar_niet_gevraagd(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt(WEDUWE)
    vragen = await gevraagd_tot(gesprek, antwoord, "postcode")
    assert vragen == ["aanbod", "naam", "postcode"]


async def test_een_overleden_man_krijgt_een_reactie_en_wordt_niet_voor_de_hulpvrager_gehouden(gesprek: Praat) -> None:
    (await gesprek.zegt(WEDUWE)).noemt("missen is zwaar").zwijgt_over("voor uw man")


async def test_wat_er_nodig_is_wordt_in_hele_zinnen_geciteerd_en_niet_in_stukjes(gesprek: Praat) -> None:
    await gesprek.zegt(WEDUWE)
    staat = await opgeschreven(gesprek)
    assert "Stofzuigen en de ramen, dat gaat niet met mijn rug." in staat["Wat is nodig"]
    assert staat["Wat kunt u zelf"] == "Koken doe ik nog wel zelf."


async def test_de_zoon_hoort_of_het_voor_zijn_moeder_is(gesprek: Praat) -> None:
    (await gesprek.zegt(ZOON)).vraagt("voor_wie").noemt("voor uw moeder").biedt("voor mijn moeder")


async def test_wie_weinig_zegt_wordt_verder_geholpen_met_een_vraag_tegelijk(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("hoi ik heb hulp nodug met brieve en geld snap er niks van")
    antwoord.noemt("geld", "papieren").vraagt("kan")
    assert antwoord.berichten[-1]["tekst"].count("?") <= 2


async def test_drents_wordt_verstaan_als_het_over_koken_gaat(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Moi, het stofzoegen wil niet meer met mien rugge. Eten koken kan ik zölf nog wel")
    assert "kan" not in await gevraagd_tot(gesprek, antwoord, "naam")


async def test_de_samenvatting_zegt_voor_wie_het_is(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Ik kan niet meer stofzuigen.")
    (await verder_tot(gesprek, antwoord, "akkoord")).noemt("Voor wie: uzelf")


async def test_wie_over_zichzelf_schrijft_na_een_verlies_hoort_niet_voor_wie_het_is(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt("Sinds mijn man is overleden zit ik hele dagen alleen en voel ik me erg eenzaam.")
    antwoord.vraagt_niet("voor_wie")
