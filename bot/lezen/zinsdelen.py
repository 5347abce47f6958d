"""Cutting a message into clauses: at punctuation and at the words that begin a new clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GRENS = re.compile(
    r"(?<!dhr\.)(?<!mw\.)(?<!mevr\.)(?<!dr\.)(?<!bijv\.)(?<=[.!?;:\n])\s+|(?<=,)\s*|\s+(?=(?:en|maar|moar|mar|want|dus|omdat|daarom|doordat|terwijl|hoewel|behalve|of|sinds|zodat|verder|ook nog|daarnaast)\b)|\n+|\s+[-–]\s+|\.{2,}",
    re.IGNORECASE,
)
_MINST = 2


@dataclass(frozen=True)
class Zinsdeel:
    """A clause with its place in the message, in characters."""

    tekst: str
    begin: int


def knip(tekst: str) -> list[Zinsdeel]:
    """The clauses of a text, in order; one of a single word is joined to the one before it."""
    delen: list[Zinsdeel] = []
    begin = 0
    for grens in [*(m.span() for m in _GRENS.finditer(tekst)), (len(tekst), len(tekst))]:
        deel = tekst[begin : grens[0]]
        if delen and len(deel.split()) < _MINST:
            delen[-1] = Zinsdeel(tekst[delen[-1].begin : grens[0]], delen[-1].begin)
        elif deel.strip():
            delen.append(Zinsdeel(deel, begin))
        begin = grens[1]
    return [Zinsdeel(d.tekst.strip(), d.begin) for d in delen if re.search(r"\w", d.tekst)]
