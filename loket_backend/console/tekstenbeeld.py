"""A text as the resident reads it, and what differs between two of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from loket_backend.gesprek.tekstbronnen import ANTWOORD, Geleverd
from loket_backend.gesprek.teksten import Teksten
from loket_backend.gesprek.teksttoets import MAX_TEKENS, PLEK, Oordeel, plekken, toets
from loket_backend.taaltoets.tekst import INVULLING

_STUK = re.compile(r"\S+\s*|\s+")
MAX_GETOOND = 2 * MAX_TEKENS  # a longer text is a fault; comparing it word by word takes long
GELIJK, WEG, NIEUW = "gelijk", "weg", "nieuw"
# What the language check leaves out of its sentences, and a resident does read.
BLOKKEN = {
    "bereikbaar": 'Liever een mens? Typ dan "mens".',
    "nummers": "113 Zelfmoordpreventie: 0800-0113",
    "overzicht": "Wat is nodig: de was en de ramen.",
}


@dataclass(frozen=True)
class Beeld:
    """What the page shows of one text: how it is judged, how it reads beside the one that counts, and what differs."""

    oordeel: Oordeel
    nu: str
    nieuw: str
    verschil: list[tuple[str, str]]


def beeld(geleverd: Geleverd, nu: str, tekst: str, teksten: Teksten) -> Beeld:
    """`nu`: the text that counts; `tekst`: what may come in its place."""
    netjes = tekst.replace("\r\n", "\n").strip()
    getoond, waarden = netjes[:MAX_GETOOND], voorbeelden(geleverd, teksten)
    return Beeld(toets(geleverd, netjes), gevuld(nu, waarden), gevuld(getoond, waarden), verschil(nu, getoond))


def voorbeelden(geleverd: Geleverd, teksten: Teksten) -> Mapping[str, str]:
    """An example for every place of the shipped text. In a standard reply {naam} is the resident, elsewhere the loket."""
    eigen = {"loket": teksten.naam, "telefoon": teksten.telefoon, "loketnummer": teksten.telefoon}
    naam = "mevrouw Bos" if geleverd.plaats.bron == ANTWOORD else teksten.naam
    alles = {**INVULLING, **BLOKKEN, **eigen, "naam": naam}
    return {plek: alles[plek] for plek in plekken(geleverd.tekst) if plek in alles}


def gevuld(tekst: str, waarden: Mapping[str, str]) -> str:
    """A place that does not belong here stays as it is: the check names it."""
    return PLEK.sub(lambda plek: waarden.get(plek[1], plek[0]), tekst)


def verschil(oud: str, nieuw: str) -> list[tuple[str, str]]:
    """Word by word: (GELIJK, WEG or NIEUW, the words)."""
    a, b = _STUK.findall(oud), _STUK.findall(nieuw)
    delen: list[tuple[str, str]] = []
    for soort, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if soort == "equal":
            delen.append((GELIJK, "".join(a[a1:a2])))
            continue
        delen += [(s, "".join(stukken)) for s, stukken in ((WEG, a[a1:a2]), (NIEUW, b[b1:b2])) if stukken]
    return delen
