"""Appointments as iCalendar (RFC 5545). Nothing about care and no names: calendars of phones are copied to clouds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event, Timezone

from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.keukentafel.afspraakstand import GEPLAND, GEWEEST, NIET_VERSCHENEN
from loket_backend.tijd import AMSTERDAM

PRODID = "-//Loket//Afspraken//NL"
TITEL = "Gesprek met het loket"
VOOR_INWONER = {"thuis": "Bij u thuis", "loket": "Bij het loket", "bellen": "Telefoon"}
VOOR_MEDEWERKER = {"thuis": "Bij de inwoner thuis", "loket": "Bij het loket", "bellen": "Telefoon"}
STAAT = frozenset({GEPLAND, GEWEEST, NIET_VERSCHENEN})


def voor_inwoner(afspraak: Afspraak, telefoon: str) -> bytes:
    """One appointment for the resident's own calendar; CANCELLED when it is off. `afspraak.begin` is known."""
    gebeurtenis = _gebeurtenis(afspraak, afspraak.uid, afspraak.begin, TITEL, VOOR_INWONER[afspraak.plaats])
    gebeurtenis.add("status", "CONFIRMED" if afspraak.stand in STAAT else "CANCELLED")
    gebeurtenis.add("description", f"Verzetten of afzeggen kan in de chat of via {telefoon}.")
    return _kalender([gebeurtenis])


def voor_medewerker(gepland: Iterable[Afspraak], voorgesteld: Sequence[tuple[Afspraak, datetime]]) -> bytes:
    """The feed: what stands, and the moments that are kept free (TENTATIVE). Only the kenmerk and the kind of place."""
    delen = []
    for afspraak in gepland:
        deel = _gebeurtenis(
            afspraak, f"a-{afspraak.uid}", afspraak.begin, afspraak.kenmerk, VOOR_MEDEWERKER[afspraak.plaats]
        )
        deel.add("status", "CONFIRMED")
        delen.append(deel)
    for afspraak, begin in voorgesteld:
        uid = f"v-{afspraak.uid}-{begin:%Y%m%dT%H%M}"
        deel = _gebeurtenis(afspraak, uid, begin, f"{afspraak.kenmerk} (voorstel)", VOOR_MEDEWERKER[afspraak.plaats])
        deel.add("status", "TENTATIVE")
        delen.append(deel)
    return _kalender(delen)


def _gebeurtenis(afspraak: Afspraak, uid: str, begin: datetime | None, titel: str, plaats: str) -> Event:
    if begin is None:
        raise ValueError("een afspraak zonder moment staat niet in een agenda")
    lokaal, deel = begin.astimezone(AMSTERDAM), Event()
    deel.add("uid", uid)
    deel.add("sequence", afspraak.volgnummer)
    deel.add("dtstamp", afspraak.gewijzigd_op)
    deel.add("last-modified", afspraak.gewijzigd_op)
    deel.add("dtstart", lokaal)
    # The end by the clock of the world: an hour is an hour, also in the night in which the clock is changed.
    deel.add("dtend", (begin + timedelta(minutes=afspraak.duur)).astimezone(AMSTERDAM))
    deel.add("summary", titel)
    deel.add("location", plaats)
    deel.add("class", "PRIVATE")
    return deel


def _kalender(delen: Iterable[Event]) -> bytes:
    kalender = Calendar()
    kalender.add("prodid", PRODID)
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("calscale", "GREGORIAN")
    kalender.add_component(Timezone.from_tzid("Europe/Amsterdam"))
    for deel in delen:
        kalender.add_component(deel)
    inhoud: bytes = kalender.to_ical()
    return inhoud
