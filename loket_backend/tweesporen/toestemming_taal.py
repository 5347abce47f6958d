"""What a resident means with a message about who may look along. The words and patterns stand in toestemming_taal.yml.

In doubt nobody looks along: a yes with a condition is no yes, and a party that is named together with "niet meer" is taken back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

BESTAND = Path(__file__).with_name("toestemming_taal.yml")
_WOORD = re.compile(r"[^\W\d_]+|👍|👌|✅")
# A longer message tells something else, unless it says plainly what it means.
KORT = 12


class Bedoeling(StrEnum):
    JA = "ja"
    NEE = "nee"
    VOORWAARDE = "voorwaarde"  # yes, but
    TWIJFEL = "twijfel"
    VRAAG = "vraag"  # asks what it means
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Terug:
    """Wants to take toestemming back: for these parties, or for all (`alle`); for whatever it was given (`elke`) when it says that word and names
    nobody. `vraagt`: asks whether that is possible; `weer`: gives it again.
    """

    partijen: tuple[str, ...] = ()
    alle: bool = False
    elke: bool = False
    vraagt: bool = False
    weer: bool = False


@cache
def _taal() -> dict[str, Any]:
    gelezen: dict[str, Any] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return gelezen


@cache
def _patroon(soort: str, partij: str = "") -> re.Pattern[str]:
    patronen = _taal()["patronen"]
    delen = patronen[soort] if isinstance(patronen[soort], list) else [patronen[soort]]
    if partij:
        delen = [deel.format(partij=f"(?:{partij})", kijkt=patronen["kijkt"]) for deel in delen]
    return re.compile("|".join(f"(?:{deel})" for deel in delen))


@cache
def _woorden(soort: str) -> frozenset[str]:
    return frozenset(_taal()["woorden"][soort].split())


def zonder_accenten(tekst: str) -> str:
    """Small letters, no accents, single spaces."""
    zonder = unicodedata.normalize("NFKD", tekst.casefold().replace("’", "'"))
    return " ".join("".join(c for c in zonder if not unicodedata.combining(c)).split())


def genoemd(tekst: str) -> tuple[str, ...]:
    """The parties that a message names."""
    plat = zonder_accenten(tekst)
    return tuple(p for p, woorden in _taal()["partijen"].items() if re.search(rf"\b(?:{woorden})\b", plat))


def lees(tekst: str) -> Bedoeling:
    """What the answer to "may they look along?" is."""
    plat = zonder_accenten(tekst)
    vrij = _patroon("geen_bezwaar").sub(" prima ", plat)
    woorden = _WOORD.findall(_zonder_partijen(vrij))
    if _patroon("vraag").search(plat) and "waarom niet" not in plat:
        return Bedoeling.VRAAG
    if len(woorden) <= KORT and _patroon("twijfel").search(vrij):
        return Bedoeling.TWIJFEL
    ja, nee = _zegt("ja", vrij, woorden), _zegt("nee", vrij, woorden)
    if (ja or _begint_met_ja(woorden)) and _patroon("voorwaarde").search(vrij):
        return Bedoeling.VOORWAARDE
    if ja and nee:
        return Bedoeling.TWIJFEL
    if ja or nee:
        return Bedoeling.JA if ja else Bedoeling.NEE
    return Bedoeling.ONBEKEND


def _begint_met_ja(woorden: list[str]) -> bool:
    """ "ja maar niet over mijn geld": begins with a yes and goes on."""
    return bool(woorden) and woorden[0] in _woorden("ja")


def _zegt(soort: str, vrij: str, woorden: list[str]) -> bool:
    """In plain words, of which every one is known, or by a pattern in a short message."""
    gezegd = set(woorden)
    bekend = _woorden("ja") | _woorden("nee") | _woorden("vulling")
    if gezegd & _woorden(soort) and gezegd <= bekend:
        return soort == "nee" or not gezegd & {"niet", "nooit", "liever"}
    return len(woorden) <= KORT and _patroon(soort).search(vrij) is not None


def _zonder_partijen(plat: str) -> str:
    for woorden in _taal()["partijen"].values():
        plat = re.sub(rf"\b(?:{woorden})\b", " ", plat)
    return plat


def lees_terug(tekst: str) -> Terug | None:
    """Whether the message takes toestemming back, unasked; None when it does not."""
    plat = zonder_accenten(tekst)
    partijen = genoemd(tekst)
    vraagt = plat.rstrip().endswith("?")
    if weer := [p for p in partijen if _past("mag_weer", plat, [p])]:
        return None if _patroon("terug").search(plat) and "niet meer" in plat else Terug(tuple(weer), weer=True)
    if _patroon("toestemming").search(plat):
        if not _patroon("terug").search(plat) or _patroon("toch_niet_terug").search(plat):
            return None
        return Terug(partijen, alle=not partijen, elke=not partijen, vraagt=vraagt)
    if gevonden := [p for p in partijen if _past("mag_niet", plat, [p])]:
        return Terug(tuple(gevonden), vraagt=vraagt)
    return Terug(partijen, alle=not partijen, vraagt=vraagt) if _iedereen(plat) else None


def _iedereen(plat: str) -> bool:
    """ "niemand mag nog meekijken", "ze mogen het niet meer lezen", "deel niets meer"."""
    iedereen = _taal()["patronen"]["iedereen"]
    kijkt = _taal()["patronen"]["kijkt"]
    niemand = rf"\bniemand\b.{{0,25}}\b(?:mag|mogen|moet)\b.{{0,40}}\b(?:{kijkt})"
    niet_meer = rf"{iedereen}.{{0,20}}\b(?:mag|mogen)\b.{{0,30}}\bniet meer\b.{{0,25}}\b(?:{kijkt})"
    return bool(_patroon("niemand").search(plat) or re.search(f"{niemand}|{niet_meer}", plat))


def _past(soort: str, plat: str, partijen: Collection[str]) -> bool:
    return any(_patroon(soort, _taal()["partijen"][p]).search(plat) for p in partijen)
