"""The code behind which a resident reads one paper: a page cannot carry a Bearer header.

It is for that paper only, for reading only, and lives a week: long enough to show a daughter at the weekend. Here stands only its hash.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.postvak import token_hash
from loket_backend.keukentafel.gespreksverslag_models import Leescode
from loket_backend.keukentafel.gespreksverslag_sjabloon import Loket
from loket_backend.tijd import nu

GELDIG = timedelta(days=7)
# Who asks for more than this of one dossier, loses the oldest.
TEGELIJK = 10
VERSLAG, BEVESTIGING = "gespreksverslag", "bevestiging"


async def maak(session: AsyncSession, kenmerk: str, versie_id: int | None = None) -> str:
    """A new code; it is shown once."""
    code = secrets.token_urlsafe(24)
    await _ruim_op(session, kenmerk)
    session.add(Leescode(hash=token_hash(code), kenmerk=kenmerk, versie_id=versie_id, geldig_tot=nu() + GELDIG))
    return code


async def adres(session: AsyncSession, loket: Loket, kenmerk: str, versie_id: int | None = None) -> str:
    """The whole address of a fresh page for the resident."""
    code = await maak(session, kenmerk, versie_id)
    return f"{loket.adres}/{VERSLAG if versie_id is not None else BEVESTIGING}/{code}"


async def vind(session: AsyncSession, soort: str, code: str) -> Leescode:
    """Raises the same NietGevonden for a code that never was, that is too old, and that opens another paper."""
    keuze = select(Leescode).where(Leescode.hash == token_hash(code), Leescode.geldig_tot > nu())
    voor = Leescode.versie_id.is_not(None) if soort == VERSLAG else Leescode.versie_id.is_(None)
    rij = await session.scalar(keuze.where(voor))
    if rij is None:
        raise NietGevonden()
    return rij


async def _ruim_op(session: AsyncSession, kenmerk: str) -> None:
    """Removes what no longer works, of everybody, and the oldest of this dossier: one place is left."""
    await session.execute(delete(Leescode).where(Leescode.geldig_tot <= nu()))
    eigen = select(Leescode.hash).where(Leescode.kenmerk == kenmerk)
    te_veel = list(await session.scalars(eigen.order_by(Leescode.geldig_tot.desc()).offset(TEGELIJK - 1)))
    await session.execute(delete(Leescode).where(Leescode.hash.in_(te_veel)))
