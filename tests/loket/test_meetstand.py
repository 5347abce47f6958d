"""The figures that are read at every scrape cost little, however much stands in the database."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import Select, func, select, text

from loket_backend import meetstand
from loket_backend.db import Database
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu, vandaag
from loket_backend.toewijzing.models import Medewerker
from tests.bench.vulling import vul
from tests.contract.hulp import OP_SQLITE

AANTAL = 3000


async def plan(database: Database, vraag: Select[tuple[object, ...]]) -> list[str]:
    sql = vraag.compile(database.lezer.sync_engine, compile_kwargs={"render_postcompile": True})
    async with database.lezer.connect() as verbinding:
        rijen = await verbinding.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", tuple(sql.params.values()))
        return [str(rij[3]) for rij in rijen]


@OP_SQLITE
@pytest.mark.parametrize("naam", list(meetstand.RIJEN))
async def test_geen_tabel_wordt_in_zijn_geheel_gelezen(database: Database, naam: str) -> None:
    stappen = await plan(database, meetstand.RIJEN[naam][1]())
    lezend = [stap for stap in stappen if stap.startswith("SCAN") and "USING" not in stap]
    # the chats themselves, to look for each at what is left: what brings the messages does so twice a second
    assert [stap for stap in lezend if "telegram_chat" not in stap] == [], stappen


@OP_SQLITE
async def test_verlopen_termijnen_volgen_de_index(database: Database) -> None:
    (stap,) = await plan(database, select(func.count()).where(Intake.eerste_termijn < vandaag()))
    assert "USING" in stap


async def test_een_lege_database_geeft_nullen(database: Database) -> None:
    async with database.lees() as session:
        rijen = await meetstand.rijen(session)
        assert {(rij.aantal, rij.seconden) for rij in rijen.values()} == {(0, 0.0)}
        assert await meetstand.termijnen_verlopen(session) == 0
        nieuwste = await session.scalar(text("SELECT version_num FROM alembic_version"))
        assert await meetstand.schema(session) == nieuwste


async def test_een_volle_database_geeft_dezelfde_cijfers_in_een_oogwenk(database: Database) -> None:
    async with database.schrijf() as session:
        session.add(Medewerker(id="anja", naam="Anja", functie="x"))
    dossiers = await vul(database, AANTAL, "anja")
    begin = time.perf_counter()
    async with database.lees() as session:
        rijen = await meetstand.rijen(session)
        verlopen = await meetstand.termijnen_verlopen(session)
    duurde = time.perf_counter() - begin
    assert rijen["wachtrij"].aantal == 6
    assert rijen["crisis_open"].aantal == 5
    assert rijen["wachtrij"].seconden == pytest.approx(
        max((nu() - d.ontvangen).total_seconds() for d in dossiers if 10 <= d.nummer < 16), abs=60
    )
    assert 0 < verlopen < AANTAL
    assert duurde < 2, f"{duurde:.2f} s"


def test_een_klok_die_teruggezet_werd_maakt_niets_jonger_dan_nu() -> None:
    assert meetstand.Rij(1, nu() + timedelta(hours=1)).seconden == 0
    assert meetstand.Rij(0, None).seconden == 0
