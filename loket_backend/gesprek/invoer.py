"""What a resident typed, made safe to keep and to pass on. Nothing that carries meaning is lost."""

from __future__ import annotations

import re
import unicodedata

from loket_backend import weglaten
from loket_backend.errors import OngeldigeInvoer

MAX_TEKENS = 4000

# Zero-width spaces and joiners that only serve to hide; the joiner in emoji (U+200D) stays.
_ONZICHTBAAR = frozenset("\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad")
_GEEN_BEGIN = re.compile(r"^[\s/\\\u200b-\u200f\u2060\ufeff]+")


def schoon(tekst: str) -> str:
    """Without control characters and lone surrogates, line ends made \\n, every BSN and account number masked.

    Raises OngeldigeInvoer when nothing is left or when it is over MAX_TEKENS characters.
    """
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    tekst = "".join(
        c for c in tekst if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs", "Cn") and c not in _ONZICHTBAAR)
    ).strip()
    if not tekst:
        raise OngeldigeInvoer("Er staat niets in dit bericht.", ["tekst: is leeg"])
    if len(tekst) > MAX_TEKENS:
        detail = f"Dit bericht is te lang: {len(tekst)} tekens. Er passen {MAX_TEKENS} tekens in. Knip het in stukken."
        raise OngeldigeInvoer(detail, [f"tekst: meer dan {MAX_TEKENS} tekens"])
    return weglaten.masker(tekst)


def voor_rasa(tekst: str) -> str:
    """A leading slash is a command to Rasa that forges intents and slots (seen); a resident has no commands. A mask says nothing."""
    return _GEEN_BEGIN.sub("", weglaten.zonder_maskers(tekst)) or "?"
