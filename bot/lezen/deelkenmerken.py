"""Features of a clause: words and characters as they sound, lexicon entries, the question asked, and what stood around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import OneHotEncoder

from bot.lezen.betekenis import Betekenis
from bot.lezen.lexicon import Lemma, Lexicon, Vondst
from bot.lezen.nokregressie import Rijen
from bot.lezen.spelling import klank
from bot.lezen.tekst import woorden
from loket_backend.catalogus import LEEFGEBIEDEN

GEEN_VRAAG = "geen"
# What a clause says itself weighs most; then the whole message, then the clause before it.
_VORIGE, _BERICHT, _LEXICON, _BETEKENIS = 0.3, 0.4, 0.5, 0.6


@dataclass(frozen=True)
class Rij:
    """A clause to read, in its surroundings."""

    tekst: str
    vorige: str
    bericht: str
    vraag: str | None


class Deelkenmerken:
    """Sparse features of clauses. Learns its vocabulary from `leer` only."""

    def __init__(self, lexicon: Lexicon, betekenis: Betekenis) -> None:
        self._lexicon, self._betekenis = lexicon, betekenis
        self._woorden = TfidfVectorizer(analyzer=woordgroepen, min_df=2, sublinear_tf=True, dtype=np.float32)
        self._tekens = TfidfVectorizer(analyzer=tekengroepen, min_df=2, sublinear_tf=True, dtype=np.float32)
        self._gevonden = DictVectorizer(dtype=np.float32)
        self._klassen = DictVectorizer(dtype=np.float32)
        self._vraag = OneHotEncoder(handle_unknown="ignore", dtype=np.float32)

    def leer(self, rijen: Sequence[Rij]) -> None:
        teksten = sorted({t for r in rijen for t in (r.tekst, r.bericht)})
        self._woorden.fit(teksten)
        self._tekens.fit(teksten)
        self._gevonden.fit([self._vondsten(t) for t in teksten])
        self._klassen.fit([self._betekend(t) for t in teksten])
        self._vraag.fit([[r.vraag or GEEN_VRAAG] for r in rijen])

    def maak(self, rijen: Sequence[Rij]) -> Rijen:
        """One row a clause: itself, the clause before it, the question; and the message, once for all its clauses."""
        plaats = _plaatsen(t for r in rijen for t in (r.tekst, r.vorige))
        basis = self._basis(list(plaats))
        vraag = self._vraag.transform([[r.vraag or GEEN_VRAAG] for r in rijen])
        zelf = [basis[[plaats[r.tekst] for r in rijen]], basis[[plaats[r.vorige] for r in rijen]] * _VORIGE, vraag]
        berichten = _plaatsen(r.bericht for r in rijen)
        return Rijen(
            hstack(zelf, format="csr", dtype=np.float32),
            self._basis(list(berichten)) * _BERICHT,
            np.array([berichten[r.bericht] for r in rijen]),
        )

    def _basis(self, teksten: list[str]) -> csr_matrix:
        gevonden = self._gevonden.transform([self._vondsten(t) for t in teksten])
        gevonden.data = np.log1p(gevonden.data) * _LEXICON
        klassen = self._klassen.transform([self._betekend(t) for t in teksten])
        klassen.data = np.log1p(klassen.data) * _BETEKENIS
        return hstack(
            [self._woorden.transform(teksten), self._tekens.transform(teksten), gevonden, klassen], format="csr"
        )

    def _vondsten(self, tekst: str) -> Counter[str]:
        return Counter(f"{v.lemma.sleutel}/{v.lemma.laag}/{v.manier}" for v in self.vondsten(tekst))

    def _betekend(self, tekst: str) -> Counter[str]:
        return Counter(k for w in woorden(tekst) for k in self._betekenis.klassen(klank(w)))

    @property
    def eigen(self) -> int:
        """How many columns tell of the clause itself."""
        return sum(len(t.vocabulary_) for t in (self._woorden, self._tekens, self._gevonden, self._klassen))

    def lemmas(self, lagen: Sequence[str], hoogstens: int) -> tuple[Rijen, list[Lemma]]:
        """The entries of the lexicon as if they were clauses of their own in an empty message, without the proof of being an entry."""
        alle = {lemma for lemma in self._lexicon.lemmas if lemma.laag in lagen and lemma.sleutel in LEEFGEBIEDEN}
        stap = max(1, -(-len(alle) // max(1, hoogstens)))
        gekozen = sorted(alle, key=lambda lemma: (lemma.vorm, lemma.sleutel, lemma.laag))[::stap]
        vormen = [lemma.vorm for lemma in gekozen]
        zelf = hstack([self._woorden.transform(vormen), self._tekens.transform(vormen)], format="csr")
        breed = 2 * self.eigen + len(self._vraag.categories_[0])
        woorden_alleen = csr_matrix((zelf.data, zelf.indices, zelf.indptr), shape=(len(vormen), breed))
        return Rijen(woorden_alleen, csr_matrix((1, self.eigen), dtype=np.float32), np.zeros(len(vormen), int)), gekozen

    def vondsten(self, tekst: str) -> list[Vondst]:
        return self._lexicon.zoek([klank(w) for w in woorden(tekst)])

    def woordgewicht(self, tekst: str, gewichten: np.ndarray) -> list[tuple[float, str]]:
        """How much each word and pair of words of the clause raised the outcome, highest first; `gewichten` has one for each feature."""
        eind = len(self._woorden.vocabulary_)
        woordsom, tekensom = _Som(self._woorden, gewichten[:eind]), _Som(self._tekens, gewichten[eind:])
        som = {vorm: woordsom([groep]) for groep, vorm in _vormen(tekst)}
        for woord in woorden(tekst):
            som[woord] += tekensom(tekengroepen(woord))
        return sorted(((waarde, vorm) for vorm, waarde in som.items()), reverse=True)


def _plaatsen(teksten: Iterable[str]) -> dict[str, int]:
    """Each text once, with its number."""
    return {t: n for n, t in enumerate(dict.fromkeys(teksten))}


class _Som:
    """The weight of groups of words or characters, times how rare they are."""

    def __init__(self, telling: TfidfVectorizer, gewichten: np.ndarray) -> None:
        self._plaats = telling.vocabulary_
        self._gewicht = telling.idf_ * gewichten[: len(self._plaats)]

    def __call__(self, groepen: Sequence[str]) -> float:
        return float(sum(self._gewicht[self._plaats[g]] for g in groepen if g in self._plaats))


def _vormen(tekst: str) -> Iterator[tuple[str, str]]:
    """Each word group as it sounds, with the form in which it stood there."""
    staan = woorden(tekst)
    for woord in staan:
        yield klank(woord), woord
    for a, b in pairwise(staan):
        yield f"{klank(a)} {klank(b)}", f"{a} {b}"


def woordgroepen(tekst: str) -> list[str]:
    """Words and pairs of words, as they sound."""
    return [groep for groep, _ in _vormen(tekst)]


def tekengroepen(tekst: str) -> list[str]:
    """2 to 5 characters within each word, as it sounds, with its edges."""
    randen = [f" {klank(w)} " for w in woorden(tekst)]
    return [w[i : i + n] for w in randen for n in range(2, 6) for i in range(len(w) - n + 1)]
