"""Cutting loses no word and keeps to the bound."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loket_backend.gesprek.channels.telegram.knippen import knip, utf16

WOORDEN = st.lists(st.sampled_from(["a", "woord", "Zin.", "Vraag?", "👵🏽", "é" * 30, "\n\n", "x" * 90]), max_size=80)


@settings(deadline=None)
@given(WOORDEN, st.integers(min_value=8, max_value=120))
def test_de_delen_zijn_samen_het_geheel(woorden: list[str], maximum: int) -> None:
    tekst = " ".join(woorden)
    delen = knip(tekst, maximum)
    assert all(0 < utf16(deel) <= maximum for deel in delen)
    assert "".join("".join(delen).split()) == "".join(tekst.split())


def test_een_emoji_telt_dubbel_zoals_bij_telegram() -> None:
    assert [len(deel) for deel in knip("👵" * 10, 8)] == [4, 4, 2]


def test_het_mes_valt_na_een_zin() -> None:
    assert knip("Een zin. Nog een zin. Een derde zin.", 24) == ["Een zin. Nog een zin.", "Een derde zin."]
