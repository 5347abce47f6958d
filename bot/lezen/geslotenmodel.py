"""What an answer to a closed question means where no rule reads it: for each question a small classifier, that may also say "no answer".

The rules (keuze, relatie) read what is said in common words; people say it in a hundred other ways ("ze neumt mie zien vrouw", "dan praten we weken").
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from bot.lezen.streektaal import gewoon
from loket_backend.catalogus import VELDEN

# These have the same values and are answered in the same words: each learns from the answers to both.
_EENDER = {"clientondersteuning": "persoonlijk_plan", "persoonlijk_plan": "clientondersteuning"}
# Said at the question, but no answer to it.
GEEN = "geen"
# Longer messages tell a story; then the question is asked again.
LANGST = 30


@dataclass(frozen=True)
class Antwoord:
    """One answer to the question `vraag`, and the value that it means; None when it is no answer."""

    vraag: str
    tekst: str
    waarde: str | None


class Geslotenmodel:
    """Learns from answers; reads the value of one, when it is surer of it than `drempel`."""

    def __init__(self, drempel: float) -> None:
        self._drempel = drempel
        self._per_vraag: dict[str, Pipeline] = {}

    def leer(self, antwoorden: Sequence[Antwoord], geen: Sequence[str] = ()) -> None:
        """`geen`: what people type that answers none of these questions."""
        for vraag in sorted({a.vraag for a in antwoorden}):
            eigen = [(a.tekst, a.waarde or GEEN) for a in antwoorden if a.vraag in (vraag, _EENDER.get(vraag))]
            teksten, waarden = zip(*eigen, *((tekst, GEEN) for tekst in geen), strict=True)
            self._per_vraag[vraag] = _leerling().fit(teksten, waarden)

    def lees(self, tekst: str, vraag: str | None) -> str | None:
        """The value of the answer; None when this question was not learned, or the text is no plain answer to it."""
        model = self._per_vraag.get(vraag or "")
        if model is None or not 0 < len(tekst.split()) <= LANGST or "?" in tekst:
            return None
        kansen: np.ndarray = model.predict_proba([tekst])[0]
        beste = int(kansen.argmax())
        waarde = str(model.classes_[beste])
        return waarde if waarde != GEEN and kansen[beste] >= self._drempel else None


def _leerling() -> Pipeline:
    woorden = TfidfVectorizer(preprocessor=gewoon, token_pattern=r"[^\s.,!;:]+", ngram_range=(1, 2), sublinear_tf=True)  # noqa: S106
    letters = TfidfVectorizer(preprocessor=gewoon, analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
    # Newton's method: the same outcome with any number of threads.
    return make_pipeline(
        make_union(woorden, letters), LogisticRegression(C=30.0, class_weight="balanced", solver="newton-cg")
    )


def lees_antwoorden(map_: Path) -> list[Antwoord]:
    """All training answers in a folder (JSON Lines). Raises ValueError with file and line for one that is not right."""
    return [antwoord for pad in sorted(map_.glob("*.jsonl")) for antwoord in _bestand(pad)]


def _bestand(pad: Path) -> Iterable[Antwoord]:
    for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1):
        rij: dict[str, Any] = json.loads(regel)
        antwoord = Antwoord(rij["vraag"], rij["tekst"], rij["waarde"])
        if antwoord.waarde is not None and antwoord.waarde not in VELDEN[antwoord.vraag].keuzes:
            raise ValueError(f"{pad.name}:{nummer}: {antwoord.waarde!r} is geen waarde van {antwoord.vraag}")
        yield antwoord
