"""One text as the check sees it, cut in sentences and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

# What a text is filled in with, as long as it is in life. A summary and the crisis numbers are blocks of their own, checked apart.
INVULLING = {
    "aantal": "12",
    "adres": "Achterom 3 in Veld",
    "afwezige": "Marjan de Vries",
    "collega": "Bert Kok",
    "artikel": "art. 2.3.2 lid 1 Wmo 2015",
    "bereikbaar": "",
    "beslist": "een collega van Marjan de Vries",
    "datum": "maandag 4 januari 2027",
    "duur": "ongeveer 12 minuten",
    "functie": "wijkverpleegkundige",
    "hulp": "Hulp bij het poetsen",
    "kenmerk": "2026-ABCDEF",
    "loket": "Het loket",
    "loketnummer": "0528 12 34 56",
    "link": "loket.nl/afspraak",
    "medewerker": "Marjan de Vries",
    "moment": "dinsdag 1 december om 10 uur",
    "moment_begin": "Dinsdag 1 december om 10 uur",
    "naam": "Het loket",
    "nummer": "0800-0113",
    "nummers": "",
    "onderzoek": "zondag 3 januari 2027",
    "overzicht": "",
    "persoon": "buurvrouw",
    "voornaam": "Jan",
    "telefoonnummer": "06 12 34 56 78",
    "plan": "zondag 29 november 2026",
    "reden": "Ik ben vandaag ziek.",
    "tel": "0528123456",
    "tekst": "de was lukt niet meer",
    "telefoon": "0528 12 34 56",
    "tot": "vrijdag 27 november",
    "veld": "telefoon",
    "waar_begin": "Het gesprek is bij u thuis",
    "waarde": "06 12 34 56 78",
    "wanneer": "gratis, dag en nacht",
    "wat": "boodschappen doen",
    "wie": "uw buurvrouw",
    "wie_begin": "Uw buurvrouw",
    "wijk": "Elzerveen",
}
_PLEK = re.compile(r"\{+(\w+)\}+")
_ZINSEINDE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+|•")
_WOORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|['’]s(?= )")
_ADRES = re.compile(r"\b\S+\.(?:nl|be|eu|org|com)\b")
_GETALLEN = re.compile(r"\d+(?:[ .,-]\d+)*")
# What is said in another language too; a reader of that language checks it (docs/adr/0012-andere-talen.md).
_ANDERSTALIG = re.compile(r"utter_(?:taal|mens_spreken)_(?:en|tr|ar|pl|uk|anders)")


@dataclass(frozen=True)
class Tekst:
    """`bron` and `sleutel` say where it stands; `label`: a button, a heading or a name, which need not be a sentence."""

    bron: str
    sleutel: str
    tekst: str
    label: bool = False
    knoppen: bool = False

    @cached_property
    def plekken(self) -> set[str]:
        return set(_PLEK.findall(self.tekst))

    @cached_property
    def gevuld(self) -> str:
        """The text as somebody reads it."""
        return _PLEK.sub(lambda plek: INVULLING.get(plek.group(1), ""), self.tekst)

    @cached_property
    def zinnen(self) -> list[str]:
        delen = (deel.strip() for deel in _ZINSEINDE.split(self.gevuld))
        return [deel for deel in delen if lengte(deel)]

    @cached_property
    def woorden(self) -> list[str]:
        """The words that somebody wrote: without what is filled in, without web addresses."""
        return woorden(_ADRES.sub(" ", _PLEK.sub(" ", self.tekst)))


def woorden(tekst: str) -> list[str]:
    return [woord.lower().replace("’", "'") for woord in _WOORD.findall(tekst)]


def lengte(zin: str) -> int:
    """How many words a sentence has; a number is one word, however it is grouped."""
    return sum(any(c.isalnum() for c in stuk) for stuk in _GETALLEN.sub("1", zin).split())


def is_anderstalig(sleutel: str) -> bool:
    """Whether this response is said in another language too."""
    return _ANDERSTALIG.fullmatch(sleutel) is not None


def nederlands(sleutel: str, tekst: str) -> str:
    """What of a text is Dutch: of one in two languages the last paragraph, and the first where all languages follow."""
    if not is_anderstalig(sleutel):
        return tekst
    alineas = tekst.split("\n\n")
    return alineas[0] if len(alineas) > 2 else alineas[-1]
