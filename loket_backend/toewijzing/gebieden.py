"""Ranges of postcodes: how they are written down, and which of them get in each other's way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

_GEBIED = re.compile(r"([1-9]\d{3}[A-Z]{2})-([1-9]\d{3}[A-Z]{2})")
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")


@dataclass(frozen=True, order=True)
class Gebied:
    """From `van` up to and including `tot`, both as "7913AA"."""

    van: str
    tot: str

    @classmethod
    def lees(cls, tekst: str) -> Gebied:
        """ "7913 aa - 7914 zz" too. Raises ValueError with a sentence for who typed it."""
        gelezen = _GEBIED.fullmatch(_kaal(tekst))
        if gelezen is None:
            raise ValueError(f"'{tekst.strip()}' is geen gebied zoals 7913AA-7914ZZ.")
        gebied = cls(*gelezen.groups())
        if gebied.van > gebied.tot:
            raise ValueError(f"In '{gebied}' komt het einde voor het begin.")
        return gebied

    def raakt(self, ander: Gebied) -> bool:
        return self.van <= ander.tot and ander.van <= self.tot

    def __str__(self) -> str:
        return f"{self.van}-{self.tot}"


def postcode(tekst: str) -> str | None:
    """ "7913 ab" as "7913AB"; None for what is no postcode."""
    kaal = _kaal(tekst)
    return kaal if _POSTCODE.fullmatch(kaal) else None


def dubbel(gebieden: Iterable[tuple[str, Gebied]]) -> Iterator[str]:
    """A sentence for every two ranges that overlap. `gebieden`: the name of the wijk, and one of its ranges."""
    for (een, eerste), (ander, tweede) in combinations(gebieden, 2):
        if eerste.raakt(tweede):
            waar = "in deze wijk zelf" if een == ander else f"van {ander}"
            yield f"{eerste} overlapt met {tweede} {waar}."


def _kaal(tekst: str) -> str:
    return re.sub(r"\s", "", tekst).upper()
