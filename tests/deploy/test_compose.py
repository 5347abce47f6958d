"""The compose file: who knows whom, and that only the proxy can be reached."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.bestanden import DEPLOY, INTERN, POORTEN, compose, diensten


def test_de_adressen_in_compose_wijzen_naar_diensten_die_er_zijn() -> None:
    namen = {
        "LOKET_RASA": [f"http://{naam}:{POORTEN['rasa']}" for naam in diensten("rasa")],
        "LOKET_ACTIES": [f"http://{naam}:{POORTEN['acties']}" for naam in diensten("acties")],
        "LOKET_INTERN": [f"http://{naam}:{INTERN}" for naam in diensten("loket")],
    }
    for deel in POORTEN:
        for dienst in diensten(deel).values():
            assert {n: dienst["environment"][n].split() for n in namen} == namen
    voor = compose()["services"]["proxy"]["environment"]["LOKETTEN"].split()
    assert voor == [f"{naam}:{POORTEN['loket']}" for naam in diensten("loket")]


def test_in_compose_is_alleen_de_proxy_van_buiten_te_bereiken() -> None:
    alles = compose()
    open_ = {naam for naam, dienst in alles["services"].items() if "ports" in dienst}
    assert open_ == {"proxy"}
    assert alles["services"]["proxy"]["networks"] == ["voor"]
    for naam, dienst in alles["services"].items():
        if naam not in ("proxy", *diensten("loket")):
            assert all((alles["networks"][net] or {}).get("internal") for net in dienst["networks"]), naam
    caddy = (DEPLOY / "compose" / "Caddyfile").read_text(encoding="utf-8")
    assert (str(INTERN) in caddy, "/v1/intern/*" in caddy, "health_uri /gezond" in caddy) == (False, True, True)


def _compose_plugin() -> bool:
    docker = shutil.which("docker")
    return bool(docker) and subprocess.run([docker, "compose", "version"], capture_output=True).returncode == 0


@pytest.mark.skipif(not _compose_plugin(), reason="docker compose is niet geïnstalleerd")
def test_docker_compose_begrijpt_het_bestand(tmp_path: Path) -> None:
    opdracht = ["docker", "compose", "-f", str(DEPLOY / "compose" / "compose.yml"), "--env-file"]
    opdracht += [str(DEPLOY / "compose" / "voorbeeld.env"), "--profile", "beheer", "config", "-q"]
    gezegd = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert gezegd.returncode == 0, gezegd.stderr
