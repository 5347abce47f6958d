"""The second reading: is a pair really said in this message? Weighs what the first reading made of every clause, its neighbours and the whole message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN

GEBIEDEN, SOORTEN = tuple(LEEFGEBIEDEN), tuple(ASPECTEN)
N_GEBIED, N_SOORT = len(GEBIEDEN), len(SOORTEN)
_REGRESSIE = N_GEBIED + N_SOORT + N_GEBIED * N_SOORT
# Below this the first reading hears so little that the pair is not weighed.
_KLEINST, _KLEINST_BERICHT = 0.02, 0.05


@dataclass(frozen=True)
class Eerste:
    """What the first reading made of a message: a row for each clause, and one for the message as a whole (the last).

    The columns: leefgebieden, aspecten and pairs by the regression, then leefgebieden and aspecten by the word count.
    """

    uitkomsten: np.ndarray
    lengtes: Sequence[int]
    vraag: str | None


@dataclass(frozen=True)
class Kandidaat:
    """A pair (leefgebied and aspect by number), the clause that says it most plainly, and the figures to weigh it by."""

    gebied: int
    soort: int
    deel: int
    figuren: list[float]


class Paarweger:
    """Learns from candidates and whether they were said; gives a chance that means the same for every pair."""

    def __init__(self) -> None:
        self._bomen: HistGradientBoostingClassifier | None = None

    def leer(self, kandidaten: Sequence[Kandidaat], gezegd: Sequence[bool]) -> None:
        figuren = np.array([k.figuren for k in kandidaten], np.float32)
        soorten = [figuren.shape[1] - 2, figuren.shape[1] - 1]
        self._bomen = HistGradientBoostingClassifier(
            max_iter=200, learning_rate=0.06, max_leaf_nodes=7, min_samples_leaf=40, l2_regularization=1.0,
            categorical_features=soorten, random_state=0,
        )  # fmt: skip
        self._bomen.fit(figuren, np.array(gezegd, int))

    def kansen(self, kandidaten: Sequence[Kandidaat]) -> np.ndarray:
        if not kandidaten or self._bomen is None:
            return np.zeros(len(kandidaten))
        return self._bomen.predict_proba(np.array([k.figuren for k in kandidaten], np.float32))[:, 1]


def kandidaten(eerste: Eerste) -> list[Kandidaat]:
    """The pairs worth weighing in a message."""
    gehoord = _Gehoord(eerste)
    kans = np.maximum(gehoord.hoogst, np.where(gehoord.bericht > _KLEINST_BERICHT, 1.0, 0.0))
    return [gehoord.kandidaat(int(g), int(s)) for g, s in np.argwhere(kans > _KLEINST)]


class _Gehoord:
    """The figures of one message, worked out once for all its pairs."""

    def __init__(self, eerste: Eerste) -> None:
        kans = 1 / (1 + np.exp(3.6 - 9 * eerste.uitkomsten[:, :_REGRESSIE]))
        self.telling = eerste.uitkomsten[:, _REGRESSIE:]
        self.gebied, self.soort = kans[:-1, :N_GEBIED], kans[:-1, N_GEBIED : N_GEBIED + N_SOORT]
        self.paar = kans[:, N_GEBIED + N_SOORT :].reshape(-1, N_GEBIED, N_SOORT)
        product = kans[:, :N_GEBIED, None] * kans[:, None, N_GEBIED : N_GEBIED + N_SOORT]
        self.product, self.bericht, self.heel = product[:-1], product[-1], kans[-1]
        self.beste = (self.product + 0.5 * self.paar[:-1]).argmax(0)
        self.hoogst = self.product.max(0)
        gesorteerd = np.sort(self.product, axis=0)
        self.tweede = gesorteerd[-2] if len(gesorteerd) > 1 else np.zeros_like(self.hoogst)
        self.totaal = np.sort(self.hoogst.ravel())
        self.vraag, self.lengtes = eerste.vraag, eerste.lengtes

    def kandidaat(self, g: int, s: int) -> Kandidaat:
        deel = int(self.beste[g, s])
        figuren = [
            *self._deel(deel, g, s),
            *self._telling(deel, g, s),
            *self._bericht(g, s),
            *self._buren(deel, g, s),
            *self._plaats(deel),
        ]
        figuren += [*self._vraag(s), s, g]
        return Kandidaat(g, s, deel, [float(f) for f in figuren])

    def _deel(self, deel: int, g: int, s: int) -> list[float]:
        andere = np.delete(self.gebied[deel], g).max()
        return [self.product[deel, g, s], self.gebied[deel, g], andere, *self.soort[deel], self.paar[deel, g, s]]

    def _telling(self, deel: int, g: int, s: int) -> list[float]:
        zelf, heel = self.telling[deel], self.telling[-1]
        return [zelf[g], zelf[N_GEBIED + s], heel[g], heel[N_GEBIED + s], np.delete(zelf[:N_GEBIED], g).max()]

    def _bericht(self, g: int, s: int) -> list[float]:
        hoogst = self.hoogst[g, s]
        zelfde = np.delete(self.hoogst[g], s).max()
        rang = float((self.hoogst > hoogst).sum())
        eerst = [
            hoogst,
            self.gebied[:, g].max(),
            self.soort[:, s].max(),
            (self.product[:, g, s] > 0.2).sum(),
            self.tweede[g, s],
        ]
        heel = [
            self.bericht[g, s],
            self.heel[g],
            self.heel[N_GEBIED + s],
            self.paar[-1, g, s],
            self.paar[-1].sum(),
            self.heel[:N_GEBIED].sum(),
        ]
        return [*eerst, self.paar[:-1, g, s].max(), *heel, zelfde, rang, hoogst / self.totaal[-1], self.totaal.sum()]

    def _buren(self, deel: int, g: int, s: int) -> list[float]:
        return [*self._buur(deel - 1, g, s), *self._buur(deel + 1, g, s)]

    def _buur(self, deel: int, g: int, s: int) -> tuple[float, float]:
        return (self.gebied[deel, g], self.soort[deel, s]) if 0 <= deel < len(self.gebied) else (-1.0, -1.0)

    def _plaats(self, deel: int) -> list[float]:
        aantal = len(self.gebied)
        return [aantal, deel / aantal, self.lengtes[deel], sum(self.lengtes)]

    def _vraag(self, s: int) -> list[float]:
        gevraagd = SOORTEN.index(self.vraag) if self.vraag in SOORTEN else -1
        return [gevraagd, float(gevraagd == s), float(self.vraag is not None)]
