"""Making a backup, reading it back, and keeping the last ones."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loket_backend.errors import LoketFout
from loket_backend.reservekopie import bundel, manifest
from loket_backend.reservekopie.bron import bron_van, kopiesleutel, open_sleutels
from loket_backend.reservekopie.manifest import Manifest
from loket_backend.settings import Settings
from loket_backend.tijd import nu

PATROON = "loket-*.reservekopie"
_BEZIG = ".bezig-"


async def maak(settings: Settings, map_: Path, bewaar: int) -> Path:
    """One more backup in this folder, read back before it counts; of all there are then, the last `bewaar` stay (at least one).

    Raises LoketFout, OSError. Then there is no new file, and the old ones are all there.
    """
    bos, bron, sleutel = open_sleutels(settings), bron_van(settings), kopiesleutel(settings)
    with _alleen(map_), _werkmap(map_) as werk:
        moment = nu()
        beeld = await bron.maak(werk / bundel.INHOUD)
        inhoud = werk / bundel.INHOUD
        merk = await asyncio.to_thread(bundel.som, inhoud)
        gemaakt = manifest.maak(beeld, moment.isoformat(), merk, inhoud.stat().st_size, bos)
        pad = map_ / f"loket-{moment:%Y%m%dT%H%M%S%fZ}.reservekopie"
        await asyncio.to_thread(bundel.schrijf, pad, gemaakt, inhoud, sleutel)
        await asyncio.to_thread(_lees_terug, pad, sleutel)
        _ruim_op(map_, bewaar)
    return pad


def controleer(settings: Settings, pad: Path) -> Manifest:
    """Reads the whole backup and compares it with what it says about itself. Raises LoketFout."""
    return bundel.pak_uit(pad, kopiesleutel(settings), Path(os.devnull))


def _lees_terug(pad: Path, sleutel: Path | None) -> None:
    try:
        bundel.pak_uit(pad, sleutel, Path(os.devnull))
    except LoketFout:
        pad.unlink()
        raise


def _ruim_op(map_: Path, bewaar: int) -> None:
    for oud in sorted(map_.glob(PATROON))[: -max(bewaar, 1)]:
        oud.unlink()


@contextmanager
def _alleen(map_: Path) -> Iterator[None]:
    """One at a time in a folder, which is made when it is not there. The kernel lets go of the lock when the process dies."""
    map_.mkdir(parents=True, exist_ok=True, mode=0o700)
    slot = os.open(map_ / ".slot", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as fout:
        raise LoketFout("Er wordt hier al een reservekopie gemaakt.") from fout
    finally:
        os.close(slot)


@contextmanager
def _werkmap(map_: Path) -> Iterator[Path]:
    """What an earlier one left behind when it was killed, goes first."""
    for rest in [*map_.glob(f"{_BEZIG}*"), *map_.glob(f".{PATROON}")]:
        shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
    with tempfile.TemporaryDirectory(prefix=_BEZIG, dir=map_) as werk:
        yield Path(werk)
