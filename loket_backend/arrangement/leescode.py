"""The code behind which a resident reads one version of the arrangement: for that paper only, for a week."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.arrangement.models import Arrangementversie
from loket_backend.gesprek.leescode import Code, Codes
from loket_backend.keukentafel.gespreksverslag_sjabloon import Loket
from loket_backend.keukentafel.leescode import GELDIG, TEGELIJK

SOORT = "arrangement"


class Arrangementcode(Code):
    """Opens one version that was laid before the resident."""

    __tablename__ = "arrangementcode"

    versie_id: Mapped[int] = mapped_column(ForeignKey("arrangementversie.id"), index=True)


CODES = Codes(Arrangementcode, GELDIG, TEGELIJK)


async def maak(session: AsyncSession, versie_id: int) -> str:
    """A new code; it is shown once."""
    code, _ = await CODES.maak(session, Arrangementcode.versie_id == versie_id, versie_id=versie_id)
    return code


async def adres(session: AsyncSession, loket: Loket, versie_id: int) -> str:
    """The whole address of a fresh page for the resident."""
    return f"{loket.adres}/{SOORT}/{await maak(session, versie_id)}"


async def vind(session: AsyncSession, code: str) -> tuple[Arrangementversie, datetime]:
    """The version and until when the code works. Raises the same NietGevonden for a code that never was and one that is too old."""
    rij = await CODES.vind(session, code)
    return await session.get_one(Arrangementversie, rij.versie_id), rij.geldig_tot
