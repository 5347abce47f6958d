"""Who is typing and who is looking, right now. Kept in memory on purpose: it is worth nothing after a few seconds."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable

TYPT, KIJKT = 6.0, 30.0
# How the resident is called here; staff are called by their id.
DE_INWONER = "inwoner"


# What may be told of somebody in a conversation.
TYPT_NU, TYPT_NIET, KIJKT_NU, IS_WEG = "typt", "typt_niet", "kijkt", "weg"


def _niemand(soort: str, gesprek_id: str, wie: str) -> None:
    """There is no other process."""


class Aanwezigheid:
    """`klok`: monotonic seconds, so that a changed clock makes nobody type for an hour.

    `vertel_verder`: brings every report to the other processes (bode.py), also what is no news here: theirs would run out.
    """

    def __init__(self, klok: Callable[[], float] = time.monotonic) -> None:
        self._klok = klok
        self.vertel_verder: Callable[[str, str, str], None] = _niemand
        self._typt: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._kijkt: defaultdict[str, dict[str, float]] = defaultdict(dict)

    def meld_typen(self, gesprek_id: str, wie: str) -> bool:
        """True when this was news: then whoever looks should be woken."""
        return self._meld(TYPT_NU, gesprek_id, wie)

    def stop_typen(self, gesprek_id: str, wie: str) -> None:
        if wie in self.wie_typt(gesprek_id):
            self._meld(TYPT_NIET, gesprek_id, wie)

    def meld_kijken(self, gesprek_id: str, wie: str) -> bool:
        return self._meld(KIJKT_NU, gesprek_id, wie)

    def ga_weg(self, gesprek_id: str, wie: str) -> None:
        self._meld(IS_WEG, gesprek_id, wie)

    def hoor(self, soort: str, gesprek_id: str, wie: str) -> bool:
        """What was reported, here or in another process; True when it changes who is there."""
        if soort in (TYPT_NU, KIJKT_NU):
            duur = TYPT if soort == TYPT_NU else KIJKT
            return self._zet(self._typt if soort == TYPT_NU else self._kijkt, gesprek_id, wie, duur)
        typte = self._typt[gesprek_id].pop(wie, None) is not None
        keek = soort == IS_WEG and self._kijkt[gesprek_id].pop(wie, None) is not None
        return typte or keek

    def wie_typt(self, gesprek_id: str) -> frozenset[str]:
        return self._nu(self._typt, gesprek_id)

    def wie_kijkt(self, gesprek_id: str) -> frozenset[str]:
        return self._nu(self._kijkt, gesprek_id)

    def _meld(self, soort: str, gesprek_id: str, wie: str) -> bool:
        self.vertel_verder(soort, gesprek_id, wie)
        return self.hoor(soort, gesprek_id, wie)

    def _zet(self, waar: defaultdict[str, dict[str, float]], gesprek_id: str, wie: str, duur: float) -> bool:
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
