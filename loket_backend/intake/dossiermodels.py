"""What medewerkers add to a submitted intake: corrections, the coverage of the investigation, documents."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Versleuteld, VersleuteldeBytes, VersleuteldJson


class Correctie(Basis):
    """One change to a field or an uitspraak after the submission; only ever appended, so the earlier values stay readable.

    `soort`: VELD or UITSPRAAK (intake/correcties.py); `wat`: the key of the veld, or the id of the uitspraak. `voor` None: it was added;
    `na` None: it was taken back. Both have the shape in which the intake keeps it.
    """

    __tablename__ = "correctie"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    soort: Mapped[str] = mapped_column(String(12))
    wat: Mapped[str] = mapped_column(String(32))
    voor: Mapped[Any] = mapped_column(VersleuteldJson, nullable=True)
    na: Mapped[Any] = mapped_column(VersleuteldJson, nullable=True)
    reden: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)


class Dekkingsregel(Basis):
    """How far one part of the investigation is (art. 2.3.2 lid 4 Wmo 2015); only ever appended, the last row of an onderdeel counts."""

    __tablename__ = "dekking"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    onderdeel: Mapped[str] = mapped_column(String(24))
    stand: Mapped[str] = mapped_column(String(16))
    opmerking: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)


class Document(Basis):
    """A file in a dossier. `inhoud` is only read when somebody asks for it, and None once it was removed; the row stays.

    `soort`: its media type as it was found in the content; `grootte`: in bytes; `sha256`: hex, of what is kept.
    """

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    naam: Mapped[str] = mapped_column(Versleuteld)
    soort: Mapped[str] = mapped_column(String(20))
    grootte: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(Versleuteld)
    inhoud: Mapped[bytes | None] = mapped_column(VersleuteldeBytes, deferred=True)
    door: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)
    weg_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))
    weg_op: Mapped[datetime | None] = mapped_column(Moment)
    weg_reden: Mapped[str | None] = mapped_column(Versleuteld)
