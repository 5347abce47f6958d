"""Who may come in: sessions, second factors, API keys, login attempts, noodinzage; and the audit trail of who read what.

No foreign keys to medewerkers or dossiers: this layer lies under theirs, and a trail outlives what it is about.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel, Versleuteld, VersleuteldJson


class Sessie(Basis):
    """A server-side session. The cookie holds a random token; here stands only its hash.

    `medewerker_id` is None until somebody logged in. `agent`: what the browser says of itself, cut short.
    """

    __tablename__ = "sessie"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(VersleuteldJson)
    geldig_tot: Mapped[datetime] = mapped_column(Moment, index=True)
    medewerker_id: Mapped[str | None] = mapped_column(Sleutel, index=True)
    gemaakt_op: Mapped[datetime | None] = mapped_column(Moment)
    gezien_op: Mapped[datetime | None] = mapped_column(Moment)
    agent: Mapped[str | None] = mapped_column(Versleuteld)


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


class TweedeFactor(Basis):
    """The secret of somebody's authenticator (RFC 6238). `aan_op` None: shown, but not confirmed with a code yet.

    `laatste_stap`: the time step of the last code that was accepted; it and older ones are refused.
    """

    __tablename__ = "tweede_factor"

    medewerker_id: Mapped[str] = mapped_column(Sleutel, primary_key=True)
    geheim: Mapped[str] = mapped_column(Versleuteld)
    aan_op: Mapped[datetime | None] = mapped_column(Moment)
    laatste_stap: Mapped[int] = mapped_column(Integer, default=0)


class Herstelcode(Basis):
    """A code for who lost the telephone, usable once. Fifty random bits, so a keyed hash is enough."""

    __tablename__ = "herstelcode"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    medewerker_id: Mapped[str] = mapped_column(Sleutel, index=True)
    hash: Mapped[str] = mapped_column(String(64))
    gebruikt_op: Mapped[datetime | None] = mapped_column(Moment)


class Noodinzage(Basis):
    """Somebody broke the glass of one dossier, with a reason, from `van` until `tot`; a coordinator looks at it afterwards.

    `bestond`: whether there was such a dossier. An attempt on an absent one is kept too.
    """

    __tablename__ = "noodinzage"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    medewerker_id: Mapped[str] = mapped_column(Sleutel, index=True)
    kenmerk: Mapped[str] = mapped_column(String(16), index=True)
    bestond: Mapped[bool] = mapped_column(Boolean)
    reden: Mapped[str] = mapped_column(Versleuteld)
    van: Mapped[datetime] = mapped_column(Moment)
    tot: Mapped[datetime] = mapped_column(Moment, index=True)
    gezien_op: Mapped[datetime | None] = mapped_column(Moment, index=True)
    gezien_door: Mapped[str | None] = mapped_column(Sleutel)


class Auditregel(Basis):
    """NEN 7513: who did what with whose dossier, when. The database refuses to change or delete a row.

    `volgnummer` counts without gaps; `zegel` is keyed over this row and the seal of the row before (toegang/keten.py).
    """

    __tablename__ = "auditregel"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    op: Mapped[datetime] = mapped_column(Moment, index=True)
    wie: Mapped[str] = mapped_column(Sleutel, index=True)
    wat: Mapped[str] = mapped_column(String(40))
    wiens: Mapped[str] = mapped_column(Sleutel, index=True)
    grond: Mapped[str] = mapped_column(String(80))
    volgnummer: Mapped[int | None] = mapped_column(Integer, unique=True)
    zegel: Mapped[str | None] = mapped_column(String(100))


class Auditkop(Basis):
    """The one row that says where the trail ends. Who adds to the trail holds it until the commit."""

    __tablename__ = "auditkop"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    volgnummer: Mapped[int] = mapped_column(Integer)
    laatste: Mapped[str] = mapped_column(String(100))
    zegel: Mapped[str] = mapped_column(String(100))
