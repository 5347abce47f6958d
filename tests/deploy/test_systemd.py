"""The units for a single host."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import WORTEL
from tests.deploy.bestanden import units


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
