"""The database that a backup is made of or put back in, whichever kind it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from loket_backend.db import Kluis
from loket_backend.errors import LoketFout
from loket_backend.reservekopie.manifest import Beeld, Manifest
from loket_backend.reservekopie.postgresql import Postgresql
from loket_backend.reservekopie.sqlite import Sqlite
from loket_backend.settings import Settings
from loket_backend.versleuteling import Sleutelbos


class Bron(Protocol):
    soort: str

    @property
    def werkmap(self) -> Path: ...

    async def maak(self, doel: Path) -> Beeld: ...

    async def is_leeg(self) -> bool: ...

    async def is_in_gebruik(self) -> bool: ...

    async def zet_terug(self, bestand: Path, manifest: Manifest, keur: Callable[[str], Awaitable[None]]) -> str: ...


def bron_van(settings: Settings) -> Bron:
    if settings.database.startswith("sqlite"):
        return Sqlite(settings.database)
    return Postgresql(settings.database, settings.map)


def open_sleutels(settings: Settings) -> Sleutelbos:
    """The column keys as the loket has them. A new one is never made here: it would fit nothing."""
    if not settings.sleutel and not (settings.map / "sleutel").exists():
        raise LoketFout(f"Er is geen sleutel: niet in LOKET_SLEUTEL, en niet in {settings.map / 'sleutel'}.")
    Kluis.bos = Sleutelbos.uit(settings.sleutel, settings.map / "sleutel")
    return Kluis.bos


def kopiesleutel(settings: Settings) -> Path | None:
    return Path(settings.kopie_sleutel) if settings.kopie_sleutel else None
