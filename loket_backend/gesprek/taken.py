"""What people of the loket still have to do outside the chat: call somebody back, reach somebody who cannot be reached in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String, delete, select, text, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, VersleuteldJson
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.gesprek.models import Gesprek
from loket_backend.tijd import lees_moment, nu
from loket_backend.toewijzing.models import Medewerker

TERUGBELLEN, ONBEREIKBAAR = "terugbellen", "onbereikbaar"


class Taak(Basis):
    """`gegevens`: what somebody needs to do it, such as `naam`, `telefoon` and `moment`; what is not known is not there."""

    __tablename__ = "taak"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    soort: Mapped[str] = mapped_column(String(24))
    gegevens: Mapped[dict[str, Any]] = mapped_column(VersleuteldJson)
    ontstaan_op: Mapped[datetime] = mapped_column(Moment)
    gedaan_op: Mapped[datetime | None] = mapped_column(Moment)
    gedaan_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))

    __table_args__ = (
        Index(
            "uq_taak_open",
            "gesprek_id",
            "soort",
            unique=True,
            sqlite_where=text("gedaan_op IS NULL"),
            postgresql_where=text("gedaan_op IS NULL"),
        ),
    )


async def maak_taak(session: AsyncSession, gesprek_id: str, soort: str, gegevens: dict[str, Any]) -> Taak:
    """The open task of this kind for the conversation, made when there is none; newly known `gegevens` are added to it.

    Raises NietGevonden for an unknown conversation.
    """
    if await session.scalar(select(Gesprek.id).where(Gesprek.id == gesprek_id).with_for_update()) is None:
        raise NietGevonden()
    bekend = {sleutel: waarde for sleutel, waarde in gegevens.items() if waarde}
    taak = await open_taak(session, gesprek_id, soort)
    if taak is None:
        taak = Taak(gesprek_id=gesprek_id, soort=soort, gegevens=bekend, ontstaan_op=nu())
        session.add(taak)
    else:
        taak.gegevens = {**taak.gegevens, **bekend}
    await session.flush()
    return taak


async def open_taak(session: AsyncSession, gesprek_id: str, soort: str) -> Taak | None:
    nog_open = select(Taak).where(Taak.gesprek_id == gesprek_id, Taak.soort == soort, Taak.gedaan_op.is_(None))
    return await session.scalar(nog_open)


async def open_taken(session: AsyncSession, waar: ColumnElement[bool] | None = None) -> list[Taak]:
    """What is still to be done, the oldest first; `waar` says which of it."""
    vraag = select(Taak).where(Taak.gedaan_op.is_(None), true() if waar is None else waar)
    return list(await session.scalars(vraag.order_by(Taak.ontstaan_op, Taak.id)))


async def rond_af(session: AsyncSession, taak_id: int, wie: str) -> Taak:
    """Compare-and-set: it is done by one person. Again by the same person changes nothing.

    Raises NietGevonden, and Conflict that says who did it.
    """
    vrij = (Taak.id == taak_id) & Taak.gedaan_op.is_(None)
    await session.execute(
        update(Taak).where(vrij).values(gedaan_op=nu(), gedaan_door=wie).execution_options(synchronize_session=False)
    )
    taak = await session.get(Taak, taak_id, populate_existing=True)
    if taak is None:
        raise NietGevonden()
    if taak.gedaan_door != wie and taak.gedaan_op is not None:
        eerste = await session.get(Medewerker, taak.gedaan_door)
        raise Conflict(f"{eerste.naam if eerste else 'Een collega'} deed dit al, op {lees_moment(taak.gedaan_op)}.")
    return taak


async def vergeet_taken(session: AsyncSession, gesprek_id: str) -> None:
    """A resident who has their words erased is not called on the number they gave."""
    await session.execute(delete(Taak).where(Taak.gesprek_id == gesprek_id))
