"""The clock. All moments are aware datetimes in UTC; people read Europe/Amsterdam."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from datetime import time as kloktijd
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


class Klok:
    """The one wall clock, and beside it how long the machine runs. A test that moves time replaces `kijk`, or both."""

    @staticmethod
    def kijk() -> datetime:
        return datetime.now(UTC)

    @staticmethod
    def loopt() -> float:
        """Seconds, the sleep of the machine included; nobody can put this clock elsewhere."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)


_toen: ContextVar[datetime | None] = ContextVar("toen", default=None)


def nu() -> datetime:
    return _toen.get() or Klok.kijk()


@contextmanager
def toen(moment: datetime) -> Iterator[None]:
    """Inside it, and for this task alone, it is that moment. For the past of an invented gemeente (demo) and nothing else: a test holds that."""
    merk = _toen.set(moment)
    try:
        yield
    finally:
        _toen.reset(merk)


def vandaag() -> date:
    """Today where the residents live."""
    return nu().astimezone(AMSTERDAM).date()


def lees_datum(dag: date) -> str:
    """A date as people say it: "maandag 4 januari 2027"."""
    return f"{DAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def lees_moment(moment: datetime) -> str:
    """A moment as staff read it, in local time: "4 januari 2027, 14.05"."""
    lokaal = moment.astimezone(AMSTERDAM)
    return f"{lokaal.day} {MAANDEN[lokaal.month - 1]} {lokaal.year}, {lokaal.hour:02}.{lokaal.minute:02}"


def middernacht(dag: date) -> datetime:
    """Where a day begins in Amsterdam, as a moment in UTC; on two days a year that is 23 or 25 hours after the day before."""
    return datetime.combine(dag, kloktijd(), AMSTERDAM).astimezone(UTC)
