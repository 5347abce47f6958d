"""Whether the person knows of the melding."""

from __future__ import annotations

import pytest

from bot.lezen.keuze import weet_ervan, weet_ervan_ongevraagd
from tests.bot.hulp import nog_niet

ANTWOORDEN = [
    ("ze snapt dat niet zo goed", "weet_niet"),
    ("wij doen dit samen met haar", "ja"),
    ("ja", "ja"),
    ("nee", "nee"),
    ("dat weet ik niet", "weet_niet"),
    ("geen idee", "weet_niet"),
    ("ja dat weet ze", "ja"),
    ("ze weet het", "ja"),
    ("hij weet ervan", "ja"),
    ("tuurlijk weet hij dat", "ja"),
    ("nee hij weet niks", "nee"),
    ("ze weet het niet", "nee"),
    ("zij weet er niks van", "nee"),
    ("nog niet verteld", "nee"),
    ("we hebben het samen besproken", "ja"),
    ("besproken met mw en dochter", "ja"),
    ("mevrouw is op de hoogte", "ja"),
    ("is niet op de hoogte", "nee"),
    ("ze zit naast me", "ja"),
    ("met toestemming", "ja"),
    ("stiekem", "nee"),
    ("achter zijn rug om", "nee"),
    ("nee niet tegen haar zeggen!!", "nee"),
    ("ik heb het haar nog niet durven vertellen", "nee"),
    ("hij vindt het goed", "ja"),
    ("mijn moeder weet niks", "nee"),
    ("wit ik nie", "weet_niet"),
    ("jazeker", "ja"),
    ("hij weet het wel maar is het alweer vergeten", "ja"),
    ("hij weet niet dat ik dit doe", "nee"),
    ("mijn zus weet het, mijn moeder niet", "nee"),
    ("niet echt", "nee"),
    ("ja hij vroeg het zelf", "ja"),
    ("zij heeft gevraagd of ik dit wilde doen", "ja"),
]

NIET_ANTWOORDEN = [
    ("hij valt om de haverklap", None),
    ("waarom wil je dat weten", None),
    nog_niet("ze weet niet meer wat ze zegt", None, reden="leest nu nee"),
    nog_niet("hij weet niet meer waar de wc is", None, reden="leest nu nee"),
]


@pytest.mark.parametrize(("tekst", "verwacht"), ANTWOORDEN)
def test_gehoord_wordt_of_de_inwoner_ervan_weet(tekst: str, verwacht: object) -> None:
    assert weet_ervan(tekst) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_ANTWOORDEN)
def test_een_verhaal_zegt_niet_of_de_inwoner_ervan_weet(tekst: str, verwacht: object) -> None:
    assert weet_ervan(tekst) == verwacht


ONGEVRAAGD = [
    ("ik schrijf voor mijn vader, hij weet ervan", "ja"),
    ("hij weet hier nog niks van", "nee"),
    ("ze weet er niet van", "nee"),
    ("zij weet dat ik dit doe", "ja"),
    ("ik meld een cliënt, in overleg met mevrouw", "ja"),
    ("met meneer besproken", "ja"),
]
NIET_ONGEVRAAGD = [
    "ze weet niet meer welke dag het is",
    "hij weet het niet meer",
    "mijn vrouw weet van niks",
    "hij weet de weg niet meer",
    "ik weet ervan",
]


@pytest.mark.parametrize(("tekst", "verwacht"), ONGEVRAAGD)
def test_wie_het_ongevraagd_zegt_hoeft_het_niet_nog_eens_te_zeggen(tekst: str, verwacht: str) -> None:
    assert weet_ervan_ongevraagd(tekst) == verwacht


@pytest.mark.parametrize("tekst", NIET_ONGEVRAAGD)
def test_wat_iemand_niet_meer_weet_zegt_niets_over_de_melding(tekst: str) -> None:
    assert weet_ervan_ongevraagd(tekst) is None
