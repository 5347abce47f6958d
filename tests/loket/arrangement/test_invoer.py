"""What a medewerker types about a line: what is kept, and everything that is refused at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from loket_backend.arrangement.invoer import Bekend, lees_regel, lees_schatting
from loket_backend.bsn import MASKER
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import vandaag

BEKEND = Bekend(["dorp"], ["a1"], ["Dorpscoöperatie De Essen", "ZekerZorg"])
LATER = vandaag() + timedelta(days=90)
GOED = {
    "wat": "Hulp bij het schoonmaken",
    "doel": "Fris wonen",
    "keer": "2",
    "per": "week",
    "minuten": "90",
    "begint_op": vandaag().isoformat(),
    "evaluatie_op": LATER.isoformat(),
    "leefgebied": "huishouden",
    "vorm": "individueel",
    "bekostiging": "wmo",
    "kosten_jaar": "1.250,50",
}


def fouten(**anders: str) -> dict[str, str]:
    with pytest.raises(Veldfouten) as fout:
        lees_regel({**GOED, **anders}, BEKEND)
    return fout.value.per_veld


def test_een_goede_regel_is_wat_er_getypt_werd() -> None:
    regel = lees_regel({**GOED, "door_wie": " Marja ", "partij_id": "dorp", "aanbod_id": "a1"}, BEKEND)
    assert (regel.wat, regel.door_wie, regel.keer, regel.minuten) == ("Hulp bij het schoonmaken", "Marja", 2, 90)
    assert (regel.kosten_jaar, regel.partij_id, regel.aanbod_id) == (125_050, "dorp", "a1")
    assert (regel.begint_op, regel.evaluatie_op, regel.eindigt_op) == (vandaag(), LATER, None)
    assert (regel.buiten_regels, regel.reden, len(regel.sleutel)) == (False, None, 32)
    assert lees_regel(GOED, BEKEND, "a" * 32).sleutel == "a" * 32


def test_alles_wat_mis_is_komt_tegelijk() -> None:
    assert set(fouten(**dict.fromkeys(GOED, "onzin"))) >= {
        "keer",
        "per",
        "minuten",
        "begint_op",
        "evaluatie_op",
        "leefgebied",
        "vorm",
        "bekostiging",
        "kosten_jaar",
    }
    with pytest.raises(Veldfouten) as leeg:
        lees_regel({}, BEKEND)
    assert {"wat", "doel", "keer", "per", "begint_op", "evaluatie_op", "leefgebied", "vorm", "bekostiging"} == set(
        leeg.value.per_veld
    )


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("wat", "x" * 121),
        ("doel", "x" * 301),
        ("door_wie", "x" * 81),
        ("keer", "0"),
        ("keer", "100"),
        ("keer", "-1"),
        ("keer", "1,5"),
        ("keer", "²"),
        ("minuten", "0"),
        ("minuten", "1441"),
        ("per", "eeuw"),
        ("leefgebied", "goud"),
        ("vorm", "WMO"),
        ("bekostiging", ""),
        ("partij_id", "weg"),
        ("aanbod_id", "weg"),
        ("kosten_jaar", "-5"),
        ("kosten_jaar", "veel"),
        ("kosten_jaar", "1.000.001"),
        ("begint_op", "31-12-2027"),
        ("begint_op", "0202-01-01"),
        ("eindigt_op", "2999-01-01"),
        ("evaluatie_op", "2027-02-30"),
    ],
)
def test_wat_niet_kan_wordt_gezegd_bij_het_veld(veld: str, waarde: str) -> None:
    assert veld in fouten(**{veld: waarde})


def dag(over: int) -> str:
    return (vandaag() + timedelta(days=over)).isoformat()


def test_begin_terugkijken_en_einde_volgen_op_elkaar() -> None:
    assert set(fouten(begint_op=dag(10), evaluatie_op=dag(9))) == {"evaluatie_op"}
    assert set(fouten(evaluatie_op=dag(20), eindigt_op=dag(19))) == {"eindigt_op"}
    regel = lees_regel({**GOED, "begint_op": dag(5), "evaluatie_op": dag(5), "eindigt_op": dag(5)}, BEKEND)
    assert regel.eindigt_op == date.fromisoformat(dag(5))


def test_buiten_de_regels_kan_alleen_met_een_reden() -> None:
    assert set(fouten(buiten_regels="1")) == {"reden"}
    assert set(fouten(buiten_regels="1", reden="x" * 1001)) == {"reden"}
    assert set(fouten(reden="omdat")) == {"buiten_regels"}  # what was typed is not dropped in silence
    regel = lees_regel({**GOED, "buiten_regels": "1", "reden": "omdat het moet"}, BEKEND)
    assert (regel.buiten_regels, regel.reden) == (True, "omdat het moet")


@pytest.mark.parametrize("veld", ["wat", "doel", "door_wie"])
@pytest.mark.parametrize(
    "tekst",
    [
        "Hulp uit de wmo",
        "van ZEKERZORG",
        "Marja van dorpscoöperatie de essen",
        "Marja van De Essen",
        "voor € 20",
        "20 euro",
        "een pgb",
    ],
)
def test_wat_de_inwoner_leest_noemt_geen_wet_organisatie_of_bedrag(veld: str, tekst: str) -> None:
    assert set(fouten(**{veld: tekst})) == {veld}


@pytest.mark.parametrize(
    "tekst",
    ["Samen onder de essen", "Hulp van ZekerZorgzaam", "Wlzijn", "schoonmaken, 2 uur", "Beneden 20 euros", "Pgbeest"],
)
def test_een_woord_dat_erop_lijkt_mag(tekst: str) -> None:
    assert lees_regel({**GOED, "wat": tekst}, BEKEND).wat == tekst


def test_een_bsn_wordt_niet_bewaard() -> None:
    regel = lees_regel({**GOED, "doel": "Hulp voor 123456782", "door_wie": "Marja 123456782"}, BEKEND)
    assert "123456782" not in f"{regel.doel}{regel.door_wie}"
    assert MASKER in regel.doel


def test_kosten_volgen_uit_het_uurtarief_als_er_geen_bedrag_staat() -> None:
    # 2 times a week, an hour and a half, 20 euros an hour
    uren: dict[str, Any] = {**GOED, "uurtarief": "20"}
    assert lees_regel({**uren, "kosten_jaar": ""}, BEKEND).kosten_jaar == 2 * 52 * 3_000
    assert lees_regel(uren, BEKEND).kosten_jaar == 125_050
    assert set(fouten(kosten_jaar="", uurtarief="20", minuten="")) == {"minuten"}
    assert lees_schatting(uren) == 2 * 52 * 3_000
    with pytest.raises(Veldfouten) as fout:
        lees_schatting({"keer": "1", "per": "week"})
    assert set(fout.value.per_veld) == {"minuten", "uurtarief"}


def test_geld_past_bij_waaruit_het_komt() -> None:
    assert set(fouten(bekostiging="informeel", kosten_jaar="1")) == {"kosten_jaar"}
    assert lees_regel({**GOED, "bekostiging": "informeel", "kosten_jaar": ""}, BEKEND).kosten_jaar == 0
    assert set(fouten(bekostiging="wijkbudget", kosten_jaar="")) == {"kosten_jaar"}
    assert set(fouten(bekostiging="wijkbudget", kosten_jaar="0")) == {"kosten_jaar"}


def test_hulp_die_een_keer_komt_komt_een_keer() -> None:
    assert set(fouten(per="eenmalig")) == {"keer"}
    assert lees_regel({**GOED, "per": "eenmalig", "keer": "1"}, BEKEND).per == "eenmalig"
