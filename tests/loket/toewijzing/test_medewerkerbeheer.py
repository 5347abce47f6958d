"""Medewerkers that a gemeente changes itself, and what it cannot do to itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from loket_backend import wijziging
from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.invoer import Veldfouten
from loket_backend.toegang.models import Auditregel
from loket_backend.toewijzing import medewerkerbeheer
from loket_backend.toewijzing.medewerkerbeheer import Lopend
from loket_backend.toewijzing.models import Medewerker
from tests.loket.hulp import vul_gemeente

NIEUW = {
    "naam": ["Dirk  Vos"],
    "functie": ["ouderenadviseur"],
    "rol": ["medewerker"],
    "login": ["Dirk"],
    "wijken": ["veld"],
    "werkdagen": ["maandag", "vrijdag"],
    "caseload_max": ["12"],
}


@pytest.fixture
async def gemeente(database: Database) -> Database:
    """Anja and Bert work in Veld; Cor coordinates and can log in."""
    await vul_gemeente(database)
    async with database.schrijf() as session:
        (await session.get_one(Medewerker, "cor")).wachtwoord = "hash"
    return database


async def formulier_van(database: Database, wie: str, **anders: Sequence[str]) -> dict[str, Sequence[str]]:
    async with database.lees() as session:
        nu = medewerkerbeheer.inhoud(
            await medewerkerbeheer.gegevens(session, await medewerkerbeheer.haal(session, wie))
        )
    gegeven: dict[str, Sequence[str]] = {
        "naam": [nu["naam"]],
        "functie": [nu["functie"]],
        "rol": [nu["rol"]],
        "login": [nu["login"] or ""],
        "wijken": nu["wijken"],
        "werkdagen": nu["werkdagen"],
        "caseload_max": [str(nu["caseload_max"])],
        "actief": ["ja"] if nu["actief"] else [],
    }
    return {**gegeven, **anders}


async def wijzig(
    database: Database, van: str, door: str = "beheer", lopend: Lopend | None = None, **anders: Sequence[str]
) -> None:
    gegeven = await formulier_van(database, van, **anders)
    async with database.schrijf() as session:
        gezien = await wijziging.versie(session, wijziging.MEDEWERKER, van)
        await medewerkerbeheer.wijzig(session, door, van, gegeven, lopend or Lopend(), gezien)


async def fouten(database: Database, van: str, door: str = "beheer", **meer: Any) -> dict[str, str]:
    with pytest.raises(Veldfouten) as gevangen:
        await wijzig(database, van, door, **meer)
    return gevangen.value.per_veld


async def test_een_nieuwe_medewerker_is_actief_en_heeft_nog_geen_wachtwoord(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        wie = await medewerkerbeheer.voeg_toe(session, "cor", NIEUW)
    async with gemeente.lees() as session:
        dirk = await session.get_one(Medewerker, wie)
        gegeven = await medewerkerbeheer.gegevens(session, dirk)
        regel = await session.scalar(select(Auditregel).where(Auditregel.wiens == wie))
    assert (wie, dirk.naam, dirk.login, dirk.wachtwoord) == ("dirk-vos", "Dirk Vos", "dirk", None)
    assert (gegeven.wijken, gegeven.werkdagen, gegeven.caseload_max, gegeven.actief) == (("veld",), (0, 4), 12, True)
    assert regel is not None
    assert (regel.wie, regel.wat) == ("cor", "medewerker toegevoegd")


async def test_twee_mensen_met_dezelfde_naam_krijgen_elk_een_sleutel(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        een = await medewerkerbeheer.voeg_toe(session, "cor", NIEUW)
        twee = await medewerkerbeheer.voeg_toe(session, "cor", {**NIEUW, "login": [""]})
    assert (een, twee) == ("dirk-vos", "dirk-vos-2")


async def test_alle_fouten_worden_tegelijk_genoemd(gemeente: Database) -> None:
    anders = {"naam": [" "], "functie": ["x" * 81], "rol": ["baas"], "caseload_max": ["veel"], "wijken": ["weg"]}
    gevonden = await fouten(gemeente, "anja", login=["een naam"], **anders)
    assert set(gevonden) == {"naam", "functie", "rol", "caseload_max", "wijken", "login"}


async def test_een_inlognaam_is_van_een_mens(gemeente: Database) -> None:
    assert "Cor Smit" in (await fouten(gemeente, "anja", login=["COR"]))["login"]
    await wijzig(gemeente, "cor", login=["cor"])


async def test_de_geschiedenis_zegt_wat_er_eerst_stond(gemeente: Database) -> None:
    await wijzig(gemeente, "anja", functie=["wijkverpleegkundige"], werkdagen=["dinsdag"])
    async with gemeente.lees() as session:
        rij = (await wijziging.verloop(session, wijziging.MEDEWERKER, "anja"))[0]
    assert rij.voor is not None
    assert rij.na is not None
    assert (rij.voor["functie"], rij.na["functie"]) == ("Dorpsregisseur", "wijkverpleegkundige")
    assert rij.na["werkdagen"] == ["dinsdag"]
    assert rij.door == "beheer"


@pytest.mark.parametrize(
    ("anders", "veld"), [({"actief": []}, "actief"), ({"rol": ["medewerker"]}, "rol"), ({"login": [""]}, "login")]
)
async def test_de_laatste_coordinator_blijft(gemeente: Database, anders: dict[str, list[str]], veld: str) -> None:
    assert "de laatste" in (await fouten(gemeente, "cor", **anders))[veld]
    await maak_leider(gemeente, "bert", "beheerder")  # who does not see any dossier
    assert "de laatste" in (await fouten(gemeente, "cor", **anders))[veld]
    await maak_leider(gemeente, "anja", "coordinator", wachtwoord=None)  # who cannot log in
    assert "de laatste" in (await fouten(gemeente, "cor", **anders))[veld]
    await maak_leider(gemeente, "anja", "coordinator")
    await wijzig(gemeente, "cor", **anders)


async def maak_leider(database: Database, wie: str, rol: str, wachtwoord: str | None = "hash") -> None:
    async with database.schrijf() as session:
        medewerker = await session.get_one(Medewerker, wie)
        medewerker.rol, medewerker.login, medewerker.wachtwoord = rol, wie, wachtwoord


async def test_twee_coordinatoren_kunnen_elkaar_niet_tegelijk_wegdoen(gemeente: Database) -> None:
    await maak_leider(gemeente, "anja", "coordinator")
    daden = (wijzig(gemeente, "cor", "anja", actief=[]), wijzig(gemeente, "anja", "cor", actief=[]))
    uitkomsten = await asyncio.gather(*daden, return_exceptions=True)
    assert sorted(type(u).__name__ for u in uitkomsten) == ["NoneType", "Veldfouten"]


async def test_niemand_doet_zichzelf_weg_of_geeft_zichzelf_een_rol(gemeente: Database) -> None:
    await maak_leider(gemeente, "anja", "coordinator")
    gevonden = await fouten(gemeente, "cor", "cor", actief=[], rol=["beheerder"])
    assert set(gevonden) == {"actief", "rol"}
    assert "uzelf" in gevonden["actief"]


@pytest.mark.parametrize("lopend", [Lopend(dossiers=3), Lopend(gesprekken=1)])
async def test_wie_nog_werk_heeft_draagt_dat_eerst_over(gemeente: Database, lopend: Lopend) -> None:
    gevonden = await fouten(gemeente, "anja", lopend=lopend, actief=[])
    assert str(lopend) in gevonden["actief"]
    assert "Draag dat eerst over" in gevonden["actief"]
    assert "rol" in await fouten(gemeente, "anja", lopend=lopend, rol=["beheerder"])
    await wijzig(gemeente, "anja", lopend=lopend, naam=["Anja de Vries"])
    await wijzig(gemeente, "anja", actief=[])


async def test_wie_een_oude_versie_zag_verandert_niets(gemeente: Database) -> None:
    gegeven = await formulier_van(gemeente, "anja", functie=["nieuw"])
    with pytest.raises(Conflict):
        async with gemeente.schrijf() as session:
            await medewerkerbeheer.wijzig(session, "cor", "anja", gegeven, Lopend(), 0)
    async with gemeente.lees() as session:
        assert (await session.get_one(Medewerker, "anja")).functie == "Dorpsregisseur"


async def test_een_wachtwoord_geven_komt_in_de_geschiedenis_zonder_het_wachtwoord(gemeente: Database) -> None:
    await wijzig(gemeente, "anja", login=["anja"])
    async with gemeente.schrijf() as session:
        await medewerkerbeheer.zet_wachtwoord(session, "cor", "anja", "de-hash")
    async with gemeente.lees() as session:
        rij = (await wijziging.verloop(session, wijziging.MEDEWERKER, "anja"))[0]
        assert (await session.get_one(Medewerker, "anja")).wachtwoord == "de-hash"
    assert (rij.voor, rij.na) == ({"wachtwoord": None}, {"wachtwoord": "nieuw wachtwoord"})


@pytest.mark.parametrize(("wie", "door"), [("cor", "cor"), ("bert", "cor")])
async def test_geen_wachtwoord_voor_uzelf_of_wie_niet_kan_inloggen(gemeente: Database, wie: str, door: str) -> None:
    with pytest.raises(OngeldigeInvoer):
        async with gemeente.schrijf() as session:
            await medewerkerbeheer.zet_wachtwoord(session, door, wie, "de-hash")


async def test_wie_er_niet_is_kan_niet_veranderd_worden(gemeente: Database) -> None:
    with pytest.raises(NietGevonden):
        async with gemeente.schrijf() as session:
            await medewerkerbeheer.wijzig(session, "cor", "weg", NIEUW, Lopend(), 0)


def test_een_verzonnen_wachtwoord_is_lang_en_steeds_anders() -> None:
    verzonnen = {medewerkerbeheer.verzin_wachtwoord() for _ in range(50)}
    assert len(verzonnen) == 50
    assert all(len(w.replace("-", "")) == 16 for w in verzonnen)
