"""The sentences of teksten.yml, filled in; and the answers to choose from, which nothing that somebody types is taken for by accident."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.intake.models import Intake
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.toewijzing.models import Medewerker

BESTAND = Path(__file__).with_name("teksten.yml")


def zin(pad: str, **waarden: str) -> str:
    return Kantoor.loket().zin(pad, BESTAND, **waarden)


def keuzes(knoppen: Iterable[str], vraag: str) -> list[dict[str, str]]:
    """`vraag`: what is asked, such as "aanbod 3.1"; an answer to an earlier question is not one to this."""
    labels = [zin(f"knoppen.{knop}") for knop in knoppen]
    return [{"label": label, "waarde": f"{label} ({vraag})"} for label in labels]


def knop(waarde: str, knoppen: Iterable[str], vraag: str) -> str | None:
    """Which of these was pressed."""
    return next((k for k in knoppen if waarde == f"{zin(f'knoppen.{k}')} ({vraag})"), None)


async def medewerker(session: AsyncSession, kenmerk: str) -> str:
    """The name of whoever has the dossier, in the middle or at the beginning of a sentence."""
    van = select(Medewerker.naam).join(Intake, Intake.medewerker_id == Medewerker.id).where(Intake.kenmerk == kenmerk)
    return await session.scalar(van) or Kantoor.loket().naam
