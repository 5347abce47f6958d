"""Burgerservicenummers are never kept: nine digits that pass the elfproef are masked before anything is stored or logged.

Art. 12 Wet algemene bepalingen burgerservicenummer leaves the use of a BSN to overheidsorganen for their own task; a first chat needs none.
Phone numbers survive: a Dutch number of ten digits, or one with a country code, is not read as a BSN, however it is spaced.
"""

from __future__ import annotations

import re
import unicodedata

MASKER = "[BSN weggelaten]"

_SCHEIDING = r"[\W_]{0,5}"
_CIJFERREEKS = re.compile(rf"\+?\d(?:{_SCHEIDING}\d)*")
LANGSTE_NUMMER = 15
_GROEP = re.compile(r"\d+")
_TELEFOON = re.compile(r"(?:(?:\+|00)31\(?0?\)?|0)[1-9]\d{8}")
_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def elfproef(cijfers: str) -> bool:
    """Whether nine digits form a valid BSN: the weighted sum is a multiple of eleven, and not all digits are zero."""
    waarden = [unicodedata.digit(c) for c in cijfers]
    return any(waarden) and sum(g * w for g, w in zip(_GEWICHTEN, waarden, strict=True)) % 11 == 0


def masker(tekst: str) -> str:
    """The text with every BSN in it replaced by MASKER."""
    return _CIJFERREEKS.sub(_masker_reeks, tekst)


def _masker_reeks(vondst: re.Match[str]) -> str:
    """Masks inside one run of digit groups: any consecutive groups that make nine digits together and pass the elfproef."""
    reeks = vondst.group()
    groepen = list(_GROEP.finditer(reeks))
    uit, vanaf, n = [], 0, 0
    while n < len(groepen):
        einde = _telefoon_vanaf(reeks, groepen, n) or _bsn_vanaf(groepen, n)
        if einde is None:
            n += 1
            continue
        soort, laatste = einde
        if soort == "bsn":
            uit += [reeks[vanaf : groepen[n].start()], MASKER]
            vanaf = groepen[laatste].end()
        n = laatste + 1
    return "".join([*uit, reeks[vanaf:]])


def _telefoon_vanaf(reeks: str, groepen: list[re.Match[str]], n: int) -> tuple[str, int] | None:
    if groepen[n].group() == "0" and not _cijfer_voor_cijfer(groepen, n):
        return None
    plus = "+" if groepen[n].start() == 1 and reeks.startswith("+") else ""
    cijfers = plus
    for m in range(n, len(groepen)):
        cijfers += groepen[m].group()
        if _TELEFOON.fullmatch(cijfers):
            return "telefoon", m
        if len(cijfers) > LANGSTE_NUMMER:
            return None
    return None


def _cijfer_voor_cijfer(groepen: list[re.Match[str]], n: int) -> bool:
    """ "0 6 1 2 …": a loose nought begins a phone number only where the digit after it stands alone too."""
    return n + 1 < len(groepen) and len(groepen[n + 1].group()) == 1


def _bsn_vanaf(groepen: list[re.Match[str]], n: int) -> tuple[str, int] | None:
    cijfers = ""
    for m in range(n, len(groepen)):
        cijfers += groepen[m].group()
        if len(cijfers) == 9 and elfproef(cijfers):
            return "bsn", m
        if len(cijfers) >= 9:
            return None
    return None
