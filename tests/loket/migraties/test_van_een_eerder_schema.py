"""A loket of an earlier release comes up to date: every row is still there, and whoever was talking goes on."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import NullPool, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from loket_backend.app import maak_app
from loket_backend.db import Database, open_database
from loket_backend.intake import kenmerken, zoeken
from loket_backend.intake.api import DATABASE
from loket_backend.intake.models import Intake
from loket_backend.migreer import migreer
from loket_backend.reservekopie import maken
from loket_backend.reservekopie.herstel import WEG, herstel
from loket_backend.settings import Settings
from loket_backend.toegang import keten
from loket_backend.toegang.sleutels import maak_sleutel
from tests.conftest import WORTEL
from tests.loket.hulp import NepRasa
from tests.loket.migraties.eerder import BESTANDEN, Eerder, leeg_url
from tests.loket.reservekopie.conftest import SLEUTEL

# What a migration removes on purpose: whoever was logged in logs in once more (migration 0016).
WEG_MET_OPZET = {"sessie"}
EERSTE = min(BESTANDEN)


@pytest.fixture(params=["sqlite", "postgresql"])
def soort(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=list(BESTANDEN))
def eerder(request: pytest.FixtureRequest, soort: str, tmp_path: Path) -> Eerder:
    return Eerder(request.param, leeg_url(request, soort, tmp_path)).bouw()


@pytest.fixture
def eerste(request: pytest.FixtureRequest, soort: str, tmp_path: Path) -> Eerder:
    """Only the oldest: most is done to it."""
    return Eerder(EERSTE, leeg_url(request, soort, tmp_path)).bouw()


@pytest.fixture
def instellingen(eerder: Eerder, tmp_path: Path) -> Settings:
    return Settings(data=str(tmp_path), database_url=eerder.url, geheim="geheim", sleutel=f"t1:{SLEUTEL}")


async def stand(url: str) -> tuple[str, int]:
    """The schema, and how many tables there are."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as verbinding:
        schema = await verbinding.scalar(text("SELECT version_num FROM alembic_version"))
        tabellen = await verbinding.run_sync(lambda v: inspect(v).get_table_names())
    await engine.dispose()
    return str(schema), len(tabellen)


async def test_iedere_rij_is_er_nog_zoals_zij_was(eerder: Eerder) -> None:
    vooraf = await eerder.rijen()
    assert min(len(vooraf["bericht"]), len(vooraf["intake"]), len(vooraf["auditregel"])) > 1
    await asyncio.to_thread(migreer, eerder.url)
    achteraf = await eerder.rijen()
    for tabel in vooraf.keys() - WEG_MET_OPZET:
        assert achteraf[tabel] == vooraf[tabel], tabel


@pytest.fixture
async def client(eerder: Eerder, instellingen: Settings) -> AsyncIterator[TestClient[Any, Any]]:
    """The loket of now, started as its process starts it, with a bot that answers at once."""
    await asyncio.to_thread(migreer, eerder.url)
    async with TestClient(TestServer(maak_app(instellingen, lambda *_: NepRasa()))) as client:
        await kenmerken.vul_aan(client.app[DATABASE])
        yield client


async def test_een_inwoner_gaat_verder_met_het_gesprek(eerder: Eerder, client: TestClient[Any, Any]) -> None:
    pad, kop = f"/v1/gesprekken/{eerder.gesprek}/berichten", {"Authorization": f"Bearer {eerder.token}"}
    eerst = (await (await client.get(pad, headers=kop)).json())["berichten"]
    assert [b["volgnummer"] for b in eerst] == list(range(1, len(eerst) + 1))
    assert "Ik kan niet meer stofzuigen" in {b["tekst"] for b in eerst}
    inhoud = {"clientBerichtId": str(uuid.uuid4()), "tekst": "Ik ben er weer"}
    assert (await client.post(pad, json=inhoud, headers=kop)).status == 202
    nieuw = await _antwoord(client, pad, kop, len(eerst))
    assert [b["tekst"] for b in nieuw] == ["Ik ben er weer", "Gehoord: Ik ben er weer"]


async def _antwoord(client: TestClient[Any, Any], pad: str, kop: dict[str, str], na: int) -> list[dict[str, Any]]:
    einde = time.monotonic() + 60
    while time.monotonic() < einde:
        gelezen = await (await client.get(f"{pad}?na={na}&wacht=1", headers=kop)).json()
        if not gelezen["bezig"]:
            return list((await (await client.get(f"{pad}?na={na}", headers=kop)).json())["berichten"])
    raise AssertionError("geen antwoord")


async def test_iedere_intake_is_te_lezen_en_te_vinden(client: TestClient[Any, Any]) -> None:
    database = client.app[DATABASE]
    async with database.schrijf() as session:
        kop = {"Authorization": f"Bearer {await maak_sleutel(session, 'coordinator')}"}
        intakes = [(i.kenmerk, i.naam) for i in await session.scalars(select(Intake))]
    assert intakes
    for kenmerk, naam in intakes:
        antwoord = await client.get(f"/v1/intakes/{kenmerk}", headers=kop)
        assert (antwoord.status, bool((await antwoord.json())["antwoorden"])) == (200, True)
        if naam:
            assert kenmerk in await _gevonden(database, naam)


async def _gevonden(database: Database, naam: str) -> set[str]:
    woord = zoeken.index_van(zoeken.woorden(naam)[-1])
    async with database.lees() as session:
        return set(await session.scalars(select(zoeken.Zoekwoord.kenmerk).where(zoeken.Zoekwoord.woord == woord)))


async def test_de_audittrail_klopt_en_gaat_verder(eerder: Eerder, client: TestClient[Any, Any]) -> None:
    await test_iedere_intake_is_te_lezen_en_te_vinden(client)
    async with client.app[DATABASE].lees() as session:
        uitkomst = await keten.controleer(session)
    assert (uitkomst.aantal > len((await eerder.rijen())["auditregel"]) - 1, list(uitkomst.breuken)) == (True, [])


async def test_een_reservekopie_van_toen_komt_terug_in_het_schema_van_nu(
    eerder: Eerder, instellingen: Settings, tmp_path: Path
) -> None:
    vooraf = await eerder.rijen()
    kopie = await maken.maak(instellingen, tmp_path / "kopieen", 1)
    hersteld = await herstel(instellingen, kopie, WEG)
    achteraf = await eerder.rijen()
    assert hersteld.manifest.schema == eerder.schema
    assert all(achteraf[tabel] == vooraf[tabel] for tabel in vooraf.keys() - WEG_MET_OPZET)
    await asyncio.to_thread(migreer, eerder.url)
    nieuw, _ = await stand(eerder.url)
    assert nieuw >= max(BESTANDEN)


async def test_wie_tegelijk_begint_wacht_tot_de_ander_klaar_is(eerste: Eerder) -> None:
    vooraf = await eerste.rijen()
    opdracht = f"from loket_backend.migreer import migreer; migreer({eerste.url!r})"
    omgeving = {"PYTHONPATH": str(WORTEL), "LOKET_SLEUTEL": f"t1:{SLEUTEL}", "LOKET_DATA": "/bestaat/niet"}

    async def een() -> tuple[int | None, str]:
        proces = await asyncio.create_subprocess_exec(
            sys.executable, "-c", opdracht, env=omgeving, cwd=WORTEL, stderr=subprocess.PIPE
        )
        _, gezegd = await asyncio.wait_for(proces.communicate(), 180)
        return proces.returncode, gezegd.decode()[-500:]

    assert await asyncio.gather(een(), een(), een()) == [(0, "")] * 3
    achteraf = await eerste.rijen()
    assert all(achteraf[tabel] == vooraf[tabel] for tabel in vooraf.keys() - WEG_MET_OPZET)


async def test_een_migratie_die_halverwege_mislukt_laat_alles_zoals_het_was(eerste: Eerder) -> None:
    """In the last but many of its steps: there is a table in the way."""
    engine = create_async_engine(eerste.url, poolclass=NullPool)
    async with engine.begin() as verbinding:
        await verbinding.execute(text("CREATE TABLE woonwijk (iets INTEGER)"))
    await engine.dispose()
    vooraf = (await stand(eerste.url), await eerste.rijen())
    with pytest.raises(DBAPIError):
        await asyncio.to_thread(migreer, eerste.url)
    assert (await stand(eerste.url), await eerste.rijen()) == vooraf


def test_terug_naar_een_ouder_schema_wordt_nergens_beloofd() -> None:
    """A backup is the way back (docs/adr/0024): a migration that pretends to go down would throw data away."""
    stappen = (WORTEL / "loket_backend" / "migrations" / "versions").glob("*.py")
    assert not [pad.name for pad in stappen if "def downgrade" in pad.read_text(encoding="utf-8")]


async def test_een_nieuwer_schema_wordt_niet_aangeraakt(eerste: Eerder) -> None:
    await asyncio.to_thread(migreer, eerste.url)
    database = open_database(eerste.url)
    async with database.schrijf() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.sluit()
    with pytest.raises(Exception, match="9999"):
        await asyncio.to_thread(migreer, eerste.url)
