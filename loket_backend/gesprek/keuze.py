"""Which of several servers to ask: each in its turn, those that did not answer lately last."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

WEG = 3.0  # seconds that one is left alone


class Keuze:
    """`klok`: monotonic seconds. Nobody is ever left out: when all are away, any may be back."""

    def __init__(self, adressen: Sequence[str], klok: Callable[[], float] = time.monotonic) -> None:
        self.alle, self._klok = list(adressen), klok
        self._weg: dict[str, float] = {}
        self._beurt = 0

    def op_volgorde(self) -> list[str]:
        self._beurt = (self._beurt + 1) % len(self.alle)
        rij = self.alle[self._beurt :] + self.alle[: self._beurt]
        return sorted(rij, key=self._is_nog_weg)  # sorting is stable

    def _is_nog_weg(self, adres: str) -> bool:
        return self._weg.get(adres, 0.0) > self._klok()

    def was_weg(self, adres: str) -> bool:
        """It did not answer the last time, so it is better asked first whether it is back."""
        return adres in self._weg

    def is_weg(self, adres: str) -> None:
        self._weg[adres] = self._klok() + WEG

    def is_er(self, adres: str) -> None:
        self._weg.pop(adres, None)
