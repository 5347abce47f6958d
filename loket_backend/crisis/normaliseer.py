"""From what somebody typed to words that can be compared: spelling, typing and dialect folded away.

A word becomes its `klank` (sound key): "zelfmoort" and "zelfmoord", "leeve" and "leven", "hep" and "heb" are the
same klank. The place of every word in the typed text is kept, so that a hit can be shown in the resident's own words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

WOORD = re.compile(r"[^\W_]+(?:['’`´‘][^\W_]+)*")
ZINSEINDE = re.compile(r"[!?\n]|(?<!\.)\.(?!\.)(?=\s|$|[^\W\d_])")
DEELEINDE = re.compile(r"[,;:()\n]|\.\.|…| - |–")
VOEGWOORDEN = frozenset({"maar", "en", "want", "omdat", "dus"})

_HERHAALD = re.compile(r"([a-z])\1{2,}")
_CIJFERS = str.maketrans("0134", "oiea")
_KLANKREGELS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(zoek), door)
    for zoek, door in (
        (r"ck", "k"), (r"ch", "g"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"q", "k"), (r"x", "ks"), (r"ph", "f"),
        (r"th", "t"), (r"y|ei", "ij"), (r"au", "ou"), (r"z", "s"), (r"v", "f"), (r"dt?$", "t"), (r"b$", "p"),
        (r"([bcdfghklmnpqrstw])\1", r"\1"), (r"([aeou])\1(?=[bdfgklmnprstw][aeiou])", r"\1"),
        (r"(?<=[aeiouj])([bdfghklmnprstw]+)en$", r"\1e"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Woord:
    """One word: its klank, the place in the typed text, and the numbers of its sentence and clause."""

    klank: str
    begin: int
    eind: int
    zin: int
    deel: int


Schrijfwijzer = Callable[[str], tuple[str, ...]]
"""Gives the sound keys that one typed word stands for ("kwil" → "ik", "wil")."""


def vouw(woord: str) -> str:
    """Lower case, no diacritics, one kind of apostrophe, no endless repeats, digits among letters read as letters."""
    kaal = "".join(c for c in unicodedata.normalize("NFKD", woord.lower()) if not unicodedata.combining(c))
    kaal = re.sub("[’`´‘]", "'", kaal)
    if kaal[:1].isalpha():
        kaal = kaal.translate(_CIJFERS)
    return _HERHAALD.sub(lambda m: m[1] * (2 if m[1] in "aeou" else 1), kaal)


def klank(woord: str) -> str:
    """The sound key of one folded word; the same for the usual ways to write it."""
    sleutel = re.sub(r"'n$", "en", woord).replace("'", "")
    for zoek, door in _KLANKREGELS:
        sleutel = zoek.sub(door, sleutel)
    return sleutel


def woorden(tekst: str, schrijfwijzer: Schrijfwijzer) -> list[Woord]:
    """Every word of the text in order; one typed word can give several ("kwil" gives "ik" and "wil")."""
    return list(_lees(tekst, schrijfwijzer))


def _lees(tekst: str, schrijfwijzer: Schrijfwijzer) -> Iterator[Woord]:
    zin = deel = vorig_eind = 0
    for gevonden in WOORD.finditer(tekst):
        tussen = tekst[vorig_eind : gevonden.end() if vorig_eind == 0 else gevonden.start() + 1]
        if vorig_eind and ZINSEINDE.search(tussen):
            zin, deel = zin + 1, deel + 1
        elif vorig_eind and DEELEINDE.search(tussen):
            deel += 1
        for sleutel in schrijfwijzer(gevonden[0]):
            deel += sleutel in VOEGWOORDEN
            yield Woord(sleutel, gevonden.start(), gevonden.end(), zin, deel)
        vorig_eind = gevonden.end()
