"""What a resident means with a message about a paper that was laid before them.

The words and patterns stand in taal.yml, as people say them about a verslag; another paper may add its own in a file of the same form.

An approval is only heard when nothing else is said: "ja maar …" is a correction. What is not clear stays unclear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

BESTAND = Path(__file__).with_name("taal.yml")
# A longer message tells something; then "later" or "weet niet" is only a part of it.
KORT = 14
_WOORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|👍|👌|✅")
_BEGIN_MET_ANTWOORD = 3


class Bedoeling(StrEnum):
    KLOPT = "klopt"  # it is right
    KLOPT_NIET = "klopt_niet"  # something is wrong, not said what
    CORRECTIE = "correctie"  # this is wrong, or should be added
    TEGEN = "tegen"  # that something is not so; of the verslag only when it answers the question
    PAGINA = "pagina"  # wants to read the whole
    BELLEN = "bellen"  # wants it read aloud, or to be called
    WACHTEN = "wachten"  # not now
    KLAAR = "klaar"  # nothing more to say
    JA = "ja"
    NEE = "nee"
    DANK = "dank"
    TWIJFEL = "twijfel"  # about the verslag, but which way?
    VRAAG = "vraag"  # asks something else
    ANDERS = "anders"  # a greeting, or wants a human: not about the verslag
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class _Taal:
    woorden: dict[str, frozenset[str]]
    patronen: dict[str, re.Pattern[str]]

    def vindt(self, soort: str, tekst: str) -> bool:
        return self.patronen[soort].search(tekst) is not None


@cache
def _taal(erbij: Path | None = None) -> _Taal:
    inhoud, meer = _lees_bestand(BESTAND), _lees_bestand(erbij) if erbij else {"woorden": {}, "patronen": {}}
    return _Taal(
        {s: frozenset(w.split()) | frozenset(meer["woorden"].get(s, "").split()) for s, w in inhoud["woorden"].items()},
        {s: re.compile("|".join([*p, *meer["patronen"].get(s, [])])) for s, p in inhoud["patronen"].items()},
    )


def _lees_bestand(bestand: Path) -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load(bestand.read_text(encoding="utf-8"))
    return inhoud


def kaal(tekst: str) -> str:
    """In small letters, without accents on e and o, with single spaces: as words and patterns are written."""
    return " ".join(tekst.casefold().replace("’", "'").replace("ó", "o").replace("é", "e").split())


def lees(tekst: str, namen: frozenset[str] = frozenset(), erbij: Path | None = None) -> Bedoeling:
    """`namen`: of who is spoken to ("klopt Anja"), in small letters; they say nothing about the paper. `erbij`: what this paper adds."""
    taal, klein = _taal(erbij), kaal(tekst)
    woorden = [w for w in _WOORD.findall(klein) if w not in namen]
    if not woorden or set(woorden) <= taal.woorden["groet"] or taal.vindt("mens", klein):
        return Bedoeling.ANDERS
    if set(woorden) <= taal.woorden["dank"]:
        return Bedoeling.DANK
    return _gewoon_antwoord(taal, klein, woorden) or _in_een_zin(taal, klein, woorden)


def zegt_alleen_ja(tekst: str, ook: frozenset[str] = frozenset(), vulling: frozenset[str] = frozenset()) -> bool:
    """Whether every word belongs to a yes, and at least one says it. For other questions than that of the verslag.

    `tekst`: in small letters without accents. `ook`: more words that say yes there; `vulling`: more that may stand around them.
    """
    taal, woorden = _taal(), set(_WOORD.findall(tekst))
    zegt = taal.woorden["ja"] | taal.woorden["goed"] | ook
    return bool(woorden & zegt) and woorden <= zegt | taal.woorden["vulling"] | vulling


def gaat_akkoord(tekst: str) -> bool:
    """Whether somebody agrees in so many words; not whether they say the opposite as well (lees)."""
    return _taal().vindt("gaat_akkoord", kaal(tekst))


def _gewoon_antwoord(taal: _Taal, klein: str, woorden: list[str]) -> Bedoeling | None:
    """An answer of which every word is known."""
    ja, goed, vulling = (taal.woorden[soort] for soort in ("ja", "goed", "vulling"))
    # "niets op aan te merken" is an approval, for all its "niets".
    over = {w for w in _WOORD.findall(taal.patronen["niets_mis"].sub(" akkoord ", klein)) if w in {*woorden, "akkoord"}}
    if over <= ja | goed | vulling and over & (ja | goed) and "?" not in klein:
        return Bedoeling.JA if over <= ja | taal.woorden["beleefd"] else Bedoeling.KLOPT
    if taal.patronen["klaar"].fullmatch(klein):
        return Bedoeling.KLAAR
    if set(woorden) & taal.woorden["nee"] and set(woorden) <= taal.woorden["nee"] | taal.woorden["dank"]:
        return Bedoeling.NEE
    return _ontkend(taal, set(woorden))


def _ontkend(taal: _Taal, woorden: set[str]) -> Bedoeling | None:
    nee, tegen = woorden & taal.woorden["nee"], woorden & taal.woorden["tegen"]
    bekend = set().union(*(taal.woorden[soort] for soort in ("nee", "fout", "vulling", "goed", "ja")))
    if not (nee or tegen) or not woorden <= bekend:
        return None
    if nee and (not tegen or woorden & taal.woorden["ja"]):
        return Bedoeling.TWIJFEL  # "nee, klopt": both ways
    return Bedoeling.KLOPT_NIET


def _in_een_zin(taal: _Taal, klein: str, woorden: list[str]) -> Bedoeling:
    """More than a short answer: what it is about decides, the wish for a human voice first."""
    kort = len(woorden) <= KORT
    mis = taal.vindt("mis", taal.patronen["niets_mis"].sub(" ", klein)) or taal.vindt("toevoegen", klein)
    if taal.vindt("bellen", klein) and not taal.vindt("niet_bellen", klein) and not taal.vindt("inhoud", klein):
        return Bedoeling.BELLEN
    if taal.vindt("toch", klein) and not taal.vindt("maar", taal.patronen["laat_maar"].sub(" ", klein)):
        return Bedoeling.KLOPT if taal.vindt("toch_goed", klein) else Bedoeling.WACHTEN
    if kort and taal.vindt("weet_niet", klein):
        return Bedoeling.TWIJFEL
    if mis:
        return Bedoeling.CORRECTIE
    if taal.vindt("pagina", klein):
        return Bedoeling.PAGINA
    if kort and taal.vindt("wachten", klein):
        return Bedoeling.WACHTEN
    if klein.rstrip(" !.").endswith("?"):
        return Bedoeling.VRAAG
    return _met_een_begin(taal, klein, woorden)


def _met_een_begin(taal: _Taal, klein: str, woorden: list[str]) -> Bedoeling:
    """ "ja maar …", "nee, mijn dochter …": begins with an answer and goes on with what it should be."""
    eens = set(woorden[:_BEGIN_MET_ANTWOORD]) & (taal.woorden["ja"] | taal.woorden["goed"])
    if taal.vindt("in_verslag", klein) or (eens and taal.vindt("maar", klein)):
        return Bedoeling.CORRECTIE
    if woorden[0] in taal.woorden["nee"]:
        return Bedoeling.CORRECTIE if len(woorden) > 2 else Bedoeling.TWIJFEL
    if (
        len(woorden) > _BEGIN_MET_ANTWOORD
        and set(woorden) & taal.woorden["tegen"]
        and not taal.vindt("niet_bellen", klein)
    ):
        return Bedoeling.TEGEN
    return Bedoeling.TWIJFEL if eens and len(woorden) <= KORT else Bedoeling.ONBEKEND
