"""Conversations and intakes at moments that a test chooses, written straight into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.models import BOT, BOT_AFZENDER, INWONER, Bericht, Gesprek, Statuswissel
from loket_backend.intake.models import Intake, Intakewissel, Uitspraak
from loket_backend.tijd import AMSTERDAM
from loket_backend.toewijzing.models import Medewerker, Wijk

NUMMERS = count(1)


def op(dag: int, uur: int = 12, minuut: int = 0, maand: int = 3) -> datetime:
    """A moment in 2026, as the clock in Amsterdam says it."""
    return datetime(2026, maand, dag, uur, minuut, tzinfo=AMSTERDAM)


@dataclass
class Verhaal:
    """`vragen`: what the bot asked, one a minute. `wissels`: (from, to, reason, minutes after the start).

    `dagen`: how many days after it was handed in an intake got a status. `alarm`: (category, minutes until somebody took it up).
    """

    geopend: datetime
    kanaal: str = "web"
    status: str = BOT
    vragen: Sequence[str | None] = ()
    wissels: Sequence[tuple[str, str, str, float]] = ()
    ingediend: datetime | None = None
    wijk: str | None = "noord"
    dagen: dict[str, float] = field(default_factory=dict)
    uitspraken: Sequence[tuple[str, str]] = ()
    alarm: tuple[str, float | None] | None = None


async def zet_wijken(session: AsyncSession, **namen: str) -> None:
    session.add_all(Wijk(id=wijk, naam=naam) for wijk, naam in namen.items())
    session.add(Medewerker(id="iemand", naam="Iemand", functie="consulent"))
    await session.flush()


async def vertel(session: AsyncSession, verhaal: Verhaal, keer: int = 1) -> None:
    """The same story of so many different people."""
    for _ in range(keer):
        await _vertel(session, verhaal, f"g{next(NUMMERS)}")


async def _vertel(session: AsyncSession, v: Verhaal, gesprek_id: str) -> None:
    session.add(
        Gesprek(
            id=gesprek_id,
            kanaal=v.kanaal,
            token_hash=gesprek_id,
            status=v.status,
            laatste_volgnummer=2 * len(v.vragen),
            geopend_op=v.geopend,
            status_sinds=v.geopend,
        )
    )
    await session.flush()
    for nr, vraag in enumerate(v.vragen):
        _beurt(session, gesprek_id, nr, vraag, v.geopend + timedelta(minutes=nr))
    for van, naar, reden, minuten in v.wissels:
        moment = v.geopend + timedelta(minutes=minuten)
        session.add(Statuswissel(gesprek_id=gesprek_id, van=van, naar=naar, reden=reden, door="bot", op=moment))
        await session.flush()
    if v.alarm:
        _meld(session, gesprek_id, v.geopend, *v.alarm)
    if v.ingediend:
        await _dien_in(session, v, gesprek_id, v.ingediend)


def _beurt(session: AsyncSession, gesprek_id: str, nr: int, vraag: str | None, moment: datetime) -> None:
    for plek, (afzender, veld) in enumerate([(BOT_AFZENDER, vraag), (INWONER, None)], start=1):
        bericht = Bericht(
            gesprek_id=gesprek_id,
            volgnummer=2 * nr + plek,
            afzender=afzender,
            tekst="geheim verhaal",
            keuzes=[],
            vraag=veld,
            tijdstip=moment,
        )
        session.add(bericht)


def _meld(session: AsyncSession, gesprek_id: str, moment: datetime, categorie: str, na: float | None) -> None:
    bevestigd = None if na is None else moment + timedelta(minutes=na)
    door = None if na is None else "iemand"
    session.add(
        Crisismelding(
            gesprek_id=gesprek_id,
            volgnummer=1,
            categorie=categorie,
            patroon="proef",
            op=moment,
            bevestigd_op=bevestigd,
            bevestigd_door=door,
        )
    )


async def _dien_in(session: AsyncSession, v: Verhaal, gesprek_id: str, moment: datetime) -> None:
    kenmerk = f"2026-{gesprek_id}"
    session.add(
        Intake(
            kenmerk=kenmerk,
            gesprek_id=gesprek_id,
            wijk_id=v.wijk,
            naam="Riek Geheim",
            antwoorden={},
            ontvangen_op=moment,
            status_sinds=moment,
        )
    )
    await session.flush()
    for status, dagen in {"nieuw": 0.0, **v.dagen}.items():
        session.add(Intakewissel(kenmerk=kenmerk, status=status, door="iemand", op=moment + timedelta(days=dagen)))
    session.add_all(
        Uitspraak(kenmerk=kenmerk, leefgebied=g, aspect=a, tekst="geheim verhaal", bron=1) for g, a in v.uitspraken
    )
