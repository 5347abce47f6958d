"""One backup is one file: a tar with the manifest first and the content after it, locked as a whole when there is a key."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from loket_backend.errors import LoketFout
from loket_backend.reservekopie import manifest as manifesten
from loket_backend.reservekopie.manifest import Manifest
from loket_backend.reservekopie.slot import MERK, Opener, Sluiter, lees_sleutel

MANIFEST, INHOUD = "manifest.json", "inhoud"
BROK = 1024 * 1024
KAPOT = "Dit bestand is geen reservekopie van het loket, of het is beschadigd of niet compleet."


def som(pad: Path) -> str:
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


def schrijf(pad: Path, manifest: Manifest, inhoud: Path, sleutel: Path | None) -> None:
    """The file appears under its name only when all of it is on disk. Readable by the owner alone."""
    tijdelijk = pad.with_name(f".{pad.name}")
    with open(os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as uit:
        sluiter = Sluiter(uit, lees_sleutel(sleutel)) if sleutel else None
        with tarfile.open(fileobj=cast(IO[bytes], sluiter or uit), mode="w|") as tar:
            _voeg_toe(tar, MANIFEST, manifest.als_bytes())
            tar.add(inhoud, INHOUD, filter=_zonder_wie)
        if sluiter:
            sluiter.sluit()
        uit.flush()
        os.fsync(uit.fileno())
    tijdelijk.rename(pad)
    zeker(pad.parent)


def zeker(map_: Path) -> None:
    """What was renamed in this folder stays renamed when the power fails."""
    nummer = os.open(map_, os.O_RDONLY)
    os.fsync(nummer)
    os.close(nummer)


def lees(pad: Path, sleutel: Path | None) -> Manifest:
    """What the backup says about itself."""
    with _open(pad, sleutel) as tar:
        return _manifest(tar)


def pak_uit(pad: Path, sleutel: Path | None, doel: Path) -> Manifest:
    """Writes the content to `doel` and compares it with the manifest. Raises LoketFout when anything differs."""
    with _open(pad, sleutel) as tar:
        manifest, lid = _manifest(tar), tar.next()
        bron = tar.extractfile(lid) if lid is not None and lid.name == INHOUD else None
        if bron is None:
            raise LoketFout(KAPOT)
        gelezen = _kopieer(bron, doel)
    if gelezen != (manifest.sha256, manifest.lengte):
        raise LoketFout(KAPOT)
    return manifest


def _kopieer(bron: IO[bytes], doel: Path) -> tuple[str, int]:
    merk, lengte = hashlib.sha256(), 0
    with open(os.open(doel, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as uit:
        while brok := bron.read(BROK):
            merk.update(brok)
            lengte += uit.write(brok)
    return merk.hexdigest(), lengte


@contextlib.contextmanager
def _open(pad: Path, sleutel: Path | None) -> Iterator[tarfile.TarFile]:
    if not pad.is_file():
        raise LoketFout(f"Er is geen reservekopie in {pad}. Zeg welke: BESTAND=…")
    with pad.open("rb") as bestand:
        try:
            with tarfile.open(fileobj=cast(IO[bytes], _zonder_slot(bestand, sleutel)), mode="r|") as tar:
                yield tar
        except (tarfile.TarError, EOFError) as fout:
            raise LoketFout(KAPOT) from fout


def _zonder_slot(bestand: BinaryIO, sleutel: Path | None) -> Opener | BinaryIO:
    op_slot = bestand.read(len(MERK)) == MERK
    bestand.seek(0)
    if not op_slot:
        return bestand
    if sleutel is None:
        raise LoketFout("Deze reservekopie zit op slot. Zet LOKET_KOPIE_SLEUTEL op het bestand met de sleutel.")
    return Opener(bestand, lees_sleutel(sleutel))


def _manifest(tar: tarfile.TarFile) -> Manifest:
    lid = tar.next()
    bron = tar.extractfile(lid) if lid is not None and lid.name == MANIFEST else None
    if bron is None:
        raise LoketFout(KAPOT)
    return manifesten.lees(bron.read())


def _voeg_toe(tar: tarfile.TarFile, naam: str, inhoud: bytes) -> None:
    lid = tarfile.TarInfo(naam)
    lid.size, lid.mode = len(inhoud), 0o600
    tar.addfile(lid, io.BytesIO(inhoud))


def _zonder_wie(lid: tarfile.TarInfo) -> tarfile.TarInfo:
    lid.uid = lid.gid = 0
    lid.uname = lid.gname = ""
    lid.mode = 0o600
    return lid
