"""Who owns a conversation, as a table. Every change is checked against it and appended to the history."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.gesprek.models import BOT, GESLOTEN, MENS, WACHT_OP_MENS, Gesprek, Statuswissel
from loket_backend.tijd import nu

MAG_NAAR: dict[str, frozenset[str]] = {
    BOT: frozenset({WACHT_OP_MENS, MENS, GESLOTEN}),
    WACHT_OP_MENS: frozenset({MENS, BOT, GESLOTEN}),
    MENS: frozenset({BOT, WACHT_OP_MENS, GESLOTEN}),
    GESLOTEN: frozenset({BOT}),
}


def wissel(session: AsyncSession, gesprek: Gesprek, naar: str, reden: str, door: str) -> None:
    """Moves a conversation that the caller holds locked to `naar`. Raises Conflict when the table does not allow it."""
    if naar not in MAG_NAAR[gesprek.status]:
        raise Conflict(f"Een gesprek met status {gesprek.status} kan niet naar {naar}.")
    session.add(Statuswissel(gesprek_id=gesprek.id, van=gesprek.status, naar=naar, reden=reden, door=door, op=nu()))
    gesprek.status = naar
