"""The draft that grows in a conversation, and the intake that comes of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld, VersleuteldJson

# The status of an intake; what may follow what stands in intake/workflow.py.
NIEUW, TOEGEWEZEN, GESPREK_GEPLAND, ONDERZOEK = "nieuw", "toegewezen", "gesprek_gepland", "onderzoek"
VERSLAG, ARRANGEMENT = "verslag", "arrangement"
AFGEROND, DOORVERWEZEN, INGETROKKEN = "afgerond", "doorverwezen", "ingetrokken"
STATUSSEN = (
    NIEUW,
    TOEGEWEZEN,
    GESPREK_GEPLAND,
    ONDERZOEK,
    VERSLAG,
    ARRANGEMENT,
    AFGEROND,
    DOORVERWEZEN,
    INGETROKKEN,
)
EINDE = frozenset({AFGEROND, DOORVERWEZEN, INGETROKKEN})

# In these words because both databases use an index over a part of a table only for a query that says the same.
# Both with NOT IN: with IN, SQLite would rather take the index on status and then sort all it finds.
LOOPT = "status NOT IN ('afgerond', 'doorverwezen', 'ingetrokken')"
GESLOTEN = "status NOT IN ('nieuw', 'toegewezen', 'gesprek_gepland', 'onderzoek', 'verslag', 'arrangement')"

UITSPRAAK = "uitspraak"


def _deel(naam: str, *kolommen: str, waar: str) -> Index:
    """An index over the rows that the worklist shows under one heading."""
    return Index(naam, *kolommen, "kenmerk", sqlite_where=text(waar), postgresql_where=text(waar))


class Concept(Basis):
    """The draft as it stood after one inbound message. A turn that is run again writes the same row again."""

    __tablename__ = "concept"

    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), primary_key=True)
    volgnummer: Mapped[int] = mapped_column(Integer, primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(VersleuteldJson)
    op: Mapped[datetime] = mapped_column(Moment)


class Invulling(Basis):
    """What a medewerker wrote into the draft while they had the conversation; only ever appended, the last row of a veld counts.

    It lies over the draft as the bot stored it, so that an answer of the bot that comes late cannot undo it. `veld` may be UITSPRAAK;
    `waarde` None opens the veld again. `volgnummer`: the last message of the conversation at that moment.
    """

    __tablename__ = "invulling"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    volgnummer: Mapped[int] = mapped_column(Integer)
    veld: Mapped[str] = mapped_column(String(32))
    waarde: Mapped[Any] = mapped_column(VersleuteldJson, nullable=True)
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)


class Intake(Basis):
    """`onderzocht_op`: the day the outcome of the investigation was first given to the resident (docs/adr/0022);
    `aanvraag_op`, `besluit_op`: of a formal request, when there is one.

    `eerste_termijn`: the first legal date that still runs for the loket, kept by intake/looptijd.py so that a worklist can sort on it.
    `gemerkt`: by which rules its search words and signals were written (intake/kenmerken.py).
    """

    __tablename__ = "intake"
    __table_args__ = (
        _deel("ix_intake_loopt_termijn", "eerste_termijn", "ontvangen_op", waar=LOOPT),
        _deel("ix_intake_loopt_medewerker", "medewerker_id", "eerste_termijn", "ontvangen_op", waar=LOOPT),
        _deel("ix_intake_loopt_wijk", "wijk_id", "eerste_termijn", "ontvangen_op", waar=LOOPT),
        _deel("ix_intake_loopt_ontvangen", "ontvangen_op", waar=LOOPT),
        _deel("ix_intake_loopt_stil", "status_sinds", waar=LOOPT),
        _deel("ix_intake_gesloten", "status_sinds", waar=GESLOTEN),
    )

    kenmerk: Mapped[str] = mapped_column(String(16), primary_key=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), unique=True)
    status: Mapped[str] = mapped_column(String(24), default=NIEUW, index=True)
    wijk_id: Mapped[str | None] = mapped_column(ForeignKey("wijk.id"), index=True)
    medewerker_id: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"), index=True)
    persoon: Mapped[str | None] = mapped_column(String(64), index=True)
    naam: Mapped[str | None] = mapped_column(Versleuteld)
    antwoorden: Mapped[dict[str, dict[str, Any]]] = mapped_column(VersleuteldJson)
    ontvangen_op: Mapped[datetime] = mapped_column(Moment, index=True)
    status_sinds: Mapped[datetime] = mapped_column(Moment)
    onderzocht_op: Mapped[date | None] = mapped_column(Date)
    aanvraag_op: Mapped[date | None] = mapped_column(Date)
    besluit_op: Mapped[date | None] = mapped_column(Date)
    eerste_termijn: Mapped[date | None] = mapped_column(Date, index=True)
    gemerkt: Mapped[int] = mapped_column(Integer, default=0)

    uitspraken: Mapped[list[Uitspraak]] = relationship(order_by="Uitspraak.id", lazy="raise")
    toewijzingen: Mapped[list[Toewijzing]] = relationship(order_by="Toewijzing.id", lazy="raise")
    wissels: Mapped[list[Intakewissel]] = relationship(order_by="Intakewissel.id", lazy="raise")


class Uitspraak(Basis):
    """What was heard: a leefgebied and an aspect, with the words and the message that they were read from.

    `medewerker_id`: who wrote it down, when the bot did not.
    """

    __tablename__ = "uitspraak"
    __table_args__ = (Index("ix_uitspraak_leefgebied", "leefgebied", "kenmerk"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    leefgebied: Mapped[str] = mapped_column(String(20))
    aspect: Mapped[str] = mapped_column(String(12))
    tekst: Mapped[str] = mapped_column(Versleuteld)
    bron: Mapped[int] = mapped_column(Integer)
    medewerker_id: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))


class Toewijzing(Basis):
    """Who was assigned, and why. Appended; the last row counts. Without a medewerker: the coordinator's queue.

    `toelichting`: what a person who decided it wrote about it.
    """

    __tablename__ = "toewijzing"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    medewerker_id: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"), index=True)
    reden: Mapped[str] = mapped_column(String(200))
    toelichting: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Intakewissel(Basis):
    """The history of an intake's status; only ever appended. `door`: bot, loket, or the id of a medewerker; `reden`: in their words."""

    __tablename__ = "intake_statuswissel"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    van: Mapped[str | None] = mapped_column(String(24))
    status: Mapped[str] = mapped_column(String(24))
    reden: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Opschorting(Basis):
    """The term stands still from `van` up to and including `tot`; without `tot` until somebody lets it run again (art. 4:15 Awb)."""

    __tablename__ = "opschorting"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date | None] = mapped_column(Date)
    reden: Mapped[str] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Termijnfeit(Basis):
    """That an aanvraag was made or decided upon, and on which day; only ever appended. `dag` None takes the last one of its kind back."""

    __tablename__ = "termijnfeit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    soort: Mapped[str] = mapped_column(String(16))
    dag: Mapped[date | None] = mapped_column(Date)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)
