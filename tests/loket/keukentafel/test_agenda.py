"""The rules of a calendar: working days, holidays, absence, office hours, clashes and the way there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from loket_backend.gesprek.openingstijden import Openingstijden
from loket_backend.keukentafel.agenda import Agenda, Bezet
from loket_backend.keukentafel.huisregels import Huisregels, HuisregelsFout
from loket_backend.tijd import AMSTERDAM
from tests.loket.keukentafel.hulp import DINSDAG, moment
from tests.loket.klok import NepKlok

UUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def staat_stil(klok: NepKlok) -> NepKlok:
    return klok


def agenda(
    *bezet: Bezet, werkdagen: tuple[int, ...] = (0, 1, 2, 3), afwezig: tuple[tuple[date, date], ...] = ()
) -> Agenda:
    return Agenda(werkdagen, afwezig, bezet, Huisregels.uit_bestand(), Openingstijden.uit_bestand())


def bezet(begin: datetime, plaats: str = "thuis", vast: bool = True) -> Bezet:
    return Bezet(begin, begin + UUR, plaats, "2026-ANDERE", vast)


def test_een_vrij_moment_heeft_geen_bezwaren() -> None:
    assert agenda().bezwaren(DINSDAG, 60, "thuis") == []


@pytest.mark.parametrize(
    ("begin", "bezwaar"),
    [
        (moment(23, 9, maand=11), "verleden"),
        (moment(23, 10, maand=11), "verleden"),
        (moment(25, 10), "feestdag"),
        (moment(4, 10), "vrijdag"),
        (moment(1, 8, 30), "niet binnen"),
        (moment(1, 16, 30), "niet binnen"),
        (datetime(2027, 12, 1, 10, tzinfo=AMSTERDAM), "half jaar"),
    ],
)
def test_wat_niet_kan_wordt_gezegd(begin: datetime, bezwaar: str) -> None:
    [gezegd] = agenda().bezwaren(begin, 60, "thuis")
    assert bezwaar in gezegd


def test_alle_bezwaren_tegelijk() -> None:
    weg = ((date(2026, 12, 1), date(2026, 12, 4)),)
    gezegd = agenda(bezet(moment(4, 16)), afwezig=weg).bezwaren(moment(4, 16, 30), 60, "thuis")
    assert len(gezegd) == 4


@pytest.mark.parametrize("dag", [1, 3])
def test_de_eerste_en_de_laatste_dag_van_afwezigheid_tellen_mee(dag: int) -> None:
    weg = ((date(2026, 12, 1), date(2026, 12, 3)),)
    assert "afwezig" in agenda(afwezig=weg).bezwaren(moment(dag, 10), 60, "thuis")[0]


@pytest.mark.parametrize(
    ("begin", "plaats", "ander", "vrij"),
    [
        (moment(1, 11, 30), "thuis", "thuis", True),
        (moment(1, 11, 29), "thuis", "thuis", False),
        (moment(1, 11), "bellen", "thuis", True),
        (moment(1, 11), "thuis", "bellen", True),
        (moment(1, 9), "bellen", "thuis", True),
        (moment(1, 9), "thuis", "thuis", False),
        (moment(1, 10, 59), "bellen", "bellen", False),
    ],
)
def test_tussen_twee_afspraken_zit_reistijd_maar_niet_voor_bellen(
    begin: datetime, plaats: str, ander: str, vrij: bool
) -> None:
    assert (agenda(bezet(DINSDAG, ander)).bezwaren(begin, 60, plaats) == []) is vrij


def test_een_voorstel_van_een_ander_houdt_de_tijd_vast() -> None:
    assert "voorstel" in agenda(bezet(DINSDAG, vast=False)).bezwaren(DINSDAG, 60, "thuis")[0]


def test_vrije_momenten_zijn_op_de_volgende_tien_werkdagen() -> None:
    vrij = agenda(bezet(moment(24, 10, maand=11))).vrij(60, "thuis")
    dagen = sorted({m.date() for m in vrij})
    assert dagen[0] == date(2026, 11, 24)
    assert len(dagen) == 10
    assert all(d.weekday() < 4 for d in dagen)
    assert [m.hour for m in vrij if m.date() == dagen[0]] == [12, 13, 14, 15, 16]
    assert [m.hour for m in vrij if m.date() == dagen[1]] == [9, 10, 11, 12, 13, 14, 15, 16]


def test_wie_nooit_werkt_heeft_niets_vrij() -> None:
    assert agenda(werkdagen=()).vrij(60, "thuis") == []


def test_een_feestdag_wordt_niet_aangeboden(klok: NepKlok) -> None:
    klok.verstrijk(days=28)
    assert date(2026, 12, 25) not in {m.date() for m in agenda(werkdagen=(0, 1, 2, 3, 4)).vrij(60, "thuis")}


def test_een_bestand_dat_niet_klopt_noemt_elke_fout(tmp_path: Path) -> None:
    bestand = tmp_path / "afspraken.yml"
    bestand.write_text("reistijd: -5\nkantooruren: altijd\n")
    with pytest.raises(HuisregelsFout) as fout:
        Huisregels.uit_bestand(bestand)
    assert all(veld in str(fout.value) for veld in ("reistijd", "kantooruren", "eigenaar", "duur"))
