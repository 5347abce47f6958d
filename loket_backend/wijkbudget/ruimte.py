"""How much of a budget an organisation may take, and what managers decided about that and about who delivers.

Without a room an organisation is bound by the budget alone. Managers may give more room; that decision is kept with their names and reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.geld import toon_bedrag
from loket_backend.partijen.models import Partij
from loket_backend.tijd import nu
from loket_backend.wijkbudget import boeken
from loket_backend.wijkbudget.tabellen import Budgetruimte, Leverbesluit, Toezegging

ENIGE, MEER_RUIMTE = "enige", "meer_ruimte"
SOORTEN = {
    ENIGE: "Eén organisatie kan het leveren: zij doet het",
    MEER_RUIMTE: "Een organisatie krijgt meer ruimte",
}


@dataclass(frozen=True)
class Besluit:
    """What managers decided. ENIGE names the offer; MEER_RUIMTE the cents that come on top of the room."""

    soort: str
    partij_id: str
    besloten_door: list[str]
    besloten_op: date
    reden: str
    aanbod_id: str | None = None
    extra: int = 0


@dataclass(frozen=True)
class Ruimte:
    """Cents. `maximum` None: no limit. `extra`: what managers gave on top of it."""

    maximum: int | None
    extra: int
    toegezegd: int

    @property
    def samen(self) -> int | None:
        return None if self.maximum is None else self.maximum + self.extra

    @property
    def vrij(self) -> int | None:
        return None if self.samen is None else self.samen - self.toegezegd


async def zet(
    session: AsyncSession, budget_id: int, partij_id: str, maximum: int | None, door: str, reden: str
) -> None:
    """From now on. Raises Conflict when the organisation has taken more already."""
    await boeken.vergrendel(session, [budget_id])
    nu_ = await van(session, budget_id, partij_id)
    if maximum is not None and maximum + nu_.extra < nu_.toegezegd:
        raise Conflict(
            f"Van dit budget is al {toon_bedrag(nu_.toegezegd)} voor deze organisatie toegezegd. De ruimte kan niet lager worden dan dat."
        )
    ruimte = Budgetruimte(budget_id=budget_id, partij_id=partij_id, maximum=maximum, reden=reden or None)
    ruimte.door, ruimte.op = door, nu()
    session.add(ruimte)
    await session.flush()


async def besluit(session: AsyncSession, budget_id: int, wat: Besluit, door: str) -> Leverbesluit:
    """Keeps what managers decided; `door` is who writes it down."""
    await boeken.vergrendel(session, [budget_id])
    rij = Leverbesluit(budget_id=budget_id, door=door, op=nu(), **vars(wat))
    session.add(rij)
    await session.flush()
    return rij


async def van(session: AsyncSession, budget_id: int, partij_id: str) -> Ruimte:
    """Of one organisation. Hold the budget locked to rely on it."""
    laatste = select(Budgetruimte.maximum).where(
        Budgetruimte.budget_id == budget_id, Budgetruimte.partij_id == partij_id
    )
    extra = select(func.coalesce(func.sum(Leverbesluit.extra), 0)).where(
        Leverbesluit.budget_id == budget_id, Leverbesluit.partij_id == partij_id
    )
    toegezegd = select(func.coalesce(func.sum(Toezegging.bedrag), 0)).where(
        Toezegging.budget_id == budget_id, Toezegging.partij_id == partij_id
    )
    return Ruimte(
        await session.scalar(laatste.order_by(Budgetruimte.id.desc()).limit(1)),
        int(await session.scalar(extra) or 0),
        int(await session.scalar(toegezegd) or 0),
    )


async def controleer(session: AsyncSession, budget_id: int, partij_id: str) -> None:
    """After the lines were written down, the budget still locked. Raises Conflict when this organisation took more than its room."""
    ruimte = await van(session, budget_id, partij_id)
    if ruimte.samen is None or ruimte.toegezegd <= ruimte.samen:
        return
    partij = await session.get_one(Partij, partij_id)
    raise Conflict(
        f"{partij.naam} mag {toon_bedrag(ruimte.samen)} van dit budget gebruiken. Met deze regels wordt het {toon_bedrag(ruimte.toegezegd)}. "
        "Voor meer ruimte is een besluit van de managers nodig."
    )
