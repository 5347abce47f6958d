"""What a resident means when the loket asks whether the help helped. The patterns stand in taal.yml. What is not clear stays unclear."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from loket_backend.rondes import taal
from loket_backend.rondes.taal import Bedoeling, kaal

BESTAND = Path(__file__).with_name("taal.yml")
# From so many words on an answer tells something, and is kept as it was said.
VERTELT = 4


class Mening(StrEnum):
    JA = "ja"
    BEETJE = "beetje"
    NEE = "nee"
    NIETS = "niets"  # nothing could be better
    LIEVER_NIET = "liever_niet"
    BELLEN = "bellen"
    WACHTEN = "wachten"
    VERLIES = "verlies"  # somebody died
    ANDERS = "anders"  # a question, a greeting, or wants a human: not an answer
    ONBEKEND = "onbekend"


@cache
def _patronen() -> dict[str, re.Pattern[str]]:
    inhoud: dict[str, list[str]] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return {soort: re.compile("|".join(patronen)) for soort, patronen in inhoud.items()}


def _vindt(soort: str, klein: str) -> bool:
    return _patronen()[soort].search(klein) is not None


def lees_mening(tekst: str) -> Mening:
    """The answer to a question with yes, a little and no."""
    klein = kaal(tekst)
    return _vooraf(tekst, klein) or _op_de_schaal(klein)


def _op_de_schaal(klein: str) -> Mening:
    if _vindt("toch_ja", klein):
        return Mening.JA
    if _vindt("beetje", klein):
        return Mening.BEETJE
    nee, ja = _vindt("nee", klein), _vindt("ja", klein)
    if nee and ja and not _vindt("niet", klein.removeprefix("nee")):
        return Mening.ONBEKEND  # "nee hoor, gaat goed": which of both?
    if nee:
        return Mening.NEE
    if ja:
        return Mening.NEE if _vindt("niet", klein) else Mening.JA
    return Mening.ONBEKEND


def lees_wens(tekst: str) -> Mening:
    """The answer to "what could be better?": own words are ONBEKEND."""
    klein = kaal(tekst)
    return Mening.NIETS if _vindt("niets", klein) else _vooraf(tekst, klein) or Mening.ONBEKEND


def _vooraf(tekst: str, klein: str) -> Mening | None:
    """What is no answer to the question itself."""
    if _vindt("verlies", klein):
        return Mening.VERLIES
    if _vindt("liever_niet", klein):
        return Mening.LIEVER_NIET
    basis = taal.lees(tekst)
    if basis == Bedoeling.BELLEN:
        return Mening.BELLEN
    if basis == Bedoeling.ANDERS and any(teken.isalpha() for teken in klein):
        return Mening.ANDERS
    if klein.rstrip(" !.").endswith("?"):
        return Mening.ANDERS
    return Mening.WACHTEN if basis == Bedoeling.WACHTEN else None


def vertelt(tekst: str) -> bool:
    """Whether this says more than yes or no."""
    return len(tekst.split()) >= VERTELT
