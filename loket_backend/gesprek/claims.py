"""Who works on the turns of a conversation, when there are more processes than one.

A claim stands on the oldest open turn of a conversation, so a later one never overtakes it. It lasts LANG, is renewed while the turn runs
and is read by the clock of the database alone. Who lost it without knowing does no harm: a turn that runs twice has one effect (beurt.py).
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from loket_backend.db import Database
from loket_backend.gesprek.models import WACHT, Beurt

LANG, VERLENG = timedelta(seconds=5), timedelta(seconds=1.5)
# A retry waits at most this long, however the clock of who set it stood (beurt.HERKANSING).
LANGSTE_RUST = timedelta(seconds=6)
PER_KEER = 100
# A claim that is lost when the database falls over costs nothing, so nobody waits for the disk.
ZONDER_SCHIJF = text("SET LOCAL synchronous_commit TO off")


class Claims(Protocol):
    async def pak(self, gesprek_id: str) -> Beurt | None:
        """The oldest open turn, now of this process; None when there is none, or when somebody else has it or it has to wait."""
        ...

    async def laat_los(self, beurt: Beurt) -> None:
        """This turn was not finished: anybody may try it next."""
        ...

    async def verleng(self, gesprekken: Collection[str]) -> None:
        """Whoever works on these conversations still does."""
        ...

    async def verlaten(self) -> list[str]:
        """Conversations with an open turn that nobody works on, the longest waiting first."""
        ...


def claims_voor(database: Database) -> Claims:
    return AlleenHier(database) if database.schrijver.dialect.name == "sqlite" else InDatabase(database)


def oudste_open(gesprek_id: str) -> Select[Beurt]:
    return select(Beurt).where(Beurt.gesprek_id == gesprek_id, Beurt.stand == WACHT).order_by(Beurt.volgnummer).limit(1)


class AlleenHier:
    """One process: what is open is ours."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def pak(self, gesprek_id: str) -> Beurt | None:
        async with self._database.lees() as session:
            return await session.scalar(oudste_open(gesprek_id))

    async def laat_los(self, beurt: Beurt) -> None:
        pass

    async def verleng(self, gesprekken: Collection[str]) -> None:
        pass

    async def verlaten(self) -> list[str]:
        wachtend = select(Beurt.gesprek_id).where(Beurt.stand == WACHT).group_by(Beurt.gesprek_id)
        async with self._database.lees() as session:
            return list(await session.scalars(wachtend.order_by(func.min(Beurt.begonnen_op))))


class InDatabase:
    """PostgreSQL. `wie`: this process, by a name that no other has."""

    def __init__(self, database: Database, wie: str | None = None) -> None:
        self._database, self.wie = database, wie or secrets.token_hex(8)

    async def pak(self, gesprek_id: str) -> Beurt | None:
        async with self._database.schrijf() as session:
            await session.execute(ZONDER_SCHIJF)
            vraag = select(Beurt).where(Beurt.gesprek_id == gesprek_id, self._vrij(), _is_eerste(), _is_toe())
            beurt = await session.scalar(vraag.with_for_update(skip_locked=True))
            if beurt is not None:
                await _zet(session, [beurt], wie=self.wie, tot=func.now() + LANG)
            return beurt

    async def laat_los(self, beurt: Beurt) -> None:
        async with self._database.schrijf() as session:
            await session.execute(ZONDER_SCHIJF)
            await _zet(session, [beurt], Beurt.wie == self.wie, wie=None, tot=None)

    async def verleng(self, gesprekken: Collection[str]) -> None:
        """A turn that is being closed just now is locked, and needs it no more."""
        if not gesprekken:
            return
        async with self._database.schrijf() as session:
            await session.execute(ZONDER_SCHIJF)
            mijn = select(Beurt).where(Beurt.gesprek_id.in_(gesprekken), Beurt.stand == WACHT, Beurt.wie == self.wie)
            beurten = list(await session.scalars(mijn.with_for_update(skip_locked=True)))
            await _zet(session, beurten, wie=self.wie, tot=func.now() + LANG)

    async def verlaten(self) -> list[str]:
        vraag = select(Beurt.gesprek_id).where(_is_vrij(), _is_eerste(), _is_toe())
        async with self._database.lees() as session:
            return list(await session.scalars(vraag.order_by(Beurt.begonnen_op).limit(PER_KEER)))

    def _vrij(self) -> ColumnElement[bool]:
        return or_(_is_vrij(), and_(Beurt.stand == WACHT, Beurt.wie == self.wie))


def _is_vrij() -> ColumnElement[bool]:
    """A claim that lies further ahead than any that is given was made before the clock was put back: it is not believed."""
    return and_(
        Beurt.stand == WACHT,
        or_(Beurt.tot.is_(None), Beurt.tot <= func.now(), Beurt.tot > func.now() + 2 * LANG),
    )


def _is_toe() -> ColumnElement[bool]:
    """Not resting after a failure; a rest longer than any is a clock of another machine that is ahead."""
    return or_(Beurt.pogingen == 0, Beurt.opnieuw_na <= func.now(), Beurt.opnieuw_na > func.now() + LANGSTE_RUST)


def _is_eerste() -> ColumnElement[bool]:
    """Named by its number, and not by ordering: SKIP LOCKED passes over a locked one, and would give the turn after it."""
    eerder = aliased(Beurt)
    oudste = select(func.min(eerder.volgnummer)).where(eerder.gesprek_id == Beurt.gesprek_id, eerder.stand == WACHT)
    return Beurt.volgnummer == oudste.correlate(Beurt).scalar_subquery()


async def _zet(session: AsyncSession, beurten: Sequence[Beurt], *als: ColumnElement[bool], **waarden: object) -> None:
    welke = [(b.gesprek_id, b.volgnummer) for b in beurten]
    zet = update(Beurt).where(tuple_(Beurt.gesprek_id, Beurt.volgnummer).in_(welke), *als).values(**waarden)
    await session.execute(zet.execution_options(synchronize_session=False))
