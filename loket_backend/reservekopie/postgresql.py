"""A snapshot of a PostgreSQL database by pg_dump, and putting one back in one transaction.

The programs must be at least as new as the server: those of the same version are used when they are installed.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import NullPool, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from loket_backend.errors import LoketFout
from loket_backend.migreer import migreer
from loket_backend.reservekopie.manifest import Beeld, Manifest
from loket_backend.reservekopie.sqlite import ANDERE_AANTALLEN, VAN_ZICHZELF

SOORT = "postgresql"
PER_VERSIE = "/usr/lib/postgresql/{}/bin/{}"
_TABELLEN = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_ANDEREN = """\
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_LEEG = "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public AUTHORIZATION pg_database_owner;\n"
_TEL = """\
DO $telling$ BEGIN
  IF (SELECT count(*) FROM public."{tabel}") <> {aantal} THEN RAISE EXCEPTION '{fout}'; END IF;
END $telling$;
"""
_TELFOUT = "andere aantallen"


class Postgresql:
    """The database at an SQLAlchemy URL; the user must own it. `werkmap`: for what is unpacked on the way."""

    soort = SOORT

    def __init__(self, url: str, werkmap: Path) -> None:
        self._url, self.werkmap = url, werkmap

    async def maak(self, doel: Path) -> Beeld:
        """Counts and dump see one and the same snapshot."""
        async with self._verbinding() as verbinding:
            await verbinding.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            beeld = await _beeld(verbinding)
            gezien = await verbinding.scalar(text("SELECT pg_export_snapshot()"))
            await self._draai(
                beeld.server, "pg_dump", "-Fc", "--no-owner", "--no-acl", f"--snapshot={gezien}", "-f", str(doel)
            )
        return beeld

    async def is_leeg(self) -> bool:
        async with self._verbinding() as verbinding:
            tellingen = await _tellingen(verbinding)
        return not any(aantal for tabel, aantal in tellingen.items() if tabel not in VAN_ZICHZELF)

    async def is_in_gebruik(self) -> bool:
        async with self._verbinding() as verbinding:
            return bool(await verbinding.scalar(text(_ANDEREN)))

    async def zet_terug(self, bestand: Path, manifest: Manifest, keur: Callable[[str], Awaitable[None]]) -> str:
        """Emptied, filled and counted in one transaction: it is all there or nothing has changed. Then migrated and checked."""
        async with self._verbinding() as verbinding:
            server = await _server(verbinding)
        if server < manifest.server:
            raise LoketFout(
                f"De reservekopie komt van PostgreSQL {manifest.server}, hier draait {server}. Neem een nieuwere PostgreSQL."
            )
        opdrachten = [bestand.with_name(naam) for naam in ("leeg.sql", "inhoud.sql", "tel.sql")]
        opdrachten[0].write_text(_LEEG)
        await self._draai(server, "pg_restore", "--no-owner", "--no-acl", "-f", str(opdrachten[1]), str(bestand))
        opdrachten[2].write_text(
            "".join(_TEL.format(tabel=t, aantal=n, fout=_TELFOUT) for t, n in manifest.tellingen.items())
        )
        stappen = [deel for opdracht in opdrachten for deel in ("-f", str(opdracht))]
        try:
            await self._draai(server, "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "--single-transaction", *stappen)
        except LoketFout as fout:
            raise LoketFout(ANDERE_AANTALLEN) if _TELFOUT in fout.detail else fout from None
        await asyncio.to_thread(migreer, self._url)
        try:
            await keur(self._url)
        except LoketFout as fout:
            raise LoketFout(f"De reservekopie is teruggezet, maar klopt niet. {fout.detail}") from fout
        return ""

    @asynccontextmanager
    async def _verbinding(self) -> AsyncIterator[AsyncConnection]:
        engine = create_async_engine(self._url, poolclass=NullPool)
        try:
            async with engine.connect() as verbinding:
                yield verbinding
        except (OSError, SQLAlchemyError) as fout:
            raise LoketFout(f"De database is niet te bereiken ({type(fout).__name__}).") from fout
        finally:
            await engine.dispose()

    async def _draai(self, server: int, programma: str, *opties: str) -> None:
        """The password goes by the environment: a command line is there for everybody to read."""
        pad = await asyncio.to_thread(vind, programma, server)
        omgeving = {**os.environ, **waar(make_url(self._url))}
        proces = await asyncio.create_subprocess_exec(
            pad, *opties, env=omgeving, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        _, gezegd = await proces.communicate()
        if proces.returncode:
            raise LoketFout(f"{programma} lukte niet. Er is niets veranderd. {_reden(gezegd.decode(errors='replace'))}")


def vind(programma: str, server: int) -> str:
    """The program of the server's own version, else one that is not older. Raises LoketFout."""
    eigen = Path(PER_VERSIE.format(server, programma))
    if eigen.exists():
        return str(eigen)
    gevonden = shutil.which(programma)
    if gevonden is None:
        raise LoketFout(f"{programma} is niet geïnstalleerd. Installeer postgresql-client-{server}.")
    zegt = subprocess.run([gevonden, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    versie = re.search(r"\d+", zegt)
    if versie is None or int(versie[0]) < server:
        raise LoketFout(f"{programma} is ouder dan de server. Installeer postgresql-client-{server}.")
    return gevonden


def waar(url: URL) -> dict[str, str]:
    """Where the database is, in the environment variables of PostgreSQL's own programs."""
    ssl = url.query.get("ssl") or url.query.get("sslmode")
    gegeven = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": ssl if isinstance(ssl, str) else None,
    }
    return {naam: str(waarde) for naam, waarde in gegeven.items() if waarde}


def _reden(gezegd: str) -> str:
    """The fault itself; what stands below it may quote a row."""
    fouten = [regel for regel in gezegd.splitlines() if re.search(r"\b(?:ERROR|FATAL|error):", regel)]
    return fouten[0] if fouten else ""


async def _server(verbinding: AsyncConnection) -> int:
    return int(await verbinding.scalar(text("SHOW server_version_num"))) // 10000


async def _beeld(verbinding: AsyncConnection) -> Beeld:
    tellingen = await _tellingen(verbinding)
    if "alembic_version" not in tellingen:
        raise LoketFout("Dit is geen database van het loket.")
    schema = await verbinding.scalar(text("SELECT version_num FROM alembic_version"))
    audit = None
    if "auditkop" in tellingen:
        rij = (await verbinding.execute(text("SELECT volgnummer, laatste FROM auditkop"))).one()
        audit = (int(rij[0]), str(rij[1]))
    return Beeld(SOORT, await _server(verbinding), str(schema), tellingen, audit)


async def _tellingen(verbinding: AsyncConnection) -> dict[str, int]:
    tabellen = list(await verbinding.scalars(text(_TABELLEN)))
    tel = 'SELECT count(*) FROM public."{}"'
    return {naam: int(await verbinding.scalar(text(tel.format(naam)))) for naam in tabellen}
