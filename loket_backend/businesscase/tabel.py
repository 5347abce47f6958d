"""What a table of a business case is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loket_backend.onderdrukking import MINSTENS
from loket_backend.partijen.woorden import BEKOSTIGINGEN

TE_WEINIG = f"Te weinig mensen (minder dan {MINSTENS})"
SAMENGEVOEGD = "Samengevoegd: kleine groepen"
LOKET = "Het loket zelf"
BEDRAGEN = ("Kosten", "Vermeden, laag", "Vermeden, midden", "Vermeden, hoog", "Verschil, midden")


class Centen(int):
    """An amount in a table."""


Cel = str | int | Centen


@dataclass(frozen=True)
class Tabel:
    """`rijen`: the first cell is the heading of the row. `zin`: what the table says in one sentence."""

    sleutel: str
    titel: str
    zin: str
    uitleg: str
    koppen: Sequence[str]
    rijen: Sequence[Sequence[Cel]]


def wet(sleutel: str) -> str:
    """How a bekostiging reads."""
    return BEKOSTIGINGEN.get(sleutel, sleutel)
