"""Reading uitspraken: each clause of a message gets its leefgebieden and aspecten, with the question asked as context.

Two linear models over the same features, one for the leefgebieden and one for the aspecten of a clause; a pair is heard when both are.
The words that weighed most are kept as the explanation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from spacy.language import Language

from bot.lezen.kenmerken import Invoer, Kenmerkmaker
from bot.lezen.zinsdelen import knip
from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN

Paar = tuple[str, str]
_DEEL = re.compile(r"([^{}]+)\{([^{}]*)\}")
GEBIEDEN, SOORTEN = tuple(LEEFGEBIEDEN), tuple(ASPECTEN)
# Only these questions change what an answer means; under the others a clause means what it says.
_SPREKEND = ("kan", "wil", "nodig", "netwerk", "aanbod")


@dataclass(frozen=True)
class Voorbeeld:
    """One training message: its clauses with the pairs that each holds, and the question it answers."""

    vraag: str | None
    delen: tuple[tuple[str, frozenset[Paar]], ...]
    stem: str = ""

    @property
    def tekst(self) -> str:
        return "".join(deel for deel, _ in self.delen)


@dataclass(frozen=True)
class Gelezen:
    """A pair that was heard, the words it was read from, how sure, and the features that weighed most."""

    leefgebied: str
    aspect: str
    tekst: str
    zekerheid: float
    uitleg: tuple[str, ...] = field(default=())


def lees_voorbeelden(map_: Path) -> list[Voorbeeld]:
    """All training messages in a folder. Raises ValueError with file and line for a line that does not parse."""
    return [v for pad in sorted(map_.glob("*.txt")) for v in _bestand(pad)]


def _bestand(pad: Path) -> Iterable[Voorbeeld]:
    for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1):
        if regel.strip() and not regel.lstrip().startswith("#"):
            try:
                yield ontleed(regel)
            except ValueError as fout:
                raise ValueError(f"{pad.name}:{nummer}: {fout}") from fout


def ontleed(regel: str) -> Voorbeeld:
    """`stem | vraag | deel{paren} deel{paren}` as a Voorbeeld. Raises ValueError."""
    stem, vraag, tekst = (deel.strip() for deel in regel.split("|", 2))
    delen = tuple((m[1], frozenset(map(_paar, filter(None, m[2].split(","))))) for m in _DEEL.finditer(tekst))
    if not delen or "".join(f"{m[0]}" for m in _DEEL.finditer(tekst)) != tekst:
        raise ValueError("elk deel eindigt met {paren}")
    return Voorbeeld(None if vraag == "-" else vraag, delen, stem)


def _paar(tekst: str) -> Paar:
    leefgebied, _, aspect = tekst.strip().partition("/")
    if leefgebied not in LEEFGEBIEDEN or aspect not in ASPECTEN:
        raise ValueError(f"onbekend paar {tekst!r}")
    return leefgebied, aspect


class Uitsprakenmodel:
    """Learns from messages cut in clauses; reads messages that it cuts itself."""

    def __init__(self, taal: Language, drempel: float = 0.3) -> None:
        self._taal, self.drempel = taal, drempel
        self._deel, self._rest = Kenmerkmaker(), Kenmerkmaker(0.0)
        self._gebied = OneVsRestClassifier(LogisticRegression(C=8.0, max_iter=300, class_weight="balanced"))
        self._soort = OneVsRestClassifier(LogisticRegression(C=8.0, max_iter=300, class_weight="balanced"))

    def leer(self, voorbeelden: Sequence[Voorbeeld]) -> None:
        rijen = [rij for v in voorbeelden for rij in _rijen([d for d, _ in v.delen], v.vraag)]
        paren = [p for v in voorbeelden for _, p in v.delen]
        kenmerken = self._kenmerken(rijen, leer=True)
        self._gebied.fit(kenmerken, np.array([[any(p[0] == g for p in paar) for g in GEBIEDEN] for paar in paren], int))
        self._soort.fit(kenmerken, np.array([[any(p[1] == s for p in paar) for s in SOORTEN] for paar in paren], int))

    def lees(self, tekst: str, vraag: str | None) -> list[Gelezen]:
        """The pairs of a message, each once, with the clause that says it most plainly."""
        delen = [d.tekst for d in knip(tekst)]
        if not delen:
            return []
        kenmerken = self._kenmerken(_rijen(delen, vraag), leer=False)
        gebied, soort = self._gebied.predict_proba(kenmerken), self._soort.predict_proba(kenmerken)
        beste: dict[Paar, Gelezen] = {}
        for deel, g, s in zip(delen, gebied, soort, strict=True):
            for n, leefgebied in enumerate(GEBIEDEN):
                for m, aspect in enumerate(SOORTEN):
                    kans = float(g[n] * s[m])
                    eerder = beste.get((leefgebied, aspect))
                    if kans >= self.drempel and (eerder is None or kans > eerder.zekerheid):
                        beste[leefgebied, aspect] = Gelezen(leefgebied, aspect, deel, round(kans, 3))
        return list(beste.values())

    def _kenmerken(self, rijen: Sequence[tuple[str, str, str | None]], leer: bool) -> csr_matrix:
        """The clause itself, and with less weight what stood around it."""
        deel = [Invoer(self._taal(d), v) for d, _, v in rijen]
        rest = [Invoer(self._taal(r)) for _, r, _ in rijen]
        maak = Kenmerkmaker.leer if leer else Kenmerkmaker.maak
        return hstack([maak(self._deel, deel), maak(self._rest, rest) * 0.3]).tocsr()

    def staat(self) -> dict[str, Any]:
        """What has to be kept of a trained model."""
        return {n: getattr(self, n) for n in ("drempel", "_deel", "_rest", "_gebied", "_soort")}

    def herstel(self, staat: dict[str, Any]) -> None:
        for naam, waarde in staat.items():
            setattr(self, naam, waarde)


def _rijen(delen: Sequence[str], vraag: str | None) -> list[tuple[str, str, str | None]]:
    """Each clause with the clause before it and the question, for as far as that gives it meaning."""
    gevraagd = vraag if vraag in _SPREKEND else None
    return [(deel, delen[n - 1] if n else "", gevraagd) for n, deel in enumerate(delen)]
