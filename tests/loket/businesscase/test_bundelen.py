"""Small groups are put together, and no sum or difference of what is shown is about fewer than five people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket_backend.businesscase import bundelen
from loket_backend.businesscase.bedragen import Band, vast
from loket_backend.businesscase.bundelen import ALLE_WIJKEN, REST_SOORT, REST_WIJK, Boek, afgerond
from loket_backend.businesscase.rekenen import KOSTEN, VERMEDEN, Post, Soort
from loket_backend.onderdrukking import MINSTENS
from tests.loket.businesscase.hulp import maak

WMO, ZVW, JEUGD = Soort("wmo", "gemeente"), Soort("zvw", "verzekeraar"), Soort("jeugd", "gemeente")
POT = Soort("wijkbudget", "pot")


def groep(aantal: int, soort: Soort = WMO, wijk: str = "noord", maat: str = KOSTEN, bedrag: int = 100) -> list[Post]:
    return [Post(f"{wijk}-{nr}", wijk, maat, soort, vast(bedrag)) for nr in range(aantal)]


def test_vijf_mensen_staan_apart_en_vier_niet() -> None:
    boek = maak([*groep(5), *groep(4, JEUGD)])
    assert boek.soorten() == [REST_SOORT]  # four would follow from the sum, so the five go along
    assert boek.bedrag(KOSTEN).midden == 900
    assert maak([*groep(5), *groep(5, JEUGD)]).soorten() == [JEUGD, WMO]


def test_minder_dan_vijf_in_alles_laat_niets_zien() -> None:
    boek = maak(groep(4))
    assert boek.leeg
    assert boek.verborgen == {KOSTEN}


def test_een_kleine_wijk_gaat_samen_met_de_kleinste_andere() -> None:
    boek = maak([*groep(9), *groep(6, wijk="zuid"), *groep(2, wijk="oost")])
    assert boek.toont("noord")
    assert not boek.toont("oost")
    assert not boek.toont("zuid")
    assert boek.bedrag(KOSTEN, REST_WIJK).midden == 800
    assert boek.bedrag(KOSTEN, ALLE_WIJKEN).midden == 1_700


def test_vermeden_kosten_van_te_weinig_mensen_blijven_weg_en_de_kosten_niet() -> None:
    boek = maak([*groep(8), *groep(3, ZVW, maat=VERMEDEN)])
    assert boek.verborgen == {VERMEDEN}
    assert boek.bedrag(KOSTEN).midden == 800
    assert boek.bedrag(VERMEDEN) == Band()


def test_een_jaar_telt_een_kwartaal_met_te_weinig_mensen_niet_mee() -> None:
    """Else the quarter would be the year less the three others."""
    kwartalen = {1: maak(groep(3)), 2: maak(groep(6)), 3: maak(groep(7))}
    jaar = bundelen.tel_samen(kwartalen)
    assert (jaar.weggelaten, jaar.kwartalen) == ((1,), (2, 3))
    assert jaar.bedrag(KOSTEN).midden == 1_300


def test_wat_in_een_kwartaal_samen_staat_staat_dat_ook_in_het_jaar() -> None:
    eerste = maak([*groep(9), *groep(6, ZVW), *groep(2, JEUGD)])
    tweede = maak([*groep(9), *groep(6, ZVW), *groep(6, JEUGD)])
    assert eerste.soorten() == [WMO, REST_SOORT]
    assert tweede.soorten() == [JEUGD, WMO, ZVW]
    assert bundelen.tel_samen({1: eerste, 2: tweede}).soorten() == [WMO, REST_SOORT]


@pytest.mark.parametrize(("aantal", "gezien"), [(0, 0), (1, 5), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_aantallen_zijn_op_vijf_en_een_groep_is_nooit_niemand(aantal: int, gezien: int) -> None:
    assert afgerond(aantal) == gezien


def cijfers(boek: Boek) -> Iterator[int]:
    """Every amount that any table of this book can show: per area, measure, kind, law and party, and all totals."""
    for wijk in (ALLE_WIJKEN, "noord", "zuid", "oost"):
        for maat in (KOSTEN, VERMEDEN):
            if not boek.toont(wijk):
                continue
            yield boek.bedrag(maat, wijk).midden
            for soort in boek.soorten(wijk):
                yield boek.bedrag(maat, wijk, lambda s, k=soort: s == k).midden
                yield boek.bedrag(maat, wijk, lambda s, k=soort: s.bekostiging == k.bekostiging).midden
                yield boek.bedrag(maat, wijk, lambda s, k=soort: s.partij == k.partij).midden


@st.composite
def jaren(draw: st.DrawFn) -> list[list[Post]]:
    """Four quarters in which people come and go, each with lines in some of the kinds."""
    post = st.tuples(
        st.integers(0, 15),
        st.sampled_from((WMO, ZVW, JEUGD, POT)),
        st.sampled_from((KOSTEN, KOSTEN, VERMEDEN)),
    )
    kwartalen = []
    for _ in range(4):
        gekozen = draw(st.sets(post, max_size=45))
        kwartalen.append(
            [Post(f"p{wie}", ("noord", "zuid", "oost")[wie % 5 % 3], maat, s, Band()) for wie, s, maat in gekozen]
        )
    return kwartalen


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(jaren())
def test_geen_som_en_geen_verschil_van_tabellen_gaat_over_minder_dan_vijf_mensen(jaar: list[list[Post]]) -> None:
    """Each amount is a power of two, so a figure says which amounts are in it. Amounts that are in the same figures cannot be told apart by
    any adding or subtracting of all figures of all quarters and the year together; such a class must be of five people or more."""
    posten = [(nr, post) for nr, kwartaal in enumerate(jaar, 1) for post in sorted(kwartaal, key=repr)]
    gemerkt: dict[int, list[Post]] = {nr: [] for nr in range(1, 5)}
    for plek, (nr, post) in enumerate(posten):
        gemerkt[nr].append(post._replace(bedrag=vast(1 << plek)))
    boeken = {nr: maak(kwartaal) for nr, kwartaal in gemerkt.items()}
    getoond = [c for boek in (*boeken.values(), bundelen.tel_samen(boeken)) for c in cijfers(boek)]
    klassen: dict[tuple[bool, ...], set[str]] = {}
    for plek, (_, post) in enumerate(posten):
        klassen.setdefault(tuple(bool(c >> plek & 1) for c in getoond), set()).add(post.kenmerk)
    klein = [wie for klasse, wie in klassen.items() if any(klasse) and len(wie) < MINSTENS]
    assert not klein


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(jaren(), st.integers(1, 10_000))
def test_delen_tellen_op_tot_totalen_in_kwartaal_en_jaar(jaar: list[list[Post]], bedrag: int) -> None:
    kwartalen = {nr: maak(_met(bedrag, kwartaal)) for nr, kwartaal in enumerate(jaar, 1)}
    som = bundelen.tel_samen(kwartalen)
    for maat in (KOSTEN, VERMEDEN):
        for boek in (*kwartalen.values(), som):
            wijken = {wijk for wijk, _ in boek.bedragen}
            assert sum(boek.bedrag(maat, wijk).midden for wijk in wijken) == boek.bedrag(maat).midden
            per_soort = [boek.bedrag(maat, past=lambda s, k=k: s == k).midden for k in boek.soorten()]
            assert sum(per_soort) == boek.bedrag(maat).midden
        assert som.bedrag(maat).midden == sum(kwartalen[nr].bedrag(maat).midden for nr in som.kwartalen)


def _met(bedrag: int, posten: Sequence[Post]) -> list[Post]:
    return [post._replace(bedrag=vast(bedrag + nr)) for nr, post in enumerate(posten)]
