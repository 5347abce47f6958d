"""The page of docs/prestaties.md, from figures of every part."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.bench import verslag
from tests.bench.stukken import STUKKEN

GEMETEN = {
    "op": "2026-11-22",
    "lengte": "kort",
    "duurde_s": 3,
    "kernen": 2,
    "processor": "X",
    "geheugen_gib": 24,
    "drukte_vooraf": 0.2,
}
STAART = {"p50": 36.3, "p95": 48.0, "p99": 316.8, "hoogst": 3320.9, "n": 70}
TELLING = {"per_s": 20.0, "p50": 40.0, "p95": 55.0, "n": 99}
NAGEREKEND = dict.fromkeys(
    ("bevestigd", "verloren", "dubbel", "zonder_antwoord", "niet_op_volgorde", "naar_mensen", "fouten"), 0
) | {"bevestigd": 4321, "verloren": 2}
FASE = {"bevestigen_ms": STAART, "antwoord_ms": STAART, "per_s": 5.0}
DRUK = {"gewoon": FASE, "stoot": FASE, "erna": FASE, "kernen_bezet": {"rasa": 0.4}, "nagerekend": NAGEREKEND}
LEEG = {"aannemen_per_s": 90.0, "leeg_na_s": 60.0, "per_s": 17.0, "nieuwe_inwoner_ms": STAART, "nagerekend": NAGEREKEND}
MIB = {"loket": 300.0, "rasa": 700.0, "alles": 1000.0}
PAGINA = {"p50": 12.0, "p95": 31.0, "cpu": 9.0, "eerst": 80.0, "n": 10}
CIJFERS: dict[str, Any] = {
    "verhouding": {
        "hub_ms": STAART,
        "rest_ms": STAART,
        "verhouding": {"p50": 1.2, "p50_tussen": [1.1, 1.3], "p95": 1.25, "paren": 70},
        "doel": 1.25,
    },
    "doorvoer": {
        "beurten": {"4": {"standaard": TELLING, "rasa": TELLING, "hub": TELLING}},
        "keer_standaard": {"4": {"rasa": 3.1, "hub": 2.2}},
        "doel": 3.0,
        "epochs_standaard": 2,
        "standaard_zweeg": 0.08,
    },
    "belasting": {
        "gesprekken": 200,
        "doelen_ms": {"bevestigen_p95": 50, "antwoord_p95": 1000, "antwoord_p99": 3000},
        "sqlite": DRUK,
    },
    "achterstand": {
        "berichten": 100,
        "postgresql": {**LEEG, "verloop": [{"s": 0.0, "over": 100}, {"s": 9.0, "over": 0}]},
    },
    "intakes": {"per_keer": 30, "sqlite": {"1": TELLING, "16": TELLING}, "postgresql": {"1": TELLING, "16": TELLING}},
    "rasas": {"tegelijk": 8, "rasas": {"1": TELLING, "2": TELLING}},
    "geheugen": {
        "klaar_s": [20.0],
        "na_start_mib": MIB,
        "na_soak_mib": MIB,
        "groei": {"start": 1.04, "eerste_minuut": 1.0},
        "verloop": [{"s": 0, "mib": 1000.0}, {"s": 60, "mib": 1010.0}],
        "soak_s": 60,
        "doelen": {"klaar_s": 25, "mib": 1240, "groei": 1.05},
    },
    "begrijpen": {"begrijpen_ms": STAART},
    "overname": {"overname_ms": STAART},
    "lengte": {"beurt_5_p50_ms": 50.0, "beurt_150_p50_ms": 54.0, "verhouding": 1.08, "n": 28},
    "console": {
        "console_ms": {
            "sqlite": {d: {"klein": STAART, "groot": STAART, "groei_p50": 1.1} for d in ("lijst", "zoek", "dossier")}
        }
    },
    "samen": {
        "doel_p95_ms": 200,
        "gedwongen": ["businesscase jaar, zonder geheugen"],
        "maten": {"arrangementen": 5000, "aanbod": 2000, "jaren": 3},
        "samen_ms": {
            "sqlite": {
                "aanbod lijst": PAGINA,
                "maandbeeld eerste blik": {**PAGINA, "p95": 431.0},
                "businesscase jaar, zonder geheugen": {**PAGINA, "p95": 1231.0},
            }
        },
    },
}


@pytest.fixture
def pagina(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the page, with room for its charts."""
    (tmp_path / "prestaties.md").write_text(verslag.PAGINA.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(verslag, "PAGINA", tmp_path / "prestaties.md")
    monkeypatch.setattr(verslag, "BEELD", tmp_path)
    monkeypatch.setattr(verslag, "CIJFERS", tmp_path / "prestaties.json")
    return tmp_path / "prestaties.md"


def schrijf(map_: Path, cijfers: dict[str, Any]) -> str:
    (map_ / "uitslag.json").write_text("voortgang\n" + json.dumps(cijfers), encoding="utf-8")
    return str(map_ / "uitslag.json")


def test_elk_deel_krijgt_zijn_tabel_en_beelden_die_er_zijn(pagina: Path) -> None:
    verslag.main([schrijf(pagina.parent, {naam: {**deel, "gemeten": GEMETEN} for naam, deel in CIJFERS.items()})])
    tekst = pagina.read_text(encoding="utf-8")
    assert set(CIJFERS) == set(STUKKEN)
    assert "4,321 acknowledged; 2 lost" in tekst
    assert len(re.findall(r"^\| ---", tekst, re.MULTILINE)) == len(STUKKEN)
    beelden = re.findall(r"\(beeld/(prestaties-\w+\.svg)\)", tekst)
    assert len(beelden) >= 8
    assert "1 of 2 above it: SQLite, maandbeeld eerste blik (431 ms)" in tekst
    for beeld in beelden:
        ET.parse(pagina.parent / beeld)


def test_een_deel_dat_mislukte_laat_staan_wat_er_stond(pagina: Path) -> None:
    verslag.main([schrijf(pagina.parent, {"begrijpen": {**CIJFERS["begrijpen"], "gemeten": GEMETEN}})])
    eerst = pagina.read_text(encoding="utf-8")
    verslag.main([schrijf(pagina.parent, {"begrijpen": {"fout": "AssertionError: te traag"}})])
    assert pagina.read_text(encoding="utf-8") == eerst
    assert "36.3" in eerst


def test_de_pagina_heeft_een_plek_voor_elk_deel_en_houdt_wat_mensen_schreven() -> None:
    pagina = verslag.PAGINA.read_text(encoding="utf-8")
    for deel in STUKKEN:
        nieuw = verslag.zet(pagina, deel, "NIEUW")
        assert f"<!-- {deel} -->\nNIEUW\n<!-- /{deel} -->" in nieuw
        assert nieuw.startswith(pagina[:200])


def test_een_deel_zonder_plek_wordt_geweigerd() -> None:
    with pytest.raises(SystemExit, match="geen plek"):
        verslag.zet("# niets", "belasting", "x")


def test_een_drukke_machine_staat_erbij() -> None:
    bij = {"op": "2026-11-22", "lengte": "kort", "duurde_s": 3, "kernen": 2, "processor": "X", "geheugen_gib": 24}
    assert "busy machine" in verslag.gemeten({**bij, "drukte_vooraf": 4.0})
    assert "busy machine" not in verslag.gemeten({**bij, "drukte_vooraf": 0.2})
