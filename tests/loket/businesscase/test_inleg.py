"""The shared budget split over who paid it: to the cent, by share, and without telling more than was shown."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from loket_backend.businesscase import bundelen
from loket_backend.businesscase.bedragen import Band, vast
from loket_backend.businesscase.bundelen import REST_SOORT, REST_WIJK, Boek
from loket_backend.businesscase.inleg import band_naar_rato, naar_rato, splits
from loket_backend.businesscase.rekenen import KOSTEN, VERMEDEN, Post, Soort
from tests.loket.businesscase.hulp import maak

POT = "budget van de wijk"
GEDEELD, WMO, ZVW = Soort("wijkbudget", POT), Soort("wmo", "gemeente"), Soort("zvw", "verzekeraar")
INLEG = {"noord": {"gemeente": 200, "verzekeraar": 100}, "zuid": {"gemeente": 100, "kantoor": 500}}

gewichten = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 10**12), min_size=1).filter(
    lambda g: sum(g.values()) > 0
)
centen = st.integers(0, 10**13)


@given(centen, gewichten)
def test_de_delen_zijn_samen_precies_het_bedrag(bedrag: int, per: dict[str, int]) -> None:
    delen, som = naar_rato(bedrag, per), sum(per.values())
    assert sum(delen.values()) == bedrag
    assert delen.keys() == {wie for wie, gewicht in per.items() if gewicht}
    for wie, deel in delen.items():
        assert abs(deel - Fraction(bedrag * per[wie], som)) < 1  # never a whole cent from the share itself
        assert deel >= 0
    op_gewicht = sorted(delen, key=per.__getitem__)
    assert all(delen[a] <= delen[b] for a, b in pairwise(op_gewicht) if per[a] < per[b])
    assert naar_rato(bedrag, dict(reversed(per.items()))) == delen


def test_wat_overblijft_gaat_naar_de_grootste_rest_en_bij_gelijk_naar_de_eerste() -> None:
    assert naar_rato(100, {"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert naar_rato(10, {"a": 7, "b": 8}) == {"a": 5, "b": 5}  # 4.67 and 5.33
    assert naar_rato(0, {"a": 1, "b": 2}) == {"a": 0, "b": 0}
    assert naar_rato(1, {"klein": 1, "groot": 9}) == {"klein": 0, "groot": 1}


@given(centen, centen, centen, gewichten)
def test_laag_midden_en_hoog_lopen_op_bij_iedereen_en_tellen_alle_drie_op(
    laag: int, meer: int, nog_meer: int, per: dict[str, int]
) -> None:
    heel = Band(laag, laag + meer, laag + meer + nog_meer)
    delen = band_naar_rato(heel, per)
    assert all(deel.laag <= deel.midden <= deel.hoog for deel in delen.values())
    assert tuple(map(sum, zip(*delen.values(), strict=True))) == heel


def groep(
    aantal: int, soort: Soort = GEDEELD, wijk: str = "noord", maat: str = KOSTEN, bedrag: int = 100
) -> list[Post]:
    return [Post(f"{wijk}-{nr}", wijk, maat, soort, vast(bedrag)) for nr in range(aantal)]


def per_partij(boek: Boek, wijk: str) -> dict[str, int]:
    """What each pays of the shared budget."""
    wie = [s.partij for s in boek.soorten(wijk) if s.bekostiging == "wijkbudget"]
    return {partij: deel(boek, wijk, partij) for partij in wie}


def deel(boek: Boek, wijk: str, partij: str) -> int:
    return boek.bedrag(KOSTEN, wijk, lambda soort: soort == Soort("wijkbudget", partij)).midden


def test_elke_wijk_naar_haar_eigen_inleg() -> None:
    boek = splits(maak([*groep(6), *groep(7, wijk="zuid")]), INLEG, POT)
    assert per_partij(boek, "noord") == {"gemeente": 400, "verzekeraar": 200}
    assert per_partij(boek, "zuid") == {"gemeente": 117, "kantoor": 583}
    assert boek.bedrag(KOSTEN).midden == 1_300
    assert boek.aantal("noord") == 5


def test_zonder_inleg_blijft_het_bij_de_wijk_en_wat_een_ander_betaalt_blijft_van_hem() -> None:
    boek = maak([*groep(6, wijk="oost"), *groep(6, WMO, wijk="oost")])
    assert splits(boek, INLEG, POT).bedragen == boek.bedragen
    assert splits(boek, {"oost": {"gemeente": 0}}, POT).bedragen == boek.bedragen


def test_wat_al_bij_een_partij_uit_het_budget_stond_telt_erbij_op() -> None:
    eigen = Soort("wijkbudget", "gemeente")
    posten = [*groep(6), *groep(6, eigen, bedrag=10), *groep(6, ZVW, maat=VERMEDEN)]
    boek = splits(maak(posten), INLEG, POT)
    assert per_partij(boek, "noord") == {"gemeente": 460, "verzekeraar": 200}
    assert boek.bedrag(KOSTEN).midden == 660
    assert boek.bedrag(VERMEDEN).midden == 600


def test_wijken_die_samen_staan_verraden_hun_deel_niet() -> None:
    """Three people in Zuid stand with nine in Noord. Whatever Zuid costs of the whole, every figure is the same."""

    def gezien(zuid: int) -> Boek:
        posten = [*groep(9, bedrag=(3_000 - 3 * zuid) // 9), *groep(3, wijk="zuid", bedrag=zuid)]
        return splits(maak(posten), INLEG, POT)

    eerst, anders = gezien(10), gezien(700)
    assert eerst.wijken_samen == {"noord", "zuid"}
    assert eerst.bedragen == anders.bedragen
    assert per_partij(eerst, REST_WIJK) == naar_rato(
        eerst.bedrag(KOSTEN).midden, {"gemeente": 300, "verzekeraar": 100, "kantoor": 500}
    )


def test_een_jaar_is_de_som_van_de_kwartalen_ook_waar_het_budget_eens_samen_stond() -> None:
    apart = maak([*groep(8), *groep(9, WMO)])
    samen = maak([*groep(3), *groep(9, WMO), *groep(6, ZVW)])
    kwartalen = {1: splits(apart, INLEG, POT), 2: splits(samen, INLEG, POT)}
    assert GEDEELD in samen.samen
    jaar = bundelen.tel_samen(kwartalen)
    assert jaar.bedrag(KOSTEN).midden == sum(k.bedrag(KOSTEN).midden for k in kwartalen.values())
    assert {s.bekostiging for s in jaar.soorten()} == {"wmo", REST_SOORT.bekostiging}
    twee = bundelen.tel_samen({1: splits(apart, INLEG, POT), 3: splits(apart, INLEG, POT)})
    assert per_partij(twee, "noord") == {"gemeente": 2 * 533, "verzekeraar": 2 * 267}
