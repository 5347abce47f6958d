"""Text made comparable: lower case, accents folded, apostrophes and white space made one."""

from __future__ import annotations

import re
import unicodedata

# A word in folded text, apostrophes inside kept ("m'n", "'s").
WOORD = r"[^\W\d_]+(?:'[^\W\d_]+)*|'[^\W\d_]+"
_APOSTROFS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


def vouw(tekst: str) -> str:
    """For matching, never for showing: "Coöperatie  D'r" becomes "cooperatie d'r"."""
    ontleed = unicodedata.normalize("NFKD", tekst.translate(_APOSTROFS))
    return re.sub(r"\s+", " ", "".join(c for c in ontleed if not unicodedata.combining(c))).strip().lower()


_HERSTEL = re.compile(r"\b(?:nee+|wacht|sorry|bedoel\w*|oeps|oei|correctie|verbetering|moet zijn)\b", re.IGNORECASE)


def na_herstel(tekst: str) -> str:
    """What follows the last "nee, wacht" or "ik bedoel": there the value stands that counts. The text itself without one."""
    plaatsen = [vondst.end() for vondst in _HERSTEL.finditer(tekst)]
    return tekst[plaatsen[-1] :] if plaatsen else tekst


def woorden(tekst: str) -> list[str]:
    """The words of a text, folded."""
    return re.findall(WOORD, vouw(tekst))
