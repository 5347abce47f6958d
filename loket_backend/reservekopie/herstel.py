"""Putting a backup back: first everything that can be refused, then the database as a whole, then what must be true of it."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from cryptography.exceptions import InvalidTag
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Basis, Versleuteld, VersleuteldeBytes, VersleuteldJson, open_database
from loket_backend.errors import LoketFout
from loket_backend.migreer import alembic_config
from loket_backend.reservekopie import bundel
from loket_backend.reservekopie.bron import Bron, bron_van, kopiesleutel, open_sleutels
from loket_backend.reservekopie.manifest import Manifest, pas_sleutels
from loket_backend.settings import Settings
from loket_backend.toegang import keten

# Who wants to lose what stands there says so in these words.
WEG = "gooi weg wat er staat"
STEEKPROEF = 50
_BEZIG = ".herstel-"


@dataclass(frozen=True)
class Hersteld:
    """`opzij`: where the old database is, in a sentence, when there was one that could be kept."""

    manifest: Manifest
    opzij: str


async def herstel(settings: Settings, pad: Path, overschrijf: str = "") -> Hersteld:
    """Raises LoketFout with the reason. What is refused has changed nothing."""
    bos, bron, sleutel = open_sleutels(settings), bron_van(settings), kopiesleutel(settings)
    manifest = bundel.lees(pad, sleutel)
    pas_op(manifest, bron)
    pas_sleutels(manifest, bos)
    await _mag_weg(bron, overschrijf)
    with _werkmap(bron.werkmap) as werk:
        inhoud = werk / bundel.INHOUD
        await asyncio.to_thread(bundel.pak_uit, pad, sleutel, inhoud)

        async def keur(url: str) -> None:
            await klopt(url, manifest)

        return Hersteld(manifest, await bron.zet_terug(inhoud, manifest, keur))


@contextmanager
def _werkmap(map_: Path) -> Iterator[Path]:
    """What an earlier restore left behind when it was killed goes first: it is a copy of everything."""
    map_.mkdir(parents=True, exist_ok=True)
    for rest in map_.glob(f"{_BEZIG}*"):
        shutil.rmtree(rest)
    with tempfile.TemporaryDirectory(prefix=_BEZIG, dir=map_) as werk:
        yield Path(werk)


def pas_op(manifest: Manifest, bron: Bron) -> None:
    """Refuses another kind of database, and a schema that this loket does not know."""
    if manifest.soort != bron.soort:
        raise LoketFout(f"Deze reservekopie is van {manifest.soort}, en dit loket werkt met {bron.soort}.")
    bekend = {stap.revision for stap in ScriptDirectory.from_config(alembic_config("sqlite://")).walk_revisions()}
    if manifest.schema not in bekend:
        raise LoketFout(
            f"Deze reservekopie komt van een nieuwer loket (schema {manifest.schema}, hier {max(bekend)})."
            " Zet eerst die versie van het loket neer."
        )


async def _mag_weg(bron: Bron, overschrijf: str) -> None:
    if await bron.is_in_gebruik():
        raise LoketFout("Het loket werkt nog met deze database. Stop eerst alle processen van het loket.")
    if overschrijf and overschrijf != WEG:
        raise LoketFout(f"Overschrijven gaat alleen met precies deze woorden: {WEG}")
    if not overschrijf and not await bron.is_leeg():
        raise LoketFout(f'De database is niet leeg. Wilt u alles vervangen? Zeg dan: OVERSCHRIJF="{WEG}"')


async def klopt(url: str, manifest: Manifest) -> None:
    """After migrating: the chain of the audit trail holds up to the same end, and every encrypted column is readable."""
    database = open_database(url)
    try:
        async with database.lees() as session:
            uitkomst = await keten.controleer(session, manifest.anker)
        if uitkomst.breuken:
            eerste = uitkomst.breuken[0]
            raise LoketFout(f"De audittrail klopt niet: regel {eerste.volgnummer}: {eerste.uitleg}.")
        async with database.lees() as session:
            await _leesbaar(session)
    finally:
        await database.sluit()


async def _leesbaar(session: AsyncSession) -> None:
    """The last rows of every table with encrypted columns; another key gives rubbish in all of them."""
    for tabel in Basis.metadata.sorted_tables:
        kolommen = [k for k in tabel.columns if isinstance(k.type, (Versleuteld, VersleuteldJson, VersleuteldeBytes))]
        if not kolommen:
            continue
        volgorde = [kolom.desc() for kolom in tabel.primary_key]
        try:
            (await session.execute(select(*kolommen).order_by(*volgorde).limit(STEEKPROEF))).all()
        except (ValueError, InvalidTag) as fout:
            raise LoketFout(f"In {tabel.name} staat iets dat met deze sleutels niet te lezen is.") from fout
