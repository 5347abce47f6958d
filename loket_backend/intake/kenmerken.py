"""What a dossier is found and filtered by, beside its own columns: the words of its name, and the signals that were raised.

Call `werk_bij` after every change of the name, the answers or the uitspraken.
"""

from __future__ import annotations

import zlib

from sqlalchemy import ForeignKey, String, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column, selectinload

from loket_backend.db import Basis, Database
from loket_backend.intake import zoeken
from loket_backend.intake.models import Intake
from loket_backend.intake.queries import signalen_van
from loket_backend.intake.signalen_regels import BESTAND

TEGELIJK = 100
_ZOEKREGELS = 1  # one more when intake/zoeken.py writes other words than it did

# Another rule gives another number; what was written by other rules is written anew when the loket starts.
VERSIE = zlib.crc32(BESTAND.read_bytes(), _ZOEKREGELS) >> 1


class Intakesignaal(Basis):
    """That a rule raised a signal for a dossier; which rule, and in which words, stands in intake/signalen.yml. Never a score."""

    __tablename__ = "intake_signaal"

    signaal: Mapped[str] = mapped_column(String(32), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), primary_key=True, index=True)


async def werk_bij(session: AsyncSession, intake: Intake) -> None:
    """Writes the search words and signals of an intake as it stands now, in the caller's transaction."""
    await session.flush()
    await session.refresh(intake, ["uitspraken"])
    await zoeken.werk_bij(session, intake)
    await session.execute(delete(Intakesignaal).where(Intakesignaal.kenmerk == intake.kenmerk))
    signalen = {s["signaal"] for s in await signalen_van(session, intake)}
    if rijen := [{"signaal": s, "kenmerk": intake.kenmerk} for s in sorted(signalen)]:
        await session.execute(insert(Intakesignaal), rijen)
    intake.gemerkt = VERSIE


async def vul_aan(database: Database) -> int:
    """Does so for every intake that was written by other rules, or before there were any; how many that were. Again changes nothing.

    A migration cannot do it: it has no key to read the names with. In small transactions, so that the loket goes on meanwhile.
    """
    gedaan = 0
    while aantal := await _vul_stuk_aan(database):
        gedaan += aantal
    return gedaan


async def _vul_stuk_aan(database: Database) -> int:
    oud = select(Intake).where(Intake.gemerkt != VERSIE).options(selectinload(Intake.uitspraken)).limit(TEGELIJK)
    async with database.schrijf() as session:
        intakes = list(await session.scalars(oud.with_for_update()))
        for intake in intakes:
            await werk_bij(session, intake)
    return len(intakes)
