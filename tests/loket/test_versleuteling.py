"""Columns are encrypted; keys can be changed."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag

from loket_backend.versleuteling import Sleutelbos

OUD, NIEUW = {"k1": b"a" * 32}, {"k2": b"b" * 32, "k1": b"a" * 32}


def test_wat_versleuteld_is_komt_terug() -> None:
    bos = Sleutelbos(OUD)
    assert bos.ontsleutel(bos.versleutel("mevrouw Jansen é")) == "mevrouw Jansen é"


def test_twee_keer_hetzelfde_geeft_iets_anders() -> None:
    bos = Sleutelbos(OUD)
    assert bos.versleutel("x") != bos.versleutel("x")


def test_na_een_nieuwe_sleutel_blijft_het_oude_leesbaar() -> None:
    oud = Sleutelbos(OUD).versleutel("x")
    assert Sleutelbos(NIEUW).ontsleutel(oud) == "x"
    assert Sleutelbos(NIEUW).versleutel("x").startswith("k2:")


def test_geknoei_wordt_gezien() -> None:
    bos = Sleutelbos(OUD)
    waarde = bos.versleutel("honderd woorden")
    kapot = waarde[:-6] + ("A" if waarde[-6] != "A" else "B") + waarde[-5:]
    with pytest.raises(InvalidTag):
        bos.ontsleutel(kapot)


def test_een_onbekende_sleutel_is_een_fout() -> None:
    with pytest.raises(ValueError, match="onbekende sleutel"):
        Sleutelbos(OUD).ontsleutel("k9:AAAA")


def test_een_te_korte_sleutel_wordt_geweigerd() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Sleutelbos({"k1": b"kort"})


def test_de_blinde_index_overleeft_een_nieuwe_sleutel() -> None:
    assert Sleutelbos(OUD).index("jansen|7913AB") == Sleutelbos(NIEUW).index("jansen|7913AB")
