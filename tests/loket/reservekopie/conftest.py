"""A filled database of either kind, and an empty one of the same kind to put a backup in."""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from loket_backend.db import open_database
from loket_backend.demo import vul_demo
from loket_backend.settings import Settings
from loket_backend.toegang.audit import leg_vast
from tests.conftest import Cluster

SLEUTEL = base64.b64encode(b"0" * 32).decode()


@dataclass(frozen=True)
class Plek:
    """A loket's database, looked at past the loket."""

    settings: Settings

    @property
    def url(self) -> str:
        return self.settings.database

    async def sql(self, opdracht: str) -> None:
        engine = create_async_engine(self.url, poolclass=NullPool)
        async with engine.begin() as verbinding:
            await verbinding.execute(text(opdracht))
        await engine.dispose()

    async def alles(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, in order, as it stands on disk; {} when there is nothing at all."""
        engine = create_async_engine(self.url, poolclass=NullPool)
        async with engine.connect() as verbinding:
            tabellen = await verbinding.run_sync(lambda v: sorted(inspect(v).get_table_names()))
            gevonden = {}
            for tabel in tabellen:
                rijen = await verbinding.execute(text(f'SELECT * FROM "{tabel}"'))
                gevonden[tabel] = sorted(map(tuple, rijen.all()), key=str)
        await engine.dispose()
        return gevonden


def inhoud(pad: Path) -> bytes:
    return pad.read_bytes()


def rechten(pad: Path) -> int:
    return pad.stat().st_mode & 0o777


def namen(map_: Path, patroon: str = "*") -> list[str]:
    return sorted(pad.name for pad in map_.glob(patroon))


async def _vul(url: str) -> None:
    """The invented gemeente, and three lines more in the audit trail."""
    database = open_database(url)
    await vul_demo(database, Settings())
    for wat in ("een", "twee", "drie"):
        async with database.schrijf() as session:
            leg_vast(session, "anja", wat, "2026-ABC234", "eigen dossier")
    await database.sluit()


@pytest.fixture(scope="session")
def vol_sqlite(sqlite_sjabloon: Path, sleutels: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Filled once; every test has a copy."""
    pad = tmp_path_factory.mktemp("vol") / "loket.db"
    shutil.copy(sqlite_sjabloon, pad)
    asyncio.run(_vul(f"sqlite+aiosqlite:///{pad}"))
    return pad


@pytest.fixture(scope="session")
def vol_postgresql(cluster: Cluster, sleutels: None) -> str:
    cluster.sql("CREATE DATABASE vol TEMPLATE sjabloon")
    asyncio.run(_vul(cluster.url("vol")))
    return "vol"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """In place of an empty one: filled."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("vol_sqlite"), tmp_path / "loket.db")
        return f"sqlite+aiosqlite:///{tmp_path / 'loket.db'}"
    cluster, sjabloon = request.getfixturevalue("cluster"), request.getfixturevalue("vol_postgresql")
    naam = f"vol{os.urandom(6).hex()}"
    cluster.sql(f"CREATE DATABASE {naam} TEMPLATE {sjabloon}")
    return str(cluster.url(naam))


@pytest.fixture
def vol(database_url: str, tmp_path: Path) -> Plek:
    """A loket with an invented gemeente and three lines more in its audit trail."""
    settings = Settings(data=str(tmp_path / "vol"), database_url=database_url, sleutel=f"t1:{SLEUTEL}")
    settings.map.mkdir()
    return Plek(settings)


@pytest.fixture
def leeg(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Plek:
    """A loket on another machine: the same keys, and a database with nothing in it."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'ander' / 'loket.db'}"
    if not database_url.startswith("sqlite"):
        cluster, naam = request.getfixturevalue("cluster"), f"leeg{os.urandom(6).hex()}"
        cluster.sql(f"CREATE DATABASE {naam}")
        url = cluster.url(naam)
    settings = Settings(data=str(tmp_path / "ander"), database_url=url, sleutel=f"t1:{SLEUTEL}")
    settings.map.mkdir()
    return Plek(settings)
