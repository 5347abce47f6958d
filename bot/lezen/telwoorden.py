"""Numbers in words, as people spell out a phone number or a postcode."""

from __future__ import annotations

import re

_EENHEDEN = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TIENERS = [
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TIENTALLEN = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_VARIANTEN = {"nulzes": "06", "seven": "7", "ses": "6", "tweeen": "2", "agt": "8", "vief": "5", "twaaf": "12"}
_SAMENGESTELD = {
    f"{eenheid}{voeg}{tiental}": f"{tien}{een}"
    for een, eenheid in enumerate(_EENHEDEN[1:], 1)
    for tien, tiental in enumerate(_TIENTALLEN, 2)
    for voeg in ("en", "n", " en ")
}
_CIJFERS = {
    **{woord: str(n) for n, woord in enumerate([*_EENHEDEN, *_TIENERS])},
    **{woord: f"{n}0" for n, woord in enumerate(_TIENTALLEN, 2)},
    **_VARIANTEN,
    **_SAMENGESTELD,
}
_TELWOORD = rf"(?:{'|'.join(sorted(_CIJFERS, key=len, reverse=True))})"
_RIJ = re.compile(rf"\b(?:{_TELWOORD}|\d+)(?:[\s,.\-]{{1,3}}(?:{_TELWOORD}|\d+))*\b", re.IGNORECASE)
_DEEL = re.compile(rf"\b{_TELWOORD}\b|\d+", re.IGNORECASE)
_MINST = 2


def met_cijfers(tekst: str) -> str:
    """The text with every row of two or more number words as one number: "negenenzeventig dertien BD" is "7913 BD"."""
    return _RIJ.sub(lambda rij: _schrijf(rij[0]), tekst.replace("ë", "e").replace("é", "e"))


def _schrijf(rij: str) -> str:
    delen = _DEEL.findall(rij)
    if sum(not deel.isdigit() for deel in delen) < _MINST:
        return rij
    return "".join(_CIJFERS.get(deel.lower(), deel) for deel in delen)
