"""The periods of a business case: whole quarters and whole years that are over, and no others.

Periods of one's own choice could be taken off one another until the help of one person is left; what is not over yet still changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from loket_backend.errors import OngeldigeInvoer
from loket_backend.tijd import AMSTERDAM, vandaag

# How many years back there is a choice.
JAREN = 4
_SLEUTEL = re.compile(r"(20[0-9]{2})(?:-K([1-4]))?")
RANG = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True, order=True)
class Kwartaal:
    jaar: int
    nummer: int

    @property
    def van(self) -> date:
        return date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def tot(self) -> date:
        """The first day after it."""
        return date(self.jaar + self.nummer // 4, 3 * self.nummer % 12 + 1, 1)

    @property
    def einde(self) -> datetime:
        """The first moment after it, where the residents live."""
        return datetime.combine(self.tot, time(), AMSTERDAM)

    @property
    def naam(self) -> str:
        return f"het {RANG[self.nummer - 1]} kwartaal van {self.jaar}"


@dataclass(frozen=True)
class Periode:
    """A quarter, or the four of a year."""

    sleutel: str
    naam: str
    kwartalen: Sequence[Kwartaal]

    @property
    def van(self) -> date:
        return self.kwartalen[0].van

    @property
    def tot(self) -> date:
        """The first day after it."""
        return self.kwartalen[-1].tot

    @property
    def laatste_dag(self) -> date:
        return self.tot - timedelta(days=1)


def van_kwartaal(kwartaal: Kwartaal) -> Periode:
    return Periode(f"{kwartaal.jaar}-K{kwartaal.nummer}", kwartaal.naam, (kwartaal,))


def van_jaar(jaar: int) -> Periode:
    return Periode(str(jaar), f"het jaar {jaar}", tuple(Kwartaal(jaar, n) for n in range(1, 5)))


def voorbije(op: date | None = None) -> list[Periode]:
    """What can be chosen on this day, the newest first: years and quarters of which no day is left."""
    op = op or vandaag()
    alle = [p for jaar in range(op.year, op.year - JAREN, -1) for p in _van(jaar)]
    return [periode for periode in alle if periode.tot <= op]


def _van(jaar: int) -> Iterator[Periode]:
    yield van_jaar(jaar)
    yield from (van_kwartaal(Kwartaal(jaar, nummer)) for nummer in range(4, 0, -1))


def lees(sleutel: str, op: date | None = None) -> Periode:
    """The period of "2026" or "2026-K1". Raises OngeldigeInvoer when there is none, or when it is not over."""
    past = _SLEUTEL.fullmatch(sleutel)
    if past is None:
        raise OngeldigeInvoer("Kies een kwartaal of een jaar.", ["periode: onbekend"])
    jaar, nummer = int(past[1]), past[2]
    periode = van_kwartaal(Kwartaal(jaar, int(nummer))) if nummer else van_jaar(jaar)
    if periode.tot > (op or vandaag()):
        raise OngeldigeInvoer("Deze periode is nog niet voorbij.", ["periode: nog niet voorbij"])
    return periode
