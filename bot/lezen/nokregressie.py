"""Ridge regression on many sparse features and few rows, for all outcomes at once, and again without each group.

Solved through the kernel matrix (Rifkin & Lippert 2007, "Notes on regularized least squares"): there are ten times as many features as rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack
from scipy.sparse import csr_matrix, diags, vstack

# So many rows of the kernel matrix at a time: the sparse product takes more room than the matrix itself.
_BLOK = 500


@dataclass(frozen=True)
class Rijen:
    """Features of rows: their own, and those of the message they stand in (`berichten[bericht_van[n]]` for row n), kept once a message."""

    zelf: csr_matrix
    berichten: csr_matrix
    bericht_van: np.ndarray

    def __getitem__(self, welke: np.ndarray) -> Rijen:
        return Rijen(self.zelf[welke], self.berichten, self.bericht_van[welke])


def samen(a: Rijen, b: Rijen) -> Rijen:
    """The rows of the one, then of the other."""
    plaats = np.concatenate([a.bericht_van, b.bericht_van + a.berichten.shape[0]])
    return Rijen(vstack([a.zelf, b.zelf], format="csr"), vstack([a.berichten, b.berichten], format="csr"), plaats)


class Nokregressie:
    """`gewichten` has a row for each feature and a column for each outcome; an outcome is about 0 to 1, not a probability."""

    def __init__(self, straf: float = 1.0) -> None:
        self.straf = straf
        self.gewichten, self.gemiddeld = np.zeros((0, 0), np.float32), np.zeros(0, np.float32)

    def leer(
        self, rijen: Rijen, uitkomsten: np.ndarray, belang: np.ndarray, groepen: np.ndarray
    ) -> Iterator[tuple[str, Nokregressie]]:
        """Learns, then yields for each group but "" the model that was learned without it. Run it to its end.

        An outcome of NaN is not known and pulls neither way.
        """
        gegroept = groepen != ""
        self.gemiddeld = np.average(uitkomsten[gegroept], axis=0, weights=belang[gegroept]).astype(np.float32)
        wortel = np.sqrt(belang).astype(np.float32)
        doel = (np.nan_to_num(uitkomsten - self.gemiddeld) * wortel[:, None]).astype(np.float32)
        kern = _kern(rijen, wortel)
        for groep in sorted(set(groepen[gegroept])):
            yield str(groep), self._geleerd(np.flatnonzero(groepen != groep), rijen, kern, doel, wortel)
        self.gewichten = self._geleerd(np.arange(len(doel)), rijen, kern, doel, wortel).gewichten

    def _geleerd(
        self, welke: np.ndarray, rijen: Rijen, kern: np.ndarray, doel: np.ndarray, wortel: np.ndarray
    ) -> Nokregressie:
        model = Nokregressie(self.straf)
        model.gemiddeld = self.gemiddeld
        deelkern = np.asfortranarray(kern[np.ix_(welke, welke)])
        deelkern[np.diag_indices_from(deelkern)] += self.straf
        _, alfa, fout = lapack.sposv(deelkern, doel[welke], lower=1, overwrite_a=1)
        if fout:
            raise np.linalg.LinAlgError("de kernmatrix is niet positief definiet")
        model.gewichten = _gewichten(rijen[welke], alfa * wortel[welke, None])
        return model

    def voorspel(self, rijen: Rijen) -> np.ndarray:
        breed = rijen.zelf.shape[1]
        bericht = np.asarray(rijen.berichten @ self.gewichten[breed:])[rijen.bericht_van]
        return np.asarray(rijen.zelf @ self.gewichten[:breed]) + bericht + self.gemiddeld


def _gewichten(rijen: Rijen, alfa: np.ndarray) -> np.ndarray:
    """From a weight for each row to a weight for each feature."""
    per_bericht = np.zeros((rijen.berichten.shape[0], alfa.shape[1]), np.float32)
    np.add.at(per_bericht, rijen.bericht_van, alfa)
    return np.vstack([rijen.zelf.T @ alfa, rijen.berichten.T @ per_bericht]).astype(np.float32)


def _kern(rijen: Rijen, wortel: np.ndarray) -> np.ndarray:
    """How alike each two rows are. The messages are compared once, not for each of their clauses; two threads, because that is all there is."""
    zelf = (diags(wortel) @ rijen.zelf).astype(np.float32).tocsr()
    gekeerd, bericht = zelf.T.tocsr(), _product(rijen.berichten, rijen.berichten.T.tocsr())
    kern = np.empty((zelf.shape[0],) * 2, np.float32)

    def vul(begin: int) -> None:
        welke = slice(begin, begin + _BLOK)
        kern[welke] = bericht[np.ix_(rijen.bericht_van[welke], rijen.bericht_van)] * wortel[welke, None] * wortel
        kern[welke] += (zelf[welke] @ gekeerd).toarray()

    with ThreadPoolExecutor(2) as draden:
        list(draden.map(vul, range(0, len(kern), _BLOK)))
    return kern


def _product(links: csr_matrix, rechts: csr_matrix) -> np.ndarray:
    uit = np.empty((links.shape[0], rechts.shape[1]), np.float32)
    for begin in range(0, len(uit), _BLOK):
        uit[begin : begin + _BLOK] = (links[begin : begin + _BLOK] @ rechts).toarray()
    return uit
