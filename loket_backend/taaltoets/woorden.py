"""Which words a resident may be expected to know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from wordfreq import zipf_frequency

from loket_backend.taaltoets.tekst import Tekst

HIER = Path(__file__).parent
LIJST = HIER / "woorden.yml"
BEGRIPPEN = HIER.parents[1] / "docs" / "begrippen.md"

# Zipf 4 is once in every hundred thousand words. Van Heuven e.a. (2014), who made the scale, call 4 and up the words of high frequency;
# in wordfreq's Dutch these are the 6,310 commonest forms, about what a B1 reader knows.
GEWOON = 4.0
# The first half of a separable verb: whoever knows "sturen" and "op" reads "opsturen".
_VOORVOEGSELS = (
    "aan",
    "af",
    "bij",
    "door",
    "in",
    "langs",
    "mee",
    "na",
    "om",
    "op",
    "over",
    "terug",
    "toe",
    "uit",
    "voor",
    "weg",
)
_TUSSEN = ("", "s", "en", "e")
_KORTSTE = 4
_LANGSTE = 14  # a longer compound is hard to read, however common its parts are


def gangbaar(woord: str) -> bool:
    """A common word, or made of common parts."""
    return _vaak(woord) or _gesplitst(woord) or _met_voorvoegsel(woord) or all(_vaak(d) for d in _delen(woord))


def _vaak(woord: str) -> bool:
    return len(woord) == 1 or zipf_frequency(woord, "nl") >= GEWOON


def _delen(woord: str) -> list[str]:
    """The halves of "hoog-begaafd" and "auto's"; the word itself when it has none."""
    return [d for d in re.split(r"['-]", woord) if d]


def _gesplitst(woord: str) -> bool:
    """Two common words of at least four letters, with or without a letter between: "huisbezoek", "stadsbus"."""
    if len(woord) > _LANGSTE:
        return False
    for n in range(_KORTSTE, len(woord) - _KORTSTE + 1):
        for tussen in _TUSSEN:
            kop, staart = woord[:n], woord[n + len(tussen) :]
            if woord[n:].startswith(tussen) and len(staart) >= _KORTSTE and _vaak(kop) and _vaak(staart):
                return True
    return False


def _met_voorvoegsel(woord: str) -> bool:
    resten = (woord.removeprefix(v) for v in _VOORVOEGSELS if woord.startswith(v))
    return any(len(rest) > _KORTSTE and _vaak(rest) for rest in resten)


@cache
def _lijst() -> dict[str, dict[str, str]]:
    inhoud: dict[str, dict[str, str]] = yaml.safe_load(LIJST.read_text(encoding="utf-8"))
    return inhoud


def toegestaan() -> dict[str, str]:
    """The allow-list: per word the reason."""
    return _lijst()["mag"]


@cache
def begrippen() -> frozenset[str]:
    """The words that docs/begrippen.md explains; none when the loket runs without its docs."""
    if not BEGRIPPEN.exists():
        return frozenset()
    rijen = re.findall(r"^\| ([^|]+) \|", BEGRIPPEN.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(rij.strip().lower() for rij in rijen) - {"word"}


def uitzondering(woord: str) -> str | None:
    """Why an uncommon word may stand: the reason of the allow-list, or the glossary."""
    return toegestaan().get(woord) or ("docs/begrippen.md" if woord in begrippen() else None)


def ongewoon(tekst: Tekst) -> list[str]:
    return sorted({woord for woord in tekst.woorden if not gangbaar(woord)})


def woordkeus(tekst: Tekst) -> Iterator[str]:
    yield from (f"'{w}' is geen gewoon woord" for w in ongewoon(tekst) if uitzondering(w) is None)
    yield from (f"'{w}': schrijf liever '{beter}'" for w, beter in _lijst()["liever"].items() if w in tekst.woorden)


def fouten_in_lijst() -> Iterator[str]:
    """An exception without a reason is none."""
    yield from (f"'{woord}' heeft geen reden" for woord, reden in toegestaan().items() if len(str(reden).split()) < 2)
