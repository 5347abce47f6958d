"""A snapshot of an SQLite database by its online backup, and putting one back."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from loket_backend.errors import LoketFout
from loket_backend.migreer import migreer
from loket_backend.reservekopie.bundel import zeker
from loket_backend.reservekopie.manifest import Beeld, Manifest
from loket_backend.tijd import nu

SOORT = "sqlite"
# What stands in a database that was migrated, and perhaps started on, but never used.
VAN_ZICHZELF = ("alembic_version", "auditkop", "sleutelproef")
KAPOT = "De database zelf is beschadigd. Er is niets bewaard of teruggezet."
ANDERE_AANTALLEN = "In de reservekopie staan andere aantallen dan toen zij gemaakt werd. Er is niets veranderd."
_BEZET = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Sqlite:
    """The database at an SQLAlchemy URL. Files that are broken count as full: who is to lose them must say so."""

    soort, server = SOORT, 0

    def __init__(self, url: str) -> None:
        self.pad = Path(make_url(url).database or "")

    @property
    def werkmap(self) -> Path:
        """Where a copy can be made that is put in place by a rename."""
        return self.pad.parent

    async def maak(self, doel: Path) -> Beeld:
        if not self.pad.exists():
            raise LoketFout(f"Er is geen database in {self.pad}.")
        try:
            return await asyncio.to_thread(self._maak, doel)
        except sqlite3.DatabaseError as fout:
            raise LoketFout(KAPOT) from fout

    def _maak(self, doel: Path) -> Beeld:
        """In one step: a reader keeps no writer waiting, and what is written meanwhile is not in it."""
        with closing(sqlite3.connect(doel)) as kopie:
            with closing(sqlite3.connect(f"{self.pad.resolve().as_uri()}?mode=rw", uri=True, timeout=30)) as bron:
                bron.backup(kopie)
            kopie.execute("PRAGMA journal_mode=DELETE")
            _keur(kopie)
            return _beeld(kopie)

    async def is_leeg(self) -> bool:
        return await asyncio.to_thread(self._is_leeg)

    def _is_leeg(self) -> bool:
        if not self.pad.exists():
            return True
        try:
            with closing(sqlite3.connect(self.pad)) as verbinding:
                tellingen = _tellingen(verbinding)
        except sqlite3.DatabaseError:
            return False
        return not any(aantal for tabel, aantal in tellingen.items() if tabel not in VAN_ZICHZELF)

    async def is_in_gebruik(self) -> bool:
        """Whoever has the database open in WAL holds a lock that keeps it in WAL."""
        return self.pad.exists() and await asyncio.to_thread(self._is_in_gebruik)

    def _is_in_gebruik(self) -> bool:
        try:
            with closing(sqlite3.connect(self.pad, timeout=1)) as verbinding:
                return bool(verbinding.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete")
        except sqlite3.DatabaseError as fout:
            return getattr(fout, "sqlite_errorcode", 0) & 0xFF in _BEZET

    async def zet_terug(self, bestand: Path, manifest: Manifest, keur: Callable[[str], Awaitable[None]]) -> str:
        """Checked and migrated first, then put in place. What stood there stays beside it; says under which name."""
        await asyncio.to_thread(_vergelijk, bestand, manifest)
        url = f"sqlite+aiosqlite:///{bestand}"
        await asyncio.to_thread(migreer, url)
        await keur(url)
        return await asyncio.to_thread(self._vervang, bestand)

    def _vervang(self, bestand: Path) -> str:
        with closing(sqlite3.connect(bestand)) as verbinding:  # everything in the one file
            verbinding.execute("PRAGMA journal_mode=DELETE")
        _geef_aan_wie_er_woont(bestand)
        oud = self._zet_opzij()
        bestand.rename(self.pad)
        zeker(self.pad.parent)
        return oud

    def _zet_opzij(self) -> str:
        """A second name for what stands there: at no moment is there no database, which a loket that starts would make anew."""
        if not self.pad.exists():
            return ""
        opzij = self.pad.with_name(f"{self.pad.name}.voor-herstel-{nu():%Y%m%dT%H%M%S%fZ}")
        os.link(self.pad, opzij)
        for staart in ("-wal", "-shm"):  # only when it was too broken to be closed well
            deel = self.pad.with_name(self.pad.name + staart)
            if deel.exists():
                deel.rename(opzij.with_name(opzij.name + staart))
        return f"Wat er stond, staat nu in {opzij}. Gooi dat weg als u het niet meer nodig hebt."


def _geef_aan_wie_er_woont(bestand: Path) -> None:
    """What root puts back must be the loket's: whose the folder is."""
    if os.geteuid() == 0:
        map_ = bestand.parent.parent.stat()
        os.chown(bestand, map_.st_uid, map_.st_gid)


def _keur(kopie: sqlite3.Connection) -> None:
    uitkomst = kopie.execute("PRAGMA integrity_check(1)").fetchone()[0]
    los = kopie.execute("PRAGMA foreign_key_check").fetchone()
    if uitkomst != "ok" or los is not None:
        raise LoketFout(KAPOT)


def _beeld(kopie: sqlite3.Connection) -> Beeld:
    tellingen = _tellingen(kopie)
    if "alembic_version" not in tellingen:
        raise LoketFout("Dit is geen database van het loket.")
    (schema,) = kopie.execute("SELECT version_num FROM alembic_version").fetchone()
    vraag = "SELECT volgnummer, laatste FROM auditkop"
    audit = kopie.execute(vraag).fetchone() if "auditkop" in tellingen else None
    return Beeld(SOORT, 0, str(schema), tellingen, audit)


def _tellingen(verbinding: sqlite3.Connection) -> dict[str, int]:
    vraag = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    tabellen = [naam for (naam,) in verbinding.execute(vraag)]
    tel = 'SELECT count(*) FROM "{}"'
    return {naam: verbinding.execute(tel.format(naam)).fetchone()[0] for naam in tabellen}


def _vergelijk(bestand: Path, manifest: Manifest) -> None:
    with closing(sqlite3.connect(bestand)) as kopie:
        _keur(kopie)
        if _tellingen(kopie) != manifest.tellingen:
            raise LoketFout(ANDERE_AANTALLEN)
