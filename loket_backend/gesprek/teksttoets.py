"""What a text of a resident must be before it may count: hard faults refuse it, advice on plain Dutch (B1) may be overruled with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loket_backend.gesprek.tekstbronnen import Geleverd, Vindplaats
from loket_backend.taaltoets.regels import REGELS, lange_zinnen
from loket_backend.taaltoets.tekst import Tekst, lengte, nederlands
from loket_backend.taaltoets.woorden import woordkeus

MAX_TEKENS, MAX_TEKENS_KNOP = 1200, 40
# A text can do without these; every other place says something that the resident needs.
MAG_WEG = frozenset({"naam", "loket", "functie", "wie", "wie_begin", "duur"})
# art. 50 lid 1 AI-verordening (EU 2024/1689): whoever talks with a computer is told so.
MOET_ERIN = {
    Vindplaats("loket", "opening.1.tekst"): "computer",
    **{Vindplaats("bot", "utter_vraag_bot", variant): "computer" for variant in (1, 2)},
}

PLEK = re.compile(r"\{(\w+)\}")
_NUMMER = re.compile(r"\b\d{3,}(?:[ -]\d+)*\b")
_OPMAAK = re.compile(r"[<>`]|\*\*|__|\]\(|&#?\w+;|^#+ ", re.MULTILINE)


@dataclass(frozen=True)
class Advies:
    """`soort`: which rule; `uitleg`: what about it, with the words it is about."""

    soort: str
    uitleg: str


@dataclass(frozen=True)
class Oordeel:
    fouten: list[str] = field(default_factory=list)
    adviezen: list[Advies] = field(default_factory=list)

    @property
    def samengevat(self) -> str:
        """Short enough to be read aloud while somebody types."""
        if self.fouten:
            return f"{len(self.fouten)} {'fout' if len(self.fouten) == 1 else 'fouten'}. Zo kan de tekst niet weg."
        if not self.adviezen:
            return "De tekst is in orde."
        soorten = ", ".join(dict.fromkeys(a.soort for a in self.adviezen))
        return f"{len(self.adviezen)} {'advies' if len(self.adviezen) == 1 else 'adviezen'}: {soorten}."


def toets(geleverd: Geleverd, tekst: str) -> Oordeel:
    """Judges `tekst` in the place of the shipped one. What is too long to be sent is not read further."""
    te_lang = len(tekst) > MAX_TEKENS
    return Oordeel([*_fouten(geleverd, tekst)], [] if te_lang else [*_adviezen(geleverd, tekst)])


def plekken(tekst: str) -> set[str]:
    """The names of the places to fill."""
    return set(PLEK.findall(tekst))


def is_te_vullen(geleverd: str, tekst: str) -> bool:
    """Whether `tekst` can stand in for the shipped one: something is said, and only what is known is filled in."""
    return bool(tekst.strip()) and not _losse_haken(tekst) and plekken(tekst) <= plekken(geleverd)


def _losse_haken(tekst: str) -> bool:
    return any(haak in PLEK.sub("", tekst) for haak in "{}")


def _fouten(geleverd: Geleverd, tekst: str) -> Iterator[str]:
    hoogstens = MAX_TEKENS_KNOP if geleverd.label else MAX_TEKENS
    if not tekst.strip():
        yield "De tekst is leeg."
    if len(tekst) > hoogstens:
        yield f"De tekst heeft {len(tekst)} tekens. Er mogen er {hoogstens} in."
    if opmaak := _OPMAAK.search(tekst):
        yield f"Opmaak kan niet in een bericht: {opmaak[0].strip()}"
    if geleverd.label and "\n" in tekst:
        yield "Een knop heeft maar één regel."
    yield from _fouten_in_plekken(geleverd, tekst)


def _fouten_in_plekken(geleverd: Geleverd, tekst: str) -> Iterator[str]:
    bekend, gebruikt = plekken(geleverd.tekst), plekken(tekst)
    if _losse_haken(tekst):
        yield "Er staat een losse accolade. Een plek om in te vullen schrijft u zo: {naam}."
    for vreemd in sorted(gebruikt - bekend):
        yield f"De plek {{{vreemd}}} bestaat hier niet."
    for weg in sorted(bekend - gebruikt - MAG_WEG):
        yield f"De plek {{{weg}}} moet erin blijven."
    for nummer in dict.fromkeys(_NUMMER.findall(geleverd.tekst)):
        if nummer not in tekst:
            yield f"Het nummer {nummer} moet erin blijven."
    woord = MOET_ERIN.get(geleverd.plaats)
    if woord and woord not in tekst.lower():
        yield f"Het woord '{woord}' moet erin blijven: mensen moeten weten met wie ze praten."


def _adviezen(geleverd: Geleverd, tekst: str) -> Iterator[Advies]:
    """What the project's own language check says, with shorter sentences than it asks of the shipped texts."""
    sleutel = geleverd.plaats.sleutel
    gelezen = Tekst(
        geleverd.plaats.bron, sleutel, nederlands(sleutel, tekst), geleverd.label, knoppen=bool(geleverd.knoppen)
    )
    for zin in lange_zinnen(gelezen):
        yield Advies("lange zin", f"{lengte(zin)} woorden in één zin, liever hooguit 15: {zin}")
    regels = {soort: regel for soort, regel in REGELS.items() if soort not in ("zinslengte", "invulling")}
    for soort, regel in {**regels, "moeilijk woord": woordkeus}.items():
        yield from (Advies(soort, uitleg) for uitleg in regel(gelezen))
