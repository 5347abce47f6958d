"""Warnings before a budget is overspent: which levels it has passed, and telling so once for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.tijd import nu
from loket_backend.wijkbudget.models import Wijkbudget
from loket_backend.wijkbudget.tabellen import Budgetmelding, Toezegging
from loket_backend.wijkbudget.verdelen import prognose

BESTAND = Path(__file__).with_name("waarschuwingen.yml")
PROGNOSE, TOEGEZEGD, HOOG = "prognose", "toegezegd", "hoog"


@dataclass(frozen=True)
class Niveau:
    """`boven`: a percentage of the total; passed when `maat` is more than that."""

    sleutel: str
    maat: str
    boven: int
    ernst: str
    zin: str


@dataclass(frozen=True)
class Stand:
    """A budget in cents, as warnings look at it."""

    totaal: int
    toegezegd: int
    gerealiseerd: int
    te_komen: int

    @property
    def prognose(self) -> int:
        return prognose(self.gerealiseerd, self.te_komen)

    def maat(self, naam: str) -> int:
        return self.prognose if naam == PROGNOSE else self.toegezegd


@cache
def niveaus() -> tuple[Niveau, ...]:
    inhoud: dict[str, Any] = yaml.safe_load(BESTAND.read_text("utf-8"))
    date.fromisoformat(str(inhoud["nagekeken_op"]))
    return tuple(Niveau(**niveau) for niveau in inhoud["niveaus"])


def bereikt(stand: Stand, lijst: tuple[Niveau, ...] | None = None) -> list[Niveau]:
    """All levels that are passed now, in the order of the file. Of an empty budget everything that is spent is too much."""
    kandidaten = niveaus() if lijst is None else lijst
    return [n for n in kandidaten if stand.maat(n.maat) * 100 > stand.totaal * n.boven]


def te_zeggen(stand: Stand) -> list[Niveau]:
    """What the page says: of each measure the first that is passed."""
    per_maat: dict[str, Niveau] = {}
    for niveau in bereikt(stand):
        per_maat.setdefault(niveau.maat, niveau)
    return list(per_maat.values())


async def kijk(session: AsyncSession, budget_id: int) -> list[str]:
    """Tells each level that is passed once; the budget is held locked. Gives the new ones."""
    stand = await lees_stand(session, budget_id)
    gezegd = set(await session.scalars(select(Budgetmelding.niveau).where(Budgetmelding.budget_id == budget_id)))
    nieuw = [n for n in bereikt(stand) if n.sleutel not in gezegd]
    for niveau in nieuw:
        melding = Budgetmelding(budget_id=budget_id, niveau=niveau.sleutel, bedrag=stand.maat(niveau.maat))
        melding.totaal, melding.op = stand.totaal, nu()
        session.add(melding)
    await session.flush()
    return [n.sleutel for n in nieuw]


async def lees_stand(session: AsyncSession, budget_id: int) -> Stand:
    te_komen = select(func.coalesce(func.sum(Toezegging.te_komen), 0)).where(Toezegging.budget_id == budget_id)
    velden = (Wijkbudget.totaal, Wijkbudget.toegezegd, Wijkbudget.gerealiseerd)
    keuze = select(*velden, te_komen.scalar_subquery()).where(Wijkbudget.id == budget_id)
    totaal, toegezegd, gerealiseerd, komt = (await session.execute(keuze)).one()
    return Stand(totaal, toegezegd, gerealiseerd, int(komt))


async def open_meldingen(session: AsyncSession) -> int:
    """How many warnings nobody looked at yet."""
    return await session.scalar(select(func.count()).where(Budgetmelding.gezien_op.is_(None))) or 0


async def zie(session: AsyncSession, budget_id: int, wie: str) -> None:
    """Somebody looked at what was told about this budget."""
    ongezien = (Budgetmelding.budget_id == budget_id) & Budgetmelding.gezien_op.is_(None)
    await session.execute(update(Budgetmelding).where(ongezien).values(gezien_op=nu(), gezien_door=wie))
