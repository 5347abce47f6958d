"""What staff fill in: it lies over the draft, keeps its history, carries their name, and yields to the resident."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.catalogus import VELDEN
from loket_backend.db import Database
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.gesprek.wissen import wis_gesprek
from loket_backend.intake import invullen, queries, service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Invulling
from tests.loket.hulp import TEKSTEN, concept, vul_gemeente


@pytest.fixture
async def gesprek_id(database: Database) -> str:
    await vul_gemeente(database)
    async with database.schrijf() as session:
        gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
    return gesprek.id


async def bot_schrijft(database: Database, gesprek_id: str, volgnummer: int, **waarden: Any) -> None:
    """The bot stores this, whatever stood there."""
    await bewaar(database, gesprek_id, volgnummer, concept(**waarden))


async def bewaar(database: Database, gesprek_id: str, volgnummer: int, inhoud: dict[str, Any]) -> None:
    async with database.schrijf() as session:
        await service.bewaar_concept(session, gesprek_id, volgnummer, ConceptInhoud.model_validate(inhoud))


async def vul_in(database: Database, gesprek_id: str, volgnummer: int, veld: str, waarde: Any) -> None:
    async with database.schrijf() as session:
        await invullen.vul_in(session, gesprek_id, volgnummer, veld, waarde, "anja")


async def voor(database: Database, gesprek_id: str, volgnummer: int) -> dict[str, Any]:
    async with database.lees() as session:
        return await service.concept_voor(session, gesprek_id, volgnummer)


async def test_wat_een_medewerker_invult_leest_de_bot_met_wie_het_schreef(database: Database, gesprek_id: str) -> None:
    await bot_schrijft(database, gesprek_id, 4, akkoord=False, naam="Jo")
    await vul_in(database, gesprek_id, 5, "postcode", "7913AB")
    inhoud = await voor(database, gesprek_id, 6)
    assert inhoud["antwoorden"]["postcode"] == {
        "waarde": "7913AB",
        "status": "besproken",
        "bronnen": [5],
        "door": "medewerker",
        "medewerker": "anja",
    }
    assert inhoud["antwoorden"]["naam"] == {"waarde": "Jo", "status": "besproken", "bronnen": [4]}
    assert ConceptInhoud.model_validate(inhoud).model_dump() == inhoud, "de bot kan het zo terugschrijven"


async def test_wat_nog_niet_was_ingevuld_weet_een_beurt_van_eerder_niet(database: Database, gesprek_id: str) -> None:
    await vul_in(database, gesprek_id, 5, "postcode", "7913AB")
    assert (await voor(database, gesprek_id, 5))["antwoorden"] == {}


async def test_een_antwoord_van_de_bot_dat_te_laat_komt_wist_niets_uit(database: Database, gesprek_id: str) -> None:
    """The turn of message 4 was under way when a medewerker took over and filled in, also after message 4."""
    await vul_in(database, gesprek_id, 4, "telefoon", "+31612345678")
    await vul_in(database, gesprek_id, 6, "postcode", "7913AB")
    await bot_schrijft(database, gesprek_id, 4, akkoord=False, naam="Jo", telefoon="+31687654321")
    waarden = {v: a["waarde"] for v, a in (await voor(database, gesprek_id, 8))["antwoorden"].items()}
    assert waarden == {"naam": "Jo", "telefoon": "+31612345678", "postcode": "7913AB"}


async def test_een_correctie_van_de_inwoner_wint_en_haalt_het_merk_weg(database: Database, gesprek_id: str) -> None:
    await vul_in(database, gesprek_id, 5, "postcode", "7913AB")
    inhoud = await voor(database, gesprek_id, 8)
    inhoud["antwoorden"]["postcode"] = {"waarde": "7913AC", "status": "besproken", "bronnen": [8]}
    await bewaar(database, gesprek_id, 8, inhoud)
    assert (await voor(database, gesprek_id, 9))["antwoorden"]["postcode"] == inhoud["antwoorden"]["postcode"]


async def test_wat_de_bot_overneemt_houdt_zijn_merk(database: Database, gesprek_id: str) -> None:
    await vul_in(database, gesprek_id, 5, "nodig", "hulp bij de was")
    await bewaar(database, gesprek_id, 8, inhoud := await voor(database, gesprek_id, 8))
    assert (await voor(database, gesprek_id, 20)) == inhoud
    assert inhoud["antwoorden"]["nodig"]["medewerker"] == "anja"


async def test_de_laatste_invulling_telt_en_de_eerdere_blijven_staan(database: Database, gesprek_id: str) -> None:
    for naam in ("Jo", "Jo Bos"):
        await vul_in(database, gesprek_id, 5, "naam", naam)
    assert (await voor(database, gesprek_id, 6))["antwoorden"]["naam"]["waarde"] == "Jo Bos"
    async with database.lees() as session:
        rijen = list(await session.scalars(select(Invulling).order_by(Invulling.id)))
    assert [rij.waarde for rij in rijen] == ["Jo", "Jo Bos"]


async def test_een_leeg_gemaakt_veld_staat_weer_open(database: Database, gesprek_id: str) -> None:
    await bot_schrijft(database, gesprek_id, 4, akkoord=False, postcode="7913AB")
    await vul_in(database, gesprek_id, 5, "postcode", None)
    assert "postcode" not in (await voor(database, gesprek_id, 6))["antwoorden"]


async def test_voor_zichzelf_maakt_de_velden_van_een_ander_leeg(database: Database, gesprek_id: str) -> None:
    await bot_schrijft(
        database, gesprek_id, 4, akkoord=False, voor_wie="ander", relatie="ouder", melder_naam="Jo", naam="Riek"
    )
    await vul_in(database, gesprek_id, 5, "voor_wie", "zelf")
    antwoorden = (await voor(database, gesprek_id, 6))["antwoorden"]
    assert {v: a["waarde"] for v, a in antwoorden.items()} == {"voor_wie": "zelf", "naam": "Riek"}


ONGELDIG: dict[str, Any] = {
    "keuze": "misschien",
    "lijst": ["huisarts", "huisarts"],
    "naam": "",
    "postcode": "7913 ab",
    "telefoon": "0612345678",
    "tekst": "",
    "akkoord": True,
}


@pytest.mark.parametrize("veld", VELDEN)
async def test_een_ongeldige_waarde_wordt_geweigerd_met_uitleg(database: Database, gesprek_id: str, veld: str) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        await vul_in(database, gesprek_id, 5, veld, ONGELDIG[VELDEN[veld].soort])
    assert fout.value.detail == invullen.UITLEG[VELDEN[veld].soort]
    assert (await voor(database, gesprek_id, 6))["antwoorden"] == {}


@pytest.mark.parametrize(("veld", "waarde"), [("bestaat_niet", "x"), ("uitspraak", {"tekst": "x"}), ("naam", 3)])
async def test_wat_geen_veld_of_geen_waarde_is_wordt_geweigerd(
    database: Database, gesprek_id: str, veld: str, waarde: Any
) -> None:
    with pytest.raises(OngeldigeInvoer):
        await vul_in(database, gesprek_id, 5, veld, waarde)


async def test_een_bsn_wordt_ook_hier_niet_bewaard(database: Database, gesprek_id: str) -> None:
    await vul_in(database, gesprek_id, 5, "nodig", "mijn bsn is 111222333")
    assert "111222333" not in str(await voor(database, gesprek_id, 6))


async def test_een_uitspraak_komt_erbij_met_wie_hem_opschreef(database: Database, gesprek_id: str) -> None:
    for _ in range(2):
        async with database.schrijf() as session:
            await invullen.hoor(session, gesprek_id, 5, ("contact", "wil"), "weer naar de kaartclub", "anja")
    (gehoord,) = (await voor(database, gesprek_id, 6))["uitspraken"]
    assert (gehoord["leefgebied"], gehoord["aspect"], gehoord["medewerker"]) == ("contact", "wil", "anja")


async def test_een_uitspraak_noemt_alle_fouten_tegelijk(database: Database, gesprek_id: str) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        async with database.schrijf() as session:
            await invullen.hoor(session, gesprek_id, 5, ("tuin", "leuk"), "", "anja")
    assert len(fout.value.fouten) == 3


async def test_de_intake_draagt_het_merk_en_daarna_vult_niemand_meer_in(database: Database, gesprek_id: str) -> None:
    await vul_in(database, gesprek_id, 5, "naam", "Jo Bos")
    async with database.schrijf() as session:
        await invullen.hoor(session, gesprek_id, 5, ("contact", "wil"), "weer naar de kaartclub", "anja")
    inhoud = await voor(database, gesprek_id, 8)
    inhoud["antwoorden"]["akkoord"] = {"waarde": True, "status": "besproken", "bronnen": [8]}
    await bewaar(database, gesprek_id, 8, inhoud)
    async with database.schrijf() as session:
        kenmerk = (await service.dien_in(session, gesprek_id, 8)).kenmerk
    async with database.lees() as session:
        intake = await queries.intake(session, kenmerk)
        assert intake is not None
        assert intake.antwoorden["naam"]["door"] == "medewerker"
        assert intake.uitspraken[0].medewerker_id == "anja"
        assert (await queries.als_json(session, intake))["antwoorden"]["naam"]["medewerker"] == "anja"
    with pytest.raises(Conflict):
        await vul_in(database, gesprek_id, 9, "naam", "Jo Smit")


async def test_wissen_neemt_ook_mee_wat_een_medewerker_invulde(database: Database, gesprek_id: str) -> None:
    await vul_in(database, gesprek_id, 2, "naam", "Jo")
    async with database.schrijf() as session:
        await wis_gesprek(session, await session.get_one(Gesprek, gesprek_id), 3)
    assert (await voor(database, gesprek_id, 4))["antwoorden"] == {}
