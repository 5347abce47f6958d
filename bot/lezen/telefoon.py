"""Phone numbers, in digits or in words ("nul zes twaalf drie…"), to E.164."""

from __future__ import annotations

import re

import phonenumbers

from bot.lezen.tekst import vouw

_REEKS = re.compile(r"(?<![\w])(?:\+|00)?\d(?:[\s.\-–/()_]{0,3}\d){7,14}(?!\d)")

_EENHEDEN = {
    w: n for n, w in enumerate(["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"])
}
_TIENERS = {
    w: n
    for n, w in enumerate(
        ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"],
        10,
    )
}
_TIENTALLEN = {
    w: n
    for n, w in enumerate(["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"], 2)
}
_VARIANTEN = {
    "nulzes": "nul zes",
    "seven": "zeven",
    "ses": "zes",
    "tweeen": "twee",
    "agt": "acht",
    "vief": "vijf",
    "twaaf": "twaalf",
}


def lees_telefoon(tekst: str) -> str | None:
    """The first possible number in E.164, Dutch when it has no country code, or None."""
    cijfers = re.sub(r"\b[Oo](?=[ \-]?6)", "0", tekst)
    for kandidaat in (*_REEKS.findall(cijfers), *_REEKS.findall(_cijfers_uit_woorden(tekst))):
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


def _cijfers_uit_woorden(tekst: str) -> str:
    """The text with number words written as digits; everything else becomes a border."""
    plat = re.sub(r"\b([a-z]+) en ([a-z]+tig)\b", r"\1en\2", vouw(tekst).replace("-", " "))
    woorden = re.findall(r"[a-z]+|\d+", plat)
    if sum(_cijfers(_VARIANTEN.get(w, w)).strip(" .") != "" and not w.isdigit() for w in woorden) < 2:
        return ""
    return "".join(_cijfers(_VARIANTEN.get(woord, woord)) for woord in woorden)


def _cijfers(woord: str) -> str:
    if " " in woord:
        return "".join(_cijfers(deel) for deel in woord.split())
    if woord.isdigit():
        return woord
    if woord in _EENHEDEN:
        return str(_EENHEDEN[woord])
    if woord in _TIENERS:
        return str(_TIENERS[woord])
    if woord in _TIENTALLEN:
        return f"{_TIENTALLEN[woord]}0"
    samengesteld = re.fullmatch(r"(\w+?)(?:en|n)(\w+tig)", woord)
    if samengesteld and samengesteld[1] in _EENHEDEN and samengesteld[2] in _TIENTALLEN:
        return f"{_TIENTALLEN[samengesteld[2]]}{_EENHEDEN[samengesteld[1]]}"
    return " . " * 2
