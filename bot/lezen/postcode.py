"""Dutch postcodes, as people type them. Never guessed: without its letters a postcode is no postcode."""

from __future__ import annotations

import re

from bot.lezen.tekst import na_herstel
from bot.lezen.telwoorden import met_cijfers

_VORM = re.compile(r"(?<![\d-])([1-9]\d{3})[ .,\-]{0,2}([A-Za-z][ .]?[A-Za-z])(?![A-Za-z])")
_CIJFERS = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)")
# Two letters that are a Dutch word or a unit too: "sinds 1942 in Zeist" holds no postcode.
_WOORDEN = frozenset(
    [
        "al",
        "ar",
        "be",
        "bi",
        "cm",
        "da",
        "de",
        "di",
        "do",
        "du",
        "ee",
        "ei",
        "el",
        "en",
        "er",
        "es",
        "et",
        "eu",
        "gb",
        "ge",
        "ha",
        "he",
        "hi",
        "ho",
        "hé",
        "ie",
        "ik",
        "in",
        "is",
        "ja",
        "je",
        "jo",
        "jr",
        "ka",
        "ke",
        "kg",
        "km",
        "kn",
        "kw",
        "la",
        "ma",
        "mb",
        "me",
        "ml",
        "mm",
        "mn",
        "na",
        "ne",
        "nu",
        "of",
        "oh",
        "om",
        "on",
        "op",
        "os",
        "pa",
        "ra",
        "re",
        "si",
        "st",
        "ta",
        "te",
        "ti",
        "tm",
        "to",
        "tv",
        "uw",
        "va",
        "wa",
        "wc",
        "we",
        "wo",
        "ze",
        "zo",
    ]
)
_ALTIJD_WOORD = frozenset(("in", "en", "is", "ja", "ik"))
# PostNL gives out no postcodes with these letters.
_NOOIT = frozenset(("SA", "SD", "SS"))


def lees_postcode(tekst: str, gevraagd: bool) -> str | None:
    """The first postcode as 1234AB, or None. Asked, its digits may be words; unasked, two lower-case letters that form a word
    don't count."""
    return _zoek(na_herstel(tekst), gevraagd) or _zoek(tekst, gevraagd)


def _zoek(tekst: str, gevraagd: bool) -> str | None:
    if not gevraagd:
        return _lees(tekst, gevraagd)
    return _lees(tekst, gevraagd) or _lees(met_cijfers(tekst), gevraagd) or _lees(_aaneen(tekst), gevraagd)


_LOS = re.compile(
    r"(?<!\d)([1-9])[ .\-]?(\d)[ .\-]?(\d)[ .\-]?(\d)[ .,\-]{0,3}([A-Za-z])[ .\-]{0,2}([A-Za-z])(?![A-Za-z])"
)


def _aaneen(tekst: str) -> str:
    """ "79 02 c g" with its pieces put together."""
    return _LOS.sub(r"\1\2\3\4 \5\6", tekst)


def _lees(tekst: str, gevraagd: bool) -> str | None:
    alleen = gevraagd and _VORM.fullmatch(tekst.strip(" .,!")) is not None  # "2671 en", and nothing else
    for vondst in _VORM.finditer(tekst):
        letters = re.sub(r"\W", "", vondst[2])
        woord = not alleen and letters.islower() and letters in _WOORDEN
        zin = woord and (re.match(r"\s+[A-Za-z]", tekst[vondst.end() :]) or letters in _ALTIJD_WOORD)
        if letters.upper() not in _NOOIT and not (zin if gevraagd else woord):
            return vondst[1] + letters.upper()
    return None


def alleen_cijfers(tekst: str) -> bool:
    """Whether the four digits are there and the letters are not."""
    return _CIJFERS.search(met_cijfers(tekst)) is not None and lees_postcode(tekst, gevraagd=True) is None
