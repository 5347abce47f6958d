"""Phone numbers in digits and in words, to E.164."""

from __future__ import annotations

import pytest

from bot.lezen.telefoon import lees_telefoon

NUMMERS = [
    ("0612345678", "+31612345678"),
    ("06-12345678", "+31612345678"),
    ("06 12 34 56 78", "+31612345678"),
    ("06 12345678", "+31612345678"),
    ("06.12.34.56.78", "+31612345678"),
    ("+31612345678", "+31612345678"),
    ("+31 6 12345678", "+31612345678"),
    ("0031612345678", "+31612345678"),
    ("+31 (0)6 12345678", "+31612345678"),
    ("0592-123456", "+31592123456"),
    ("0592 12 34 56", "+31592123456"),
    ("(0592) 123456", "+31592123456"),
    ("mijn nummer is 0612345678 hoor", "+31612345678"),
    ("0612345678 of 0592123456", "+31612345678"),
    ("06/12345678", "+31612345678"),
    ("tel: 06-1234 5678", "+31612345678"),
    ("nul zes twaalf vierendertig zesenvijftig achtenzeventig", "+31612345678"),
    ("nul zes een twee drie vier vijf zes zeven acht", "+31612345678"),
    ("nulzes twaalf drie vier vijf zes zeven acht", "+31612345678"),
    ("nul vijf negen twee drieëndertig vierenveertig vijfenvijftig", "+31592334455"),
    ("nul vijf negen twee drieendertig vierenveertig vijfenvijftig", "+31592334455"),
    ("06 twaalf vierendertig zesenvijftig achtenzeventig", "+31612345678"),
    ("nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig", "+31612345678"),
    ("O6 12345678", "+31612345678"),
    ("06 een twee drie vier vijf zes zeven acht", "+31612345678"),
    ("+49 151 23456789", "+4915123456789"),
    ("06 - 12 34 56 78", "+31612345678"),
    ("Het is 06-12345678.", "+31612345678"),
    ("nul zes twee en twintig drieendertig vierenveertig vijfenvijftig", "+31622334455"),
    ("0612345678 (mijn dochter)", "+31612345678"),
    ("06 12 34 56 78 of 06 87 65 43 21", "+31612345678"),
    ("06_12345678", "+31612345678"),
]

NIET_NUMMERS = [
    ("nul zes dubbel een drie vier vijf zes zeven acht", None),
    ("612345678", None),
    ("12345", None),
    ("9471 AB", None),
    ("geen telefoon", None),
    ("weet ik niet", None),
    ("112", None),
    ("ik ben 82 en woon hier sinds 1964", None),
    ("06", None),
    ("061234567", None),
    ("06123456789", None),
    ("een twee drie", None),
    ("111222333", None),
    ("NL20INGB0001234567", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), NUMMERS)
def test_een_telefoonnummer_wordt_gelezen_in_cijfers_en_in_woorden(tekst: str, verwacht: object) -> None:
    assert lees_telefoon(tekst) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_NUMMERS)
def test_wat_geen_telefoonnummer_is_wordt_niet_geraden(tekst: str, verwacht: object) -> None:
    assert lees_telefoon(tekst) == verwacht
