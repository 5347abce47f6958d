"""Reads the form with moments as somebody filled it in; what is no date or time is a fault with a sentence, and stays on the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from loket_backend.console.pagina import lees_getal
from loket_backend.keukentafel.afspraken import MEESTE_MOMENTEN, Plan
from loket_backend.tijd import AMSTERDAM

VELDEN = ("duur", "plaats", "adres", "hoe", "reden", "soort", "naam")
MOMENTVELDEN = tuple(f"{deel}{n}" for n in range(1, MEESTE_MOMENTEN + 1) for deel in ("vrij", "datum", "tijd"))


def lees_plan(gegeven: Mapping[str, str]) -> Plan:
    """A date that is typed goes before a free moment that is chosen from the list."""
    momenten, fouten = [], []
    for n in range(1, MEESTE_MOMENTEN + 1):
        try:
            moment = _moment(gegeven, n)
        except ValueError as fout:
            fouten.append(f"Moment {n}: {fout}")
            continue
        if moment is not None:
            momenten.append(moment)
    duur = lees_getal(gegeven.get("duur", ""), 3) or 0
    return Plan(momenten, duur, gegeven.get("plaats", ""), gegeven.get("adres", ""), fouten)


def _moment(gegeven: Mapping[str, str], n: int) -> datetime | None:
    datum, tijd = gegeven.get(f"datum{n}", "").strip(), gegeven.get(f"tijd{n}", "").strip()
    vrij = gegeven.get(f"vrij{n}", "").strip()
    if not datum and not tijd:
        return _samen(*vrij.partition("T")[::2]) if vrij else None
    if not datum or not tijd:
        raise ValueError("vul de dag en de tijd allebei in.")
    return _samen(datum, tijd)


def _samen(datum: str, tijd: str) -> datetime:
    """By the clock on the wall. Raises ValueError, also for a time that the clock skips."""
    try:
        wand = datetime.combine(date.fromisoformat(datum), time.fromisoformat(tijd.replace(".", ":")))
        lokaal = wand.replace(tzinfo=AMSTERDAM, second=0, microsecond=0)
        terug = lokaal.astimezone(UTC).astimezone(AMSTERDAM)
    except (ValueError, OverflowError):
        raise ValueError("dit is geen dag en tijd.") from None
    if terug.replace(tzinfo=None) != lokaal.replace(tzinfo=None):
        raise ValueError("deze tijd bestaat niet: de klok gaat dan een uur vooruit.")
    return lokaal
