"""The check of the audit trail from the command line, and the migration that seals what was there."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from loket_backend.db import Database, open_database
from loket_backend.migreer import alembic_config, migreer
from loket_backend.toegang import keten
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.models import Auditregel
from tests.conftest import Cluster


def beheer(map_: Path, *opties: str) -> subprocess.CompletedProcess[str]:
    omgeving = {**os.environ, "LOKET_DATA": str(map_)}
    opdracht = [sys.executable, "-m", "loket_backend.beheer", "audit", *opties]
    return subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=False)


async def test_de_opdracht_zegt_of_de_keten_klopt_en_waar_hij_breekt(database: Database, tmp_path: Path) -> None:
    for wat in ("een", "twee", "drie"):
        async with database.schrijf() as session:
            leg_vast(session, "anja", wat, "2026-ABC234", "eigen dossier")
    goed = await asyncio.to_thread(beheer, tmp_path)
    assert (goed.returncode, "De audittrail klopt: 3 regels." in goed.stdout) == (0, True)
    einde = goed.stdout.splitlines()[-1]
    assert (await asyncio.to_thread(beheer, tmp_path, "--anker", einde)).returncode == 0
    bestand = sqlite3.connect(tmp_path / "loket.db")
    bestand.executescript("DROP TRIGGER auditregel_geen_update; UPDATE auditregel SET wie = 'corrie' WHERE id = 2")
    bestand.close()
    fout = await asyncio.to_thread(beheer, tmp_path)
    assert (fout.returncode, "regel 2: deze regel is veranderd" in fout.stderr) == (1, True)


@pytest.fixture(params=["sqlite", "postgresql"])
def oude_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database as it was before there was a chain."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'oud.db'}"
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.sql(f"CREATE DATABASE oud{os.getpid()}")
        url = cluster.url(f"oud{os.getpid()}")
    command.upgrade(alembic_config(url), "0006")
    return url


@pytest.fixture
async def van_voor_de_keten(oude_url: str) -> str:
    """With two lines in the trail."""
    url = oude_url
    database = open_database(url)
    async with database.schrijf() as session:
        for wie in ("anja", "corrie"):
            rij = f"('2026-01-02 03:04:05', '{wie}', 'gelezen', '2026-ABC234', 'eigen dossier')"
            await session.execute(text(f"INSERT INTO auditregel (op, wie, wat, wiens, grond) VALUES {rij}"))
    await database.sluit()
    return url


async def test_de_migratie_verzegelt_wat_er_stond_en_zet_het_slot_terug(van_voor_de_keten: str) -> None:
    await asyncio.to_thread(migreer, van_voor_de_keten)
    database = open_database(van_voor_de_keten)
    async with database.schrijf() as session:
        leg_vast(session, "bilal", "gelezen", "2026-ABC234", "eigen dossier")
    async with database.lees() as session:
        uitkomst = await keten.controleer(session)
        wie = list(await session.scalars(select(Auditregel.wie).order_by(Auditregel.volgnummer)))
    assert (wie, list(uitkomst.breuken)) == (["anja", "corrie", "bilal"], [])
    for daad in ("UPDATE auditregel SET wie = 'x'", "DELETE FROM auditregel"):
        with pytest.raises(DBAPIError):
            async with database.schrijf() as session:
                await session.execute(text(daad))
    await database.sluit()
