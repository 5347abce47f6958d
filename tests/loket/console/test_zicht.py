"""What is visible, in the queries themselves, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from loket_backend.console import zicht
from loket_backend.console.gebruiker import Gebruiker, laad
from loket_backend.db import Database, open_database
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.models import Intake
from loket_backend.toegang import noodinzage

from .conftest import nieuwe_intake

ALLE = {"van anja", "van bilal", "van corrie", "van niemand", "van niemand in zuid", "zonder wijk"}


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url)
    yield database
    await database.sluit()


@pytest.fixture
async def kenmerken(database: Database, mensen: None) -> dict[str, str]:
    waar = {
        "van anja": ("2020AB", "anja"),
        "van bilal": ("1010AB", "bilal"),
        "van corrie": ("2020AB", "corrie"),
        "van niemand": ("1010AB", ""),
        "van niemand in zuid": ("2020AB", ""),
        "zonder wijk": ("9999ZZ", ""),
    }
    return {
        naam: await nieuwe_intake(database, naam=naam, postcode=postcode, van=van)
        for naam, (postcode, van) in waar.items()
    }


async def ziet(database: Database, wie: str) -> tuple[set[str], set[str]]:
    """The names on the intakes that somebody sees, and on those whose conversation is seen."""
    async with database.lees() as session:
        gebruiker = await laad(session, wie)
        assert gebruiker is not None
        namen = set(await session.scalars(select(Intake.naam).where(zicht.intakes(gebruiker))))
        via = select(Intake.naam).join(Gesprek, Gesprek.id == Intake.gesprek_id).where(zicht.gesprekken(gebruiker))
        return {str(n) for n in namen}, {str(n) for n in await session.scalars(via)}


@pytest.mark.parametrize(
    ("wie", "verwacht"),
    [
        ("anja", {"van anja", "van bilal", "van niemand"}),
        ("bilal", {"van bilal", "van niemand"}),
        ("corrie", {"van anja", "van corrie", "van niemand in zuid"}),
        ("gerda", ALLE),
    ],
)
async def test_iemand_ziet_het_eigen_werk_en_de_eigen_wijk(
    database: Database, kenmerken: dict[str, str], wie: str, verwacht: set[str]
) -> None:
    assert await ziet(database, wie) == (verwacht, verwacht)


async def test_noodinzage_komt_er_als_een_dossier_bij(database: Database, kenmerken: dict[str, str]) -> None:
    async with database.schrijf() as session:
        await noodinzage.leg_reden_vast(session, "bilal", kenmerken["van corrie"], "omdat het moet", bestond=True)
        await noodinzage.leg_reden_vast(session, "bilal", kenmerken["van anja"], "bestond nog niet", bestond=False)
    verwacht = {"van bilal", "van niemand", "van corrie"}
    assert await ziet(database, "bilal") == (verwacht, verwacht)
    async with database.lees() as session:
        intake = await session.get_one(Intake, kenmerken["van corrie"])
        bilal = await laad(session, "bilal")
    assert bilal is not None
    assert zicht.grond(bilal, intake) == "noodinzage"


def test_zonder_wijk_en_zonder_noodinzage_valt_er_niets_weg_aan_de_voorwaarde() -> None:
    """Nobody sees everything because a list happens to be empty."""
    voorwaarde = str(zicht.intakes(Gebruiker("x", "X", "medewerker")).compile(compile_kwargs={"literal_binds": True}))
    assert "medewerker_id = 'x'" in voorwaarde
    assert not zicht.intakes(Gebruiker("x", "X", "beheerder")).compare(
        zicht.intakes(Gebruiker("g", "G", "coordinator"))
    )
