"""Closed answers in free text: yes, no, later; how to be reached; how long it can go on."""

from __future__ import annotations

import re

from bot.lezen.streektaal import gewoon
from bot.lezen.zinsdelen import knip

_JA = re.compile(
    r"^(?:(?:ja+|jawel|joa|jao|jazeker|zeker|graag|yes|yep|jep|oke?|ok|prima|akkoord|goed|natuurlijk|tuurlijk|klopt|inderdaad|jahoor|ja hoor|heel graag|doe maar|is goed|"
    r"dat klopt|dat wil ik|dat lijkt me|lijkt me|top|perfect|uiteraard|absoluut|sowieso|juist|helemaal|dat mag|mag (?:wel|hoor|best)|okay|okee|hij weet|ze weet|zij weet|weet ze|weet hij)\b|👍|✔|✅)"
)
_NEE = re.compile(
    r"^(?:(?:nee+|neen|nei|nie|niet nodig|niet|nope|no|geen|gien|gin|hoeft niet|(?:hoef|huuf)(?:t)? (?:dat )?(?:niet|nie|neet|nait)|liever niet|dat hoeft niet|is niet nodig|niet echt|absoluut niet|bedankt nee|dat weet (?:ze|hij|zij) niet|"
    r"(?:ze|hij|zij) weet (?:het |er |van )*niet|nog niet|zeker niet|liever nie|hoef nie|hoeft nie)\b|👎)"
)
_LATER = re.compile(
    r"\b(?:later|nog niet|(?:nog |daar )?(?:moet ik )?(?:nog )?over nadenken|over (?:\w+ )?(?:na)?denken|denk (?:ik )?er(?: nog)? over|erover na|overna|straks|misschien|weet ik nog niet|weet nog niet|nog niet zeker|kom ik op terug|nog even kijken|eerst (?:even )?overleggen|bedenktijd|kan dat later|een andere keer|"
    r"twijfel|wellicht|mss|misschien wel|eventueel)\b"
)
_WEET_NIET = re.compile(
    r"\b(?:weet (?:ik |het |dat |k |zo |nu |nou |even |echt |eigenlijk |ook |nog )*(?:niet|nie)\b(?! meer)|geen idee|geen flauw idee|zou (?:ik )?(?:het )?niet weten|wit ik niet?|weetnie|wkniet|kweetnie|weet ut nie\w*|gin idee|onbekend|niet zeker|moeilijk te zeggen|lastig te zeggen|weet ik veel|geen benul)\b"
)


_AANLOOP = re.compile(r"^(?:nou|tja|eh+|uh+|hm+|mwah|och|ach|oh|o|goeie vraag|dank u|dank je),?\s+")
# What begins like a yes and is a no, and the other way round.
_TOCH_NEE = re.compile(
    r"\b(?:nee+|neen)\b|^(?:dat |het )?(?:klopt|mag|helemaal|juist|zeker|lijkt me|lijkt mij|wil ik|goed|doe maar|prima|ok) (?:\w+ )?(?:niet|nie|niks|niets)\b|^doe maar niet|^dat lijkt me (?:niet|niks)"
)
_TOCH_JA = re.compile(r"^(?:geen (?:probleem|bezwaar|punt)|niks op tegen|niet verkeerd|waarom niet)\b")
_VRAAGT = re.compile(
    r"^(?:mag|kan|kun|zou|wie|wat|wanneer|hoe|waarom|welke?|moet) (?:ik|je|u|jullie|mijn|m'n|mn|dat|het|is|zijn|zou|hij|zij|ze|er|we)\b"
)


def is_tegenvraag(plat: str) -> bool:
    """Whether folded text begins like a question back ("mag mijn man dit lezen")."""
    return _VRAAGT.match(plat) is not None


def ja_nee(tekst: str) -> str | None:
    """`ja`, `nee` or None: only what the first words say plainly. A question or "geen idee" is neither."""
    plat = _AANLOOP.sub("", gewoon(tekst))
    if _TOCH_JA.match(plat):
        return "ja"
    if _VRAAGT.match(plat) or _WEET_NIET.match(plat):
        return None
    if _NEE.match(plat):
        return "nee"
    if _JA.match(plat) or "👍" in plat:
        return "nee" if _TOCH_NEE.search(plat) else "ja"
    return None


def ja_nee_later(tekst: str) -> str | None:
    """For clientondersteuning and persoonlijk_plan. A doubt is `later`: nothing is decided for somebody who hesitates."""
    plat = gewoon(tekst)
    antwoord = ja_nee(tekst)
    if re.match(r"^(?:nu (?:nog )?niet|niet nu)\b.*\b(?:later|keer|misschien|straks)\b", plat):
        return "later"
    if re.match(r"^(?:nu (?:nog )?niet|(?:dat )?lijkt (?:me|mij) (?:niks|niet)|doe maar niet)\b", plat):
        return "nee"
    if _LATER.search(plat) and not re.match(r"^(?:nee,? (?:dank|hoor|bedankt|hoeft)|ja\b(?!.*\blater))", plat):
        return "later"
    return antwoord or ("later" if _WEET_NIET.search(plat) else None)


_WEET_ERVAN = re.compile(
    r"\b(?:hij|ze|zij|mevrouw|meneer|mw|dhr) (?:zelf )?(?:weet|wit|wet) (?:(?:er|hier|d'?r)(?: (?:nog|wel|al|ook))*(?: (?P<niet>niets|niks|niet|nie))?(?: ?van|van)"
    r"|(?P<niet2>nog van niks|van niks)|dat ik (?:dit|u|jullie|hulp|bel|schrijf|meld\w*)|het(?: ook| wel)?(?=[ ,.]*(?:$|[,.;!]| en\b)))"
)
_SAMEN = re.compile(
    r"\b(?:in overleg met|met toestemming van|met instemming van) (?:hem|haar|meneer|mevrouw|dhr|mw|mijn \w+|de client\w*)\b"
    r"|\bmet (?:hem|haar|meneer|mevrouw|dhr|mw|client\w*) (?:zelf )?(?:besproken|overlegd)\b"
)


def weet_ervan_ongevraagd(tekst: str) -> str | None:
    """The same where it was not asked: only what is said of "hij", "zij" or the client in so many words."""
    plat = gewoon(tekst)
    if gezegd := _WEET_ERVAN.search(plat):
        return "nee" if gezegd["niet"] or gezegd["niet2"] else "ja"
    return "ja" if _SAMEN.search(plat) and not re.search(r"\bniet (?:besproken|overlegd)", plat) else None


def weet_ervan(tekst: str) -> str | None:
    """`ja`, `nee`, `weet_niet` or None: does the person know of the melding."""
    plat = gewoon(tekst)
    if re.match(
        r"^(?:nou |tja |ach |eh+ )*(?:dat |het )?weet ik (?:het )?(?:zo |echt |eigenlijk |nog )*niet\b(?! meer)", plat
    ):
        return "weet_niet"
    if re.search(r"\bweet (?:hij |ze |zij |het |dit )*niet meer\b", plat):
        return "weet_niet"  # whether it stuck is not for us to say
    if re.search(r"\b(?:weet|wit) (?:hij|ze|zij) (?:\w+ ){0,2}(?:niet|niks|niets)\b", plat):
        return "nee"
    if re.search(
        r"\b(?:hij|ze|zij|'t|moeder|vader|ma|pa|mam|pap|men|mijn \w+) (?:weet|wit|wist) (?:het |er |dit |hier |dat |van |nog |helemaal |eigenlijk |t |'t |ut )*(?:niks|niets|niet|nie|nog niet|geen)\b(?! meer| waar| wie| hoe| wat)|\b(?:niet|nie|nooit) (?:\w+ ){0,2}(?:verteld|vertellen|gezegd|zeggen|besproken|bespreken)\b|\b(?:hij|ze|zij|moeder|vader|man|vrouw|ma|pa|zelf) niet[.!]?$|\bachter (?:zijn|haar|d'r|z'n) rug|nog niet (?:verteld|gezegd|besproken)|niet (?:verteld|besproken|gevraagd)\b|\bweet van niks\b|stiekem",
        plat,
    ):
        return "nee"
    if re.search(
        r"\b(?:samen (?:over|besproken|bedacht|gezeten)|besproken|overlegd|verteld|(?:hij|ze|zij) (?:weet|wit) (?:het|er|dit|ervan|hiervan|dat|wel)|staat er achter|erachter|zit (?:hier )?naast|vroeg (?:het )?zelf|heeft (?:het )?(?:zelf )?gevraagd|wil (?:het )?zelf|is op de hoogte|op de hoogte|met toestemming|(?:hij|ze|zij) vindt het goed|mee eens)\b",
        plat,
    ):
        return (
            "nee"
            if re.search(r"\b(?:niet|nie|nooit) (?:echt )?(?:op de hoogte|besproken|overlegd|verteld|mee eens)\b", plat)
            else "ja"
        )
    if re.search(
        r"\b(?:doen|schrijven|typen|zitten) (?:dit|het|hier) (?:\w+ )?(?:met (?:haar|hem)|samen)\b|\bsamen met (?:haar|hem)\b",
        plat,
    ):
        return "ja"
    if re.search(r"\b(?:snapt|begrijpt|beseft) (?:\w+ ){0,3}(?:niet|nie|niks)\b", plat):
        return "weet_niet"
    return ja_nee(tekst) or ("weet_niet" if _WEET_NIET.search(plat) else None)


_CONTACT = (
    ("mailen", re.compile(r"\b(?:e-?mail\w*|mail\w*|mel)\b|@")),
    (
        "chat",
        re.compile(
            r"\b(?:chat\w*|telegram|app(?:en|je|jes)?|whats ?app\w*|hier(?:zo)?|typ(?:en)?|berichtje?s?|dit scherm|sms\w*)\b"
        ),
    ),
    (
        "bellen",
        re.compile(
            r"\b(?:bel(?:len|en|t|letje)?|opbelle?n|gebeld|opgebeld|telefoon(?!nummer)\w*|telefonisch|tillefoon\w*|phone|belle|bell?n|bellie|terugbellen|mobiel\w*)\b"
        ),
    ),
)


def contact_voorkeur(tekst: str) -> str | None:
    """How somebody wants to be reached: the first way that is not refused. Who only refuses calls is reached here, in the chat."""
    plat = gewoon(tekst)
    if re.search(r"\b(?:geen|niet(?! te (?:vroeg|laat))|nie|nooit)\b.{0,12}\b(?:ge|op|terug)?bel\w*", plat) and not any(
        p.search(plat) for _, p in _CONTACT[:2]
    ):
        return "chat"
    gevonden = [
        (v.start(), soort) for soort, patroon in _CONTACT if (v := patroon.search(plat)) and not _geweigerd(plat, v)
    ]
    return min(gevonden)[1] if gevonden else None


def _geweigerd(plat: str, vondst: re.Match[str]) -> bool:
    """ "niet bellen", "geen mail", "bellen liever niet", "bellen vind ik eng"."""
    ervoor = re.search(
        r"\b(?:niet|geen|nooit|zonder|in plaats van|nie|behalve|niet graag)\s+(?:via |per |te |de |met |graag |op)*$",
        plat[: vondst.start()],
    )
    erna = re.match(
        r"\s+(?:(?:me |mij |ons |toch |nu |worden |maar |dat |kan ik |ik |vind ik |gaat |hoor ik |lukt |doe ik |kan )*)(?:liever |echt |maar )?(?:niet|nie|slecht|eng|lastig|moeilijk|vervelend)\b",
        plat[vondst.end() :],
    )
    return ervoor is not None or erna is not None


_MOMENT = re.compile(
    r"\b(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\w*|ma|di|wo|do|vr|za|zo|(?:'s )?(?:ochtend|morgen|middag|avond|nacht)\w*|overdag|vroeg|laat|tussen|na|voor|vanaf|rond|om) ?\b.*|"
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:uur|u)\b|\b(?:nu|vandaag|direct|meteen|zsm|zo (?:snel|gauw|spoedig) mogelijk)\b.*|\b(?:altijd|elke dag|alle dagen|maakt niet uit|maak nie uit|boeit niet|wanneer (?:u|je) wilt|door de week|weekend|werkdag\w*|hele dag)\b"
)


def contact_moment(tekst: str) -> str | None:
    """A moment in the person's own words, when a day, a part of the day or a time is named."""
    return tekst.strip() if _MOMENT.search(gewoon(tekst)) else None


_GETAL = {
    "een": 1, "1": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11,
    "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "achttien": 18, "twintig": 20, "paar": 3, "enkele": 3, "aantal": 4, "anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "halve": 0.5, "hele": 1, "heel": 1, "tijdje": 3, "hooguit": 1,
    "dik": 1, "klein": 1, "krap": 1, "goed": 1, "n": 1, "'n": 1,
}  # fmt: skip
_DAGEN = {"dag": 1, "dagen": 1, "week": 7, "weken": 7, "weekje": 7, "weekjes": 7, "maand": 30, "maanden": 30, "maandje": 30, "maandjes": 30, "jaar": 365, "jaren": 365, "jaartje": 365, "joar": 365, "mnd": 30, "wk": 7, "jr": 365, "kwartaal": 90, "jaartjes": 365}  # fmt: skip
_DUUR = re.compile(
    rf"\b(?:(\d+|{'|'.join(sorted(_GETAL, key=len, reverse=True))})\s+)?(?:\w+\s+)?({'|'.join(sorted(_DAGEN, key=len, reverse=True))})\b"
)
_GRENZEN = ((7, "week"), (31, "maand"), (190, "half_jaar"), (366, "jaar"), (732, "twee_jaar"))


# How long it has been so, and how old somebody is, is not how long it can go on.
_VERLEDEN = re.compile(
    r"\b(?:al|sinds|ruim|bijna)\s+(?:\w+\s+){0,2}(?:weken|maanden|jaar|jaren|maand|week)\b|\b(?:is|ben|was|van|wordt)?\s*(?:[3-9]\d|1\d\d)\s*(?:jaar|jr)\b"
)
_OF = re.compile(r"\b(dag|week|maand|jaar)(?:je|tje|ke)? of (\w+)\b")


def volhoudtijd(tekst: str) -> str | None:
    """How long it can still go on like this, at most: the smallest answer that covers what was said."""
    plat = _VERLEDEN.sub(" ", gewoon(tekst).replace("½", " half"))
    if re.search(
        r"\b(?:langer dan|meer dan|ruim|nog wel) (?:een paar|2|twee|drie|vijf|tien) jaar|\bjaren(?:lang)?\b(?! geleden)|\b(?:nog )?heel lang\b|\b(?:altijd|levenslang|onbeperkt|eindeloos|voorlopig wel|zo lang als nodig)\b|^langer\b|\blanger dan twee",
        plat,
    ):
        return "langer"
    if re.search(r"\b(?:half jaar|halfjaar|halluf jaar|kwart jaar)\b", plat) and not re.search(
        r"\banderhalf jaar\b", plat
    ):
        return "half_jaar"
    if (of := _OF.search(plat)) and of[2] in _GETAL:
        return _binnen(_GETAL[of[2]] * _DAGEN[of[1]])
    if vondst := _DUUR.search(plat):
        return _binnen(_aantal(plat, vondst) * _DAGEN[vondst[2]])
    if _WEET_NIET.search(plat):
        return "weet_niet"
    if re.search(
        r"\b(?:niet (?:zo )?(?:lang )?meer|niet lang|nie meer|nie lang|geen dag|eigenlijk (?:al )?niet|helemaal niet|ik ben op|nu al niet|allang niet|kan niet langer|red het niet)\b",
        plat,
    ):
        return "week"
    return None


def _aantal(plat: str, vondst: re.Match[str]) -> float:
    if vondst[1] is None:
        return 3 if vondst[2] in ("dagen", "weken", "maanden", "weekjes", "maandjes") else 1
    if "paar" in vondst[0] and vondst[2] in ("jaar", "jaartjes"):
        return 2
    if "paar" in vondst[0]:
        return 3
    return float(vondst[1]) if vondst[1].isdigit() else _GETAL[vondst[1]]


def _binnen(dagen: float) -> str:
    return next((sleutel for grens, sleutel in _GRENZEN if dagen <= grens), "langer")


def dagdeel(tekst: str) -> str | None:
    """The clause that names a day, a part of it or a time plainly enough to be read where it was not asked."""
    delen = (deel.tekst.strip(" ,.") for deel in knip(tekst))
    return next((deel for deel in delen if _DAGDEEL.search(gewoon(deel))), None)


_DAGDEEL = re.compile(
    r"\b(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\w*|(?:'s )?(?:ochtends?|morgens|middags?|avonds?)|overdag|doordeweeks|weekend|(?:na|voor|tussen|vanaf|rond|om) (?:\w+ uur|(?:een|twee|drie|vier|vijv|vijf|zess|zes|zeven|acht|negen|tien)en)|na het eten|na (?:mijn |me )?werk)\b"
)


def weet_niet(tekst: str) -> bool:
    return _WEET_NIET.search(gewoon(tekst)) is not None


_OM_HET_EVEN = re.compile(
    r"\b(?:maakt? (?:\w+ ){0,3}(?:niet|niks|nie|nait) uit|boeit (?:\w+ )?niet|om het even|zie maar|kies maar|allebei (?:goed|prima)|alles is goed|wat u (?:wilt|het fijnst vindt|handig vindt))\b"
)


def om_het_even(tekst: str) -> bool:
    """Any of them will do."""
    return _OM_HET_EVEN.search(gewoon(tekst)) is not None
