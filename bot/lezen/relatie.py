"""Who the help is for, and what that person is to the writer (contract section 5: a daughter writing for her mother gives `ouder`)."""

from __future__ import annotations

import re

from bot.lezen.streektaal import gewoon

# What the person is called by the writer.
_NAMEN = {
    "partner": "man maan vrouw partner echtgenoot echtgenote wederhelft eega mannetje vrouwtje verloofde manlief vrouwke",
    "kind": "zoon dochter kind zoontje dochtertje jongen jongste oudste kinderen zeun",
    "ouder": (
        "moeder vader ouder ouders mama papa mam pap ma pa moe moeke mams paps vaders moeders pappa mamma moedertje vadertje"
        " ouwelui heit mem moe'ke va"
    ),
    "familie": (
        "familie oma opa tante oom zus broer neef nicht nichtje neefje zusje broertje schoonmoeder schoonvader schoonouders"
        " schoonzus schoonbroer schoonzusje kleinzoon kleindochter kleinkind grootmoeder grootvader omaatje opaatje"
        " oudtante oudoom schoondochter schoonzoon stiefmoeder stiefvader stiefzoon stiefdochter familielid zuster beppe pake"
        " schoonpa schoonma oompje tantetje zwager zwagerin halfbroer halfzus pleegmoeder pleegvader"
    ),
    "buur": (
        "buurman buurvrouw buren buur overbuurvrouw overbuurman bovenbuurvrouw benedenbuurvrouw bovenbuurman benedenbuurman buurvrouwtje"
        " buurmeisje buurjongen noaber buurtje overburen bovenburen onderbuurvrouw onderbuurman overbuur bovenbuur"
    ),
    "vriend": "vriend vriendin kameraad maat kennis vriendje maatje makker vriendinnetje",
    "professional": (
        "client clienten patient patienten clientje bewoner bewoonster huurder huurster leerling inwoner inwoonster"
        " clienttje clienten deelnemer deelneemster"
    ),
}
_WOORD = {woord: relatie for relatie, lijst in _NAMEN.items() for woord in lijst.split()}

# What the writer calls themself: "ik ben haar dochter" makes the other a parent.
_OMGEKEERD = {
    **dict.fromkeys(["zoon", "dochter", "kind", "oudste", "jongste"], "ouder"),
    **dict.fromkeys(["moeder", "vader", "mama", "papa", "ouder", "ouders", "pleegmoeder", "pleegvader"], "kind"),
    **dict.fromkeys(["man", "vrouw", "partner", "echtgenoot", "echtgenote"], "partner"),
    **{w: "familie" for w in _NAMEN["familie"].split()},
    **{w: "buur" for w in _NAMEN["buur"].split()},
    **{w: "vriend" for w in _NAMEN["vriend"].split()},
}
_BEROEPEN = (
    r"wijkverple\w+|verple\w+|huisarts\w*|poh(?:-?\w+)?|praktijkonder\w+|maatschappelijk werk\w*|casemanager|begeleid(?:er|ster)|"
    r"mentor|bewindvoerder|thuiszorg\w*|consulent|zorgverlener|ouderenadviseur|ambulant\w*|wijkagent|fysio\w*|ergo\w*|logopedist\w*|"
    r"transferverpleegkundige|wijkzuster|buurtwerker|sociaal werker|opbouwwerker|cliontonder\w*|clientonder\w*|jeugdwerker|dokter|arts|"
    r"vrijwilliger|dominee|pastoor|woonconsulent|huismeester|hulpverlener|professional|helpende|verzorgende|juf|leraar|docent|schuldhulp\w*"
)
_BEZIT = r"(?:m(?:ij|ie)n|me|m'n|mn|mien|mij|ons|onze|uns|oons|mun|mijne|m'ne|mne)"
_BIJ = r"(?:\s+(?:eigen|lieve|oude|ouwe|zieke|demente|bejaarde|arme|alleenstaande|jongste|oudste|volwassen|zwangere|gehandicapte|dove|blinde|beste|goede|goeie|ander|andere|beide|twee|hulpbehoevende))*"
_REL = "|".join(sorted(map(re.escape, _WOORD), key=len, reverse=True))
_INVERS = re.compile(
    rf"\b(?:ik ben|ben|als|ben ik|spreekt met|hier)\s+(?:zelf\s+)?(?:z'n|zijn|haar|hun|de|d'r|dr|een|zn|der|'n|n|heur|hullie|{_BEZIT}\s+\w+\s+(?:z'n|haar|zijn|d'r))"
    rf"(?:\s+(?:oudste|jongste|enige|enigste|directe|naaste|goede|beste|volle|andere|oude|middelste))?\s+({'|'.join(sorted(map(re.escape, _OMGEKEERD), key=len, reverse=True))})\b"
)
_DIRECT = re.compile(rf"\b(?:{_BEZIT}|een|de|'n|n){_BIJ}\s+({_REL})\b")
_MIJN = re.compile(rf"\b{_BEZIT}{_BIJ}\s+({_REL})\b")
_BARE = re.compile(rf"^(?:voor\s+|is\s+|dat is\s+|het is\s+|t is\s+)?({_REL})(?: en (?:{_REL}))?(?: van .*)?[.! ]*$")
_VOOR = re.compile(
    rf"\b(?:voor|namens|over|om|betreft|omtrent|mbt|betreffende|veur|vor|vur|foor|aangaande)\s+(?:{_BEZIT}|een|de|'n|n|deze|die){_BIJ}\s+({_REL})\b"
)
_BEROEP = re.compile(
    rf"\b(?:ik ben|ben|als|ik werk als|hier)\s+(?:hier\s+|de\s+|zijn\s+|haar\s+|een\s+|z'n\s+)*(?:\w+\s+)?(?:{_BEROEPEN})\b|\bvanuit mijn (?:werk|functie)\b|\bik werk (?:in|bij|voor) (?:de |het |een )?(?:thuiszorg|wijkteam|ziekenhuis|zorg|gemeente|welzijn\w*|ggz|buurtzorg)\b"
)
_ZELF = re.compile(
    r"\b(?:voor|veur|vor|vur|foor|over|om)\s+(?:mij|mijn|me|mn|m'n|mien|mi|mezelf|mijzelf|mezelf|onszelf|eigen|ons|mezelve|miezelf|miezelluf)\s*(?:zelf|eigen|zelluf|self|alleen|zelve|beiden?)?[.!,]?(?:\s|$)"
    r"|\b(?:ik|het gaat om mij|t is)\s*(?:ben|bin)?\s*(?:het|t|'t)?\s*zelf\b|^\s*(?:mij|me|mij self|mijself|me self|eigen|me eigen|mezelf|mijzelf|zelf|ikzelf|ik|mijn ?eigen|ikke|mezelluf|m'n ?eigen|voor mij)[.! ]*$"
    r"|\bikzelf\b|\bmezelf\b|\bmijzelf\b|\bvoor (?:mijn|m'n|me|mn) ?eigen\b|\bik (?:ben|bin) het\b"
)


_SCHOON = re.compile(
    rf"\b{_BEZIT}\s+(?:man|vrouw|partner|vriend|vriendin)(?:\s+(?:zijn|haar|z'n|d'r)|s)\s+(?:moeder|vader|ouders)\b"
    rf"|\b(?:moeder|vader|ouders) van {_BEZIT} (?:man|vrouw|partner)\b"
)
_ANDERS = re.compile(
    rf"\b{_BEZIT}\s+(?:ex(?:-?\w+)?|collega|huisgenoot|hospita|werknemer|baas|buddy|cursist|pleegkind)\b"
)
# "Ik kook voor mijn man" asks nothing for him, and "ik zorg voor mijn man" may ask for either; "een melding voor mijn man" does.
_MELDT = re.compile(
    r"(?:^|[.,!?;:]\s*|\b(?:hulp|(?<!ik )(?<!'k )zorg(?! ik\b)|ondersteuning|meld\w*|melding|bel|app|schrijf|typ|vraag\w*|hulpvraag|aanvra\w*|iets|gaat|is|zoek\w*|loket|namens|contact|eigenlijk|toch|nee|dit|hier|graag)\b(?:\s+\w+){0,3}\s+|\bniet voor (?:mij|me|mezelf)(?: zelf)?,? maar\s+)$"
)
# Neighbours as people point at them.
_HIERNAAST = re.compile(
    r"\b(?:hiernaast|naast (?:mij|me|ons|mijn huis)|hierboven|hieronder|(?:boven|onder|tegenover) (?:mij|me|ons)|van nummer \d+|aan de overkant|verderop in (?:de|onze) straat)\b"
)
_VOOR_MIJ = re.compile(
    r"^(?:nou |ja |dat is |het is |is |gewoon |het gaat om )*(?:voor )?(?:mezelf|mij|mijn zelf)\b(?! (?:moeder|vader|man|vrouw|zoon|dochter))|^niet voor een ander\b"
)
_NIET_VOOR_MIJ = re.compile(r"\bniet (?!alleen)(?:\w+ )?voor (?:mezelf|mij|me|ons)(?: ?zelf| alleen)?\b")
# "Ik ben een vrouw alleen", "ik ben de man die belde": no relation to anybody.
_LOS = re.compile(r"\b(?:een|de|n|'n)\s+(?:\w+\s+)?(?:man|vrouw|kind|ouder)$")


def _is_gevraagd_voor(plat: str, vondst: re.Match[str], gevraagd: bool) -> bool:
    """Whether this "voor mijn …" says for whom the help is."""
    return gevraagd or vondst[0][0] not in "vf" or _MELDT.search(plat[: vondst.start()]) is not None


_MELDT_AAN = re.compile(
    r"\b(?:meld\w*|aanmeld\w*|verwijs\w*|aangemeld)\b.{0,30}\b(?:client\w*|patient\w*|bewoner|bewoonster|mw|mevr|dhr)\b|\b(?:consulent\w*|wijkverple\w*|huisarts\w*|poh|casemanager) hier\b"
)
# Who died is not the one who needs help now.
_OVERLEDEN = re.compile(
    r"\b(?:overl(?:e|ee|ij|ei|i)?d(?:en|n|e|t)?|gestorv\w+|dood ?gegaan|oet de tied|begraven|er niet meer is|is er niet meer|uit de tijd)\b"
)


_FRANJE = r"(?: (?:eigenlijk|toch|wel|gewoon|ook|bedoeld|nu|echt|vooral))*"
# In a longer message a relative may be anybody: "ik kook en breng mijn broertje naar school" is not about the brother.
KORT = 8


def lees_relatie(tekst: str, gevraagd: bool) -> str | None:
    """What the help-seeker is to the writer, or None. Unasked only what is said with "voor", "namens", "ik ben haar …"."""
    plat = gewoon(tekst)
    if _BEROEP.search(plat) or _MELDT_AAN.search(plat):
        return "professional"
    if _OVERLEDEN.search(plat):
        return None
    kort = gevraagd and len(plat.split()) <= KORT
    if _SCHOON.search(plat) and (kort or _VOOR.search(plat)):
        return "familie"
    if kort and _ANDERS.search(plat):
        return "anders"
    if kort and _HIERNAAST.search(plat) and not _MIJN.search(plat):
        return "buur"
    vondst = _VOOR.search(plat)
    if vondst and _is_gevraagd_voor(plat, vondst, gevraagd) and not _als_ouder(plat, vondst, gevraagd):
        return _WOORD[vondst[1]]
    if kort and (vondst := _MIJN.search(plat)):
        return _WOORD[vondst[1]]
    if (vondst := _INVERS.search(plat)) and not _LOS.search(vondst[0]):
        return _OMGEKEERD[vondst[1]]
    if kort and (vondst := _DIRECT.search(plat) or _BARE.search(plat)):
        return _WOORD[vondst[1]]
    return None


def _als_ouder(plat: str, vondst: re.Match[str], gevraagd: bool) -> bool:
    """ "Ik ben ziek, ik heb hulp nodig voor mijn kinderen": for whom that is has to be asked."""
    return not gevraagd and vondst[1] == "kinderen" and _IK.search(plat[: vondst.start()]) is not None


def lees_voor_wie(tekst: str, gevraagd: bool) -> str | None:
    """`zelf`, `ander`, or None when the text does not say so."""
    plat = gewoon(tekst)
    if re.search(r"\bniet voor (?!mij\b|me\b|mezelf\b)\w+ \w+.*\b(?:mezelf|mijzelf|voor mij|ikzelf)\b", plat):
        return "zelf"
    if gevraagd and _alleen_voor_mij(plat):
        return "zelf"
    if gevraagd and (ander := _NIET_VOOR_MIJ.sub(" ", plat)) != plat and not _ZELF.search(ander):
        return "ander"
    if lees_relatie(tekst, gevraagd) is not None:
        return "ander"
    if (
        gevraagd
        and len(plat.split()) <= KORT
        and re.search(r"\b(?:hem|haar|hun|hij|zij|ze|mevrouw|meneer|dhr|mw)\b", plat)
    ):
        return "ander"
    if gevraagd and re.search(r"\b(?:iemand anders|een ander|ander|anders|niet voor mij|andere persoon)\b", plat):
        return "ander"
    if re.search(r"\b(?:hulp|het|dit|dat|'t) is (?:\w+ )?(?:bedoeld )?voor (?:hem|haar|hun)\b", plat):
        return "ander"
    if _OVERLEDEN.search(plat):
        return None
    if gevraagd and len(plat.split()) <= KORT and re.search(rf"\b({_REL})\b", plat) and not _ZELF.search(plat):
        return "ander"
    if gevraagd and _ZELF.search(plat):
        return "zelf"
    if re.search(
        rf"\b(?:(?:is|was) (?:het|dit|dat|'t|de hulp)|(?:het|dit|dat|'t|hulp) is){_FRANJE} voor (?:mij|me|mien)(?=\s*(?:[,.!?]|$|hoor|want|en|zelf))",
        plat,
    ):
        return "zelf"
    if re.search(r"\b(?:voor|veur|vor) (?:mezelf|mijzelf|mij zelf|me zelf|m'n eigen|mijn eigen)\b", plat):
        return "zelf"
    return None


def _alleen_voor_mij(plat: str) -> bool:
    """ "Voor mij, niet voor mijn man": it begins so, and whoever is named after it is not the one."""
    begin = _VOOR_MIJ.match(plat)
    if begin is None:
        return False
    rest = re.sub(rf"\bniet (?:voor )?(?:{_BEZIT}|de|een) {_BIJ}\s*\w+", " ", plat[begin.end() :])
    return not re.search(rf"^,? (?:niet|nie)\b|\b(?:{_REL}|hem|haar)\b", rest)


# Nothing else is said: "ja, dat heb ik zelf gezegd" is about something else.
_BEN_HET_ZELF = re.compile(
    r"(?:nee+,? |nou,? |maar )*(?:ikzelf|ik zelf|zelf|mezelf|ik ben (?:het|'t|t) zelf|(?:het is |dat is )?voor (?:mij|mezelf))(?: hoor)?[.! ]*"
)


def is_het_zelf(tekst: str) -> bool:
    """Whether it says only that the writer is the one, where it was asked about another."""
    return _BEN_HET_ZELF.fullmatch(gewoon(tekst)) is not None


def is_overleden(tekst: str) -> bool:
    """Whether the message tells of somebody who died."""
    return _OVERLEDEN.search(gewoon(tekst)) is not None


def noemt_iemand(tekst: str) -> bool:
    """Whether somebody else is mentioned whom the help could be for."""
    return re.search(rf"\b({_REL})\b", gewoon(tekst)) is not None


def is_niemand(tekst: str) -> bool:
    """Only that nobody helps."""
    return (
        re.match(r"^(?:nee+,? |nou,? )?nieman[dt]?(?: (?:eigenlijk|hoor|ofzo|nu|meer))?[.! ]*$", gewoon(tekst))
        is not None
    )


def noem_persoon(tekst: str) -> str | None:
    """The word by which the writer calls the person ("vader", "mevrouw"), to ask on in their own terms; only with "mijn" or "voor"."""
    plat = gewoon(tekst)
    vondst = _VOOR.search(plat) or _MIJN.search(plat)
    woord = vondst[1] if vondst else None
    if (woord is None or woord in _ONNOEMBAAR) and (
        titel := re.search(r"\b(?:(mevrouw|mevr|mw)|(meneer|dhr|de heer))\b", plat)
    ):
        return "mevrouw" if titel[1] else "meneer"
    return _AANSPREKING.get(woord, woord) if woord and woord not in _ONNOEMBAAR else None


_AANSPREKING = {
    **dict.fromkeys(
        ["mama", "mam", "ma", "moe", "moeke", "mams", "moeders", "mamma", "moedertje", "mem", "moe'ke"], "moeder"
    ),
    **dict.fromkeys(["papa", "pap", "pa", "paps", "vaders", "pappa", "vadertje", "heit", "va"], "vader"),
    **dict.fromkeys(["mannetje", "manlief"], "man"),
    **dict.fromkeys(["vrouwtje", "vrouwke"], "vrouw"),
    "zeun": "zoon",
}
_ONNOEMBAAR = frozenset(["jongste", "oudste", "jongen", "wederhelft", "maatje", "ouwelui", "maat"]) | frozenset(
    _NAMEN["professional"].split()
)

_IK = re.compile(
    r"\b(?:zit|voel|ben|bin|heb|red|slaap|mis|woon|durf|zie|loop) (?:ik|'k)\b|"
    r"\b(?:ik|k|'k|kheb|kben|kkan)\s+(?:\w+\s+){0,3}?(?:kan|kun|kom|red|lukt|heb|ben|bin|krijg|durf|zie|hoor|loop|val|slaap|vergeet|voel|zit|woon|mis|trek|word|moet|mag|wil|weet|zoek)\b"
    r"|\b(?:lukt|valt|gaat|kost) (?:mij|me|mien)\b|\b(?:mijn|m'n|mn|me) (?:rug|heup|knie|benen|been|handen|ogen|hoofd|hart|huis|post|geld|schulden|huishouden|tuin|was|armen?|longen)\b"
)


def spreekt_over_zichzelf(tekst: str) -> bool:
    """Whether the first person tells of their own body, house or trouble."""
    return _IK.search(gewoon(tekst)) is not None
