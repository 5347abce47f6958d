"""What the bench fills a loket with keeps the rules of the loket."""

from __future__ import annotations

from sqlalchemy import func, select

from loket_backend.db import Database
from loket_backend.maandbeeld import beeld
from loket_backend.maandbeeld.maanden import deze, tot_en_met
from loket_backend.wijkbudget.models import INLEG, REALISATIE, Budgetboeking, Wijkbudget
from tests.bench import samenvulling
from tests.bench.samenvulling import Maten, Vulling

KLEIN = Maten(wijken=2, aanbod=20, intakes=60, arrangementen=50)


async def test_de_vulling_klopt_met_haar_eigen_kasboek(database: Database) -> None:
    await samenvulling.vul(database, KLEIN)
    aantallen = await samenvulling.tel(database)
    assert (aantallen["wijk"], aantallen["aanbod"], aantallen["intake"]) == (2, 20, 60)
    assert aantallen["arrangementversie"] >= 45
    b = Budgetboeking
    async with database.lees() as session:
        for budget in await session.scalars(select(Wijkbudget)):
            keuze = select(b.soort, func.sum(b.bedrag)).where(b.budget_id == budget.id).group_by(b.soort)
            som = {soort: int(bedrag) for soort, bedrag in await session.execute(keuze)}
            assert budget.totaal == som.pop(INLEG)
            assert budget.gerealiseerd == som.pop(REALISATIE, 0)
            assert budget.toegezegd == sum(som.values())
            assert budget.gerealiseerd <= budget.totaal
        gelezen = await beeld.lees(session, tot_en_met(deze(), 36))
    assert sum(gelezen.cijfers[-1].kubussen["vormen"].getallen.values()) > 0
    assert any(cijfers.wachten for cijfers in gelezen.cijfers)


def test_dezelfde_dobbelstenen_geven_dezelfde_dossiers() -> None:
    een, twee = Vulling(KLEIN), Vulling(KLEIN)
    twee.nu = een.nu
    assert een.gevallen() == twee.gevallen()
