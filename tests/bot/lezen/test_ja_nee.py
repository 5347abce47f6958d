"""Yes, no and later, in free text."""

from __future__ import annotations

import pytest

from bot.lezen.keuze import ja_nee, ja_nee_later
from tests.bot.hulp import nog_niet

JA_NEE = [
    ("gien plan", "nee"),
    ("huuft niet", "nee"),
    ("ja", "ja"),
    ("jaaa", "ja"),
    ("Ja hoor", "ja"),
    ("jawel", "ja"),
    ("joa", "ja"),
    ("jao", "ja"),
    ("zeker weten", "ja"),
    ("graag!", "ja"),
    ("ok", "ja"),
    ("oké", "ja"),
    ("prima", "ja"),
    ("is goed", "ja"),
    ("doe maar", "ja"),
    ("nou ja, doe maar", "ja"),
    ("tja, ja", "ja"),
    ("👍", "ja"),
    ("klopt", "ja"),
    ("klopt helemaal", "ja"),
    ("yes", "ja"),
    ("jep", "ja"),
    ("nee", "nee"),
    ("neen", "nee"),
    ("nee dank je", "nee"),
    ("nee hoor", "nee"),
    ("nie", "nee"),
    ("nei", "nee"),
    ("hoeft niet", "nee"),
    ("liever niet", "nee"),
    ("nope", "nee"),
    ("niet nodig", "nee"),
    ("👎", "nee"),
    ("nou nee", "nee"),
    ("NEE!!", "nee"),
    ("absoluut niet", "nee"),
    ("zeker niet", "nee"),
    ("klopt niet", "nee"),
    ("dat klopt niet", "nee"),
    ("goed idee, maar nee", "nee"),
    ("ja maar nee", "nee"),
    ("juist niet", "nee"),
    ("helemaal niet", "nee"),
    ("ja nee", "nee"),
    nog_niet("mag niet", "nee", reden="leest nu ja"),
    ("no way", "nee"),
    ("okay", "ja"),
    ("oke dan", "ja"),
    ("jazeker wel", "ja"),
    ("ja?", "ja"),
    ("geen probleem", "ja"),
    ("geen bezwaar", "ja"),
]

NIET_JA_NEE = [
    ("er klopt niks van", None),
    ("misschien", None),
    ("weet ik niet", None),
    ("later", None),
    ("waarom", None),
    ("wat bedoelt u", None),
    ("jaar", None),
    ("japanner", None),
    ("nieuw", None),
    ("jan de vries", None),
    ("goedemorgen", None),
    ("mag ik wat vragen", None),
    ("neem maar contact op", None),
    ("geen idee", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), JA_NEE)
def test_ja_en_nee_worden_gehoord(tekst: str, verwacht: object) -> None:
    assert ja_nee(tekst) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_JA_NEE)
def test_wat_geen_ja_of_nee_is_wordt_het_ook_niet(tekst: str, verwacht: object) -> None:
    assert ja_nee(tekst) == verwacht


LATER = [
    ("Daar zou ik over moeten denken", "later"),
    ("ja", "ja"),
    ("ja graag", "ja"),
    ("nee", "nee"),
    ("nee dank u", "nee"),
    ("later", "later"),
    ("later misschien", "later"),
    ("misschien", "later"),
    ("nog niet", "later"),
    ("weet ik nog niet", "later"),
    ("weet ik niet", "later"),
    ("daar moet ik over nadenken", "later"),
    ("moet ik nog over nadenken", "later"),
    ("eerst overleggen met mijn dochter", "later"),
    ("kan dat later nog", "later"),
    ("straks", "later"),
    ("hoeft niet", "nee"),
    ("ja, maar later", "later"),
    ("nee hoor, hoeft niet", "nee"),
    ("graag", "ja"),
    ("doe maar wel", "ja"),
    ("doe maar niet", "nee"),
    ("nee, misschien later", "later"),
    ("twijfel", "later"),
    ("lijkt me niks", "nee"),
    ("lijkt me niet nodig", "nee"),
    ("lijkt me wel fijn", "ja"),
    ("dat lijkt me niet", "nee"),
    ("liever niet", "nee"),
    ("ok", "ja"),
    ("nu niet", "nee"),
    ("nee nu niet, misschien later", "later"),
]

NIET_LATER = [
    ("dat doet mijn dochter wel", None),
    ("is al betrokken", None),
    ("kan dat zonder dat mn moeder t weet", None),
    ("wat kost dat", None),
    ("wat is dat", None),
    ("dat heb ik al", None),
    ("ik heb al iemand", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), LATER)
def test_ja_nee_en_later_worden_gehoord(tekst: str, verwacht: object) -> None:
    assert ja_nee_later(tekst) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_LATER)
def test_voor_wie_aarzelt_of_vraagt_wordt_niets_besloten(tekst: str, verwacht: object) -> None:
    assert ja_nee_later(tekst) == verwacht
