"""Whether a message is in another language than Dutch, and in which. Dialect, names and short Dutch count as Dutch: when in doubt it is Dutch.

The library lingua reads Latin script, in its small mode (43 MB; docs/begrip.md has the figures); other scripts are told apart by their letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from bot.lezen.tekst import woorden

# The languages in which the loket has a text of its own; every other one is ANDERS and gets all of them.
EIGEN_TEKST = {
    Language.ENGLISH: "en",
    Language.TURKISH: "tr",
    Language.ARABIC: "ar",
    Language.POLISH: "pl",
    Language.UKRAINIAN: "uk",
}
ANDERS = "anders"
_OVERIG = (
    *(Language.DUTCH, Language.GERMAN, Language.FRENCH, Language.SPANISH, Language.PORTUGUESE, Language.ITALIAN),
    *(Language.ROMANIAN, Language.HUNGARIAN, Language.SOMALI, Language.RUSSIAN, Language.BULGARIAN, Language.PERSIAN),
)
NAAMVRAGEN = ("naam", "melder_naam")
# Of a message with this share of Dutch words the rest is a name, a typing error or a loan word.
NEDERLANDS_DEEL = 0.5
GENOEG_WOORDEN, GENOEG_LETTERS, LANGE_TWEE, ZEKER = 3, 10, 14, 0.5
# Two words, or one after a message in another language, must be very plain; so must the languages that a Dutch dialect can look like.
HEEL_ZEKER, WEINIG_NEDERLANDS = 0.9, 0.4
_OEKRAIENS, _NIET_OEKRAIENS = set("іїєґ"), set("ыэъё")
# Frisian is spoken on the other side of the Drentse border, and is no reason for an English answer.
_FRIES = frozenset(
    (
        "kin",
        "net",
        "mear",
        "mem",
        "heit",
        "fan",
        "binne",
        "wy",
        "dy",
        "it",
        "giet",
        "wurdt",
        "hat",
        "foar",
        "troch",
        "no",
    )
)
# What is short, often typed first, and half Dutch in its words.
_KORT = {
    "en": re.compile(
        r"^(?:(?:please )?help me(?: please)?|(?:do (?:you|u) )?speak english\??|english please|i (?:do not|don'?t|dont) (?:speak|understand) (?:dutch|nederlands))[.!? ]*$"
    ),
    "pl": re.compile(r"^nie m[oó]wi[eę] po (?:ho|ni)\w+[.!? ]*$"),
    ANDERS: re.compile(
        r"^(?:je ne parle pas|no hablo|n[aã]o falo|nu vorbesc|ich spreche (?:kein|nicht)|non parlo)\b.{0,30}$"
    ),
}


def lees_vreemde_taal(
    tekst: str, vraag: str | None, is_nederlands: Callable[[str], bool], eerder: str | None = None
) -> str | None:
    """`en`, `tr`, `ar`, `pl`, `uk`, ANDERS, or None for Dutch. `eerder`: the language of the message before, if it was another one."""
    letters = [c for c in tekst.lower() if c.isalpha()]
    if len(letters) < GENOEG_WOORDEN:
        return None
    schrift = Counter(unicodedata.name(c, "").split(" ")[0] for c in letters).most_common(1)[0][0]
    if schrift != "LATIN":
        return _ander_schrift(tekst, schrift, set(letters))
    return next((taal for taal, vorm in _KORT.items() if vorm.match(tekst.lower().strip())), None) or _latijn(
        tekst, vraag, is_nederlands, eerder
    )


def _ander_schrift(tekst: str, schrift: str, letters: set[str]) -> str:
    if schrift == "CYRILLIC" and letters & _OEKRAIENS:
        return "uk"
    if schrift == "CYRILLIC" and letters & _NIET_OEKRAIENS:
        return ANDERS
    taal, _ = _beste(tekst)
    return EIGEN_TEKST.get(taal, ANDERS) if schrift in ("CYRILLIC", "ARABIC") else ANDERS


def _latijn(tekst: str, vraag: str | None, is_nederlands: Callable[[str], bool], eerder: str | None) -> str | None:
    gezegd = woorden(tekst)
    lengte = len("".join(gezegd))
    kort = len(gezegd) < GENOEG_WOORDEN or lengte < GENOEG_LETTERS
    opening = vraag in (None, "hulpvraag") and len(gezegd) == GENOEG_WOORDEN - 1 and lengte >= LANGE_TWEE
    if vraag in NAAMVRAGEN or _is_naam(tekst) or (kort and not eerder and not opening):
        return None
    deel = sum(woord in _FRIES or is_nederlands(woord) for woord in gezegd) / len(gezegd)
    taal, zekerheid = _beste(tekst)
    gevonden = EIGEN_TEKST.get(taal, ANDERS)
    if taal == Language.DUTCH or deel > NEDERLANDS_DEEL:
        return None
    if gevonden == eerder:
        return gevonden if zekerheid >= ZEKER else None
    if deel == NEDERLANDS_DEEL or (kort and deel) or zekerheid < (HEEL_ZEKER if kort else ZEKER):
        return None
    if gevonden == ANDERS and (zekerheid < HEEL_ZEKER or deel > WEINIG_NEDERLANDS):
        return None
    return gevonden


def _is_naam(tekst: str) -> bool:
    """Every word begins with a capital: "Fatma Yılmaz"."""
    return all(woord[0].isupper() for woord in re.findall(r"[^\W\d_]+", tekst))


def _beste(tekst: str) -> tuple[Language, float]:
    beste = _herkenner().compute_language_confidence_values(tekst)[0]
    return beste.language, beste.value


@lru_cache(maxsize=1)
def _herkenner() -> LanguageDetector:
    """Loaded once a process; the small mode, because a loket serves a village from one machine."""
    bouwer = LanguageDetectorBuilder.from_languages(*EIGEN_TEKST, *_OVERIG)
    return bouwer.with_low_accuracy_mode().with_preloaded_language_models().build()
