"""Who can deliver what the budget of a wijk pays: several organisations, or only one, and then what managers decided about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod, Aanbodgebied, Aanbodwijk
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.partijen.models import Partij
from loket_backend.partijen.woorden import VORMEN, WIJKBUDGET
from loket_backend.wijkbudget.ruimte import ENIGE
from loket_backend.wijkbudget.tabellen import Leverbesluit

Besluiten = Sequence[tuple[Leverbesluit, str]]


@dataclass(frozen=True)
class Aanbieder:
    partij_id: str
    partij: str
    aanbod_id: str
    aanbod: str


@dataclass(frozen=True)
class Levering:
    """Who can give this kind of help. With one only: the decision about it, if there is one."""

    leefgebied: str
    vorm: str
    aanbieders: list[Aanbieder]
    besluit: Leverbesluit | None

    @property
    def organisaties(self) -> list[str]:
        return sorted({a.partij for a in self.aanbieders})

    @property
    def enige(self) -> Aanbieder | None:
        return self.aanbieders[0] if len(self.organisaties) == 1 else None


async def lees(session: AsyncSession, wijk_id: str, besluiten: Besluiten) -> list[Levering]:
    """By leefgebied and kind of help, in the order of the catalogue."""
    groepen: dict[tuple[str, str], list[Aanbieder]] = defaultdict(list)
    for leefgebied, vorm, aanbieder in await _aanbod(session, wijk_id):
        groepen[leefgebied, vorm].append(aanbieder)
    besloten = {b.aanbod_id: b for b, _ in reversed(besluiten) if b.soort == ENIGE}
    volgorde = sorted(groepen, key=lambda g: (list(LEEFGEBIEDEN).index(g[0]), list(VORMEN).index(g[1])))
    return [Levering(g[0], g[1], groepen[g], _besluit(groepen[g], besloten)) for g in volgorde]


def _besluit(aanbieders: list[Aanbieder], besloten: dict[str | None, Leverbesluit]) -> Leverbesluit | None:
    return next((besloten[a.aanbod_id] for a in aanbieders if a.aanbod_id in besloten), None)


async def _aanbod(session: AsyncSession, wijk_id: str) -> list[tuple[str, str, Aanbieder]]:
    hier = exists().where(Aanbodwijk.aanbod_id == Aanbod.id, Aanbodwijk.wijk_id == wijk_id).correlate(Aanbod)
    overal = ~exists().where(Aanbodwijk.aanbod_id == Aanbod.id).correlate(Aanbod)
    keuze = select(Aanbodgebied.leefgebied, Aanbod.vorm, Partij.id, Partij.naam, Aanbod.id, Aanbod.naam)
    keuze = keuze.join(Aanbod, Aanbod.id == Aanbodgebied.aanbod_id).join(Partij, Partij.id == Aanbod.partij_id)
    keuze = keuze.where(Aanbod.actief, Aanbod.bekostiging == WIJKBUDGET, Partij.actief, or_(hier, overal))
    rijen = await session.execute(keuze.order_by(Partij.naam, Aanbod.naam))
    return [(leefgebied, vorm, Aanbieder(*rest)) for leefgebied, vorm, *rest in rijen]


async def enige_aanbod(session: AsyncSession, wijk_id: str) -> dict[str, Aanbieder]:
    """The offers that only one organisation has, by id: what a decision can be about."""
    return {
        a.aanbod_id: a for levering in await lees(session, wijk_id, ()) if levering.enige for a in levering.aanbieders
    }
