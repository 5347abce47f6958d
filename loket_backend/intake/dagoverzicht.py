"""What one medewerker finds in the morning: which terms are over or nearly so, and what came in. Kenmerken only, no names."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment


class Dagoverzicht(Basis):
    """`inhoud`: lists of kenmerken by heading, as they stood at `gemaakt_op`."""

    __tablename__ = "dagoverzicht"

    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"), primary_key=True)
    dag: Mapped[date] = mapped_column(Date, primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JSON)
    gemaakt_op: Mapped[datetime] = mapped_column(Moment)
    gelezen_op: Mapped[datetime | None] = mapped_column(Moment)
