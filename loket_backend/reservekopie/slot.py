"""The lock on a backup: AES-256-GCM in pieces, so that a file of any size passes through little memory.

Every file has a key of its own, derived from the operator's key and a salt. A piece knows its number and whether it is the last, so
pieces that are missing, swapped or cut off do not open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from loket_backend.errors import LoketFout

MERK = b"LOKETKOPIE1\n"
STUK = 1024 * 1024
_TAG = 16
_KOP = len(MERK) + 8 + 16


def maak_sleutel(pad: Path) -> None:
    """A new key file, mode 600. Raises LoketFout when there is a file already: what it locked would stay locked for ever."""
    try:
        bestand = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fout:
        raise LoketFout(f"{pad} bestaat al. Er is niets veranderd.") from fout
    with open(bestand, "wb") as uit:
        uit.write(base64.b64encode(secrets.token_bytes(32)) + b"\n")
        uit.flush()
        os.fsync(uit.fileno())


def lees_sleutel(pad: Path) -> bytes:
    """The 32 bytes of the key file. Raises LoketFout."""
    try:
        sleutel = base64.b64decode(pad.read_text().strip(), validate=True)
    except (OSError, ValueError, binascii.Error) as fout:
        raise LoketFout(f"De sleutel voor reservekopieën in {pad} is niet te lezen.") from fout
    if len(sleutel) != 32:
        raise LoketFout(f"De sleutel in {pad} is geen sleutel voor reservekopieën.")
    return sleutel


def _vingerafdruk(sleutel: bytes) -> bytes:
    return hashlib.sha256(b"loket reservekopie" + sleutel).digest()[:8]


def _aes(sleutel: bytes, zout: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=zout, info=b"loket reservekopie").derive(sleutel))


def _nonce(nummer: int, laatste: bool) -> bytes:
    return nummer.to_bytes(11, "big") + bytes([laatste])


class Sluiter:
    """Takes bytes and writes them locked; `sluit` writes the last piece."""

    def __init__(self, uit: BinaryIO, sleutel: bytes) -> None:
        zout = secrets.token_bytes(16)
        self._uit, self._kop = uit, MERK + _vingerafdruk(sleutel) + zout
        self._aes, self._rest, self._nummer = _aes(sleutel, zout), bytearray(), 0
        uit.write(self._kop)

    def write(self, inhoud: bytes) -> int:
        self._rest += inhoud
        while len(self._rest) > STUK:  # one piece stays behind: it may be the last
            self._schrijf(bytes(self._rest[:STUK]), laatste=False)
            del self._rest[:STUK]
        return len(inhoud)

    def sluit(self) -> None:
        self._schrijf(bytes(self._rest), laatste=True)

    def _schrijf(self, stuk: bytes, *, laatste: bool) -> None:
        self._uit.write(self._aes.encrypt(_nonce(self._nummer, laatste), stuk, self._kop))
        self._nummer += 1


class Opener:
    """Gives back what a Sluiter locked. Raises LoketFout for another key, and for anything that was changed or is missing."""

    def __init__(self, in_: BinaryIO, sleutel: bytes) -> None:
        self._in, self._kop = in_, in_.read(_KOP)
        if self._kop[len(MERK) : len(MERK) + 8] != _vingerafdruk(sleutel):
            raise LoketFout("Deze reservekopie is met een andere sleutel op slot gedaan.")
        self._aes, self._rest, self._nummer = _aes(sleutel, self._kop[-16:]), bytearray(), 0
        self._volgende = in_.read(STUK + _TAG)
        self._klaar = False

    def read(self, aantal: int) -> bytes:
        while len(self._rest) < aantal and not self._klaar:
            self._open_stuk()
        uit = bytes(self._rest[:aantal])
        del self._rest[:aantal]
        return uit

    def _open_stuk(self) -> None:
        stuk, self._volgende = self._volgende, self._in.read(STUK + _TAG)
        self._klaar = not self._volgende
        try:
            self._rest += self._aes.decrypt(_nonce(self._nummer, self._klaar), stuk, self._kop)
        except InvalidTag as fout:
            raise LoketFout("De reservekopie is beschadigd of niet compleet.") from fout
        self._nummer += 1
