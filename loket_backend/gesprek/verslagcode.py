"""The code behind which a resident reads the own conversation: a page cannot carry a Bearer header.

A code is for one conversation and for reading only, and lives a quarter of an hour. Here stands only its hash.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.postvak import token_hash
from loket_backend.tijd import nu

GELDIG = timedelta(minutes=15)
# Who asks for more than this at once, loses the oldest.
TEGELIJK = 5


class Verslagcode(Basis):
    __tablename__ = "gesprek_verslagcode"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    geldig_tot: Mapped[datetime] = mapped_column(Moment, index=True)


async def maak(session: AsyncSession, gesprek_id: str) -> tuple[str, datetime]:
    """A new code and until when it works; the code is shown once."""
    code, geldig_tot = secrets.token_urlsafe(32), nu() + GELDIG
    await _ruim_op(session, gesprek_id)
    session.add(Verslagcode(hash=token_hash(code), gesprek_id=gesprek_id, geldig_tot=geldig_tot))
    return code, geldig_tot


async def gesprek_bij(session: AsyncSession, code: str) -> Gesprek:
    """Raises the same NietGevonden for a code that never was and for one that is too old."""
    vraag = select(Gesprek).join(Verslagcode, Verslagcode.gesprek_id == Gesprek.id)
    geldig = vraag.where(Verslagcode.hash == token_hash(code), Verslagcode.geldig_tot > nu())
    gesprek = await session.scalar(geldig)
    if gesprek is None:
        raise NietGevonden()
    return gesprek


async def _ruim_op(session: AsyncSession, gesprek_id: str) -> None:
    """Removes what no longer works, of everybody, and the oldest of this conversation: one place is left."""
    await session.execute(delete(Verslagcode).where(Verslagcode.geldig_tot <= nu()))
    eigen = select(Verslagcode.hash).where(Verslagcode.gesprek_id == gesprek_id)
    te_veel = list(await session.scalars(eigen.order_by(Verslagcode.geldig_tot.desc()).offset(TEGELIJK - 1)))
    await session.execute(delete(Verslagcode).where(Verslagcode.hash.in_(te_veel)))
