"""Ridge regression on many sparse features and few rows, for all outcomes at once, with the outcome for each group by a model that never saw it.

The kernel matrix is factorised once; a model without one group follows from its inverse in closed form (Rifkin & Lippert 2007,
"Notes on regularized least squares"), so honest first-stage figures for a second stage cost no further training.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.linalg import lapack
from scipy.sparse import csr_matrix, diags

# So many rows of the kernel matrix at a time: the sparse product takes more room than the matrix itself.
_BLOK = 1000


class Nokregressie:
    """`gewichten` has a row for each feature and a column for each outcome; an outcome is about 0 to 1, not a probability."""

    def __init__(self, straf: float = 1.0) -> None:
        self.straf = straf
        self.gewichten, self.gemiddeld = np.zeros((0, 0), np.float32), np.zeros(0, np.float32)

    def leer(
        self, kenmerken: csr_matrix, uitkomsten: np.ndarray, belang: np.ndarray, groepen: np.ndarray
    ) -> Iterator[tuple[str, Nokregressie]]:
        """Learns, then yields for each group but "" the model that was learned without it. Run it to its end.

        An outcome of NaN is not known and pulls neither way.
        """
        wortel = np.sqrt(belang).astype(np.float32)
        rijen = (diags(wortel) @ kenmerken).astype(np.float32).tocsr()
        gegroept = groepen != ""
        self.gemiddeld = np.average(uitkomsten[gegroept], axis=0, weights=belang[gegroept]).astype(np.float32)
        omgekeerd = _omgekeerd(rijen, self.straf)
        alfa = omgekeerd @ (np.nan_to_num(uitkomsten - self.gemiddeld) * wortel[:, None]).astype(np.float32)
        self.gewichten = rijen.T @ alfa
        for groep in sorted(set(groepen[gegroept])):
            yield str(groep), self._zonder(groepen == groep, rijen, omgekeerd, alfa)

    def _zonder(self, binnen: np.ndarray, rijen: csr_matrix, omgekeerd: np.ndarray, alfa: np.ndarray) -> Nokregressie:
        buiten = ~binnen
        correctie = np.linalg.solve(omgekeerd[np.ix_(binnen, binnen)], alfa[binnen])
        zonder = Nokregressie(self.straf)
        zonder.gemiddeld = self.gemiddeld
        zonder.gewichten = rijen[buiten].T @ (alfa[buiten] - omgekeerd[np.ix_(buiten, binnen)] @ correctie)
        return zonder

    def voorspel(self, kenmerken: csr_matrix) -> np.ndarray:
        return np.asarray(kenmerken @ self.gewichten) + self.gemiddeld


def _omgekeerd(rijen: csr_matrix, straf: float) -> np.ndarray:
    """(K + straf I)^-1, in place, because K is the largest thing in memory."""
    kern = np.empty((rijen.shape[0],) * 2, np.float32, order="F")
    for begin in range(0, len(kern), _BLOK):
        kern[begin : begin + _BLOK] = (rijen[begin : begin + _BLOK] @ rijen.T).toarray()
    kern[np.diag_indices_from(kern)] += straf
    factor, fout = lapack.spotrf(kern, lower=1, overwrite_a=1)
    omgekeerd, fout2 = lapack.spotri(factor, lower=1, overwrite_c=1)
    if fout or fout2:
        raise np.linalg.LinAlgError("de kernmatrix is niet positief definiet")
    for n in range(len(omgekeerd) - 1):
        omgekeerd[n, n + 1 :] = omgekeerd[n + 1 :, n]
    return omgekeerd
