"""What is still to come of a budget, kept as it moves: so the forecast of any moment can be told again, by the one rule (verdelen.prognose)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.onderdrukking import MINSTENS
from loket_backend.tijd import nu
from loket_backend.wijkbudget.tabellen import Budgetverwachting, Toezegging
from loket_backend.wijkbudget.verdelen import te_komen


def reken_opnieuw(t: Toezegging) -> int:
    """Works out what is still to come of a line by its days and its last invoice; gives by how many cents it moved."""
    had, t.te_komen = t.te_komen or 0, te_komen(t.bedrag, t.van, t.tot, t.gefactureerd_tot)
    return t.te_komen - had


def leg_vast(session: AsyncSession, budget_id: int, per_dossier: Mapping[str, int]) -> None:
    """Keeps by how much it moved for each dossier, in the transaction of what moved it.

    Five dossiers or more at once (an invoice for all that an organisation delivers) are one row of nobody: the maandbeeld hides what fewer moved.
    """
    bewogen = {kenmerk: verschil for kenmerk, verschil in per_dossier.items() if verschil}
    rijen = [(None, sum(bewogen.values()))] if len(bewogen) >= MINSTENS else bewogen.items()
    for kenmerk, verschil in rijen:
        session.add(Budgetverwachting(budget_id=budget_id, kenmerk=kenmerk, verschil=verschil, op=nu()))
