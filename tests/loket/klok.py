"""Time that a test moves: the wall clock of the whole loket, and beside it the monotonic clock of one process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket_backend.tijd import AMSTERDAM, Klok, nu

MAANDAG = datetime(2026, 11, 23, 10, 0, tzinfo=AMSTERDAM)
ZONDAG = datetime(2026, 11, 22, 20, 0, tzinfo=AMSTERDAM)


def dagen_geleden(dagen: int) -> datetime:
    """The same time of day, so many days ago on the calendar of the residents: with summer time in between that is an hour more or less."""
    return (nu().astimezone(AMSTERDAM) - timedelta(days=dagen)).astimezone(UTC)


class NepKlok:
    """Stands still until it is moved; begins on a Monday at ten."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, begin: datetime = MAANDAG) -> None:
        self.wand, self.mono = begin, 1000.0
        monkeypatch.setattr(Klok, "kijk", staticmethod(lambda: self.wand))

    def verstrijk(self, **duur: float) -> None:
        """Time passes."""
        self.wand += timedelta(**duur)
        self.mono += timedelta(**duur).total_seconds()

    def verzet(self, **duur: float) -> None:
        """Somebody, or a time server, puts the wall clock elsewhere; no time passes."""
        self.wand += timedelta(**duur)
