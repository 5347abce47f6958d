"""The codes behind which a resident reads: the own conversation, or a paper. A page cannot carry a Bearer header.

A code is for that one thing and for reading only. Here stands only its hash.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.postvak import token_hash
from loket_backend.tijd import nu


class Code(Basis):
    __abstract__ = True

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    geldig_tot: Mapped[datetime] = mapped_column(Moment, index=True)


C = TypeVar("C", bound=Code)


@dataclass(frozen=True)
class Codes(Generic[C]):
    """One kind. `geldig`: how long a code works; who asks for more than `tegelijk`, loses the oldest."""

    soort: type[C]
    geldig: timedelta
    tegelijk: int
    bytes: int = 24

    async def maak(self, session: AsyncSession, van: ColumnElement[bool], **waarvoor: Any) -> tuple[str, datetime]:
        """A new code and until when it works; the code is shown once. `van`: which other codes belong with it."""
        code, geldig_tot = secrets.token_urlsafe(self.bytes), nu() + self.geldig
        await self._ruim_op(session, van)
        session.add(self.soort(hash=token_hash(code), geldig_tot=geldig_tot, **waarvoor))
        return code, geldig_tot

    async def vind(self, session: AsyncSession, code: str, *eisen: ColumnElement[bool]) -> C:
        """Raises the same NietGevonden for a code that never was, that is too old, and that opens something else."""
        geldig = select(self.soort).where(self.soort.hash == token_hash(code), self.soort.geldig_tot > nu())
        rij = await session.scalar(geldig.where(*eisen))
        if rij is None:
            raise NietGevonden()
        return rij

    async def _ruim_op(self, session: AsyncSession, van: ColumnElement[bool]) -> None:
        """Removes what no longer works, of everybody, and the oldest of these: one place is left."""
        await session.execute(delete(self.soort).where(self.soort.geldig_tot <= nu()))
        eigen = select(self.soort.hash).where(van).order_by(self.soort.geldig_tot.desc())
        te_veel: Sequence[str] = list(await session.scalars(eigen.offset(self.tegelijk - 1)))
        await session.execute(delete(self.soort).where(self.soort.hash.in_(te_veel)))
