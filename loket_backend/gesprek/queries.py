"""Reading a conversation: what a resident sees, and what staff see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.models import WACHT, Bericht, Beurt, Gesprek, als_json
from loket_backend.intake.models import Intake


@dataclass(frozen=True)
class Stand:
    """The state beside the messages (contract section 6)."""

    status: str
    bezig: bool
    crisis: str | None
    kenmerk: str | None


async def stand(session: AsyncSession, gesprek_id: str) -> Stand:
    """In one statement, which sees one moment: never the status of before beside a `bezig` of after. Raises LookupError."""
    bezig = select(Beurt.volgnummer).where(Beurt.gesprek_id == gesprek_id, Beurt.stand == WACHT).exists()
    kenmerk = select(Intake.kenmerk).where(Intake.gesprek_id == gesprek_id).scalar_subquery()
    vraag = select(Gesprek.status, bezig, Gesprek.crisis, kenmerk).where(Gesprek.id == gesprek_id)
    rij = (await session.execute(vraag)).one_or_none()
    if rij is None:
        raise LookupError(gesprek_id)
    return Stand(*rij)


async def berichten_na(session: AsyncSession, gesprek_id: str, na: int) -> list[Bericht]:
    """The messages after number `na` that may be seen, in order."""
    vraag = select(Bericht).where(
        Bericht.gesprek_id == gesprek_id, Bericht.volgnummer > na, Bericht.onderdrukt.is_(False)
    )
    return list(await session.scalars(vraag.order_by(Bericht.volgnummer)))


async def pagina(session: AsyncSession, gesprek_id: str, na: int) -> dict[str, Any]:
    """The answer to a poll. The state is read before the messages: `bezig` false means that no answer is missing from them."""
    huidige = await stand(session, gesprek_id)
    nieuw = [als_json(bericht) for bericht in await berichten_na(session, gesprek_id, na)]
    return {"berichten": nieuw, **vars(huidige)}
