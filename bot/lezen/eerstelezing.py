"""The first reading of clauses: two linear models that differ in temper, learned together, and learned again without each writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from bot.lezen.nokregressie import Nokregressie
from bot.lezen.woordtelling import Woordtelling


@dataclass(frozen=True)
class Leerstof:
    """Rows to learn from. An outcome that is not known is NaN; a row without a source (an entry of the lexicon) belongs to no writer."""

    kenmerken: csr_matrix
    uitkomsten: np.ndarray
    belang: np.ndarray
    bronnen: Sequence[str]


@dataclass
class Eerstelezing:
    """`eigen` is how many columns of the features tell of the clause itself, `enkel` how many outcomes are no pair."""

    eigen: int
    enkel: int
    regressie: Nokregressie = field(default_factory=Nokregressie)
    telling: Woordtelling = field(default_factory=Woordtelling)

    def leer(self, stof: Leerstof) -> Iterator[tuple[str, Eerstelezing]]:
        """Learns, then yields for each source the reading that was learned without it. Run it to its end."""
        bronnen = np.array(stof.bronnen)
        self._tel(stof, (bronnen != "") & (stof.belang == 1))
        for bron, zonder in self.regressie.leer(stof.kenmerken, stof.uitkomsten, stof.belang, bronnen):
            lezing = Eerstelezing(self.eigen, self.enkel, zonder)
            lezing._tel(stof, (bronnen != "") & (stof.belang == 1) & (bronnen != bron))
            yield bron, lezing

    def _tel(self, stof: Leerstof, rijen: np.ndarray) -> None:
        self.telling.leer(stof.kenmerken[rijen, : self.eigen], stof.uitkomsten[rijen, : self.enkel])

    def voorspel(self, kenmerken: csr_matrix) -> np.ndarray:
        """The outcomes of the regression, then those of the count."""
        return np.hstack([self.regressie.voorspel(kenmerken), self.telling.voorspel(kenmerken[:, : self.eigen])])
