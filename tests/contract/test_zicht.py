"""What comes along for Grafana and Prometheus fits the loket: every figure exists, every alarm has its page and every page its alarm."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from loket_backend import meetpunt
from loket_backend.app import maak_interne_app
from tests.contract import promql
from tests.contract.hulp import OP_SQLITE, Client

WORTEL = Path(__file__).parents[2]
ZICHT = WORTEL / "deploy" / "zicht"
PAGINAS = WORTEL / "docs" / "beheer" / "alarmen"
# What Prometheus itself adds.
VAN_PROMETHEUS = {"up": {"job": {"loket"}, "instance": set()}}
KOPPEN = ["What it means for residents", "Where to look", "What to do", "Whom to call"]

REGELS = [r for groep in yaml.safe_load((ZICHT / "alarmen.yml").read_text())["groups"] for r in groep["rules"]]
BORD = json.loads((ZICHT / "dashboard.json").read_text())
VRAGEN = [(p["title"], t["expr"]) for p in BORD["panels"] for t in p.get("targets", [])]
ALLES = [(r["alert"], r["expr"]) for r in REGELS] + VRAGEN


def test_er_is_iets_te_toetsen() -> None:
    assert len(REGELS) >= 10
    assert len(VRAGEN) >= 20


async def _bestaande(client: Client, tmp_path: Path) -> dict[str, dict[str, set[str]]]:
    """The values of every label of every series that the loket has, by name."""
    (tmp_path / "nacht.kopie").write_text("x")
    client.app._state[meetpunt.RESERVEKOPIEEN] = tmp_path
    async with TestClient(TestServer(maak_interne_app(client.app))) as binnen:
        tekst = await (await binnen.get("/metrics")).text()
    gevonden: dict[str, dict[str, set[str]]] = {**VAN_PROMETHEUS}
    for familie in text_string_to_metric_families(tekst):
        for monster in familie.samples:
            labels = gevonden.setdefault(monster.name, {"instance": set(), "job": {"loket"}})
            for naam, waarde in monster.labels.items():
                labels.setdefault(naam, set()).add(waarde)
    return gevonden


@OP_SQLITE
async def test_iedere_reeks_in_bord_en_regels_bestaat_met_haar_labels(client: Client, tmp_path: Path) -> None:
    bestaand = await _bestaande(client, tmp_path)
    for waar, vraag in ALLES:
        gelezen = promql.lees(vraag)
        for reeks in gelezen.reeksen:
            assert reeks.naam in bestaand, f"{waar}: {reeks.naam}"
            for label, _, waarde in reeks.labels:
                assert waarde in bestaand[reeks.naam].get(label, set()), f"{waar}: {reeks.naam} {label}={waarde}"
        labels = {label for reeks in gelezen.reeksen for label in bestaand[reeks.naam]}
        assert gelezen.groepen <= labels, f"{waar}: {gelezen.groepen - labels}"


@OP_SQLITE
async def test_iedere_reeks_van_ons_staat_in_de_uitleg(client: Client, tmp_path: Path) -> None:
    uitleg = (WORTEL / "docs" / "beheer" / "meten.md").read_text()
    namen = {
        re.sub(r"_(bucket|sum|count|created|total|info)$", "", naam) for naam in await _bestaande(client, tmp_path)
    }
    eigen = {naam for naam in namen if naam.startswith("loket_") and not naam.startswith("loket_process_")}
    assert [naam for naam in sorted(eigen) if naam not in uitleg] == []


@pytest.mark.parametrize("regel", REGELS, ids=lambda regel: regel["alert"])
def test_ieder_alarm_heeft_een_pagina_een_ernst_en_een_zin(regel: dict[str, Any]) -> None:
    assert regel["annotations"]["runbook"] == f"docs/beheer/alarmen/{regel['alert']}.md"
    assert regel["labels"]["ernst"] in ("bel", "kijk", "dag")
    assert regel["annotations"]["summary"].endswith(".")
    pagina = (PAGINAS / f"{regel['alert']}.md").read_text()
    assert pagina.startswith(f"# {regel['alert']}\n")
    assert re.findall(r"^## (.+)$", pagina, re.MULTILINE) == KOPPEN
    for kop in KOPPEN:
        inhoud = pagina.partition(f"## {kop}\n")[2].partition("\n## ")[0]
        assert len(inhoud.split()) >= 5, f"{kop} zegt niets"


def test_iedere_pagina_heeft_een_alarm_en_iedere_verwijzing_een_bestand() -> None:
    assert {pad.stem for pad in PAGINAS.glob("*.md")} == {regel["alert"] for regel in REGELS}
    for pad in PAGINAS.glob("*.md"):
        for doel in re.findall(r"\]\(([^)#]+)\)", pad.read_text()):
            assert (pad.parent / doel).exists(), f"{pad.name} verwijst naar {doel}"


def test_iedere_duur_in_een_regel_is_er_een() -> None:
    for regel in REGELS:
        assert re.fullmatch(r"\d+[smh]", regel.get("for", "0s"))


def test_het_bord_is_heel() -> None:
    nummers = [paneel["id"] for paneel in BORD["panels"]]
    assert len(nummers) == len(set(nummers))
    vakken = [p["gridPos"] for p in BORD["panels"]]
    assert all(v["x"] + v["w"] <= 24 for v in vakken)
    for n, een in enumerate(vakken):
        for ander in vakken[n + 1 :]:
            naast = een["x"] + een["w"] <= ander["x"] or ander["x"] + ander["w"] <= een["x"]
            onder = een["y"] + een["h"] <= ander["y"] or ander["y"] + ander["h"] <= een["y"]
            assert naast or onder, "twee panelen liggen over elkaar"


def test_prometheus_leest_de_regels_en_de_poort_van_hier() -> None:
    config = yaml.safe_load((ZICHT / "prometheus.yml").read_text())
    assert config["rule_files"] == ["alarmen.yml"]
    (taak,) = config["scrape_configs"]
    assert taak["job_name"] == "loket"
    assert taak.get("metrics_path", "/metrics") == meetpunt.PAD


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is niet geïnstalleerd")
def test_promtool_vindt_de_configuratie_goed() -> None:
    subprocess.run(["promtool", "check", "config", ZICHT / "prometheus.yml"], check=True)


@pytest.mark.parametrize(
    "kapot",
    [
        "max(loket_crisis_open",
        "sum(rate(loket_berichten_total))",
        "rate(loket_berichten_total[5])",
        "loket_berichten_total[5m]",
        "max(loket_open) = 1",
        "maximum(loket_open)",
        "loket_beurten_total{uitkomst=mislukt}",
        "histogram_quantile(sum(loket_open))",
        "loket_open loket_open",
        "sum by fase (loket_open)",
        "loket_open > ",
    ],
)
def test_een_verschrijving_valt_op(kapot: str) -> None:
    with pytest.raises(promql.Fout):
        promql.lees(kapot)
