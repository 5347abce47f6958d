"""A budget and its ledger. The ledger is only ever appended; the totals beside it are kept in the same transaction, and cannot go below zero."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld

INLEG, TOEZEGGING, VRIJVAL, REALISATIE = "inleg", "toezegging", "vrijval", "realisatie"
SOORTEN = (INLEG, TOEZEGGING, VRIJVAL, REALISATIE)


class Wijkbudget(Basis):
    """One wijk and year, in cents. Free is `totaal - toegezegd`: never negative, which the database itself holds."""

    __tablename__ = "wijkbudget"
    __table_args__ = (
        UniqueConstraint("wijk_id", "jaar"),
        CheckConstraint("totaal >= 0 AND toegezegd >= 0 AND toegezegd <= totaal", name="niet_overtrokken"),
        CheckConstraint("gerealiseerd >= 0", name="gerealiseerd"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    wijk_id: Mapped[str] = mapped_column(ForeignKey("wijk.id"))
    jaar: Mapped[int] = mapped_column(Integer)
    totaal: Mapped[int] = mapped_column(BigInteger, default=0)
    toegezegd: Mapped[int] = mapped_column(BigInteger, default=0)
    gerealiseerd: Mapped[int] = mapped_column(BigInteger, default=0)


class Budgetboeking(Basis):
    """One event. `bedrag` in cents: what the total of its `soort` moved by (negative when something is put right).

    `partij_id`: who pays in, or who delivers. `regel`: the sleutel of the line of the arrangement; `kenmerk`: its dossier.
    """

    __tablename__ = "budgetboeking"
    __table_args__ = (
        Index("ix_budgetboeking_regel", "regel", "budget_id"),
        Index("ix_budgetboeking_op", "budget_id", "op"),
        Index("ix_budgetboeking_dossier", "budget_id", "kenmerk", "op", "soort"),
        Index("ix_budgetboeking_soort", "soort", "budget_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("wijkbudget.id"))
    soort: Mapped[str] = mapped_column(String(12))
    bedrag: Mapped[int] = mapped_column(BigInteger)
    partij_id: Mapped[str | None] = mapped_column(ForeignKey("partij.id"), index=True)
    kenmerk: Mapped[str | None] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    regel: Mapped[str | None] = mapped_column(String(32))
    toelichting: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)
