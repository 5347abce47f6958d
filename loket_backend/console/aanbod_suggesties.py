"""On the page of an intake: beside each thing that is needed, the offers that could help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod import suggesties
from loket_backend.aanbod.suggesties import Suggestie
from loket_backend.aanbod.zoeken import Vraag
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console.aanbod_vraag import KORTE_VORM, adres
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.intake.models import Intake, Uitspraak

NODIG = "nodig"


@dataclass(frozen=True)
class Bij:
    """`gezegd`: the resident's words about what is needed; `uitspraak`: the first of them, by which a line of an arrangement begins;
    `meer`: the address of everything there is for it."""

    leefgebied: str
    gezegd: list[str]
    uitspraak: int
    suggesties: list[Suggestie]
    meer: str


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """Two queries, however much is needed."""
    keuze = select(Uitspraak.leefgebied, Uitspraak.id, Uitspraak.tekst).order_by(Uitspraak.id)
    gezegd: dict[str, dict[int, str]] = {}
    for leefgebied, id_, tekst in await session.execute(
        keuze.where(Uitspraak.kenmerk == intake.kenmerk, Uitspraak.aspect == NODIG)
    ):
        gezegd.setdefault(leefgebied, {})[id_] = tekst
    gebieden = [leefgebied for leefgebied in LEEFGEBIEDEN if leefgebied in gezegd]
    gevonden = await suggesties.bij(session, intake.wijk_id, gebieden)
    rijen = [Bij(g, [*gezegd[g].values()], min(gezegd[g]), gevonden[g], _meer(g, intake.wijk_id)) for g in gebieden]
    return {"aanbod_bij": rijen, "VORM_KORT": KORTE_VORM}


def _meer(leefgebied: str, wijk: str | None) -> str:
    return adres(Vraag(leefgebied=leefgebied, wijk=wijk or ""))
