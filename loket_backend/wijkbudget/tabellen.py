"""What stands beside the ledger: what each line takes now, room of organisations, decisions of managers, invoices, and warnings given."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld, VersleuteldJson


class Toezegging(Basis):
    """What one line of an arrangement takes of one budget now, in cents; how it came to that stands in the ledger.

    `van`, `tot`: the days of this year that `bedrag` is for. `gefactureerd_tot`: the last day that an invoice came for; `te_komen`: what the
    days after it cost (verdelen.te_komen). `begint_op`, `eindigt_op`, `per`, `kosten_jaar`: the terms of the line, for the next year.
    Not `actief`: the line ended, and `bedrag` is what it took until then.
    """

    __tablename__ = "toezegging"
    __table_args__ = (
        CheckConstraint("bedrag >= 0 AND te_komen >= 0 AND te_komen <= bedrag", name="te_komen"),
        Index("ix_toezegging_partij", "budget_id", "partij_id"),
    )

    budget_id: Mapped[int] = mapped_column(ForeignKey("wijkbudget.id"), primary_key=True)
    regel: Mapped[str] = mapped_column(String(32), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    partij_id: Mapped[str | None] = mapped_column(ForeignKey("partij.id"))
    bedrag: Mapped[int] = mapped_column(BigInteger, default=0)
    gerealiseerd: Mapped[int] = mapped_column(BigInteger, default=0)
    te_komen: Mapped[int] = mapped_column(BigInteger, default=0)
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date] = mapped_column(Date)
    gefactureerd_tot: Mapped[date | None] = mapped_column(Date)
    begint_op: Mapped[date] = mapped_column(Date)
    eindigt_op: Mapped[date | None] = mapped_column(Date)
    per: Mapped[str] = mapped_column(String(12))
    kosten_jaar: Mapped[int] = mapped_column(Integer)
    actief: Mapped[bool] = mapped_column(Boolean, default=True)


class Budgetverwachting(Basis):
    """What is still to come of the lines of a budget moved by `verschil`, in cents: all of them add up to the `te_komen` of its lines. Only appended.

    `kenmerk`: whose lines; None when an invoice covered all that an organisation delivers.
    """

    __tablename__ = "budgetverwachting"
    __table_args__ = (Index("ix_budgetverwachting_op", "budget_id", "op"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("wijkbudget.id"))
    kenmerk: Mapped[str | None] = mapped_column(ForeignKey("intake.kenmerk"))
    verschil: Mapped[int] = mapped_column(BigInteger)
    op: Mapped[datetime] = mapped_column(Moment)


class Budgetruimte(Basis):
    """How much of a budget one organisation may take, in cents; None: no limit any more. Appended: the last one counts."""

    __tablename__ = "budgetruimte"
    __table_args__ = (Index("ix_budgetruimte_partij", "budget_id", "partij_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("wijkbudget.id"))
    partij_id: Mapped[str] = mapped_column(ForeignKey("partij.id"))
    maximum: Mapped[int | None] = mapped_column(BigInteger)
    reden: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Leverbesluit(Basis):
    """What managers decided together: who delivers when only one can (ENIGE, with `aanbod_id`), or more room for one (MEER_RUIMTE, `extra` in
    cents). `besloten_door`: their names. Only appended."""

    __tablename__ = "besluit_levering"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("wijkbudget.id"), index=True)
    soort: Mapped[str] = mapped_column(String(12))
    partij_id: Mapped[str] = mapped_column(ForeignKey("partij.id"))
    aanbod_id: Mapped[str | None] = mapped_column(ForeignKey("aanbod.id"))
    extra: Mapped[int] = mapped_column(BigInteger, default=0)
    besloten_door: Mapped[list[str]] = mapped_column(VersleuteldJson)
    besloten_op: Mapped[date] = mapped_column(Date)
    reden: Mapped[str] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Factuur(Basis):
    """One line of an invoice, tied to its booking. `regel` empty: for all that this organisation delivers. `tot_en_met`: the last day it is for."""

    __tablename__ = "budgetfactuur"
    __table_args__ = (UniqueConstraint("budget_id", "partij_id", "nummer", "regel"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("wijkbudget.id"))
    partij_id: Mapped[str] = mapped_column(ForeignKey("partij.id"))
    nummer: Mapped[str] = mapped_column(String(40))
    regel: Mapped[str] = mapped_column(String(32), default="")
    tot_en_met: Mapped[date] = mapped_column(Date)
    boeking_id: Mapped[int] = mapped_column(ForeignKey("budgetboeking.id"), unique=True)


class Budgetmelding(Basis):
    """A warning that was given: once for each level of waarschuwingen.yml. Cents, as they were then."""

    __tablename__ = "budgetmelding"
    __table_args__ = (Index("ix_budgetmelding_gezien", "gezien_op"),)

    budget_id: Mapped[int] = mapped_column(ForeignKey("wijkbudget.id"), primary_key=True)
    niveau: Mapped[str] = mapped_column(String(24), primary_key=True)
    bedrag: Mapped[int] = mapped_column(BigInteger)
    totaal: Mapped[int] = mapped_column(BigInteger)
    op: Mapped[datetime] = mapped_column(Moment)
    gezien_op: Mapped[datetime | None] = mapped_column(Moment)
    gezien_door: Mapped[str | None] = mapped_column(Sleutel)
