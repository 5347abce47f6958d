"""Which task a clause says to go, or not to go."""

from __future__ import annotations

import pytest

from bot.lezen.bezigheden import gaat_niet_meer, lees_bezigheden
from bot.lezen.citaat import citaat

GEZEGD = [
    ("koken doe ik zelf nog", [("koken", "kan")]),
    ("koken lukt niet meer", [("koken", "nodig")]),
    ("eigenlijk lukt koken ook niet meer", [("koken", "nodig")]),
    ("geen moeite met koken", [("koken", "kan")]),
    ("ik kan 't stofzuigen nait meer", [("stofzuigen", "nodig")]),
    ("eten koken kan ik zölf nog wel", [("koken", "kan")]),
    ("douchen gaat prima, maar de trap lukt niet meer", [("douchen", "kan"), ("de trap op gaan", "nodig")]),
    ("mijn dochter kookt", []),
    ("koken vind ik leuk", []),
    ("lukt koken niet meer?", []),
    ("soms lukt koken niet meer, maar koken kan ik nog", []),
]


@pytest.mark.parametrize(("tekst", "verwacht"), GEZEGD)
def test_wat_er_gaat_en_wat_niet(tekst: str, verwacht: list[tuple[str, str]]) -> None:
    assert [(g.bezigheid.naam, g.aspect) for g in lees_bezigheden(tekst)] == verwacht


def test_wat_de_schrijver_zelf_kan_zegt_niets_over_een_ander() -> None:
    assert lees_bezigheden("ik kook nog zelf", over_ander=True) == []
    assert lees_bezigheden("ze kookt nog zelf", over_ander=True) != []


CITATEN = [
    (
        "Stofzuigen en de ramen, dat gaat niet. Koken wel.",
        "en de ramen,",
        ["Koken wel."],
        "Stofzuigen en de ramen, dat gaat niet.",
    ),
    (
        "Het huishouden lukt niet meer. Stofzuigen en de ramen, dat doet pijn. Koken wel.",
        "Het huishouden lukt niet meer. Stofzuigen",
        ["Koken wel."],
        "Het huishouden lukt niet meer. Stofzuigen en de ramen, dat doet pijn.",
    ),
    ("ik kook zelf, maar stofzuigen lukt niet", "maar stofzuigen lukt niet", ["ik kook zelf,"], "stofzuigen lukt niet"),
    ("en geld snap er niks van", "en geld snap er niks van", [], "en geld snap er niks van"),
]


@pytest.mark.parametrize(("bericht", "deel", "andere", "verwacht"), CITATEN)
def test_een_citaat_is_een_zin_of_een_schoon_zinsdeel(
    bericht: str, deel: str, andere: list[str], verwacht: str
) -> None:
    assert citaat(bericht, deel, andere) == verwacht


@pytest.mark.parametrize(
    "tekst",
    ["koken lukt niet meer", "breien gaat echt niet meer", "de trap kan ik niet meer op", "ik kan het nait meer"],
)
def test_wat_niet_meer_gaat_is_nodig_wat_er_ook_gevraagd_werd(tekst: str) -> None:
    assert gaat_niet_meer(tekst)


@pytest.mark.parametrize(
    "tekst",
    ["ik wil dat niet meer", "ik wil blijven zolang het kan", "ik zou niet meer alleen kunnen", "kan dat niet meer?"],
)
def test_een_wens_of_een_vraag_is_dat_niet(tekst: str) -> None:
    assert not gaat_niet_meer(tekst)
