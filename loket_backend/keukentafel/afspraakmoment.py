"""Reads what a clause says of a moment: a day, a date, a time, a part of the day, or which in the row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from loket_backend.tijd import DAGEN, MAANDEN, vandaag

# A longer message is a story, not an answer.
MEESTE_WOORDEN = 25
GETALLEN = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_RANG = {"eerste": 1, "1e": 1, "1ste": 1, "tweede": 2, "2e": 2, "2de": 2, "derde": 3, "3e": 3, "3de": 3}
_KORT = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4}
_MAAND = {**{m: n for n, m in enumerate(MAANDEN, 1)}, **{m[:3]: n for n, m in enumerate(MAANDEN, 1)}, "mrt": 3}
_DAGDEEL = {
    "ochtend": (0, 12),
    "ochtends": (0, 12),
    "sochtends": (0, 12),
    "smiddags": (12, 18),
    "savonds": (17, 24),
    "smorgens": (0, 12),
    "voormiddag": (0, 12),
    "middag": (12, 18),
    "middags": (12, 18),
    "namiddag": (12, 18),
    "avond": (17, 24),
    "avonds": (17, 24),
}
_VULWOORDEN = """
de het een die dat dan om op in en of ook maar wel graag ik wij we u jullie mij me ons voor van is zijn kan kunnen
kunt mag moet wordt word wil neem kies doe doen liever liefst alstublieft alsjeblieft aub svp dank bedankt hoor ja jawel oke ok
goed prima fijn mooi past schikt uit best beste dag datum moment keuze optie nummer nr uur uurtje rond zo daar hier bij met
komt kom uitkomt nou tja eh hallo goedemorgen goedemiddag goedenavond mevrouw meneer afspraak week volgende deze komende
morgen overmorgen vandaag precies zeker afgesproken akkoord top helemaal lukt gaat gewoon dus even toch nog al ben thuis groet groeten ook
"""
VULSEL = frozenset(_VULWOORDEN.split())


@dataclass(frozen=True)
class Eis:
    """What a clause says of the moment; what it does not say is None. `onbekend`: words that say something else."""

    weekdag: int | None = None
    dag: tuple[int, int | None] | None = None
    datum: date | None = None
    tijd: tuple[int, int, bool] | None = None
    deel: tuple[int, int] | None = None
    rang: int | None = None
    week: int | None = None
    onbekend: int = 0

    @property
    def leeg(self) -> bool:
        return all(v is None for v in (self.weekdag, self.dag, self.datum, self.tijd, self.deel, self.rang))

    def past(self, moment: datetime, rang: int, aantal: int) -> bool:
        tests = (
            self.weekdag is None or moment.weekday() == self.weekdag,
            self.dag is None or (moment.day == self.dag[0] and self.dag[1] in (None, moment.month)),
            self.datum is None or moment.date() == self.datum,
            self.tijd is None or _zelfde_tijd(moment, self.tijd),
            self.deel is None or self.deel[0] <= moment.hour < self.deel[1],
            self.rang is None or rang == (aantal if self.rang < 0 else self.rang),
            self.week is None or moment.isocalendar().week == self.week,
        )
        return all(tests)


def kaal(tekst: str) -> str:
    """Without accents, capitals and marks; a time keeps its own ("10:30")."""
    plat = unicodedata.normalize("NFKD", tekst.casefold().replace("\u2019", "'").replace("'s ", "s"))
    plat = "".join(c for c in plat if not unicodedata.combining(c))
    plat = re.sub(r"(\d)[.:](\d\d)\b", r"\1:\2", plat)
    plat = re.sub(r"(?<!\d):|:(?!\d)|[^\w:/,;.!\s-]", " ", plat)
    plat = re.sub(r"\bnie\b", "niet", plat)
    return re.sub(r"\s+", " ", plat).strip(" .,!;")


_TIJDWOORD = re.compile(
    r"\b(?:weekend|doordeweeks|vroeg|laat|altijd|nooit|elke dag|alle dagen|iedere dag|volgende week)\b"
)


def noemt_moment(tekst: str) -> bool:
    """Whether a short message names a day, a time or a part of the day."""
    schoon = kaal(tekst)
    if not schoon or len(schoon.split()) > MEESTE_WOORDEN:
        return False
    return not lees_eis(re.sub(r"[,;.!]", " ", schoon), False).leeg or bool(_TIJDWOORD.search(schoon))


_KLOK = re.compile(
    r"\b(?P<u>\d{1,2}):(?P<m>\d\d)(?: ?uur|u)?\b|\b(?P<half>half|kwart over|kwart voor) (?P<hu>\d{1,2}|[a-z]+)\b|"
    r"\b(?P<heel>\d{1,2}|[a-z]+) ?(?:uur|u|h)\b|\b(?:om|rond) (?!half|kwart)(?P<om>\d{1,2}|[a-z]+)\b"
)
_MAANDEN = "|".join(sorted(_MAAND, key=len, reverse=True))
_DATUM = re.compile(rf"\b(\d{{1,2}})(?:e|ste|de)? ({_MAANDEN})\b|\b(\d{{1,2}})[/-](\d{{1,2}})(?:[/-]\d{{2,4}})?\b")


def lees_eis(deel: str, direct: bool) -> Eis:
    """Takes the parts of a moment out of a clause one by one; what is left counts as unknown words."""
    rest, datum = _pak_datum(deel)
    rest, tijd = _pak_tijd(rest)
    woorden = rest.split()
    weekdag = next((d for w in woorden if (d := _weekdag(w, woorden)) is not None), None)
    relatief = _relatief(woorden, rest)
    dagdeel = next((_DAGDEEL[w] for w in woorden if w in _DAGDEEL), None) or _dagdeel_in(woorden)
    rang = _rang(woorden, direct)
    week = (vandaag() + timedelta(days=7)).isocalendar().week if "volgende week" in rest else None
    onbekend = sum(_is_onbekend(w) for w in woorden)
    return Eis(weekdag, datum, relatief, tijd, dagdeel, rang, week, onbekend)


def _is_onbekend(woord: str) -> bool:
    bekend = woord in VULSEL or woord in _DAGDEEL or woord in _RANG or woord in GETALLEN or woord.isdecimal()
    return not bekend and _weekdag(woord, [woord]) is None and woord not in ("laatste", "middelste", "niet", "geen")


def _pak_datum(deel: str) -> tuple[str, tuple[int, int | None] | None]:
    gevonden = _DATUM.search(deel)
    if gevonden is None:
        return deel, None
    dag, maand = (gevonden[1], _MAAND[gevonden[2]]) if gevonden[1] else (gevonden[3], int(gevonden[4]))
    return deel.replace(gevonden[0], " "), (int(dag), maand)


def _pak_tijd(deel: str) -> tuple[str, tuple[int, int, bool] | None]:
    for gevonden in _KLOK.finditer(deel):
        tijd = _tijd(gevonden)
        if tijd is not None:
            return deel.replace(gevonden[0], " "), tijd
    return deel, None


def _tijd(gevonden: re.Match[str]) -> tuple[int, int, bool] | None:
    """Hour, minute, and whether the hour is certain (14:00); "2 uur" may be in the afternoon."""
    if gevonden["u"]:
        uur, minuut = int(gevonden["u"]), int(gevonden["m"])
    elif gevonden["half"]:
        heel = _getal(gevonden["hu"])
        if heel is None:
            return None
        verschil = {"half": -30, "kwart over": 15, "kwart voor": -15}[gevonden["half"]]
        uur, minuut = divmod((heel * 60 + verschil) % (24 * 60), 60)
    else:
        heel = _getal(gevonden["heel"] or gevonden["om"])
        if heel is None:
            return None
        uur, minuut = heel, 0
    return (uur, minuut, uur > 12) if uur < 24 and minuut < 60 else None


def _getal(woord: str) -> int | None:
    if woord.isdecimal():
        return int(woord)
    return GETALLEN.index(woord) if woord in GETALLEN else None


def _zelfde_tijd(moment: datetime, tijd: tuple[int, int, bool]) -> bool:
    uur, minuut, zeker = tijd
    return moment.minute == minuut and (moment.hour == uur or (not zeker and moment.hour % 12 == uur % 12))


def _weekdag(woord: str, woorden: Sequence[str]) -> int | None:
    """The day in full, a little wrong, or short ("di") in a short message."""
    if woord in DAGEN:
        return DAGEN.index(woord)
    if woord in _KORT and len(woorden) <= 4:
        return _KORT[woord]
    for n, dag in enumerate(DAGEN):
        if woord.startswith(dag) and len(woord) > len(dag):
            return n
    dichtbij = get_close_matches(woord, DAGEN, 1, 0.82) if len(woord) >= 6 else []
    return DAGEN.index(dichtbij[0]) if dichtbij else None


def _dagdeel_in(woorden: Sequence[str]) -> tuple[int, int] | None:
    """ "dinsdagochtend"."""
    for woord in woorden:
        for deel in ("ochtend", "middag", "avond"):
            if woord.endswith((deel, f"{deel}s")) and _weekdag(woord, woorden) is not None:
                return _DAGDEEL[deel]
    return None


def _relatief(woorden: Sequence[str], rest: str) -> date | None:
    for woord, dagen in (("overmorgen", 2), ("morgen", 1), ("vandaag", 0)):
        if woord in woorden and "goede morgen" not in rest:
            return vandaag() + timedelta(days=dagen)
    return None


def _rang(woorden: Sequence[str], direct: bool) -> int | None:
    """Which in the row: "de tweede", "optie 2", "de laatste", or only "2" or "twee" """
    for woord in woorden:
        if woord in _RANG:
            return _RANG[woord]
        if woord == "laatste":
            return -1
        if woord == "middelste":
            return 2
    inhoud = [w for w in woorden if w not in VULSEL or w in ("een",)]
    if direct and len(inhoud) == 1 and len(woorden) <= 5 and (getal := _getal(inhoud[0])) is not None and getal <= 3:
        return getal if woorden != ["een"] or len(woorden) == 1 else None
    return None
