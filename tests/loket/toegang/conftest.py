"""A migrated database of its own, with cheap password hashing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from loket_backend.db import Database, Kluis, open_database
from loket_backend.migreer import migreer
from loket_backend.toegang import wachtwoorden
from loket_backend.versleuteling import Sleutelbos


@pytest.fixture(autouse=True)
def goedkoop_en_versleuteld(tmp_path: Path) -> Iterator[None]:
    echt, bos = wachtwoorden.Hasher.actief, Kluis.bos
    wachtwoorden.Hasher.actief = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    Kluis.bos = Sleutelbos.uit("", tmp_path / "sleutel")
    yield
    wachtwoorden.Hasher.actief, Kluis.bos = echt, bos


@pytest.fixture
def adres(tmp_path: Path) -> str:
    adres = f"sqlite+aiosqlite:///{tmp_path / 'loket.db'}"
    migreer(adres)
    return adres


@pytest.fixture
async def database(adres: str) -> AsyncIterator[Database]:
    database = open_database(adres)
    yield database
    await database.sluit()
