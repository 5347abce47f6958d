"""The first program in the image, and the one that makes the secrets."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from loket_backend.reservekopie.slot import lees_sleutel
from loket_backend.settings import Settings
from loket_backend.versleuteling import Sleutelbos
from tests.deploy.bestanden import DEPLOY, compose


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
