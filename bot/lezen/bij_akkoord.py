"""The act at the summary. Sending is hard to take back, so it needs a plain yes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.lezen.acten import ANTWOORDEN, ONDUIDELIJK, VAAG, ZEKER
from bot.lezen.keuze import ja_nee, weet_niet
from bot.lezen.streektaal import gewoon
from bot.lezen.tekst import woorden

# A yes that does not begin like one may be this long; more words say something that should be read first.
KORTE_JA = 6

_ONTKENT = re.compile(
    r"\b(?:niet|nie|geen|gin|fout|verkeerd|behalve|alleen|moet|mis|half|niks van)\b|(?<!doe )(?<!nou )(?<!stuur )(?<!zo )\bmaar\b(?= \w+ \w+)"
)
_NIKS_MIS = re.compile(
    r"\b(?:niks|niets) (?:\w+ ){0,2}(?:te merken|te voegen|te veranderen|aan (?:te )?(?:veranderen|merken))|\bgeen (?:enkele |op- ?(?:of|en) )?(?:fout\w*|opmerking\w*|aanmerking\w*|verbetering\w*)\b|\bniks mis\b|\bniets? te klagen\b"
)
_STUUR_MAAR = re.compile(r"\b(?:(?:ver|op)?stuur|verzend)(?: het| dit| alles)? maar\b")
_LOF = re.compile(
    r"^(?:(?:dat|het|dit|alles|zo) )*(?:ziet er|klopt|staat er|is)\b(?: \w+){0,3}? (?:goed|prima|netjes|mooi|helemaal|allemaal)\b|^(?:nou |ja )*(?:alles|het|dat|dit) klopt\b"
)
_VERSTUUR = re.compile(
    r"\bvolledig in vinden\b|\b(?:juist|correct|goed) weergegeven\b|\b(?:ver)?stuur\b|\b(?:op|door|in|ver)sturen\b|\bverzend\w*\b|\bdoe maar\b"
)
_EERST_LEZEN = re.compile(r"^(?:mag|kan|kun)\b.*\b(?:lezen|nalezen|nakijken|zien|overleggen|bespreken|nadenken)\b")
# Not now, or not this: "ja, maar eerst mijn dochter bellen", "correct weergegeven op mijn leeftijd na".
_WACHT = re.compile(
    r"\b(?:(?<!ik )wacht|eerst|(?<!tot )later|(?<!tot )straks|(?<!tot )morgen|nog even|even (?:overleggen|kijken|lezen|bellen)|overleg\w*|stop|bijna|weg|wis|wissen|verwijder\w*)\b|\bop (?:\w+ ){1,3}na\b"
)
NOOIT_VERSTUREN = frozenset(("pauzeren", "stoppen", "gegevens_wissen"))
# At the summary: "zijn naam is Gerrit", "de postcode eindigt op KN".
_NOEMT_VELD = re.compile(
    r"\b(?:naam|postcode|nummer|telefoonnummer|mobiel\w*) (?:\w+ ){0,2}?(?:is(?! (?:zo |wel |ook )?(?:goed|prima|juist|correct|ok\w*)\b)|moet|klopte? (?:nog |toch )?(?:niet|nie)|eindigt|wordt|begint|schrijf je)\b"
)
_VRAAG = re.compile(r"\?|^(?:mag|kan|kun|wie|wat|wanneer|hoe|waarom)\b")


def bij_akkoord(plat: str, beste: str, zekerheid: float, gegevens: Mapping[str, Any]) -> str:
    """Sending needs a plain yes and is never the answer to a question; a value or a "nee" with words is a correction."""
    plat = gewoon(plat)
    zonder_lof = _NIKS_MIS.sub("", _STUUR_MAAR.sub("verstuur", plat))
    if weet_niet(plat) and len(woorden(plat)) <= KORTE_JA:
        return "herhalen"
    antwoord, ontkent = ja_nee(plat), _ONTKENT.search(zonder_lof) is not None
    if _EERST_LEZEN.search(plat) or (_WACHT.search(plat) and (antwoord == "ja" or beste == "bevestigen")):
        return "pauzeren"
    if gegevens and (antwoord or beste in ANTWOORDEN or beste == "terugbellen"):
        return "corrigeren"
    if _NOEMT_VELD.search(plat) and "?" not in plat and antwoord != "ja":
        return "corrigeren"
    if (
        not ontkent
        and beste not in NOOIT_VERSTUREN
        and not _WACHT.search(plat)
        and not plat.endswith("?")
        and (antwoord == "ja" or _NIKS_MIS.search(plat) or _VERSTUUR.search(plat))
    ):
        return "bevestigen"
    if antwoord == "nee" or (ontkent and beste in ANTWOORDEN):
        return "corrigeren" if len(woorden(plat)) > 3 else "ontkennen"
    if beste == "bevestigen":
        kort = len(woorden(plat)) <= KORTE_JA or _LOF.match(plat) is not None
        return beste if zekerheid >= ZEKER and kort and not _VRAAG.search(plat) else ONDUIDELIJK
    return beste if zekerheid >= VAAG else ONDUIDELIJK
