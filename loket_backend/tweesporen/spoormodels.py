"""On which of the two tracks a dossier is, who it was handed to, and with whom the resident lets it be shared."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld

# Help at once for everybody; handed to a Wmo-consulent; asked for; decided upon. GEVRAAGD: no help yet, and the resident wants an aanvraag.
ALGEMEEN, OVERGEDRAGEN, AANVRAAG, BESLOTEN = "algemeen", "overgedragen", "aanvraag", "besloten"
GEVRAAGD = "gevraagd"
FORMEEL = frozenset({OVERGEDRAGEN, AANVRAAG, BESLOTEN})


class Spoor(Basis):
    """`consulent_id`: the Wmo-consulent who has the formal road in hand, besides the fixed medewerker of the dossier."""

    __tablename__ = "spoor"

    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), primary_key=True)
    stand: Mapped[str] = mapped_column(String(16))
    stand_sinds: Mapped[datetime] = mapped_column(Moment)
    consulent_id: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"), index=True)


class Spoorstap(Basis):
    """One change of track, or a no of the resident that changes none; only ever appended. `van` None: the first. `reden`: in the words of who did it."""

    __tablename__ = "spoorstap"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("spoor.kenmerk"), index=True)
    gebeurtenis: Mapped[str] = mapped_column(String(16))
    van: Mapped[str | None] = mapped_column(String(16))
    naar: Mapped[str] = mapped_column(String(16))
    reden: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Overdracht(Basis):
    """A question that went to a Wmo-consulent; only ever appended. `reden`, `mee`: keys of overdracht.yml."""

    __tablename__ = "overdracht"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    van: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    naar: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    reden: Mapped[str] = mapped_column(String(24))
    toelichting: Mapped[str] = mapped_column(Versleuteld)
    mee: Mapped[list[str]] = mapped_column(JSON)
    op: Mapped[datetime] = mapped_column(Moment)


class Toestemming(Basis):
    """What the resident said about one party; only ever appended. What counts now follows from these, and from the intake (toestemmingen.py).

    `via`: chat, papier or telefoon; `volgnummer`: the message, when it was said in the chat; `door`: inwoner, or the medewerker who noted it.
    """

    __tablename__ = "toestemming"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    partij: Mapped[str] = mapped_column(String(24))
    geeft: Mapped[bool] = mapped_column(Boolean)
    via: Mapped[str] = mapped_column(String(12))
    volgnummer: Mapped[int | None] = mapped_column(Integer)
    toelichting: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)
