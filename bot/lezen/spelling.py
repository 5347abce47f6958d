"""Spelling made comparable: how a word sounds, so that phone typing, phonetic spelling and most dialect forms meet the dictionary form."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.lezen.tekst import woorden

# In this order: a rule may lean on the ones before it. Doubled letters go first and last, because rules make new ones.
_REGELS = [
    (re.compile(patroon), klank)
    for patroon, klank in (
        (r"(.)\1+", r"\1"),
        (r"ij|ei", "y"),
        (r"eu", "ö"),
        (r"au", "ou"),
        (r"ae|ao|oa", "a"),
        (r"sch", "sg"),
        (r"ch", "g"),
        (r"ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"z", "s"),
        (r"v|ph", "f"),
        (r"th", "t"),
        (r"dt?\b", "t"),
        (r"b\b", "p"),
        (r"x", "ks"),
        (r"qu", "kw"),
        (r"(?<=[a-z]e)n\b", ""),
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=50_000)
def klank(woord: str) -> str:
    """One folded word as it sounds: "stofzuigen" and "stofsuige" both become "stofsuige"."""
    for patroon, vervanging in _REGELS:
        woord = patroon.sub(vervanging, woord)
    return woord


def klanken(tekst: str) -> list[str]:
    """The words of a text as they sound."""
    return [klank(w) for w in woorden(tekst)]
