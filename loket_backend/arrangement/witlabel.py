"""What a resident reads names the help and the person, never a law, an organisation or an amount (white label)."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
# What an organisation is, before what it is called: people leave it out.
_SOORTEN = re.compile(
    r"(?:(?:stichting|vereniging|\w*co[oö]peratie|thuiszorg|thuishulp|zorggroep|zorgboerderij|zorgverzekeraar|jeugdhulp|welzijn|wijkverpleging|ggz)\s+)+",
    re.IGNORECASE,
)
_BEDRAG = re.compile(r"€\s*\d|\b\d+(?:[.,]\d+)?\s*euro\b", re.IGNORECASE)


def genoemd(tekst: str, organisaties: Iterable[str]) -> list[str]:
    """The laws, organisations and amounts in a text, in the words in which they stand there."""
    namen = filter(None, dict.fromkeys(naam.strip() for naam in (*WETTEN, *organisaties)))
    gevonden = (re.search(rf"(?<!\w)(?:{_hoe_het_heet(naam)})(?!\w)", tekst) for naam in namen)
    return [m[0] for m in (*gevonden, *_BEDRAG.finditer(tekst)) if m]


def _hoe_het_heet(naam: str) -> str:
    """Also without what the organisation is, when more than one word is left: one word is often the village. That as it is written, because
    the words of a name ("De Handen Ineen") may be plain ones too."""
    kort = _SOORTEN.sub("", naam, count=1)
    heel = f"(?i:{re.escape(naam)})"
    return f"{heel}|{re.escape(kort)}" if kort != naam and " " in kort else heel
