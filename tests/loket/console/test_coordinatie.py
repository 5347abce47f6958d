"""The coordinator's pages: caseload, handing on, cover, looking over, and the rules for assigning."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from loket_backend.console import controles
from loket_backend.db import Database
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.controle import Controle
from loket_backend.keukentafel.waarneming import Waarneming
from loket_backend.tijd import vandaag
from loket_backend.toegang.models import Auditregel
from loket_backend.toewijzing.models import Medewerker
from loket_backend.toewijzing.regels import Toewijsregels

from .conftest import Client, MeldAan, csrf_van, nieuwe_intake


async def stuur(client: Client, pad: str, *invoer: tuple[str, str], formulier: str | None = None) -> tuple[int, str]:
    """Posts a form; `formulier`: the page that it stands on."""
    gegevens = [("csrf", await csrf_van(client, formulier or pad)), *invoer]
    antwoord = await client.post(pad, data=gegevens, allow_redirects=False)
    return antwoord.status, await antwoord.text()


async def eigenaar(database: Database, kenmerk: str) -> str | None:
    async with database.lees() as session:
        return (await session.get_one(Intake, kenmerk)).medewerker_id


async def test_de_caseload_toont_wie_hoeveel_heeft(als: MeldAan, database: Database) -> None:
    for _ in range(2):
        await nieuwe_intake(database, van="anja")
    tekst = await (await (await als("gerda")).get("/console/caseload")).text()
    assert "2 van 40" in tekst
    assert 'href="/console/overdragen?van=anja"' in tekst
    assert 'href="/console/overdragen?van=bilal"' not in tekst


async def test_eerst_het_effect_en_dan_overdragen(als: MeldAan, database: Database) -> None:
    een, twee = [await nieuwe_intake(database, van="anja") for _ in range(2)]
    gerda = await als("gerda")
    pagina = await (await gerda.get(f"/console/overdragen?kenmerk={een}&kenmerk={twee}&naar=bilal")).text()
    assert f'value="{een} anja"' in pagina
    assert "Draag 2 dossiers over" in pagina
    dossiers = [("dossier", f"{k} anja") for k in (een, twee)]
    status, _ = await stuur(
        gerda,
        "/console/overdragen",
        *dossiers,
        ("naar", "bilal"),
        ("toelichting", "te druk"),
        formulier="/console/caseload",
    )
    assert status == 303
    assert [await eigenaar(database, k) for k in (een, twee)] == ["bilal", "bilal"]
    async with database.lees() as session:
        wat = select(Auditregel.wiens).where(Auditregel.wat == "overgedragen")
        assert set(await session.scalars(wat)) == {een, twee}


async def test_een_weigering_komt_terug_met_wat_er_stond(als: MeldAan, database: Database) -> None:
    kenmerk, gerda = await nieuwe_intake(database, van="corrie"), await als("gerda")
    invoer = [("dossier", f"{kenmerk} anja"), ("naar", "bilal"), ("toelichting", "mijn <b>reden")]
    status, tekst = await stuur(gerda, "/console/overdragen", *invoer, formulier="/console/caseload")
    assert status == 409
    assert kenmerk in tekst
    assert "mijn &lt;b&gt;reden" in tekst
    assert await eigenaar(database, kenmerk) == "corrie"
    status, tekst = await stuur(gerda, "/console/overdragen", *invoer[:1], formulier="/console/caseload")
    assert (status, "Kies wie de dossiers krijgt." in tekst) == (400, True)


async def test_een_waarneming_die_vandaag_begint_begint_meteen(als: MeldAan, database: Database) -> None:
    kenmerk, gerda = await nieuwe_intake(database, van="anja"), await als("gerda")
    dagen = [("van", vandaag().isoformat()), ("tot", (vandaag() + timedelta(days=3)).isoformat())]
    wie = [("afwezige", "anja"), ("waarnemer", "bilal")]
    status, _ = await stuur(gerda, "/console/waarnemingen", *wie, *dagen, formulier="/console/caseload")
    assert (status, await eigenaar(database, kenmerk)) == (303, "bilal")
    tekst = await (await gerda.get("/console/caseload")).text()
    assert "loopt nu" in tekst
    async with database.lees() as session:
        (id,) = await session.scalars(select(Waarneming.id))
    status, _ = await stuur(gerda, f"/console/waarnemingen/{id}/einde", formulier="/console/caseload")
    assert (status, await eigenaar(database, kenmerk)) == (303, "anja")


async def test_een_waarneming_zonder_dagen_komt_terug_met_wie_er_gekozen_was(als: MeldAan) -> None:
    gerda = await als("gerda")
    invoer = [("afwezige", "anja"), ("waarnemer", "bilal"), ("van", ""), ("tot", "")]
    status, tekst = await stuur(gerda, "/console/waarnemingen", *invoer, formulier="/console/caseload")
    assert status == 400
    assert '<option value="anja" selected>' in tekst


async def test_een_vraag_gaat_naar_de_medewerker_en_het_antwoord_terug(als: MeldAan, database: Database) -> None:
    kenmerk, gerda, anja = await nieuwe_intake(database, van="anja"), await als("gerda"), await als("anja")
    assert kenmerk in await (await gerda.get("/console/controle")).text()
    pad = f"/console/intakes/{kenmerk}/controle"
    status, _ = await stuur(gerda, pad, ("uitkomst", "vraag"), ("opmerking", "Is er <b>netwerk?"), ("punt", "vervolg"))
    assert status == 303
    assert "Vraag van de coördinator" in await (await anja.get("/console/taken")).text()
    assert "Is er &lt;b&gt;netwerk?" in await (await anja.get(pad)).text()
    async with database.lees() as session:
        (id,) = await session.scalars(select(Controle.id))
    assert (await stuur(anja, f"{pad}/{id}/antwoord", ("antwoord", "Ja, de buren."), formulier=pad))[0] == 303
    assert "Er is nu niets te doen." in await (await anja.get("/console/taken")).text()
    lijst = await (await gerda.get("/console/controle")).text()
    assert kenmerk in lijst.split('aria-labelledby="beantwoord"')[1].split("</section>")[0]


async def test_wat_niet_op_een_pagina_past_staat_op_de_volgende(
    als: MeldAan, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controles, "PER_PAGINA", 2)
    kenmerken = [await nieuwe_intake(database, van="anja") for _ in range(3)]
    gerda = await als("gerda")
    bladen = [await (await gerda.get(f"/console/controle?pagina={n}")).text() for n in (1, 2, 99)]
    assert [[k in blad for k in kenmerken] for blad in bladen] == [
        [True, True, False],
        [False, False, True],
        [False, False, True],
    ]
    assert 'rel="next"' in bladen[0]
    assert 'rel="next"' not in bladen[1]


async def test_een_controle_zonder_vraag_komt_terug(als: MeldAan, database: Database) -> None:
    kenmerk, gerda = await nieuwe_intake(database, van="anja"), await als("gerda")
    pad = f"/console/intakes/{kenmerk}/controle"
    status, tekst = await stuur(gerda, pad, ("uitkomst", "vraag"), ("opmerking", ""), ("punt", "netwerk"))
    assert (status, "Schrijf op wat u wilt vragen." in tekst) == (400, True)
    assert 'value="netwerk" checked' in tekst


async def test_een_medewerker_controleert_niet_en_ziet_de_controle_van_een_ander_niet(
    als: MeldAan, database: Database
) -> None:
    kenmerk, anja, corrie = await nieuwe_intake(database, van="anja"), await als("anja"), await als("corrie")
    pad = f"/console/intakes/{kenmerk}/controle"
    assert (await stuur(anja, pad, ("uitkomst", "goed")))[0] == 403
    assert (await corrie.get(pad)).status == 404


async def test_proberen_verandert_niets_en_bewaren_wel(als: MeldAan, database: Database) -> None:
    kenmerk, gerda = await nieuwe_intake(database, van="bilal"), await als("gerda")
    async with database.schrijf() as session:
        (await session.get_one(Medewerker, "bilal")).caseload_max = 60
    pad, regels = "/console/toewijsregels", [("verdeling", "minste_dossiers"), ("vol", "toch")]
    status, tekst = await stuur(gerda, pad, *regels, ("daad", "probeer"))
    assert status == 200
    assert f"{kenmerk}: Anja in plaats van Bilal" in tekst
    assert '<option value="toch" selected>' in tekst
    async with database.lees() as session:
        assert await session.scalar(select(Toewijsregels.id)) is None
    assert (await stuur(gerda, pad, *regels, ("daad", "bewaar")))[0] == 303
    async with database.lees() as session:
        (bewaard,) = await session.scalars(select(Toewijsregels))
    assert (bewaard.inhoud["verdeling"], bewaard.inhoud["eerdere_medewerker_eerst"], bewaard.door) == (
        "minste_dossiers",
        False,
        "gerda",
    )
    assert "Gerda" in await (await gerda.get(pad)).text()


async def test_een_regel_die_niet_kan_wordt_geweigerd(als: MeldAan) -> None:
    gerda = await als("gerda")
    status, tekst = await stuur(
        gerda, "/console/toewijsregels", ("verdeling", "loten"), ("vol", "toch"), ("daad", "bewaar")
    )
    assert status == 400
    assert 'role="alert"' in tekst


async def test_na_controle_en_na_nieuwe_regels_staat_er_wat_er_gebeurde(als: MeldAan, database: Database) -> None:
    een, twee = [await nieuwe_intake(database, van="anja") for _ in range(2)]
    gerda = await als("gerda")
    regels = {"verdeling": "minste_dossiers", "vol": "toch", "daad": "bewaar"}
    for pad, invoer, zin in (
        (f"/console/intakes/{een}/controle", {"uitkomst": "goed", "opmerking": ""}, "Het dossier is bekeken en goed."),
        (f"/console/intakes/{twee}/controle", {"uitkomst": "vraag", "opmerking": "Wie?"}, "Uw vraag is verstuurd."),
        ("/console/toewijsregels", regels, "De regels zijn bewaard."),
    ):
        antwoord = await gerda.post(pad, data={"csrf": await csrf_van(gerda, pad), **invoer})
        assert (antwoord.status, zin in await antwoord.text()) == (200, True)
    assert "Uw vraag is verstuurd." not in await (await gerda.get("/console/controle")).text()


async def test_wie_een_dossier_al_heeft_staat_in_de_weigering(als: MeldAan, database: Database) -> None:
    eigen, ander = await nieuwe_intake(database, van="bilal"), await nieuwe_intake(database, van="anja")
    invoer = [("dossier", f"{eigen} bilal"), ("dossier", f"{ander} anja"), ("naar", "bilal"), ("toelichting", "druk")]
    status, tekst = await stuur(await als("gerda"), "/console/overdragen", *invoer, formulier="/console/caseload")
    assert (status, f"Al van deze collega: {eigen}. Haal" in tekst) == (400, True)
    assert await eigenaar(database, ander) == "anja"


async def test_wie_zelf_vroeg_leest_op_wie_het_wacht(als: MeldAan, database: Database) -> None:
    kenmerk, gerda, anja = await nieuwe_intake(database, van="anja"), await als("gerda"), await als("anja")
    pad = f"/console/intakes/{kenmerk}/controle"
    assert (await stuur(gerda, pad, ("uitkomst", "vraag"), ("opmerking", "Is er netwerk?")))[0] == 303
    gevraagd, te_beantwoorden = [await (await wie.get(pad)).text() for wie in (gerda, anja)]
    assert "Dit is uw eigen vraag. Ze wacht op Anja." in gevraagd
    assert "uw eigen vraag" not in te_beantwoorden
    assert 'href="/console/controle"' in gevraagd
    assert 'href="/console/controle"' not in te_beantwoorden
