"""Months as residents live them (Europe/Amsterdam), and as rows that a query can join with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Date, Integer, Select, Subquery, case, literal, literal_column, select, union_all

from loket_backend.db import Moment
from loket_backend.tijd import MAANDEN, middernacht, vandaag

MEESTE = 36
Keuze = Select[Unpack[tuple[Any, ...]]]
ALTIJD = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, order=True)
class Maand:
    jaar: int
    maand: int

    @property
    def sleutel(self) -> str:
        return f"{self.jaar}-{self.maand:02}"

    @property
    def naam(self) -> str:
        return f"{MAANDEN[self.maand - 1]} {self.jaar}"

    @property
    def kort(self) -> str:
        return f"{MAANDEN[self.maand - 1].replace('maart', 'mrt')[:3]} {self.jaar % 100:02}"

    @property
    def eerste(self) -> date:
        return date(self.jaar, self.maand, 1)

    @property
    def laatste(self) -> date:
        return self.volgende.eerste - timedelta(days=1)

    @property
    def begin(self) -> datetime:
        return middernacht(self.eerste)

    @property
    def einde(self) -> datetime:
        """The first moment after it."""
        return middernacht(self.volgende.eerste)

    @property
    def volgende(self) -> Maand:
        return self.verder(1)

    @property
    def vorige(self) -> Maand:
        return self.verder(-1)

    def verder(self, aantal: int) -> Maand:
        jaar, maand = divmod(self.jaar * 12 + self.maand - 1 + aantal, 12)
        return Maand(jaar, maand + 1)

    @classmethod
    def van(cls, dag: date) -> Maand:
        return cls(dag.year, dag.month)


def deze() -> Maand:
    return Maand.van(vandaag())


def tot_en_met(laatste: Maand, aantal: int) -> list[Maand]:
    """So many months, the last one last."""
    return [laatste.verder(n) for n in range(1 - aantal, 1)]


def lees(gegeven: str) -> Maand | None:
    """ "2026-10"; None for what is no month, or lies in the future or before 2001."""
    try:
        gelezen = Maand.van(date.fromisoformat(f"{gegeven}-01"))
    except ValueError:
        return None
    return gelezen if Maand(2001, 1) <= gelezen <= deze() else None


def als_tabel(maanden: Sequence[Maand]) -> Subquery:
    """Columns: nr (from 0), jaar, van and tot (moments, tot not included), eerste and na (days, na not included), laatste, sinds.

    `sinds`: `van`, but for January ALTIJD: what was booked on a budget before its year began counts from January on.
    """
    return union_all(*(_rij(nr, maand) for nr, maand in enumerate(maanden))).subquery("maand")


def _rij(nr: int, maand: Maand) -> Keuze:
    sinds = ALTIJD if maand.maand == 1 else maand.begin
    momenten = {"van": maand.begin, "tot": maand.einde, "sinds": sinds}
    dagen = {"eerste": maand.eerste, "laatste": maand.laatste, "na": maand.volgende.eerste}
    return select(
        literal(nr, Integer).label("nr"),
        literal(maand.jaar, Integer).label("jaar"),
        *(literal(waarde, Moment).label(naam) for naam, waarde in momenten.items()),
        *(literal(waarde, Date).label(naam) for naam, waarde in dagen.items()),
    )


def voorbij(kolom: Any, grenzen: Sequence[ColumnElement[Any]], eerder: int = 0) -> ColumnElement[int]:
    """How many of these bounds (in order) it has passed, and `eerder` more; with as few comparisons as it takes to find its place."""
    if not grenzen:
        return getal(eerder)
    helft = len(grenzen) // 2
    ervoor, erna = grenzen[:helft], grenzen[helft + 1 :]
    return case(
        (kolom < grenzen[helft], voorbij(kolom, ervoor, eerder)), else_=voorbij(kolom, erna, eerder + helft + 1)
    )


def getal(waarde: int) -> ColumnElement[int]:
    """In the text: PostgreSQL would take each parameter for something else to group by."""
    return literal_column(str(waarde), Integer)
