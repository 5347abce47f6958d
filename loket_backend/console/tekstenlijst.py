"""All texts that staff may change, with what counts now and what waits for a second pair of eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any, Unpack

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from loket_backend.console import standaardantwoorden
from loket_backend.errors import NietGevonden
from loket_backend.gesprek import tekstbronnen
from loket_backend.gesprek.tekstbronnen import Geleverd, Vindplaats
from loket_backend.gesprek.tekstversies import VOORSTEL, Tekstversie, geldend
from loket_backend.toewijzing.models import Medewerker

BRONNEN = {
    tekstbronnen.BOT: "De digitale assistent",
    tekstbronnen.LOKET: "Het loket zelf",
    tekstbronnen.ANTWOORD: "Standaardantwoorden van medewerkers",
}
FILTERS = {"": "Alle teksten", "wacht": "Wacht op een tweede paar ogen", "veranderd": "Veranderd"}


@dataclass(frozen=True)
class Versie:
    """One proposal as staff read it. `tekst` None: back to the shipped text."""

    id: int
    plaats: Vindplaats
    tekst: str | None
    toelichting: str
    door_id: str
    door: str
    op: datetime
    stand: str
    beoordeeld_door: str | None
    beoordeeld_op: datetime | None
    opmerking: str


@dataclass(frozen=True)
class Regel:
    """One text in the list. `nu`: as it counts; `voorstel`: what is open for it."""

    geleverd: Geleverd
    nu: str
    voorstel: Versie | None

    @property
    def veranderd(self) -> bool:
        return self.nu != self.geleverd.tekst

    def past_bij(self, zoek: str, filter: str) -> bool:
        bezig = {"wacht": self.voorstel is not None, "veranderd": self.veranderd}
        doorzocht = (self.nu, self.geleverd.titel, self.geleverd.onderwerp, self.geleverd.plaats.sleutel)
        return bezig.get(filter, True) and any(zoek.strip().lower() in deel.lower() for deel in doorzocht)


@dataclass(frozen=True)
class Groep:
    bron: str
    onderwerp: str
    regels: list[Regel]


@cache
def alle() -> Mapping[Vindplaats, Geleverd]:
    """Every text as it was shipped, by its place, grouped by source and subject."""
    teksten = [*tekstbronnen.bot(), *tekstbronnen.loket(), *standaardantwoorden.geleverd()]
    volgorde = {(t.plaats.bron, t.onderwerp): None for t in teksten}
    rang = {groep: n for n, groep in enumerate(volgorde)}
    return {t.plaats: t for t in sorted(teksten, key=lambda t: rang[t.plaats.bron, t.onderwerp])}


def geleverd(plaats: Vindplaats) -> Geleverd:
    """Raises NietGevonden."""
    if (gevonden := alle().get(plaats)) is None:
        raise NietGevonden()
    return gevonden


async def lijst(session: AsyncSession, zoek: str = "", filter: str = "") -> list[Regel]:
    """The texts that fit, in the order of the sources."""
    nu = await geldend(session)
    wacht = {versie.plaats: versie for versie in await _lees(session, _versies().where(Tekstversie.stand == VOORSTEL))}
    regels = (Regel(tekst, nu.get(plaats, tekst.tekst), wacht.get(plaats)) for plaats, tekst in alle().items())
    return [regel for regel in regels if regel.past_bij(zoek, filter)]


def gegroepeerd(regels: list[Regel]) -> Iterator[Groep]:
    for (bron, onderwerp), groep in groupby(regels, key=lambda r: (r.geleverd.plaats.bron, r.geleverd.onderwerp)):
        yield Groep(bron, onderwerp, [*groep])


async def geschiedenis(session: AsyncSession, plaats: Vindplaats) -> list[Versie]:
    """Everything that was proposed for this text, the newest first."""
    hier = (Tekstversie.bron == plaats.bron) & (Tekstversie.sleutel == plaats.sleutel)
    vraag = _versies().where(hier, Tekstversie.variant == plaats.variant)
    return await _lees(session, vraag.order_by(Tekstversie.id.desc()))


def _versies() -> Select[Unpack[tuple[Any, ...]]]:
    wie, keurder = aliased(Medewerker), aliased(Medewerker)
    vraag = select(Tekstversie, wie.naam, keurder.naam).join(wie, wie.id == Tekstversie.door)
    return vraag.outerjoin(keurder, keurder.id == Tekstversie.beoordeeld_door)


async def _lees(session: AsyncSession, vraag: Select[Unpack[tuple[Any, ...]]]) -> list[Versie]:
    return [_versie(*rij) for rij in await session.execute(vraag)]


def _versie(v: Tekstversie, door: str, beoordeeld_door: str | None) -> Versie:
    return Versie(
        v.id,
        v.plaats,
        v.tekst,
        v.toelichting,
        v.door,
        door,
        v.op,
        v.stand,
        beoordeeld_door,
        v.beoordeeld_op,
        v.opmerking,
    )
