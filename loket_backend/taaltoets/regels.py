"""The rules, each a function from a text to what is wrong with it. The rule on words stands in woorden.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loket_backend.taaltoets.passief import passieven
from loket_backend.taaltoets.tekst import INVULLING, Tekst, lengte

GEMIDDELD, LANGSTE = 15, 20
LIJDEND = 1
CIJFERS = 4  # "0800-0113" and "06 12 34 56 78" can be read aloud and remembered group by group, "0612345678" cannot

_TWEEDE_VRAAG = re.compile(r"(?<=[\w,] )en (?:wat|wie|waar|wanneer|waarom|hoe|welke?)\b[^.!?]*\?")
_CIJFERREEKS = re.compile(rf"\d{{{CIJFERS + 1},}}")
_BEDRAG = re.compile(r"€|\beur\b|\d+[.,](?:\d+|-+)[ ]?euro", re.IGNORECASE)


def zinslengte(tekst: Tekst) -> Iterator[str]:
    lengtes = [lengte(zin) for zin in tekst.zinnen]
    for zin, aantal in zip(tekst.zinnen, lengtes, strict=True):
        if aantal > LANGSTE:
            yield f"{aantal} woorden in één zin, hooguit {LANGSTE}: {zin}"
    if lengtes and (gemiddeld := sum(lengtes) / len(lengtes)) > GEMIDDELD:
        yield f"gemiddeld {gemiddeld:.1f} woorden per zin, hooguit {GEMIDDELD}"


def een_vraag(tekst: Tekst) -> Iterator[str]:
    """Every question mark counts, also that of "Klaar? Druk dan op …": whoever reads badly reads a question."""
    aantal = tekst.gevuld.count("?") + len(_TWEEDE_VRAAG.findall(tekst.gevuld))
    if aantal > 1:
        yield f"{aantal} vragen in één bericht{' met knoppen' if tekst.knoppen else ''}"


def lijdende_vorm(tekst: Tekst) -> Iterator[str]:
    for zin in tekst.zinnen:
        if len(gevonden := passieven(zin)) > LIJDEND:
            yield f"{len(gevonden)} keer lijdend ({', '.join(gevonden)}): {zin}"


def voorleesbaar(tekst: Tekst) -> Iterator[str]:
    """The number behind a link ({tel}) is dialled, not read."""
    yield from (f"{reeks}: groepeer de cijfers" for reeks in _CIJFERREEKS.findall(tekst.gevuld))
    yield from (f"{bedrag.strip()}: schrijf '20 euro'" for bedrag in _BEDRAG.findall(tekst.gevuld))


def invulling(tekst: Tekst) -> Iterator[str]:
    """A place that the check does not know would be measured as nothing."""
    yield from (f"{{{plek}}}: zet een voorbeeld in INVULLING" for plek in sorted(tekst.plekken - set(INVULLING)))


def lange_zinnen(tekst: Tekst, hoogstens: int = GEMIDDELD) -> list[str]:
    """The sentences of a text that are longer than an average one may be."""
    return [zin for zin in tekst.zinnen if lengte(zin) > hoogstens]


REGELS: dict[str, Callable[[Tekst], Iterator[str]]] = {
    "zinslengte": zinslengte,
    "een vraag": een_vraag,
    "lijdende vorm": lijdende_vorm,
    "voorleesbaar": voorleesbaar,
    "invulling": invulling,
}
