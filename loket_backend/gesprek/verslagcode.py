"""The code behind which a resident reads the own conversation, for a quarter of an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.gesprek.leescode import Code, Codes
from loket_backend.gesprek.models import Gesprek

GELDIG = timedelta(minutes=15)
TEGELIJK = 5


class Verslagcode(Code):
    __tablename__ = "gesprek_verslagcode"

    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)


CODES = Codes(Verslagcode, GELDIG, TEGELIJK, bytes=32)


async def maak(session: AsyncSession, gesprek_id: str) -> tuple[str, datetime]:
    """A new code and until when it works; the code is shown once."""
    return await CODES.maak(session, Verslagcode.gesprek_id == gesprek_id, gesprek_id=gesprek_id)


async def gesprek_bij(session: AsyncSession, code: str) -> Gesprek:
    """Raises the same NietGevonden for a code that never was and for one that is too old."""
    return await session.get_one(Gesprek, (await CODES.vind(session, code)).gesprek_id)
