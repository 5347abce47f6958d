"""The shared money of the village in its last year: last year's budget, room and decisions, and an invoice of everybody each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from loket_backend.businesscase import dienst as businesscase
from loket_backend.demo.dorp import COORDINATOR, Dorp
from loket_backend.toegang.audit import leg_vast
from loket_backend.wijkbudget import boeken, realiseren, ruimte, waarschuwen
from loket_backend.wijkbudget.models import Wijkbudget
from loket_backend.wijkbudget.realiseren import Factuurregel
from loket_backend.wijkbudget.ruimte import Besluit
from loket_backend.wijkbudget.tabellen import Toezegging
from loket_backend.wijkbudget.verdelen import verdeel

GROND = "wijkbudget"


async def _budget(dorp: Dorp, wijk: str, jaar: int) -> int:
    return await boeken.open_budget(dorp.session, wijk, jaar)


async def geef_ruimte(dorp: Dorp, gegeven: Mapping[str, Any]) -> None:
    budget_id = await _budget(dorp, gegeven["wijk"], dorp.dag.year)
    centen = gegeven["euro"] * 100
    await ruimte.zet(dorp.session, budget_id, gegeven["partij"], centen, COORDINATOR, gegeven["reden"])


async def neem_besluit(dorp: Dorp, gegeven: Mapping[str, Any]) -> None:
    """When only one can deliver (`aanbod`), or one needs more room (`extra`, euros)."""
    budget_id = await _budget(dorp, gegeven["wijk"], dorp.dag.year)
    aanbod_id = dorp.aanbod[gegeven["aanbod"]].id if "aanbod" in gegeven else None
    besluit = Besluit(
        gegeven["besluit"],
        gegeven["partij"],
        gegeven["managers"],
        dorp.dag_van(gegeven["dag"]),
        gegeven["reden"],
        aanbod_id,
        gegeven.get("extra", 0) * 100,
    )
    await ruimte.besluit(dorp.session, budget_id, besluit, COORDINATOR)


async def kost_het_loket(dorp: Dorp, gegeven: Mapping[str, Any]) -> None:
    jaar = str(dorp.dag.year - gegeven.get("jaren_terug", 0))
    wat = {"jaar": jaar, "bedrag": gegeven["bedrag"], "partij": gegeven["partij"]}
    await businesscase.zet_loketkosten(dorp.session, wat, COORDINATOR)
    leg_vast(dorp.session, COORDINATOR, "kosten van het loket genoteerd", jaar, "businesscase")


async def boek_verzamelfactuur(dorp: Dorp, gegeven: Mapping[str, Any]) -> None:
    """For everything that an organisation does in a wijk, without a line of somebody."""
    dag = dorp.dag_van(gegeven["dag"])
    budget_id = await _budget(dorp, gegeven["wijk"], dag.year)
    factuur = Factuurregel(
        gegeven["partij"], gegeven["nummer"], gegeven["euro"] * 100, dag, toelichting=gegeven["toelichting"]
    )
    await realiseren.boek_factuur(dorp.session, budget_id, factuur, COORDINATOR)
    leg_vast(dorp.session, COORDINATOR, "factuur geboekt", gegeven["wijk"], GROND)


@dataclass(frozen=True)
class Maandfactuur:
    """What was delivered up to and including `tot`; `procent` of what was estimated."""

    tot: date
    procent: int

    async def boek(self, dorp: Dorp) -> None:
        """A list for each wijk, with a line for everybody who is paid from its budget."""
        for budget in await dorp.session.scalars(select(Wijkbudget).where(Wijkbudget.jaar == self.tot.year)):
            await boeken.vergrendel(dorp.session, [budget.id])
            keuze = select(Toezegging).where(Toezegging.budget_id == budget.id).order_by(Toezegging.regel)
            for toezegging in await dorp.session.scalars(keuze):
                if toezegging.partij_id and (bedrag := self._bedrag(toezegging, budget.jaar)):
                    factuur = self._regel(toezegging, bedrag)
                    await realiseren.schrijf(dorp.session, budget.id, factuur, COORDINATOR)
                    leg_vast(dorp.session, COORDINATOR, "factuur geboekt", toezegging.kenmerk, GROND)
            await waarschuwen.kijk(dorp.session, budget.id)

    def _bedrag(self, t: Toezegging, jaar: int) -> int:
        """Since the last invoice, in cents."""
        van = max(t.van, t.gefactureerd_tot + timedelta(days=1)) if t.gefactureerd_tot else t.van
        tot = min(t.tot, self.tot)
        if van > tot:
            return 0
        deel = verdeel(van, tot, t.kosten_jaar, t.per, jaar).get(jaar)
        return deel.bedrag * self.procent // 100 if deel else 0

    def _regel(self, t: Toezegging, bedrag: int) -> Factuurregel:
        assert t.partij_id is not None
        return Factuurregel(t.partij_id, f"{self.tot:%Y-%m}", bedrag, min(t.tot, self.tot), t.regel)


def maanden(dag: date, procenten: Sequence[int]) -> list[Maandfactuur]:
    """The last twelve months that are over, the first one first."""
    facturen, einde = [], dag.replace(day=1) - timedelta(days=1)
    for nummer in range(12):
        facturen.append(Maandfactuur(einde, procenten[nummer % len(procenten)]))
        einde = einde.replace(day=1) - timedelta(days=1)
    return facturen[::-1]


async def zie_waarschuwing(dorp: Dorp, gegeven: Mapping[str, Any]) -> None:
    await waarschuwen.zie(dorp.session, await _budget(dorp, gegeven["wijk"], dorp.dag.year), COORDINATOR)
