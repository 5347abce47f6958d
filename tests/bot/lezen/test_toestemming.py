"""With whom the intake may be shared; consent is never guessed."""

from __future__ import annotations

import pytest

from bot.lezen.toestemming import toestemming

PARTIJEN = [
    ("de huisatrs wel", ["huisarts"]),
    ("me docter", ["huisarts"]),
    ("dokter en de wiekzuster", ["wijkverpleging", "huisarts"]),
    ("niemand", []),
    ("nee", []),
    ("met niemand", []),
    ("de huisarts", ["huisarts"]),
    ("huisarts en wijkverpleging", ["wijkverpleging", "huisarts"]),
    ("wijkverpleging en huisarts", ["wijkverpleging", "huisarts"]),
    ("de dokter mag het weten", ["huisarts"]),
    ("de zuster", ["wijkverpleging"]),
    ("thuiszorg", ["wijkverpleging"]),
    ("mijn dochter", ["mantelzorger"]),
    ("de mantelzorger", ["mantelzorger"]),
    ("de dorpscoöperatie", ["dorpscooperatie"]),
    ("dorpscooperatie", ["dorpscooperatie"]),
    ("iedereen", ["wijkverpleging", "huisarts", "dorpscooperatie", "mantelzorger"]),
    ("allemaal", ["wijkverpleging", "huisarts", "dorpscooperatie", "mantelzorger"]),
    ("alleen de huisarts", ["huisarts"]),
    ("iedereen behalve de huisarts", ["wijkverpleging", "dorpscooperatie", "mantelzorger"]),
    ("niet met de huisarts, wel met de zuster", ["wijkverpleging"]),
    ("huisarts niet", []),
    ("de huisarts hoeft het niet te weten", []),
    ("niks delen", []),
    ("liever niet", []),
    ("ha en wijkverpleging", ["wijkverpleging", "huisarts"]),
    ("wel huisarts, geen dorpscooperatie", ["huisarts"]),
    ("mijn man en de dokter", ["huisarts", "mantelzorger"]),
    ("huisars", ["huisarts"]),
    ("met de dokter wel maar niet met het dorp", ["huisarts"]),
    ("de huisarts mag het wel weten", ["huisarts"]),
    ("niet met mijn dochter", []),
    ("mijn moeder mag het niet weten", []),
    ("de buren niet", []),
    ("dokter en zuster", ["wijkverpleging", "huisarts"]),
    ("nee, niemand", []),
    ("nee, alleen mijn huisarts", ["huisarts"]),
    ("alles mag", ["wijkverpleging", "huisarts", "dorpscooperatie", "mantelzorger"]),
    ("huisarts, wijkverpleging, mijn zoon", ["wijkverpleging", "huisarts", "mantelzorger"]),
    ("zeg niks tegen mijn man", []),
    ("praktijkondersteuner", ["huisarts"]),
    ("geen huisarts en geen zuster", []),
]

NIET_PARTIJEN = [
    ("ja", None),
    ("weet ik niet", None),
    ("waarom", None),
    ("prima", None),
    ("wie is dat", None),
    ("wat is een dorpscooperatie", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), PARTIJEN)
def test_toestemming_geldt_alleen_voor_wie_genoemd_is(tekst: str, verwacht: object) -> None:
    assert toestemming(tekst) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_PARTIJEN)
def test_een_vraag_of_kale_ja_geeft_geen_toestemming(tekst: str, verwacht: object) -> None:
    assert toestemming(tekst) == verwacht


ALLE = ["wijkverpleging", "huisarts", "dorpscooperatie", "mantelzorger"]
NOOIT_MEER_DAN_GEZEGD = [
    ("allemaal niet", []),
    ("in ieder geval niet", []),
    ("niemand in ieder geval", []),
    ("dat gaat ze allemaal niks aan", []),
    ("nee, allemaal pottenkijkers", []),
    ("straks weet iedereen het", None),
    ("alles prive", []),
    ("iedereen mag het toch niet weten", []),
    ("huisarts wel en mijn zoon niet", ["huisarts"]),
    ("huisarts niet de andere drie wel", ["wijkverpleging", "dorpscooperatie", "mantelzorger"]),
    ("wel de huisarts niet mijn zoon", None),
    ("ik wil niet dat de andere drie wel mogen lezen", []),
    ("wie verder", None),
    ("ha nee", None),
    ("ha ja doe maar", None),
    ("in huis alleen", None),
    ("huis altijd dicht", None),
    ("de huisarts uitgezonderd", []),
    ("iedereen, de huisarts uitgezonderd", ["wijkverpleging", "dorpscooperatie", "mantelzorger"]),
    ("noch de huisarts noch mijn zoon", []),
    ("dat blijft bij mij", None),
    ("eerst met mij overleggen", None),
    ("ik heb ruzie met mijn zoon", []),
    ("het hele dorp kletst", []),
    ("iedereen mag het weten", ALLE),
    ("maakt niet uit, iedereen", ALLE),
    ("allemaal hoor", ALLE),
    ("HA + wijkverpleging", ["wijkverpleging", "huisarts"]),
    ("de huizars", ["huisarts"]),
]


@pytest.mark.parametrize(("tekst", "verwacht"), NOOIT_MEER_DAN_GEZEGD)
def test_er_wordt_nooit_meer_gedeeld_dan_gezegd_is(tekst: str, verwacht: object) -> None:
    assert toestemming(tekst) == verwacht
