"""The opening hours that a gemeente set in the console: the same form as the file, a version a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.gesprek.openingstijden import Tijdenvorm


async def bewaard(session: AsyncSession) -> Tijdenvorm | None:
    """The newest version; None while the file counts. Raises ValidationError when it cannot be used."""
    rij = (await wijziging.laatste(session, wijziging.OPENINGSTIJDEN)).get(wijziging.ENIGE)
    return None if rij is None else Tijdenvorm.model_validate(rij.na)


async def bewaar(session: AsyncSession, wie: str, oud: Tijdenvorm, nieuw: Tijdenvorm, gezien: int) -> None:
    """Raises Conflict when somebody else was first."""
    voor, na = als_json(oud), als_json(nieuw)
    await wijziging.schrijf_op(session, wie, wijziging.OPENINGSTIJDEN, wijziging.ENIGE, voor, na, gezien)


def als_json(vorm: Tijdenvorm) -> Mapping[str, Any]:
    return vorm.model_dump(mode="json")
