"""SQLite's disk fails while residents talk, or another process holds the file. Everybody hears something, nothing is lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import Loket
from tests.faults.proef import GEDULD, Proef, proef
from tests.faults.schijf import ingespoten, kleine_schijf, loop_vol, met_fout

# How often each fault comes by; `make faults` asks for more.
RONDES = int(os.environ.get("LOKET_SCHIJF_RONDES", "1"))
# What fails, how, and when: an fsync after which nobody knows what the disk has, a write, no room, and a read.
FOUTEN = (
    ("fsync,fdatasync", "EIO", "2+3"),
    ("fsync,fdatasync", "EIO", "1+1"),
    ("pwrite64", "EIO", "3+7"),
    ("pwrite64", "ENOSPC", "1+1"),
    ("pread64", "EIO", "5+9"),
)


@pytest.fixture
def strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is niet geïnstalleerd")


async def _schijf_hapert(p: Proef, verslag: Path) -> dict[str, int]:
    """Each fault in turn, until residents heard of it; how often each was made to happen."""
    pid, geteld = p.loket.pid("loket"), {}
    assert pid is not None
    for aanroepen, fout, wanneer in FOUTEN * RONDES:
        beheer = met_fout(pid, aanroepen, fout, wanneer, verslag)
        await asyncio.to_thread(beheer.__enter__)
        try:
            await (p.storing(3) if aanroepen != "pread64" else _las_mis(verslag, 3))
        finally:
            await asyncio.to_thread(beheer.__exit__, None, None, None)
        geteld[f"{aanroepen} {fout} {wanneer}"] = ingespoten(verslag)
        await p.is_hersteld()
        assert p.loket.pid("loket") == pid, "het loket hoeft hiervoor niet opnieuw te beginnen"
    return geteld


async def _las_mis(verslag: Path, keer: int) -> None:
    """Waits for reads that fail: nobody need hear of one, for the turn is tried again.

    Not for what comes of it: with every ninth read failing hardly a turn gets through, and after minutes people take over.
    """
    async with asyncio.timeout(GEDULD):
        while await asyncio.to_thread(ingespoten, verslag) < keer:  # noqa: ASYNC110 - strace does not tell
            await asyncio.sleep(0.05)


async def test_de_schijf_geeft_fouten(strace: None, tmp_path: Path) -> None:
    async with proef("schijffouten", tmp_path / "data") as p:
        geteld = await _schijf_hapert(p, tmp_path / "strace.log")
    print(geteld)
    assert len(geteld) == len(FOUTEN)
    assert all(geteld.values()), "elke fout moet ook gebeurd zijn"


@pytest.fixture
def schijf(tmp_path: Path) -> Iterator[Path]:
    if os.getuid() != 0:
        pytest.skip("een eigen schijf vraagt root")
    with kleine_schijf(tmp_path / "schijf", 48) as plek:
        yield plek


async def test_de_schijf_loopt_vol_onder_het_hele_loket(schijf: Path, tmp_path: Path) -> None:
    """Database and logs on the same disk. /klaar says so; who has room again has a loket again, without a hand on it."""
    async with proef("schijf vol", schijf / "data", Loket) as p:
        for _ in range(2 * RONDES):
            vulling = await asyncio.to_thread(loop_vol, schijf)
            await p.storing(3)
            await p.mist_database()
            vulling.unlink()
            await p.is_hersteld()
            await p.straat.gebeurt(3)


async def test_wie_met_een_volle_schijf_begint_is_er_als_er_plaats_is(schijf: Path, tmp_path: Path) -> None:
    """The process dies on a full disk; what was acknowledged before is there when it comes back."""
    async with proef("schijf vol en dood", schijf / "data", Loket, weg_mag=True) as p:
        vulling = await asyncio.to_thread(loop_vol, schijf)
        await p.storing()
        await asyncio.to_thread(p.loket.dood, "loket")
        vulling.unlink()
        await p.is_hersteld()


async def test_een_ander_houdt_de_database_vast(tmp_path: Path) -> None:
    """Longer than busy_timeout: reading goes on, who sends hears 503."""
    async with proef("vastgehouden", tmp_path / "data") as p:
        for _ in range(2 * RONDES):
            with closing(sqlite3.connect(p.loket.database, isolation_level=None)) as ander:
                ander.execute("BEGIN IMMEDIATE")
                await p.storing(3)
                await p.mist_database()
                assert await _leest(p), "lezen hoort door te gaan"
                ander.execute("ROLLBACK")
            await p.is_hersteld()


async def _leest(p: Proef) -> bool:
    """Whether somebody who only looks sees their conversation."""
    wie = p.straat.inwoners[-1].gesprek
    async with aiohttp.ClientSession() as http:
        kijker = Gesprek(http, p.loket.url, {"id": wie.id, "token": wie.token})
        return len(await kijker.lees()) > 0
