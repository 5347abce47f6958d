"""Warnings before money runs out, and the forecast they look at, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake import workflow
from loket_backend.tijd import Klok
from loket_backend.wijkbudget import boeken, factuurlijst, realiseren, toezeggen, waarschuwen
from loket_backend.wijkbudget.realiseren import Factuurregel
from loket_backend.wijkbudget.tabellen import Budgetmelding
from loket_backend.wijkbudget.waarschuwen import Stand, bereikt, te_zeggen
from tests.samenhulp import maak_dossier, regel

from .hulp import BEGIN, EIND, klopt, maak_budget, met_partijen, regels, stand


@pytest.mark.parametrize(
    ("s", "sleutels"),
    [
        (Stand(0, 0, 0, 0), []),
        (Stand(100, 90, 0, 90), []),
        (Stand(100, 91, 0, 91), ["prognose_90"]),
        (Stand(100, 95, 40, 30), []),
        (Stand(100, 96, 40, 30), ["toegezegd_95"]),
        (Stand(100, 0, 100, 0), ["prognose_90"]),
        (Stand(100, 100, 60, 41), ["prognose_100", "prognose_90", "toegezegd_95"]),
        (Stand(0, 0, 1, 0), ["prognose_100", "prognose_90"]),
    ],
)
def test_elk_niveau_begint_boven_zijn_grens(s: Stand, sleutels: list[str]) -> None:
    assert [n.sleutel for n in bereikt(s)] == sleutels


def test_de_pagina_zegt_van_elke_maat_het_ergste() -> None:
    assert [n.sleutel for n in te_zeggen(Stand(100, 100, 60, 41))] == ["prognose_100", "toegezegd_95"]


@pytest.fixture
async def budget(database: Database, monkeypatch: pytest.MonkeyPatch) -> int:
    """€ 1.000 in Noord, one line of € 365 for the whole year by `zorg`, and one of € 100 by `buurt`."""
    await met_partijen(database, "zorg", "buurt", "coop")
    kenmerk = await maak_dossier(database)
    monkeypatch.setattr(Klok, "kijk", staticmethod(lambda: datetime(2026, 1, 1, 12, tzinfo=UTC)))
    jaar = {"begint_op": BEGIN, "eindigt_op": EIND}
    async with database.schrijf() as session:
        budget_id = await maak_budget(session, 100_000)
        await workflow.vergrendel(session, kenmerk)
        lijst = [
            regel(sleutel="a", kosten_jaar=365_00, partij_id="zorg", **jaar),
            regel(sleutel="b", kosten_jaar=100_00, partij_id="buurt", **jaar),
        ]
        await toezeggen.stem_af(session, kenmerk, "noord", lijst, "anja")
    return budget_id


async def boek(database: Database, budget: int, *gegevens: object, **meer: str) -> None:
    async with database.schrijf() as session:
        await realiseren.boek_factuur(session, budget, Factuurregel(*gegevens, **meer), "gerda")


async def prognose(database: Database, budget: int) -> int:
    async with database.lees() as session:
        return (await waarschuwen.lees_stand(session, budget)).prognose


async def test_de_prognose_telt_de_dagen_na_de_laatste_factuur(database: Database, budget: int) -> None:
    """January cost less than was expected; an earlier invoice that comes late moves nothing forward."""
    assert await prognose(database, budget) == 465_00
    await boek(database, budget, "zorg", "F1", 20_00, date(2026, 1, 31), "a")
    assert await prognose(database, budget) == 20_00 + 334_00 + 100_00
    await boek(database, budget, "zorg", "F0", 5_00, date(2026, 1, 15), "a")
    assert await prognose(database, budget) == 25_00 + 334_00 + 100_00
    t = (await regels(database, budget))["a"]
    assert (t.gerealiseerd, t.gefactureerd_tot) == (25_00, date(2026, 1, 31))


async def test_een_factuur_zonder_regel_is_voor_alles_van_die_organisatie(database: Database, budget: int) -> None:
    await boek(database, budget, "zorg", "F1", 31_00, date(2026, 1, 31))
    assert {s: t.gefactureerd_tot for s, t in (await regels(database, budget)).items()} == {
        "a": date(2026, 1, 31),
        "b": None,
    }


async def test_een_creditnota_zegt_niets_over_de_dagen(database: Database, budget: int) -> None:
    await boek(database, budget, "zorg", "F1", 31_00, date(2026, 1, 31), "a")
    await boek(database, budget, "zorg", "C1", -31_00, date(2026, 12, 31), "a")
    assert await prognose(database, budget) == 434_00
    assert await stand(database, budget) == (100_000, 465_00, 0)
    await klopt(database)


async def test_een_factuur_wordt_een_keer_geboekt(database: Database, budget: int) -> None:
    await boek(database, budget, "zorg", "F1", 10_00, date(2026, 1, 31), "a")
    with pytest.raises(Conflict, match="al geboekt"):
        await boek(database, budget, "zorg", "F1", 10_00, date(2026, 1, 31), "a")
    await boek(database, budget, "buurt", "F1", 10_00, date(2026, 1, 31), "b")
    assert (await stand(database, budget))[2] == 20_00


@pytest.mark.parametrize(("partij", "sleutel"), [("zorg", "verzonnen"), ("zorg", "b")])
async def test_een_regel_van_een_ander_krijgt_geen_factuur(
    database: Database, budget: int, partij: str, sleutel: str
) -> None:
    with pytest.raises(OngeldigeInvoer):
        await boek(database, budget, partij, "F1", 10_00, date(2026, 1, 31), sleutel)
    assert (await stand(database, budget))[2] == 0


async def meldingen(database: Database) -> list[str]:
    async with database.lees() as session:
        return sorted(await session.scalars(select(Budgetmelding.niveau)))


async def test_elk_niveau_wordt_een_keer_gemeld(database: Database, budget: int) -> None:
    assert await meldingen(database) == []
    await boek(database, budget, "zorg", "F1", 500_00, date(2026, 1, 31))
    assert await meldingen(database) == ["prognose_90"]
    async with database.schrijf() as session:
        assert await waarschuwen.open_meldingen(session) == 1
        await waarschuwen.zie(session, budget, "gerda")
        assert await waarschuwen.kijk(session, budget) == []
    await boek(database, budget, "zorg", "F2", 400_00, date(2026, 2, 28))
    assert await meldingen(database) == ["prognose_100", "prognose_90"]
    async with database.lees() as session:
        assert await waarschuwen.open_meldingen(session) == 1


async def test_wie_geld_terughaalt_hoort_het_ook(database: Database, budget: int) -> None:
    async with database.schrijf() as session:
        await boeken.leg_in(session, budget, "coop", 100_00, "gerda")
        await boeken.boek(session, budget, boeken.Post("inleg", -635_00 + 100_00, "gerda"))
        assert await waarschuwen.open_meldingen(session) == 0
        await boeken.leg_in(session, budget, "coop", -100_00, "gerda", "terug")
    assert await meldingen(database) == ["prognose_90", "toegezegd_95"]


async def test_een_lijst_gaat_er_helemaal_in_of_niet(database: Database, budget: int) -> None:
    """The second takes back more than was spent: then the first is not booked either."""
    kop = "factuur;organisatie;bedrag;tot_en_met\n"
    with pytest.raises(Conflict):
        async with database.schrijf() as session:
            await factuurlijst.boek(session, budget, kop + "F1;zorg;10;31-1-2026\nC1;zorg;-11;31-1-2026", "gerda")
    assert (await stand(database, budget))[2] == 0
    async with database.schrijf() as session:
        lijst = kop + "F1;Zorg;10;31-1-2026\n\nC1;zorg;'-9;2026-01-31\n"
        assert await factuurlijst.boek(session, budget, "\ufeff" + lijst, "gerda") == 2
        assert await factuurlijst.boek(session, budget, lijst, "gerda") == 0
    assert (await stand(database, budget))[2] == 1_00
    await klopt(database)


def test_een_te_lange_lijst_wordt_geweigerd() -> None:
    kop = "factuur,organisatie,bedrag,tot_en_met\n"
    with pytest.raises(OngeldigeInvoer, match="hooguit 1000"):
        factuurlijst.lees_rijen(kop + "F,zorg,1,31-1-2026\n" * 1001)
    assert len(factuurlijst.lees_rijen(kop + "F,zorg,1,31-1-2026\n" * 1000)) == 1000


def test_een_korte_of_een_lange_rij_breekt_niets() -> None:
    kop = "factuur;organisatie;bedrag;tot_en_met\n"
    kort, lang = factuurlijst.lees_rijen(kop + "F1;zorg\n1;2;3;4;5;6\n")
    assert dict(kort.cellen) == {"factuur": "F1", "organisatie": "zorg", "bedrag": "", "tot_en_met": ""}
    assert list(lang.cellen.values()) == ["1", "2", "3", "4"]
    with pytest.raises(OngeldigeInvoer, match="kan lezen"):
        factuurlijst.lees_rijen(kop + "x" * 200_000)
