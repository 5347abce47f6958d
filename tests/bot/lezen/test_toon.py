"""Anger, hesitation, keys that were only touched, a letter of somebody else."""

from __future__ import annotations

import pytest

from bot.lezen.toon import aarzelt, is_brief, is_ergernis, is_getik
from tests.bot.hulp import uitspraak

NODIG = [uitspraak("huishouden", "nodig")]


@pytest.mark.parametrize(
    "tekst", ["lekker belangrijk", "rot toch op", "wat een kutzooi", "daar zat ik nou echt op te wachten"]
)
def test_een_uitval_is_een_uitval(tekst: str) -> None:
    assert is_ergernis(tekst, [])


@pytest.mark.parametrize(
    "tekst",
    ["ja hoor", "prima hoor", "de tuin is een bende", "ik val steeds", "mijn stoma lekt", "gezellig met de buren"],
)
def test_een_gewoon_antwoord_is_geen_uitval(tekst: str) -> None:
    assert not is_ergernis(tekst, [])


def test_wie_twee_keer_spot_vertelt_geen_verhaal_wat_de_lezer_er_ook_in_hoort() -> None:
    assert is_ergernis("Ja hoor, geweldig, weer een computer. Precies waar ik op zat te wachten.", NODIG)
    assert not is_ergernis("geweldig zeg, ik kom door die knie al weken de trap niet meer op", NODIG)


def test_boos_met_een_verhaal_erin_is_een_verhaal() -> None:
    assert not is_ergernis("ik ben het spuugzat dat ik mijn huis niet meer schoon krijg", NODIG)


@pytest.mark.parametrize(
    "tekst",
    ["moet dat", "misschien", "daar ben ik te oud voor", "nee ik heb al genoeg aan mijn hoofd", "geen puf", "hoezo?"],
)
def test_aarzelen_hoeft_niet_met_zoveel_woorden(tekst: str) -> None:
    assert aarzelt(tekst)


@pytest.mark.parametrize(
    "tekst", ["ik kan wel koken voor de buren", "voorlezen aan kinderen", "nee maar ik wil best voor iemand breien"]
)
def test_een_aanbod_is_geen_aarzeling(tekst: str) -> None:
    assert not aarzelt(tekst)


@pytest.mark.parametrize("tekst", ["asdf", "grmbl", "blub bla", "xxxx", "asdf qwerty"])
def test_getik_zegt_niets(tekst: str) -> None:
    assert is_getik(tekst)


@pytest.mark.parametrize("tekst", ["pgb", "tv", "Sjoerd", "wmo", "strijk", "schrijf", "ja", "", "angst", "herfst"])
def test_een_kort_of_raar_woord_is_geen_getik(tekst: str) -> None:
    assert not is_getik(tekst)


def test_een_verhaal_met_groet_eronder_is_geen_brief() -> None:
    assert not is_brief(
        "Geachte mevrouw, hierbij vraag ik u om hulp voor mijn man en mij. " * 4 + "Met vriendelijke groet"
    )
