"""The dates of one dossier as they stand in the database; after every change that moves them, `werk_bij`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.intake.models import EINDE, Intake, Opschorting
from loket_backend.intake.termijnen import Looptijd, Termijnstand, eerstvolgende, lokaal, standen
from loket_backend.tijd import vandaag


async def stand_van(session: AsyncSession, intake: Intake) -> list[Termijnstand]:
    """How every termijn of this dossier stands today."""
    return (await standen_van(session, [intake]))[intake.kenmerk]


async def standen_van(session: AsyncSession, intakes: Sequence[Intake]) -> dict[str, list[Termijnstand]]:
    """The same for more dossiers at once, by kenmerk."""
    rijen = await session.execute(
        select(Opschorting.kenmerk, Opschorting.van, Opschorting.tot)
        .where(Opschorting.kenmerk.in_([i.kenmerk for i in intakes]))
        .order_by(Opschorting.id)
    )
    stil: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for kenmerk, van, tot in rijen:
        stil[kenmerk].append((van, tot))
    return {i.kenmerk: standen(looptijd_van(i, stil[i.kenmerk]), vandaag()) for i in intakes}


def looptijd_van(intake: Any, opschortingen: Sequence[tuple[date, date | None]]) -> Looptijd:
    """Of an intake, or of a row with its columns of dates and status."""
    return Looptijd(
        ontvangen_op=intake.ontvangen_op,
        onderzocht_op=intake.onderzocht_op,
        aanvraag_op=intake.aanvraag_op,
        besluit_op=intake.besluit_op,
        gesloten_op=lokaal(intake.status_sinds) if intake.status in EINDE else None,
        opschortingen=opschortingen,
    )


async def werk_bij(session: AsyncSession, intake: Intake) -> None:
    """Writes the first date that still runs into the dossier. Call it after a change of status, aanvraag, besluit or opschorting."""
    await session.flush()
    eerste = eerstvolgende(await stand_van(session, intake))
    intake.eerste_termijn = eerste.uiterlijk if eerste else None
