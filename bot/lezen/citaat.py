"""A piece of a message, cut so that it can be quoted: the whole sentence where that says nothing else, else the clause without its joints."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ZIN = re.compile(r"[^.!?\n]+[.!?]*")
_VOEGWOORD = re.compile(r"^(?:en|maar|moar|mar|want|dus|of|omdat|terwijl|hoewel)\s+", re.IGNORECASE)


def citaat(bericht: str, deel: str, andere: Iterable[str] = ()) -> str:
    """The words for `deel`: the whole sentences that it stands in. `andere`: clauses that say something else; a sentence
    that holds one of them is not quoted whole."""
    begin = bericht.find(deel)
    eind = begin + len(deel)
    geraakt = [z for z in _ZIN.finditer(bericht) if z.start() < eind and z.end() > begin >= 0]
    zin = bericht[geraakt[0].start() : geraakt[-1].end()].strip() if geraakt else ""
    if zin and not any(ander in zin for ander in andere if ander != deel):
        return zin
    return _VOEGWOORD.sub("", deel).strip(" ,;")


def zinnen(bericht: str) -> list[str]:
    return [zin.strip() for zin in _ZIN.findall(bericht) if zin.strip()]
