"""What a clause says of an everyday task in so many words: that it still goes, or that it does not go any more.

Rules, not a model: they serve to notice that somebody contradicts an earlier message, and the bot must be able to say which task it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.lezen.tekst import vouw
from bot.lezen.zinsdelen import knip


@dataclass(frozen=True)
class Bezigheid:
    """`naam` as it is put back to people ("koken")."""

    naam: str
    leefgebied: str
    woorden: str


BEZIGHEDEN = (
    Bezigheid("koken", "huishouden", r"kok(?:en|t)|kook\w*|koek?ng?|eten maken"),
    Bezigheid("stofzuigen", "huishouden", r"stofzuig\w*|stofzoeg\w*"),
    Bezigheid("schoonmaken", "huishouden", r"schoon ?ma\w+|poets\w*|dweil\w*"),
    Bezigheid("de ramen doen", "huishouden", r"ramen"),
    Bezigheid("de was doen", "huishouden", r"de was|strijk\w*"),
    Bezigheid("boodschappen doen", "huishouden", r"boodschap\w*|bosschop\w*"),
    Bezigheid("in de tuin werken", "huishouden", r"tuin\w*"),
    Bezigheid("douchen", "zelfzorg", r"douch\w*|onder de does"),
    Bezigheid("aankleden", "zelfzorg", r"aankleed\w*|aankled\w*|kleden"),
    Bezigheid("de trap op gaan", "mobiliteit", r"trap|trappen|trap ?lopen"),
    Bezigheid("fietsen", "mobiliteit", r"fiets\w*"),
    Bezigheid("autorijden", "mobiliteit", r"auto ?rij\w*|rijd(?:en)? auto"),
    Bezigheid("de post en de papieren doen", "administratie", r"administratie|papieren|de post"),
)
_NIET = re.compile(r"\b(?:niet|nie|nait|neet|niks|nooit|geen|gin|amper|nauwelijks|moeilijk|slecht|lastig)\b")
_TOCH_WEL = re.compile(r"\b(?:geen (?:moeite|punt|probleem)|niet (?:moeilijk|lastig|slecht)|geen hulp)\b")
_WEL = re.compile(
    r"\b(?:lukt|gaat|giet|kan|kun|kon|doe|doet|red|redt|kook|kookt|fiets|fietst|rijd|rijdt|poets|poetst)\b.*\b(?:nog|zelf|zolf|prima|goed|best|wel)\b"
    r"|\b(?:nog|zelf|zolf|prima|goed|best)\b.*\b(?:lukt|gaat|kan|doe|doet|red|redt)\b"
)
_NIET_MEER = re.compile(
    r"\b(?:lukt|gaat|giet|kan|kun|kunnen)\b(?: [\w']+){0,4}? (?:niet|nie|nait|neet)(?: zo \w+)? meer\b"
)
_WENST = re.compile(r"\b(?:wil|wilt|willen|wol|zou|wens\w*|hoop|liever|liefst|belangrijk)\b")
_IK = re.compile(r"\b(?:ik|'k|k)\b")


@dataclass(frozen=True)
class Gezegd:
    """`aspect`: "kan" or "nodig"; `deel`: the clause that says it."""

    bezigheid: Bezigheid
    aspect: str
    deel: str


def lees_bezigheden(tekst: str, over_ander: bool = False) -> list[Gezegd]:
    """The tasks that are said to go or not to go. About somebody else, what "ik" can does not count; both at once is no plain word."""
    gezegd = [g for deel in knip(tekst) if (g := _lees_deel(deel.tekst, over_ander))]
    return [g for g in gezegd if not any(a.bezigheid is g.bezigheid and a.aspect != g.aspect for a in gezegd)]


def _lees_deel(deel: str, over_ander: bool) -> Gezegd | None:
    plat = vouw(deel)
    genoemd = next((b for b in BEZIGHEDEN if re.search(rf"\b(?:{b.woorden})\b", plat)), None)
    aspect = _aspect(plat)
    if genoemd is None or aspect is None or plat.endswith("?") or (over_ander and aspect == "kan" and _IK.search(plat)):
        return None
    return Gezegd(genoemd, aspect, deel.strip(" ,.;"))


def _aspect(plat: str) -> str | None:
    if _NIET.search(plat) and not _TOCH_WEL.search(plat):
        return "nodig"
    return "kan" if _WEL.search(plat) or _TOCH_WEL.search(plat) else None


def gaat_niet_meer(tekst: str) -> bool:
    """Whether it is plainly said of anything at all that it does not go any more: a need, whatever was asked."""
    plat = vouw(tekst)
    return _NIET_MEER.search(plat) is not None and _WENST.search(plat) is None and not plat.endswith("?")


def bezigheid(naam: str) -> Bezigheid:
    return next(b for b in BEZIGHEDEN if b.naam == naam)


def gaat_over(tekst: str, wat: Bezigheid) -> bool:
    return re.search(rf"\b(?:{wat.woorden})\b", vouw(tekst)) is not None
