"""Amounts, read as people type them."""

from __future__ import annotations

import pytest

from loket_backend.geld import lees_bedrag, toon_bedrag


@pytest.mark.parametrize(
    ("tekst", "centen"),
    [
        ("1250", 125_000),
        ("€ 1.250", 125_000),
        ("€1.250,50", 125_050),
        ("1250,5", 125_050),
        ("12.50", 1_250),
        ("1.234.567", 123_456_700),
        ("0", 0),
        ("250,-", 25_000),
        (" 1 250 euro ", 125_000),
        ("EUR 40", 4_000),
    ],
)
def test_een_bedrag_zoals_mensen_het_typen(tekst: str, centen: int) -> None:
    assert lees_bedrag(tekst) == centen


@pytest.mark.parametrize("tekst", ["", "tien", "-5", "1.23.4", "1,234.50", "12,345", "5e3", "10000000000", "١٢"])
def test_wat_geen_bedrag_is_wordt_gezegd(tekst: str) -> None:
    with pytest.raises(ValueError, match=r"[.]$"):
        lees_bedrag(tekst)


@pytest.mark.parametrize(
    ("centen", "tekst"), [(0, "€ 0"), (5, "€ 0,05"), (123_456, "€ 1.234,56"), (-100_000, "-€ 1.000")]
)
def test_een_bedrag_zoals_mensen_het_lezen(centen: int, tekst: str) -> None:
    assert toon_bedrag(centen).replace("\u00a0", " ") == tekst


def test_wat_getoond_wordt_is_te_lezen() -> None:
    for centen in (0, 1, 99, 100, 100_000, 123_456_789):
        assert lees_bedrag(toon_bedrag(centen)) == centen
