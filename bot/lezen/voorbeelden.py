"""Training messages for reading uitspraken: one a line, cut in clauses, each followed by its pairs of leefgebied and aspect.

A file holds the messages about one leefgebied (the first that is heard); who wrote a message stands in its line, because the reader learns
to trust itself on strangers by leaving writers out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN

Paar = tuple[str, str]
# The voice of a clause that was written by itself, not as a message of somebody.
LOS = "los"
_DEEL = re.compile(r"([^{}]+)\{([^{}]*)\}")


@dataclass(frozen=True)
class Voorbeeld:
    """One training message: its clauses with the pairs that each holds, the question, who wrote it in which voice, and where it stands."""

    vraag: str | None
    delen: tuple[tuple[str, frozenset[Paar]], ...]
    schrijver: str = ""
    stem: str = ""
    plaats: str = ""

    @property
    def tekst(self) -> str:
        return "".join(deel for deel, _ in self.delen)

    @property
    def paren(self) -> frozenset[Paar]:
        return frozenset().union(*(paren for _, paren in self.delen))


def lees_voorbeelden(map_: Path) -> list[Voorbeeld]:
    """All training messages in a folder. Raises ValueError with file and line for a line that does not parse."""
    return [v for pad in sorted(map_.glob("*.txt")) for v in _bestand(pad)]


def _bestand(pad: Path) -> Iterable[Voorbeeld]:
    for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1):
        if regel.strip() and not regel.lstrip().startswith("#"):
            try:
                yield replace(ontleed(regel), plaats=f"{pad.name}:{nummer}")
            except ValueError as fout:
                raise ValueError(f"{pad.name}:{nummer}: {fout}") from fout


def ontleed(regel: str) -> Voorbeeld:
    """`schrijver/stem | vraag | deel{paren} deel{paren}` as a Voorbeeld. Raises ValueError."""
    wie, vraag, tekst = (deel.strip() for deel in regel.split("|", 2))
    schrijver, _, stem = wie.partition("/")
    delen = tuple((m[1], frozenset(map(_paar, filter(None, m[2].split(","))))) for m in _DEEL.finditer(tekst))
    if not delen or "".join(f"{m[0]}" for m in _DEEL.finditer(tekst)) != tekst:
        raise ValueError("elk deel eindigt met {paren}")
    return Voorbeeld(None if vraag == "-" else vraag, delen, schrijver, stem)


def _paar(tekst: str) -> Paar:
    leefgebied, _, aspect = tekst.strip().partition("/")
    if leefgebied not in LEEFGEBIEDEN or aspect not in ASPECTEN:
        raise ValueError(f"onbekend paar {tekst!r}")
    return leefgebied, aspect
