"""The organisations around the loket. Residents never read which one it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, String
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel

SOORTEN: dict[str, str] = {
    "gemeente": "Gemeente",
    "zorgverzekeraar": "Zorgverzekeraar",
    "zorgkantoor": "Zorgkantoor",
    "dorpscooperatie": "Dorpscoöperatie",
    "welzijn": "Welzijn",
    "thuiszorg": "Thuiszorg",
    "aanbieder": "Zorgaanbieder",
    "huisarts": "Huisartsen",
    "onderwijs": "Onderwijs",
    "overig": "Overig",
}


class Partij(Basis):
    """`soort`: a key of SOORTEN. `betaalt_voor`: the bekostigingen whose money is theirs (the zorgverzekeraar: zvw); `levert`: whether they
    can deliver help."""

    __tablename__ = "partij"

    id: Mapped[str] = mapped_column(Sleutel, primary_key=True)
    naam: Mapped[str] = mapped_column(String(80))
    soort: Mapped[str] = mapped_column(String(20))
    betaalt_voor: Mapped[list[str]] = mapped_column(JSON, default=list)
    levert: Mapped[bool] = mapped_column(Boolean, default=False)
    actief: Mapped[bool] = mapped_column(Boolean, default=True)


class Kerncijferversie(Basis):
    """A key figure as it was when somebody reckoned with it: `inhoud` is what stood in the file under `sleutel`, `hash` is of both. Only appended."""

    __tablename__ = "kerncijferversie"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sleutel: Mapped[str] = mapped_column(String(40))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JSON)
    sinds: Mapped[datetime] = mapped_column(Moment)
