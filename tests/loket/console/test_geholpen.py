"""Heeft het geholpen?: the list with its filters and pages, the page of one dossier, and answers that were given by telephone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.arrangement.models import Arrangementversie
from loket_backend.console import geholpen_lijst
from loket_backend.db import Database
from loket_backend.geholpen.antwoorden import TAAK_BETER, TAAK_NEE, TAAK_VRAGEN, leg_taak_neer
from loket_backend.geholpen.models import EVALUATIE, JA, NEE, ZES_WEKEN, Evaluatie
from loket_backend.gesprek.taken import Taak, open_taak, rond_af
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu, vandaag
from loket_backend.toegang.models import Auditregel
from tests.loket.arrangement.chathulp import regel
from tests.samenhulp import maak_arrangement, maak_dossier

from .conftest import Client, MeldAan, csrf_van

XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


async def met_ronde(
    database: Database, wijk: str = "noord", van: str = "anja", naam: str = "Riek", **kolommen: Any
) -> tuple[str, int]:
    """A dossier with an arrangement in force, and one round of questions; its kenmerk and the id of the round."""
    kenmerk = await maak_dossier(database, wijk, van, naam)
    async with database.schrijf() as session:
        versie = await maak_arrangement(session, kenmerk, [regel()], wie=van)
        gewoon = {"aanleiding": ZES_WEKEN, "voor": vandaag(), "gevraagd_op": nu()}
        evaluatie = Evaluatie(kenmerk=kenmerk, versie_id=versie.id, **{**gewoon, **kolommen})
        session.add(evaluatie)
        await session.flush()
    return kenmerk, evaluatie.id


async def stuur(client: Client, kenmerk: str, welke: int, **gegeven: str) -> Any:
    pad = f"/console/intakes/{kenmerk}/geholpen/{welke}"
    return await client.post(pad, data={"csrf": await csrf_van(client, pad), **gegeven}, allow_redirects=False)


async def lijst(client: Client, **filter: str) -> str:
    antwoord = await client.get("/console/geholpen", params=filter)
    assert antwoord.status == 200
    return await antwoord.text()


async def taak(database: Database, kenmerk: str, soort: str) -> Taak | None:
    async with database.lees() as session:
        return await open_taak(session, (await session.get_one(Intake, kenmerk)).gesprek_id, soort)


async def ronde(database: Database, welke: int) -> Evaluatie:
    async with database.lees() as session:
        return await session.get_one(Evaluatie, welke)


async def test_de_lijst_toont_wat_u_mag_zien_en_schrijft_dat_op(database: Database, als: MeldAan) -> None:
    hier, _ = await met_ronde(database, naam="Riek")
    elders, _ = await met_ronde(database, "zuid", "corrie", "Jannes")
    van_anja = await lijst(await als("anja"))
    assert ("Riek" in van_anja, "Jannes" in van_anja) == (True, False)
    van_gerda = await lijst(await als("gerda"))
    assert ("Riek" in van_gerda, "Jannes" in van_gerda) == (True, True)
    async with database.lees() as session:
        gelezen = select(Auditregel.wie, Auditregel.wiens).where(Auditregel.grond == "heeft het geholpen")
        assert sorted((await session.execute(gelezen)).all()) == sorted(
            [("anja", hier), ("gerda", hier), ("gerda", elders)]
        )


async def test_elk_filter_geeft_wat_erbij_past(database: Database, als: MeldAan) -> None:
    lang = nu() - timedelta(days=8)
    await met_ronde(database, naam="Wachtman")
    await met_ronde(database, naam="Stilman", gevraagd_op=lang)
    await met_ronde(database, naam="Belman", gevraagd_op=None)
    await met_ronde(database, naam="Blijman", beantwoord_op=nu(), geholpen=JA, tevreden=JA, aanleiding=EVALUATIE)
    boos, _ = await met_ronde(database, naam="Boosman", beantwoord_op=nu(), geholpen=NEE)
    async with database.schrijf() as session:
        await leg_taak_neer(session, (await session.get_one(Intake, boos)).gesprek_id, TAAK_NEE)
    gerda = await als("gerda")
    verwacht = {
        "wacht": {"Wachtman"},
        "geen_antwoord": {"Stilman", "Belman"},
        "beantwoord": {"Blijman", "Boosman"},
        "nee_open": {"Boosman"},
        "onzin": {"Wachtman", "Stilman", "Belman", "Blijman", "Boosman"},
    }
    for stand, namen in verwacht.items():
        tekst = await lijst(gerda, stand=stand)
        assert {n for n in verwacht["onzin"] if n in tekst} == namen, stand
    assert "Blijman" in await lijst(gerda, aanleiding=EVALUATIE)
    assert "Wachtman" not in await lijst(gerda, aanleiding=EVALUATIE)
    assert "Er is niets dat hierbij past" in await lijst(gerda, wijk="zuid")


async def test_een_nee_waar_iemand_over_belde_staat_niet_meer_open(database: Database, als: MeldAan) -> None:
    kenmerk, welke = await met_ronde(database)
    anja = await als("anja")
    await stuur(anja, kenmerk, welke, geholpen="nee", tevreden="nee", beter="")
    assert "Riek" in await lijst(anja, stand="nee_open")
    open_ = await taak(database, kenmerk, TAAK_NEE)
    assert open_ is not None
    async with database.schrijf() as session:
        await rond_af(session, open_.id, "anja")
    assert "Riek" not in await lijst(anja, stand="nee_open")


async def test_een_lange_lijst_heeft_bladzijden(
    database: Database, als: MeldAan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geholpen_lijst, "PER_PAGINA", 2)
    for naam in ("Eerste", "Tweede", "Derde"):
        await met_ronde(database, naam=naam)
    gerda = await als("gerda")
    begin, verder = await lijst(gerda, stand="wacht"), await lijst(gerda, stand="wacht", pagina="2")
    assert ("Derde" in begin, "Eerste" in begin, "Eerste" in verder) == (True, False, True)
    assert "stand=wacht&amp;pagina=2" in begin
    assert "Volgende pagina" not in verder
    assert "Er is niets" in await lijst(gerda, pagina="399")


async def test_wat_iemand_door_de_telefoon_zegt_staat_in_het_dossier(database: Database, als: MeldAan) -> None:
    kenmerk, welke = await met_ronde(database, gevraagd_op=None)
    async with database.schrijf() as session:
        await leg_taak_neer(session, (await session.get_one(Intake, kenmerk)).gesprek_id, TAAK_VRAGEN)
    anja = await als("anja")
    antwoord = await stuur(anja, kenmerk, welke, geholpen="beetje", tevreden="ja", beter=f"Op tijd komen {XSS}")
    assert (antwoord.status, antwoord.headers["Location"]) == (303, f"/console/intakes/{kenmerk}#geholpen")
    e = await ronde(database, welke)
    assert (e.geholpen, e.tevreden, e.door, e.beantwoord_op is None) == ("beetje", "ja", "anja", False)
    assert e.gevraagd_op is not None
    assert await taak(database, kenmerk, TAAK_VRAGEN) is None
    assert await taak(database, kenmerk, TAAK_BETER) is not None
    tekst = await (await anja.get(f"/console/intakes/{kenmerk}")).text()
    assert "Op tijd komen" in tekst
    assert "opgeschreven door Anja" in tekst
    assert "<script>alert" not in tekst
    async with database.lees() as session:
        wat = await session.scalars(select(Auditregel.wat).where(Auditregel.wiens == kenmerk))
        assert "antwoord op hulp genoteerd" in list(wat)


async def test_een_leeg_formulier_komt_terug_met_elke_fout_en_wat_er_stond(database: Database, als: MeldAan) -> None:
    kenmerk, welke = await met_ronde(database)
    antwoord = await stuur(await als("anja"), kenmerk, welke, geholpen="misschien", beter="Iets over dinsdag")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert 'aria-describedby="fout-geholpen"' in tekst
    assert 'aria-describedby="fout-tevreden"' in tekst
    assert "Iets over dinsdag" in tekst
    assert (await ronde(database, welke)).beantwoord_op is None


async def test_wie_geen_antwoord_wil_geven_is_ook_een_antwoord(database: Database, als: MeldAan) -> None:
    kenmerk, welke = await met_ronde(database)
    assert (await stuur(await als("anja"), kenmerk, welke, geholpen="geen", tevreden="geen")).status == 303
    e = await ronde(database, welke)
    assert (e.geholpen, e.tevreden, e.beter, e.beantwoord_op is None) == (None, None, None, False)


async def test_een_tweede_antwoord_schrijft_het_eerste_niet_over(database: Database, als: MeldAan) -> None:
    kenmerk, welke = await met_ronde(database, beantwoord_op=nu(), geholpen=JA, tevreden=JA, door="inwoner")
    anja = await als("anja")
    pad = f"/console/intakes/{kenmerk}/geholpen/{welke}"
    csrf = await csrf_van(anja, "/console/account")
    gegevens = {"csrf": csrf, "geholpen": "nee", "tevreden": "nee", "beter": "dit typte ik"}
    antwoord = await anja.post(pad, data=gegevens, allow_redirects=False)
    assert antwoord.status == 409
    assert "dit typte ik" in await antwoord.text()
    assert (await ronde(database, welke)).geholpen == JA


async def test_een_ronde_van_een_ander_dossier_is_er_niet(database: Database, als: MeldAan) -> None:
    kenmerk, welke = await met_ronde(database)
    ander, van_ander = await met_ronde(database, "zuid", "corrie")
    anja = await als("anja")
    for adres in (f"{kenmerk}/geholpen/{van_ander}", f"{ander}/geholpen/{van_ander}", f"{kenmerk}/geholpen/0"):
        pad = f"/console/intakes/{adres}"
        assert (await anja.get(pad)).status == 404
        csrf = await csrf_van(anja, "/console/account")
        gegevens = {"csrf": csrf, "geholpen": "ja", "tevreden": "ja"}
        assert (await anja.post(pad, data=gegevens, allow_redirects=False)).status == 404
    assert {(await ronde(database, w)).beantwoord_op for w in (welke, van_ander)} == {None}


async def test_het_dossier_zegt_wanneer_er_weer_wordt_gevraagd(database: Database, als: MeldAan) -> None:
    kenmerk = await maak_dossier(database)
    anja = await als("anja")
    adres = f"/console/intakes/{kenmerk}"
    assert 'id="geholpen"' not in await (await anja.get(adres)).text()
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [regel()])
        assert await session.scalar(select(Arrangementversie.geldt_vanaf)) is not None
    tekst = await (await anja.get(adres)).text()
    assert "We vragen het op" in tekst
    assert 'href="#geholpen"' in tekst
