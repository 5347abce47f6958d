"""Counting and telling: frequency in words, estimates, totals, differences between versions, and the effect across the domains."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket_backend.arrangement import regels
from loket_backend.arrangement.dienst import Besparing
from loket_backend.arrangement.effect import effect
from loket_backend.arrangement.models import Arrangementregel, Arrangementversie, Vermeden
from loket_backend.arrangement.regels import Ritme
from loket_backend.arrangement.verschil import ANDERS, ERBIJ, WEG, Wijziging, verschil
from loket_backend.partijen.models import Partij
from tests.samenhulp import regel

GEMEENTE = Partij(id="gemeente", naam="Gemeente", soort="gemeente", betaalt_voor=["wmo", "jeugd"], actief=True)
VERZEKERAAR = Partij(id="zeker", naam="ZekerZorg", soort="zorgverzekeraar", betaalt_voor=["zvw"], actief=True)
ANDERE = Partij(id="ander", naam="Anders Verzekerd", soort="zorgverzekeraar", betaalt_voor=["zvw"], actief=True)
WIJKVERPLEGING = Besparing("zvw", "Wijkverpleging", 365, 900_000)


def versie(*helpt: object, spaart: tuple[Besparing, ...] = ()) -> Arrangementversie:
    rijen = [Arrangementregel(volgorde=n, **vars(r)) for n, r in enumerate(helpt)]
    return Arrangementversie(regels=rijen, vermeden=[Vermeden(**vars(b)) for b in spaart])


@pytest.mark.parametrize(
    ("ritme", "woorden"),
    [
        ({"keer": 2, "per": "week", "minuten": 90}, "2 keer per week, 1,5 uur"),
        ({"keer": 1, "per": "dag", "minuten": None}, "1 keer per dag"),
        ({"keer": 1, "per": "eenmalig", "minuten": 45}, "één keer, 45 minuten"),
        ({"keer": 3, "per": "maand", "minuten": 60}, "3 keer per maand, 1 uur"),
        ({"keer": 1, "per": "jaar", "minuten": 1}, "1 keer per jaar, 1 minuut"),
    ],
)
def test_hoe_vaak_staat_er_in_gewone_woorden(ritme: dict[str, int], woorden: str) -> None:
    assert regels.hoe_vaak(regel(**ritme)) == woorden


def test_de_schatting_is_keer_maal_tijd_maal_tarief() -> None:
    assert regels.schatting(Ritme(1, "week", 120), 3_000) == 52 * 2 * 3_000
    assert regels.schatting(Ritme(1, "eenmalig", 20), 1_000) == 333
    assert regels.schatting(Ritme(3, "maand", None), 3_000) == 0


@given(st.lists(st.tuples(st.sampled_from(["wmo", "zvw", "wijkbudget", "informeel"]), st.integers(0, 10**8))))
def test_de_totalen_zijn_samen_alle_kosten(paren: list[tuple[str, int]]) -> None:
    alle = [regel(bekostiging=b, kosten_jaar=k) for b, k in paren]
    totalen = regels.totalen(alle)
    assert sum(t.bedrag for t in totalen) == sum(k for _, k in paren)
    assert sum(t.regels for t in totalen) == len(paren)
    assert len({t.bekostiging for t in totalen}) == len(totalen)


def test_een_regel_wordt_op_zijn_plek_vervangen() -> None:
    een, twee = regel("Een"), regel("Twee")
    assert regels.met([een, twee], replace(een, wat="Anders")) == [replace(een, wat="Anders"), twee]
    assert regels.met([een], twee) == [een, twee]
    assert regels.zonder([een, twee], een.sleutel) == [twee]


def test_wat_veranderde_staat_er_per_veld() -> None:
    een, twee, drie = regel("Een"), regel("Twee"), regel("Drie")
    anders = verschil(versie(een, twee), versie(replace(een, keer=3, wat="Eén"), drie))
    assert list(anders.regels) == [
        Wijziging(ERBIJ, "Drie"),
        Wijziging(ANDERS, "Eén", [("wat", "Een", "Eén"), ("keer", 1, 3)]),
        Wijziging(WEG, "Twee"),
    ]
    assert not verschil(versie(een, spaart=(WIJKVERPLEGING,)), versie(een, spaart=(WIJKVERPLEGING,)))
    assert [w.soort for w in verschil(None, versie(een)).regels] == [ERBIJ]


def test_een_besparing_die_er_twee_keer_staat_telt_twee_keer() -> None:
    een, twee = versie(spaart=(WIJKVERPLEGING,)), versie(spaart=(WIJKVERPLEGING, WIJKVERPLEGING))
    assert list(verschil(een, twee).vermeden) == [Wijziging(ERBIJ, "Wijkverpleging")]
    assert list(verschil(twee, een).vermeden) == [Wijziging(WEG, "Wijkverpleging")]


def test_wie_betaalt_en_wie_overhoudt_zijn_te_zien() -> None:
    gevolg = effect([regel(bekostiging="wijkbudget", kosten_jaar=312_000)], [WIJKVERPLEGING], [GEMEENTE, VERZEKERAAR])
    assert [(p.naam, p.kost, p.scheelt) for p in gevolg.posten] == [
        ("Budget van de wijk", 312_000, 0),
        ("ZekerZorg (Zvw)", 0, 900_000),
    ]
    assert gevolg.saldo == 588_000
    assert "Wie betaalt, is een ander dan wie geld overhoudt." in gevolg.zin()


def test_het_budget_van_de_wijk_is_van_niemand_alleen() -> None:
    beheert = Partij(id="g", naam="Gemeente", soort="gemeente", betaalt_voor=["wmo", "wijkbudget"], actief=True)
    gevolg = effect([regel(bekostiging="wijkbudget", kosten_jaar=312_000)], [WIJKVERPLEGING], [beheert, VERZEKERAAR])
    assert [p.naam for p in gevolg.posten] == ["Budget van de wijk", "ZekerZorg (Zvw)"]


def test_wie_zelf_betaalt_en_overhoudt_is_geen_ander() -> None:
    gevolg = effect([regel(bekostiging="zvw", kosten_jaar=100_000)], [WIJKVERPLEGING], [VERZEKERAAR])
    assert [(p.kost, p.scheelt) for p in gevolg.posten] == [(100_000, 900_000)]
    assert "een ander" not in gevolg.zin()


def test_bij_twee_betalers_wordt_niemand_geraden() -> None:
    gevolg = effect([], [WIJKVERPLEGING], [VERZEKERAAR, ANDERE])
    assert [p.naam for p in gevolg.posten] == ["Zvw"]
    gekozen = effect([], [replace(WIJKVERPLEGING, partij_id="ander")], [VERZEKERAAR, ANDERE])
    assert [p.naam for p in gekozen.posten] == ["Anders Verzekerd (Zvw)"]


def test_zonder_besparing_zegt_de_zin_alleen_wat_het_kost() -> None:
    zin = effect([regel(bekostiging="wmo", kosten_jaar=100_000)], [], [GEMEENTE]).zin()
    assert zin.replace("\u00a0", " ") == "Dit arrangement kost naar schatting € 1.000 per jaar."
    assert not effect([regel(bekostiging="informeel", kosten_jaar=0)], [], []).posten
