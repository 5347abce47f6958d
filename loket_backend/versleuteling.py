"""Encryption of columns: AES-256-GCM, one key in use and any number of old ones that still read.

A stored value is `<key id>:<base64 of nonce and ciphertext>`. Blind indexes (HMAC-SHA256) make equal values findable without reading them.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def _schrijf_sleutel(bestand: Path) -> None:
    """A new key file, whole and on disk before anything is encrypted with it. When two processes make one, the first wins."""
    bestand.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = bestand.with_name(f"{bestand.name}.{os.getpid()}")
    with open(os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as uit:
        uit.write(f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}\n")
        uit.flush()
        os.fsync(uit.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(tijdelijk, bestand)
    tijdelijk.unlink()
    map_ = os.open(bestand.parent, os.O_RDONLY)
    os.fsync(map_)
    os.close(map_)


class Sleutelbos:
    """The keys, by id; the first encrypts. Raises ValueError on a malformed key or an unknown key id."""

    def __init__(self, sleutels: dict[str, bytes]) -> None:
        if not sleutels or any(len(s) != 32 for s in sleutels.values()):
            raise ValueError("elke sleutel heeft 32 bytes, en er is er minstens een")
        self._actief = next(iter(sleutels))
        self._aes = {naam: AESGCM(sleutel) for naam, sleutel in sleutels.items()}
        oudste = list(sleutels.values())[-1]
        self._index = hashlib.sha256(b"blinde index" + oudste).digest()
        self._zegel = {naam: hashlib.sha256(b"zegel" + sleutel).digest() for naam, sleutel in sleutels.items()}

    @classmethod
    def lees(cls, tekst: str) -> Sleutelbos:
        paren = (deel.strip().partition(":") for deel in tekst.replace("\n", ",").split(",") if deel.strip())
        return cls({naam: base64.b64decode(sleutel, validate=True) for naam, _, sleutel in paren})

    @classmethod
    def uit(cls, omgeving: str, bestand: Path) -> Sleutelbos:
        """Keys from the environment, else from the key file, which is made (mode 600) when it is not there."""
        if omgeving:
            return cls.lees(omgeving)
        if not bestand.exists():
            _schrijf_sleutel(bestand)
        return cls.lees(bestand.read_text())

    def versleutel(self, tekst: str) -> str:
        return f"{self._actief}:{base64.b64encode(self._sluit(tekst.encode())).decode()}"

    def ontsleutel(self, waarde: str) -> str:
        naam, _, inhoud = waarde.partition(":")
        return self._open(naam, base64.b64decode(inhoud)).decode()

    def versleutel_bytes(self, inhoud: bytes) -> bytes:
        """As `versleutel`, without base64: a document would grow by a third."""
        return self._actief.encode() + b":" + self._sluit(inhoud)

    def ontsleutel_bytes(self, waarde: bytes) -> bytes:
        naam, _, blok = waarde.partition(b":")
        return self._open(naam.decode(errors="replace"), blok)

    def _sluit(self, inhoud: bytes) -> bytes:
        nonce = secrets.token_bytes(12)
        return nonce + self._aes[self._actief].encrypt(nonce, inhoud, self._actief.encode())

    def _open(self, naam: str, blok: bytes) -> bytes:
        if naam not in self._aes:
            raise ValueError(f"onbekende sleutel {naam!r}")
        return self._aes[naam].decrypt(blok[:12], blok[12:], naam.encode())

    def index(self, tekst: str) -> str:
        """A blind index: equal texts give equal values, which tell nothing else."""
        return hmac.new(self._index, tekst.encode(), hashlib.sha256).hexdigest()

    def verzegel(self, tekst: str) -> str:
        """A seal that only who has the key can make: `<key id>:<HMAC-SHA256>`."""
        return self._zegel_met(self._actief, tekst)

    def zegel_klopt(self, zegel: str, tekst: str) -> bool:
        """Whether it is the seal of this text, made with any of the keys."""
        naam = zegel.partition(":")[0]
        return naam in self._zegel and hmac.compare_digest(self._zegel_met(naam, tekst).encode(), zegel.encode())

    def _zegel_met(self, naam: str, tekst: str) -> str:
        return f"{naam}:{hmac.new(self._zegel[naam], tekst.encode(), hashlib.sha256).hexdigest()}"
