"""How long it can still go on like this: the smallest answer that covers what was said."""

from __future__ import annotations

import pytest

from bot.lezen.keuze import volhoudtijd

TIJDEN = [
    ("een week", "week"),
    ("een maand", "maand"),
    ("half jaar", "half_jaar"),
    ("een jaar", "jaar"),
    ("twee jaar", "twee_jaar"),
    ("langer dan twee jaar", "langer"),
    ("ik weet het niet", "weet_niet"),
    ("hooguit een week", "week"),
    ("nog een paar dagen", "week"),
    ("een paar weken", "maand"),
    ("2 weken", "maand"),
    ("3 maanden", "half_jaar"),
    ("paar maanden", "half_jaar"),
    ("zes maanden", "half_jaar"),
    ("een maand of twee", "half_jaar"),
    ("anderhalf jaar", "twee_jaar"),
    ("1 jaar", "jaar"),
    ("een jaar hooguit", "jaar"),
    ("een paar jaar", "twee_jaar"),
    ("vijf jaar", "langer"),
    ("nog jaren", "langer"),
    ("geen dag langer", "week"),
    ("ik hou het niet meer vol", "week"),
    ("we houden het niet meer vol man", "week"),
    ("ik ben op", "week"),
    ("geen idee", "weet_niet"),
    ("weet ik veel", "weet_niet"),
    ("dochter: maand", "maand"),
    ("niet lang meer", "week"),
    ("nog heel lang", "langer"),
    ("zo lang als nodig", "langer"),
    ("6 mnd", "half_jaar"),
    ("1 wk", "week"),
    ("halfjaar", "half_jaar"),
    ("14 dagen", "maand"),
    ("een kwartaal", "half_jaar"),
    ("ut gaat eigenlijk al niet meer", "week"),
    ("hoelang? ik weet niet, misschien een maand of twee", "half_jaar"),
]

NIET_TIJDEN = [
    ("tot de zomer", None),
    ("tot kerst", None),
    ("nog wel even", None),
    ("ja", None),
    ("hij is al drie jaar ziek", None),
    ("ik doe dit al vijf jaar", None),
    ("we zorgen al 2 jaar voor hem", None),
    ("tot ik erbij neerval", None),
    ("hoezo", None),
    ("mijn moeder is 82 jaar", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), TIJDEN)
def test_de_tijd_die_het_nog_gaat_wordt_gelezen(tekst: str, verwacht: object) -> None:
    assert volhoudtijd(tekst) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_TIJDEN)
def test_een_tijd_die_voorbij_is_of_ontbreekt_telt_niet(tekst: str, verwacht: object) -> None:
    assert volhoudtijd(tekst) == verwacht
