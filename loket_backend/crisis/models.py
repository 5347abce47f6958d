"""Crisis alerts: durable until somebody acknowledges them by name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment


class Crisismelding(Basis):
    """One alert for one message. `patroon` says what fired; the words themselves stay in the message.

    `herhaald`: how often it was raised again because nobody took it up, and `herhaald_op` when that was last.
    """

    __tablename__ = "crisismelding"
    __table_args__ = (
        UniqueConstraint("gesprek_id", "volgnummer"),
        Index(
            "ix_crisismelding_open",
            "gesprek_id",
            sqlite_where=text("bevestigd_door IS NULL"),
            postgresql_where=text("bevestigd_door IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    volgnummer: Mapped[int] = mapped_column(Integer)
    categorie: Mapped[str] = mapped_column(String(16))
    patroon: Mapped[str] = mapped_column(String(80))
    op: Mapped[datetime] = mapped_column(Moment, index=True)
    bevestigd_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))
    bevestigd_op: Mapped[datetime | None] = mapped_column(Moment)
    herhaald: Mapped[int] = mapped_column(Integer, default=0)
    herhaald_op: Mapped[datetime | None] = mapped_column(Moment)
