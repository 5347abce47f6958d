"""Finds passives without a grammar: a past participle whose nearest auxiliary is worden, or zijn with a verb that takes hebben."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from loket_backend.taaltoets.tekst import woorden

_WOORDEN: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("passief.yml").read_text(encoding="utf-8"))
_WORDEN, _ZIJN, _HEBBEN = (frozenset(_WOORDEN[werkwoord]) for werkwoord in ("worden", "zijn", "hebben"))
_STERK = frozenset(_WOORDEN["sterk"])
_GEEN_DEELWOORD = frozenset(_WOORDEN["geen_deelwoord"]) | _WORDEN
_MET_ZIJN = frozenset(_WOORDEN["met_zijn"])

# A -t that stands for a participle follows a voiceless consonant ("verkocht"; "verzorgt" is a present tense), and -end is another participle.
_DEELWOORD = re.compile(
    r"(?!.*end$)(?:(?:[a-z]{2,5})?ge[a-zë]{2,}(?:d|t|en)|(?:be|ver|ont|her)[a-zë]{2,}(?:d|[kfschpx]t))"
)


def passieven(zin: str) -> list[str]:
    """The participles of the passives in one sentence."""
    rij = woorden(zin)
    hulp = [n for n, woord in enumerate(rij) if woord in _WORDEN | _ZIJN | _HEBBEN]
    deelwoorden = [n for n, woord in enumerate(rij) if _is_deelwoord(woord)] if hulp else []
    return [rij[n] for n in deelwoorden if _lijdend(rij[n], rij[min(hulp, key=lambda h: abs(h - n))])]


def _lijdend(deelwoord: str, hulpwerkwoord: str) -> bool:
    return hulpwerkwoord in _WORDEN or (hulpwerkwoord in _ZIJN and deelwoord not in _MET_ZIJN)


def _is_deelwoord(woord: str) -> bool:
    return woord in _STERK or (woord not in _GEEN_DEELWOORD and bool(_DEELWOORD.fullmatch(woord)))
