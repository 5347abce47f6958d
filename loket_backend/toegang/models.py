"""Who may come in: sessions, API keys and login attempts; and the audit trail of who read what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, VersleuteldJson


class Sessie(Basis):
    """A server-side session. The cookie holds a random token; here stands only its hash."""

    __tablename__ = "sessie"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(VersleuteldJson)
    geldig_tot: Mapped[datetime] = mapped_column(Moment, index=True)


class ApiSleutel(Basis):
    """A key for the staff API; only its hash is kept."""

    __tablename__ = "api_sleutel"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    rol: Mapped[str] = mapped_column(String(16))
    gemaakt_op: Mapped[datetime] = mapped_column(Moment)


class Inlogpoging(Basis):
    """A failed login, counted per name and per address (both hashed) to slow guessing down."""

    __tablename__ = "inlogpoging"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    wie: Mapped[str] = mapped_column(String(64), index=True)
    op: Mapped[datetime] = mapped_column(Moment)


class Auditregel(Basis):
    """NEN 7513: who did what with whose dossier, when. The database refuses to change or delete a row."""

    __tablename__ = "auditregel"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    op: Mapped[datetime] = mapped_column(Moment, index=True)
    wie: Mapped[str] = mapped_column(Sleutel)
    wat: Mapped[str] = mapped_column(String(40))
    wiens: Mapped[str] = mapped_column(Sleutel, index=True)
    grond: Mapped[str] = mapped_column(String(80))
