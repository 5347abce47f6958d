"""Whether the help is for the writer or for somebody else."""

from __future__ import annotations

import pytest

from bot.lezen.relatie import lees_voor_wie
from tests.bot.hulp import nog_niet

GEVRAAGD = [
    ("voor mezelf", "zelf"),
    ("mezelf", "zelf"),
    ("mij", "zelf"),
    ("ik", "zelf"),
    ("ikzelf", "zelf"),
    ("voor mij", "zelf"),
    ("mijzelf hoor", "zelf"),
    ("voor mijn eigen", "zelf"),
    nog_niet("mij self", "zelf", reden="leest nu None"),
    nog_niet("mijself", "zelf", reden="leest nu None"),
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
    nog_niet("voor mevrouw de vries", "ander", reden="leest nu None"),
    nog_niet("voor hem", "ander", reden="leest nu None"),
    nog_niet("voor haar", "ander", reden="leest nu None"),
    ("veur mien moeke", "ander"),
    ("veur mezelf", "zelf"),
    ("gewoon voor mij", "zelf"),
    ("nee voor mezelf", "zelf"),
    nog_niet("niet voor mijn moeder, voor mezelf", "zelf", reden="leest nu ander"),
    nog_niet("eigen", "zelf", reden="leest nu None"),
    nog_niet("me eigen", "zelf", reden="leest nu None"),
    ("ik ben het zelf", "zelf"),
    ("voor mijn kind", "ander"),
    ("vr mezelf", "zelf"),
]

NIET_GEVRAAGD = [
    ("weet ik niet", None),
    ("ja", None),
    ("hoezo", None),
    ("jij", None),
    nog_niet("ze kan bijna niks meer, ik kook en breng mn broertje naar school", None, reden="leest nu ander"),
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
