from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.errors import TeVaak
from loket_backend.toegang import pogingen
from loket_backend.toegang.models import Inlogpoging


async def probeer(database: Database, login: str = "anja", adres: str = "1.2.3.4") -> bool:
    try:
        async with database.schrijf() as session:
            await pogingen.tel(session, login, adres)
    except TeVaak:
        return False
    return True


async def test_veel_pogingen_tegelijk_glippen_er_niet_samen_door(database: Database) -> None:
    uitkomsten = await asyncio.gather(*(probeer(database) for _ in range(20)))
    assert sum(uitkomsten) == pogingen.MAX_PER_NAAM


async def test_duizend_gokken_op_veel_namen_vanaf_een_adres_komen_niet_verder_dan_twintig(database: Database) -> None:
    uitkomsten = [await probeer(database, f"naam{n % 100}") for n in range(300)]
    assert sum(uitkomsten) == pogingen.MAX_PER_ADRES


async def test_een_geweigerde_poging_verlengt_de_wachttijd_niet(database: Database) -> None:
    for _ in range(pogingen.MAX_PER_NAAM + 10):
        await probeer(database)
    async with database.lees() as session:
        assert len(list(await session.scalars(select(Inlogpoging)))) == pogingen.MAX_PER_NAAM * 2


async def test_een_goede_login_geeft_het_adres_alleen_zijn_eigen_poging_terug(database: Database) -> None:
    for nummer in range(3):
        await probeer(database, f"naam{nummer}")
    await probeer(database, "anja")
    async with database.schrijf() as session:
        await pogingen.gelukt(session, "anja", "1.2.3.4")
    async with database.lees() as session:
        assert len(list(await session.scalars(select(Inlogpoging)))) == 6


@pytest.mark.parametrize("login", ["ANJA", " anja "])
async def test_hoofdletters_en_spaties_zijn_geen_andere_naam(database: Database, login: str) -> None:
    for _ in range(pogingen.MAX_PER_NAAM):
        await probeer(database)
    assert not await probeer(database, login)


async def test_namen_en_adressen_staan_er_niet_leesbaar_in(database: Database) -> None:
    await probeer(database)
    async with database.lees() as session:
        wie = "".join(await session.scalars(select(Inlogpoging.wie)))
    assert "anja" not in wie
    assert "1.2.3.4" not in wie
