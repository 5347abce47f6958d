"""The one door to the ledger: every event is a booking, and moves a total in one statement that asks whether there is room.

The ledger adds up to the totals: `totaal` is the sum of inleg, `toegezegd` of toezegging and vrijval (which is negative), `gerealiseerd` of
realisatie. Everything works in the caller's transaction. Locks: after the conversation and the intake, budgets in the order of their id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, and_, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, NietGevonden
from loket_backend.geld import toon_bedrag
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Wijk
from loket_backend.wijkbudget import waarschuwen
from loket_backend.wijkbudget.models import INLEG, REALISATIE, TOEZEGGING, VRIJVAL, Budgetboeking, Wijkbudget

VELD: Mapping[str, str] = {
    INLEG: "totaal",
    TOEZEGGING: "toegezegd",
    VRIJVAL: "toegezegd",
    REALISATIE: "gerealiseerd",
}
TEKEN: Mapping[str, int] = {TOEZEGGING: 1, VRIJVAL: -1}


@dataclass(frozen=True)
class Post:
    """What is booked: the columns of Budgetboeking. Cents; a toezegging is positive, a vrijval negative, the others either way."""

    soort: str
    bedrag: int
    door: str
    partij_id: str | None = None
    kenmerk: str | None = None
    regel: str | None = None
    toelichting: str | None = None


async def open_budget(session: AsyncSession, wijk_id: str, jaar: int) -> int:
    """The id of the budget of this wijk and year, made when there is none. Raises NietGevonden for an unknown wijk."""
    if await session.get(Wijk, wijk_id) is None:
        raise NietGevonden()
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[session.get_bind().dialect.name]
    leeg = {"totaal": 0, "toegezegd": 0, "gerealiseerd": 0}
    nieuw = dialect.insert(Wijkbudget).values(wijk_id=wijk_id, jaar=jaar, **leeg)
    await session.execute(nieuw.on_conflict_do_nothing(index_elements=["wijk_id", "jaar"]))
    zoek = select(Wijkbudget.id).where(Wijkbudget.wijk_id == wijk_id, Wijkbudget.jaar == jaar)
    return (await session.scalars(zoek)).one()


async def vergrendel(session: AsyncSession, budget_ids: Sequence[int]) -> dict[int, Wijkbudget]:
    """These budgets by id, locked in that order. Raises NietGevonden when one is not there."""
    keuze = select(Wijkbudget).where(Wijkbudget.id.in_(budget_ids)).order_by(Wijkbudget.id)
    rijen = await session.scalars(keuze.with_for_update().execution_options(populate_existing=True))
    gevonden = {budget.id: budget for budget in rijen}
    if len(gevonden) < len(set(budget_ids)):
        raise NietGevonden()
    return gevonden


async def boek(session: AsyncSession, budget_id: int, post: Post) -> Budgetboeking:
    """Moves the total and appends the booking. Raises Conflict, which says how much is free, and NietGevonden; then nothing was booked."""
    if post.bedrag * TEKEN.get(post.soort, post.bedrag) <= 0:
        raise ValueError(f"{post.soort} van {post.bedrag}")
    veld = getattr(Wijkbudget, VELD[post.soort])
    verzet = update(Wijkbudget).where(Wijkbudget.id == budget_id, _past(post)).values({veld: veld + post.bedrag})
    gedaan: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        verzet.execution_options(synchronize_session=False)
    )
    if gedaan.rowcount != 1:
        raise await _weigering(session, budget_id, post)
    boeking = Budgetboeking(budget_id=budget_id, op=nu(), **asdict(post))
    session.add(boeking)
    await session.flush()
    return boeking


def _past(post: Post) -> ColumnElement[bool]:
    """The room that this booking asks: what nobody can take at the same time, because it is asked in the statement that takes it."""
    if post.soort == INLEG:
        return Wijkbudget.totaal + post.bedrag >= Wijkbudget.toegezegd
    if post.soort == REALISATIE:
        return Wijkbudget.gerealiseerd + post.bedrag >= 0
    daarna = Wijkbudget.toegezegd + post.bedrag
    return and_(daarna >= 0, daarna <= Wijkbudget.totaal)


async def _weigering(session: AsyncSession, budget_id: int, post: Post) -> Exception:
    keuze = select(Wijkbudget, Wijk.naam).join(Wijk, Wijk.id == Wijkbudget.wijk_id).where(Wijkbudget.id == budget_id)
    rij = (await session.execute(keuze.execution_options(populate_existing=True))).one_or_none()
    if rij is None:
        return NietGevonden()
    budget, wijk = rij
    waar, gevraagd = f"het budget van {wijk} voor {budget.jaar}", toon_bedrag(abs(post.bedrag))
    return Conflict(
        {
            INLEG: f"Van {waar} is al {toon_bedrag(budget.toegezegd)} toegezegd. Het totaal kan niet lager worden dan dat.",
            TOEZEGGING: f"In {waar} is nog {toon_bedrag(budget.totaal - budget.toegezegd)} vrij. Er is {gevraagd} nodig.",
            VRIJVAL: f"Van {waar} is maar {toon_bedrag(budget.toegezegd)} toegezegd. Er kan geen {gevraagd} vrijvallen.",
            REALISATIE: f"Uit {waar} is {toon_bedrag(budget.gerealiseerd)} uitgegeven. U kunt niet meer terugboeken dan dat.",
        }[post.soort]
    )


async def moet_passen(session: AsyncSession, budget_id: int, bedrag: int) -> None:
    """For who holds the budget locked and commits several lines. Raises Conflict when they do not fit together."""
    vrij = await session.scalar(select(Wijkbudget.totaal - Wijkbudget.toegezegd).where(Wijkbudget.id == budget_id))
    if vrij is None or bedrag > vrij:
        raise await _weigering(session, budget_id, Post(TOEZEGGING, bedrag, ""))


async def leg_in(
    session: AsyncSession, budget_id: int, partij_id: str, bedrag: int, door: str, toelichting: str = ""
) -> Budgetboeking:
    """A party pays in, or with a negative amount takes back. Raises Conflict when that was committed already, or was never theirs."""
    await vergrendel(session, [budget_id])
    if bedrag < 0 and (eigen := await ingelegd(session, budget_id, partij_id)) + bedrag < 0:
        raise Conflict(f"Deze partij legde {toon_bedrag(eigen)} in. Er kan niet meer af dan dat.")
    boeking = await boek(session, budget_id, Post(INLEG, bedrag, door, partij_id, toelichting=toelichting or None))
    await waarschuwen.kijk(session, budget_id)
    return boeking


async def ingelegd(session: AsyncSession, budget_id: int, partij_id: str) -> int:
    """What this party paid in, its corrections taken off."""
    som = select(func.coalesce(func.sum(Budgetboeking.bedrag), 0)).where(
        Budgetboeking.budget_id == budget_id, Budgetboeking.soort == INLEG, Budgetboeking.partij_id == partij_id
    )
    return int(await session.scalar(som) or 0)
