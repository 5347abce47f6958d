"""The code behind which a resident reads one version of the arrangement: for that paper only, for a week. Here stands only its hash."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.arrangement.models import Arrangementversie
from loket_backend.db import Basis, Moment
from loket_backend.errors import NietGevonden
from loket_backend.gesprek.postvak import token_hash
from loket_backend.keukentafel.gespreksverslag_sjabloon import Loket
from loket_backend.keukentafel.leescode import GELDIG, TEGELIJK
from loket_backend.tijd import nu

SOORT = "arrangement"


class Arrangementcode(Basis):
    """Opens one version that was laid before the resident."""

    __tablename__ = "arrangementcode"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    versie_id: Mapped[int] = mapped_column(ForeignKey("arrangementversie.id"), index=True)
    geldig_tot: Mapped[datetime] = mapped_column(Moment, index=True)


async def maak(session: AsyncSession, versie_id: int) -> str:
    """A new code; it is shown once."""
    code = secrets.token_urlsafe(24)
    await _ruim_op(session, versie_id)
    session.add(Arrangementcode(hash=token_hash(code), versie_id=versie_id, geldig_tot=nu() + GELDIG))
    return code


async def adres(session: AsyncSession, loket: Loket, versie_id: int) -> str:
    """The whole address of a fresh page for the resident."""
    return f"{loket.adres}/{SOORT}/{await maak(session, versie_id)}"


async def vind(session: AsyncSession, code: str) -> tuple[Arrangementversie, datetime]:
    """The version and until when the code works. Raises the same NietGevonden for a code that never was and one that is too old."""
    keuze = select(Arrangementcode).where(Arrangementcode.hash == token_hash(code), Arrangementcode.geldig_tot > nu())
    rij = await session.scalar(keuze)
    if rij is None:
        raise NietGevonden()
    return await session.get_one(Arrangementversie, rij.versie_id), rij.geldig_tot


async def _ruim_op(session: AsyncSession, versie_id: int) -> None:
    """Removes what no longer works, of everybody, and the oldest of this version: one place is left."""
    await session.execute(delete(Arrangementcode).where(Arrangementcode.geldig_tot <= nu()))
    eigen = select(Arrangementcode.hash).where(Arrangementcode.versie_id == versie_id)
    te_veel = list(await session.scalars(eigen.order_by(Arrangementcode.geldig_tot.desc()).offset(TEGELIJK - 1)))
    await session.execute(delete(Arrangementcode).where(Arrangementcode.hash.in_(te_veel)))
