"""Standard replies: what was approved in the console, else standaardantwoorden.yml, with what is known of this conversation filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import label
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.verslag import Verslag
from loket_backend.gesprek.eigenteksten import Eigen
from loket_backend.gesprek.tekstbronnen import ANTWOORD, Geleverd, Vindplaats
from loket_backend.gesprek.teksten import Teksten
from loket_backend.toewijzing.models import Medewerker

BESTAND = Path(__file__).with_name("standaardantwoorden.yml")
PLEKKEN = frozenset({"naam", "medewerker", "functie", "telefoon", "loket", "kenmerk"})
ALTIJD_BEKEND = frozenset({"medewerker", "functie", "telefoon", "loket"})
MAX_WOORDEN = 15
ZONDER = ".zonder"
_PLEK = re.compile(r"\{(\w*)\}")
_ZIN = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Antwoord:
    """A reply as it can be put in a message: nothing in it is left to fill in."""

    sleutel: str
    titel: str
    tekst: str


class Standaardantwoord(BaseModel):
    """`zonder`: what is said instead when something in `tekst` is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titel: str = Field(min_length=1, max_length=60)
    tekst: str = Field(min_length=1)
    zonder: str | None = None

    @model_validator(mode="after")
    def _te_begrijpen(self) -> Standaardantwoord:
        for tekst in filter(None, (self.tekst, self.zonder)):
            if vreemd := plekken(tekst) - PLEKKEN:
                raise ValueError(f"onbekende plek: {', '.join(sorted(vreemd))}")
            if lang := [zin for zin in _ZIN.split(tekst) if len(zin.split()) > MAX_WOORDEN]:
                raise ValueError(f"meer dan {MAX_WOORDEN} woorden: {lang[0]}")
        if plekken(self.zonder or "") - ALTIJD_BEKEND:
            raise ValueError("zonder: ook hierin kan iets onbekend zijn")
        return self

    def gevuld(self, bekend: Mapping[str, str]) -> str | None:
        """None when something is not known and there is no other way to say it."""
        tekst = self.tekst if plekken(self.tekst) <= bekend.keys() else self.zonder
        return None if tekst is None else _PLEK.sub(lambda plek: bekend[plek[1]], tekst)


class Lijst(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    eigenaar: str = Field(min_length=1)
    nagekeken: date
    antwoorden: dict[str, Standaardantwoord]


def plekken(tekst: str) -> set[str]:
    """The names of the places to fill."""
    return set(_PLEK.findall(tekst))


@cache
def uit_bestand(bestand: Path = BESTAND) -> Lijst:
    """Raises a ValueError that says what is wrong with the file."""
    return Lijst.model_validate(yaml.safe_load(bestand.read_text(encoding="utf-8")))


async def lijst(session: AsyncSession, verslag: Verslag, wie: Gebruiker, teksten: Teksten) -> list[Antwoord]:
    """The replies that fit this conversation, in the order of the file, in the words that count now."""
    medewerker = await session.get_one(Medewerker, wie.id)
    bekend = {
        "medewerker": medewerker.naam,
        "functie": medewerker.functie,
        "loket": teksten.naam,
        "telefoon": teksten.telefoon,
        "naam": _naam(verslag),
        "kenmerk": verslag.kenmerk,
    }
    gevuld = {sleutel: waarde for sleutel, waarde in bekend.items() if waarde}
    return [
        Antwoord(sleutel, antwoord.titel, tekst)
        for sleutel, antwoord in uit_bestand().antwoorden.items()
        if (tekst := zoals_nu(sleutel, antwoord).gevuld(gevuld)) is not None
    ]


def geleverd() -> tuple[Geleverd, ...]:
    """Every text of the file, both ways in which a reply can be said."""
    return tuple(
        Geleverd(Vindplaats(ANTWOORD, sleutel), titel, "Standaardantwoorden", tekst)
        for naam, antwoord in uit_bestand().antwoorden.items()
        for sleutel, titel, tekst in _teksten(naam, antwoord)
    )


def _teksten(naam: str, antwoord: Standaardantwoord) -> list[tuple[str, str, str]]:
    anders = [(f"{naam}{ZONDER}", f"{antwoord.titel}, als iets niet bekend is", antwoord.zonder or "")]
    return [(naam, antwoord.titel, antwoord.tekst), *(anders if antwoord.zonder else [])]


def zoals_nu(sleutel: str, antwoord: Standaardantwoord) -> Standaardantwoord:
    """With the texts that count in the place of those of the file."""
    tekst = Eigen.tekst(Vindplaats(ANTWOORD, sleutel), antwoord.tekst)
    zonder = antwoord.zonder and Eigen.tekst(Vindplaats(ANTWOORD, f"{sleutel}{ZONDER}"), antwoord.zonder)
    return antwoord.model_copy(update={"tekst": tekst, "zonder": zonder})


def _naam(verslag: Verslag) -> str | None:
    """The name of who writes: not that of the person the help is for, when that is somebody else."""
    gezegd = {veld.sleutel: veld.waarde for veld in verslag.velden}
    voor_ander = gezegd.get("voor_wie") == label("ander") or gezegd.get("melder_naam") is not None
    return gezegd.get("melder_naam" if voor_ander else "naam")
