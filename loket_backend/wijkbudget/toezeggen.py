"""What an arrangement takes of the budgets of its wijk, and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession


class Regel(Protocol):
    """What a budget needs to know of a line: its `kosten_jaar` in cents fall in the years between begin and end."""

    sleutel: str
    bekostiging: str
    partij_id: str | None
    begint_op: date
    eindigt_op: date | None
    kosten_jaar: int


async def stem_af(session: AsyncSession, kenmerk: str, wijk_id: str | None, regels: Sequence[Regel], door: str) -> None:
    """Brings what is committed for this dossier in line with these lines: only those of bekostiging `wijkbudget` count.

    Raises Conflict when a budget would be overdrawn; then nothing was committed.
    """
