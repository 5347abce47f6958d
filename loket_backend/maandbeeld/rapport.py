"""The maandbeeld as a PDF: every figure with its sentence, its chart, its table and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from loket_backend.gesprek.verslagopmaak import druk

SJABLOON = Path(__file__).with_name("rapport.typ")


@dataclass(frozen=True)
class Deel:
    """One figure. `grafiek`: SVG, empty when there is none; `rijen`: as people read the cells, the first one heads its row."""

    titel: str
    zin: str
    grafiek: str
    koppen: Sequence[str]
    rijen: Sequence[Sequence[str]]
    uitleg: str


@dataclass(frozen=True)
class Rapport:
    """`inleiding`: paragraphs on top."""

    titel: str
    loket: str
    inleiding: Sequence[str]
    delen: Sequence[Deel]


def als_pdf(rapport: Rapport) -> bytes:
    """A tagged PDF in Dutch. Waits for another process: run it in a thread. Raises subprocess.SubprocessError when there is none in time."""
    return druk(SJABLOON, asdict(rapport))
