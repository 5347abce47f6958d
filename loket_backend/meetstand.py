"""The figures that stand in the database, the same for every process: how old is what still waits, and how much of it there is.

Every query follows an index over what is open, so it takes as long with 20,000 dossiers as with none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.channels.telegram.models import OPEN, Chat, Inkomend
from loket_backend.gesprek.channels.telegram.zendingen import te_leveren
from loket_backend.gesprek.models import WACHT, WACHT_OP_MENS, Bericht, Beurt, Gesprek, Statuswissel
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu, vandaag


@dataclass(frozen=True)
class Rij:
    """What waits somewhere: how many, and since when the oldest does (None: nothing waits)."""

    aantal: int
    sinds: datetime | None

    @property
    def seconden(self) -> float:
        """Nought when nothing waits, and when a clock was put back."""
        return max((nu() - self.sinds).total_seconds(), 0.0) if self.sinds else 0.0


Vraag = Select[Unpack[tuple[Any, ...]]]


def open_beurten() -> Vraag:
    """Messages that wait for their answer."""
    return select(func.count(), func.min(Beurt.begonnen_op)).where(Beurt.stand == WACHT)


def wachtrij() -> Vraag:
    """Conversations that wait for a human; who is handed from one queue to the next has waited since the first."""
    begin = select(func.max(Statuswissel.op)).where(
        Statuswissel.gesprek_id == Gesprek.id, Statuswissel.naar == WACHT_OP_MENS, Statuswissel.van != WACHT_OP_MENS
    )
    sinds = func.coalesce(begin.correlate(Gesprek).scalar_subquery(), Gesprek.status_sinds)
    return select(func.count(), func.min(sinds)).where(Gesprek.status == WACHT_OP_MENS)


def crisis() -> Vraag:
    """Crisis alerts that nobody took up by name."""
    return select(func.count(), func.min(Crisismelding.op)).where(Crisismelding.bevestigd_door.is_(None))


def uitgaand() -> Vraag:
    """Messages for Telegram that were not brought yet. Where Telegram refuses, a task says so to staff; that is not waiting."""
    vraag = select(func.count(), func.min(Bericht.tijdstip)).select_from(Chat).join(Bericht, te_leveren())
    return vraag.where(Chat.stand == OPEN, Chat.onbereikbaar.is_(False))


def inkomend() -> Vraag:
    """Updates of Telegram that were stored and not handled yet."""
    return select(func.count(), func.min(Inkomend.ontvangen_op)).where(Inkomend.verwerkt_op.is_(None))


RIJEN: Mapping[str, tuple[str, Callable[[], Vraag]]] = {
    "beurten_open": ("Messages that wait for their answer", open_beurten),
    "wachtrij": ("Conversations that wait for a human", wachtrij),
    "crisis_open": ("Crisis alerts that nobody took up", crisis),
    "uitgaand": ("Messages that Telegram has yet to get", uitgaand),
    "telegram_inkomend": ("Updates of Telegram that were not handled yet", inkomend),
}


async def rijen(session: AsyncSession) -> dict[str, Rij]:
    """By the keys of RIJEN."""
    return {naam: Rij(*(await session.execute(maak())).one()) for naam, (_, maak) in RIJEN.items()}


async def termijnen_verlopen(session: AsyncSession) -> float:
    """Dossiers of which a legal date that the loket must keep is over; `eerste_termijn` is of dossiers that run."""
    return await session.scalar(select(func.count()).where(Intake.eerste_termijn < vandaag())) or 0


async def schema(session: AsyncSession) -> str:
    """The migration that the database stands at."""
    return str(await session.scalar(text("SELECT version_num FROM alembic_version")))
