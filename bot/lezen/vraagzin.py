"""A question that stands beside something else: "Ik kan niet meer poetsen. Wat gaat dat kosten?" holds a story and a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

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
MEEST = 2


@dataclass(frozen=True)
class Vraagzin:
    """`acten`: what is asked, of TE_BEANTWOORDEN, each once and in order; `zinnen`: the questions; `rest`: the message without them."""

    acten: tuple[str, ...]
    zinnen: tuple[str, ...]
    rest: str


def lees_vraagzin(tekst: str, lees: Callable[[str], tuple[str, float]]) -> Vraagzin | None:
    """The questions beside something else, or beside each other, that we have an answer to. `lees` gives the act of a text and its chance.

    Of more than MEEST only the first count: each is answered with a text, and nobody reads five of those.
    """
    gevonden: list[tuple[str, str]] = []
    rest = tekst
    for zin in _vragen(tekst):
        if _is_kaal(tekst.replace(zin, " ", 1)):
            continue  # the whole message is this question
        act, kans = lees(zin)
        acten = {eerder for eerder, _ in gevonden}
        if act in TE_BEANTWOORDEN and kans >= ZEKER and (act in acten or len(acten) < MEEST):
            gevonden.append((act, zin))
            rest = rest.replace(zin, " ", 1)
    acten = tuple(dict.fromkeys(act for act, _ in gevonden))
    if not acten or (_is_kaal(rest) and len(acten) == 1):
        return None
    rest = "" if _is_kaal(rest) else re.sub(r"\s+", " ", rest).strip(" ,;-")
    return Vraagzin(acten, tuple(zin for _, zin in gevonden), rest)


def _is_kaal(rest: str) -> bool:
    return len(woorden(rest)) + len(re.findall(r"\d", rest)) < _REST


def _vragen(tekst: str) -> list[str]:
    """Every question, from the clause that begins it up to its mark or the next question."""
    zinnen = (zin.strip() for zin in _ZIN.findall(tekst))
    return [vraag for zin in zinnen if zin.endswith("?") for vraag in _uit_elkaar(zin)]


def _uit_elkaar(zin: str) -> list[str]:
    """ "Ik kan niet poetsen, wat kost dat en wie betaalt dat?" asks from "wat" on, and again from "en wie"."""
    begin = [deel.begin for deel in knip(zin) if _BEGINT_VRAAG.match(vouw(deel.tekst))]
    return [zin[van:tot].strip(" ,;") for van, tot in pairwise([*begin, len(zin)])] or [zin]
