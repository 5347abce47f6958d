"""Somebody who asks no help but wants to give it."""

from __future__ import annotations

import pytest

from bot.actions.aanbieder import biedt_aan
from tests.bot.hulp import NepBeurt, NepLoket, dossier, uitspraak

BIEDT_AAN = [
    "ik zou graag iets willen doen voor mensen in de buurt",
    "ik ben met pensioen en wil graag vrijwilligerswerk doen",
    "ik wil me graag inzetten voor ouderen",
    "ik wil graag andere mensen helpen",
    "ik heb geen hulp nodig, ik wil helpen",
    "ik meld me aan als vrijwilliger",
]
VRAAGT = [
    "ik wil graag dat iemand mij helpt",
    "ik zou graag een vrijwilliger willen die met mij wandelt",
    "ik wil mensen om me heen die me helpen",
    "ik zoek hulp voor mijn moeder",
    "ik wil graag hulp van mensen uit de buurt",
    "ik help mijn buurvrouw maar dat wordt te zwaar",
]


@pytest.mark.parametrize("tekst", BIEDT_AAN)
def test_wie_iets_voor_een_ander_wil_doen_biedt_aan(tekst: str) -> None:
    assert biedt_aan(tekst)


@pytest.mark.parametrize("tekst", VRAAGT)
def test_wie_hulp_wil_biedt_niets_aan(tekst: str) -> None:
    assert not biedt_aan(tekst)


async def test_wie_alleen_aanbiedt_hoort_niet_wat_hij_nodig_heeft(nep_loket: NepLoket) -> None:
    gezegd = await NepBeurt(
        "hulpvraag", BIEDT_AAN[0], "hulpvraag", uitspraken=[uitspraak("dagbesteding", "aanbod", BIEDT_AAN[0])]
    ).door("action_antwoord")
    assert gezegd.responses[0] == "utter_biedt_aan"
    assert gezegd.vraag == "naam"
    assert nep_loket.concepten[-1]["antwoorden"]["aanbod"]["waarde"] == BIEDT_AAN[0]


async def test_wie_ook_hulp_nodig_heeft_hoort_de_gewone_vragen(nep_loket: NepLoket) -> None:
    paren = [uitspraak("dagbesteding", "aanbod"), uitspraak("huishouden", "nodig")]
    gezegd = await NepBeurt("hulpvraag", BIEDT_AAN[0], "hulpvraag", dossier(voor_wie="zelf"), uitspraken=paren).door(
        "action_antwoord"
    )
    assert gezegd.vraag == "kan"
