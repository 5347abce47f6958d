"""What a text must be before it may count: hard faults and advice, each told apart and named."""

from __future__ import annotations

import time

import pytest

from loket_backend.console import standaardantwoorden
from loket_backend.gesprek import tekstbronnen
from loket_backend.gesprek.tekstbronnen import Geleverd, Vindplaats
from loket_backend.gesprek.teksttoets import Oordeel, toets

BELLEN = Geleverd(Vindplaats("loket", "x"), "X", "X", "Bel {telefoon} of {naam}. Bij gevaar belt u 112.")
KNOP = Geleverd(Vindplaats("loket", "knop_x"), "X", "X", "Bel mij", label=True)
ALLES = [*tekstbronnen.loket(), *tekstbronnen.bot(), *standaardantwoorden.geleverd()]


@pytest.mark.parametrize("geleverd", ALLES, ids=lambda g: f"{g.plaats.bron}:{g.plaats.sleutel}.{g.plaats.variant}")
def test_elke_geleverde_tekst_is_zelf_in_orde(geleverd: Geleverd) -> None:
    assert toets(geleverd, geleverd.tekst) == Oordeel()


def test_elke_tekst_heeft_een_eigen_plaats() -> None:
    assert len({g.plaats for g in ALLES}) == len(ALLES)


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [
        ("", "leeg"),
        ("Bel 112.", "{telefoon} moet erin blijven"),
        ("Bel {telefoon}.", "112 moet erin blijven"),
        ("Bel {telefoon} of 112, {kenmerk}.", "{kenmerk} bestaat hier niet"),
        ("Bel {telefoon} of 112 {.", "losse accolade"),
        ("Bel {telefoon} of 112 {naam!r}.", "losse accolade"),
        ("Bel {telefoon} of 112 {naam.__class__}.", "losse accolade"),
        ("Bel {telefoon} of 112 {}.", "losse accolade"),
        ("Bel {telefoon} of <b>112</b>.", "Opmaak"),
        ("Bel {telefoon} of **112**.", "Opmaak"),
        ("Bel {telefoon} of 112. " * 60, "tekens"),
    ],
)
def test_een_harde_fout_wordt_genoemd(tekst: str, woord: str) -> None:
    assert any(woord in fout for fout in toets(BELLEN, tekst).fouten), toets(BELLEN, tekst).fouten


def test_de_naam_van_het_loket_mag_weg() -> None:
    assert toets(BELLEN, "Bel {telefoon}, bij gevaar 112.").fouten == []


def test_elke_fout_komt_tegelijk() -> None:
    assert len(toets(BELLEN, "<i>{vreemd}").fouten) == 4


@pytest.mark.parametrize(("tekst", "telt"), [("Bel mij terug", 0), ("Bel\nmij", 1), ("Bel mij " * 6, 1)])
def test_een_knop_is_kort_en_een_regel(tekst: str, telt: int) -> None:
    assert len(toets(KNOP, tekst.strip()).fouten) == telt


def test_een_computer_zegt_dat_het_een_computer_is() -> None:
    opening = next(g for g in tekstbronnen.loket() if g.plaats.sleutel == "opening.1.tekst")
    assert toets(opening, "Hallo, ik ben Sam van {naam}.").fouten != []


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Bel {telefoon} of 112. Ik " + "wil " * 14 + "dat.", "lange zin"),
        ("Bel {telefoon} of 112 over participatie.", "moeilijk woord"),
        ("Uw bericht wordt gelezen en wordt bewaard. Bel {telefoon} of 112.", "lijdende vorm"),
        ("Bel {telefoon} of 112. Wilt u dat? Of niet?", "een vraag"),
    ],
)
def test_b1_is_advies_en_geen_fout(tekst: str, soort: str) -> None:
    oordeel = toets(BELLEN, tekst)
    assert (oordeel.fouten, [a.soort for a in oordeel.adviezen]) == ([], [soort])
    assert soort in oordeel.samengevat


def test_van_een_tekst_in_twee_talen_telt_het_nederlands() -> None:
    engels = next(g for g in tekstbronnen.bot() if g.plaats.sleutel == "utter_taal_en")
    assert toets(engels, "Please call {loketnummer}.\n\nBel {loketnummer}.") == Oordeel()
    assert toets(engels, "Please call {loketnummer}.\n\nParticipatie: {loketnummer}.").adviezen != []


def test_een_veel_te_lange_tekst_houdt_het_loket_niet_op() -> None:
    begin = time.perf_counter()
    assert len(toets(BELLEN, "en wat " * 30_000).fouten) == 3
    assert time.perf_counter() - begin < 2
