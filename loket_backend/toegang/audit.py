"""The audit trail (NEN 7513): who did what with whose dossier, when, on what ground. Rows are only ever added."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.tijd import nu
from loket_backend.toegang.models import Auditregel


def leg_vast(session: AsyncSession, wie: str, wat: str, wiens: str, grond: str) -> None:
    """Writes one line in the caller's transaction: no line, no reading."""
    session.add(Auditregel(op=nu(), wie=wie, wat=wat, wiens=wiens, grond=grond))
