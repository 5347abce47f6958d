"""The rules of the signals as they stand in intake/signalen.yml: what each looks at, and the words that made it hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN, VELDEN, label
from loket_backend.intake.signalen_woorden import Woordenlijst

BESTAND = Path(__file__).with_name("signalen.yml")


@dataclass(frozen=True)
class Gezegd:
    """Words, and the messages in which they stand. `paar`: what was read from them; None for the answer to a question."""

    tekst: str
    bronnen: tuple[int, ...]
    paar: tuple[str, str] | None = None

    @property
    def aanbod(self) -> bool:
        """What somebody would do for another says nothing about how they are: "ik pas graag op een kleuter"."""
        return self.paar is not None and self.paar[1] == "aanbod"


@dataclass(frozen=True)
class Gehoord:
    """What the rules look at: answers by veld with their messages, the (leefgebied, aspect) pairs that were heard, and the words."""

    waarden: Mapping[str, Any]
    paren: frozenset[tuple[str, str]]
    crisis: str | None
    gezegd: Sequence[Gezegd] = ()
    bronnen: Mapping[str, Sequence[int]] = field(default_factory=dict)


class Geval(BaseModel):
    """One line under `als`: all of it must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    antwoord: dict[str, list[str]] = Field(default_factory=dict)
    paar: list[str] = Field(default_factory=list)
    zonder: str | None = None
    woorden: list[str] = Field(default_factory=list)
    crisis: bool = False

    @field_validator("antwoord")
    @classmethod
    def _bestaande_antwoorden(cls, antwoord: dict[str, list[str]]) -> dict[str, list[str]]:
        for veld, waarden in antwoord.items():
            if veld not in VELDEN or not set(waarden) <= set(VELDEN[veld].keuzes):
                raise ValueError(f"onbekend veld of antwoord: {veld} {waarden}")
        return antwoord

    @field_validator("paar")
    @classmethod
    def _bestaande_paren(cls, paren: list[str]) -> list[str]:
        for paar in paren:
            leefgebied, _, aspect = paar.partition("/")
            if leefgebied not in LEEFGEBIEDEN or aspect not in ASPECTEN:
                raise ValueError(f"onbekend paar: {paar}")
        return paren

    @property
    def paren(self) -> set[tuple[str, str]]:
        return {(p.partition("/")[0], p.partition("/")[2]) for p in self.paar}


class Signaal(BaseModel):
    """`regel`: what staff read about when it is raised."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    regel: str
    als: list[Geval] = Field(min_length=1)
    behalve: list[str] = Field(default_factory=list)


class Signalenlijst(BaseModel):
    """The whole file. `woordenlijsten`: the patterns of each line, compiled once."""

    model_config = ConfigDict(extra="forbid")

    eigenaar: str
    gecontroleerd_op: date
    ontkenning: list[str]
    signalen: dict[str, Signaal]

    @cached_property
    def woordenlijsten(self) -> dict[tuple[str, int], Woordenlijst]:
        return {
            (sleutel, n): Woordenlijst(geval.woorden, signaal.behalve, self.ontkenning)
            for sleutel, signaal in self.signalen.items()
            for n, geval in enumerate(signaal.als)
            if geval.woorden
        }

    def redenen(self, sleutel: str, gehoord: Gehoord) -> list[Gezegd] | None:
        """The words that made this signal hold, each once; None when it does not hold."""
        gevonden = [self._geval(sleutel, n, geval, gehoord) for n, geval in enumerate(self.signalen[sleutel].als)]
        geldig = [redenen for redenen in gevonden if redenen is not None]
        return _elk_een_keer([reden for redenen in geldig for reden in redenen]) if geldig else None

    def _geval(self, sleutel: str, n: int, geval: Geval, gehoord: Gehoord) -> list[Gezegd] | None:
        if geval.crisis and gehoord.crisis is None:
            return None
        if any(gehoord.waarden.get(veld) not in waarden for veld, waarden in geval.antwoord.items()):
            return None
        if geval.paar and not geval.paren & gehoord.paren:
            return None
        if any(aspect == geval.zonder for _, aspect in gehoord.paren):
            return None
        woorden = self._woorden(sleutel, n, gehoord) if geval.woorden else []
        if geval.woorden and not woorden:
            return None
        return [*_antwoorden(geval, gehoord), *(g for g in gehoord.gezegd if g.paar in geval.paren), *woorden]

    def _woorden(self, sleutel: str, n: int, gehoord: Gehoord) -> list[Gezegd]:
        lijst = self.woordenlijsten[sleutel, n]
        return [Gezegd(zin, g.bronnen) for g in gehoord.gezegd if not g.aanbod for zin in lijst.zoek(g.tekst)]


def lees(bestand: Path = BESTAND) -> Signalenlijst:
    """Raises ValueError when the file names what the catalogue doesn't know."""
    lijst = Signalenlijst.model_validate(yaml.safe_load(bestand.read_text(encoding="utf-8")))
    _ = lijst.woordenlijsten
    return lijst


def _antwoorden(geval: Geval, gehoord: Gehoord) -> Iterator[Gezegd]:
    for veld in geval.antwoord:
        tekst = f"{VELDEN[veld].label}: {label(str(gehoord.waarden[veld]))}"
        yield Gezegd(tekst, tuple(gehoord.bronnen.get(veld, ())))


def _elk_een_keer(redenen: list[Gezegd]) -> list[Gezegd]:
    """Without what stands whole in something longer: an uitspraak is a piece of an answer, and the answer says more."""
    uniek: dict[str, Gezegd] = {}
    for reden in redenen:
        uniek.setdefault(reden.tekst.casefold(), reden)
    return [g for t, g in uniek.items() if not any(t != ander and t.rstrip(" .!?") in ander for ander in uniek)]
