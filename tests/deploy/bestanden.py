"""Reads the files of deploy/. There is no docker daemon and no cluster where these tests run (docs/beheer/uitrollen.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from loket_backend.settings import Settings
from tests.conftest import WORTEL
from tests.deploy import containerfile

DEPLOY = WORTEL / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
STAPPEN = containerfile.lees()
UITEINDELIJK = STAPPEN["loket"]
POORTEN = {"loket": 8080, "rasa": 5005, "acties": 5055}
GEZOND = {"loket": "/gezond", "rasa": "/webhooks/loket/gezond", "acties": "/health"}
INTERN = 8081
# Of these files themselves, not of the loket.
EIGEN = {"LOKET_GEHEIMEN", "LOKET_IMAGE", "LOKET_DOMEIN"}


def compose() -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load((DEPLOY / "compose" / "compose.yml").read_text(encoding="utf-8"))
    return inhoud


def manifesten() -> list[dict[str, Any]]:
    bestanden = [KUBERNETES / naam for naam in kustomization()["resources"]]
    return [stuk for pad in bestanden for stuk in yaml.safe_load_all(pad.read_text(encoding="utf-8"))]


def kustomization() -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))
    return inhoud


def van_soort(soort: str) -> dict[str, dict[str, Any]]:
    return {m["metadata"]["name"]: m for m in manifesten() if m["kind"] == soort}


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    """Of everything that runs, the name and what a pod of it is."""
    for m in manifesten():
        if m["kind"] in ("Deployment", "Job"):
            yield m["metadata"]["name"], m["spec"]["template"]["spec"]
        elif m["kind"] == "CronJob":
            yield m["metadata"]["name"], m["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def diensten(deel: str) -> dict[str, dict[str, Any]]:
    """The services of compose of this kind."""
    return {naam: d for naam, d in compose()["services"].items() if re.fullmatch(rf"{deel}-\d+", naam)}


def units() -> dict[str, str]:
    return {pad.name: pad.read_text(encoding="utf-8") for pad in (DEPLOY / "systemd").iterdir()}


def bekende_instellingen() -> set[str]:
    """Every LOKET_ name that a process reads."""
    bekend = {veld.metadata["omgeving"] for veld in Settings.__dataclass_fields__.values()}
    bronnen = [*(WORTEL / "bot").rglob("*.py"), WORTEL / "loket_backend" / "start.py"]
    if not (WORTEL / "bot" / "server.py").exists():  # the processes apart are described, and being built
        bronnen.append(WORTEL / "docs" / "beheer" / "meer-processen.md")
    return bekend | {naam for pad in bronnen for naam in re.findall(r"\bLOKET_[A-Z_]+\b", pad.read_text("utf-8"))}
