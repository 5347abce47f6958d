"""Everything that the maandbeeld of some months is made of: read once, for all wijken together, and only what may be shown."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.maandbeeld import budget, stroken, tellen
from loket_backend.maandbeeld.geheugen import Geheugen
from loket_backend.maandbeeld.kasboek import Kasboek, Plek
from loket_backend.maandbeeld.kruis import Sleutel, Telling
from loket_backend.maandbeeld.maanden import Maand, als_tabel, deze
from loket_backend.onderdrukking import ALLES, Dimensie, Getal, Kubus, met_totalen, onderdruk, onderdruk_samen
from loket_backend.partijen.woorden import VORMEN
from loket_backend.tweesporen.models import BEROEP, BEZWAAR, NATURA, PGB

WEL, NIET = "wel", "niet"
STROOM = (tellen.BEGONNEN, tellen.BEEINDIGD)
# Of a month that is over, what can change without being seen (an answer that is put right) is counted again after this.
GELDIG = timedelta(minutes=10)


@dataclass(frozen=True)
class Maandcijfers:
    """What may be shown of one month. `kubussen`: by name; each key is (soort, wijk). `kosten`: cents a year beside the lines, in euros nowhere."""

    kubussen: Mapping[str, Kubus]
    kosten: Mapping[Sleutel, int]
    wachten: Sequence[tellen.Wacht]


@dataclass(frozen=True)
class Beeld:
    """`cijfers`: of each of the months. `op`: since when the oldest of them stands."""

    maanden: Sequence[Maand]
    wijken: Mapping[str, str]
    cijfers: Sequence[Maandcijfers]
    geld: Mapping[Plek, budget.Stand]
    op: datetime

    def getal(self, naam: str, maand: int, soort: str, wijk: str) -> Getal:
        return self.cijfers[maand].kubussen[naam][soort, wijk]

    def kost(self, maand: int, vorm: str, wijk: str) -> Getal:
        """What the lines of this vorm cost in a year, in cents; hidden where their number is."""
        cijfers = self.cijfers[maand]
        return cijfers.kubussen["vormen"].naast(cijfers.kosten, (vorm, wijk))

    def wachttijden(self, maand: int, wijk: str) -> list[timedelta]:
        return [w.duur for w in self.cijfers[maand].wachten if wijk in (ALLES, w.wijk)]


@dataclass(frozen=True)
class Geteld:
    """What was read of one month, as it is: nothing is hidden in it yet."""

    regels: Telling
    evaluaties: Mapping[str, Telling]
    gehoord: Telling
    besluiten: Telling
    bezwaren: Telling
    stroom: Telling
    wachten: Sequence[tellen.Wacht]


@dataclass
class Cijferboek:
    """Of one database. What may be shown of a month that is over is worked out once, for as long as its lines and their wijken stay as they are."""

    _geheugen: Geheugen[Maandcijfers] = field(default_factory=partial(Geheugen, GELDIG))

    async def lees(
        self, session: AsyncSession, maanden: Sequence[Maand], wijken: Sequence[str]
    ) -> dict[Maand, Maandcijfers]:
        stempel, maak = (await stroken.stempel(session), tuple(wijken)), partial(_lees, session, wijken)
        voorbij, lopend = [m for m in maanden if m < deze()], [m for m in maanden if m >= deze()]
        cijfers = await self._geheugen.haal(voorbij, stempel, maak) if voorbij else {}
        return cijfers | (await maak(lopend) if lopend else {})

    @property
    def sinds(self) -> datetime:
        return self._geheugen.sinds


@dataclass(frozen=True)
class Boeken:
    """Of one database: what takes long to read, of months that are over."""

    cijfers: Cijferboek = field(default_factory=Cijferboek)
    geld: Kasboek = field(default_factory=Kasboek)


async def lees(session: AsyncSession, maanden: Sequence[Maand], boeken: Boeken | None = None) -> Beeld:
    """`maanden`: one after the other. `boeken`: what was read before. What is to be hidden is worked out in a thread."""
    boeken = boeken or Boeken()
    wijken = await tellen.wijken(session)
    cijfers = await boeken.cijfers.lees(session, maanden, list(wijken))
    geld = await boeken.geld.lees(session, maanden)
    standen = await asyncio.to_thread(budget.standen, geld, maanden, list(wijken))
    return Beeld(maanden, wijken, [cijfers[maand] for maand in maanden], standen, boeken.cijfers.sinds)


async def _lees(session: AsyncSession, wijken: Sequence[str], maanden: Sequence[Maand]) -> dict[Maand, Maandcijfers]:
    geteld = await tel(session, maanden)
    return dict(zip(maanden, await asyncio.to_thread(lambda: [maak(g, wijken) for g in geteld]), strict=True))


async def tel(session: AsyncSession, maanden: Sequence[Maand]) -> list[Geteld]:
    """As many queries for many months as for one."""
    maand = als_tabel(maanden)
    regels = _per_maand(await stroken.tel(session, maanden), len(maanden))
    evaluaties = {naam: _per_maand(t, len(maanden)) for naam, t in (await tellen.evaluaties(session, maand)).items()}
    gehoord, besluiten, bezwaren, stroom = (
        _per_maand(telling, len(maanden))
        for telling in (
            await tellen.gehoord(session, maand),
            await tellen.besluiten(session, maand),
            await tellen.bezwaren(session, maand),
            tellen.samen(await tellen.stroom(session, maand)),
        )
    )
    wachten = await tellen.wachttijden(session, maand)
    return [
        Geteld(
            regels=regels[nr],
            evaluaties={naam: per[nr] for naam, per in evaluaties.items()},
            gehoord=gehoord[nr],
            besluiten=besluiten[nr],
            bezwaren=bezwaren[nr],
            stroom=stroom[nr],
            wachten=[wacht for wacht in wachten if wacht.maand == str(nr)],
        )
        for nr in range(len(maanden))
    ]


def _per_maand(telling: Telling, maanden: int) -> list[Telling]:
    """Without the number of the month in the keys."""
    uit = [Telling() for _ in range(maanden)]
    for naam in ("aantallen", "personen", "bedragen"):
        for (nr, *rest), getal in getattr(telling, naam).items():
            getattr(uit[int(nr)], naam)[tuple(rest)] = getal
    return uit


def maak(geteld: Geteld, wijken: Sequence[str]) -> Maandcijfers:
    """What of it may be shown. Pure. Months don't add up, so what is hidden in one has nothing to do with the others."""
    assen = Assen(wijken)
    return Maandcijfers(
        kubussen={
            **_regels(assen, geteld.regels),
            **_samen(assen, geteld.evaluaties, tellen.ANTWOORDEN),
            **_gehoord(assen, geteld.gehoord),
            "pgb": assen.kubus(geteld.besluiten, (PGB, NATURA, tellen.ZONDER)),
            "bezwaren": assen.kubus(geteld.bezwaren, (BEZWAAR, BEROEP)),
            "stroom": _stroom(assen, geteld.stroom),
        },
        kosten=met_totalen(geteld.regels.bedragen, assen.met(tuple(VORMEN))),
        wachten=geteld.wachten,
    )


@dataclass(frozen=True)
class Assen:
    """No figure over several months is told. Everybody has one wijk, or none."""

    wijken: Sequence[str]

    def met(self, soorten: Sequence[str], optelbaar: bool = True) -> list[Dimensie]:
        return [Dimensie(soorten, optelbaar), Dimensie(self.wijken)]

    def kubus(
        self, telling: Telling, soorten: Sequence[str], vooraf: set[Sleutel] | frozenset[Sleutel] = frozenset()
    ) -> Kubus:
        return onderdruk(telling.aantallen, self.met(soorten), personen=self.mensen(telling), vooraf=vooraf)

    def mensen(self, telling: Telling) -> dict[Sleutel, int]:
        """With all wijken together: there people do add up."""
        alle = dict(telling.personen)
        for (soort, _), aantal in telling.personen.items():
            alle[soort, ALLES] = alle.get((soort, ALLES), 0) + aantal
        return alle


def _regels(assen: Assen, telling: Telling) -> dict[str, Kubus]:
    """By vorm, and within or outside the rules: the same lines, so the same totals."""
    namen = {"vormen": tuple(VORMEN), "buiten_regels": (stroken.BUITEN, stroken.BINNEN)}
    maak = [partial(_kubus, assen, telling, soorten) for soorten in namen.values()]
    return dict(zip(namen, onderdruk_samen(maak, over=0), strict=True))


def _kubus(assen: Assen, telling: Telling, soorten: Sequence[str], vooraf: set[Sleutel]) -> Kubus:
    return assen.kubus(telling, soorten, vooraf)


def _samen(assen: Assen, tellingen: Mapping[str, Telling], soorten: Sequence[str]) -> dict[str, Kubus]:
    """The same people under several questions: the same totals."""
    maak = [partial(_kubus, assen, telling, soorten) for telling in tellingen.values()]
    return dict(zip(tellingen, onderdruk_samen(maak, over=0), strict=True))


def _gehoord(assen: Assen, telling: Telling) -> dict[str, Kubus]:
    """For each aspect the intakes in which it was heard and those in which it was not."""
    aspecten = {aspect: _wel_of_niet(telling, aspect) for aspect in (tellen.ALLE_DRIE, *tellen.ASPECTEN)}
    return _samen(assen, aspecten, (WEL, NIET))


def _wel_of_niet(telling: Telling, aspect: str) -> Telling:
    """One intake is one person."""
    geteld = Telling()
    for (soort, wijk), alle in telling.personen.items():
        if soort == ALLES:
            wel = telling.aantallen[aspect, wijk]
            geteld.aantallen |= {(WEL, wijk): wel, (NIET, wijk): alle - wel}
    geteld.personen = {**geteld.aantallen, **{s: n for s, n in telling.personen.items() if s[0] == ALLES}}
    return geteld


def _stroom(assen: Assen, telling: Telling) -> Kubus:
    """What began and what ended are about different people, and are not added up."""
    return onderdruk(telling.aantallen, assen.met(STROOM, optelbaar=False), personen=assen.mensen(telling))
