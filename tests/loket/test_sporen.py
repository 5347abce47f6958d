"""Traces cost nothing while they are off, carry no words while they are on, and hold nothing up when nobody takes them."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from loket_backend import meten, sporen
from loket_backend.fasen import fase
from tests.e2e.zicht.ontvanger import Ontvanger, luister

WOORD = "Filomeen-Kwartelzang"


@pytest.fixture
def ontvanger(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ontvanger]:
    for naam in ("tracer", "verzender"):
        monkeypatch.setattr(sporen.Sporen, naam, None)
    niveau = logging.getLogger("opentelemetry").level
    with luister() as ontvanger:
        sporen.richt_in("loket", ontvanger.adres)
        yield ontvanger
        sporen.Sporen.verzender.shutdown()
    logging.getLogger("opentelemetry").setLevel(niveau)


def ontvangen(ontvanger: Ontvanger) -> dict[str, Any]:
    sporen.Sporen.verzender.force_flush()
    return {span.naam: span for span in ontvanger.spans}


def test_uit_laadt_niets_en_doet_niets() -> None:
    programma = (
        "import sys; from loket_backend import sporen; sporen.richt_in('loket', '')\n"
        "with sporen.van_bericht('beurt', 'g', 1), sporen.stap('x'), sporen.vervolg('y', {'traceparent': 'z'}): pass\n"
        "sporen.begin('g', 1, 0.1); assert sporen.koppen() == {}; sporen.rond_af()\n"
        "print([m for m in sys.modules if m.startswith('opentelemetry')])"
    )
    uit = subprocess.run([sys.executable, "-c", programma], capture_output=True, text=True, check=True)
    assert uit.stdout == "[]\n"


def test_het_nummer_volgt_uit_het_bericht() -> None:
    assert sporen.nummers_van("g1", 4) == sporen.nummers_van("g1", 4)
    assert len({sporen.nummers_van(g, n) for g in ("g1", "g2") for n in (4, 5)}) == 4
    assert all(0 < spoor < 2**128 and 0 < span < 2**64 for spoor, span in [sporen.nummers_van("g1", 4)])


def test_wie_later_komt_vindt_hetzelfde_spoor(ontvanger: Ontvanger) -> None:
    with sporen.van_bericht("beurt", "g1", 4), sporen.stap("rasa"):
        koppen = sporen.koppen()
    with sporen.vervolg("begrijpen", koppen):
        pass
    sporen.begin("g1", 4, 0.25)
    spans = ontvangen(ontvanger)
    assert {s.spoor for s in spans.values()} == {f"{sporen.nummers_van('g1', 4)[0]:032x}"}
    assert spans["aanname"].ouder == ""
    assert [spans[n].ouder for n in ("beurt", "rasa", "begrijpen")] == [
        spans[n].id for n in ("aanname", "beurt", "rasa")
    ]


def test_een_fout_zegt_haar_soort_en_niet_haar_tekst(ontvanger: Ontvanger) -> None:
    with pytest.raises(ValueError), sporen.van_bericht("beurt", "g1", 4):
        raise ValueError(WOORD)
    assert set(ontvangen(ontvanger)) == {"beurt"}
    assert b"ValueError" in ontvanger.ruw
    assert WOORD.encode() not in ontvanger.ruw


def test_zonder_span_die_open_is_is_er_geen_stap(ontvanger: Ontvanger) -> None:
    with sporen.stap("los"), sporen.vervolg("los", {}), sporen.vervolg("los", {"traceparent": ""}):
        pass
    with sporen.van_bericht("beurt", "g1", 4):
        pass
    assert set(ontvangen(ontvanger)) == {"beurt"}


def test_een_kop_die_nergens_op_lijkt_laat_het_werk_doorgaan(ontvanger: Ontvanger) -> None:
    with sporen.vervolg("begrijpen", {"traceparent": WOORD}):
        pass
    ontvangen(ontvanger)
    assert WOORD.encode() not in ontvanger.ruw


def test_een_fase_is_gemeten_en_een_span(ontvanger: Ontvanger) -> None:
    eerst = meten.beurtfase.labels(fase="lezen")._sum.get()
    with pytest.raises(KeyError), sporen.van_bericht("beurt", "g1", 4), fase("lezen"):
        raise KeyError(WOORD)
    assert meten.beurtfase.labels(fase="lezen")._sum.get() > eerst
    assert set(ontvangen(ontvanger)) == {"beurt", "lezen"}


async def test_naast_elkaar_lopen_sporen_niet_door_elkaar(ontvanger: Ontvanger) -> None:
    async def beurt(nummer: int) -> None:
        with sporen.van_bericht("beurt", "g", nummer):
            await asyncio.sleep(0)
            with sporen.stap(f"rasa{nummer}"):
                await asyncio.sleep(0)

    await asyncio.gather(*(beurt(n) for n in range(5)))
    sporen.Sporen.verzender.force_flush()
    for nummer in range(5):
        assert {s.naam for s in ontvanger.van("g", nummer)} == {"beurt", f"rasa{nummer}"}


def test_een_ontvanger_die_zwijgt_houdt_niemand_op(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("tracer", "verzender"):
        monkeypatch.setattr(sporen.Sporen, naam, None)
    with socket.socket() as stil:
        stil.bind(("127.0.0.1", 0))
        stil.listen()  # takes the connection and says nothing
        sporen.richt_in("loket", f"http://127.0.0.1:{stil.getsockname()[1]}")
        begin = time.monotonic()
        for nummer in range(3000):  # more than it keeps
            with sporen.van_bericht("beurt", "g", nummer):
                pass
        sporen.rond_af()
        assert time.monotonic() - begin < 10


def test_een_bibliotheek_die_ontbreekt_houdt_het_begin_niet_tegen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sporen.Sporen, "tracer", None)
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    sporen.richt_in("loket", "http://127.0.0.1:1")
    assert sporen.Sporen.tracer is None
