"""A question that stands beside something else: "Ik kan niet meer poetsen. Wat gaat dat kosten?" holds a story and a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.lezen.tekst import vouw, woorden
from bot.lezen.zinsdelen import knip

# What somebody may ask beside an answer, each with a reviewed text of its own.
TE_BEANTWOORDEN = frozenset(("vraag_kosten", "vraag_privacy", "vraag_recht", "vraag_proces", "vraag_bot"))
ZEKER = 0.5
_ZIN = re.compile(r"[^.!?\n]+[.!?\n]*")
_BEGINT_VRAAG = re.compile(
    r"^(?:(?:en|maar|mar|moar|want|dus|of|nou|eh+|oh?|ja|nee|trouwens|eigenlijk)[ ,]+)*"
    r"(?:wat|hoe\w*|wie|wanneer|waar\w*|welke?|moet\w*|mag|mogen|kan|kun\w*|krijg\w*|kost|is|zijn|wordt|worden|hoor\w*|gaat|kom\w*"
    r"|hebben|heb|heeft|ben|bent|bin|hoef\w*|weet|weten|leest|lezen|zien|ziet|betaal\w*|zit)\b"
)
# So few words beside the question are only its run-up ("Hallo.").
_REST = 3


@dataclass(frozen=True)
class Vraagzin:
    """`act`: what is asked, one of TE_BEANTWOORDEN; `zin`: the question; `rest`: the message without it."""

    act: str
    zin: str
    rest: str


def lees_vraagzin(tekst: str, lees: Callable[[str], tuple[str, float]]) -> Vraagzin | None:
    """The first question beside something else that we have an answer to. `lees` gives the act of a text and its chance."""
    for zin in _vragen(tekst):
        rest = re.sub(r"\s+", " ", tekst.replace(zin, " ", 1)).strip(" ,;-")
        if len(woorden(rest)) + len(re.findall(r"\d", rest)) < _REST:
            continue
        act, kans = lees(zin)
        if act in TE_BEANTWOORDEN and kans >= ZEKER:
            return Vraagzin(act, zin, rest)
    return None


def _vragen(tekst: str) -> list[str]:
    """Every question, from the clause that begins it up to its mark."""
    zinnen = (zin.strip() for zin in _ZIN.findall(tekst))
    return [_vanaf_de_vraag(zin) for zin in zinnen if zin.endswith("?")]


def _vanaf_de_vraag(zin: str) -> str:
    """ "Ik kan niet poetsen, wat kost dat?" asks from "wat" on."""
    begin = [deel.begin for deel in knip(zin) if _BEGINT_VRAAG.match(vouw(deel.tekst))]
    return zin[begin[0] :].strip() if begin else zin
