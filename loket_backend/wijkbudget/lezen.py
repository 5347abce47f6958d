"""What pages and downloads show of the budgets. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.intake.models import Intake
from loket_backend.partijen.models import Partij
from loket_backend.toewijzing.models import Wijk
from loket_backend.wijkbudget.models import INLEG, REALISATIE, Budgetboeking, Wijkbudget
from loket_backend.wijkbudget.ruimte import Ruimte
from loket_backend.wijkbudget.tabellen import Budgetmelding, Budgetruimte, Leverbesluit, Toezegging
from loket_backend.wijkbudget.waarschuwen import Niveau, Stand, niveaus, te_zeggen

PER_PAGINA = 25


@dataclass(frozen=True)
class Budgetregel:
    """One wijk in a year. `id` None: it has no budget yet."""

    id: int | None
    wijk_id: str
    wijk: str
    jaar: int
    stand: Stand

    @property
    def vrij(self) -> int:
        return self.stand.totaal - self.stand.toegezegd

    @property
    def blijft_over(self) -> int:
        """At the end of the year, when all goes on as was agreed; below zero is what is lacking."""
        return self.stand.totaal - self.stand.prognose

    @property
    def waarschuwingen(self) -> list[Niveau]:
        return te_zeggen(self.stand)


@dataclass(frozen=True)
class Partijregel:
    """One party in a budget, in cents: what it paid in, and what it delivers. `reden`: why its room is what it is."""

    id: str
    naam: str
    ingelegd: int
    gerealiseerd: int
    ruimte: Ruimte
    reden: str | None = None


@dataclass(frozen=True)
class Boekingregel:
    """One booking. `kenmerk` only for who may see that dossier; `dossier`: there is one. `wie`: of the loket, the party."""

    id: int
    op: datetime
    soort: str
    bedrag: int
    partij_id: str | None
    partij: str | None
    kenmerk: str | None
    dossier: bool
    regel: str | None
    toelichting: str | None


@dataclass(frozen=True)
class Boven:
    """A line of which more was spent than was committed. `kenmerk` only for who may see that dossier."""

    partij: str | None
    kenmerk: str | None
    toegezegd: int
    uitgegeven: int


@dataclass(frozen=True)
class Melding:
    zin: str
    op: datetime
    gezien: bool


def _te_komen() -> ColumnElement[int]:
    som = select(func.coalesce(func.sum(Toezegging.te_komen), 0)).where(Toezegging.budget_id == Wijkbudget.id)
    return som.correlate(Wijkbudget).scalar_subquery()


def _regel(wijk_id: str, wijk: str, jaar: int, budget: Wijkbudget | None, komt: int) -> Budgetregel:
    if budget is None:
        return Budgetregel(None, wijk_id, wijk, jaar, Stand(0, 0, 0, 0))
    stand = Stand(budget.totaal, budget.toegezegd, budget.gerealiseerd, int(komt))
    return Budgetregel(budget.id, wijk_id, wijk, jaar, stand)


async def overzicht(session: AsyncSession, jaar: int) -> list[Budgetregel]:
    """All wijken in a year, by name."""
    bij_jaar = and_(Wijkbudget.wijk_id == Wijk.id, Wijkbudget.jaar == jaar)
    keuze = select(Wijk.id, Wijk.naam, Wijkbudget, _te_komen()).outerjoin(Wijkbudget, bij_jaar)
    rijen = await session.execute(keuze.order_by(Wijk.naam))
    return [_regel(wijk_id, wijk, jaar, budget, komt) for wijk_id, wijk, budget, komt in rijen]


async def een(session: AsyncSession, budget_id: int) -> Budgetregel:
    """Raises NietGevonden."""
    keuze = select(Wijk.id, Wijk.naam, Wijkbudget, _te_komen()).join(Wijkbudget, Wijkbudget.wijk_id == Wijk.id)
    rij = (await session.execute(keuze.where(Wijkbudget.id == budget_id))).one_or_none()
    if rij is None:
        raise NietGevonden()
    wijk_id, wijk, budget, komt = rij
    return _regel(wijk_id, wijk, budget.jaar, budget, komt)


async def jaren(session: AsyncSession) -> list[int]:
    return sorted(await session.scalars(select(Wijkbudget.jaar).distinct()))


async def partijen(session: AsyncSession, budget_id: int) -> list[Partijregel]:
    """Who pays in, who delivers, and who has room, by name."""
    geld = await _per_partij(session, budget_id)
    toegezegd = select(Toezegging.partij_id, func.sum(Toezegging.bedrag)).where(Toezegging.budget_id == budget_id)
    vast = dict((await session.execute(toegezegd.group_by(Toezegging.partij_id))).tuples().all())
    ruimte = select(Budgetruimte).where(Budgetruimte.budget_id == budget_id).order_by(Budgetruimte.id)
    grens = {rij.partij_id: rij for rij in await session.scalars(ruimte)}
    meer = select(Leverbesluit.partij_id, func.sum(Leverbesluit.extra)).where(Leverbesluit.budget_id == budget_id)
    extra = dict((await session.execute(meer.group_by(Leverbesluit.partij_id))).tuples().all())
    ids = {id_ for id_, _ in geld} | set(vast) | set(grens) | set(extra)
    namen = select(Partij.id, Partij.naam).where(Partij.id.in_(i for i in ids if i)).order_by(Partij.naam)
    return [
        Partijregel(
            id_,
            naam,
            geld.get((id_, INLEG), 0),
            geld.get((id_, REALISATIE), 0),
            Ruimte(zet.maximum if zet else None, int(extra.get(id_, 0)), int(vast.get(id_, 0))),
            zet.reden if zet else None,
        )
        for id_, naam, zet in ((id_, naam, grens.get(id_)) for id_, naam in await session.execute(namen))
    ]


async def _per_partij(session: AsyncSession, budget_id: int) -> dict[tuple[str | None, str], int]:
    velden = (Budgetboeking.partij_id, Budgetboeking.soort)
    keuze = select(*velden, func.sum(Budgetboeking.bedrag)).where(Budgetboeking.budget_id == budget_id)
    keuze = keuze.where(Budgetboeking.soort.in_((INLEG, REALISATIE))).group_by(*velden)
    return {(partij, soort): int(som) for partij, soort, som in await session.execute(keuze)}


async def boekingen(
    session: AsyncSession, budget_id: int, zichtbaar: ColumnElement[bool], pagina: int | None = None
) -> list[Boekingregel]:
    """The newest first; one more than a page, so that one sees whether there are more. Without a page all of them.

    `zichtbaar`: a condition on Intake: whose kenmerk may be read.
    """
    mag = exists().where(Intake.kenmerk == Budgetboeking.kenmerk, zichtbaar).correlate(Budgetboeking)
    keuze = select(Budgetboeking, Partij.naam, mag).outerjoin(Partij, Partij.id == Budgetboeking.partij_id)
    keuze = keuze.where(Budgetboeking.budget_id == budget_id)
    keuze = keuze.order_by(Budgetboeking.op.desc(), Budgetboeking.id.desc())
    if pagina is not None:
        keuze = keuze.limit(PER_PAGINA + 1).offset((pagina - 1) * PER_PAGINA)
    return [
        Boekingregel(
            id=b.id,
            op=b.op,
            soort=b.soort,
            bedrag=b.bedrag,
            partij_id=b.partij_id,
            partij=naam,
            kenmerk=b.kenmerk if zien else None,
            dossier=bool(b.kenmerk),
            regel=b.regel,
            toelichting=b.toelichting,
        )
        for b, naam, zien in await session.execute(keuze)
    ]


async def besluiten(session: AsyncSession, budget_id: int) -> Sequence[tuple[Leverbesluit, str]]:
    """What managers decided, with the name of the organisation; the newest first."""
    keuze = select(Leverbesluit, Partij.naam).join(Partij, Partij.id == Leverbesluit.partij_id)
    keuze = keuze.where(Leverbesluit.budget_id == budget_id).order_by(Leverbesluit.id.desc())
    return (await session.execute(keuze)).tuples().all()


async def meldingen(session: AsyncSession, budget_id: int) -> list[Melding]:
    keuze = select(Budgetmelding).where(Budgetmelding.budget_id == budget_id).order_by(Budgetmelding.op)
    zinnen = {n.sleutel: n.zin for n in niveaus()}
    return [
        Melding(zinnen.get(m.niveau, m.niveau), m.op, m.gezien_op is not None) for m in await session.scalars(keuze)
    ]


async def toezeggingen(session: AsyncSession, budget_id: int) -> list[tuple[Toezegging, str | None]]:
    """What each line takes now, with who delivers, in the order of the organisations."""
    keuze = select(Toezegging, Partij.naam).outerjoin(Partij, Partij.id == Toezegging.partij_id)
    keuze = keuze.where(Toezegging.budget_id == budget_id).order_by(Partij.naam, Toezegging.regel)
    return [(t, naam) for t, naam in await session.execute(keuze)]


async def boven_toezegging(session: AsyncSession, budget_id: int, zichtbaar: ColumnElement[bool]) -> list[Boven]:
    """What takes most too much first, one page at most. `zichtbaar`: as for `boekingen`."""
    mag = exists().where(Intake.kenmerk == Toezegging.kenmerk, zichtbaar).correlate(Toezegging)
    keuze = select(Toezegging, Partij.naam, mag).outerjoin(Partij, Partij.id == Toezegging.partij_id)
    keuze = keuze.where(Toezegging.budget_id == budget_id, Toezegging.gerealiseerd > Toezegging.bedrag)
    keuze = keuze.order_by((Toezegging.gerealiseerd - Toezegging.bedrag).desc(), Toezegging.regel).limit(PER_PAGINA)
    return [
        Boven(naam, t.kenmerk if zien else None, t.bedrag, t.gerealiseerd)
        for t, naam, zien in await session.execute(keuze)
    ]
