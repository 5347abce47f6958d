"""Plain advice for who writes to a resident: which sentences are long. Only advice; nothing is held back."""

from __future__ import annotations

import re

MAX_WOORDEN = 15
_ZINSEINDE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_WOORD = re.compile(r"\w+(?:['’-]\w+)*")


def lange_zinnen(tekst: str, hooguit: int = MAX_WOORDEN) -> list[tuple[int, str]]:
    """The sentences of more words than that, each with its number of words."""
    zinnen = (zin.strip() for zin in _ZINSEINDE.split(tekst))
    return [(aantal, zin) for zin in zinnen if (aantal := len(_WOORD.findall(zin))) > hooguit]
