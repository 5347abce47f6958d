"""Whether the help is for the writer or for somebody else."""

from __future__ import annotations

import pytest

from bot.lezen.relatie import lees_voor_wie

GEVRAAGD = [
    ("voor mezelf", "zelf"),
    ("mezelf", "zelf"),
    ("mij", "zelf"),
    ("ik", "zelf"),
    ("ikzelf", "zelf"),
    ("voor mij", "zelf"),
    ("mijzelf hoor", "zelf"),
    ("voor mijn eigen", "zelf"),
    ("mij self", "zelf"),
    ("mijself", "zelf"),
    ("nou voor mij natuurlijk", "zelf"),
    ("het is voor mezelf", "zelf"),
    ("zelf", "zelf"),
    ("voor ons beiden", "zelf"),
    ("voor iemand anders", "ander"),
    ("iemand anders", "ander"),
    ("voor mijn moeder", "ander"),
    ("mijn vader", "ander"),
    ("voor een ander", "ander"),
    ("niet voor mij", "ander"),
    ("mn moeder", "ander"),
    ("voor m'n oom", "ander"),
    ("mijn cliënt", "ander"),
    ("voor de buurvrouw", "ander"),
    ("niet voor mij maar voor mijn broer", "ander"),
    ("voor mevrouw de vries", "ander"),
    ("voor hem", "ander"),
    ("voor haar", "ander"),
    ("veur mien moeke", "ander"),
    ("veur mezelf", "zelf"),
    ("gewoon voor mij", "zelf"),
    ("voor mij, niet voor mijn man. ik trek het niet meer", "zelf"),
    ("niet voor mij, voor 't mens hiernaast", "ander"),
    ("nee voor mezelf", "zelf"),
    ("niet voor mijn moeder, voor mezelf", "zelf"),
    ("eigen", "zelf"),
    ("me eigen", "zelf"),
    ("ik ben het zelf", "zelf"),
    ("voor mijn kind", "ander"),
    ("vr mezelf", "zelf"),
]

NIET_GEVRAAGD = [
    ("weet ik niet", None),
    ("ja", None),
    ("hoezo", None),
    ("jij", None),
    ("ze kan bijna niks meer, ik kook en breng mn broertje naar school", None),
    ("allebei", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), GEVRAAGD)
def test_het_antwoord_zegt_voor_wie_de_hulp_is(tekst: str, verwacht: object) -> None:
    assert lees_voor_wie(tekst, gevraagd=True) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_GEVRAAGD)
def test_een_onduidelijk_antwoord_zegt_niet_voor_wie(tekst: str, verwacht: object) -> None:
    assert lees_voor_wie(tekst, gevraagd=True) == verwacht


ONGEVRAAGD = [
    ("ik zoek hulp voor mijn vader", "ander"),
    ("ik zoek hulp voor mezelf", "zelf"),
    ("ik vraag dit voor mezelf", "zelf"),
    ("nee het is eigenlijk voor mijn man", "ander"),
]

NIET_ONGEVRAAGD = [
    ("mijn dochter helpt mij", None),
    ("ik kan het huis niet meer schoonhouden", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), ONGEVRAAGD)
def test_ongevraagd_telt_alleen_wat_er_echt_staat(tekst: str, verwacht: object) -> None:
    assert lees_voor_wie(tekst, gevraagd=False) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_ONGEVRAAGD)
def test_ongevraagd_wordt_niet_geraden_voor_wie(tekst: str, verwacht: object) -> None:
    assert lees_voor_wie(tekst, gevraagd=False) == verwacht
