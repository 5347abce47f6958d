from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from loket_backend.console import voorraad
from loket_backend.db import Database
from loket_backend.gesprek.models import WACHT_OP_MENS, Gesprek, Statuswissel
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu
from loket_backend.toegang.models import Auditregel
from tests.loket.klok import dagen_geleden

from .conftest import MeldAan, nieuw_gesprek, nieuwe_intake


@pytest.fixture
async def vier(database: Database, mensen: None) -> None:
    await nieuwe_intake(database, naam="Van Anja", van="anja")
    await nieuwe_intake(database, naam="Van Bilal", van="bilal")
    await nieuwe_intake(database, naam="Van niemand", postcode="9999ZZ", van="")
    await nieuwe_intake(database, naam="Van niemand in noord", van="")
    await nieuwe_intake(database, naam="Van Corrie", postcode="2020AB", van="corrie")


@pytest.mark.parametrize(
    ("wie", "lijst", "ziet"),
    [
        ("anja", "", {"Van Anja"}),
        ("anja", "wijk", {"Van Anja", "Van Bilal", "Van niemand in noord"}),
        ("anja", "open", {"Van niemand in noord"}),  # where nobody knows the wijk is the coordinator's
        ("corrie", "open", set()),
        ("anja", "alle", {"Van Anja"}),  # not hers: she gets the list she starts with
        ("corrie", "wijk", {"Van Corrie"}),
        ("gerda", "", {"Van niemand", "Van niemand in noord"}),
        ("gerda", "alle", {"Van Anja", "Van Bilal", "Van niemand", "Van niemand in noord", "Van Corrie"}),
        ("gerda", "mijn", set()),
    ],
)
async def test_elk_tabblad_toont_wat_het_zegt(als: MeldAan, vier: None, wie: str, lijst: str, ziet: set[str]) -> None:
    tekst = await (await (await als(wie)).get("/console", params={"lijst": lijst} if lijst else {})).text()
    namen = {"Van Anja", "Van Bilal", "Van niemand", "Van niemand in noord", "Van Corrie"}
    assert {naam for naam in namen if f">{naam}<" in tekst} == ziet


async def test_een_leeg_tabblad_zegt_dat_het_leeg_is(als: MeldAan) -> None:
    tekst = await (await (await als("anja")).get("/console")).text()
    assert "U heeft nu geen dossiers." in tekst
    assert "Er wacht nu niemand op een medewerker." in tekst


async def test_de_werkvoorraad_lezen_staat_per_dossier_in_de_audittrail(
    als: MeldAan, database: Database, vier: None
) -> None:
    await (await als("anja")).get("/console?lijst=wijk")
    async with database.lees() as session:
        regels = list(await session.scalars(select(Auditregel).where(Auditregel.wat == "lijst")))
    assert [(r.wie, r.grond) for r in regels] == [("anja", "werkvoorraad: mijn wijk")] * 3


@pytest.mark.parametrize(
    ("dagen", "woorden"),
    [(0, "nog 42 dagen"), (36, "nog 6 dagen"), (41, "nog 1 dag"), (42, "vandaag laatste dag"), (44, "2 dagen te laat")],
)
async def test_de_termijn_staat_er_in_woorden(als: MeldAan, database: Database, dagen: int, woorden: str) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    async with database.schrijf() as session:
        (await session.get_one(Intake, kenmerk)).ontvangen_op = dagen_geleden(dagen)
    assert f">{woorden}<" in await (await (await als("anja")).get("/console")).text()


async def test_het_oudste_dossier_staat_bovenaan_en_de_rest_op_de_volgende_pagina(
    als: MeldAan, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voorraad, "PER_PAGINA", 2)
    for naam in ("Eerste", "Tweede", "Derde"):
        await nieuwe_intake(database, naam=naam, van="anja")
    anja = await als("anja")
    een, twee = [await (await anja.get(f"/console?pagina={n}")).text() for n in (1, 2)]
    assert een.index("Eerste") < een.index("Tweede")
    assert "Derde" not in een
    assert "Derde" in twee
    assert "Volgende pagina" not in twee


@pytest.mark.parametrize("pagina", ["0", "-1", "x", "", "9999999999", "²"])
async def test_een_onzinnig_paginanummer_geeft_een_gewone_pagina(als: MeldAan, pagina: str) -> None:
    assert (await (await als("anja")).get("/console", params={"pagina": pagina})).status == 200


async def test_wie_het_langst_wacht_staat_bovenaan_met_reden_en_wachttijd(als: MeldAan, database: Database) -> None:
    for reden, minuten in (("mens_gevraagd", 5), ("bot_mislukt", 90)):
        gesprek_id = await nieuw_gesprek(database, "hallo", status=WACHT_OP_MENS)
        async with database.schrijf() as session:
            op = nu() - timedelta(minutes=minuten)
            session.add(
                Statuswissel(gesprek_id=gesprek_id, van="bot", naar=WACHT_OP_MENS, reden=reden, door="bot", op=op)
            )
    tekst = await (await (await als("anja")).get("/console")).text()
    assert tekst.index("De assistent kon niet antwoorden") < tekst.index("Vroeg om een mens")
    assert "5 minuten" in tekst


async def test_een_wachtend_gesprek_over_een_verborgen_dossier_staat_er_niet(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    async with database.schrijf() as session:
        intake = await session.get_one(Intake, kenmerk)
        (await session.get_one(Gesprek, intake.gesprek_id)).status = WACHT_OP_MENS
    assert kenmerk not in await (await (await als("anja")).get("/console")).text()
    assert kenmerk in await (await (await als("corrie")).get("/console")).text()


async def test_de_coordinator_kiest_dossiers_om_over_te_dragen(als: MeldAan, vier: None, database: Database) -> None:
    gerda = await als("gerda")
    async with database.lees() as session:
        kenmerken = list(await session.scalars(select(Intake.kenmerk).where(Intake.medewerker_id.is_not(None))))
    tekst = await (await gerda.get("/console?lijst=alle")).text()
    assert '<form method="get" action="/console/overdragen">' in tekst
    assert all(f'name="kenmerk" value="{kenmerk}"' in tekst for kenmerk in kenmerken)
    assert len(kenmerken) == 3
    keuze = [("kenmerk", kenmerk) for kenmerk in kenmerken[:2]]
    gekozen = await (await gerda.get("/console/overdragen", params=keuze)).text()
    assert [f'value="{kenmerk}" checked' in gekozen for kenmerk in kenmerken] == [True, True, False]


async def test_een_gesloten_dossier_is_niet_te_kiezen(als: MeldAan, vier: None, database: Database) -> None:
    async with database.schrijf() as session:
        dicht = await session.scalar(select(Intake).where(Intake.medewerker_id == "bilal"))
        assert dicht is not None
        dicht.status = "afgerond"
    tekst = await (await (await als("gerda")).get("/console?lijst=alle&status=alles")).text()
    assert f">{dicht.kenmerk}<" in tekst
    assert f'name="kenmerk" value="{dicht.kenmerk}"' not in tekst


async def test_een_medewerker_krijgt_geen_vinkjes(als: MeldAan, vier: None) -> None:
    tekst = await (await (await als("anja")).get("/console?lijst=wijk")).text()
    assert "Van Bilal" in tekst
    assert "/console/overdragen" not in tekst
    assert 'name="kenmerk"' not in tekst
