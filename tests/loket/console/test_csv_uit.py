from __future__ import annotations

import csv
import io

import pytest

from loket_backend.console.csv_uit import cel, csv_tekst


@pytest.mark.parametrize(
    "gevaarlijk",
    [
        "=1+1",
        "+31612345678",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        '=HYPERLINK("http://x","y")',
        "\n=cmd|'/c calc'!A0",
    ],
)
def test_geen_cel_is_een_formule(gevaarlijk: str) -> None:
    assert cel(gevaarlijk) == f"'{gevaarlijk}"
    gelezen = csv.reader(io.StringIO(csv_tekst([[gevaarlijk]])[1:], newline=""), delimiter=";")
    assert next(gelezen) == [f"'{gevaarlijk}"]


def test_gewone_woorden_blijven_zoals_ze_zijn() -> None:
    assert cel("Noord-Oost") == "Noord-Oost"
    assert cel("a=b") == "a=b"


def test_getallen_zijn_nederlands_en_een_negatief_getal_blijft_een_getal() -> None:
    assert [cel(2.5), cel(1234), cel(-3)] == ["2,5", "1234", "-3"]


def test_een_puntkomma_of_aanhalingsteken_breekt_de_rij_niet() -> None:
    tekst = csv_tekst([["Wijk; noord", 'zegt "nee"'], ["regel\nbreuk", 1]])
    assert tekst.startswith("\ufeff")
    gelezen = list(csv.reader(io.StringIO(tekst[1:], newline=""), delimiter=";"))
    assert gelezen == [["Wijk; noord", 'zegt "nee"'], ["regel\nbreuk", "1"]]
