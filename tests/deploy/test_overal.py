"""What must be so in every file of deploy/: settings exist, health is asked at the same address, nobody gets a secret too many."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.deploy.bestanden import (
    DEPLOY,
    EIGEN,
    GEZOND,
    POORTEN,
    bekende_instellingen,
    compose,
    diensten,
    manifesten,
    pods,
    units,
)


@pytest.mark.parametrize("pad", [p for p in sorted(DEPLOY.rglob("*")) if p.is_file()], ids=lambda p: str(p.name))
def test_iedere_instelling_bestaat(pad: Path) -> None:
    genoemd = set(re.findall(r"\bLOKET_[A-Z_]+\b", pad.read_text(encoding="utf-8"))) - EIGEN
    assert {naam for naam in genoemd if not naam.endswith("_")} <= bekende_instellingen()


def test_een_instelling_die_niet_bestaat_valt_op() -> None:
    assert "LOKET_BESTAAT_NIET" not in bekende_instellingen()


@pytest.mark.parametrize("deel", list(POORTEN))
def test_compose_en_kubernetes_vragen_gezondheid_op_hetzelfde_adres(deel: str) -> None:
    adres = f"http://127.0.0.1:{POORTEN[deel]}{GEZOND[deel]}"
    assert diensten(deel)
    for dienst in diensten(deel).values():
        assert dienst["healthcheck"]["test"] == ["CMD", "/loket/deploy/gezond", adres]
        assert dienst["command"] == [deel]
    pod = dict(pods())[deel]
    (houder,) = pod["containers"]
    poorten = {p["name"]: p["containerPort"] for p in houder["ports"]}
    assert houder["args"] == [deel]
    for welke in ("startupProbe", "livenessProbe", "readinessProbe"):
        vraag = houder[welke]["httpGet"]
        assert (vraag["path"], poorten[vraag["port"]]) == (GEZOND[deel], POORTEN[deel])


def test_iedere_dienst_met_ons_beeld_kan_niets_dan_het_zijne() -> None:
    for naam, dienst in compose()["services"].items():
        if naam not in ("db", "proxy"):
            assert (dienst["read_only"], dienst["cap_drop"]) == (True, ["ALL"]), naam
    for naam, pod in pods():
        (houder,) = pod["containers"]
        slot = houder["securityContext"]
        assert slot == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }, naam
        assert (pod["securityContext"]["runAsNonRoot"], pod["automountServiceAccountToken"]) == (True, False), naam
        # the Service called loket would set LOKET_PORT to tcp://…
        assert pod["enableServiceLinks"] is False, naam


def test_ieder_krijgt_alleen_de_geheimen_die_hij_nodig_heeft() -> None:
    """Rasa and acties never see the column keys or the database."""
    nodig = {
        "loket": {"LOKET_GEHEIM", "LOKET_SLEUTEL", "LOKET_DATABASE_URL"},
        "rasa": {"LOKET_GEHEIM"},
        "acties": {"LOKET_GEHEIM"},
        "migreer": {"LOKET_SLEUTEL", "LOKET_DATABASE_URL"},
        "reservekopie": {"LOKET_SLEUTEL", "LOKET_DATABASE_URL", "kopie.sleutel"},
    }
    for naam, pod in pods():
        (geheim,) = [v["secret"] for v in pod["volumes"] if v["name"] == "geheimen"]
        assert {item["key"] for item in geheim["items"]} == nodig[naam]
    for naam, dienst in compose()["services"].items():
        deel = naam.rpartition("-")[0] or naam
        if deel in nodig:
            assert set(dienst["secrets"]) == nodig[deel], naam
    for naam, unit in units().items():
        deel = {"loket.service": "loket", "loket-backup.service": "reservekopie"}.get(naam, naam[6:].partition("@")[0])
        if naam.endswith(".service"):
            assert set(re.findall(r"LoadCredential=([^:]+):", unit)) == nodig[deel], naam


def test_er_staat_nergens_een_geheim(tmp_path: Path) -> None:
    """What looks like one: 32 bytes in base64, a password in an address, a value for a secret's name."""
    for pad in (p for p in DEPLOY.rglob("*") if p.is_file() and "geheimen" not in p.parts):
        tekst = pad.read_text(encoding="utf-8")
        assert not re.search(r"[A-Za-z0-9+/]{43}=", tekst), pad
        assert not re.search(r"://[^\s/:$\"]+:[^\s@$\"]+@", tekst), pad
        assert not re.search(
            r"(LOKET_GEHEIM|LOKET_SLEUTEL|LOKET_DATABASE_URL|POSTGRES_PASSWORD)[=:] *[^\s{/\[,]", tekst
        ) or (pad.name in ("maak-geheimen", *units())), pad
    assert "Secret" not in {m["kind"] for m in manifesten()}
