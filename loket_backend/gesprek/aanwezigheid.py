"""Who is typing and who is looking, right now. Kept in memory on purpose: it is worth nothing after a few seconds."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable

TYPT, KIJKT = 6.0, 30.0
# How the resident is called here; staff are called by their id.
DE_INWONER = "inwoner"


class Aanwezigheid:
    """`klok`: monotonic seconds, so that a changed clock makes nobody type for an hour."""

    def __init__(self, klok: Callable[[], float] = time.monotonic) -> None:
        self._klok = klok
        self._typt: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._kijkt: defaultdict[str, dict[str, float]] = defaultdict(dict)

    def meld_typen(self, gesprek_id: str, wie: str) -> bool:
        """True when this was news: then whoever looks should be woken."""
        return self._meld(self._typt, gesprek_id, wie, TYPT)

    def stop_typen(self, gesprek_id: str, wie: str) -> None:
        self._typt[gesprek_id].pop(wie, None)

    def meld_kijken(self, gesprek_id: str, wie: str) -> bool:
        return self._meld(self._kijkt, gesprek_id, wie, KIJKT)

    def ga_weg(self, gesprek_id: str, wie: str) -> None:
        self.stop_typen(gesprek_id, wie)
        self._kijkt[gesprek_id].pop(wie, None)

    def wie_typt(self, gesprek_id: str) -> frozenset[str]:
        return self._nu(self._typt, gesprek_id)

    def wie_kijkt(self, gesprek_id: str) -> frozenset[str]:
        return self._nu(self._kijkt, gesprek_id)

    def _meld(self, waar: defaultdict[str, dict[str, float]], gesprek_id: str, wie: str, duur: float) -> bool:
        nieuw = wie not in self._nu(waar, gesprek_id)
        waar[gesprek_id][wie] = self._klok() + duur
        return nieuw

    def _nu(self, waar: defaultdict[str, dict[str, float]], gesprek_id: str) -> frozenset[str]:
        """Who is still there; whoever is not, is forgotten."""
        over = {wie: tot for wie, tot in waar.get(gesprek_id, {}).items() if tot > self._klok()}
        if over:
            waar[gesprek_id] = over
        else:
            waar.pop(gesprek_id, None)
        return frozenset(over)
