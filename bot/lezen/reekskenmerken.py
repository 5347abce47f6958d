"""A message as a row of words, each with what is known of it: the word, its letters, what it is about, which lexicon entries it is part of."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable

import numpy as np

from bot.lezen.betekenis import Betekenis
from bot.lezen.lexicon import Lexicon
from bot.lezen.spelling import klank
from bot.lezen.tekst import WOORD, vouw

LETTERGROEPEN, MEEST_GROEPEN, LANGST = 1 << 15, 24, 110
_STUK = re.compile(rf"{WOORD}|\d+|[.,!?;:]")
_DEEL = 0.5


def stukken(tekst: str) -> list[str]:
    """Words as they sound, numbers as 0, and the punctuation that parts sentences."""
    return [_stuk(s) for s in _STUK.findall(vouw(tekst))][:LANGST]


def _stuk(stuk: str) -> str:
    return klank(stuk) if stuk[0].isalpha() else "0" if stuk[0].isdigit() else stuk


class Reekskenmerken:
    """Numbers for words. A word met fewer than twice in training is read by its letters and meaning only (number 0)."""

    def __init__(self, lexicon: Lexicon, betekenis: Betekenis) -> None:
        self._lexicon, self._betekenis = lexicon, betekenis
        sleutels = sorted({(le.sleutel, le.laag, manier) for le in lexicon.lemmas for manier in ("heel", "deel")})
        self._sleutels = {s: n for n, s in enumerate(sleutels)}
        self._klassen = {k: n for n, k in enumerate(betekenis.alle)}
        self._nummers: dict[str, int] = {}

    @property
    def breedtes(self) -> tuple[int, int, int]:
        """How many words, lexicon keys and classes there are."""
        return len(self._nummers) + 1, len(self._sleutels), len(self._klassen)

    def leer(self, woorden: Iterable[str]) -> None:
        gezien = Counter(woorden)
        self._nummers = {w: n for n, w in enumerate(sorted(w for w, aantal in gezien.items() if aantal > 1), 1)}

    def nummer(self, woord: str) -> int:
        return self._nummers.get(woord, 0)

    def letters(self, woord: str) -> np.ndarray:
        """Numbers of the groups of 3 to 5 letters, filled up with 0."""
        rand = f"<{woord}>"
        groepen = [rand[n : n + lang] for lang in (3, 4, 5) for n in range(len(rand) - lang + 1)][:MEEST_GROEPEN]
        uit = np.zeros(MEEST_GROEPEN, np.int32)
        uit[: len(groepen)] = [1 + zlib.crc32(g.encode()) % (LETTERGROEPEN - 1) for g in groepen]
        return uit

    def betekenis(self, woord: str) -> np.ndarray:
        uit = np.zeros(len(self._klassen), np.float32)
        for klasse in self._betekenis.klassen(woord) if woord[:1].isalpha() else ():
            plaats = self._klassen[klasse.lstrip("~")]
            uit[plaats] = max(uit[plaats], _DEEL if klasse.startswith("~") else 1.0)
        return uit

    def lexicon(self, woorden: list[str]) -> np.ndarray:
        """A row for each word, a column for each key of the lexicon: 1 where the word is part of an entry that was found."""
        uit = np.zeros((len(woorden), len(self._sleutels)), np.float32)
        for begin, eind, vondst in self._lexicon.plaatsen(woorden):
            uit[begin:eind, self._sleutels[vondst.lemma.sleutel, vondst.lemma.laag, vondst.manier]] = 1
        return uit
