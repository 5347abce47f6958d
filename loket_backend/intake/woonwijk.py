"""The wijk in which a resident says they live. It counts for as long as there is no postcode."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment
from loket_backend.tijd import nu
from loket_backend.toewijzing import service as toewijzing
from loket_backend.toewijzing.models import Wijk


class Woonwijk(Basis):
    """What the resident confirmed; only ever appended, the last one counts."""

    __tablename__ = "woonwijk"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    wijk_id: Mapped[str] = mapped_column(ForeignKey("wijk.id"))
    op: Mapped[datetime] = mapped_column(Moment)


def bevestig(session: AsyncSession, gesprek_id: str, wijk_id: str) -> None:
    session.add(Woonwijk(gesprek_id=gesprek_id, wijk_id=wijk_id, op=nu()))


async def van(session: AsyncSession, gesprekken: Collection[str]) -> dict[str, str]:
    """The id of the wijk that was confirmed in each of these conversations; where none was, it is not there."""
    rijen = select(Woonwijk.gesprek_id, Woonwijk.wijk_id).where(Woonwijk.gesprek_id.in_(gesprekken))
    return {gesprek_id: wijk_id for gesprek_id, wijk_id in await session.execute(rijen.order_by(Woonwijk.id))}


async def wijk_voor(session: AsyncSession, gesprek_id: str, postcode: str | None) -> Wijk | None:
    """The wijk of the postcode; without a postcode the one that the resident confirmed."""
    if postcode is not None:
        return await toewijzing.wijk_van(session, postcode)
    gekozen = (await van(session, [gesprek_id])).get(gesprek_id)
    return await session.get(Wijk, gekozen) if gekozen else None


async def vergeet(session: AsyncSession, gesprek_id: str) -> None:
    await session.execute(delete(Woonwijk).where(Woonwijk.gesprek_id == gesprek_id))
