"""What the business case needs beside the arrangements. Nothing is ever changed: a newer row counts instead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld

JA, NEE, ONBEKEND = "ja", "nee", "niet_te_zeggen"
# "Is zorg uit de Wlz uitgesteld of voorkomen?"
OORDELEN: dict[str, str] = {JA: "Ja", NEE: "Nee", ONBEKEND: "Niet te zeggen"}


class Beginsituatie(Basis):
    """The help that somebody had when the loket began with them, as a medewerker noted it. The last of a dossier counts."""

    __tablename__ = "beginsituatie"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    toelichting: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)

    hulp: Mapped[list[Beginhulp]] = relationship(order_by="Beginhulp.id", lazy="raise")


class Beginhulp(Basis):
    """One kind of help in it: from which law (BEKOSTIGINGEN), and its cost in cents a year."""

    __tablename__ = "beginhulp"
    __table_args__ = (CheckConstraint("kosten_jaar >= 0", name="kosten"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    beginsituatie_id: Mapped[int] = mapped_column(ForeignKey("beginsituatie.id"), index=True)
    bekostiging: Mapped[str] = mapped_column(String(12))
    wat: Mapped[str] = mapped_column(Versleuteld)
    kosten_jaar: Mapped[int] = mapped_column(Integer)


class Wlzoordeel(Basis):
    """What a human judged about care under the Wlz: postponed or prevented (JA, for so many `maanden`), or not. The last of a dossier counts.

    A judgement for a business case (SPUK domeinoverstijgend samenwerken), never about anybody's access to the Wlz: that is CIZ's (art. 3.2.3 Wlz).
    """

    __tablename__ = "wlzoordeel"
    __table_args__ = (Index("ix_wlzoordeel_kenmerk_op", "kenmerk", "op"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"))
    oordeel: Mapped[str] = mapped_column(String(16))
    maanden: Mapped[int | None] = mapped_column(Integer)
    reden: Mapped[str] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Loketkosten(Basis):
    """What the loket itself costs in a year, in cents. The last of a year counts. `partij_id`: who pays it."""

    __tablename__ = "loketkosten"
    __table_args__ = (CheckConstraint("bedrag >= 0", name="bedrag"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    jaar: Mapped[int] = mapped_column(Integer, index=True)
    bedrag: Mapped[int] = mapped_column(BigInteger)
    partij_id: Mapped[str | None] = mapped_column(ForeignKey("partij.id"))
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)
