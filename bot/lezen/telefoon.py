"""Phone numbers, in digits or in words ("nul zes twaalf drie…"), to E.164."""

from __future__ import annotations

import re

import phonenumbers

from bot.lezen.tekst import na_herstel
from bot.lezen.telwoorden import met_cijfers

_REEKS = re.compile(r"(?<![\w])(?:\+|00)?\d(?:[\s.\-–/()_]{0,3}\d){7,14}(?!\d)")


def lees_telefoon(tekst: str) -> str | None:
    """The first possible number in E.164, Dutch when it has no country code, or None."""
    return _lees(na_herstel(tekst)) or _lees(tekst)


def _lees(tekst: str) -> str | None:
    cijfers = re.sub(r"\b[Oo](?=[ \-]?6)", "0", tekst)
    for kandidaat in (*_REEKS.findall(cijfers), *_REEKS.findall(met_cijfers(tekst))):
        nummer = _ontleed(kandidaat)
        if nummer is not None:
            return nummer
    return None


def _ontleed(kandidaat: str) -> str | None:
    try:
        nummer = phonenumbers.parse(re.sub(r"\(0\)|_", "", kandidaat), "NL")
    except phonenumbers.NumberParseException:
        return None
    nationaal = kandidaat.strip().startswith("0") or nummer.country_code != 31 or kandidaat.strip().startswith("+")
    if not phonenumbers.is_possible_number(nummer) or not nationaal:
        return None
    if nummer.country_code == 31 and len(str(nummer.national_number)) != 9:
        return None
    return phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.E164)
