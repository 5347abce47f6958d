"""What each figure means, as data (maandbeeld.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

BESTAND = Path(__file__).with_name("maandbeeld.yml")


@dataclass(frozen=True)
class Begrip:
    """`uitleg`: what is counted and what not; `bron`: the tables it is read from."""

    titel: str
    uitleg: str
    bron: str


@cache
def begrippen() -> dict[str, Begrip]:
    gelezen = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return {sleutel: Begrip(**velden) for sleutel, velden in gelezen.items()}
