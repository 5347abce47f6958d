"""The door to the ledger, on both databases."""

from __future__ import annotations

import asyncio

import pytest

from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.wijkbudget import boeken
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import INLEG, REALISATIE, TOEZEGGING, VRIJVAL

from .hulp import boekingen, klopt, maak_budget, met_partijen, stand


@pytest.fixture
async def budget(database: Database) -> int:
    """€ 1.000 in Noord, and two parties."""
    await met_partijen(database, "coop", "zorg")
    async with database.schrijf() as session:
        return await maak_budget(session, 100_000)


async def zeg_toe(database: Database, budget: int, bedrag: int) -> None:
    async with database.schrijf() as session:
        await boeken.boek(session, budget, Post(TOEZEGGING, bedrag, "anja"))


async def test_elke_boeking_verzet_haar_eigen_totaal(database: Database, budget: int) -> None:
    async with database.schrijf() as session:
        for soort, bedrag in ((INLEG, 50), (TOEZEGGING, 700), (VRIJVAL, -200), (REALISATIE, 300), (REALISATIE, -100)):
            await boeken.boek(session, budget, Post(soort, bedrag, "anja", "zorg", toelichting="zomaar"))
    assert await stand(database, budget) == (100_050, 500, 200)
    await klopt(database)


async def test_meer_dan_er_vrij_is_gaat_niet_en_de_zin_zegt_hoeveel_er_vrij_is(database: Database, budget: int) -> None:
    await zeg_toe(database, budget, 60_000)
    with pytest.raises(Conflict, match=r"het budget van Noord voor 2026 is nog €.400 vrij\. Er is €.400,01 nodig"):
        await zeg_toe(database, budget, 40_001)
    await zeg_toe(database, budget, 40_000)
    assert await stand(database, budget) == (100_000, 100_000, 0)
    assert await boekingen(database, budget, TOEZEGGING) == [60_000, 40_000]


async def test_er_valt_niet_meer_vrij_dan_er_is_toegezegd(database: Database, budget: int) -> None:
    await zeg_toe(database, budget, 100)
    with pytest.raises(Conflict, match=r"maar €.1 toegezegd"):
        async with database.schrijf() as session:
            await boeken.boek(session, budget, Post(VRIJVAL, -101, "anja"))


async def test_terugboeken_kan_tot_nul(database: Database, budget: int) -> None:
    with pytest.raises(Conflict, match="uitgegeven"):
        async with database.schrijf() as session:
            await boeken.boek(session, budget, Post(REALISATIE, -1, "anja"))


async def test_een_correctie_laat_staan_wat_is_toegezegd(database: Database, budget: int) -> None:
    async with database.schrijf() as session:
        await boeken.leg_in(session, budget, "coop", 50_000, "gerda")
    await zeg_toe(database, budget, 120_000)
    with pytest.raises(Conflict, match=r"al €.1\.200 toegezegd"):
        async with database.schrijf() as session:
            await boeken.leg_in(session, budget, "coop", -30_001, "gerda", "te veel")
    async with database.schrijf() as session:
        await boeken.leg_in(session, budget, "coop", -30_000, "gerda", "te veel")
    assert await stand(database, budget) == (120_000, 120_000, 0)


async def test_een_partij_haalt_niet_weg_wat_een_ander_inlegde(database: Database, budget: int) -> None:
    async with database.schrijf() as session:
        await boeken.leg_in(session, budget, "coop", 500, "gerda")
        with pytest.raises(Conflict, match=r"legde €.5 in"):
            await boeken.leg_in(session, budget, "coop", -501, "gerda", "te veel")
        with pytest.raises(Conflict, match=r"legde €.0 in"):
            await boeken.leg_in(session, budget, "zorg", -1, "gerda", "te veel")


async def test_een_budget_dat_er_niet_is_is_er_niet(database: Database) -> None:
    async with database.schrijf() as session:
        with pytest.raises(NietGevonden):
            await boeken.boek(session, 999, Post(INLEG, 1, "gerda"))
        with pytest.raises(NietGevonden):
            await boeken.open_budget(session, "nergens", 2026)


@pytest.mark.parametrize(("soort", "bedrag"), [(TOEZEGGING, -1), (TOEZEGGING, 0), (VRIJVAL, 1), (INLEG, 0)])
async def test_een_boeking_heeft_het_teken_van_haar_soort(
    database: Database, budget: int, soort: str, bedrag: int
) -> None:
    async with database.schrijf() as session:
        with pytest.raises(ValueError, match=soort):
            await boeken.boek(session, budget, Post(soort, bedrag, "anja"))


async def test_twee_keer_openen_is_een_budget(database: Database, budget: int) -> None:
    async def nog_eens() -> int:
        async with database.schrijf() as session:
            return await boeken.open_budget(session, "noord", 2026)

    assert await asyncio.gather(*(nog_eens() for _ in range(5))) == [budget] * 5


async def test_vijftig_toezeggingen_tegelijk_overtrekken_niets(database: Database, budget: int) -> None:
    """Room for 33 of them: 33 get it, 17 hear that it is gone."""
    uit = await asyncio.gather(*(zeg_toe(database, budget, 3_000) for _ in range(50)), return_exceptions=True)
    geweigerd = [fout for fout in uit if fout is not None]
    assert [type(fout) for fout in geweigerd] == [Conflict] * 17
    assert all("is nog €\u00a010 vrij" in str(fout) for fout in geweigerd)
    assert await stand(database, budget) == (100_000, 99_000, 0)
    assert await boekingen(database, budget, TOEZEGGING) == [3_000] * 33
    await klopt(database)


async def test_inleg_terughalen_en_toezeggen_tegelijk(database: Database, budget: int) -> None:
    """Whoever comes second hears that it cannot; never both."""
    async with database.schrijf() as session:
        await boeken.leg_in(session, budget, "coop", 100_000, "gerda")

    async def haal_terug() -> None:
        async with database.schrijf() as session:
            await boeken.leg_in(session, budget, "coop", -10_000, "gerda", "terug")

    werk = [f for _ in range(10) for f in (haal_terug(), zeg_toe(database, budget, 20_000))]
    uit = await asyncio.gather(*werk, return_exceptions=True)
    assert {type(fout) for fout in uit} <= {type(None), Conflict}
    totaal, toegezegd, _ = await stand(database, budget)
    assert 0 <= toegezegd <= totaal
    await klopt(database)
