"""Which line of an arrangement has a place of which offer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment

BEZET = "vrij_op IS NULL"


class Regelplek(Basis):
    """One place that a line (`regel`: its sleutel) took, until `vrij_op`; a line has one at a time. `tot`: the last day of the line.

    Those without `vrij_op` are counted in `Aanbod.bezet_regels`, in the same transaction. Rows are never removed.
    """

    __tablename__ = "regelplek"
    __table_args__ = (
        Index("ix_regelplek_regel", "regel", unique=True, sqlite_where=text(BEZET), postgresql_where=text(BEZET)),
        Index("ix_regelplek_tot", "tot", sqlite_where=text(BEZET), postgresql_where=text(BEZET)),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    aanbod_id: Mapped[str] = mapped_column(ForeignKey("aanbod.id"), index=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    regel: Mapped[str] = mapped_column(String(32))
    tot: Mapped[date | None] = mapped_column(Date)
    genomen_op: Mapped[datetime] = mapped_column(Moment)
    vrij_op: Mapped[datetime | None] = mapped_column(Moment)
