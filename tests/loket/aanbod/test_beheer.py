"""Offers are made, changed, checked and retired, with their history; a place is never taken twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, update

from loket_backend import wijziging
from loket_backend.aanbod import beheer, lezen
from loket_backend.aanbod.gegevens import Gegevens
from loket_backend.aanbod.models import Aanbod
from loket_backend.aanbod.zoekmodels import Zoektekst
from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import vandaag
from tests.loket.aanbod.conftest import ingevuld


async def voeg_toe(database: Database, **anders: Any) -> str:
    async with database.schrijf() as session:
        return await beheer.voeg_toe(session, "anja", ingevuld(**anders))


async def staat(database: Database, aanbod_id: str) -> Gegevens:
    async with database.lees() as session:
        return await lezen.een(session, aanbod_id)


async def fouten(database: Database, **anders: Any) -> dict[str, str]:
    with pytest.raises(Veldfouten) as gevangen:
        await voeg_toe(database, **anders)
    return gevangen.value.per_veld


async def test_nieuw_aanbod_staat_er_zoals_het_is_ingevuld(gemeente: Database) -> None:
    gegevens = await staat(gemeente, await voeg_toe(gemeente, website="www.brink.nl", kosten_jaar="1.250,50"))
    assert (gegevens.naam, gegevens.leefgebieden, gegevens.wijken) == (
        "Eetclub de Brink",
        ("huishouden", "contact"),
        ("noord",),
    )
    assert (gegevens.website, gegevens.kosten_jaar, gegevens.plekken) == ("https://www.brink.nl", 125_050, 3)


async def test_wat_er_is_veranderd_blijft_te_lezen(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente)
    async with gemeente.schrijf() as session:
        await beheer.wijzig(session, "bilal", aanbod_id, ingevuld(naam="Eetclub", wijken=[]), 1)
    async with gemeente.lees() as session:
        nieuwste, eerste = await wijziging.verloop(session, beheer.AANBOD, aanbod_id)
    assert (nieuwste.door, nieuwste.voor, eerste.voor) == ("bilal", eerste.na, None)
    assert (nieuwste.na or {})["naam"] == "Eetclub"
    assert (await staat(gemeente, aanbod_id)).wijken == ()


async def test_wie_een_oude_versie_zag_verandert_niets(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente)
    with pytest.raises(Conflict):
        async with gemeente.schrijf() as session:
            await beheer.wijzig(session, "bilal", aanbod_id, ingevuld(naam="Anders"), 0)
    assert (await staat(gemeente, aanbod_id)).naam == "Eetclub de Brink"


async def test_alle_fouten_worden_tegelijk_genoemd(gemeente: Database) -> None:
    gevonden = await fouten(
        gemeente,
        naam=" \x00 ",
        vorm="tover",
        bekostiging="",
        leefgebieden=[],
        wijken=["oost"],
        partij_id="niemand",
        plekken="veel",
        telefoon="bel maar",
        mail="geen mail",
        website="javascript:alert(1)",
        kosten_jaar="gratis",
        gecontroleerd_op="gisteren",
        alleen_leden="misschien",
    )
    verwacht = {"naam", "vorm", "bekostiging", "leefgebieden", "wijken", "partij_id", "plekken", "telefoon", "mail"}
    assert set(gevonden) == verwacht | {"website", "kosten_jaar", "gecontroleerd_op", "alleen_leden"}
    assert "oost" in gevonden["wijken"]


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("naam", "x" * 121),
        ("omschrijving", "x" * 2001),
        ("leefgebieden", ["koken"]),
        ("plekken", "-1"),
        ("plekken", "100001"),
        ("bezet", "4"),
        ("kosten_jaar", "99999999999"),
        ("gecontroleerd_op", "2999-01-01"),
        ("website", "https://voorbeeld.nl/een twee"),
    ],
)
async def test_wat_niet_kan_wordt_geweigerd(gemeente: Database, veld: str, waarde: object) -> None:
    assert set(await fouten(gemeente, **{veld: waarde})) == {veld}


async def test_gestopt_aanbod_blijft_bestaan_en_komt_ook_weer_terug(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente)
    for versie, actief in ((1, False), (2, True)):
        async with gemeente.schrijf() as session:
            await beheer.zet_stand(session, "anja", aanbod_id, versie, actief=actief)
        assert (await staat(gemeente, aanbod_id)).actief is actief


async def test_nagekeken_is_vandaag(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente)
    async with gemeente.schrijf() as session:
        await beheer.kijk_na(session, "anja", aanbod_id, 1)
    assert (await staat(gemeente, aanbod_id)).gecontroleerd_op == vandaag()


async def test_wie_niet_bestaat_wordt_niet_gevonden(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        for daad in (beheer.neem_plek, beheer.geef_plek_terug):
            with pytest.raises(NietGevonden):
                await daad(session, "nergens")
        with pytest.raises(NietGevonden):
            await beheer.kijk_na(session, "anja", "nergens", 0)


async def neem(database: Database, aanbod_id: str) -> bool:
    try:
        async with database.schrijf() as session:
            await beheer.neem_plek(session, aanbod_id)
    except Conflict:
        return False
    return True


async def test_tien_tegelijk_krijgen_samen_niet_meer_dan_drie_plekken(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente)
    gelukt = await asyncio.gather(*(neem(gemeente, aanbod_id) for _ in range(10)))
    assert sum(gelukt) == 3
    assert (await staat(gemeente, aanbod_id)).bezet == 3


async def test_een_plek_komt_terug_en_nooit_een_die_niet_bezet_was(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente, plekken="1")
    assert await neem(gemeente, aanbod_id)
    async with gemeente.schrijf() as session:
        await beheer.geef_plek_terug(session, aanbod_id)
        with pytest.raises(Conflict, match="geen plek met de hand geteld"):
            await beheer.geef_plek_terug(session, aanbod_id)
    assert (await staat(gemeente, aanbod_id)).bezet == 0


async def test_waar_plekken_niet_tellen_is_het_nooit_vol(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente, plekken="", bezet="7")
    assert await neem(gemeente, aanbod_id)
    async with gemeente.schrijf() as session:
        await beheer.geef_plek_terug(session, aanbod_id)
    assert (await staat(gemeente, aanbod_id)).bezet == 0


async def test_gestopt_aanbod_geeft_geen_plek(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente, actief=False)
    async with gemeente.schrijf() as session:
        with pytest.raises(Conflict, match="gestopt"):
            await beheer.neem_plek(session, aanbod_id)


async def test_een_plek_die_tijdens_het_typen_bezet_raakte_blijft_bezet(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente)
    assert await neem(gemeente, aanbod_id)
    async with gemeente.schrijf() as session:
        await beheer.wijzig(session, "anja", aanbod_id, ingevuld(plekken="5"), 1)
        with pytest.raises(Veldfouten, match="Niet alles"):
            await beheer.wijzig(session, "anja", aanbod_id, ingevuld(plekken="0"), 2)
    assert (await staat(gemeente, aanbod_id)).bezet == 1


async def test_ook_wie_een_object_schrijft_wordt_gevonden(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente)
    async with gemeente.schrijf() as session:
        (await session.get_one(Aanbod, aanbod_id)).naam = "Café Één"
    async with gemeente.lees() as session:
        tekst = await session.scalar(select(Zoektekst.tekst).where(Zoektekst.aanbod_id == aanbod_id))
    assert (tekst or "").startswith("cafe een ")


async def test_plekken_van_arrangementen_tellen_apart_en_mee(gemeente: Database) -> None:
    aanbod_id = await voeg_toe(gemeente)
    async with gemeente.schrijf() as session:
        await session.execute(update(Aanbod).values(bezet_regels=2))
    assert [await neem(gemeente, aanbod_id) for _ in range(2)] == [True, False]
    async with gemeente.schrijf() as session:
        with pytest.raises(Veldfouten) as fout:
            await beheer.wijzig(session, "anja", aanbod_id, ingevuld(plekken="2"), 1)
        await beheer.geef_plek_terug(session, aanbod_id)
        with pytest.raises(Conflict, match="met de hand"):
            await beheer.geef_plek_terug(session, aanbod_id)
    assert "Daarvan zijn er 2 bezet via arrangementen." in fout.value.per_veld["plekken"]
    assert (await staat(gemeente, aanbod_id)).bezet == 0
