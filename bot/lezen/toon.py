"""How something is said: in anger, in mockery, with hesitation; and whether it is a letter that somebody pasted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.lezen.tekst import vouw, woorden

_BOOS = re.compile(
    r"\b(?:rot (?:toch )?op|klojo\w*|idioot|idioten|sukkels?|eikels?|achterlijk\w*|stom(?:me|ste)?|kut\w*|klote\w*|godver\w*|gvd|tyfus\w*|tering\w*"
    r"|waardelo\w+|onzin|flauwekul|gelul|gezeik|gezeur|schandalig\w*|schande|belachelijk\w*|spuugzat|poppenkast|sodemieter\w*|donder op|krijg de"
    r"|bekijk het maar|wat een gedoe|al die vragen|zoveel vragen|wat een bende|slaat nergens op|om te janken|(?:zijn jullie|ben je|bent u) (?:\w+ ){0,2}(?:lekker|gek|mal|wijs|goed bij)|maak je een grap\w*|is dit een grap\w*)\b"
)
_SPOT = re.compile(
    r"\b(?:lekker belangrijk|lekker dan|chapeau|hulde|bravo|joepie|precies waar ik op zat te wachten|daar zat ik (?:net |nou |echt )*op te wachten"
    r"|weer een (?:computer|robot|bot|formulier|vragenlijst|apparaat)|nou bedankt|fijn hoor|knap hoor|leuk hoor|gezellig hoor"
    r"|(?:geweldig|fantastisch|fantastische|super|top) (?:\w+ )?(?:hoor|zeg|service)|wat een service)\b"
)
_AARZELT = re.compile(
    r"\?|^(?:nee|nei|neu|neen)\b|\b(?:puf|energie|tijd|kracht|zin|fut) (?:\w+ )?(?:niet|nie)\b|\b(?:moet (?:dat|ik|het|je|u)|misschien|wellicht|twijfel\w*|weet (?:ik |het )*(?:niet|nie)|geen idee|zou (?:het |ik )*niet weten|wit ik n\w+"
    r"|te (?:moe|oud|druk|ziek|zwak|veel)|moe|geen (?:tijd|puf|energie|zin|kracht|fut)|gin (?:tied|zin)|liever (?:niet|nie)|nu (?:even )?(?:niet|nie)|hoeft (?:dat|niet)"
    r"|kan (?:ik |dat |zelf |al |ook )*(?:niks|niets|niet|nie)|genoeg aan|zelf al|eerst|po+h|poeh|pf+|tja|eh+m?|hm+|nou ja|mwah|ik kom hier voor hulp|ruil\w*|tegenprestatie|voor wat hoort wat)\b"
)
_WEIGERT = re.compile(
    r"\b(?:wil|kan|hoef|hoeft|mag|gaat?|lukt|doet?) (?:\w+ ){0,2}(?:niet|nie|niks|niets|geen|gin)\b|\bte (?:moe|oud|old|ziek|zwak)\b"
)
_MOET_DAT = re.compile(
    r"\bverplicht\b|(?:^|[.!?,] )(?:en |maar )?moet (?:dat|dit|ik dat|ik dit)\b(?=[^?]{0,20}(?:\?|$))"
)
_BIEDT_AAN = re.compile(
    r"\b(?:kan|wil|zou|mag|doe|help|brei|bak|kook|lees|pas)\b.{0,40}\b(?:voor|iemand|anderen|een ander|buren|buurt|mensen|kinderen)\b"
)
_BRIEF = (
    re.compile(r"\b(?:geachte|beste) (?:heer|mevrouw|meneer|dames|client|bewoner)"),
    re.compile(r"\b(?:ons|uw) kenmerk\b|\bkenmerk:?\s|\bbetreft:|\bonderwerp:|\bd\.d\.|\bdagtekening"),
    re.compile(
        r"\b(?:hoogachtend|met vriendelijke groet|namens (?:het|de|burgemeester)|burgemeester en wethouders|postbus \d)"
    ),
    re.compile(
        r"\b(?:hierbij|naar aanleiding van|wij (?:bevestigen|delen|verzoeken|hebben)|uw (?:aanvraag|brief|bezwaar))\b"
    ),
)
_GETIK = re.compile(
    r"[^aeiouy']{4,}|.*(?:asdf|sdfg|dfgh|ghjk|hjkl|qwer|wert(?!y?e)|uiop|zxcv|xcvb|cvbn|vbnm).*|(.)\1{2,}|(?:bla|blub|blah|bliep|bloep|test|xyz|abc)+"
)
BRIEF_WOORDEN, BRIEF_TEKENS = 30, 2
KORT, HEEL_KORT, ZEKER = 16, 6, 0.5


def is_ergernis(tekst: str, uitspraken: Sequence[Mapping[str, Any]]) -> bool:
    """A short message that is only anger or mockery; with a story in it, it is a story."""
    plat = vouw(tekst)
    spot = len(_SPOT.findall(plat))
    if not (spot or _BOOS.search(plat)):
        return False
    verhaal = spot < 2 and any(
        u["zekerheid"] >= ZEKER for u in uitspraken
    )  # who mocks twice in so few words tells no story
    return len(plat.split()) <= (HEEL_KORT if verhaal else KORT)


def is_getik(tekst: str) -> bool:
    """Keys that were only touched: "asdf", "grmbl", "xxxx", "blabla"."""
    geraakt = woorden(tekst)
    return bool(geraakt) and all(_GETIK.fullmatch(woord) for woord in geraakt)


def aarzelt(tekst: str) -> bool:
    """Not a plain offer: a doubt, a counter-question, no strength left."""
    plat = vouw(tekst)
    return _AARZELT.search(plat) is not None and ("?" in plat or not _BIEDT_AAN.search(plat))


def weigert(tekst: str) -> bool:
    """Says that something cannot be or is not wanted, and offers nothing beside it."""
    plat = vouw(tekst)
    return _WEIGERT.search(plat) is not None and not _BIEDT_AAN.search(plat)


def vraagt_of_het_moet(tekst: str) -> bool:
    """ "Is dat verplicht?", "moet dat?" """
    return _MOET_DAT.search(vouw(tekst)) is not None


def is_brief(tekst: str) -> bool:
    """A letter of somebody else: it speaks to "u". Who writes a letter about themselves tells a story."""
    plat = vouw(tekst)
    if len(plat.split()) < BRIEF_WOORDEN or sum(deel.search(plat) is not None for deel in _BRIEF) < BRIEF_TEKENS:
        return False
    return len(re.findall(r"\b(?:u|uw)\b", plat)) > 2 * len(re.findall(r"\b(?:ik|mijn|mij|m'n)\b", plat))
