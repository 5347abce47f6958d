"""The legal dates that follow from a melding, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loket_backend.tijd import AMSTERDAM


@dataclass(frozen=True)
class Termijn:
    sleutel: str
    label: str
    dagen: int
    artikel: str


TERMIJNEN = (
    Termijn("bevestiging", "Bevestiging van de melding", 0, "art. 2.3.2 lid 1 Wmo 2015"),
    Termijn("persoonlijk_plan", "Persoonlijk plan inleveren", 7, "art. 2.3.2 lid 2 Wmo 2015"),
    Termijn("onderzoek", "Onderzoek klaar", 42, "art. 2.3.2 lid 1 Wmo 2015"),
)


def termijnen(ontvangen_op: datetime) -> dict[str, date]:
    """The last day of each termijn, by key."""
    dag = ontvangen_op.astimezone(AMSTERDAM).date()
    return {t.sleutel: dag + timedelta(days=t.dagen) for t in TERMIJNEN}
