"""What a resident means by an answer to "may others know of it?" and "shall we bring you together?".

Only a plain yes is one; the words of it are those of rondes/taal.py. At the first hesitation it is none.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loket_backend.rondes.taal import zegt_alleen_ja

BESTAND = Path(__file__).with_name("begrip.yml")
# A longer message tells something; a yes in the middle of it is not an answer.
KORT = 20


class Zegt(StrEnum):
    JA = "ja"
    NEE = "nee"
    TWIJFEL = "twijfel"  # later, first ask somebody, does not know: no yes, and not asked on
    ONZEKER = "onzeker"  # begins like a yes, and goes on otherwise: asked once more in other words
    IETS_ANDERS = "iets_anders"


@cache
def _woorden(soort: str) -> frozenset[str]:
    return frozenset(_inhoud()["woorden"][soort].split())


@cache
def _patroon(soort: str) -> re.Pattern[str]:
    return re.compile("|".join(_inhoud()["patronen"][soort]))


@cache
def _inhoud() -> dict[str, Any]:
    gelezen: dict[str, Any] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return gelezen


def _kaal(tekst: str) -> str:
    """Small letters without accents; commas and full stops gone, the question mark kept."""
    plat = unicodedata.normalize("NFKD", tekst.casefold().replace("’", "'"))
    plat = "".join(c for c in plat if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w'?\s👍👌✅]", " ", plat).split())


def lees(tekst: str) -> Zegt:
    """What a message that follows the question says."""
    kaal = _kaal(tekst)
    if not kaal or _patroon("iets_anders").search(kaal):
        return Zegt.IETS_ANDERS
    if "?" in kaal or len(kaal.split()) > KORT:
        return Zegt.IETS_ANDERS
    if _patroon("niet").search(kaal) and not re.search(r"\b(?:weet|wee)\b", kaal):
        return Zegt.NEE
    if _patroon("twijfel").search(kaal):
        return Zegt.TWIJFEL
    if zegt_alleen_ja(kaal, _woorden("ja"), _woorden("vulling")):
        return Zegt.JA
    return Zegt.ONZEKER if zegt_alleen_ja(" ".join(kaal.split()[:1]), _woorden("ja")) else Zegt.IETS_ANDERS


def trekt_in(tekst: str, *, direct: bool) -> bool:
    """Whether this takes back what was agreed. `direct`: it follows the thanks; then it need not say what it is about, but a bare no is not enough."""
    kaal = _kaal(tekst)
    if _patroon("niet_meer").search(kaal):
        return True
    return direct and lees(tekst) is Zegt.NEE and re.search(r"\b(?:niet|niks|stop\w*|geen)\b", kaal) is not None
