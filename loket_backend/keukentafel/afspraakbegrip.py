"""What a resident means by what they type about an appointment. Only what is clear is an answer; the rest goes the normal way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from loket_backend.keukentafel.afspraakmoment import MEESTE_WOORDEN, kaal, lees_eis
from loket_backend.tijd import AMSTERDAM

# What a message says. GEKOZEN has a moment; WENS another one than was proposed; ONDUIDELIJK an answer that fits more than one.
GEKOZEN, GEEN, WENS, ONDUIDELIJK, LATER = "gekozen", "geen", "wens", "onduidelijk", "later"
AFZEGGEN, VERZETTEN, KAN_NIET, WANNEER = "afzeggen", "verzetten", "kan_niet", "wanneer"
JA, NEE = "ja", "nee"

_JA = re.compile(
    r"(?:(?:nou|ja|jawel|jazeker|joh?|oke|ok|okay|okee|is|dat|klopt|goed|prima|akkoord|hoor|graag|best|top|fijn|zeker|doe|maar|mij|"
    r"duim|heel|helemaal|natuurlijk|in|orde) ?)+"
)
_NEE = re.compile(
    r"(?:(?:nee|neen|nope|nou|hoor|dank|bedankt|u|je|toch|maar|niet|liever|laat|staan|zo|laten|het|hem|afspraak|de) ?)+"
)
_MAAKT_NIET_UIT = re.compile(
    r"\b(?:maakt (?:mij |me |ons )?(?:echt |helemaal )?niet(?:s)? uit|om het even|alle(?:maal| drie| twee)? (?:is |zijn )?goed|"
    r"(?:kies|kiest) (?:u |jij )?(?:zelf )?maar|zeg(?:t)? (?:u )?(?:het )?maar|"
    r"geen voorkeur|welke dan ook|kan altijd|altijd goed)\b"
)
_GEEN = re.compile(
    r"\b(?:geen van (?:deze|die|de|alle|allen)|geen een|geen enkele|geen|allemaal niet|alle(?:maal| drie| twee) niet|"
    r"(?:kan|past|lukt|schikt|gaat|kunnen) (?:\w+ ){0,3}(?:niet|niks|geen)|(?:komt|komen) (?:\w+ ){0,3}niet (?:goed )?uit|"
    r"niet (?:\w+ )?(?:kan|kunnen|mogelijk|lukken)|(?:deze|die) niet|nee)\b"
)
_LATER = re.compile(
    r"\b(?:weet (?:ik |het |k )?(?:het )?(?:nog )?(?:even )?niet|(?:eerst |even |moet )+(?:\w+ ){0,4}(?:overleggen|vragen|bespreken|kijken|navragen)|"
    r"kom er(?: nog)? op terug|later|moment(?:je)? geduld|laat het (?:u )?(?:nog )?weten)\b"
)
_AFZEGGEN = re.compile(
    r"\bafspraak (?:\w+ ){0,4}(?:afzeggen|annuleren|afbellen|schrappen|vervallen|afgezegd)\b|\bafzeggen\b|\bannuleren\b|"
    r"\bzeg(?: de| mijn| die)? afspraak (?:\w+ ){0,2}af\b|\bafspraak (?:\w+ ){0,2}(?:hoeft niet|gaat niet door|is niet nodig)\b|"
    r"\b(?:hoeft|hoeven) (?:\w+ ){0,2}niet (?:meer )?(?:te komen|langs)\b|\bkom(?:t)? (?:u )?maar niet\b|"
    r"\b(?:wil|hoef|wens) (?:\w+ ){0,3}(?:geen|niet) (?:\w+ )?(?:gesprek|afspraak|bezoek)\b"
)
_VERZETTEN = re.compile(
    r"\bafspraak (?:\w+ ){0,5}(?:verzetten|verplaatsen|verschuiven|veranderen|verzet|omzetten)\b|"
    r"^(?:(?:ik|wij|we|wil|graag|kan|kunnen|mag|het|dat|u|willen|hem) )*(?:verzetten|verplaatsen|verschuiven)$|"
    r"\b(?:andere?|ander) (?:dag|moment|tijd|tijdstip|datum|keer|afspraak)\b"
)
_TUSSEN = r"(?:dan|die dag|echt|toch|helaas|op|\w+dag|morgen|overmorgen|vandaag|om|\d+(?::\d\d)?|uur|maar|even|het|er|dat|ook|volgende week)"
_KAN_NIET = re.compile(
    r"(?:(?:sorry|helaas|nee|hallo|goedemorgen|goedemiddag|mevrouw|meneer|oh|o|jammer|maar|dus|toch) )*"
    rf"(?:(?:{_TUSSEN} )*(?:(?:ik|we|wij|dat|het) )?(?:kan|kunnen|lukt|gaat|past)(?: (?:ik|we|wij|mij|me))?(?: {_TUSSEN})* niet"
    r"|(?:het|dat) komt (?:\w+ ){0,2}niet uit)"
    rf"(?: (?:{_TUSSEN}|sorry|door|lukken))*"
)
_WANNEER = re.compile(
    r"\b(?:wanneer|hoe laat|welke dag|welke datum|wat voor dag)\b (?:\w+ ){0,4}?"
    r"(?:(?:komt|kom|komen|bent|langskomt) (?:u|jij|je|jullie|iemand|hij|zij|ze|mevrouw|meneer|er iemand)\b|afspraak|gesprek|bezoek)|"
    r"\b(?:wanneer|hoe laat) (?:is|was) (?:het|dat)(?: ook)?(?: al ?weer)?$|^(?:hoe laat|wanneer)(?: ook)?(?: al ?weer)?$"
)
_ONTKENT = re.compile(r"\b(?:niet|geen|behalve|nooit|nee)\b")
_VRAAGT = re.compile(r"^(?:wie|wat|waar|waarom|hoe|wanneer|waarvoor|hoezo)\b")
_CONTRA = re.compile(r"\s*(?:[,;!]|\.(?!\d)|\bmaar\b(?! niet)|\bdus\b|\ben\b)\s*")
_GOED = re.compile(
    r"\b(?:goed|prima|graag|past|fijn|doe (?:\w+ )?maar|liefst|kies|neem|ok|oke|akkoord|schikt|top|afgesproken|komt (?:goed|mij|me) uit)\b"
)


@dataclass(frozen=True)
class Antwoord:
    """`soort`: one of the kinds above. `moment`: the one that was chosen."""

    soort: str
    moment: datetime | None = None


def _zonder_tekens(schoon: str) -> str:
    return " ".join(re.sub(r"[,;.!]", " ", schoon).split())


def lees_keuze(tekst: str, momenten: Sequence[datetime], *, direct: bool = True) -> Antwoord | None:
    """Which of the proposed moments is meant. `direct`: nothing else was said since, so that "ja" and "1" are about this. None: no answer."""
    schoon, lokaal = kaal(tekst), [m.astimezone(AMSTERDAM) for m in momenten]
    zonder = _zonder_tekens(schoon)
    if not zonder or len(zonder.split()) > MEESTE_WOORDEN or _VRAAGT.match(zonder):
        return None
    if _AFZEGGEN.search(zonder):
        return Antwoord(AFZEGGEN)
    if _MAAKT_NIET_UIT.search(zonder) and direct:
        return Antwoord(GEKOZEN, momenten[0])
    gevonden = _uit_delen(schoon, momenten, lokaal, direct)
    if gevonden is not None:
        return gevonden
    return _zonder_moment(zonder, momenten) if direct else None


def _uit_delen(schoon: str, momenten: Sequence[datetime], lokaal: list[datetime], direct: bool) -> Antwoord | None:
    """Clause by clause: what is wanted, and what is not. None when no clause names a moment."""
    wel: set[int] = set()
    niet: set[int] = set()
    anders, vaag, onzeker = False, False, False
    for deel in _delen(schoon):
        eis = lees_eis(deel, direct)
        if eis.leeg:
            continue
        passend = {n for n, m in enumerate(lokaal) if eis.past(m, n + 1, len(lokaal))}
        if _ONTKENT.search(deel):
            niet |= passend
            vaag = True
        elif not passend:
            anders = True
        elif eis.onbekend > 1 and not _GOED.search(deel):
            onzeker = True
        else:
            wel = wel & passend or wel | passend
    over = wel - niet if wel else set()
    if len(over) == 1:
        return Antwoord(GEKOZEN, momenten[over.pop()])
    if over or onzeker:
        return Antwoord(ONDUIDELIJK) if direct else None
    if anders:
        return Antwoord(WENS)
    if vaag:
        return Antwoord(GEEN if len(niet) == len(lokaal) else ONDUIDELIJK)
    return None


def _delen(schoon: str) -> list[str]:
    """Clauses; but "dinsdag 1 december, om 10 uur" is one: together they must name no more than one moment."""
    if not _ONTKENT.search(schoon):
        return [_zonder_tekens(deel) for deel in re.split(r"\bof\b", schoon)]
    return [d for d in _CONTRA.split(schoon) if d]


def _zonder_moment(zonder: str, momenten: Sequence[datetime]) -> Antwoord | None:
    if _LATER.search(zonder):
        return Antwoord(LATER)
    if len(zonder.split()) <= 12 and (_GEEN.search(zonder) or _VERZETTEN.search(zonder)):
        return Antwoord(GEEN)
    if _JA.fullmatch(zonder):
        return Antwoord(GEKOZEN, momenten[0]) if len(momenten) == 1 else Antwoord(ONDUIDELIJK)
    return None


def lees_wens(tekst: str) -> str | None:
    """What a resident says of an appointment that stands: AFZEGGEN, VERZETTEN, KAN_NIET, WANNEER; None for anything else."""
    zonder = _zonder_tekens(kaal(tekst))
    if not zonder or len(zonder.split()) > MEESTE_WOORDEN:
        return None
    if _AFZEGGEN.search(zonder):
        return AFZEGGEN
    if _VERZETTEN.search(zonder):
        return VERZETTEN
    if _KAN_NIET.fullmatch(zonder):
        return KAN_NIET
    return WANNEER if _WANNEER.search(zonder) else None


def lees_bevestiging(tekst: str) -> str | None:
    """JA, NEE, AFZEGGEN, VERZETTEN, or None: the answer to "wilt u een ander moment?"."""
    zonder = _zonder_tekens(kaal(tekst))
    if _NEE.fullmatch(zonder) or re.search(
        r"\b(?:laat (?:\w+ ){0,3}staan|kom(?:t)? (?:u )?(?:toch|gewoon)|toch wel)\b", zonder
    ):
        return NEE
    if _AFZEGGEN.search(zonder) or zonder in ("af", "ja af", "zeg maar af"):
        return AFZEGGEN
    if _VERZETTEN.search(zonder):
        return VERZETTEN
    return JA if _JA.fullmatch(zonder) else None
