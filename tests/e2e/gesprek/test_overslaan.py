"""No question is forced, and not knowing is an answer."""

from __future__ import annotations

from tests.e2e.gesprek.vervolg import opgeschreven, rond_af, verder_tot
from tests.e2e.hulp.praat import Praat

BEGIN = "Ik kan niet meer stofzuigen."


async def test_een_vraag_overslaan_laat_die_leeg_en_de_rest_niet(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt(BEGIN, "sla over")
    await rond_af(gesprek, antwoord.vraagt("netwerk"))
    antwoorden = (await gesprek.intake())["antwoorden"]
    assert antwoorden["kan"] == {"waarde": None, "status": "overgeslagen", "bronnen": antwoorden["kan"]["bronnen"]}
    assert antwoorden["netwerk"]["waarde"]


async def test_weigeren_in_gewone_woorden_wordt_niet_opgeschreven_als_antwoord(gesprek: Praat) -> None:
    await verder_tot(gesprek, await gesprek.zegt(BEGIN), "wil")
    (await gesprek.zegt("nee dat zeg ik niet")).vraagt("aanbod").zwijgt_over("belangrijk")
    await verder_tot(gesprek, await gesprek.zegt("nee"), "naam")
    antwoord = await gesprek.zegt("gaat u niks aan")
    antwoord.vraagt("postcode").noemt("goed", "hoeft niet", "slaan")
    assert "Wat wilt u graag" not in await opgeschreven(gesprek)


async def test_bijna_alles_overslaan_wordt_toch_een_melding(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt(BEGIN)
    for _ in range(15):
        if antwoord.vraag == "akkoord":
            break
        antwoord = await gesprek.zegt("sla over")
    antwoord.vraagt("akkoord").noemt("geen telefoonnummer")
    await gesprek.zegt("ja, het klopt")
    assert gesprek.gesprek.stand["kenmerk"]


async def test_wie_niet_weet_waar_te_beginnen_krijgt_een_zetje(gesprek: Praat) -> None:
    (await gesprek.zegt("ik weet het ook niet meer")).vraagt("hulpvraag").biedt("ik wil een mens spreken")
    (await gesprek.zegt("ik heb hulp nodig met geld en papieren")).vraagt_niet("hulpvraag", "nodig").noemt("geld")


async def test_drie_keer_niet_weten_is_niet_erg_en_niemand_dringt_aan(gesprek: Praat) -> None:
    await gesprek.zegt(BEGIN)
    antwoord = await gesprek.zegt("dat weet ik niet", "geen idee", "zou het niet weten")
    antwoord.noemt("niet erg als u veel niet weet").vraagt("aanbod")


async def test_twee_keer_niet_weten_krijgt_twee_verschillende_zinnen(gesprek: Praat) -> None:
    await gesprek.zegt(BEGIN)
    eerste, tweede = await gesprek.zegt("dat weet ik niet"), await gesprek.zegt("geen idee")
    assert eerste.berichten[0]["tekst"] != tweede.berichten[0]["tekst"]
