"""A BSN is masked however it is written; what only looks like one survives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket_backend.bsn import MASKER, elfproef, masker

ECHT = "111222333"


@pytest.mark.parametrize(
    "tekst",
    [
        "mijn bsn is 111222333",
        "111.222.333",
        "111 222 333",
        "1112.22.333",
        "111-222-333!",
        "1 1 1 2 2 2 3 3 3",
        "ik ben 84 111222333",
        "bsn111222333en verder",
        "06-12345678 en bsn 111222333",
        "06 12345678 111222333",
        "١١١٢٢٢٣٣٣",
        "111\n222\n333",
        "111\u2011222\u2011333",
        "1112:2233:3",
        "0 111222333",
    ],
)
def test_een_bsn_verdwijnt_hoe_hij_ook_geschreven_is(tekst: str) -> None:
    assert MASKER in masker(tekst)
    assert ECHT not in "".join(c for c in masker(tekst) if c.isdigit())


@pytest.mark.parametrize(
    "tekst",
    [
        "bel 06-12345678",
        "06 12 34 56 78",
        "0 6 1 8 2 2 3 3 4 4",
        "me nummer is 0 6 11 12 22 33 3",
        "+31 6 12345678",
        "0031612345678",
        "+31 612345678",
        "0528-259370 of 0528 259 371",
        "7913 AB, huisnummer 12",
        "111222334",
        "12-05-1942",
        "000000000",
        "1112223334",
    ],
)
def test_wat_geen_bsn_is_blijft_staan(tekst: str) -> None:
    assert masker(tekst) == tekst


def test_de_rest_van_de_zin_blijft_staan() -> None:
    assert masker("bsn 111222333, tel 06-12345678.") == f"bsn {MASKER}, tel 06-12345678."


@given(st.integers(min_value=0, max_value=99_999_999))
def test_elk_nummer_dat_door_de_elfproef_komt_wordt_gemaskeerd(begin: int) -> None:
    acht = f"{begin:08}"
    geldig = [acht + str(c) for c in range(10) if elfproef(acht + str(c))]
    for nummer in geldig:
        assert nummer not in masker(f"mijn nummer is {nummer}.")


@given(st.text(max_size=200))
def test_masker_kan_elke_tekst_aan_en_doet_twee_keer_hetzelfde(tekst: str) -> None:
    assert masker(masker(tekst)) == masker(tekst)
