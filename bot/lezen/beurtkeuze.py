"""Which act counts in this turn: what the classifier heard, weighed against the question that was just asked.

"Henk Blokland" after "wat is uw naam?" is an answer, whatever the classifier makes of it; "waarom wilt u dat weten?" is not.
Acts that are hard to take back (a human, a correction, skipping, sending) need to be said plainly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.lezen.acten import (
    ANTWOORDEN,
    BRIEF,
    ERGERNIS,
    GEGEVEN,
    HERVATTEN,
    INHOUDELIJK,
    ONDUIDELIJK,
    ONSCHULDIG,
    VAAG,
    ZEKER,
)
from bot.lezen.bij_akkoord import bij_akkoord
from bot.lezen.keuze import ja_nee, om_het_even, weet_niet
from bot.lezen.postcode import alleen_cijfers
from bot.lezen.tekst import vouw, woorden
from bot.lezen.toon import aarzelt, is_brief, is_ergernis, is_getik, vraagt_of_het_moet

KORTE_VRAAG, KORT_GEZEGD, LANGE_TWIJFEL = 15, 8, 16
OPEN_VRAGEN = frozenset(("hulpvraag", "kan", "wil", "nodig", "netwerk", "aanbod", "contact_moment"))
# What sounds like these is a moment when a moment was asked for: "laot 's aovends", "vandaag even niet, bel maar volgende week".
MOMENT = frozenset(("pauzeren", "terugbellen", "buiten_bereik", "voor_ander"))
JA_OF_NEE = frozenset(("bevestigen", "ontkennen"))

# Said in so many words, these acts count at every question: a human must always be within reach.
_MENS = re.compile(
    r"^(?:ik (?:wil|zou|wou)? ?(?:graag |liever )?(?:even )?)?(?:een )?(?:mens|medewerker|echt mens|echte mens|echt persoon|iemand echt)(?: spreken| aan de lijn| graag| alsjeblieft)?[.! ]*$"
    r"|\bik wil (?:graag )?een (?:mens|medewerker) spreken\b|\bik praat liever met een mens\b"
)
_OVERSLAAN = re.compile(
    r"^(?:nee,? )?(?:dat |dit )?(?:gaat (?:u|je|jullie) niks aan|gaat (?:u|je|jullie) niets aan|zeg ik (?:liever )?niet|vertel ik (?:liever )?niet|hou ik voor (?:me|mezelf|mijzelf))[.! ]*$|"
    r"^(?:dit |dat |nee |het )*(?:is |geldt |hoort )?(?:niet van toepassing|n\.?v\.?t\.?|niet voor mij|geldt niet(?: voor (?:mij|ons))?|geldt (?:hier )?niet)\b.{0,20}$|^(?:niet van toepassing|n\.?v\.?t\.?)(?=[ ,.;(]).{0,60}$|"
    r"^(?:sla (?:deze |dit |maar |het |de vraag |die vraag )*over|(?:ook |deze |die |dit |dat |graag |maar |liever )*overslaan(?: (?:graag|maar|hoor|aub|alstublieft))*|slaover|skip|volgende(?: vraag)?|zeg ik (?:liever )?(?:nog )?niet|geen antwoord|wil ik (?:nog |liever )?niet zeggen|dat zeg ik (?:liever |nu )?(?:nog )?niet|liever (?:nog )?niet(?: zeggen)?)[.! ]*$"
)
_AL_GEZEGD = re.compile(r"\b(?:heb|zei|had) ik (?:net |al |toch )+(?:al )?(?:gezegd|verteld)?")
_HERVATTEN = re.compile(
    r"\b(?:verder met de (?:computer|bot)|ik ben (?:er weer|terug|weer terug)|ben er weer|daar ben ik weer|we kunnen (?:weer )?verder|waar waren we|laat maar,? ga (?:maar )?(?:door|verder))\b"
    r"|^(?:ok |oke |ja |goed |nou )*(?:ga (?:maar )?(?:door|verder)|verder(?: graag| maar)?|doorgaan|we gaan (?:weer )?verder|ik probeer het nog eens)[.! ]*$"
)
# The buttons under "wat klopt er niet?" (bot/actions/bevestigingen.py).
_KNOP = re.compile(r"^(?:mijn verhaal|wat nodig is|wat ik kan|wat ik wil|wie helpt|naam|postcode|telefoon)$")
# "Wat heeft u opgeschreven?", also as it is said in the region ("wat hej opschreven").
_INZIEN = re.compile(
    r"^(?:en |maar )?wat (?:hebben|hebt|heeft|heb|he'?j|hej|hai|hest|stiet|staat) (?:\w+ ){0,4}?(?:(?:op|ge|opge)schreven|genoteerd|bewaard|op papier|opslagen|opgeslagen)\b"
)
_RECLAME = re.compile(r"\b(?:krijg|komt|word)\b.*\b(?:reclame|folders|verkopers)\b.*\?")
_HERVATTEN_STREEK = re.compile(
    r"\b(?:do+a?r b[ie]n (?:ik|ikke|we|wi'?j) weer|(?:ik|k) bin (?:d'?r|er|d'r) weer|bin (?:er|d'?r) weer|waor (?:waren|bleven) (?:we|wi'?j)|waar bleven we|zullen we (?:weer )?verder)\b"
)
# Whether somebody gets something is never answered with yes or no, however often it is asked.
_RECHT = re.compile(
    r"\b(?:recht op|in aanmerking|vergoed|vergoeding|voldoe\w*)\b.*\?|\bkrijg (?:ik|hij|ze|zij|we|wij) (?:\w+ ){0,4}(?:wel of niet|of niet|wel|toch|ook)\b.*\?"
    r"|\b(?:kreeg|kreg\w*|heeft|hebben) (?:\w+ ){0,3}ook\b.*\bik (?:\w+ ){0,2}ook\b.*\?|^(?:en |nou |maar |dus |zeg |geef |gewoon |dan |eens |toch |me )+ja of nee\b|^ja of nee\s*\?"
)
_KRIJGT = re.compile(
    r"^(?:\w+ ){0,2}kr(?:ij|ie)gt? (?!.*\b(?:bericht|mail|brief|antwoord|horen|bezoek|belletje|iemand|zien|lezen|weten|hiervan|ervan|dit)\b).*\?$"
)
_NIET_BETALEN = re.compile(r"\b(?:niet|nie|niks|amper|nauwelijks) (?:\w+ ){0,3}betal\w+|\bschulden\b")
# In so many words, at whatever question: away for a while, or no more.
_STRAKS = re.compile(
    r"^pauze\b|\bik word (?:zelf |nu |net )?gebeld\b|\b(?:momentje|moment|er wordt (?:aan)?gebeld|de bel gaat|bezoek aan de deur|(?:ben )?zo terug|stop(?:pen)? (?:maar )?(?:nu )?even|even (?:stoppen|pauze)|straks (?:weer )?verder|morgen (?:weer )?verder|later (?:weer )?verder|tot (?:straks|later))\b"
    r"|\b(?:ik |k |'k )?kom (?:straks|later|zo|morgen) (?:weer|terug|wel|d'?r weer)\b|\bhuilt,? (?:later|straks|even)\b"
)
_HOUDT_OP = re.compile(
    r"\bik (?:hou|hol|hold|holle|stop) (?:er|d'?r|hier|t'?r)(?:mee| mee| met)(?: nu| maar| nou)?(?: op)?[.! ]*$|\bik hou ermee op[.! ]*$|^hou(?:d)? (?:nou |maar |toch |eens )*op(?: met (?:vragen|zeuren|dat gedoe|al die vragen))?[.! ]*$"
)
_WAT_IS = re.compile(
    r"^(?:(?:(?:ik|k|dat) )*weet (?:ik )?(?:niet|nie) wat (?:dat|dit|het) (?:is|inhoudt|betekent).*|wat (?:is )?(?:dat|dit|het)(?: nou| dan| voor iets| precies)?|wat (?:betekent|houdt) (?:dat|dit|het)\b.*|wat bedoel\w* (?:u|je|jullie)?.*|huh|he|hoe bedoel\w* (?:u|je)?.*)[?! ]*$"
)
_MENSWOORD = re.compile(
    r"\b(?:mens\w*|medewerk\w*|iemand|persoon|spreken|praten|prate|consulent\w*|echt\w*|levend\w*|collega|loketmedewerker|bellen|lijn|overnemen|gesprek)\b"
)
_MENS_ECHT = re.compile(
    r"\b(?:mens|echte?|vlees en bloed|medewerk\w*|spreken|praten|prate|aan de lijn|consulent\w*|levend\w*|collega|loketmedewerker)\b"
)
# What nobody needs to know already, so "wie is dat?" asks to explain it.
_UITLEG_NODIG = frozenset(("clientondersteuning", "persoonlijk_plan"))
_WIE_IS_DAT = re.compile(
    r"^(?:en |maar |o |oh |eh+ )*(?:wie is (?:dat|die)|wat (?:is |doet |kan |doen )?(?:dat|die|zo'?n|z'?n|een|ze|hij)|wat voor|is (?:dat|die) (?:(?:iemand |\w+ )?van|zoals|hetzelfde|net als)|waar (?:is|dient) (?:dat|die)|wat heb ik (?:daar|er) ?aan|hoe werkt (?:dat|dit))\b"
)
_KOMT_MEE = re.compile(
    r"\b(?:gaat|komt|is|zit|kan) (?:er )?(?:\w+ ){0,2}(?:mee|erbij|bij)(?: zitten| zijn| komen)?[.! ]*$"
)
_NIEMAND = re.compile(r"^(?:nee+,? |nou,? |eigenlijk )*nieman[dt]\b(?! (?:weet het niet|zegt))")
# "O, ik gaf mijn eigen naam op. Zijn naam is Wiebe": said at whatever question comes after that of the name.
_NAAM_VERWISSELD = re.compile(
    r"\b(?:eigen|verkeerde|andere) naam\b.*\b(?:(?:zijn|haar|z'n|d'r|hun) (?:\w+ )?naam is|(?:hij|zij|ze|die) heet)\b"
)
_NAAM_GEVRAAGD = (None, "hulpvraag", "naam", "melder_naam")
_VERBETER = re.compile(
    r"\b(?:nee+|bijna|behalve|niet|nie|klopt|fout\w*|verkeerd\w*|bedoel\w*|moet zijn|moet (?:het )?\w+ zijn|toch|eigenlijk|verander\w*|aanpass\w*|wijzig\w*|verbeter\w*|corrig\w*|correctie|vergis\w*|typfout|foutje|herstel\w*|rechtzet\w*|terug|sorry|oeps|anders|oei|mis\w*|niks van)\b"
)
_VOOR_TOCH = re.compile(
    r"\b(?:nee+|wacht|sorry|oeps|foutje|verkeerd|eigenlijk|toch|bedoel\w*|niet voor mij\w*|vergis\w*)\b"
)
_GEEN_BEL = re.compile(
    r"\b(?:geen|niet|nie|nooit|liever niet)\b.{0,20}\b(?:ge|op|terug)?bel|\b(?:op|ge|terug)?bel\w*\b.{0,15}\b(?:niet|nie|nooit)\b"
)


def kies(
    tekst: str,
    vraag: str | None,
    volgorde: Sequence[Mapping[str, Any]],
    gegevens: Mapping[str, Any],
    uitspraken: Sequence[Mapping[str, Any]],
    crisis: bool = False,
) -> str:
    """The act of this turn: one of the 28 intenties, GEGEVEN for a closed value, HERVATTEN, or ONDUIDELIJK."""
    plat = vouw(tekst)
    if uitgesproken := _uitgesproken(plat, vraag, gegevens):
        return uitgesproken
    if crisis:
        return "hulpvraag"
    if is_brief(tekst):
        return BRIEF
    beste, zekerheid = _weeg(plat, volgorde, gegevens, uitspraken)
    zegt_iets = beste in INHOUDELIJK or zekerheid < ZEKER
    if zegt_iets and _kale_toon(plat, vraag, gegevens, uitspraken):
        return ERGERNIS
    if (
        zegt_iets
        and len(plat.split()) <= KORTE_VRAAG
        and (_RECHT.search(plat) or _KRIJGT.search(plat))
        and vraag != "akkoord"
    ):
        return "vraag_recht"
    if vraag == "akkoord":
        return bij_akkoord(plat, beste, zekerheid, gegevens)
    if vraag in gegevens and _is_antwoord(tekst, beste, zekerheid):
        return GEGEVEN
    if beste == "buiten_bereik" and len(woorden(plat)) <= 2 and "?" not in plat:
        return ONDUIDELIJK
    if vraag == "aanbod" and beste == "pauzeren" and len(woorden(plat)) <= KORT_GEZEGD and aarzelt(plat):
        return "ontkennen"  # "nu even niet"
    if vraag in OPEN_VRAGEN:
        return _bij_open_vraag(plat, vraag, beste, zekerheid, uitspraken)
    if zekerheid < VAAG and not uitspraken:
        return ONDUIDELIJK
    return beste


def _kale_toon(plat: str, vraag: str | None, gegevens: Mapping[str, Any], uitspraken: Sequence[Any]) -> bool:
    """Only anger or mockery, and no answer to the question: "ja hoor" at a yes-or-no question is a yes."""
    return vraag != "akkoord" and vraag not in gegevens and is_ergernis(plat, uitspraken)


def _uitgesproken(plat: str, vraag: str | None, gegevens: Mapping[str, Any]) -> str | None:
    """What is said in so many words needs no classifier."""
    if _MENS.search(plat):
        return "mens_spreken"
    terug = _HERVATTEN.search(plat) or _HERVATTEN_STREEK.search(plat)
    if terug and len(plat.split()) <= 8 and "doorheen" not in plat:
        return HERVATTEN
    if _KNOP.match(plat) and (vraag == "akkoord" or " " in plat):
        return "corrigeren"
    if vraag is not None and "?" in plat and vraagt_of_het_moet(plat):
        return "vraag_waarom"
    if _RECLAME.search(plat):
        return "vraag_privacy"
    if _INZIEN.match(plat):
        return "gegevens_inzien"
    if vraag not in ("contact_moment", "volhoudtijd") and len(plat.split()) <= KORT_GEZEGD and not gegevens:
        if _HOUDT_OP.search(plat):
            return "stoppen"
        if _STRAKS.search(plat):
            return "pauzeren"
    if vraag is not None and _WAT_IS.match(plat):
        return "herhalen"
    if vraag is not None and (_OVERSLAAN.match(plat) or (len(plat.split()) <= 6 and _AL_GEZEGD.search(plat))):
        return "overslaan"
    if vraag not in _NAAM_GEVRAAGD and _NAAM_VERWISSELD.search(plat):
        return "corrigeren"
    anders = "voor_wie" in gegevens and vraag not in (None, "voor_wie", "relatie", "hulpvraag")
    if anders and _VOOR_TOCH.search(plat):
        return "corrigeren"
    if (not woorden(plat) or is_getik(plat)) and vraag not in gegevens:
        return ONDUIDELIJK
    if vraag == "postcode" and alleen_cijfers(plat):
        return ONDUIDELIJK
    if vraag == "contact_voorkeur" and vraag not in gegevens and om_het_even(plat):
        return "overslaan"
    if vraag in _UITLEG_NODIG and vraag not in gegevens and _WIE_IS_DAT.match(plat):
        return "herhalen"
    if vraag == "clientondersteuning" and vraag not in gegevens and _KOMT_MEE.search(plat):
        return "overslaan"  # somebody of their own comes along: for the medewerker to ask
    if vraag == "netwerk" and _NIEMAND.match(plat):
        return "hulpvraag"
    return None


def _weeg(
    plat: str, volgorde: Sequence[Mapping[str, Any]], gegevens: Mapping[str, Any], uitspraken: Sequence[Any]
) -> tuple[str, float]:
    """The first act of the ranking that is plain enough for what it would set going."""
    for kandidaat in volgorde:
        act, zekerheid = str(kandidaat["name"]), float(kandidaat["confidence"])
        if _plain_genoeg(act, zekerheid, plat, gegevens, uitspraken):
            return act, zekerheid
    return "hulpvraag", 0.0


def _plain_genoeg(
    act: str, zekerheid: float, plat: str, gegevens: Mapping[str, Any], uitspraken: Sequence[Any]
) -> bool:
    match act:
        case "mens_spreken":
            # "Iemand die het een paar dagen overneemt" is a need.
            return _MENSWOORD.search(plat) is not None and (not uitspraken or _MENS_ECHT.search(plat) is not None)
        case "weet_niet":
            # "Ik weet niet wat er in staat" in a story is no answer; a doubt that says nothing else is.
            zegt_meer = any(u["zekerheid"] >= ZEKER for u in uitspraken) or len(woorden(plat)) > LANGE_TWIJFEL
            return len(woorden(plat)) <= 8 or (weet_niet(plat) and not zegt_meer)
        case "corrigeren":
            return bool(gegevens) or _VERBETER.search(plat) is not None
        case "overslaan":
            return zekerheid >= ZEKER and not uitspraken
        case "vraag_kosten":
            return "?" in plat or _NIET_BETALEN.search(plat) is None
        case "terugbellen":
            # Who tells a story and adds "bel me op …" tells a story; the wish to be called is kept as a value.
            verhaal = any(u["aspect"] == "nodig" and u["zekerheid"] >= ZEKER for u in uitspraken)
            return _GEEN_BEL.search(plat) is None and not verhaal
    return True


def _is_antwoord(tekst: str, beste: str, zekerheid: float) -> bool:
    """A value that the question asked for is the answer, unless a longer message is plainly something else."""
    kort = len(woorden(tekst)) <= 4 and "?" not in tekst
    return kort or beste in ANTWOORDEN or beste in ONSCHULDIG or zekerheid < ZEKER


def _zegt_wanneer(plat: str, beste: str) -> bool:
    """Whether this is taken for a moment: neither a question, nor a plain yes or no, which are no moment."""
    gehoord = beste in MOMENT or (beste in JA_OF_NEE and ja_nee(plat) is None)
    return gehoord and "?" not in plat and not _STRAKS.search(plat) and not _GEEN_BEL.search(plat)


def _bij_open_vraag(plat: str, vraag: str | None, beste: str, zekerheid: float, uitspraken: Sequence[Any]) -> str:
    """Free text about care is always accepted; only a plain other act interrupts."""
    if vraag == "contact_moment" and _zegt_wanneer(plat, beste):
        return "hulpvraag"
    if beste in ANTWOORDEN:
        return "hulpvraag" if beste == "voor_ander" and vraag != "hulpvraag" else beste
    if zekerheid >= ZEKER:
        return beste
    lang = len(woorden(plat)) >= 4
    return (
        "hulpvraag" if uitspraken or lang or vraag == "contact_moment" else beste if zekerheid >= VAAG else ONDUIDELIJK
    )
