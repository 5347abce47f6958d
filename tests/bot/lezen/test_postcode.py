"""Postcodes as people type them; without letters a postcode is no postcode."""

from __future__ import annotations

import pytest

from bot.lezen.postcode import alleen_cijfers, lees_postcode

GEVRAAGD = [
    ("79 02 c g", "7902CG"),
    ("7 9 0 2 c g", "7902CG"),
    ("79-02 cg", "7902CG"),
    ("9471AB", "9471AB"),
    ("9471 AB", "9471AB"),
    ("9471 ab", "9471AB"),
    ("9471ab.", "9471AB"),
    ("9471-AB", "9471AB"),
    ("9471.AB", "9471AB"),
    ("9471  AB", "9471AB"),
    ("mijn postcode is 9401kl", "9401KL"),
    ("9401 KL, tel 0592-123456", "9401KL"),
    ("Dorpsstraat 12 9471 AB Zuidlaren", "9471AB"),
    ("9471 a b", "9471AB"),
    ("9471 A.B.", "9471AB"),
    ("9471 AB assen", "9471AB"),
    ("het is 1234 ab geloof ik", "1234AB"),
    ("postcode:7913AA", "7913AA"),
    ("7913aa 14", "7913AA"),
    ("(7913 AA)", "7913AA"),
    ("9401 de", "9401DE"),
    ("9471 Ab", "9471AB"),
    ("9471A B", "9471AB"),
    ("9471, AB", "9471AB"),
    ("negenenzeventig dertien BD", "7913BD"),
    ("het is zeven negen een drie b d", "7913BD"),
    ("negen en zeventig dertien bd", "7913BD"),
    ("Dorpsstraat twaalf, 9471 AB", "9471AB"),
]

NIET_GEVRAAGD = [
    ("negenvierzeveneen ab", None),
    ("9401 ik weet de letters niet", None),
    ("9471", None),
    ("negenenzeventig dertien", None),
    ("weet ik niet", None),
    ("0612345678", None),
    ("0123 AB", None),
    ("9471 SS", None),
    ("94711 AB", None),
    ("9471 ABC", None),
    ("ik ben geboren in 1942 in Assen", None),
    ("sinds 1999 ja", None),
    ("9471 en dan weet ik het niet meer", None),
    ("9471 is het, letters weet ik niet", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), GEVRAAGD)
def test_een_postcode_wordt_gelezen_zoals_mensen_hem_typen(tekst: str, verwacht: object) -> None:
    assert lees_postcode(tekst, gevraagd=True) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_GEVRAAGD)
def test_wat_geen_postcode_is_wordt_niet_geraden(tekst: str, verwacht: object) -> None:
    assert lees_postcode(tekst, gevraagd=True) == verwacht


ONGEVRAAGD = [
    ("ik woon op 9471 AB en kan niet meer lopen", "9471AB"),
    ("9471ab", "9471AB"),
]

NIET_ONGEVRAAGD = [
    ("sinds 1942 in Zeist", None),
    ("in 2019 is mijn man overleden", None),
    ("we zijn in 1960 op deze boerderij gekomen", None),
    ("in 2020 na de operatie", None),
    ("1965 we trouwden toen", None),
    ("van 1980 tm nu", None),
    ("sinds 2021 al ziek", None),
    ("in 2018 kn ik nog lopen", None),
    ("in 1999 bij de buren", None),
    ("ik heb 1500 eu schuld", None),
    ("2000 kg", None),
    ("ik ben van 1938 hè", None),
    ("5000 km gefietst", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), ONGEVRAAGD)
def test_een_postcode_in_een_verhaal_telt_ook_ongevraagd(tekst: str, verwacht: object) -> None:
    assert lees_postcode(tekst, gevraagd=False) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_ONGEVRAAGD)
def test_een_jaartal_of_maat_in_een_verhaal_is_geen_postcode(tekst: str, verwacht: object) -> None:
    assert lees_postcode(tekst, gevraagd=False) == verwacht


CIJFERS = [
    ("9471", True),
    ("9471 AB", False),
    ("ik weet alleen 9471", True),
    ("0612345678", False),
    ("weet niet", False),
]


@pytest.mark.parametrize(("tekst", "verwacht"), CIJFERS)
def test_cijfers_zonder_letters_worden_herkend(tekst: str, verwacht: bool) -> None:
    assert alleen_cijfers(tekst) is verwacht


@pytest.mark.parametrize("tekst", ["2671 EN", "2671 en", "2671en."])
def test_letters_die_een_woord_zijn_tellen_als_er_niets_anders_staat(tekst: str) -> None:
    assert lees_postcode(tekst, gevraagd=True) == "2671EN"
    assert not alleen_cijfers(tekst)
