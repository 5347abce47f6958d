"""The business case of one period and area: what may be shown, and the sums that are made of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.businesscase import bundelen, inleg, optellen, vragen
from loket_backend.businesscase.bedragen import SCHATTINGEN, Band, naar_tijd
from loket_backend.businesscase.bundelen import ALLE_WIJKEN, Boek, Groep, gebruikt, groepeer
from loket_backend.businesscase.models import Loketkosten
from loket_backend.businesscase.perioden import Kwartaal, Periode
from loket_backend.businesscase.rekenen import (
    KOSTEN,
    VERMEDEN,
    WLZ,
    Oordeel,
    Soort,
    oordeelposten,
    posten,
)
from loket_backend.businesscase.vragen import Betalers
from loket_backend.db import Database
from loket_backend.partijen import kerncijfers, kerncijferversies
from loket_backend.partijen.kerncijfers import Kerncijfer, Kerncijferboek
from loket_backend.partijen.kerncijferversies import Cijfers

# The key figure that says what a day in a verpleeghuis costs: what a postponed day is worth.
WLZ_ETMAAL = "verpleeghuis_etmaal"


@dataclass(frozen=True)
class Stof:
    """Everything that was read of one quarter."""

    geld: Sequence[Groep]
    begin: Sequence[Groep]
    oordelen: Sequence[Oordeel]


@dataclass(frozen=True)
class Boeken:
    """Money, the situation at the start, and the judgements: each put together on its own, for nothing adds up across them.

    `cijfers`: the key figures that enough people's avoided costs were worked out with.
    """

    geld: Boek
    begin: Boek
    wlz: Boek
    cijfers: frozenset[Kerncijfer] = frozenset()


class Geheugen:
    """Per database the quarters that were worked out before, and what they were worked out of (vragen.stempel). At most perioden.JAREN × 4."""

    per_database: WeakKeyDictionary[object, dict[Kwartaal, tuple[object, Boeken]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Toets:
    """Whether total costs stay within total benefits, by one estimate (SPUK domeinoverstijgend samenwerken). Cents."""

    schatting: str
    kosten: int
    loket: int
    baten: int

    @property
    def verschil(self) -> int:
        return self.baten - self.kosten - self.loket

    @property
    def gehaald(self) -> bool:
        return self.verschil >= 0


@dataclass(frozen=True)
class Rapport:
    """`wijk`: an id, or ALLE_WIJKEN. `loket`: what the loket itself cost in the quarters that count, None when nobody noted it or for one wijk."""

    periode: Periode
    wijk: str
    wijken: Mapping[str, str]
    boeken: Boeken
    betalers: Betalers
    cijfers: Kerncijferboek
    loket: int | None
    loket_betaalt: str

    @property
    def getoond(self) -> bool:
        return not self.geld.leeg and self.geld.toont(self.wijk)

    @property
    def geld(self) -> Boek:
        return self.boeken.geld

    @property
    def met_baten(self) -> bool:
        """Avoided costs may be shown."""
        return VERMEDEN not in self.geld.verborgen

    @property
    def mensen(self) -> int:
        return self.geld.aantal(self.wijk)

    def kosten(self, past: Callable[[Soort], bool] = lambda _: True) -> int:
        return self.geld.bedrag(KOSTEN, self.wijk, past).midden

    def baten(self, past: Callable[[Soort], bool] = lambda _: True) -> Band:
        return self.geld.bedrag(VERMEDEN, self.wijk, past)

    def wlz_waarde(self) -> Band | None:
        """What postponed days under the Wlz are worth; None when too few people."""
        wlz = self.boeken.wlz
        return wlz.bedrag(WLZ, self.wijk) if not wlz.leeg and wlz.toont(self.wijk) else None

    def toetsen(self) -> list[Toets]:
        """One for each estimate; none when a side of it may not be shown."""
        if not (self.getoond and self.met_baten):
            return []
        baten, loket = self.baten(), self.loket or 0
        return [Toets(s, self.kosten(), loket, bedrag) for s, bedrag in zip(SCHATTINGEN, baten, strict=True)]


async def lees(database: Database, periode: Periode, wijk: str) -> Rapport:
    """A wijk that does not exist is all of them. A transaction of its own for each quarter: each is short."""
    async with database.lees() as session:
        wijken, wie_betaalt = await vragen.wijken(session), await vragen.betalers(session)
        gekozen = wijk if wijk in wijken else ALLE_WIJKEN
        kosten = await vragen.loketkosten(session) if gekozen == ALLE_WIJKEN else {}
        ingelegd = await vragen.inleg(session, periode.van.year)
    cijfers = kerncijfers.boek()
    gelezen = {k: await boeken_van(database, k, wie_betaalt, cijfers) for k in periode.kwartalen}
    boeken = tel_samen({k: _gesplitst(boeken, ingelegd) for k, boeken in gelezen.items()})
    return Rapport(
        periode=periode,
        wijk=gekozen,
        wijken={ALLE_WIJKEN: "Alle wijken", **wijken},
        boeken=boeken,
        betalers=wie_betaalt,
        cijfers=cijfers,
        loket=_loket(periode, boeken.geld, kosten),
        loket_betaalt=_wie_loket(periode, kosten),
    )


def _gesplitst(boeken: Boeken, ingelegd: inleg.Inleg) -> Boeken:
    """With the shared budget at the parties that paid it."""
    geld, begin = (inleg.splits(boek, ingelegd, Betalers.POT) for boek in (boeken.geld, boeken.begin))
    return replace(boeken, geld=geld, begin=begin)


async def boeken_van(database: Database, kwartaal: Kwartaal, wie_betaalt: Betalers, cijfers: Kerncijferboek) -> Boeken:
    """Of one quarter; worked out once for as long as nothing of it changes. The counting is done in a thread: it may be thousands of lines."""
    bewaard = Geheugen.per_database.setdefault(database.lezer, {})
    async with database.lees() as session:
        stempel = (await vragen.stempel(session, kwartaal), dict(wie_betaalt.per_wet), cijfers)
        if (eerder := bewaard.get(kwartaal)) and eerder[0] == stempel:
            return eerder[1]
        stof = await lees_stof(session, kwartaal, wie_betaalt, cijfers)
    boeken = await asyncio.to_thread(maak_boeken, stof, kwartaal, cijfers)
    bewaard[kwartaal] = stempel, boeken
    return boeken


async def lees_stof(session: AsyncSession, kwartaal: Kwartaal, wie_betaalt: Betalers, boek: Kerncijferboek) -> Stof:
    cijfers = Cijfers(await kerncijferversies.lees(session), boek.cijfers)
    regels = await vragen.regelstukken(session, kwartaal, wie_betaalt)
    vermeden = await vragen.vermeden_stukken(session, kwartaal, wie_betaalt, cijfers)
    los = await asyncio.to_thread(lambda: groepeer(posten([*regels, *vermeden], kwartaal)))
    geld = [*await _hele(session, kwartaal, wie_betaalt, cijfers), *los]
    begin = await vragen.begin(session, kwartaal, _geldend(geld), wie_betaalt)
    return Stof(geld, begin, await vragen.oordelen(session, kwartaal))


async def _hele(session: AsyncSession, kwartaal: Kwartaal, wie_betaalt: Betalers, cijfers: Cijfers) -> list[Groep]:
    """What counts on every day of it."""

    def soort(wet: str, partij: str | None = None) -> Soort:
        return Soort(wet, wie_betaalt.van(wet, partij))

    loopt = vragen.looptijden(kwartaal)
    vermeden = await optellen.vermeden(session, kwartaal, loopt, cijfers, soort)
    return [*await optellen.regels(session, kwartaal, soort), *vermeden]


def maak_boeken(stof: Stof, kwartaal: Kwartaal, cijfers: Kerncijferboek) -> Boeken:
    """What may be shown of it. Pure."""
    etmaal = cijfers.cijfers.get(WLZ_ETMAAL)
    wlz = oordeelposten(stof.oordelen, _geldend(stof.geld), kwartaal, etmaal)
    geld, begin, oordelen = (bundelen.maak(deel) for deel in (stof.geld, stof.begin, groepeer(wlz)))
    return Boeken(geld, begin, oordelen, gebruikt(stof.geld))


def tel_samen(per_kwartaal: Mapping[Kwartaal, Boeken]) -> Boeken:
    """A period from its quarters."""

    def samen(deel: Callable[[Boeken], Boek]) -> Boek:
        return bundelen.tel_samen({kwartaal.nummer: deel(boeken) for kwartaal, boeken in per_kwartaal.items()})

    geld, begin, wlz = samen(lambda b: b.geld), samen(lambda b: b.begin), samen(lambda b: b.wlz)
    tellen = {kwartaal: boeken for kwartaal, boeken in per_kwartaal.items() if kwartaal.nummer in geld.kwartalen}
    return Boeken(geld, begin, wlz, frozenset(c for boeken in tellen.values() for c in boeken.cijfers))


def _geldend(geld: Sequence[Groep]) -> dict[str, str]:
    """The dossiers with an arrangement in force, and their wijk."""
    return {kenmerk: groep.wijk for groep in geld if groep.maat == KOSTEN for kenmerk in groep.wie}


def _loket(periode: Periode, geld: Boek, kosten: Mapping[int, Loketkosten]) -> int | None:
    """Of the quarters that count, by days."""
    if not any(kwartaal.jaar in kosten for kwartaal in periode.kwartalen):
        return None
    return sum(
        naar_tijd(kosten[kwartaal.jaar].bedrag, kwartaal.van, kwartaal.tot)
        for kwartaal in periode.kwartalen
        if kwartaal.nummer in geld.kwartalen
    )


def _wie_loket(periode: Periode, kosten: Mapping[int, Loketkosten]) -> str:
    gevonden = kosten.get(periode.van.year)
    return gevonden.partij_id or "" if gevonden else ""
