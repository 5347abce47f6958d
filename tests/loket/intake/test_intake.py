"""The draft, the submission, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from loket_backend.catalogus import VELDEN
from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.intake import queries, service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.signalen import Gehoord, signalen
from loket_backend.intake.termijnen import termijnen
from tests.loket.hulp import TEKSTEN, concept

UITSPRAAK = {"leefgebied": "huishouden", "aspect": "nodig", "tekst": "stofzuigen lukt niet", "bron": 4}


async def gesprek(database: Database) -> str:
    async with database.schrijf() as session:
        nieuw, _, _ = await open_gesprek(session, "web", TEKSTEN)
    return nieuw.id


async def bewaar(database: Database, gesprek_id: str, volgnummer: int, **waarden: Any) -> None:
    async with database.schrijf() as session:
        inhoud = ConceptInhoud.model_validate(concept(**waarden))
        await service.bewaar_concept(session, gesprek_id, volgnummer, inhoud)


async def test_een_beurt_die_opnieuw_draait_begint_waar_hij_begon(database: Database) -> None:
    gesprek_id = await gesprek(database)
    await bewaar(database, gesprek_id, 4, akkoord=False, naam="Jo")
    await bewaar(database, gesprek_id, 6, akkoord=False, naam="Jo", postcode="7913AB")
    async with database.lees() as session:
        voor_zes = await service.concept_voor(session, gesprek_id, 6)
        voor_acht = await service.concept_voor(session, gesprek_id, 8)
        voor_vier = await service.concept_voor(session, gesprek_id, 4)
    assert "postcode" not in voor_zes["antwoorden"]
    assert voor_acht["antwoorden"]["postcode"]["waarde"] == "7913AB"
    assert voor_vier["antwoorden"] == {}


async def test_zonder_akkoord_wordt_niets_ingediend(database: Database) -> None:
    gesprek_id = await gesprek(database)
    await bewaar(database, gesprek_id, 4, akkoord=False, naam="Jo")
    with pytest.raises(Conflict):
        async with database.schrijf() as session:
            await service.dien_in(session, gesprek_id, 4)


async def test_elk_veld_heeft_een_status_en_elke_uitspraak_een_bron(database: Database) -> None:
    gesprek_id = await gesprek(database)
    await bewaar(database, gesprek_id, 4, uitspraken=[UITSPRAAK], naam="Jo Bos")
    async with database.schrijf() as session:
        kenmerk = (await service.dien_in(session, gesprek_id, 4)).kenmerk
    async with database.lees() as session:
        intake = await queries.intake(session, kenmerk)
        assert intake is not None
        json = await queries.als_json(session, intake)
    assert set(json["antwoorden"]) == set(VELDEN)
    assert json["antwoorden"]["telefoon"] == {"waarde": None, "status": "niet_besproken", "bronnen": []}
    assert json["uitspraken"] == [UITSPRAAK]
    assert json["medewerker"] is None


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("postcode", "7913 AB"),
        ("telefoon", "0612345678"),
        ("voor_wie", "iedereen"),
        ("toestemming", ["buurman"]),
        ("toestemming", ["huisarts", "huisarts"]),
        ("naam", ""),
        ("akkoord", False),
        ("bsn", "111222333"),
        ("naam", ["Jo"]),
    ],
)
def test_een_ongeldige_waarde_komt_het_loket_niet_in(veld: str, waarde: Any) -> None:
    inhoud = concept()
    inhoud["antwoorden"][veld] = {"waarde": waarde, "status": "besproken", "bronnen": [4]}
    with pytest.raises(ValidationError, match=veld):
        ConceptInhoud.model_validate(inhoud)


def test_alle_fouten_worden_tegelijk_genoemd() -> None:
    with pytest.raises(ValidationError) as gevangen:
        ConceptInhoud.model_validate(concept(postcode="x", telefoon="y", voor_wie="z"))
    assert all(veld in str(gevangen.value) for veld in ("postcode", "telefoon", "voor_wie"))


def test_een_bsn_in_een_antwoord_wordt_nog_eens_gemaskeerd() -> None:
    inhoud = ConceptInhoud.model_validate(concept(hulpvraag="mijn bsn is 111222333"))
    assert "111222333" not in str(inhoud.model_dump())


def test_termijnen_volgen_uit_de_dag_in_nederland() -> None:
    laat_op_zondag = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert termijnen(laat_op_zondag) == {
        "bevestiging": date(2026, 11, 23),
        "persoonlijk_plan": date(2026, 11, 30),
        "onderzoek": date(2027, 1, 4),
    }


@pytest.mark.parametrize(
    ("gehoord", "verwacht"),
    [
        (Gehoord({"volhoudtijd": "maand"}, frozenset(), None), {"volhoudtijd_kort"}),
        (Gehoord({"volhoudtijd": "half_jaar"}, frozenset(), None), set()),
        (Gehoord({}, frozenset({("geheugen", "nodig")}), None), {"geheugen_alleen"}),
        (Gehoord({}, frozenset({("geheugen", "nodig"), ("huishouden", "netwerk")}), None), set()),
        (
            Gehoord({"inwoner_weet_ervan": "nee"}, frozenset({("veiligheid", "nodig")}), "geweld"),
            {"inwoner_weet_niet", "onveilig", "crisis"},
        ),
    ],
)
def test_een_signaal_heeft_een_zichtbare_regel(gehoord: Gehoord, verwacht: set[str]) -> None:
    assert {s["signaal"] for s in signalen(gehoord)} == verwacht
    assert all(s["regel"] for s in signalen(gehoord))
