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


def woorden(tekst: str) -> list[str]:
    """The words of a text, folded."""
    return re.findall(WOORD, vouw(tekst))
