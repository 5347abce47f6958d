"""What fails may say where and of what kind it is, never what somebody said."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import text

from loket_backend import logboek, logregel
from loket_backend.db import Database

GEHEIM = "Filomeen-Kwartelzang"


@pytest.fixture(autouse=True)
def loggers_terug() -> Iterator[None]:
    """Every logger and hook as it was before the test."""
    wortel, bewaard = logging.root, {}
    for naam, logger in [("", wortel), *logging.root.manager.loggerDict.items()]:
        if isinstance(logger, logging.Logger):
            bewaard[naam] = (logger, list(logger.handlers), logger.propagate, logger.level)
    haken = (sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning, logging.lastResort)
    yield
    for logger, handlers, propagate, niveau in bewaard.values():
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(niveau)
    sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning, logging.lastResort = haken
    structlog.reset_defaults()


def regels(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    gezegd = capsys.readouterr()
    assert GEHEIM not in gezegd.out + gezegd.err
    return [json.loads(regel) for regel in gezegd.out.splitlines()]


def val_om() -> None:
    try:
        raise ValueError(GEHEIM)
    except ValueError as fout:
        raise RuntimeError(f"kan niet verder met {GEHEIM}") from fout


def test_een_bibliotheek_zegt_waar_en_niet_wat(capsys: pytest.CaptureFixture[str]) -> None:
    logregel.richt_in("loket")
    try:
        val_om()
    except RuntimeError:
        logging.getLogger("aiohttp.server").exception("Error handling %s", GEHEIM)
    (regel,) = regels(capsys)
    assert regel["event"] == "bibliotheek"
    assert (regel["proces"], regel["level"], regel["logger"]) == ("loket", "error", "aiohttp.server")
    assert regel["plek"].startswith("test_logregel:")
    assert regel["soort"] == "RuntimeError < ValueError"
    assert [plek.rpartition(":")[0] for plek in regel["spoor"]] == [__name__, __name__]


def test_onze_eigen_regel_houdt_zijn_woorden(capsys: pytest.CaptureFixture[str]) -> None:
    logregel.richt_in("acties")
    logging.getLogger("bot.actions").error("actie mislukt: %s", "KeyError")
    (regel,) = regels(capsys)
    assert (regel["event"], regel["logger"]) == ("actie mislukt: KeyError", "bot.actions")


def test_ook_een_logger_met_een_eigen_uitgang_gaat_deze_weg(capsys: pytest.CaptureFixture[str]) -> None:
    eigenwijs = logging.getLogger("eigenwijs.bibliotheek")
    eigenwijs.addHandler(logging.StreamHandler(sys.stderr))
    eigenwijs.propagate = False
    logregel.richt_in("rasa")
    eigenwijs.propagate = False  # as Rasa does with Sanic's, after we came
    eigenwijs.warning("%s", GEHEIM)
    eigenwijs.info("%s", GEHEIM)
    (regel,) = regels(capsys)
    assert regel["logger"] == "eigenwijs.bibliotheek"


def test_een_waarschuwing_zegt_haar_soort(capsys: pytest.CaptureFixture[str]) -> None:
    logregel.richt_in("loket")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logregel._vang_de_rest()
        warnings.warn(GEHEIM, UserWarning, stacklevel=1)
        warnings.warn(GEHEIM, DeprecationWarning, stacklevel=1)
    (regel,) = regels(capsys)
    assert regel["event"].startswith("waarschuwing UserWarning test_logregel.py:")


async def test_een_taak_die_niemand_opvangt_zegt_zijn_soort(capsys: pytest.CaptureFixture[str]) -> None:
    logboek.richt_in()

    async def val() -> None:
        val_om()

    taak = asyncio.create_task(val())
    await asyncio.wait([taak])
    del taak
    (regel,) = regels(capsys)
    assert (regel["logger"], regel["soort"]) == ("asyncio", "RuntimeError < ValueError")


@pytest.mark.parametrize("opdracht", ["val_om()", "threading.Thread(target=val_om).start()", "Valt()"])
def test_wat_niemand_opvangt_staat_zonder_tekst_in_het_logboek(opdracht: str) -> None:
    programma = (
        "import threading\nfrom loket_backend import logboek\nfrom tests.loket.test_logregel import val_om\n"
        f"class Valt:\n  def __del__(self): val_om()\nlogboek.richt_in()\n{opdracht}\n"
    )
    uit = subprocess.run([sys.executable, "-c", programma], capture_output=True, text=True, check=False)
    assert GEHEIM not in uit.stdout + uit.stderr
    regel = json.loads(uit.stdout)
    assert regel["event"].startswith("ongevangen")
    assert regel["soort"] == "RuntimeError < ValueError"


def test_een_eigen_gebeurtenis_met_een_fout_zegt_geen_tekst(capsys: pytest.CaptureFixture[str]) -> None:
    logboek.richt_in()
    try:
        val_om()
    except RuntimeError as fout:
        structlog.get_logger().exception("beurt_mislukt", gesprek="g1")
        structlog.get_logger().error("nog_eens", fout=fout)
    eerste, tweede = regels(capsys)
    assert (eerste["event"], eerste["gesprek"], eerste["level"]) == ("beurt_mislukt", "g1", "error")
    assert eerste["soort"] == "RuntimeError < ValueError"
    assert tweede["fout"] == "RuntimeError"


async def test_een_fout_van_de_database_draagt_geen_waarden(database: Database) -> None:
    with pytest.raises(Exception, match="bestaat_niet") as gevangen:
        async with database.schrijf() as session:
            await session.execute(text("SELECT :geheim FROM bestaat_niet"), {"geheim": GEHEIM})
    assert GEHEIM not in str(gevangen.value)


def test_een_kringetje_van_oorzaken_houdt_op() -> None:
    een, twee = ValueError(GEHEIM), KeyError(GEHEIM)
    een.__cause__, twee.__cause__ = twee, een
    assert logregel.fout_als_velden(een) == {"soort": "ValueError < KeyError", "spoor": []}


def test_een_verkeerde_instelling_staat_er_met_haar_uitleg(tmp_path: Path) -> None:
    (tmp_path / "nummers.yml").write_text("huisartsenpost: {nummer: 12}", encoding="utf-8")
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOKET_")}
    omgeving |= {"LOKET_DATA": str(tmp_path), "LOKET_GEHEIM": "x", "LOKET_NUMMERS": str(tmp_path / "nummers.yml")}
    opdracht = [sys.executable, "-m", "loket_backend"]
    uit = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=False, timeout=120)
    gezegd = {regel["event"]: regel for regel in map(json.loads, uit.stdout.splitlines())}
    assert uit.returncode == 1
    assert "huisartsenpost" in gezegd["instelling_klopt_niet"]["uitleg"]
