"""What residents want to do for others, and who was matched with whom. What happened to each is only ever appended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld
from loket_backend.wederkerigheid.stand import B_VOORGESTELD, NIET_GEVRAAGD, VOORGESTELD


class Bijdrage(Basis):
    """What one resident can do for another. `wat`: what others read of it, without a name.

    `dagen`: weekday numbers, Monday 0; none: any day. `bereik`: a key of woorden.BEREIK; `talen`: keys of woorden.TALEN.
    `hoogstens`: how many people at once. `ronde`: how often consent was asked. `uitspraak_id`: the words that it came from.
    `toestemming_…`: the consent that is in force, None without one: when, by which way, who wrote it down, and the message that gave it.
    """

    __tablename__ = "bijdrage"
    __table_args__ = (
        Index("ix_bijdrage_stand_leefgebied", "stand", "leefgebied"),
        CheckConstraint("hoogstens >= 1", name="hoogstens"),
        CheckConstraint("stand NOT IN ('beschikbaar', 'gepauzeerd') OR toestemming_op IS NOT NULL", name="toestemming"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    uitspraak_id: Mapped[int | None] = mapped_column(Integer)
    leefgebied: Mapped[str] = mapped_column(String(20))
    wat: Mapped[str] = mapped_column(Versleuteld)
    dagen: Mapped[list[int]] = mapped_column(JSON, default=list)
    bereik: Mapped[str] = mapped_column(String(12))
    talen: Mapped[list[str]] = mapped_column(JSON, default=list)
    hoogstens: Mapped[int] = mapped_column(Integer, default=1)
    ronde: Mapped[int] = mapped_column(Integer, default=0)
    stand: Mapped[str] = mapped_column(String(24), default=B_VOORGESTELD)
    stand_sinds: Mapped[datetime] = mapped_column(Moment)
    toestemming_op: Mapped[datetime | None] = mapped_column(Moment)
    toestemming_weg: Mapped[str | None] = mapped_column(String(12))
    toestemming_door: Mapped[str | None] = mapped_column(Sleutel)
    toestemming_bericht: Mapped[int | None] = mapped_column(Integer)

    stappen: Mapped[list[Bijdragestap]] = relationship(order_by="Bijdragestap.id", lazy="raise")


class Bijdragewijk(Basis):
    """The wijken beside the own one in which somebody wants to help (bereik WIJKEN)."""

    __tablename__ = "bijdrage_wijk"

    bijdrage_id: Mapped[int] = mapped_column(ForeignKey("bijdrage.id"), primary_key=True)
    wijk_id: Mapped[str] = mapped_column(ForeignKey("wijk.id"), primary_key=True, index=True)


class Bijdragestap(Basis):
    """One thing that happened to a bijdrage. `door`: INWONER or the id of a medewerker; `volgnummer`: the message of the resident.

    `toelichting`: what the medewerker wrote down of an answer that was not given in the chat.
    """

    __tablename__ = "bijdragestap"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    bijdrage_id: Mapped[int] = mapped_column(ForeignKey("bijdrage.id"), index=True)
    gebeurtenis: Mapped[str] = mapped_column(String(16))
    van: Mapped[str | None] = mapped_column(String(24))
    naar: Mapped[str] = mapped_column(String(24))
    weg: Mapped[str | None] = mapped_column(String(12))
    toelichting: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    volgnummer: Mapped[int | None] = mapped_column(Integer)
    op: Mapped[datetime] = mapped_column(Moment)


class Koppeling(Basis):
    """One bijdrage and one dossier that asks. `bieder`, `vrager`: what each side said (stand.KANT_MAG); `…_deelt`: what of theirs may be given.

    `dagen`, `talen`: what was looked for. `gekozen_door`: the medewerker who chose.
    """

    __tablename__ = "koppeling"
    __table_args__ = (
        Index("ix_koppeling_stand", "stand", "id"),
        Index("ix_koppeling_bijdrage", "bijdrage_id", "stand"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    bijdrage_id: Mapped[int] = mapped_column(ForeignKey("bijdrage.id"))
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    leefgebied: Mapped[str] = mapped_column(String(20))
    dagen: Mapped[list[int]] = mapped_column(JSON, default=list)
    talen: Mapped[list[str]] = mapped_column(JSON, default=list)
    stand: Mapped[str] = mapped_column(String(24), default=VOORGESTELD)
    stand_sinds: Mapped[datetime] = mapped_column(Moment)
    gekozen_door: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    gekozen_op: Mapped[datetime] = mapped_column(Moment)
    bieder: Mapped[str] = mapped_column(String(16), default=NIET_GEVRAAGD)
    bieder_op: Mapped[datetime | None] = mapped_column(Moment)
    bieder_deelt: Mapped[str | None] = mapped_column(String(16))
    vrager: Mapped[str] = mapped_column(String(16), default=NIET_GEVRAAGD)
    vrager_op: Mapped[datetime | None] = mapped_column(Moment)
    vrager_deelt: Mapped[str | None] = mapped_column(String(16))

    stappen: Mapped[list[Koppelingstap]] = relationship(order_by="Koppelingstap.id", lazy="raise")


class Koppelingstap(Basis):
    """One thing that happened to a koppeling. `kant`: BIEDER or VRAGER, None for both; `van`, `naar`: the stand of that kant, else of the koppeling.

    `uitkomst`: how it goes (woorden.UITKOMSTEN); `toelichting`: the note of the medewerker.
    """

    __tablename__ = "koppelingstap"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    koppeling_id: Mapped[int] = mapped_column(ForeignKey("koppeling.id"), index=True)
    gebeurtenis: Mapped[str] = mapped_column(String(16))
    kant: Mapped[str | None] = mapped_column(String(8))
    van: Mapped[str | None] = mapped_column(String(24))
    naar: Mapped[str] = mapped_column(String(24))
    weg: Mapped[str | None] = mapped_column(String(12))
    uitkomst: Mapped[str | None] = mapped_column(String(20))
    toelichting: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    volgnummer: Mapped[int | None] = mapped_column(Integer)
    op: Mapped[datetime] = mapped_column(Moment)
