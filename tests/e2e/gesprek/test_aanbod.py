"""Wederkerigheid is an invitation, never the price of help, and it is dropped at the first hesitation."""

from __future__ import annotations

import pytest

from tests.e2e.hulp.praat import Praat

VERHAAL = "De ramen zemen en stofzuigen lukt mij niet meer"
AARZELING = [
    "Moet dat? Anders krijg ik zeker geen hulp?",
    "Nou ik weet niet hoor, ik ben al zo moe",
    "ik dacht dat ik hulp kreeg, nu moet ik zelf werken?",
    "nee daar heb ik de puf niet voor",
    "poeh, ik bin te old veur zukke dingen",
    "wat heeft dat ermee te maken",
]
DWANG = ("voorwaarde is", "verplicht", "in ruil", "tegenprestatie", "moet u", "als u iets doet", "dan krijgt u")


async def tot_het_aanbod(gesprek: Praat) -> None:
    antwoord = await gesprek.zegt(VERHAAL)
    while antwoord.vraag != "aanbod":
        antwoord = await gesprek.zegt("sla over")


async def test_het_aanbod_wordt_gevraagd_als_uitnodiging_met_een_nee_die_goed_is(gesprek: Praat) -> None:
    await tot_het_aanbod(gesprek)
    vraag = next(b for b in reversed(gesprek.gesprek.berichten) if b["vraag"] == "aanbod")
    assert "nee is ook goed" in vraag["tekst"].lower()
    assert "nee, nu niet" in [k["waarde"] for k in vraag["keuzes"]]
    assert not any(woord in vraag["tekst"].lower() for woord in DWANG)


@pytest.mark.parametrize("aarzeling", AARZELING)
async def test_bij_de_eerste_aarzeling_wordt_het_losgelaten(gesprek: Praat, aarzeling: str) -> None:
    await tot_het_aanbod(gesprek)
    antwoord = await gesprek.zegt(aarzeling)
    antwoord.vraagt_niet("aanbod").noemt("hoeft", "los van uw hulp").zwijgt_over(*DWANG, "begrijp")
    assert aarzeling not in await gesprek.opgeschreven()


@pytest.mark.parametrize("nee", ["nee, nu niet", "nee"])
async def test_een_gewone_nee_is_genoeg(gesprek: Praat, nee: str) -> None:
    await tot_het_aanbod(gesprek)
    (await gesprek.zegt(nee)).vraagt_niet("aanbod").zwijgt_over(*DWANG)
    assert "voor een ander doen" not in await gesprek.opgeschreven()


async def test_wie_vraagt_waarom_hoort_dat_het_geen_voorwaarde_is(gesprek: Praat) -> None:
    await tot_het_aanbod(gesprek)
    (await gesprek.zegt("waarom vraagt u dat")).noemt("geen voorwaarde").zwijgt_over(*DWANG)


@pytest.mark.parametrize("aanbod", ["Ik kan wel breien voor iemand", "ik wil best voor een ander koken"])
async def test_een_echt_aanbod_wordt_opgeschreven(gesprek: Praat, aanbod: str) -> None:
    await tot_het_aanbod(gesprek)
    (await gesprek.zegt(aanbod)).vraagt_niet("aanbod")
    assert aanbod in await gesprek.opgeschreven()
