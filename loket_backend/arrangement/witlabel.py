"""What a resident reads names the help and the person, never a law, an organisation or an amount (white label)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Laws, and the words of the offices that carry them out.
WETTEN = (
    "wmo",
    "zvw",
    "wlz",
    "jeugdwet",
    "participatiewet",
    "zorgverzekeringswet",
    "wet langdurige zorg",
    "wet maatschappelijke ondersteuning",
    "wijkbudget",
    "indicatie",
    "beschikking",
    "pgb",
)
_BEDRAG = re.compile(r"€\s*\d|\b\d+(?:[.,]\d+)?\s*euro\b", re.IGNORECASE)


def genoemd(tekst: str, organisaties: Iterable[str]) -> list[str]:
    """The laws, organisations and amounts in a text, in the words in which they stand there."""
    return [*_woorden(tekst, [*WETTEN, *organisaties]), *(m[0] for m in _BEDRAG.finditer(tekst))]


def _woorden(tekst: str, namen: Iterable[str]) -> Iterator[str]:
    for naam in dict.fromkeys(n.strip() for n in namen if n.strip()):
        gevonden = re.search(rf"(?<!\w){re.escape(naam)}(?!\w)", tekst, re.IGNORECASE)
        if gevonden:
            yield gevonden[0]
