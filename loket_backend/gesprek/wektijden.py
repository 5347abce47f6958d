"""Timers that live in the database: set in the transaction of what they watch over, fired once, whatever happens to process or clock.

Beside the moment that is stored, every process keeps when it is due by its own monotonic clock. The first of the two that is reached
counts: a wall clock that is put back an hour holds nothing up, and one that is put forward makes a timer early, once.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import ForeignKey, Index, Integer, String, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Database, Moment
from loket_backend.errors import plek
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.wekker import Wekker
from loket_backend.tijd import nu

log = structlog.get_logger()

WACHT_LANG, WACHT_TE_LANG, CRISIS = "wacht_lang", "wacht_te_lang", "crisis"
NA = {WACHT_LANG: timedelta(minutes=5), WACHT_TE_LANG: timedelta(minutes=15), CRISIS: timedelta(minutes=2)}


class Wektijd(Basis):
    """`over`: the id of the Crisismelding or appointment it watches. `duur`: how long it runs, in seconds. `gedaan_op`: fired or no longer needed."""

    __tablename__ = "wektijd"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    soort: Mapped[str] = mapped_column(String(24))
    over: Mapped[int | None] = mapped_column(Integer)
    op: Mapped[datetime] = mapped_column(Moment)
    duur: Mapped[int] = mapped_column(Integer)
    gedaan_op: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        Index(
            "ix_wektijd_open",
            "op",
            sqlite_where=text("gedaan_op IS NULL"),
            postgresql_where=text("gedaan_op IS NULL"),
        ),
    )


# What happens when a timer is due, in its transaction, with the conversation locked; gives when it is due again, if ever.
Gevolg = Callable[[AsyncSession, Gesprek, Wektijd], Awaitable[datetime | None]]


def zet(
    session: AsyncSession,
    gesprek_id: str,
    soort: str,
    *,
    vanaf: datetime | None = None,
    over: int | None = None,
    na: timedelta | None = None,
) -> None:
    """Sets a timer that runs from `vanaf`, or from now, for `na` or else as long as its kind says."""
    # In UTC: in local time five minutes can be an hour and five, in the night that summer time ends.
    zet_op(session, gesprek_id, soort, (vanaf or nu()).astimezone(UTC) + (NA[soort] if na is None else na), over)


def zet_op(session: AsyncSession, gesprek_id: str, soort: str, op: datetime, over: int | None = None) -> None:
    """Sets a timer for one moment."""
    session.add(Wektijd(gesprek_id=gesprek_id, soort=soort, over=over, op=op, duur=_seconden(op)))


async def annuleer(session: AsyncSession, gesprek_id: str, *soorten: str) -> None:
    open_ = (Wektijd.gesprek_id == gesprek_id) & Wektijd.soort.in_(soorten) & Wektijd.gedaan_op.is_(None)
    await session.execute(
        update(Wektijd).where(open_).values(gedaan_op=nu()).execution_options(synchronize_session=False)
    )


def _seconden(op: datetime) -> int:
    return max(round((op - nu()).total_seconds()), 0)


class Wektijden:
    """Looks which timers are due. `klok`: monotonic seconds of this process."""

    def __init__(
        self,
        database: Database,
        wekker: Wekker,
        gevolgen: Mapping[str, Gevolg],
        klok: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database, self._wekker, self._gevolgen, self._klok = database, wekker, gevolgen, klok
        self._uiterlijk: dict[tuple[int, datetime], float] = {}

    async def kijk(self) -> None:
        """Fires what is due. One that fails is logged and tried again at the next look; the others do not wait for it."""
        async with self._database.lees() as session:
            lopend = list(await session.scalars(select(Wektijd).where(Wektijd.gedaan_op.is_(None))))
        self._onthoud(lopend)
        for wektijd in lopend:
            if self._is_tijd(wektijd):
                try:
                    await self._laat_afgaan(wektijd)
                except Exception as fout:
                    log.error("wektijd_gestruikeld", soort=wektijd.soort, fout=type(fout).__name__, plek=plek(fout))

    def _onthoud(self, lopend: Iterable[Wektijd]) -> None:
        """What is new gets its due time; never later than it was meant to run, however the wall clock stands."""
        nu_hier, eerder = self._klok(), self._uiterlijk
        self._uiterlijk = {}
        for w in lopend:
            rest = min((w.op - nu()).total_seconds(), w.duur)
            self._uiterlijk[w.id, w.op] = eerder.get((w.id, w.op), nu_hier + rest)

    def _is_tijd(self, wektijd: Wektijd) -> bool:
        return wektijd.op <= nu() or self._uiterlijk[wektijd.id, wektijd.op] <= self._klok()

    async def _laat_afgaan(self, wektijd: Wektijd) -> None:
        """Compare-and-set: of all who look, in whatever process, one fires it."""
        async with self._database.schrijf() as session:
            gesprek = await berichten.vergrendel(session, wektijd.gesprek_id)
            vrij = (Wektijd.id == wektijd.id) & (Wektijd.op == wektijd.op) & Wektijd.gedaan_op.is_(None)
            eis = update(Wektijd).where(vrij).values(gedaan_op=nu()).returning(Wektijd.id)
            if await session.scalar(eis.execution_options(synchronize_session=False)) is None:
                return
            weer = await self._gevolgen[wektijd.soort](session, gesprek, wektijd)
            if weer is not None:
                # Also when it is the same moment: by the wall clock it was not there yet, and it would fire at every look.
                self._uiterlijk.pop((wektijd.id, wektijd.op), None)
                opnieuw = update(Wektijd).where(Wektijd.id == wektijd.id)
                await session.execute(opnieuw.values(op=weer, duur=_seconden(weer), gedaan_op=None))
        self._wekker.roep(wektijd.gesprek_id)
