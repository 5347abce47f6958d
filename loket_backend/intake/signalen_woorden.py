"""Finding words in what somebody said, part of a sentence by part of a sentence, so that "ik val nooit" is not falling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ZIN = re.compile(r"(?<=[.!?])\s+|\n+")
_DEEL = re.compile(r"[,;:()]|\b(?:en|maar|want|omdat|doordat|terwijl|als|toch|hoewel|dus)\b")
_WOORD = re.compile(r"[\w']+")
_GETALLEN = re.findall(
    r"\w+",
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien",
)
_TUSSEN = r"(?:[^\w']+[\w']+){0,4}?"


@dataclass(frozen=True)
class Patroon:
    """`ontkent`: how many words of negation the pattern has of itself."""

    vorm: re.Pattern[str]
    ontkent: int


class Woordenlijst:
    """Patterns as intake/signalen.yml writes them. Raises ValueError on one that cannot be read."""

    def __init__(self, patronen: Iterable[str], behalve: Iterable[str], ontkenning: Iterable[str]) -> None:
        self._ontkenning = frozenset(ontkenning)
        self._patronen = [Patroon(_vorm(p), self._ontkenningen(p)) for p in patronen]
        self._behalve = [_vorm(p) for p in behalve]

    def zoek(self, tekst: str) -> Iterator[str]:
        """The sentences in which one of the patterns stands, as they were written."""
        for zin in filter(None, _ZIN.split(tekst)):
            delen = _DEEL.split(_gewoon(zin))
            if any(self._raakt(deel) for deel in delen):
                yield zin.strip()

    def _raakt(self, deel: str) -> bool:
        ontkend = sum(woord in self._ontkenning for woord in _WOORD.findall(deel))
        return any(p.vorm.search(deel) and ontkend <= p.ontkent for p in self._patronen) and not any(
            vorm.search(deel) for vorm in self._behalve
        )

    def _ontkenningen(self, patroon: str) -> int:
        """One for each place in the pattern where a negation may stand."""
        return sum(bool(self._ontkenning & set(plek.split("|"))) for plek in patroon.split())


def _gewoon(tekst: str) -> str:
    return tekst.casefold().replace("’", "'").replace("`", "'")


def _vorm(patroon: str) -> re.Pattern[str]:
    delen, los = [], True
    for plek in patroon.split():
        if plek == "..":
            delen.append(_TUSSEN)
            continue
        delen.append(("" if los else r"[^\w']+") + _plek(plek))
        los = False
    if los:
        raise ValueError(f"geen woord in {patroon!r}")
    return re.compile(rf"(?<![\w'])(?:{''.join(delen)})(?![\w'])")


def _plek(plek: str) -> str:
    return "(?:" + "|".join(_keuze(woord) for woord in plek.split("|")) + ")"


def _keuze(woord: str) -> str:
    if woord.startswith("<"):
        onder = int(woord[1:])
        return "|".join([*map(str, reversed(range(onder))), *_GETALLEN[:onder]])
    if not re.fullmatch(r"[\w'-]+\*?", woord):
        raise ValueError(f"onleesbaar: {woord!r}")
    return re.escape(woord.removesuffix("*")) + (r"[\w']*" if woord.endswith("*") else "")
