"""Names, as people type them when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.lezen.tekst import vouw, woorden

_VOEGSELS = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "ten",
        "ter",
        "te",
        "'t",
        "in",
        "op",
        "aan",
        "bij",
        "v",
        "d",
        "v/d",
        "vd",
        "el",
        "al",
        "bin",
        "ben",
        "ibn",
        "von",
        "di",
        "da",
        "du",
        "la",
        "le",
        "den'",
        "s'",
        "'s",
        "d'",
        "o'",
    ]
)
_INLEIDING = re.compile(
    r"^(?:(?:hallo|hoi|dag|goede\w*|ja|nou|oh|eh+|ok|oke|prima|natuurlijk)[\s,.!]+)*"
    r"(?:(?:en\s+)?(?:(?:mijn|m'n|mn|me|zijn|z'n|haar|d'r|de|mijne|volledige|hele|zn|mien)\s+)*(?:eigen\s+)?(?:voor- en achter)?naam(?:\s+(?:van\s+(?:hem|haar|mijn\s+\w+|de\s+\w+)))?\s*(?:is|=|:|luidt)?\s*"
    r"|(?:ik|ich|ikke|'?k|hij|ze|zij|die|tante|oma|opa|pa|ma|(?:mijn|m'n|mien|ons)\s+\w+)\s+(?:heet|hiet|hait|hjit|'?eete|noem(?:en)?|neumt(?:\s+mie)?|heten|ben|bin)\s+(?:ik\s+)?"
    r"|(?:ze\s+)?(?:noemen|neumt|neumen|noemt)\s+(?:mij|me|mie|mich)\s+(?:altijd\s+)?|(?:voluit|betreft|nazywam\s+się|jestem|benim\s+ad[ıi]m|ad[ıi]m|my\s+name\s+is)\s+"
    r"|(?:dat|dit|het|'t|t)\s+(?:is|bin|ben|ik)\s+(?:ik[,\s]+)?(?:voor\s+)?"
    r"|(?:u spreekt met|spreekt u mee|je spreekt met|met|hier is|hier|ik ben|ik bin|ben|noem (?:me|mij) (?:maar)?|zeg maar|schrijf maar op|t gaat om|het gaat om)\s+)?",
    re.IGNORECASE,
)
_EINDE = re.compile(
    r"\s*(?:[,;.!?(\n]|\s[-–]\s|\s(?:en\s(?!(?-i:[A-Z]))|maar|dus|is|heet|van \d|postcode|adres|wonende?|uit|geboren|geb|tel|telefoon|mijn|met|want|uw|dat|hoor|heb|wil|zeg)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_TITEL = re.compile(r"^(?:dhr|mw|mevr|mevrouw|meneer|de heer|mej|juffrouw|mvr)\b\.?\s*", re.IGNORECASE)
_INITIALEN = re.compile(r"^(?:[A-Za-z]\.\s?){1,5}")
# "Oosterhuis, Frederik" as on a form.
_OMGEKEERD = re.compile(
    r"^([A-Z][\w'’-]+(?:-[A-Z][\w'’-]+)*), ((?:[A-Z]\.\s?)*[A-Z]\.?|[A-Z][\w'’-]+(?: (?:van|de|der|den|ten|ter|van de|van der|van den))?)[.]?$"
)
_LACHJE = re.compile(r"\s+(?:lol|haha\w*|hihi|xd|pls|plz|groetjes|gr)$", re.IGNORECASE)
_MOET_ZIJN = re.compile(r"^(?:dat |het )?moet (?:het )?(.+) zijn[.! ]*$", re.IGNORECASE)
# What looks like initials gets its capitals.
_LETTERS = re.compile(r"^(?:[a-z]\.){1,5}$", re.IGNORECASE)
MAX_WOORDEN = 7


def lees_naam(tekst: str, bekend: Callable[[str], bool]) -> str | None:
    """The name in an answer to "wat is uw naam?", or None when it does not look like one.

    `bekend` says whether a word is ordinary Dutch: "henk blokland" is a name, "dat zeg ik niet" is not.
    """
    zonder = re.sub(r"\+?\d[\d\s\-]{7,}|\b[1-9]\d{3}\s?[A-Za-z]{2}\b", ",", tekst).strip(" ,.\n")
    zonder = _MOET_ZIJN.sub(r"\1", _OMGEKEERD.sub(_om, zonder))
    gestript = _INLEIDING.sub("", zonder, count=1)
    ingeleid = len(gestript) < len(zonder)
    gestript = _TITEL.sub("", gestript)
    initialen = _INITIALEN.match(gestript)
    kop, rest = (initialen[0], gestript[initialen.end() :]) if initialen else ("", gestript)
    kandidaat = (kop + _EINDE.sub("", rest)).strip(" ,.;:!?\"'")
    kern = _LACHJE.sub("", re.sub(r"[^\w\s.'’-]", "", kandidaat)).strip()
    return _netjes(kern) if "@" not in kandidaat and _lijkt_naam(kern, ingeleid, bekend) else None


def _om(vondst: re.Match[str]) -> str:
    voor = vondst[2]
    return f"{voor}{'.' if len(voor) == 1 or voor[-2] == '.' else ''} {vondst[1]}"


def _lijkt_naam(tekst: str, ingeleid: bool, bekend: Callable[[str], bool]) -> bool:
    delen = tekst.split()
    if not delen or len(delen) > MAX_WOORDEN or re.search(r"[\d@?]", tekst) or "?" in tekst:
        return False
    inhoud = [d for d in delen if vouw(d).strip(".") not in _VOEGSELS]
    naamachtig = [d for d in inhoud if _hoofdletter(d, delen) or not all(map(bekend, woorden(d) or ["x"]))]
    if not inhoud or not any(c.isalpha() for c in tekst):
        return False
    if len(delen) == 1:
        return _losse_naam(tekst, ingeleid, bekend)
    return len(naamachtig) * 2 >= len(inhoud) and len(inhoud) <= 4 and (ingeleid or len(naamachtig) > 0)


def _hoofdletter(deel: str, delen: list[str]) -> bool:
    """A capital says something when it is not only that of the first word of a sentence."""
    return deel[:1].isupper() and (len(delen) == 1 or deel is not delen[0] or any(d[:1].isupper() for d in delen[1:]))


_GEEN_NAAM = frozenset(
    [
        "ja",
        "nee",
        "neen",
        "nou",
        "overslaan",
        "skip",
        "stop",
        "stoppen",
        "mens",
        "help",
        "weet",
        "geen",
        "niks",
        "niets",
        "liever",
        "waarom",
        "hoezo",
        "wat",
        "hoe",
        "wie",
        "later",
        "hallo",
        "hoi",
        "dag",
        "goed",
        "prima",
        "ok",
        "oke",
        "okay",
        "misschien",
        "anoniem",
        "ach",
        "niemand",
        "niemant",
        "zelf",
        "ik",
        "volgende",
        "verder",
        "terug",
        "bedankt",
        "sorry",
        "nvt",
        "geheim",
        "dat",
        "prive",
        "graag",
        "natuurlijk",
    ]
)


def _losse_naam(tekst: str, ingeleid: bool, bekend: Callable[[str], bool]) -> bool:
    """One word: a name when it has a capital or was introduced, or when it is no Dutch word at all."""
    plat = vouw(tekst).strip(".")
    if plat in _GEEN_NAAM or len(plat) < 2:
        return False
    return ingeleid or tekst[:1].isupper() or not bekend(plat)


def _netjes(tekst: str) -> str:
    """ "henk van der berg" gets its capitals; what has capitals is left as it was typed."""
    if any(c.isupper() for c in tekst) and not tekst.isupper():
        return tekst
    return " ".join(_deel(d) for d in tekst.split())


def _deel(deel: str) -> str:
    if _LETTERS.match(deel):
        return deel.upper()
    return deel.lower() if deel.lower() in _VOEGSELS else _hoofdletters(deel)


def _hoofdletters(deel: str) -> str:
    return "-".join(stuk.capitalize() for stuk in deel.split("-"))


_ZICH = re.compile(
    r"\b(?i:mijn naam is|ik heet|ik ben|ik bin|mien naam is|ik hiet|u spreekt met)\s+((?:[A-Z]\.\s?)*[A-Z][\w'’-]+(?:\s+(?:van|de|der|den|ter|ten|het|'t|el|al|ben|bin))*(?:\s+[A-Z][\w'’-]+)+)"
)


def lees_eigen_naam(tekst: str) -> str | None:
    """A full name that somebody gives unasked ("ik ben Truus Bos"): at least two words with a capital."""
    vondst = _ZICH.search(tekst)
    return vondst[1] if vondst else None


_VAN_ANDER = re.compile(
    r"\b(?i:voor|namens|over|betreft|meld)\s+(?i:mijn|m'n|mn|me|ons|onze)\s+(?:\w+\s+)?"
    r"(?:moeder|vader|man|vrouw|partner|zoon|dochter|oma|opa|tante|oom|zus|broer|buurvrouw|buurman|vriendin|vriend|schoonmoeder|schoonvader),?\s+"
    r"((?:[A-Z]\.\s?)*[A-Z][\w'’-]+(?:\s+(?:van|de|der|den|ter|ten|het|'t|el|al|ben|bin))*(?:\s+[A-Z][\w'’-]+)+)"
)


def lees_naam_van_ander(tekst: str) -> str | None:
    """The full name of the person for whom somebody writes ("ik meld me voor mijn moeder Truus Bakker")."""
    vondst = _VAN_ANDER.search(tekst)
    return vondst[1] if vondst else None
