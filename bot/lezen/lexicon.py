"""The reviewed lexicon: which words and idioms point to which leefgebied or aspect, found in spite of spelling, compounds and words between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.lezen.onthoud import Onthoud
from bot.lezen.spelling import klanken

MAP = Path(__file__).parents[1] / "data" / "lexicon"
_KORTST_DEEL, _KORTST_FOUT, _SPRONG = 5, 6, 3


@dataclass(frozen=True)
class Lemma:
    """One entry: the leefgebied (or aspect) that it points to, how strongly, and its words."""

    sleutel: str
    laag: str
    vorm: str


@dataclass(frozen=True)
class Vondst:
    """An entry found in a text: as it stands (`heel`), or as part of a compound or with a typing error (`deel`)."""

    lemma: Lemma
    manier: str


class Lexicon:
    """All entries of a folder of YAML files: one for each leefgebied, one for the aspecten."""

    def __init__(self, map_: Path = MAP) -> None:
        self.lemmas = [lemma for pad in sorted(map_.glob("*.yml")) for lemma in _lees(pad)]
        self._woord: dict[str, list[Lemma]] = defaultdict(list)
        self._reeks: dict[str, list[tuple[tuple[str, ...], Lemma]]] = defaultdict(list)
        for lemma in self.lemmas:
            self._neem_op(lemma, tuple(klanken(lemma.vorm)))
        self._fout: dict[str, set[str]] = defaultdict(set)
        for woord in self._woord:
            for variant in _weglatingen(woord) if len(woord) >= _KORTST_FOUT else ():
                self._fout[variant].add(woord)
        self._gezien: Onthoud[list[Vondst]] = Onthoud()

    def _neem_op(self, lemma: Lemma, woorden: tuple[str, ...]) -> None:
        if len(woorden) == 1:
            self._woord[woorden[0]].append(lemma)
        elif woorden:
            self._reeks[woorden[0]].append((woorden, lemma))

    def zoek(self, woorden: list[str]) -> list[Vondst]:
        """What the words of a text (as they sound) point to."""
        return [vondst for _, _, vondst in self.plaatsen(woorden)]

    def plaatsen(self, woorden: list[str]) -> Iterator[tuple[int, int, Vondst]]:
        """What is found, with the first word of it and the word after its last."""
        for n, woord in enumerate(woorden):
            yield from ((n, n + 1, vondst) for vondst in self._gezien(woord, self._een))
            yield from self._meer(woorden, n)

    def _een(self, woord: str) -> list[Vondst]:
        if woord in self._woord:
            return [Vondst(lemma, "heel") for lemma in self._woord[woord]]
        delen = self._delen(woord) or self._fouten(woord)
        return [Vondst(lemma, "deel") for deel in delen for lemma in self._woord[deel]]

    def _delen(self, woord: str) -> list[str]:
        """The longest entry that a compound begins with, and the longest that it ends with."""
        plaatsen = range(len(woord) - 1, _KORTST_DEEL - 1, -1)
        voor = next((woord[:n] for n in plaatsen if woord[:n] in self._woord), None)
        achter = next((woord[-n:] for n in plaatsen if woord[-n:] in self._woord), None)
        return [deel for deel in (voor, achter) if deel]

    def _fouten(self, woord: str) -> list[str]:
        """Entries one typing error away: a letter too many, too few, wrong, or two letters changed about."""
        if len(woord) < _KORTST_FOUT:
            return []
        return sorted(set().union(*(self._fout.get(v, set()) for v in _weglatingen(woord))))

    def _meer(self, woorden: list[str], begin: int) -> Iterator[tuple[int, int, Vondst]]:
        straks = woorden[begin + 1 : begin + 1 + _SPRONG]
        for reeks, lemma in self._reeks.get(woorden[begin], ()):
            if reeks[1] in straks and (einde := _volg(woorden, begin, reeks)) is not None:
                yield begin, einde + 1, Vondst(lemma, "heel" if einde - begin < len(reeks) else "deel")


def _volg(woorden: list[str], begin: int, reeks: tuple[str, ...]) -> int | None:
    """Where a sequence ends that begins here, with at most two words between each, or None."""
    plaats = begin
    for woord in reeks[1:]:
        try:
            plaats = woorden.index(woord, plaats + 1, plaats + 1 + _SPRONG)
        except ValueError:
            return None
    return plaats


def _weglatingen(woord: str) -> set[str]:
    return {woord, *(woord[:n] + woord[n + 1 :] for n in range(len(woord)))}


def _lees(pad: Path) -> Iterator[Lemma]:
    """A leefgebied file has its layers at the top; the file of the aspecten has a heading for each aspect."""
    inhoud = yaml.safe_load(pad.read_text(encoding="utf-8"))
    if "leefgebied" in inhoud:
        yield from _lagen(inhoud.pop("leefgebied"), inhoud)
    else:
        for sleutel, lagen in inhoud.items():
            yield from _lagen(sleutel, lagen if isinstance(lagen, dict) else {"sterk": lagen})


def _lagen(sleutel: str, lagen: dict[str, list[Any]]) -> Iterator[Lemma]:
    for laag, vormen in lagen.items():
        for vorm in vormen or ():
            if isinstance(vorm, dict):
                yield Lemma(sleutel, laag, vorm["tekst"])
                if aspect := vorm.get("aspect"):
                    yield Lemma(aspect, laag, vorm["tekst"])
            else:
                yield Lemma(sleutel, laag, str(vorm))
