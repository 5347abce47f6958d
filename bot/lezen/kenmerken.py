"""Features of a text for the statistical models: lemmas and characters, and the question that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import OneHotEncoder
from spacy.tokens import Doc

from bot.lezen.tekst import vouw

GEEN_VRAAG = "geen"


@dataclass(frozen=True)
class Invoer:
    """One text to classify: the spaCy document and the veld that was asked, or None."""

    doc: Doc
    vraag: str | None = None

    @property
    def tekst(self) -> str:
        return vouw(self.doc.text)

    @property
    def lemmas(self) -> list[str]:
        return [vouw(t.lemma_ or t.text) for t in self.doc if not t.is_space]


class Kenmerkmaker:
    """TF-IDF over lemma 1–2-grams and character 2–5-grams within words, beside the question asked. Learns from `leer` only."""

    def __init__(self, vraaggewicht: float = 1.0) -> None:
        self._lemmas = TfidfVectorizer(analyzer=_lemmagrammen, min_df=1, sublinear_tf=True)
        self._tekens = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
        self._vraag = OneHotEncoder(handle_unknown="ignore")
        self._vraaggewicht = vraaggewicht

    def leer(self, invoer: Sequence[Invoer]) -> csr_matrix:
        self._lemmas.fit([i.lemmas for i in invoer])
        self._tekens.fit([i.tekst for i in invoer])
        self._vraag.fit([[i.vraag or GEEN_VRAAG] for i in invoer])
        return self.maak(invoer)

    def maak(self, invoer: Sequence[Invoer]) -> csr_matrix:
        """One row a text."""
        vraag = self._vraag.transform([[i.vraag or GEEN_VRAAG] for i in invoer]) * self._vraaggewicht
        delen = [self._lemmas.transform([i.lemmas for i in invoer]), self._tekens.transform([i.tekst for i in invoer])]
        return hstack([*delen, vraag]).tocsr()


def _lemmagrammen(lemmas: Sequence[str]) -> list[str]:
    return [*lemmas, *(f"{a} {b}" for a, b in pairwise(lemmas))]
