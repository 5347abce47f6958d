"""The code behind which a resident reads one paper, for a week: long enough to show a daughter at the weekend."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.leescode import Codes
from loket_backend.keukentafel.gespreksverslag_models import Leescode
from loket_backend.keukentafel.gespreksverslag_sjabloon import Loket

GELDIG = timedelta(days=7)
# Of one dossier.
TEGELIJK = 10
VERSLAG, BEVESTIGING = "gespreksverslag", "bevestiging"
CODES = Codes(Leescode, GELDIG, TEGELIJK)


async def maak(session: AsyncSession, kenmerk: str, versie_id: int | None = None) -> str:
    """A new code; it is shown once."""
    code, _ = await CODES.maak(session, Leescode.kenmerk == kenmerk, kenmerk=kenmerk, versie_id=versie_id)
    return code


async def adres(session: AsyncSession, loket: Loket, kenmerk: str, versie_id: int | None = None) -> str:
    """The whole address of a fresh page for the resident."""
    code = await maak(session, kenmerk, versie_id)
    return f"{loket.adres}/{VERSLAG if versie_id is not None else BEVESTIGING}/{code}"


async def vind(session: AsyncSession, soort: str, code: str) -> Leescode:
    """Raises the same NietGevonden for a code that never was, that is too old, and that opens another paper."""
    voor = Leescode.versie_id.is_not(None) if soort == VERSLAG else Leescode.versie_id.is_(None)
    return await CODES.vind(session, code, voor)
