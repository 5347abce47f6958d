"""Who becomes the fixed medewerker, and what happens when nobody can."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.errors import OngeldigeInvoer
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake, Toewijzing
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.inrichting import richt_in
from loket_backend.toewijzing.models import Afwezigheid, Medewerker
from loket_backend.toewijzing.service import wijk_van
from tests.loket.hulp import GEMEENTE, TEKSTEN, concept, vul_gemeente


async def dien_in(database: Database, **waarden: Any) -> Intake:
    """A whole submission of a new conversation."""
    async with database.schrijf() as session:
        gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
    async with database.schrijf() as session:
        inhoud = ConceptInhoud.model_validate(concept(**waarden))
        await service.bewaar_concept(session, gesprek.id, 4, inhoud)
        return await service.dien_in(session, gesprek.id, 4)


async def reden(database: Database, intake: Intake) -> str:
    async with database.lees() as session:
        vraag = select(Toewijzing.reden).where(Toewijzing.kenmerk == intake.kenmerk).order_by(Toewijzing.id.desc())
        return await session.scalar(vraag) or ""


@pytest.fixture
async def gemeente(database: Database) -> Database:
    await vul_gemeente(database)
    return database


async def test_wie_de_meeste_ruimte_heeft_wordt_de_vaste_medewerker(gemeente: Database) -> None:
    intake = await dien_in(gemeente, naam="Jo Bos", postcode="7913AB")
    assert intake.medewerker_id == "anja"
    assert intake.status == "toegewezen"
    assert "Veld" in await reden(gemeente, intake)


async def test_wie_eerder_hielp_helpt_weer(gemeente: Database) -> None:
    for naam in ("A A", "B B"):
        await dien_in(gemeente, naam=naam, postcode="7913AB")
    eerste = await dien_in(gemeente, naam="Jo Bos", postcode="7913AB")
    weer = await dien_in(gemeente, naam="jo  bos", postcode="7913AB")
    assert weer.medewerker_id == eerste.medewerker_id
    assert "eerdere melding" in await reden(gemeente, weer)


async def test_wie_afwezig_is_krijgt_niets_nieuws(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        session.add(Afwezigheid(medewerker_id="anja", van=vandaag() - timedelta(days=1), tot=vandaag()))
    assert (await dien_in(gemeente, naam="Jo Bos", postcode="7913AB")).medewerker_id == "bert"


async def test_wie_gisteren_terugkwam_doet_weer_mee(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        gisteren = vandaag() - timedelta(days=1)
        session.add(Afwezigheid(medewerker_id="anja", van=gisteren, tot=gisteren))
    assert (await dien_in(gemeente, naam="Jo Bos", postcode="7913AB")).medewerker_id == "anja"


async def test_wie_niet_meer_werkt_krijgt_ook_oude_bekenden_niet(gemeente: Database) -> None:
    await dien_in(gemeente, naam="Jo Bos", postcode="7913AB")
    async with gemeente.schrijf() as session:
        anja = await session.get(Medewerker, "anja")
        assert anja is not None
        anja.actief = False
    assert (await dien_in(gemeente, naam="Jo Bos", postcode="7913AB")).medewerker_id == "bert"


@pytest.mark.parametrize(
    ("postcode", "uitleg"),
    [(None, "niet bekend"), ("1011AB", "buiten ons gebied"), ("8381AB", "heeft nu ruimte")],
)
async def test_zonder_medewerker_komt_de_melding_bij_de_coordinator(
    gemeente: Database, postcode: str | None, uitleg: str
) -> None:
    waarden = {"postcode": postcode} if postcode else {}
    intake = await dien_in(gemeente, naam="Jo Bos", **waarden)
    assert intake.medewerker_id is None
    assert intake.status == "nieuw"
    assert uitleg in await reden(gemeente, intake)


async def test_een_onbekende_postcode_wordt_niet_geraden(gemeente: Database) -> None:
    async with gemeente.lees() as session:
        assert await wijk_van(session, "7912ZZ") is None
        assert await wijk_van(session, "7915AA") is None
        assert (await wijk_van(session, "7914ZZ")).id == "veld"  # type: ignore[union-attr]


async def test_twintig_tegelijk_maken_niemand_te_vol(gemeente: Database) -> None:
    intakes = await asyncio.gather(*(dien_in(gemeente, naam=f"P {n}", postcode="7913AB") for n in range(20)))
    bij = [intake.medewerker_id for intake in intakes]
    assert (bij.count("anja"), bij.count("bert"), bij.count(None)) == (3, 2, 15)


async def test_twee_keer_indienen_geeft_dezelfde_melding(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
        inhoud = ConceptInhoud.model_validate(concept(naam="Jo Bos", postcode="7913AB"))
        await service.bewaar_concept(session, gesprek.id, 4, inhoud)

    async def doe() -> str:
        async with gemeente.schrijf() as session:
            return (await service.dien_in(session, gesprek.id, 4)).kenmerk

    assert len(set(await asyncio.gather(*(doe() for _ in range(8))))) == 1


async def test_de_inrichting_noemt_alle_fouten_tegelijk(database: Database) -> None:
    fout = {
        "wijken": [{"id": "veld", "naam": "Veld", "postcodes": ["7913-7914"]}],
        "medewerkers": [{"id": "anja", "naam": "A", "functie": "F", "wijken": ["weg"], "werkdagen": ["feestdag"]}],
    }
    with pytest.raises(OngeldigeInvoer) as gevangen:
        async with database.schrijf() as session:
            await richt_in(session, fout)
    assert len(gevangen.value.fouten) == 3


async def test_twee_keer_inrichten_verdubbelt_niets(database: Database) -> None:
    for _ in range(2):
        await vul_gemeente(database, GEMEENTE)
    async with database.lees() as session:
        assert len(list(await session.scalars(select(Medewerker)))) == 3
