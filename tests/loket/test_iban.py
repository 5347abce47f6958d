"""An account number is masked however it is written; what only looks like one survives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket_backend import bsn, iban, weglaten


@pytest.mark.parametrize(
    ("tekst", "rest"),
    [
        ("mijn rekening is NL02ABNA0123456789, dan weet u dat", "mijn rekening is {}, dan weet u dat"),
        ("NL02 ABNA 0123 4567 89.", "{}."),
        ("betaal van nl02abna0123456789 maar", "betaal van {} maar"),
        ("nl02-abna-0123-4567-89 en bel 0612345678", "{} en bel 0612345678"),
        ("BE71 0961 2345 6769", "{}"),
        ("de rekening NL91 ABNA 0417 1643 00", "de rekening {}"),
        ("betaal op NL91ABNA0417164300", "betaal op {}"),
        ("NL91  ABNA\u00a00417/1643\n00 en klaar", "{} en klaar"),
    ],
)
def test_een_rekeningnummer_verdwijnt_en_de_zin_blijft(tekst: str, rest: str) -> None:
    assert iban.masker(tekst) == rest.format(iban.MASKER)


@pytest.mark.parametrize(
    "tekst",
    [
        "NL03ABNA0123456789",  # a check digit off
        "mijn nummer is 06-12345678",
        "7902 AB en dan links",
        "ik woon op 12 hoog in de flat aan de overkant van het kanaal",
        "polis AB12 nummer 3344",
    ],
)
def test_wat_geen_rekeningnummer_is_blijft_staan(tekst: str) -> None:
    assert weglaten.masker(tekst) == tekst


@given(st.from_regex(r"[A-Z]{4}[0-9]{10}", fullmatch=True))
def test_elk_nederlands_rekeningnummer_wordt_gemaskeerd(nummer: str) -> None:
    goed = next(f"NL{n:02}{nummer}" for n in range(2, 99) if iban.klopt(f"NL{n:02}{nummer}"))
    assert weglaten.masker(f"van {goed} graag") == f"van {iban.MASKER} graag"


def test_beide_maskers_gaan_niet_naar_wie_leest() -> None:
    gemaskeerd = weglaten.masker("bsn 111222333, rekening NL02ABNA0123456789")
    assert gemaskeerd == f"bsn {bsn.MASKER}, rekening {iban.MASKER}"
    assert weglaten.zonder_maskers(gemaskeerd).split() == ["bsn", ",", "rekening"]
