"""What a line costs a year, to the cent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket_backend.wijkbudget.verdelen import te_komen, verdeel

DAGEN = st.dates(date(2020, 1, 1), date(2032, 12, 31))
CENTEN = st.integers(0, 5_000_000)


def test_een_heel_jaar_kost_wat_een_jaar_kost() -> None:
    delen = verdeel(date(2026, 1, 1), None, 123_457, "week", 2028)
    assert [(j, d.bedrag) for j, d in delen.items()] == [(2026, 123_457), (2027, 123_457), (2028, 123_457)]


def test_een_deel_van_het_jaar_kost_zijn_dagen() -> None:
    delen = verdeel(date(2026, 12, 1), date(2027, 1, 31), 365_00, "week", 2030)
    assert {j: d.bedrag for j, d in delen.items()} == {2026: 31_00, 2027: 31_00}
    assert (delen[2026].van, delen[2026].tot) == (date(2026, 12, 1), date(2026, 12, 31))


def test_een_schrikkeljaar_kost_niet_meer() -> None:
    assert verdeel(date(2028, 1, 1), date(2028, 12, 31), 1_000, "week", 2028)[2028].bedrag == 1_000


@pytest.mark.parametrize("jaar", [2026, 2030])
def test_eenmalig_valt_in_het_jaar_van_de_eerste_dag(jaar: int) -> None:
    delen = verdeel(date(2026, 11, 3), date(2027, 2, 1), 50_000, "eenmalig", jaar)
    assert [(j, d.bedrag, d.van, d.tot) for j, d in delen.items()] == [
        (2026, 50_000, date(2026, 11, 3), date(2026, 11, 3))
    ]


def test_wat_eindigt_voor_het_begint_kost_niets() -> None:
    assert verdeel(date(2026, 5, 1), date(2026, 4, 1), 1_000, "week", 2030) == {}
    assert verdeel(date(2026, 5, 1), None, 1_000, "week", 2025) == {}


@given(DAGEN, st.integers(0, 3_000), CENTEN, st.integers(2020, 2045))
def test_de_jaren_samen_zijn_het_geheel(begin: date, dagen: int, kosten: int, tot_jaar: int) -> None:
    """Later years change nothing in earlier ones, and cutting a line in two costs at most a cent of rounding."""
    eind = begin + timedelta(days=dagen)
    alles = verdeel(begin, eind, kosten, "week", 2050)
    assert verdeel(begin, eind, kosten, "week", tot_jaar) == {j: d for j, d in alles.items() if j <= tot_jaar}
    jaren = sum(((d.tot - d.van).days + 1) / (366 if j % 4 == 0 else 365) for j, d in alles.items())
    assert abs(sum(d.bedrag for d in alles.values()) - kosten * jaren) <= 0.5 + 1e-6 * kosten
    assert all(0 <= d.bedrag <= kosten + 1 for d in alles.values())
    assert sum((d.tot - d.van).days + 1 for d in alles.values()) == dagen + 1


def test_wat_nog_komt_begint_na_de_laatste_factuur() -> None:
    begin, eind = date(2026, 1, 1), date(2026, 12, 31)
    assert te_komen(365_00, begin, eind, None) == 365_00
    assert te_komen(365_00, begin, eind, date(2025, 12, 31)) == 365_00
    assert te_komen(365_00, begin, eind, date(2026, 1, 31)) == 334_00
    assert te_komen(365_00, begin, eind, eind) == 0
    assert te_komen(365_00, begin, eind, date(2027, 3, 1)) == 0


@given(DAGEN, st.integers(0, 366), CENTEN, DAGEN)
def test_wat_nog_komt_is_nooit_meer_dan_er_is(van: date, dagen: int, bedrag: int, gefactureerd: date) -> None:
    assert 0 <= te_komen(bedrag, van, van + timedelta(days=dagen), gefactureerd) <= bedrag
