"""The gespreksverslag as it stands in the database, in rounds (rondes/models.py), and what else the resident is given at the kitchen table."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, VersleuteldJson
from loket_backend.gesprek.leescode import Code
from loket_backend.rondes.models import Papierstand, Reactie, Stap, Versie


class Gespreksverslag(Papierstand):
    __tablename__ = "gespreksverslag"


class Verslagversie(Versie):
    """`delen`: what was written, {sleutel of a part: {"tekst", "leeg"}}."""

    __tablename__ = "verslagversie"
    __table_args__ = (UniqueConstraint("kenmerk", "nummer"), UniqueConstraint("kenmerk", "ronde"))

    kenmerk: Mapped[str] = mapped_column(ForeignKey("gespreksverslag.kenmerk"), index=True)
    delen: Mapped[dict[str, dict[str, str]]] = mapped_column(VersleuteldJson)


class Verslagstap(Stap):
    __tablename__ = "verslagstap"

    kenmerk: Mapped[str] = mapped_column(ForeignKey("gespreksverslag.kenmerk"), index=True)


class Verslagreactie(Reactie):
    __tablename__ = "verslagreactie"

    kenmerk: Mapped[str] = mapped_column(ForeignKey("gespreksverslag.kenmerk"), index=True)
    versie_id: Mapped[int] = mapped_column(ForeignKey("verslagversie.id"))


class Leescode(Code):
    """What opens one paper for its resident. `versie_id`: of the verslag; without it the confirmation of the melding."""

    __tablename__ = "leescode"

    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    versie_id: Mapped[int | None] = mapped_column(ForeignKey("verslagversie.id"))


class Bevestigingspost(Basis):
    """The confirmation of a melding went out by post: when, and who sent it."""

    __tablename__ = "bevestigingspost"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    verstuurd_op: Mapped[date] = mapped_column(Date)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)
