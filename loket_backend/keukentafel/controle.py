"""The coordinator looks a dossier over: it is good, or it goes back with a question that the medewerker answers. About the work, not about people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy import JSON, ForeignKey, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.catalogus import NIET_BESPROKEN, VELDEN
from loket_backend.db import Basis, Moment, Versleuteld
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.taken import maak_taak, open_taak, rond_af
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu

BESTAND = Path(__file__).with_name("controle.yml")
GOED, VRAAG = "goed", "vraag"
TAAK = "vraag_coordinator"
MAX_TEKST = 4000


class Controle(Basis):
    """One look: `punten` are the keys of what was in order. A VRAAG is open until it has an `antwoord`."""

    __tablename__ = "controle"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kenmerk: Mapped[str] = mapped_column(ForeignKey("intake.kenmerk"), index=True)
    uitkomst: Mapped[str] = mapped_column(String(16))
    punten: Mapped[list[str]] = mapped_column(JSON)
    opmerking: Mapped[str | None] = mapped_column(Versleuteld)
    door: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)
    antwoord: Mapped[str | None] = mapped_column(Versleuteld)
    beantwoord_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))
    beantwoord_op: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def is_open(self) -> bool:
        return self.uitkomst == VRAAG and self.beantwoord_op is None


@cache
def punten() -> Mapping[str, str]:
    """What is looked at, by key."""
    gelezen: dict[str, str] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))["punten"]
    return gelezen


async def controleer(
    session: AsyncSession, intake: Intake, uitkomst: str, goed: Collection[str], opmerking: str, wie: str
) -> Controle:
    """Keeps one look at a dossier; a VRAAG becomes a task for whoever has it. Raises OngeldigeInvoer, and Conflict while a question is open."""
    if fouten := _fouten(uitkomst, goed, opmerking.strip()):
        raise OngeldigeInvoer(" ".join(fouten), fouten)
    if any(eerder.is_open for eerder in await van(session, intake.kenmerk)):
        raise Conflict("Er staat nog een vraag open bij dit dossier.")
    controle = Controle(
        kenmerk=intake.kenmerk,
        uitkomst=uitkomst,
        punten=[punt for punt in punten() if punt in goed],
        opmerking=opmerking.strip() or None,
        door=wie,
        op=nu(),
    )
    session.add(controle)
    if uitkomst == VRAAG:
        await maak_taak(session, intake.gesprek_id, TAAK, {"naam": intake.naam})
    await session.flush()
    return controle


async def beantwoord(session: AsyncSession, intake: Intake, controle_id: int, antwoord: str, wie: str) -> None:
    """Raises NietGevonden, OngeldigeInvoer, and Conflict when it was answered already."""
    controle = await session.get(Controle, controle_id, with_for_update=True, populate_existing=True)
    if controle is None or controle.kenmerk != intake.kenmerk or controle.uitkomst != VRAAG:
        raise NietGevonden()
    if not controle.is_open:
        raise Conflict("Een collega beantwoordde deze vraag al.")
    if not 0 < len(antwoord.strip()) <= MAX_TEKST:
        raise OngeldigeInvoer(f"Schrijf een antwoord van hooguit {MAX_TEKST} tekens.", ["antwoord: leeg of te lang"])
    controle.antwoord, controle.beantwoord_door, controle.beantwoord_op = antwoord.strip(), wie, nu()
    if (taak := await open_taak(session, intake.gesprek_id, TAAK)) is not None:
        await rond_af(session, taak.id, wie)


async def van(session: AsyncSession, kenmerk: str) -> list[Controle]:
    """The newest first."""
    return list(await session.scalars(select(Controle).where(Controle.kenmerk == kenmerk).order_by(Controle.id.desc())))


def volledigheid(intake: Intake) -> tuple[int, int]:
    """How many fields were spoken about or rightly left out, of how many. About the dossier; a field that was skipped counts as done."""
    gegeven = [intake.antwoorden.get(veld, {}).get("status", NIET_BESPROKEN) for veld in VELDEN]
    return sum(status != NIET_BESPROKEN for status in gegeven), len(gegeven)


def _fouten(uitkomst: str, goed: Collection[str], opmerking: str) -> list[str]:
    fouten = []
    if uitkomst not in (GOED, VRAAG):
        fouten.append("Kies of het goed is, of dat u een vraag heeft.")
    if not set(goed) <= set(punten()):
        fouten.append("Een van de punten bestaat niet.")
    if uitkomst == VRAAG and not opmerking:
        fouten.append("Schrijf op wat u wilt vragen.")
    if len(opmerking) > MAX_TEKST:
        fouten.append(f"De tekst is te lang: hooguit {MAX_TEKST} tekens.")
    return fouten
