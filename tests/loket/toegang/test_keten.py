"""The audit trail as a chain: each way to change it behind the loket's back is found, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select, text, update

from loket_backend.db import Database, Kluis, open_database
from loket_backend.toegang import keten
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.models import Auditkop, Auditregel
from loket_backend.versleuteling import Sleutelbos


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Both kinds of database; the SQLite one of this folder's conftest would be one kind only."""
    database = open_database(database_url)
    yield database
    await database.sluit()


async def schrijf(database: Database, *wat: str) -> None:
    async with database.schrijf() as session:
        for woord in wat:
            leg_vast(session, "anja", woord, "2026-ABC234", "eigen dossier")


async def breuken(database: Database, anker: tuple[int, str] | None = None) -> list[tuple[int, str]]:
    async with database.lees() as session:
        uitkomst = await keten.controleer(session, anker)
    return [(breuk.volgnummer, breuk.uitleg) for breuk in uitkomst.breuken]


async def doe_als_aanvaller(database: Database, *sql: str) -> None:
    """With the database and not the keys: the triggers are no hindrance."""
    async with database.schrijver.begin() as verbinding:
        if verbinding.dialect.name == "sqlite":
            for daad in ("update", "delete"):
                await verbinding.execute(text(f"DROP TRIGGER auditregel_geen_{daad}"))
        else:
            await verbinding.execute(text("DROP TRIGGER auditregel_vast ON auditregel"))
        for zin in sql:
            await verbinding.execute(text(zin))


@pytest.fixture(autouse=True)
def sleutel(goedkoop_en_versleuteld: None) -> None:
    """A key that a test can give a successor."""
    Kluis.bos = Sleutelbos({"t1": b"0" * 32})


@pytest.fixture
async def vijf(database: Database) -> None:
    await schrijf(database, "een", "twee")
    await schrijf(database, "drie")
    await schrijf(database, "vier", "vijf")


async def test_een_keten_die_niemand_aanraakte_klopt(database: Database, vijf: None) -> None:
    async with database.lees() as session:
        uitkomst = await keten.controleer(session)
        regels = list(await session.scalars(select(Auditregel).order_by(Auditregel.volgnummer)))
    assert (uitkomst.aantal, list(uitkomst.breuken)) == (5, [])
    assert [(r.volgnummer, r.wat) for r in regels] == list(enumerate(("een", "twee", "drie", "vier", "vijf"), start=1))
    assert uitkomst.laatste == regels[-1].zegel


async def test_een_lege_keten_klopt(database: Database) -> None:
    assert await breuken(database) == []


@pytest.mark.parametrize("kolom", ["wie", "wat", "wiens", "grond"])
async def test_een_veranderde_regel_wordt_gevonden(database: Database, vijf: None, kolom: str) -> None:
    await doe_als_aanvaller(database, f"UPDATE auditregel SET {kolom} = 'iemand anders' WHERE volgnummer = 3")
    assert await breuken(database) == [(3, "deze regel is veranderd, verplaatst of ertussen gezet")]


async def test_een_ander_tijdstip_wordt_gevonden(database: Database, vijf: None) -> None:
    await doe_als_aanvaller(database, "UPDATE auditregel SET op = '2020-01-01 00:00:00' WHERE volgnummer = 2")
    assert [nummer for nummer, _ in await breuken(database)] == [2]


async def test_een_gewiste_regel_wordt_gevonden(database: Database, vijf: None) -> None:
    await doe_als_aanvaller(database, "DELETE FROM auditregel WHERE volgnummer = 3")
    assert (3, "hier ontbreekt een regel") in await breuken(database)


async def test_een_gewiste_regel_waarna_de_rest_opschuift_wordt_gevonden(database: Database, vijf: None) -> None:
    schuif = [f"UPDATE auditregel SET volgnummer = {n - 1} WHERE volgnummer = {n}" for n in (4, 5)]
    await doe_als_aanvaller(
        database, "DELETE FROM auditregel WHERE volgnummer = 3", *schuif, "UPDATE auditkop SET volgnummer = 4"
    )
    assert 3 in [nummer for nummer, _ in await breuken(database)]


async def test_verwisselde_regels_worden_gevonden(database: Database, vijf: None) -> None:
    wissel = [(2, 99), (3, 2), (99, 3)]
    stappen = [f"UPDATE auditregel SET volgnummer = {naar} WHERE volgnummer = {van}" for van, naar in wissel]
    await doe_als_aanvaller(database, *stappen)
    assert {2, 3} <= {nummer for nummer, _ in await breuken(database)}


async def test_een_afgeknipte_staart_wordt_gevonden(database: Database, vijf: None) -> None:
    await doe_als_aanvaller(database, "DELETE FROM auditregel WHERE volgnummer > 3")
    assert await breuken(database) == [(3, "de kop van de keten wijst een ander einde aan")]


async def test_een_afgeknipte_staart_met_een_kop_die_meegaat_wordt_gevonden(database: Database, vijf: None) -> None:
    kop = "UPDATE auditkop SET volgnummer = 3, laatste = (SELECT zegel FROM auditregel WHERE volgnummer = 3)"
    await doe_als_aanvaller(database, "DELETE FROM auditregel WHERE volgnummer > 3", kop)
    assert await breuken(database) == [(3, "de kop van de keten is veranderd")]


async def test_een_hele_keten_weg_wordt_gevonden(database: Database, vijf: None) -> None:
    await doe_als_aanvaller(database, "DELETE FROM auditregel")
    assert await breuken(database) == [(0, "de kop van de keten wijst een ander einde aan")]


async def test_een_weggegooide_kop_wordt_gevonden(database: Database, vijf: None) -> None:
    await doe_als_aanvaller(database, "DELETE FROM auditkop")
    assert await breuken(database) == [(5, "de kop van de keten wijst een ander einde aan")]


async def test_een_regel_buiten_de_keten_wordt_gevonden(database: Database, vijf: None) -> None:
    kolommen = "op, wie, wat, wiens, grond"
    await doe_als_aanvaller(
        database, f"INSERT INTO auditregel ({kolommen}) SELECT {kolommen} FROM auditregel WHERE volgnummer = 1"
    )
    assert await breuken(database) == [(5, "buiten de keten staan regels: 1")]


async def test_wie_de_sleutel_niet_heeft_kan_geen_regel_verzegelen(database: Database, vijf: None) -> None:
    """A whole new tail, sealed with another key of the same name."""
    echt, Kluis.bos = Kluis.bos, Sleutelbos({"t1": b"1" * 32})
    await schrijf(database, "verzonnen")
    Kluis.bos = echt
    gevonden = await breuken(database)
    assert (6, "deze regel is veranderd, verplaatst of ertussen gezet") in gevonden
    assert (6, "de kop van de keten is veranderd") in gevonden


async def test_een_teruggezette_oude_stand_past_niet_op_het_anker(database: Database, vijf: None) -> None:
    """The whole database put back as it was is a chain that fits; what was written down elsewhere tells."""
    async with database.lees() as session:
        kop = await session.get_one(Auditkop, keten.KOP)
        oud = {v: getattr(kop, v) for v in ("volgnummer", "laatste", "zegel")}
    await schrijf(database, "zes")
    async with database.lees() as session:
        anker = await keten.controleer(session)
    await doe_als_aanvaller(database, "DELETE FROM auditregel WHERE volgnummer = 6")
    async with database.schrijf() as session:
        await session.execute(update(Auditkop).values(oud))
    assert await breuken(database) == []
    assert await breuken(database, (anker.aantal, anker.laatste)) == [(5, "hier hield de keten eerder nog niet op")]
    await schrijf(database, "een ander zesde")
    assert await breuken(database, (anker.aantal, anker.laatste)) == [(6, "hier stond eerder een andere regel")]


async def test_een_echte_regel_uit_een_andere_geschiedenis_past_er_niet_tussen(database: Database, vijf: None) -> None:
    """A row that was sealed with this very number once, before the database was put back: its neighbour tells."""
    async with database.lees() as session:
        kop = await session.get_one(Auditkop, keten.KOP)
        oud = {v: getattr(kop, v) for v in ("volgnummer", "laatste", "zegel")}
    await schrijf(database, "zes")
    async with database.lees() as session:
        zes = await session.scalar(select(Auditregel).where(Auditregel.volgnummer == 6))
    assert zes is not None
    await doe_als_aanvaller(database, "DELETE FROM auditregel WHERE volgnummer = 6")
    async with database.schrijf() as session:
        await session.execute(update(Auditkop).values(oud))
    await schrijf(database, "een ander zesde", "zeven")
    async with database.schrijf() as session:
        echt = {"op": zes.op, "wat": zes.wat, "zegel": zes.zegel}
        await session.execute(update(Auditregel).where(Auditregel.volgnummer == 6).values(echt))
    assert await breuken(database) == [(7, "deze regel is veranderd, verplaatst of ertussen gezet")]


async def test_na_een_nieuwe_sleutel_blijft_het_oude_te_controleren(database: Database, vijf: None) -> None:
    Kluis.bos = Sleutelbos({"t2": b"2" * 32, "t1": b"0" * 32})
    await schrijf(database, "zes")
    assert await breuken(database) == []


async def test_veel_schrijvers_tegelijk_maken_een_keten_zonder_gat(database: Database) -> None:
    await asyncio.gather(*(schrijf(database, f"a{n}", f"b{n}") for n in range(30)))
    async with database.lees() as session:
        uitkomst = await keten.controleer(session)
    assert (uitkomst.aantal, list(uitkomst.breuken)) == (60, [])


async def test_wat_niet_doorging_laat_geen_regel_na(database: Database) -> None:
    async with database.schrijf() as session:
        leg_vast(session, "anja", "gelezen", "2026-ABC234", "eigen dossier")
        await session.rollback()
    await schrijf(database, "wel")
    async with database.lees() as session:
        assert list(await session.scalars(select(Auditregel.wat))) == ["wel"]
    assert await breuken(database) == []
