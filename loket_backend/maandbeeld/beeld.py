"""Everything that the maandbeeld of some months is made of: read once, for all wijken together, and only what may be shown."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.maandbeeld import budget, stroken, tellen
from loket_backend.maandbeeld.kasboek import Kasboek, Kolom, Plek
from loket_backend.maandbeeld.kruis import Sleutel, Telling
from loket_backend.maandbeeld.maanden import Maand, als_tabel
from loket_backend.maandbeeld.stroken import Regelboek
from loket_backend.onderdrukking import ALLES, Dimensie, Getal, Kubus, met_totalen, onderdruk, onderdruk_samen
from loket_backend.partijen.woorden import VORMEN
from loket_backend.tweesporen.models import BEROEP, BEZWAAR, NATURA, PGB

WEL, NIET = "wel", "niet"
STROOM = (tellen.BEGONNEN, tellen.BEEINDIGD)


@dataclass(frozen=True)
class Beeld:
    """`kubussen`: by name; each key is (number of the month, soort, wijk). `kosten`: cents a year beside the lines, in euros nowhere."""

    maanden: Sequence[Maand]
    wijken: Mapping[str, str]
    kubussen: Mapping[str, Kubus]
    kosten: Mapping[Sleutel, int]
    geld: Mapping[Plek, budget.Stand]
    wachten: Sequence[tellen.Wacht]

    def getal(self, naam: str, maand: int, soort: str, wijk: str) -> Getal:
        return self.kubussen[naam][str(maand), soort, wijk]

    def kost(self, maand: int, vorm: str, wijk: str) -> Getal:
        """What the lines of this vorm cost in a year, in cents; hidden where their number is."""
        return self.kubussen["vormen"].naast(self.kosten, (str(maand), vorm, wijk))


@dataclass(frozen=True)
class Boeken:
    """Of one database: what takes long to read, of months that are over."""

    regels: Regelboek = field(default_factory=Regelboek)
    geld: Kasboek = field(default_factory=Kasboek)


@dataclass(frozen=True)
class Geteld:
    """What was read, as it is: nothing is hidden in it yet."""

    maanden: Sequence[Maand]
    wijken: Mapping[str, str]
    regels: Telling
    evaluaties: Mapping[str, Telling]
    gehoord: Telling
    besluiten: Telling
    bezwaren: Telling
    stroom: Telling
    geld: Mapping[str, Kolom]
    wachten: Sequence[tellen.Wacht]


async def lees(session: AsyncSession, maanden: Sequence[Maand], boeken: Boeken | None = None) -> Beeld:
    """`maanden`: one after the other, at most maanden.MEESTE. `boeken`: what was read before. What is to be hidden is worked out in a thread."""
    return await asyncio.to_thread(maak, await tel(session, maanden, boeken or Boeken()))


async def tel(session: AsyncSession, maanden: Sequence[Maand], boeken: Boeken) -> Geteld:
    maand = als_tabel(maanden)
    return Geteld(
        maanden=maanden,
        wijken=await tellen.wijken(session),
        regels=await boeken.regels.lees(session, maanden),
        evaluaties=await tellen.evaluaties(session, maand),
        gehoord=await tellen.gehoord(session, maand),
        besluiten=await tellen.besluiten(session, maand),
        bezwaren=await tellen.bezwaren(session, maand),
        stroom=tellen.samen(await tellen.stroom(session, maand)),
        geld=await boeken.geld.lees(session, maanden),
        wachten=await tellen.wachttijden(session, maand),
    )


def maak(geteld: Geteld) -> Beeld:
    """What of it may be shown. Pure."""
    wijken = list(geteld.wijken)
    assen = Assen(geteld.maanden, wijken)
    return Beeld(
        maanden=geteld.maanden,
        wijken=geteld.wijken,
        kubussen={
            **_regels(assen, geteld.regels),
            **_samen(assen, geteld.evaluaties, tellen.ANTWOORDEN),
            **_gehoord(assen, geteld.gehoord),
            "pgb": assen.kubus(geteld.besluiten, (PGB, NATURA, tellen.ZONDER)),
            "bezwaren": assen.kubus(geteld.bezwaren, (BEZWAAR, BEROEP)),
            "stroom": _stroom(assen, geteld.stroom),
        },
        kosten=met_totalen(geteld.regels.bedragen, assen.met(tuple(VORMEN))),
        geld=budget.standen(geteld.geld, geteld.maanden, wijken),
        wachten=geteld.wachten,
    )


@dataclass(frozen=True)
class Assen:
    """Months don't add up: no figure over several months is told. Everybody has one wijk, or none."""

    maanden: Sequence[Maand]
    wijken: Sequence[str]

    def met(self, soorten: Sequence[str], optelbaar: bool = True) -> list[Dimensie]:
        nummers = [str(nr) for nr in range(len(self.maanden))]
        return [Dimensie(nummers, optelbaar=False), Dimensie(soorten, optelbaar), Dimensie(self.wijken)]

    def kubus(
        self, telling: Telling, soorten: Sequence[str], vooraf: set[Sleutel] | frozenset[Sleutel] = frozenset()
    ) -> Kubus:
        return onderdruk(telling.aantallen, self.met(soorten), personen=self.mensen(telling), vooraf=vooraf)

    def mensen(self, telling: Telling) -> dict[Sleutel, int]:
        """With all wijken together: there people do add up."""
        alle = dict(telling.personen)
        for (maand, soort, _), aantal in telling.personen.items():
            alle[maand, soort, ALLES] = alle.get((maand, soort, ALLES), 0) + aantal
        return alle


def _regels(assen: Assen, telling: Telling) -> dict[str, Kubus]:
    """By vorm, and within or outside the rules: the same lines, so the same totals."""
    namen = {"vormen": tuple(VORMEN), "buiten_regels": (stroken.BUITEN, stroken.BINNEN)}
    maak = [partial(_kubus, assen, telling, soorten) for soorten in namen.values()]
    return dict(zip(namen, onderdruk_samen(maak, over=1), strict=True))


def _kubus(assen: Assen, telling: Telling, soorten: Sequence[str], vooraf: set[Sleutel]) -> Kubus:
    return assen.kubus(telling, soorten, vooraf)


def _samen(assen: Assen, tellingen: Mapping[str, Telling], soorten: Sequence[str]) -> dict[str, Kubus]:
    """The same people under several questions: the same totals."""
    maak = [partial(_kubus, assen, telling, soorten) for telling in tellingen.values()]
    return dict(zip(tellingen, onderdruk_samen(maak, over=1), strict=True))


def _gehoord(assen: Assen, telling: Telling) -> dict[str, Kubus]:
    """For each aspect the intakes in which it was heard and those in which it was not."""
    aspecten = {aspect: _wel_of_niet(telling, aspect) for aspect in (tellen.ALLE_DRIE, *tellen.ASPECTEN)}
    return _samen(assen, aspecten, (WEL, NIET))


def _wel_of_niet(telling: Telling, aspect: str) -> Telling:
    """One intake is one person."""
    geteld = Telling()
    for (maand, soort, wijk), alle in telling.personen.items():
        if soort == ALLES:
            wel = telling.aantallen[maand, aspect, wijk]
            geteld.aantallen |= {(maand, WEL, wijk): wel, (maand, NIET, wijk): alle - wel}
    geteld.personen = {**geteld.aantallen, **{s: n for s, n in telling.personen.items() if s[1] == ALLES}}
    return geteld


def _stroom(assen: Assen, telling: Telling) -> Kubus:
    """What began and what ended are about different people, and are not added up."""
    return onderdruk(telling.aantallen, assen.met(STROOM, optelbaar=False), personen=assen.mensen(telling))
