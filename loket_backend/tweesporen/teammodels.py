"""Buurtteams, who is in them, and the cases that they talk over."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld

NOTITIE, AFSPRAAK = "notitie", "afspraak"


class Buurtteam(Basis):
    __tablename__ = "buurtteam"

    id: Mapped[str] = mapped_column(Sleutel, primary_key=True)
    naam: Mapped[str] = mapped_column(String(80))
    actief: Mapped[bool] = mapped_column(Boolean, default=True)


class Teamwijk(Basis):
    """A team works in a wijk, or in more than one."""

    __tablename__ = "buurtteam_wijk"

    team_id: Mapped[str] = mapped_column(ForeignKey("buurtteam.id"), primary_key=True)
    wijk_id: Mapped[str] = mapped_column(ForeignKey("wijk.id"), primary_key=True, index=True)


class Teamlid(Basis):
    """Somebody in a team, from `van` until `tot` (None: still). Who comes back gets a new row.

    `discipline`, `partij`: keys of teams.yml. Without a `partij` somebody works for the loket itself.
    """

    __tablename__ = "teamlid"
    __table_args__ = (
        Index(
            "uq_teamlid_nu",
            "team_id",
            "medewerker_id",
            unique=True,
            sqlite_where=text("tot IS NULL"),
            postgresql_where=text("tot IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("buurtteam.id"))
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"), index=True)
    discipline: Mapped[str] = mapped_column(String(24))
    partij: Mapped[str | None] = mapped_column(String(24))
    van: Mapped[datetime] = mapped_column(Moment)
    tot: Mapped[datetime | None] = mapped_column(Moment)


class Casusoverleg(Basis):
    """A case that a team talks over on `dag`. `deelt`: the aspecten of what was heard that the participants read."""

    __tablename__ = "casusoverleg"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("buurtteam.id"), index=True)
    dag: Mapped[date] = mapped_column(Date)
    vraag: Mapped[str] = mapped_column(Versleuteld)
    deelt: Mapped[list[str]] = mapped_column(JSON)
    door: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)
    gesloten_op: Mapped[datetime | None] = mapped_column(Moment)
    gesloten_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))


class Casusdeelnemer(Basis):
    """Who was asked to the table. Whether they may read it is decided each time that they look (overleggen.py)."""

    __tablename__ = "casusdeelnemer"

    overleg_id: Mapped[int] = mapped_column(ForeignKey("casusoverleg.id"), primary_key=True)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"), primary_key=True, index=True)


class Casusbijdrage(Basis):
    """A note (NOTITIE) or an agreement (AFSPRAAK); only ever appended. `partij`: of who wrote it, at that moment."""

    __tablename__ = "casusbijdrage"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    overleg_id: Mapped[int] = mapped_column(ForeignKey("casusoverleg.id"), index=True)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    partij: Mapped[str | None] = mapped_column(String(24))
    soort: Mapped[str] = mapped_column(String(12))
    tekst: Mapped[str] = mapped_column(Versleuteld)
    op: Mapped[datetime] = mapped_column(Moment)
