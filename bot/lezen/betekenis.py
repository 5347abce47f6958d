"""What everyday words are about: a reviewed dictionary of some seventeen thousand words in about a hundred classes of meaning.

No Dutch language model can be fetched where this is built, and training messages never hold all words that people use. The classes tell the reader
what a word is about that it never learned from: "kommetje" is kitchen ware, "badrand" a bath and an edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.lezen.onthoud import Onthoud
from bot.lezen.spelling import klank
from bot.lezen.tekst import vouw

BESTAND = Path(__file__).parents[1] / "data" / "lexicon" / "betekenis.txt"
_KORTST_VOOR, _KORTST_DEEL = 3, 4
# Letters that tie the parts of a compound: stad-s-park, paard-e-bloem.
_TUSSEN = ("s", "e")


class Betekenis:
    """Classes of words as they sound (`klank`), inflected forms and compounds included."""

    def __init__(self, pad: Path = BESTAND) -> None:
        self._klassen: dict[str, tuple[str, ...]] = {}
        for vormen, klassen in _lees(pad):
            for vorm in vormen:
                # Words that sound alike ("bad", "baat") share their classes.
                self._klassen[klank(vorm)] = tuple(dict.fromkeys((*self._klassen.get(klank(vorm), ()), *klassen)))
        self._gezien: Onthoud[tuple[str, ...]] = Onthoud(50_000)

    @property
    def alle(self) -> list[str]:
        """Every class there is, in order."""
        return sorted({k for klassen in self._klassen.values() for k in klassen})

    def klassen(self, woord: str) -> tuple[str, ...]:
        """The classes of one word as it sounds; those of its last part for a compound, marked with those of the first: `kamer`, `~wassen_zelf`."""
        return self._gezien(woord, lambda w: self._klassen.get(w) or self._samenstelling(w))

    def _samenstelling(self, woord: str) -> tuple[str, ...]:
        for knip in range(_KORTST_VOOR, len(woord) - _KORTST_DEEL + 1):
            achter = self._klassen.get(woord[knip:])
            if achter is not None:
                voor = self._voorste(woord[:knip])
                return (*achter, *(f"~{k}" for k in voor))
        return tuple(f"~{k}" for k in self._begin(woord))

    def _voorste(self, deel: str) -> tuple[str, ...]:
        vormen = (klank(deel), *(klank(deel[: -len(t)]) for t in _TUSSEN if deel.endswith(t)))
        return next((self._klassen[v] for v in vormen if v in self._klassen), ())

    def _begin(self, woord: str) -> tuple[str, ...]:
        """The longest word that an unknown word begins with, when that is most of it: an inflection or a typing error at the end."""
        for eind in range(len(woord) - 1, max(_KORTST_DEEL, len(woord) - 3) - 1, -1):
            if klassen := self._klassen.get(woord[:eind]):
                return klassen
        return ()


def _lees(pad: Path) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Lines of `vorm, vorm: klasse, klasse`."""
    for regel in pad.read_text(encoding="utf-8").splitlines():
        if regel and not regel.startswith("#"):
            vormen, _, klassen = regel.partition(":")
            yield [vouw(v) for v in vormen.split(",")], tuple(k.strip() for k in klassen.split(","))
