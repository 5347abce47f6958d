"""The sociale kaart from the command line: what a file would do, and then reading it in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from loket_backend import beheer

KOP = "naam;vorm;bekostiging;leefgebieden\n"
GOED = "Soos;informeel;informeel;contact\n"


@pytest.fixture
def bestand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOKET_DATA", str(tmp_path))
    monkeypatch.delenv("LOKET_DATABASE_URL", raising=False)
    return tmp_path / "kaart.csv"


def draai(monkeypatch: pytest.MonkeyPatch, *opties: str) -> None:
    monkeypatch.setattr(sys, "argv", ["beheer", "aanbod", *opties])
    beheer.main()


def test_een_bestand_wordt_eerst_geprobeerd_en_dan_ingelezen(
    bestand: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand.write_text(KOP + GOED, encoding="utf-8-sig")
    for opties, zin in (
        (["--proef"], "Dit zou gebeuren: 1 nieuw, 0 veranderd, 0 gelijk."),
        ([], "Ingelezen: 1 nieuw, 0 veranderd, 0 gelijk."),
        ([], "Ingelezen: 0 nieuw, 0 veranderd, 1 gelijk."),
    ):
        draai(monkeypatch, str(bestand), *opties)
        assert capsys.readouterr().out.splitlines()[-1] == zin


def test_een_bestand_met_een_fout_wordt_niet_ingelezen(
    bestand: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand.write_text(f"{KOP}{GOED}Eetclub;tover;informeel;contact\n")
    for opties in (["--proef"], []):
        with pytest.raises(SystemExit):
            draai(monkeypatch, str(bestand), *opties)
        assert "regel 3, Eetclub: fout; vorm: “tover” kan hier niet" in capsys.readouterr().err
    bestand.write_text(KOP + GOED)
    draai(monkeypatch, str(bestand), "--proef")
    assert "1 nieuw" in capsys.readouterr().out
