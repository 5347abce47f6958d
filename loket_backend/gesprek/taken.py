"""Tasks for staff that follow from a gesprek, such as calling somebody whom no message reaches."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, VersleuteldJson
from loket_backend.tijd import nu


class Taak(Basis):
    __tablename__ = "taak"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    soort: Mapped[str] = mapped_column(String(24))
    gegevens: Mapped[dict[str, Any]] = mapped_column(VersleuteldJson)
    ontstaan_op: Mapped[datetime] = mapped_column(Moment)
    gedaan_op: Mapped[datetime | None] = mapped_column(Moment)
    gedaan_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))


async def maak_taak(session: AsyncSession, gesprek_id: str, soort: str, gegevens: dict[str, Any]) -> Taak:
    taak = Taak(gesprek_id=gesprek_id, soort=soort, gegevens=gegevens, ontstaan_op=nu())
    session.add(taak)
    return taak
