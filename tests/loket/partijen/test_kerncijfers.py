from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from loket_backend.partijen import kerncijfers
from loket_backend.partijen.kerncijfers import MEEGELEVERD, Kerncijferboek, Kerncijfers, KerncijfersFout
from loket_backend.settings import Settings
from loket_backend.start import bezwaren

EIGEN: dict[str, Any] = {
    "wat": "Hulp bij het huishouden",
    "eenheid": "uur",
    "laag": 3000,
    "midden": 3500,
    "hoog": 4000,
    "bekostiging": "wmo",
    "betaalt": "gemeente",
    "bron": "Ons contract",
    "adres": "https://gemeente.example/tarieven",
    "datum": date(2026, 1, 1),
    "gecontroleerd_op": date(2026, 2, 1),
}


def schrijf(map_: Path, cijfers: dict[str, dict[str, Any]], **meer: Any) -> Path:
    pad = map_ / "kerncijfers.yml"
    pad.write_text(yaml.safe_dump({"kerncijfers": cijfers, **meer}), encoding="utf-8")
    return pad


def test_de_meegeleverde_kerncijfers_lopen_op_en_hebben_een_bron_of_zeggen_dat_ze_van_onszelf_zijn() -> None:
    cijfers = Kerncijferboek.uit_bestand().cijfers
    assert {"huishoudelijke_hulp_uur", "wijkverpleging_verzorging_uur", "verpleeghuis_etmaal"} <= cijfers.keys()
    for sleutel, cijfer in cijfers.items():
        assert cijfer.laag <= cijfer.midden <= cijfer.hoog, sleutel
        assert cijfer.eigen_aanname != bool(cijfer.bron), sleutel
        assert cijfer.eigen_aanname or cijfer.adres.startswith("https://"), sleutel


def test_een_gemeente_vervangt_en_voegt_toe(tmp_path: Path) -> None:
    boek = Kerncijferboek.uit_bestand(
        schrijf(tmp_path, {"huishoudelijke_hulp_uur": EIGEN, "was_keer": {**EIGEN, "eenheid": "keer"}})
    )
    assert boek.cijfers["huishoudelijke_hulp_uur"].midden == 3500
    assert boek.cijfers["was_keer"].per == "per keer"
    assert "verpleeghuis_etmaal" in boek.cijfers
    assert boek.verouderd_na_jaar == Kerncijferboek.uit_bestand().verouderd_na_jaar


@pytest.mark.parametrize(
    ("anders", "uitleg"),
    [
        ({"laag": 3600}, "laag, midden en hoog lopen niet op"),
        ({"bekostiging": "awbz"}, "bekostiging is onbekend; mag: informeel"),
        ({"betaalt": "rijk"}, "betaalt is onbekend; mag: gemeente"),
        ({"bron": ""}, "zonder bron en adres is het een eigen aanname"),
        ({"eigen_aanname": True}, "een eigen aanname heeft geen bron"),
        ({"datum": date(2027, 1, 1)}, "de datum ligt na de dag van de controle"),
        ({"eenheid": "maand"}, "eenheid"),
        ({"midden": "veel"}, "midden"),
        ({"midden": 0}, "midden"),
        ({"prijs": 1}, "prijs"),
    ],
)
def test_een_fout_cijfer_wordt_geweigerd_met_waarom(tmp_path: Path, anders: dict[str, Any], uitleg: str) -> None:
    with pytest.raises(KerncijfersFout, match=uitleg):
        Kerncijferboek.uit_bestand(schrijf(tmp_path, {"x": {**EIGEN, **anders}}))


def test_alle_fouten_staan_er_tegelijk(tmp_path: Path) -> None:
    fout = {"a": {**EIGEN, "betaalt": "rijk"}, "b": {**EIGEN, "laag": 9000}, "c" * 41: EIGEN}
    with pytest.raises(KerncijfersFout) as gevangen:
        Kerncijferboek.uit_bestand(schrijf(tmp_path, fout))
    assert len(gevangen.value.fouten) == 3


def test_een_bestand_dat_er_niet_is_houdt_het_loket_tegen_voor_het_start(tmp_path: Path) -> None:
    settings = Settings(data=str(tmp_path), poort="0", kerncijfers=str(tmp_path / "weg.yml"))
    assert any(regel.startswith("LOKET_KERNCIJFERS: ") for regel in bezwaren(settings))


def test_een_cijfer_is_oud_na_het_gezette_aantal_jaren(tmp_path: Path) -> None:
    boek = Kerncijferboek.uit_bestand(schrijf(tmp_path, {"x": EIGEN}, verouderd_na_jaar=1))
    assert not boek.is_oud(boek.cijfers["x"], date(2026, 12, 31))
    assert boek.is_oud(boek.cijfers["x"], date(2027, 1, 1))


def test_wat_de_gemeente_gaf_geldt_overal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kerncijfers, "boek", None)
    assert kerncijfers.alle() == Kerncijferboek.uit_bestand(MEEGELEVERD).cijfers
    Kerncijfers.richt_in(Kerncijferboek.uit_bestand(schrijf(tmp_path, {"x": EIGEN})))
    assert kerncijfers.alle()["x"].midden == 3500
