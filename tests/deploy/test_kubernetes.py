"""The manifests: who may speak to whom, and that one is always left."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import yaml

from tests.deploy.bestanden import KUBERNETES, POORTEN, kustomization, manifesten, pods, van_soort


def test_in_kubernetes_mag_alleen_wat_genoemd_is() -> None:
    regels = van_soort("NetworkPolicy")
    niets = regels.pop("niets")["spec"]
    assert niets == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    for deel in ("rasa", "acties"):
        for regel in regels[deel]["spec"]["ingress"]:
            assert all("namespaceSelector" not in van and "ipBlock" not in van for van in regel["from"]), deel
    soorten = {s["spec"].get("type", "ClusterIP") for s in van_soort("Service").values()}
    achter = {
        p["backend"]["service"]["name"] for p in van_soort("Ingress")["loket"]["spec"]["rules"][0]["http"]["paths"]
    }
    assert (soorten, achter) == ({"ClusterIP"}, {"loket"})


@pytest.mark.parametrize("deel", list(POORTEN))
def test_in_kubernetes_is_er_steeds_een_over(deel: str) -> None:
    opgezet = van_soort("Deployment")[deel]["spec"]
    behoud = van_soort("PodDisruptionBudget")[deel]["spec"]
    groei = van_soort("HorizontalPodAutoscaler")[deel]["spec"]
    assert opgezet["replicas"] >= 2
    assert behoud["minAvailable"] == 1
    assert behoud["selector"]["matchLabels"] == opgezet["selector"]["matchLabels"]
    assert opgezet["template"]["metadata"]["labels"] == opgezet["selector"]["matchLabels"]
    assert groei["minReplicas"] == opgezet["replicas"]


def test_de_adressen_in_kubernetes_wijzen_naar_een_service_met_die_poort() -> None:
    gegeven = van_soort("ConfigMap")["instellingen"]["data"]
    for naam in ("LOKET_RASA", "LOKET_ACTIES", "LOKET_INTERN"):
        _, host, poort = re.fullmatch(r"(http)://([a-z-]+):(\d+)", gegeven[naam]).groups()  # type: ignore[union-attr]
        dienst = van_soort("Service")[host]["spec"]
        (deur,) = dienst["ports"]
        pod = dict(pods())[dienst["selector"]["deel"]]
        poorten = {p["name"]: p["containerPort"] for p in pod["containers"][0]["ports"]}
        assert (deur["port"], poorten[deur["targetPort"]]) == (int(poort), int(poort))


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is niet geïnstalleerd")
def test_kustomize_zet_alles_bij_elkaar() -> None:
    gezegd = subprocess.run(["kubectl", "kustomize", str(KUBERNETES)], capture_output=True, text=True, check=False)
    assert gezegd.returncode == 0, gezegd.stderr
    alle = list(yaml.safe_load_all(gezegd.stdout))
    assert len(alle) == len(manifesten())
    beelden = {h["image"] for _, pod in pods() for h in pod["containers"]}
    assert beelden == {kustomization()["images"][0]["name"]}
