"""The intent model: multinomial logistic regression over lemmas, characters and the question asked.

Newton's method, not lbfgs: sooner ready, and it does not stop elsewhere with another number of threads.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.lezen.kenmerken import Invoer, Kenmerkmaker


class Intentiemodel:
    """Learns from (text, question) and label; gives the labels of a text with their probabilities, best first."""

    def __init__(self, C: float = 20.0, vraaggewicht: float = 0.6) -> None:
        self._kenmerken = Kenmerkmaker(vraaggewicht)
        self._model = LogisticRegression(C=C, solver="newton-cg", class_weight="balanced")

    def leer(self, invoer: Sequence[Invoer], labels: Sequence[str]) -> None:
        self._model.fit(self._kenmerken.leer(invoer), labels)

    def rangschik(self, invoer: Sequence[Invoer], hoeveel: int = 5) -> list[list[tuple[str, float]]]:
        """For each text the `hoeveel` best labels."""
        uit = []
        for kansen in self._model.predict_proba(self._kenmerken.maak(invoer)):
            beste = np.argsort(kansen)[::-1][:hoeveel]
            uit.append([(str(self._model.classes_[n]), float(kansen[n])) for n in beste])
        return uit
