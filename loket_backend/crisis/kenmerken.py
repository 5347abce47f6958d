"""What the classifier sees of a message: pieces of words and words, weighed as scikit-learn did when it learned.

A fitted TfidfVectorizer holds every piece as text: 750,000 of them took 150 MB in every loket. Here stands a 64-bit number for each, in order,
and its weight; the outcome is the same.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer


class Woordenlijst:
    """One fitted TfidfVectorizer, with sublinear counts and lines of length one, made small."""

    def __init__(self, geleerd: TfidfVectorizer) -> None:
        paren = sorted((nummer(stuk), plaats) for stuk, plaats in geleerd.vocabulary_.items())
        self._nummers: NDArray[np.uint64] = np.array([n for n, _ in paren], np.uint64)
        self._plaatsen: NDArray[np.int32] = np.array([plaats for _, plaats in paren], np.int32)
        self._gewichten: NDArray[np.float32] = geleerd.idf_.astype(np.float32)
        self._vorm: TfidfVectorizer = clone(geleerd)
        self._snij: Callable[[str], list[str]] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_snij": None}

    def __len__(self) -> int:
        return len(self._nummers)

    def weeg(self, tekst: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The places of the pieces that are known, and how much each weighs in this message."""
        if self._snij is None:
            self._snij = self._vorm.build_analyzer()
        geteld = Counter(self._snij(tekst))
        gezocht = np.fromiter(map(nummer, geteld), np.uint64, len(geteld))
        keren = np.fromiter(geteld.values(), np.float32, len(geteld))
        waar = np.searchsorted(self._nummers, gezocht).clip(max=len(self) - 1)
        bekend = self._nummers[waar] == gezocht
        plaatsen = self._plaatsen[waar[bekend]]
        gewogen = (np.log(keren[bekend]) + 1) * self._gewichten[plaatsen]
        return plaatsen, gewogen / (np.linalg.norm(gewogen) or 1.0)


def nummer(stuk: str) -> int:
    """The same in every process; that two of a million pieces share one has a chance of one in forty million."""
    return int.from_bytes(hashlib.blake2b(stuk.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
