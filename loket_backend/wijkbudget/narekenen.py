"""Adds up the ledger again: every total must be what the bookings say, and at no moment more may have been committed than there was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from loket_backend.wijkbudget.boeken import VELD
from loket_backend.wijkbudget.models import Budgetboeking, Wijkbudget
from loket_backend.wijkbudget.tabellen import Budgetverwachting, Toezegging

Kolom = InstrumentedAttribute[int]


@dataclass
class Som:
    """What the bookings of one budget add up to, in cents."""

    totalen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("totaal", "toegezegd", "gerealiseerd"), 0))
    regels: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    fouten: list[str] = field(default_factory=list)

    def tel(self, id_: int, soort: str, bedrag: int, regel: str | None) -> None:
        veld = VELD[soort]
        self.totalen[veld] += bedrag
        if veld == "toegezegd" and regel:
            self.regels[regel] += bedrag
        if min(self.totalen.values()) < 0 or self.totalen["toegezegd"] > self.totalen["totaal"]:
            self.fouten.append(f"na boeking {id_} is het budget overtrokken of negatief")


async def reken_na(session: AsyncSession) -> tuple[int, list[str]]:
    """How many budgets there are, and a Dutch sentence for everything that does not add up. Names numbers only."""
    sommen: dict[int, Som] = defaultdict(Som)
    velden = (Budgetboeking.budget_id, Budgetboeking.id, Budgetboeking.soort, Budgetboeking.bedrag, Budgetboeking.regel)
    for budget_id, id_, soort, bedrag, regel in await session.execute(select(*velden).order_by(Budgetboeking.id)):
        sommen[budget_id].tel(id_, soort, bedrag, regel)
    budgetten = list(await session.scalars(select(Wijkbudget).order_by(Wijkbudget.id)))
    posities = (await session.execute(select(Toezegging.budget_id, Toezegging.regel, Toezegging.bedrag))).tuples().all()
    fouten = [f for budget in budgetten for f in _vergelijk(budget, sommen[budget.id])]
    return len(budgetten), [*fouten, *_regels(sommen, posities), *await _verwachting(session)]


def _vergelijk(budget: Wijkbudget, som: Som) -> list[str]:
    anders = [
        f"{veld} is {getattr(budget, veld)} centen, de boekingen zeggen {waarde}"
        for veld, waarde in som.totalen.items()
        if getattr(budget, veld) != waarde
    ]
    return [f"Budget {budget.id}: {wat}." for wat in [*som.fouten, *anders]]


def _regels(sommen: dict[int, Som], posities: Sequence[tuple[int, str, int]]) -> list[str]:
    staan = {(budget_id, regel): bedrag for budget_id, regel, bedrag in posities}
    geboekt = {(budget_id, regel): bedrag for budget_id, som in sommen.items() for regel, bedrag in som.regels.items()}
    anders = sorted(plek for plek in {*staan, *geboekt} if staan.get(plek, 0) != geboekt.get(plek, 0))
    return [f"Budget {budget_id}: regel {regel} klopt niet met de boekingen." for budget_id, regel in anders]


async def _verwachting(session: AsyncSession) -> list[str]:
    """What was kept of what is still to come must be what the lines say."""
    komt = await _per_budget(session, Toezegging.budget_id, Toezegging.te_komen)
    bewogen = await _per_budget(session, Budgetverwachting.budget_id, Budgetverwachting.verschil)
    anders = sorted(id_ for id_ in {*komt, *bewogen} if komt.get(id_, 0) != bewogen.get(id_, 0))
    return [f"Budget {id_}: wat nog komt klopt niet met wat daarvan is bijgehouden." for id_ in anders]


async def _per_budget(session: AsyncSession, budget: Kolom, bedrag: Kolom) -> dict[int, int]:
    rijen = await session.execute(select(budget, func.sum(bedrag)).group_by(budget))
    return {budget_id: int(som) for budget_id, som in rijen}
