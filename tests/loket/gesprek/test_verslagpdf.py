"""The PDF of a conversation: everything in it, nothing run, and readable with a screen reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from loket_backend.gesprek.verslag import Dag, Regel, Verslag
from loket_backend.gesprek.verslagopmaak import als_pagina, als_pdf
from loket_backend.gesprek.verslagteksten import Verslagteksten
from tests.loket.gesprek.pdf import tekst

TEKSTEN = Verslagteksten("Loket Veld & Dorp", "0528 12 34 56")
KWAAD = [
    '#panic("stuk")',
    '#read("/etc/passwd")',
    '#image("/etc/hosts") ',
    "*vet* _schuin_ $x^2$ `code` @label <label> https://voorbeeld.nl // weg /* weg */",
    "= Kop\n== Kop\n- lijst\n+ lijst\n/ term: uitleg",
    '"}] #{ let x = 1 } \\ \\u{41} ~ -- ---',
    "#" * 200,
]


def verslag(*gezegd: str) -> Verslag:
    regels = [Regel("inwoner", "U", "14.05", woorden) for woorden in gezegd]
    return Verslag("Uw gesprek", [("Kenmerk", "L-2026-0007")], [Dag("zondag 22 november 2026", regels)])


def woorden(pdf: bytes) -> str:
    """Without line ends and spaces: where a line ends is up to the setter."""
    return re.sub(r"\s", "", tekst(pdf))


def plat(*delen: str) -> Sequence[str]:
    return [re.sub(r"\s", "", deel) for deel in delen]


def test_alles_wat_gezegd_is_staat_erin_met_wie_en_wanneer() -> None:
    gezegd = ["Ik kan de trap niet meer op.\n\nEn dan?", "één café, € 12,50", "U hebt gelijk… 'echt' waar"]
    gelezen = woorden(als_pdf(verslag(*gezegd), TEKSTEN))
    for deel in plat(
        *gezegd, "U, 14.05", "Kenmerk: L-2026-0007", "zondag 22 november 2026", "0528 12 34 56", "Loket Veld & Dorp"
    ):
        assert deel in gelezen


@pytest.mark.parametrize("kwaad", KWAAD)
def test_wat_iemand_typt_is_nooit_opmaak_of_opdracht(kwaad: str) -> None:
    gelezen = woorden(als_pdf(verslag(kwaad), TEKSTEN))
    (verwacht,) = plat(kwaad)
    assert verwacht in gelezen
    assert "root:" not in gelezen


def test_wie_voorleest_vindt_taal_titel_en_koppen() -> None:
    pdf = als_pdf(verslag("hallo"), TEKSTEN)
    catalogus = re.search(rb"/Type/Catalog.*?endobj", pdf, re.DOTALL)
    assert catalogus
    assert b"/StructTreeRoot" in catalogus[0]
    assert b"/Lang(nl" in catalogus[0]
    assert b"/MarkInfo<</Marked true" in catalogus[0]
    assert b"/DisplayDocTitle true" in catalogus[0]
    assert b"pdfuaid:part>1<" in pdf
    assert re.search(rb"/S/H1\b", pdf)
    assert re.search(rb"/S/H2\b", pdf)
    assert re.search(rb"/Title\(Uw gesprek\)/Author\(Loket Veld & Dorp\)", pdf)


def test_de_letters_zitten_erin() -> None:
    pdf = als_pdf(verslag("hallo, dit is een zin"), TEKSTEN)
    letters, ingesloten = pdf.count(b"/Type/FontDescriptor"), len(re.findall(rb"/FontFile[23]? ", pdf))
    assert letters == ingesloten > 0


@pytest.mark.parametrize("vreemd", ["😀 مرحبا Привет 你好", "\U00012000", "ༀ a\u0301 \u202e", "\ue000", "\x00\x01\x7f"])
def test_geen_teken_houdt_het_gesprek_tegen(vreemd: str) -> None:
    pdf = als_pdf(verslag(f"voor {vreemd} na", "het vervolg"), TEKSTEN)
    assert b"/StructTreeRoot" in pdf
    assert "hetvervolg" in woorden(pdf)


def test_een_lang_gesprek_krijgt_bladzijden_en_een_lang_woord_past() -> None:
    pdf = als_pdf(verslag(*["zin " * 200] * 40, "x" * 4000), TEKSTEN)
    assert int(re.findall(rb"/Count (\d+)", pdf)[0]) > 5
    assert woorden(pdf).count("x") >= 4000


def test_een_leeg_gesprek_is_ook_een_verslag() -> None:
    leeg = Verslag("Uw gesprek", [], [])
    assert "Uwgesprek" in woorden(als_pdf(leeg, TEKSTEN))
    assert "<h1>Uw gesprek</h1>" in als_pagina(leeg, "code", TEKSTEN)


def test_de_bladzijde_heeft_geen_script_en_geen_stijl_van_zichzelf() -> None:
    inhoud = als_pagina(verslag("hallo"), "code", TEKSTEN)
    assert not re.search(r"<script|<style|style=| on\w+=", inhoud)
    assert 'content="noindex' in inhoud
    assert 'href="code.pdf"' in inhoud
