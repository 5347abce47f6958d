"""What every paper with rounds has in the database: how it stands, its versions, steps and reactions, all of them only ever appended.

Each paper has its own four tables; here stand the columns that they share.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld, VersleuteldJson

CONCEPT, VOORGELEGD, AKKOORD, CORRECTIE = "concept", "voorgelegd", "akkoord", "correctie_gevraagd"
STANDEN = (CONCEPT, VOORGELEGD, AKKOORD, CORRECTIE)

# How it came to the resident, and how the answer came back.
CHAT, PAPIER, TELEFOON = "chat", "papier", "telefoon"
WEGEN = (CHAT, PAPIER, TELEFOON)

INWONER = "inwoner"


class Papierstand(Basis):
    """One for an intake. `stand`: of what was last laid before the resident; a newer concept may lie behind it."""

    __abstract__ = True

    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), primary_key=True)
    stand: Mapped[str] = mapped_column(String(24), default=CONCEPT)
    stand_sinds: Mapped[datetime] = mapped_column(Moment)


class Versie(Basis):
    """What was saved, by whom and when.

    Only a version that was laid before the resident has `ronde` (1, 2, …), `blad` (all that they read, see keukentafel/blad.py), `hash` (of the
    blad) and `weg`.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str]
    nummer: Mapped[int] = mapped_column(Integer)
    ronde: Mapped[int | None] = mapped_column(Integer)
    blad: Mapped[dict[str, Any] | None] = mapped_column(VersleuteldJson)
    hash: Mapped[str | None] = mapped_column(String(64))
    weg: Mapped[str | None] = mapped_column(String(12))
    medewerker_id: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)

    @property
    def voorgelegd_door(self) -> str | None:
        """The medewerker who laid it before the resident."""
        return self.medewerker_id

    @property
    def voorgelegd_op(self) -> datetime | None:
        return self.op


class Stap(Basis):
    """One change of `stand`. `door`: INWONER or the id of a medewerker; `reden`: why it did not go by the chat."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str]
    van: Mapped[str] = mapped_column(String(24))
    naar: Mapped[str] = mapped_column(String(24))
    ronde: Mapped[int] = mapped_column(Integer)
    weg: Mapped[str] = mapped_column(String(12))
    reden: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


class Reactie(Basis):
    """What the resident answered about one version. `soort`: AKKOORD or CORRECTIE; `hash`: of the blad that it is about.

    `tekst`: the resident's own words; `volgnummer`: the message that they came from; `door`: INWONER, or who wrote it down for them.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str]
    versie_id: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    soort: Mapped[str] = mapped_column(String(24))
    tekst: Mapped[str] = mapped_column(Versleuteld)
    weg: Mapped[str] = mapped_column(String(12))
    volgnummer: Mapped[int | None] = mapped_column(Integer)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)
