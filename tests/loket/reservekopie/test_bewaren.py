"""The folder with backups, and the file: locked, damaged, one at a time, the last ones kept."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import fcntl
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from loket_backend.errors import LoketFout
from loket_backend.migreer import migreer
from loket_backend.reservekopie import bundel, maken, postgresql
from loket_backend.reservekopie.herstel import WEG, herstel
from loket_backend.reservekopie.slot import maak_sleutel
from loket_backend.settings import Settings
from tests.conftest import Cluster
from tests.loket.reservekopie.conftest import Plek, inhoud, namen

OP_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@OP_SQLITE
async def test_een_kopie_op_slot_gaat_alleen_met_de_sleutel_open(vol: Plek, leeg: Plek, tmp_path: Path) -> None:
    maak_sleutel(tmp_path / "een")
    maak_sleutel(tmp_path / "twee")
    dicht = dataclasses.replace(vol.settings, kopie_sleutel=str(tmp_path / "een"))
    kopie = await maken.maak(dicht, tmp_path / "kopieen", 2)
    assert not {s for s in (b"SQLite format", b"manifest", b"bericht", b"anja") if s in inhoud(kopie)}
    for sleutel, waarom in (("", "zit op slot"), (str(tmp_path / "twee"), "andere sleutel")):
        with pytest.raises(LoketFout, match=waarom):
            await herstel(dataclasses.replace(leeg.settings, kopie_sleutel=sleutel), kopie)
    await herstel(dataclasses.replace(leeg.settings, kopie_sleutel=str(tmp_path / "een")), kopie)
    assert await leeg.alles() == await vol.alles()


@OP_SQLITE
async def test_een_beschadigde_kopie_wordt_geweigerd(vol: Plek, leeg: Plek, tmp_path: Path) -> None:
    kopie, kans = await maken.maak(vol.settings, tmp_path / "kopieen", 2), random.Random(5)
    heel = inhoud(kopie)
    lengte = bundel.lees(kopie, None).lengte
    stuk = [heel[:n] for n in (0, 100, 600, lengte // 2, lengte)] + [b"x" * 20_000]
    for plek in (30, 700, *(kans.randrange(2048, lengte) for _ in range(10))):
        anders = bytearray(heel)
        anders[plek] ^= 4
        stuk.append(bytes(anders))
    for kapot in stuk:
        kopie.write_bytes(kapot)
        with pytest.raises(LoketFout, match="beschadigd"):
            await herstel(leeg.settings, kopie)
    assert not (leeg.settings.map / "loket.db").exists()


@OP_SQLITE
async def test_de_laatste_kopieen_blijven(vol: Plek, tmp_path: Path) -> None:
    gemaakt = [await maken.maak(vol.settings, tmp_path / "k", 3) for _ in range(5)]
    assert namen(tmp_path / "k", "*.reservekopie") == [pad.name for pad in gemaakt[-3:]]
    laatste = await maken.maak(vol.settings, tmp_path / "k", 0)
    assert namen(tmp_path / "k", "*.reservekopie") == [laatste.name]


@OP_SQLITE
async def test_als_het_maken_mislukt_blijven_de_oude_en_komt_er_geen_halve_bij(vol: Plek, tmp_path: Path) -> None:
    eerder = await maken.maak(vol.settings, tmp_path / "k", 1)
    _beschadig(Path(vol.url.removeprefix("sqlite+aiosqlite:///")))
    with pytest.raises(LoketFout, match="is beschadigd"):
        await maken.maak(vol.settings, tmp_path / "k", 1)
    assert namen(tmp_path / "k") == [".slot", eerder.name]


def _beschadig(pad: Path) -> None:
    """The pages in the middle."""
    with pad.open("r+b") as bestand:
        bestand.seek(pad.stat().st_size // 2)
        bestand.write(b"\xff" * 20_000)


@OP_SQLITE
async def test_resten_van_een_gedood_proces_gaan_weg_en_er_is_er_een_tegelijk(vol: Plek, tmp_path: Path) -> None:
    (tmp_path / "k" / ".bezig-abc").mkdir(parents=True)
    (tmp_path / "k" / ".bezig-abc" / "inhoud").write_text("half")
    (tmp_path / "k" / ".loket-x.reservekopie").write_text("half")
    slot = os.open(tmp_path / "k" / ".slot", os.O_RDWR | os.O_CREAT)
    fcntl.flock(slot, fcntl.LOCK_EX)
    with pytest.raises(LoketFout, match="al een reservekopie gemaakt"):
        await maken.maak(vol.settings, tmp_path / "k", 1)
    os.close(slot)
    kopie = await maken.maak(vol.settings, tmp_path / "k", 1)
    assert namen(tmp_path / "k") == [".slot", kopie.name]


@OP_SQLITE
async def test_wat_er_stond_blijft_naast_de_herstelde_database(vol: Plek, tmp_path: Path) -> None:
    kopie = await maken.maak(vol.settings, tmp_path / "k", 1)
    await vol.sql("UPDATE medewerker SET naam = 'Later veranderd'")
    hersteld = await herstel(vol.settings, kopie, WEG)
    (opzij,) = namen(tmp_path, "loket.db.voor-herstel-*")
    assert opzij in hersteld.opzij
    (naam,) = sqlite3.connect(tmp_path / opzij).execute("SELECT DISTINCT naam FROM medewerker").fetchone()
    assert naam == "Later veranderd"


@OP_SQLITE
async def test_er_is_geen_moment_zonder_database(vol: Plek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails just before the new one takes the place: the old one stands there, whole. The next time it works."""
    kopie = await maken.maak(vol.settings, tmp_path / "k", 1)
    vooraf = await vol.alles()
    (tmp_path / ".herstel-van-een-gedood-proces").mkdir()

    def stuk(*_: object) -> None:
        raise OSError("stroom weg")

    with monkeypatch.context() as even:
        even.setattr(Path, "rename", stuk)
        with pytest.raises(OSError, match="stroom weg"):
            await herstel(vol.settings, kopie, WEG)
    assert await vol.alles() == vooraf
    await herstel(vol.settings, kopie, WEG)
    assert namen(tmp_path, ".herstel-*") == []


@OP_SQLITE
@pytest.mark.skipif(os.geteuid() != 0, reason="alleen root geeft bestanden weg")
async def test_wat_root_terugzet_is_van_wie_de_map_is(vol: Plek, leeg: Plek, tmp_path: Path) -> None:
    os.chown(leeg.settings.map, 12345, 12346)
    await herstel(leeg.settings, await maken.maak(vol.settings, tmp_path / "k", 1))
    wiens = os.stat(leeg.settings.map / "loket.db")
    assert (wiens.st_uid, wiens.st_gid, wiens.st_mode & 0o777) == (12345, 12346, 0o600)


@OP_SQLITE
async def test_de_opdrachten_zeggen_in_gewone_taal_wat_er_is(vol: Plek, leeg: Plek, tmp_path: Path) -> None:
    def draai(plek: Plek, *opties: str) -> subprocess.CompletedProcess[str]:
        eigen = {
            "LOKET_DATA": plek.settings.data,
            "LOKET_DATABASE_URL": plek.url,
            "LOKET_SLEUTEL": plek.settings.sleutel,
        }
        opdracht = [sys.executable, "-m", "loket_backend.reservekopie", *opties]
        return subprocess.run(opdracht, env={**os.environ, **eigen}, capture_output=True, text=True, check=False)

    gemaakt = draai(vol, "maak", str(tmp_path / "k"), "--bewaar", "2")
    kopie = tmp_path / "k" / namen(tmp_path / "k", "*.reservekopie")[0]
    assert (gemaakt.returncode, "Bewaar die apart" in gemaakt.stdout) == (0, True), gemaakt.stderr
    assert "is heel: " in draai(vol, "controleer", str(kopie)).stdout
    geweigerd = draai(vol, "herstel", str(kopie), "--overschrijf", "")
    assert (geweigerd.returncode, "niet leeg" in geweigerd.stderr, "Traceback" in geweigerd.stderr) == (1, True, False)
    assert "is teruggezet" in draai(leeg, "herstel", str(kopie)).stdout
    weg = draai(leeg, "herstel", str(tmp_path / "bestaat-niet"))
    assert (weg.returncode, weg.stderr.startswith("Er is geen reservekopie in")) == (1, True)


async def test_wie_alleen_de_eigenaar_van_de_database_is_kan_herstellen(cluster: Cluster, tmp_path: Path) -> None:
    """No superuser, as an operator should have it."""
    naam = f"eigen{os.urandom(4).hex()}"
    cluster.sql(f"CREATE ROLE {naam} LOGIN")
    urls = []
    for database in (f"{naam}a", f"{naam}b"):
        cluster.sql(f"CREATE DATABASE {database} OWNER {naam}")
        urls.append(cluster.url(database).replace("postgres@", f"{naam}@"))
    sleutel = f"t1:{base64.b64encode(b'0' * 32).decode()}"
    van, naar = (Plek(Settings(data=str(tmp_path), database_url=url, sleutel=sleutel)) for url in urls)
    await asyncio.to_thread(migreer, van.url)
    await van.sql("INSERT INTO wijk (id, naam) VALUES ('veld', 'Veld')")
    kopie = await maken.maak(van.settings, tmp_path / "k", 1)
    for woorden in ("", WEG):  # the second time there is something
        await herstel(naar.settings, kopie, woorden)
        assert await naar.alles() == await van.alles()


def test_het_wachtwoord_gaat_langs_de_omgeving() -> None:
    waar = postgresql.waar(make_url("postgresql+asyncpg://loket:geheim%40@db.example:6432/loket?ssl=require"))
    assert waar == {
        "PGHOST": "db.example",
        "PGPORT": "6432",
        "PGUSER": "loket",
        "PGPASSWORD": "geheim@",
        "PGDATABASE": "loket",
        "PGSSLMODE": "require",
    }


def test_een_ouder_programma_dan_de_server_wordt_geweigerd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nep = tmp_path / "pg_dump"
    nep.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.4'\n")
    nep.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(postgresql, "PER_VERSIE", str(tmp_path / "{}-{}"))
    assert postgresql.vind("pg_dump", 15) == str(nep)
    with pytest.raises(LoketFout, match="Installeer postgresql-client-16"):
        postgresql.vind("pg_dump", 16)
    with pytest.raises(LoketFout, match="niet geïnstalleerd"):
        postgresql.vind("pg_bestaat_niet", 16)
