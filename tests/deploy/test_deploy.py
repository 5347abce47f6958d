"""deploy/ against the code: what a file of it says about ports, addresses, settings and paths is what the processes do.

There is no docker daemon and no cluster where these tests run; docs/beheer/uitrollen.md says what was not run.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from loket_backend.settings import Settings
from tests.conftest import WORTEL
from tests.deploy import containerfile

DEPLOY = WORTEL / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
INGANG = (DEPLOY / "ingang").read_text(encoding="utf-8")
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
    bestanden = [KUBERNETES / naam for naam in _kustomization()["resources"]]
    return [stuk for pad in bestanden for stuk in yaml.safe_load_all(pad.read_text(encoding="utf-8"))]


def _kustomization() -> dict[str, Any]:
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


@pytest.mark.parametrize("pad", [p for p in sorted(DEPLOY.rglob("*")) if p.is_file()], ids=lambda p: str(p.name))
def test_iedere_instelling_bestaat(pad: Path) -> None:
    genoemd = set(re.findall(r"\bLOKET_[A-Z_]+\b", pad.read_text(encoding="utf-8"))) - EIGEN
    assert {naam for naam in genoemd if not naam.endswith("_")} <= bekende_instellingen()


def test_een_instelling_die_niet_bestaat_valt_op() -> None:
    assert "LOKET_BESTAAT_NIET" not in bekende_instellingen()


def test_het_beeld_kopieert_alleen_wat_er_is() -> None:
    for stap in STAPPEN.values():
        for kopie in stap.kopieen:
            if kopie.uit:
                assert kopie.uit in STAPPEN
            for bron in kopie.bronnen if not kopie.uit else ():
                assert (WORTEL / bron).exists(), bron
                assert _komt_mee(bron), f"{bron} is not let through by Containerfile.dockerignore"


def _komt_mee(bron: str) -> bool:
    """Of the file that lets through only what it names."""
    regels = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert regels[0] == "**"
    door = [regel[1:] for regel in regels if regel.startswith("!")]
    return any(bron == regel or bron.startswith(f"{regel}/") or bron == regel.split("/")[0] for regel in door)


def test_wat_uit_een_eerdere_stap_komt_wordt_daar_gemaakt() -> None:
    gemaakt = {"omgevingen": {"/opt/python", "/loket/.venv", "/loket/.venv-bot"}}
    gemaakt["model"] = {f"/loket/{k.doel.removesuffix('/')}" for k in STAPPEN["model"].kopieen}
    gemaakt["model"] |= {f"/loket/{b}" for k in STAPPEN["model"].kopieen for b in k.bronnen}
    gemaakt["voorkant"] = {"/loket/loket_backend/statisch"}
    for kopie in UITEINDELIJK.kopieen:
        assert not kopie.uit or set(kopie.bronnen) <= gemaakt[kopie.uit], kopie


def test_het_beeld_draait_niet_als_root_en_met_de_vaste_lijsten() -> None:
    assert UITEINDELIJK.van("USER") == ["10001:10001"]
    assert "make .venv/klaar .venv-bot/klaar" in STAPPEN["omgevingen"].van("RUN")
    makefile = (WORTEL / "Makefile").read_text(encoding="utf-8")
    assert makefile.count("--compile-bytecode --require-hashes requirements/") == 2
    assert "make train" in STAPPEN["model"].van("RUN")[0]
    assert UITEINDELIJK.van("ENTRYPOINT") == ['["/loket/deploy/ingang"]']


def test_het_beeld_heeft_de_poorten_van_de_code() -> None:
    omgeving = UITEINDELIJK.omgeving
    assert {d: int(omgeving[f"LOKET_{n}"]) for d, n in (("rasa", "RASA_PORT"), ("acties", "ACTIES_PORT"))} == {
        "rasa": POORTEN["rasa"],
        "acties": POORTEN["acties"],
    }
    assert (int(omgeving["LOKET_PORT"]), int(omgeving["LOKET_INTERN_PORT"])) == (POORTEN["loket"], INTERN)
    assert UITEINDELIJK.van("EXPOSE") == ["8080"]


def test_de_adressen_van_gezond_bestaan_in_de_code() -> None:
    gezondheid = (WORTEL / "loket_backend" / "gezondheid.py").read_text(encoding="utf-8")
    kanaal = (WORTEL / "bot" / "channel.py").read_text(encoding="utf-8")
    acties = (WORTEL / "bot" / "actions" / "__main__.py").read_text(encoding="utf-8")
    assert 'web.get("/gezond"' in gezondheid
    assert ('"/gezond"' in kanaal, 'return "loket"' in kanaal, '"/health"' in acties) == (True, True, True)


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


def test_de_geheimen_worden_gemaakt_en_nooit_overschreven(tmp_path: Path) -> None:
    opdracht = [str(DEPLOY / "maak-geheimen"), str(tmp_path / "g"), "db.example"]
    subprocess.run(opdracht, check=True, capture_output=True)
    eerst = {pad.name: pad.read_text() for pad in (tmp_path / "g").iterdir()}
    subprocess.run(opdracht, check=True, capture_output=True)
    assert {pad.name: pad.read_text() for pad in (tmp_path / "g").iterdir()} == eerst
    assert set(eerst) == set(compose()["secrets"])
    assert {pad.stat().st_mode & 0o777 for pad in (tmp_path / "g").iterdir()} == {0o600}
    url = Settings(database_url=eerst["LOKET_DATABASE_URL"]).database
    assert url == f"postgresql+asyncpg://loket:{eerst['POSTGRES_PASSWORD']}@db.example/loket"
    from loket_backend.reservekopie.slot import lees_sleutel
    from loket_backend.versleuteling import Sleutelbos

    assert len(lees_sleutel(tmp_path / "g" / "kopie.sleutel")) == 32
    Sleutelbos.lees(eerst["LOKET_SLEUTEL"])


def _ingang(tmp_path: Path, *woorden: str) -> subprocess.CompletedProcess[str]:
    """The real script, in a folder in which every Python only says what it was asked."""
    for omgeving in (".venv", ".venv-bot"):
        nep = tmp_path / omgeving / "bin" / "python"
        nep.parent.mkdir(parents=True, exist_ok=True)
        nep.write_text(f'#!/bin/sh\necho "{omgeving} $* | $LOKET_GEHEIM | $PWD"\n')
        nep.chmod(0o755)
    (tmp_path / "deploy").mkdir(exist_ok=True)
    shutil.copy(DEPLOY / "ingang", tmp_path / "deploy" / "ingang")
    (tmp_path / "geheimen").mkdir(exist_ok=True)
    (tmp_path / "geheimen" / "LOKET_GEHEIM").write_text("uit een bestand\n")
    omgeving_ = {"PATH": "/usr/bin:/bin", "LOKET_GEHEIMEN": str(tmp_path / "geheimen")}
    opdracht = [str(tmp_path / "deploy" / "ingang"), *woorden]
    return subprocess.run(opdracht, env=omgeving_, capture_output=True, text=True, cwd="/", check=False)


@pytest.mark.parametrize(
    ("woorden", "verwacht"),
    [
        ([], ".venv -m loket_backend"),
        (["loket"], ".venv -m loket_backend"),
        (["rasa"], ".venv-bot -m bot.server"),
        (["acties"], ".venv-bot -m bot.actions"),
        (["migreer"], ".venv -m loket_backend.migreer"),
        (["reservekopie", "maak", "/een map"], ".venv -m loket_backend.reservekopie maak /een map"),
        (["beheer", "sleutel", "coordinator"], ".venv -m loket_backend.beheer sleutel coordinator"),
    ],
)
def test_de_ingang_wordt_het_proces_met_de_geheimen_uit_bestanden(
    tmp_path: Path, woorden: list[str], verwacht: str
) -> None:
    gezegd = _ingang(tmp_path, *woorden)
    assert gezegd.stdout == f"{verwacht} | uit een bestand | {tmp_path}\n", gezegd.stderr


def test_de_ingang_weigert_wat_zij_niet_kent(tmp_path: Path) -> None:
    gezegd = _ingang(tmp_path, "iets")
    assert (gezegd.returncode, "onbekend: iets" in gezegd.stderr) == (64, True)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is niet geïnstalleerd")
@pytest.mark.parametrize("naam", [n for n in units() if not n.endswith(".env")])
def test_systemd_begrijpt_de_unit_en_vindt_haar_dicht(naam: str, tmp_path: Path) -> None:
    for unit, tekst in units().items():
        (tmp_path / unit).write_text(tekst.replace("/srv/loket", str(WORTEL)))
    gezegd = subprocess.run(["systemd-analyze", "verify", f"./{naam}"], cwd=tmp_path, capture_output=True, text=True)
    assert (gezegd.returncode, gezegd.stderr) == (0, "")
    if naam.endswith(".service"):
        dicht = ["systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=20", f"./{naam}"]
        assert subprocess.run(dicht, cwd=tmp_path, capture_output=True).returncode == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is niet geïnstalleerd")
def test_systemd_zou_een_fout_in_een_unit_zien(tmp_path: Path) -> None:
    (tmp_path / "fout.service").write_text("[Service]\nExecStart=/bestaat/niet\nBestaatNiet=ja\n")
    gezegd = subprocess.run(
        ["systemd-analyze", "verify", "./fout.service"], cwd=tmp_path, capture_output=True, text=True
    )
    assert gezegd.stderr


def test_de_units_luisteren_waar_de_instellingen_wijzen() -> None:
    instellingen = dict(r.split("=", 1) for r in units()["loket.env"].splitlines() if r and not r.startswith("#"))
    (wil,) = re.findall(r"Wants=(.*)", units()["loket.target"])
    for deel, naam in (("rasa", "LOKET_RASA"), ("acties", "LOKET_ACTIES")):
        poorten = re.findall(rf"loket-{deel}@(\d+)\.service", wil)
        assert instellingen[naam].split() == [f"http://127.0.0.1:{poort}" for poort in poorten]
    assert instellingen["LOKET_INTERN"] == f"http://127.0.0.1:{instellingen['LOKET_INTERN_PORT']}"
    assert instellingen["LOKET_HOST"] == "127.0.0.1"


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is niet geïnstalleerd")
def test_kustomize_zet_alles_bij_elkaar() -> None:
    gezegd = subprocess.run(["kubectl", "kustomize", str(KUBERNETES)], capture_output=True, text=True, check=False)
    assert gezegd.returncode == 0, gezegd.stderr
    alle = list(yaml.safe_load_all(gezegd.stdout))
    assert len(alle) == len(manifesten())
    beelden = {h["image"] for _, pod in pods() for h in pod["containers"]}
    assert beelden == {_kustomization()["images"][0]["name"]}


def _compose_plugin() -> bool:
    docker = shutil.which("docker")
    return bool(docker) and subprocess.run([docker, "compose", "version"], capture_output=True).returncode == 0


@pytest.mark.skipif(not _compose_plugin(), reason="docker compose is niet geïnstalleerd")
def test_docker_compose_begrijpt_het_bestand(tmp_path: Path) -> None:
    opdracht = ["docker", "compose", "-f", str(DEPLOY / "compose" / "compose.yml"), "--env-file"]
    opdracht += [str(DEPLOY / "compose" / "voorbeeld.env"), "--profile", "beheer", "config", "-q"]
    gezegd = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert gezegd.returncode == 0, gezegd.stderr
