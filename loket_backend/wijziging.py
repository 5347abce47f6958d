"""What a gemeente changes without a developer: every change is a row with who, when, what was before and what came after.

Rows are only ever added. Of opening hours and numbers to call the newest row counts; of wijken and medewerkers the tables do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Integer, String, UniqueConstraint, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel
from loket_backend.errors import Conflict
from loket_backend.tijd import nu

MEDEWERKER, WIJK, OPENINGSTIJDEN, NUMMER, TERMIJN = "medewerker", "wijk", "openingstijden", "nummer", "controletermijn"
# The key of what there is only one of.
ENIGE = "loket"
UITLEG = "Een collega heeft dit intussen veranderd. Kijk wat er nu staat en probeer het dan opnieuw."

Inhoud = Mapping[str, Any]


class Wijziging(Basis):
    """`versie` counts from 1 for each thing (soort, sleutel): the database refuses a second row with the same number."""

    __tablename__ = "wijziging"
    __table_args__ = (UniqueConstraint("soort", "sleutel", "versie"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    soort: Mapped[str] = mapped_column(String(24))
    sleutel: Mapped[str] = mapped_column(Sleutel)
    versie: Mapped[int] = mapped_column(Integer)
    voor: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    na: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


async def versie(session: AsyncSession, soort: str, sleutel: str = ENIGE) -> int:
    """The number of the newest version; 0 when nothing was ever changed."""
    hoogste = select(func.max(Wijziging.versie)).where(Wijziging.soort == soort, Wijziging.sleutel == sleutel)
    return await session.scalar(hoogste) or 0


async def schrijf_op(
    session: AsyncSession,
    wie: str,
    soort: str,
    sleutel: str,
    voor: Inhoud | None,
    na: Inhoud | None,
    gezien: int | None = None,
) -> None:
    """Adds a version in the caller's transaction. `gezien`: the version that stood on the page; raises Conflict when a newer one is there."""
    nieuwste = await versie(session, soort, sleutel)
    if gezien is not None and gezien != nieuwste:
        raise Conflict(UITLEG)
    nieuw = {"voor": dict(voor) if voor else None, "na": dict(na) if na else None}
    session.add(Wijziging(soort=soort, sleutel=sleutel, versie=nieuwste + 1, door=wie, op=nu(), **nieuw))
    try:
        await session.flush()
    except IntegrityError as fout:
        raise Conflict(UITLEG) from fout


async def laatste(session: AsyncSession, soort: str) -> dict[str, Wijziging]:
    """The newest version of everything of this kind, by its key."""
    rijen = await session.scalars(select(Wijziging).where(Wijziging.soort == soort).order_by(Wijziging.versie))
    return {rij.sleutel: rij for rij in rijen}


async def verloop(session: AsyncSession, soort: str, sleutel: str = ENIGE, hoeveel: int = 25) -> list[Wijziging]:
    """The last changes of one thing, the newest first."""
    vraag = select(Wijziging).where(Wijziging.soort == soort, Wijziging.sleutel == sleutel)
    return list(await session.scalars(vraag.order_by(Wijziging.versie.desc()).limit(hoeveel)))
