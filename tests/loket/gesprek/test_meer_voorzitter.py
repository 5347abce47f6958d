"""What one of all processes does: one at a time, and another within seconds when that one is gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from loket_backend.gesprek.voorzitter import om_de_beurt
from loket_backend.samen import een_tegelijk, sleutel, verbind
from tests.conftest import Cluster
from tests.loket.gesprek.meer import tot_waar


class Werk:
    """Work that goes on for ever; knows how often it was begun, and whether it is going on."""

    def __init__(self) -> None:
        self.begonnen, self.bezig = 0, False

    async def __call__(self) -> None:
        self.begonnen, self.bezig = self.begonnen + 1, True
        try:
            await asyncio.Event().wait()
        finally:
            self.bezig = False


@asynccontextmanager
async def kandidaat(url: str, naam: str = "telegram") -> AsyncIterator[tuple[Werk, asyncio.Task[None]]]:
    werk = Werk()
    taak = asyncio.create_task(om_de_beurt(url, naam, werk))
    try:
        yield werk, taak
    finally:
        taak.cancel()
        await asyncio.gather(taak, return_exceptions=True)


async def _pid_van_voorzitter(url: str, naam: str = "telegram") -> int | None:
    nummer = sleutel(naam) % 2**64
    verbinding = await verbind(url)
    vraag = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1 AND objid = $2"
    pid = await verbinding.fetchval(vraag, nummer >> 32, nummer & 0xFFFFFFFF)
    await verbinding.close()
    return int(pid) if pid else None


async def test_een_van_drie_is_het_en_een_ander_neemt_het_over(pg_url: str) -> None:
    async with kandidaat(pg_url) as a, kandidaat(pg_url) as b, kandidaat(pg_url) as c:
        alle = [a, b, c]
        await tot_waar(lambda: any(werk.bezig for werk, _ in alle))
        eerste = next(paar for paar in alle if paar[0].bezig)
        assert sum(werk.bezig for werk, _ in alle) == 1
        eerste[1].cancel()
        await tot_waar(lambda: any(werk.bezig for werk, _ in alle if werk is not eerste[0]))
        assert sum(werk.bezig for werk, _ in alle) == 1


async def test_wie_de_verbinding_kwijt_is_houdt_op(pg_url: str) -> None:
    async with kandidaat(pg_url) as (werk, _):
        await tot_waar(lambda: werk.bezig)
        pid = await _pid_van_voorzitter(pg_url)
        verbinding = await verbind(pg_url)
        await verbinding.execute("SELECT pg_terminate_backend($1)", pid)
        await verbinding.close()
        await tot_waar(lambda: werk.begonnen == 2 and werk.bezig)


async def test_ieder_werk_heeft_zijn_eigen_voorzitter(pg_url: str) -> None:
    async with kandidaat(pg_url, "telegram") as (een, _), kandidaat(pg_url, "iets anders") as (ander, _):
        await tot_waar(lambda: een.bezig and ander.bezig)


async def test_werk_dat_struikelt_begint_opnieuw(pg_url: str) -> None:
    keren = 0

    async def struikelt() -> None:
        nonlocal keren
        keren += 1
        raise ValueError

    taak = asyncio.create_task(om_de_beurt(pg_url, "telegram", struikelt))
    await tot_waar(lambda: keren >= 2)
    taak.cancel()


async def test_op_sqlite_is_dit_proces_het_altijd() -> None:
    async with kandidaat("sqlite+aiosqlite://") as (werk, _):
        await tot_waar(lambda: werk.bezig)


async def test_een_tegelijk_laat_er_een_binnen(pg_url: str) -> None:
    binnen, meeste = 0, 0

    async def een() -> None:
        nonlocal binnen, meeste
        async with een_tegelijk(pg_url, "vul_aan"):
            binnen += 1
            meeste = max(meeste, binnen)
            await asyncio.sleep(0.01)
            binnen -= 1

    await asyncio.gather(*(een() for _ in range(4)))
    assert meeste == 1


@pytest.mark.parametrize("keer", range(2))
async def test_drie_processen_die_tegelijk_beginnen_migreren_een_keer(cluster: Cluster, keer: int) -> None:
    naam = f"leeg{keer}"
    cluster.sql(f"CREATE DATABASE {naam}")
    await asyncio.gather(*(asyncio.to_thread(migreer_apart, cluster.url(naam)) for _ in range(3)))


def migreer_apart(url: str) -> None:
    """In a process of its own: alembic keeps state in the module."""
    import subprocess
    import sys

    opdracht = f"from loket_backend.migreer import migreer; migreer({url!r})"
    subprocess.run([sys.executable, "-c", opdracht], check=True, capture_output=True)
