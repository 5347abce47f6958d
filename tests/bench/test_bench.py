"""The figures are only worth what the tools are: what they count, plan and draw."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from statistics import mean

import pytest
import yaml

from tests.bench import bewoners, cijfers, standaard
from tests.bench.assen import As, getal
from tests.bench.bewoners import Boek, Fase, Gestuurd
from tests.bench.grafiek import Doel, lijnen, staven
from tests.bench.lengtes import LENGTES, lengte
from tests.bench.narekenen import antwoordtijden, niet_op_volgorde
from tests.bench.teksten import scenarios, verteld

SVG = "{http://www.w3.org/2000/svg}"


def test_de_verhouding_is_die_van_de_medianen_en_ligt_binnen_haar_grenzen() -> None:
    paren = [(30.0 + n % 7, 20.0 + n % 5) for n in range(200)]
    uit = cijfers.verhouding(paren)
    laag, hoog = uit["p50_tussen"]
    assert uit["p50"] == pytest.approx(33 / 22, abs=0.001)
    assert laag <= uit["p50"] <= hoog
    assert hoog - laag < 0.2


def test_een_uitschieter_telt_in_de_staart_en_niet_in_het_midden() -> None:
    uit = cijfers.staart([10.0] * 99 + [5000.0])
    assert (uit["p50"], uit["p95"], uit["hoogst"], uit["n"]) == (10.0, 10.0, 5000.0, 100)
    assert uit["p99"] > 10
    assert cijfers.staart([])["p99"] == 0


def test_het_plan_is_elke_keer_hetzelfde_en_haalt_zijn_tempo() -> None:
    fasen = [Fase("gewoon", 600, 5), Fase("stoot", 60, 20)]
    plan = bewoners.momenten(fasen, 1)
    assert plan == bewoners.momenten(fasen, 1)
    assert plan != bewoners.momenten(fasen, 2)
    assert [op for _, op in plan] == sorted(op for _, op in plan)
    assert mean(fase == "stoot" for fase, _ in plan) == pytest.approx(1200 / 4200, abs=0.03)
    assert all(600 <= op < 660 for fase, op in plan if fase == "stoot")


def test_een_antwoord_telt_vanaf_het_geplande_moment_tot_het_laatste_bericht() -> None:
    boek = Boek(gezien={("g", 4): 10.5, ("g", 5): 12.0})
    gestuurd = [
        Gestuurd("gewoon", "g", "x", 3, gepland=10.0, bevestigd=10.4),
        Gestuurd("gewoon", "g", "y", 6, 11.0, 11.0),
    ]
    assert antwoordtijden(boek, gestuurd, {("g", 3): 5}) == [2000.0]


@pytest.mark.parametrize(
    ("antwoorden", "fout"), [({("g", 3): 5, ("g", 4): 6, ("h", 3): 4}, 0), ({("g", 3): 6, ("g", 4): 5}, 1)]
)
def test_een_antwoord_voor_zijn_beurt_wordt_gezien(antwoorden: dict[tuple[str, int], int], fout: int) -> None:
    assert niet_op_volgorde(antwoorden) == fout


def test_een_lengte_komt_uit_de_omgeving_en_anders_kort_of_vol(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in (*LENGTES, "LOKET_VOL"):
        monkeypatch.delenv(naam, raising=False)
    assert lengte("LOKET_SOAK") == 120
    monkeypatch.setenv("LOKET_VOL", "1")
    assert (lengte("LOKET_SOAK"), lengte("LOKET_DUUR"), lengte("LOKET_ACHTERSTAND")) == (7200, 1800, 10_000)
    monkeypatch.setenv("LOKET_SOAK", "7")
    assert lengte("LOKET_SOAK") == 7


def test_wie_meet_wie_praat_komt_aan_het_einde_en_is_niet_in_nood() -> None:
    assert len(scenarios()) >= 5
    assert len(verteld(scenarios()[0], 50)) == 50


def test_een_staaf_is_zo_hoog_als_haar_getal_en_een_doel_ligt_op_zijn_plek() -> None:
    beeld = ET.fromstring(staven("T", "ms", {"a": {"p50": 50.0, "p95": 100.0}}, [Doel(50, "goal")]))
    hoogten = [
        float(r.get("height", 0)) for r in beeld.findall(f"{SVG}rect") if str(r.get("fill")).startswith("url(#p")
    ]
    klein, groot = [h for h in hoogten if h != 14]
    assert groot == pytest.approx(2 * klein, abs=0.2)
    doel = next(lijn for lijn in beeld.findall(f"{SVG}line") if lijn.get("class") == "doel")
    assert float(doel.get("y1", 0)) == pytest.approx(As.voor([100.0]).y(50), abs=0.1)


def test_een_beeld_houdt_zich_aan_de_regels_van_xml() -> None:
    beeld = ET.fromstring(
        lijnen("A & <B>", "MiB", {"één": [(0, 1200.0), (10, 1210.0)], "twee": [(0, 5.0)]}, "seconden")
    )
    assert len(beeld.findall(f"{SVG}polyline")) == 2
    assert beeld.get("aria-label") == "A & <B>"


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(10_000, "10,000"), (946.3, "946"), (36.34, "36.3"), (1.623, "1.62"), (0, "0")]
)
def test_een_getal_houdt_drie_cijfers_die_tellen(waarde: float, tekst: str) -> None:
    assert getal(waarde) == tekst


def test_rasas_eigen_project_kent_alleen_wat_erin_staat_en_niets_van_ons() -> None:
    bestanden = standaard.project(2)
    domein = yaml.safe_load(bestanden["domain.yml"])
    stappen = [s for v in yaml.safe_load(bestanden["data/stories.yml"])["stories"] for s in v["steps"]]
    stappen += [s for r in yaml.safe_load(bestanden["data/rules.yml"])["rules"] for s in r["steps"]]
    assert {s["action"] for s in stappen if "action" in s} <= set(domein["responses"])
    assert {s["intent"] for s in stappen if "intent" in s} <= set(domein["intents"])
    assert "bot." not in bestanden["config.yml"]
    assert not [t for teksten in domein["responses"].values() for t in teksten if "{" in t["text"]]
