"""API keys of the staff API. Only a hash is kept; a key is shown once, when it is made."""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import NietAangemeld
from loket_backend.tijd import nu
from loket_backend.toegang.models import ApiSleutel

ROLLEN = ("medewerker", "coordinator", "beheerder", "partner")


async def maak_sleutel(session: AsyncSession, rol: str) -> str:
    """A new key for a role. Raises ValueError for an unknown role."""
    if rol not in ROLLEN:
        raise ValueError(f"onbekende rol {rol!r}; kies uit {', '.join(ROLLEN)}")
    sleutel = f"loket_{secrets.token_urlsafe(32)}"
    session.add(ApiSleutel(hash=_hash(sleutel), rol=rol, gemaakt_op=nu()))
    return sleutel


async def rol_van(session: AsyncSession, kop: str) -> tuple[str, str]:
    """The role of an Authorization header, and who that is in the audit trail. Raises NietAangemeld."""
    soort, _, sleutel = kop.partition(" ")
    rij = await session.get(ApiSleutel, _hash(sleutel.strip())) if soort.lower() == "bearer" else None
    if rij is None:
        raise NietAangemeld()
    return rij.rol, f"sleutel:{rij.hash[:12]}"


def _hash(sleutel: str) -> str:
    return hashlib.sha256(sleutel.encode(errors="replace")).hexdigest()
