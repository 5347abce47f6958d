from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket_backend.businesscase import perioden
from loket_backend.businesscase.bedragen import Band, band_naar_tijd, naar_tijd, rond_om, vast
from loket_backend.businesscase.perioden import Kwartaal
from loket_backend.errors import OngeldigeInvoer

DAGEN = st.dates(date(2023, 1, 1), date(2029, 12, 31))
BEDRAGEN = st.integers(0, 10_000_000)


@pytest.mark.parametrize(
    ("bedrag", "van", "tot", "centen"),
    [
        # € 365 a year is € 1 a day
        (36_500, date(2026, 1, 1), date(2026, 4, 1), 9_000),
        (36_500, date(2026, 1, 10), date(2026, 1, 11), 100),
        # a leap year has 366: the first quarter of 2024 has 91 of them
        (36_600, date(2024, 1, 1), date(2024, 4, 1), 9_100),
        (36_500, date(2024, 2, 29), date(2024, 3, 1), 100),  # 99.73 cents
        # over New Year each year by its own days: 31 of 365, 31 of 366
        (36_600, date(2023, 12, 1), date(2024, 2, 1), 3_108 + 3_100),
        (100, date(2026, 7, 1), date(2026, 7, 1), 0),
    ],
)
def test_een_jaarbedrag_telt_per_dag(bedrag: int, van: date, tot: date, centen: int) -> None:
    assert naar_tijd(bedrag, van, tot) == centen


@given(BEDRAGEN, st.integers(2023, 2028))
def test_een_heel_jaar_is_het_hele_bedrag_en_vier_kwartalen_ook(bedrag: int, jaar: int) -> None:
    assert naar_tijd(bedrag, date(jaar, 1, 1), date(jaar + 1, 1, 1)) == bedrag
    kwartalen = [Kwartaal(jaar, n) for n in range(1, 5)]
    assert sum(naar_tijd(bedrag, k.van, k.tot) for k in kwartalen) == bedrag


@given(BEDRAGEN, st.lists(DAGEN, min_size=2, max_size=6))
def test_delen_tellen_op_tot_het_geheel_op_de_cent(bedrag: int, dagen: list[date]) -> None:
    grenzen = sorted(dagen)
    delen = [naar_tijd(bedrag, a, b) for a, b in pairwise(grenzen)]
    assert sum(delen) == naar_tijd(bedrag, grenzen[0], grenzen[-1])


@given(BEDRAGEN, BEDRAGEN, BEDRAGEN, DAGEN, st.integers(0, 800))
def test_laag_blijft_onder_midden_en_midden_onder_hoog(a: int, b: int, c: int, van: date, dagen: int) -> None:
    laag, midden, hoog = sorted((a, b, c))
    deel = band_naar_tijd(Band(laag, midden, hoog), van, van + timedelta(days=dagen))
    assert 0 <= deel.laag <= deel.midden <= deel.hoog


def test_een_eigen_schatting_krijgt_een_marge_naar_twee_kanten() -> None:
    assert rond_om(1_001, Fraction(3, 4), Fraction(5, 4)) == Band(751, 1_001, 1_251)
    assert vast(5).plus(Band(1, 2, 3)) == Band(6, 7, 8)


def test_een_kwartaal_en_een_jaar_sluiten_op_elkaar_aan() -> None:
    vierde = Kwartaal(2024, 4)
    assert (vierde.van, vierde.tot) == (date(2024, 10, 1), date(2025, 1, 1))
    jaar = perioden.van_jaar(2024)
    assert (jaar.van, jaar.tot, jaar.laatste_dag) == (date(2024, 1, 1), date(2025, 1, 1), date(2024, 12, 31))
    assert Kwartaal(2026, 3).einde.isoformat() == "2026-10-01T00:00:00+02:00"


def test_alleen_wat_voorbij_is_kan_gekozen_worden() -> None:
    op = date(2026, 4, 1)
    assert [p.sleutel for p in perioden.voorbije(op)][:3] == ["2026-K1", "2025", "2025-K4"]
    assert perioden.lees("2026-K1", op).naam == "het eerste kwartaal van 2026"
    for sleutel in ("2026-K2", "2026", "2027-K1"):
        with pytest.raises(OngeldigeInvoer, match="nog niet voorbij"):
            perioden.lees(sleutel, op)


@pytest.mark.parametrize("sleutel", ["", "2026-K5", "2026-01", "1999", "2026-01-01/2026-02-03", "2026-K1 "])
def test_een_eigen_periode_bestaat_niet(sleutel: str) -> None:
    with pytest.raises(OngeldigeInvoer, match="Kies een kwartaal"):
        perioden.lees(sleutel, date(2026, 11, 1))
