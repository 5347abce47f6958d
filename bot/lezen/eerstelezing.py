"""The first reading of clauses: two linear models that differ in temper, learned together, and learned again without each writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.lezen.nokregressie import Nokregressie, Rijen
from bot.lezen.woordtelling import Woordtelling


@dataclass(frozen=True)
class Leerstof:
    """Rows to learn from. An outcome that is not known is NaN; a row without a group (an entry of the lexicon) belongs to no writer."""

    rijen: Rijen
    uitkomsten: np.ndarray
    belang: np.ndarray
    groepen: Sequence[str]


@dataclass
class Eerstelezing:
    """`eigen` is how many columns of the features tell of the clause itself, `enkel` how many outcomes are no pair."""

    eigen: int
    enkel: int
    regressie: Nokregressie = field(default_factory=Nokregressie)
    telling: Woordtelling = field(default_factory=Woordtelling)

    def leer(self, stof: Leerstof) -> Iterator[tuple[str, Eerstelezing]]:
        """Learns, then yields for each group of writers the reading that was learned without it. Run it to its end."""
        groepen = np.array(stof.groepen)
        self._tel(stof, groepen != "")
        for groep, zonder in self.regressie.leer(stof.rijen, stof.uitkomsten, stof.belang, groepen):
            lezing = Eerstelezing(self.eigen, self.enkel, zonder)
            lezing._tel(stof, (groepen != "") & (groepen != groep))
            yield groep, lezing

    def _tel(self, stof: Leerstof, welke: np.ndarray) -> None:
        self.telling.leer(stof.rijen.zelf[welke, : self.eigen], stof.uitkomsten[welke, : self.enkel])

    def voorspel(self, rijen: Rijen) -> np.ndarray:
        """The outcomes of the regression, then those of the count."""
        return np.hstack([self.regressie.voorspel(rijen), self.telling.voorspel(rijen.zelf[:, : self.eigen])])
