"""A dossier is looked over: good, or back with a question that is answered once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.taken import Taak
from loket_backend.intake import workflow
from loket_backend.keukentafel import controle
from loket_backend.keukentafel.controle import GOED, TAAK, VRAAG
from tests.loket.hulp import vul_gemeente

from .dossiers import intake_van, nieuwe_intake


@pytest.fixture
async def kenmerk(database: Database) -> str:
    await vul_gemeente(database)
    return await nieuwe_intake(database)


async def controleer(
    database: Database, kenmerk: str, uitkomst: str, tekst: str = "", punten: tuple[str, ...] = ()
) -> int:
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        return (await controle.controleer(session, intake, uitkomst, punten, tekst, "cor")).id


async def beantwoord(database: Database, kenmerk: str, id: int, tekst: str) -> None:
    async with database.schrijf() as session:
        await controle.beantwoord(session, await workflow.vergrendel(session, kenmerk), id, tekst, "anja")


async def taken(database: Database) -> list[bool]:
    """Of each task for a question: whether it is done."""
    async with database.lees() as session:
        return [t.gedaan_op is not None for t in await session.scalars(select(Taak).where(Taak.soort == TAAK))]


async def test_goed_is_klaar_en_onthoudt_de_punten(database: Database, kenmerk: str) -> None:
    await controleer(database, kenmerk, GOED, punten=("vervolg", "netwerk"))
    async with database.lees() as session:
        (gezien,) = await controle.van(session, kenmerk)
    assert (gezien.uitkomst, gezien.punten, gezien.is_open) == (GOED, ["netwerk", "vervolg"], False)
    assert await taken(database) == []


async def test_een_vraag_is_een_taak_tot_er_een_antwoord_is(database: Database, kenmerk: str) -> None:
    id = await controleer(database, kenmerk, VRAAG, "Is de dochter gebeld?")
    assert await taken(database) == [False]
    await beantwoord(database, kenmerk, id, "Ja, gisteren.")
    assert await taken(database) == [True]
    async with database.lees() as session:
        (gezien,) = await controle.van(session, kenmerk)
    assert (gezien.antwoord, gezien.beantwoord_door, gezien.is_open) == ("Ja, gisteren.", "anja", False)


async def test_een_tweede_vraag_wacht_op_het_eerste_antwoord(database: Database, kenmerk: str) -> None:
    await controleer(database, kenmerk, VRAAG, "Een?")
    with pytest.raises(Conflict):
        await controleer(database, kenmerk, VRAAG, "Twee?")


async def test_een_vraag_wordt_een_keer_beantwoord(database: Database, kenmerk: str) -> None:
    id = await controleer(database, kenmerk, VRAAG, "Een?")
    await beantwoord(database, kenmerk, id, "Ja")
    with pytest.raises(Conflict):
        await beantwoord(database, kenmerk, id, "Nee")


async def test_een_leeg_antwoord_of_een_vraag_van_een_ander_dossier_niet(database: Database, kenmerk: str) -> None:
    id, ander = await controleer(database, kenmerk, VRAAG, "Een?"), await nieuwe_intake(database)
    with pytest.raises(OngeldigeInvoer):
        await beantwoord(database, kenmerk, id, " ")
    with pytest.raises(NietGevonden):
        await beantwoord(database, ander, id, "Ja")


@pytest.mark.parametrize(
    ("uitkomst", "tekst", "punten"),
    [("misschien", "", ()), (VRAAG, "  ", ()), (GOED, "", ("bestaat_niet",)), (GOED, "x" * 4001, ())],
)
async def test_wat_niet_klopt(
    database: Database, kenmerk: str, uitkomst: str, tekst: str, punten: tuple[str, ...]
) -> None:
    with pytest.raises(OngeldigeInvoer):
        await controleer(database, kenmerk, uitkomst, tekst, punten)


async def test_wat_overgeslagen_is_telt_als_besproken_en_wat_nooit_ter_sprake_kwam_niet(
    database: Database, kenmerk: str
) -> None:
    intake = await intake_van(database, kenmerk)
    voor = controle.volledigheid(intake)
    leeg = {"waarde": None, "bronnen": []}
    intake.antwoorden = {**intake.antwoorden, "aanbod": {**leeg, "status": "overgeslagen"}}
    assert controle.volledigheid(intake) == (voor[0] + 1, voor[1])
    intake.antwoorden = {**intake.antwoorden, "aanbod": {**leeg, "status": "niet_besproken"}}
    assert controle.volledigheid(intake) == voor
