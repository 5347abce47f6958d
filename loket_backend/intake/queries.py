"""Reading intakes, for the staff API, the console and the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from loket_backend.catalogus import NIET_BESPROKEN, VELDEN
from loket_backend.crisis.models import Crisismelding
from loket_backend.intake.looptijd import stand_van
from loket_backend.intake.models import Intake
from loket_backend.intake.signalen import gehoord_van, signalen
from loket_backend.toewijzing.models import Medewerker

PER_PAGINA = 50
GEEN = "geen"


@dataclass(frozen=True)
class Filter:
    """`medewerker` may be GEEN: not assigned to anybody."""

    status: str | None = None
    wijk: str | None = None
    medewerker: str | None = None
    pagina: int = 1


def _gefilterd(keuze: Select[Any], filter: Filter) -> Select[Any]:
    if filter.status:
        keuze = keuze.where(Intake.status == filter.status)
    if filter.wijk:
        keuze = keuze.where(Intake.wijk_id == filter.wijk)
    if filter.medewerker:
        wie = Intake.medewerker_id
        keuze = keuze.where(wie.is_(None) if filter.medewerker == GEEN else wie == filter.medewerker)
    keuze = keuze.order_by(Intake.ontvangen_op.desc(), Intake.kenmerk)
    return keuze.limit(PER_PAGINA).offset((max(filter.pagina, 1) - 1) * PER_PAGINA)


async def intakes(session: AsyncSession, filter: Filter) -> list[dict[str, Any]]:
    """A page of intakes, newest first, as contract section 7 shows them."""
    rijen = await session.scalars(_gefilterd(select(Intake).options(selectinload(Intake.uitspraken)), filter))
    return [await als_json(session, intake) for intake in rijen]


async def intake(session: AsyncSession, kenmerk: str) -> Intake | None:
    """One intake with all that hangs on it."""
    opties = (selectinload(Intake.uitspraken), selectinload(Intake.toewijzingen), selectinload(Intake.wissels))
    return await session.get(Intake, kenmerk, options=opties)


async def kenmerk_van(session: AsyncSession, gesprek_id: str, voor: int | None = None) -> str | None:
    """The kenmerk of a conversation. With `voor`: only when it was submitted by an earlier message than that one,
    so that a submission that is run again says again who comes and when."""
    if voor is None:
        return await session.scalar(select(Intake.kenmerk).where(Intake.gesprek_id == gesprek_id))
    vraag = select(Intake.kenmerk, Intake.antwoorden).where(Intake.gesprek_id == gesprek_id)
    rij = (await session.execute(vraag)).one_or_none()
    if rij is None:
        return None
    bronnen = rij.antwoorden.get("akkoord", {}).get("bronnen") or [0]
    return str(rij.kenmerk) if max(bronnen) < voor else None


async def crisis_van(session: AsyncSession, gesprek_id: str) -> str | None:
    """The last crisis category of a conversation."""
    vraag = select(Crisismelding.categorie).where(Crisismelding.gesprek_id == gesprek_id)
    return await session.scalar(vraag.order_by(Crisismelding.id.desc()).limit(1))


async def als_json(session: AsyncSession, intake: Intake) -> dict[str, Any]:
    """An intake as contract section 7 shows it: every field has a status, also when it was never discussed."""
    medewerker = await session.get(Medewerker, intake.medewerker_id) if intake.medewerker_id else None
    leeg: dict[str, Any] = {"waarde": None, "status": NIET_BESPROKEN, "bronnen": []}
    return {
        "kenmerk": intake.kenmerk,
        "status": intake.status,
        "gesprekId": intake.gesprek_id,
        "wijk": intake.wijk_id,
        "medewerker": {"id": medewerker.id, "naam": medewerker.naam} if medewerker else None,
        "antwoorden": {veld: intake.antwoorden.get(veld, leeg) for veld in VELDEN},
        "uitspraken": [
            {"leefgebied": u.leefgebied, "aspect": u.aspect, "tekst": u.tekst, "bron": u.bron}
            for u in intake.uitspraken
        ],
        "signalen": await signalen_van(session, intake),
        "termijnen": {s.termijn.sleutel: s.uiterlijk.isoformat() for s in await stand_van(session, intake)},
        "ontvangenOp": intake.ontvangen_op.isoformat(),
    }


async def signalen_van(session: AsyncSession, intake: Intake) -> list[dict[str, Any]]:
    return signalen(gehoord_van(intake, await crisis_van(session, intake.gesprek_id)))
