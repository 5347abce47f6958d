"""One round of three short questions to a resident, and what they answered."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld

ZES_WEKEN, EVALUATIE = "zes_weken", "evaluatie"
JA, BEETJE, NEE = "ja", "beetje", "nee"


class Evaluatie(Basis):
    """`aanleiding`: ZES_WEKEN or EVALUATIE, `voor`: the day it was due. `geholpen`, `tevreden`: JA, BEETJE or NEE; None when not answered.

    `beter`: what could be better, in the resident's own words. `door`: INWONER, or who wrote it down for them.
    """

    __tablename__ = "evaluatie"
    __table_args__ = (
        UniqueConstraint("kenmerk", "aanleiding", "voor"),
        Index("ix_evaluatie_beantwoord_op", "beantwoord_op"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("arrangement.kenmerk"), index=True)
    versie_id: Mapped[int] = mapped_column(ForeignKey("arrangementversie.id"))
    aanleiding: Mapped[str] = mapped_column(String(12))
    voor: Mapped[date] = mapped_column(Date)
    gevraagd_op: Mapped[datetime | None] = mapped_column(Moment)
    beantwoord_op: Mapped[datetime | None] = mapped_column(Moment)
    geholpen: Mapped[str | None] = mapped_column(String(8))
    tevreden: Mapped[str | None] = mapped_column(String(8))
    beter: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str | None] = mapped_column(Sleutel)
