"""Yes, no and later, in free text."""

from __future__ import annotations

import pytest

from bot.lezen.keuze import ja_nee, ja_nee_later
from tests.bot.hulp import nog_niet

JA_NEE = [
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
    nog_niet("klopt niet", "nee", reden="leest nu ja"),
    nog_niet("dat klopt niet", "nee", reden="leest nu ja"),
    nog_niet("goed idee, maar nee", "nee", reden="leest nu ja"),
    nog_niet("ja maar nee", "nee", reden="leest nu ja"),
    nog_niet("juist niet", "nee", reden="leest nu ja"),
    nog_niet("helemaal niet", "nee", reden="leest nu ja"),
    nog_niet("ja nee", "nee", reden="leest nu ja"),
    nog_niet("mag niet", "nee", reden="leest nu ja"),
    ("no way", "nee"),
    nog_niet("okay", "ja", reden="leest nu None"),
    ("oke dan", "ja"),
    ("jazeker wel", "ja"),
    ("ja?", "ja"),
    nog_niet("geen probleem", "ja", reden="leest nu nee"),
    nog_niet("geen bezwaar", "ja", reden="leest nu nee"),
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
    nog_niet("mag ik wat vragen", None, reden="leest nu ja"),
    ("neem maar contact op", None),
    nog_niet("geen idee", None, reden="leest nu nee"),
]


@pytest.mark.parametrize(("tekst", "verwacht"), JA_NEE)
def test_ja_en_nee_worden_gehoord(tekst: str, verwacht: object) -> None:
    assert ja_nee(tekst) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_JA_NEE)
def test_wat_geen_ja_of_nee_is_wordt_het_ook_niet(tekst: str, verwacht: object) -> None:
    assert ja_nee(tekst) == verwacht


LATER = [
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
    nog_niet("daar moet ik over nadenken", "later", reden="leest nu None"),
    ("moet ik nog over nadenken", "later"),
    ("eerst overleggen met mijn dochter", "later"),
    ("kan dat later nog", "later"),
    ("straks", "later"),
    ("hoeft niet", "nee"),
    ("ja, maar later", "later"),
    ("nee hoor, hoeft niet", "nee"),
    ("graag", "ja"),
    ("doe maar wel", "ja"),
    nog_niet("doe maar niet", "nee", reden="leest nu ja"),
    ("nee, misschien later", "later"),
    ("twijfel", "later"),
    nog_niet("lijkt me niks", "nee", reden="leest nu ja"),
    nog_niet("lijkt me niet nodig", "nee", reden="leest nu ja"),
    ("lijkt me wel fijn", "ja"),
    nog_niet("dat lijkt me niet", "nee", reden="leest nu ja"),
    ("liever niet", "nee"),
    ("ok", "ja"),
    nog_niet("nu niet", "nee", reden="leest nu None"),
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
