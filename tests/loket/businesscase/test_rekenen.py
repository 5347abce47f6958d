from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from loket_backend.businesscase.bedragen import Band, vast
from loket_backend.businesscase.models import JA, NEE
from loket_backend.businesscase.perioden import Kwartaal
from loket_backend.businesscase.rekenen import (
    GEEN_OORDEEL,
    KOSTEN,
    Oordeel,
    Soort,
    Stuk,
    oordeelposten,
    over_maanden,
    posten,
    schatting,
)
from loket_backend.partijen import kerncijfers

K1, K2 = Kwartaal(2026, 1), Kwartaal(2026, 2)
WMO = Soort("wmo", "gemeente")
VERPLEEGHUIS = kerncijfers.alle()["verpleeghuis_etmaal"].model_copy(update={"laag": 100, "midden": 150, "hoog": 200})


def stuk(van: date, tot: date, jaar: int = 36_500, *, ineens: date | None = None) -> Stuk:
    return Stuk("2026-A", "noord", KOSTEN, WMO, vast(jaar), van, tot, ineens)


def som(stukken: list[Stuk], kwartaal: Kwartaal) -> int:
    return sum(post.bedrag.midden for post in posten(stukken, kwartaal))


def test_een_deel_van_het_kwartaal_telt_voor_zijn_dagen() -> None:
    assert som([stuk(date(2026, 3, 22), date(2027, 1, 1))], K1) == 1_000
    assert som([stuk(date(2025, 1, 1), date(2026, 1, 3))], K1) == 200
    assert posten([stuk(date(2026, 4, 1), date(2026, 5, 1))], K1) == []


def test_een_nieuwe_versie_midden_in_het_kwartaal_telt_vanaf_haar_dag() -> None:
    oud = stuk(date(2026, 1, 1), date(2026, 2, 1))  # 31 days of € 1
    nieuw = stuk(date(2026, 2, 1), date(9999, 1, 1), 73_000)  # 59 days of € 2
    assert som([oud, nieuw], K1) == 3_100 + 11_800


def test_hulp_voor_een_keer_telt_ineens_en_maar_een_keer() -> None:
    keer = stuk(date(2026, 3, 31), date(9999, 1, 1), 10_000, ineens=date(2026, 3, 31))
    assert (som([keer], K1), som([keer], K2)) == (10_000, 0)


def test_hulp_zonder_kosten_hoort_ook_bij_de_groep() -> None:
    assert [post.kenmerk for post in posten([stuk(K1.van, K1.tot, 0)], K1)] == ["2026-A"]


def test_een_kerncijfer_zegt_hoe_onzeker_een_schatting_is_en_anders_de_marge() -> None:
    uur = VERPLEEGHUIS.model_copy(update={"laag": 5_000, "midden": 6_000, "hoog": 9_000})
    assert schatting(60_000, uur) == Band(50_000, 60_000, 90_000)
    assert schatting(60_000, None) == Band(45_000, 60_000, 75_000)


@given(st.integers(0, 2_000_000_00), st.sampled_from([None, *kerncijfers.alle().values()]))
def test_een_schatting_loopt_altijd_op(bedrag: int, cijfer: kerncijfers.Kerncijfer | None) -> None:
    band = schatting(bedrag, cijfer)
    assert 0 <= band.laag <= band.midden == bedrag <= band.hoog


def test_over_maanden_is_dezelfde_dag_of_de_laatste_van_de_maand() -> None:
    assert over_maanden(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert over_maanden(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert over_maanden(date(2026, 11, 15), 2) == date(2027, 1, 15)
    assert over_maanden(date(2026, 5, 31), 19) == date(2027, 12, 31)


def test_een_dag_uitstel_telt_vanaf_het_oordeel_tot_het_volgende() -> None:
    ja = Oordeel("2026-A", "noord", JA, 12, date(2026, 3, 22))
    (post,) = oordeelposten([ja], {"2026-A": "noord"}, K1, VERPLEEGHUIS)
    assert (post.soort.bekostiging, post.bedrag) == (JA, Band(1_000, 1_500, 2_000))  # 10 days
    nee = Oordeel("2026-A", "noord", NEE, 0, date(2026, 4, 11))
    (post,) = oordeelposten([ja, nee], {"2026-A": "noord"}, K2, VERPLEEGHUIS)
    assert (post.soort.bekostiging, post.bedrag) == (NEE, Band(1_000, 1_500, 2_000))


def test_uitstel_houdt_op_na_zijn_maanden() -> None:
    ja = Oordeel("2026-A", "noord", JA, 1, date(2026, 3, 11))  # until 11 April
    (post,) = oordeelposten([ja], {"2026-A": "noord"}, K2, VERPLEEGHUIS)
    assert post.bedrag == Band(1_000, 1_500, 2_000)


def test_wie_geen_oordeel_heeft_telt_apart_en_een_later_oordeel_nog_niet() -> None:
    later = Oordeel("2026-A", "noord", JA, 12, date(2026, 4, 1))
    (post,) = oordeelposten([later], {"2026-A": "noord"}, K1, VERPLEEGHUIS)
    assert (post.soort.bekostiging, post.bedrag) == (GEEN_OORDEEL, Band())
