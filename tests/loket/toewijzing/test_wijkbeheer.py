"""Wijken that a gemeente changes itself: postcodes that fit together, and nothing taken away that is in use."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from loket_backend import wijziging
from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.intake import models as _intake  # noqa: F401 - a wijk is looked for in every table
from loket_backend.invoer import Veldfouten
from loket_backend.toewijzing import wijkbeheer
from loket_backend.toewijzing.gebieden import Gebied, postcode
from loket_backend.toewijzing.inrichting import richt_in, schrijf_uit
from loket_backend.toewijzing.models import Postcodegebied, Wijk
from loket_backend.toewijzing.service import wijk_van
from tests.loket.hulp import GEMEENTE, vul_gemeente


@pytest.fixture
async def gemeente(database: Database) -> Database:
    await vul_gemeente(database)
    return database


async def voeg_toe(database: Database, naam: str, postcodes: str) -> str:
    async with database.schrijf() as session:
        return await wijkbeheer.voeg_toe(session, "gerda", naam, postcodes)


async def fouten(database: Database, naam: str, postcodes: str) -> dict[str, str]:
    with pytest.raises(Veldfouten) as gevangen:
        await voeg_toe(database, naam, postcodes)
    return gevangen.value.per_veld


async def wijk_bij(database: Database, gezocht: str) -> str | None:
    async with database.lees() as session:
        wijk = await wijk_van(session, gezocht)
    return wijk.id if wijk else None


async def test_een_nieuwe_wijk_telt_meteen_mee(gemeente: Database) -> None:
    wijk_id = await voeg_toe(gemeente, "De  Wéide", "7001 aa - 7001 zz\n\n7003AA-7004ZZ")
    assert wijk_id == "de-weide"
    assert await wijk_bij(gemeente, "7001AB") == await wijk_bij(gemeente, "7004ZZ") == "de-weide"
    assert await wijk_bij(gemeente, "7002AB") is None


@pytest.mark.parametrize(
    ("postcodes", "uitleg"),
    [
        ("7001-7002", "'7001-7002' is geen gebied"),
        ("7002AA-7001ZZ", "komt het einde voor het begin"),
        ("7914AA-7920ZZ", "overlapt met 7913AA-7914ZZ van Veld"),
        ("7900AA-7999ZZ", "van Veld"),
        ("7001AA-7002ZZ, 7002AA-7003ZZ", "in deze wijk zelf"),
    ],
)
async def test_postcodes_die_niet_kunnen_worden_geweigerd(gemeente: Database, postcodes: str, uitleg: str) -> None:
    assert uitleg in (await fouten(gemeente, "Weide", postcodes))["postcodes"]


async def test_alle_fouten_worden_tegelijk_genoemd(gemeente: Database) -> None:
    gevonden = await fouten(gemeente, " veld ", "onzin\n8381AA-8381AB")
    assert set(gevonden) == {"naam", "postcodes"}
    assert "'onzin'" in gevonden["postcodes"]
    assert "van Dorp" in gevonden["postcodes"]


async def test_een_gebied_dat_aansluit_mag(gemeente: Database) -> None:
    await voeg_toe(gemeente, "Weide", "7915AA-7915ZZ")
    assert await wijk_bij(gemeente, "7914ZZ") == "veld"
    assert await wijk_bij(gemeente, "7915AA") == "weide"


async def test_een_wijk_mag_zijn_eigen_postcodes_houden(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        await wijkbeheer.wijzig(session, "gerda", "veld", "Het Veld", "7913AA-7915ZZ", 1)
    assert await wijk_bij(gemeente, "7915AB") == "veld"
    async with gemeente.lees() as session:
        nieuw, _ = await wijziging.verloop(session, wijziging.WIJK, "veld")
    assert nieuw.voor == {"naam": "Veld", "postcodes": ["7913AA-7914ZZ"]}
    assert nieuw.na == {"naam": "Het Veld", "postcodes": ["7913AA-7915ZZ"]}


async def test_wie_een_oude_versie_zag_verandert_niets(gemeente: Database) -> None:
    with pytest.raises(Conflict):
        async with gemeente.schrijf() as session:
            await wijkbeheer.wijzig(session, "gerda", "veld", "Het Veld", "", 0)
    async with gemeente.lees() as session:
        assert (await session.get_one(Wijk, "veld")).naam == "Veld"
        assert await wijkbeheer.gebieden_van(session, "veld") == [Gebied("7913AA", "7914ZZ")]


async def test_een_wijk_waar_iemand_werkt_kan_niet_weg(gemeente: Database) -> None:
    with pytest.raises(Conflict, match="medewerkers: 2"):
        async with gemeente.schrijf() as session:
            await wijkbeheer.verwijder(session, "gerda", "veld", 1)


async def test_een_wijk_waar_niets_naar_verwijst_kan_weg(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        await wijkbeheer.verwijder(session, "gerda", "dorp", 1)
    async with gemeente.lees() as session:
        assert await session.get(Wijk, "dorp") is None
        assert list(await session.scalars(select(Postcodegebied).where(Postcodegebied.wijk_id == "dorp"))) == []
        assert (await wijziging.verloop(session, wijziging.WIJK, "dorp"))[0].na is None
    with pytest.raises(NietGevonden):
        async with gemeente.schrijf() as session:
            await wijkbeheer.verwijder(session, "gerda", "dorp", 2)


@pytest.mark.parametrize(("tekst", "gelezen"), [("7913 ab", "7913AB"), ("7913", None), ("0913AB", None), ("", None)])
def test_een_postcode_wordt_gelezen_zoals_mensen_hem_schrijven(tekst: str, gelezen: str | None) -> None:
    assert postcode(tekst) == gelezen


async def test_een_bestand_met_overlap_wordt_geweigerd(gemeente: Database) -> None:
    bestand = {
        "wijken": [
            {"id": "weide", "naam": "Weide", "postcodes": ["7914XA-7914XB", "7002AA-7001AA"]},
            {"id": "rand", "naam": "Rand", "postcodes": ["7914XB-7914XC"]},
        ],
        "medewerkers": [],
    }
    with pytest.raises(OngeldigeInvoer) as gevangen:
        async with gemeente.schrijf() as session:
            await richt_in(session, bestand)
    assert len(gevangen.value.fouten) == 4  # the end before the begin; each with Veld; with each other


async def test_wat_eruit_komt_kan_er_weer_in(gemeente: Database) -> None:
    async with gemeente.lees() as session:
        uit = await schrijf_uit(session)
    assert [w["id"] for w in uit["wijken"]] == ["dorp", "veld"]
    async with gemeente.schrijf() as session:
        assert await richt_in(session, uit) == (2, 3)
    async with gemeente.lees() as session:
        assert await schrijf_uit(session) == uit
        assert len(await wijziging.verloop(session, wijziging.WIJK, "veld")) == 1  # nothing changed the second time
    assert {m["id"] for m in GEMEENTE["medewerkers"]} == {m["id"] for m in uit["medewerkers"]}
