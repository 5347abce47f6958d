"""Casusoverleg in the console: who reads what, that each look is in the audit trail, and that a withdrawal empties an open page."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.intake.models import Uitspraak
from loket_backend.tijd import vandaag
from loket_backend.toegang import wachtwoorden
from loket_backend.toegang.models import Auditregel
from loket_backend.toewijzing.models import Medewerker
from tests.loket.tweesporen.hulp import TEAM, maak_overleg, maak_team, zeg

from .conftest import WACHTWOORD, MeldAan, nieuwe_intake
from .dossier import kaal, los, stuur

GEHEIM = "dit staat alleen in het dossier"


@pytest.fixture
async def kenmerk(database: Database, mensen: None) -> str:
    """A dossier of Anja's; Pia (wijkverpleging) and Hans (huisarts) are partners in the team, Jet works for the loket."""
    gemaakt = await nieuwe_intake(database, naam="Riek", tekst=GEHEIM, van="anja")
    await maak_team(database)
    hash = await wachtwoorden.versleutel(WACHTWOORD)
    async with database.schrijf() as session:
        for wie in ("pia", "hans", "jet"):
            (await session.get_one(Medewerker, wie)).wachtwoord = hash
        session.add(Uitspraak(kenmerk=gemaakt, leefgebied="huishouden", aspect="kan", tekst="koken gaat", bron=1))
    return gemaakt


async def _regels(database: Database, wie: str) -> list[tuple[str, str, str]]:
    async with database.lees() as session:
        regels = await session.scalars(select(Auditregel).where(Auditregel.wie == wie).order_by(Auditregel.id))
        return [(r.wat, r.wiens, r.grond) for r in regels if r.wat != "aangemeld"]


async def test_een_overleg_van_plannen_tot_afronden(als: MeldAan, kenmerk: str, database: Database) -> None:
    anja, pia = await als("anja"), await als("pia")
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    pagina = f"/console/intakes/{kenmerk}/casusoverleg"
    nieuw = {"team": TEAM, "dag": vandaag().isoformat(), "vraag": "Hoe houdt Riek het vol?", "deelt": "kan"}
    gemaakt = await stuur(anja, pagina, pagina, **nieuw, **{f"deelnemers-{TEAM}": "pia"})
    adres = gemaakt.headers["Location"]
    assert "Riek" in kaal(await (await pia.get("/console/casusoverleg")).text())
    lees = kaal(await (await pia.get(adres)).text())
    for zin in ("Hoe houdt Riek het vol?", "koken gaat", "Team Noord"):
        assert zin in lees
    assert GEHEIM not in lees
    assert kenmerk not in lees
    assert (await stuur(pia, adres, f"{adres}/bijdragen", soort="afspraak", tekst="Ik kom vrijdag.")).status == 303
    assert "Ik kom vrijdag." in kaal(await (await anja.get(adres)).text())
    assert (await los(pia, f"{adres}/sluiting")).status == 404
    assert (await stuur(anja, adres, f"{adres}/sluiting")).status == 303
    te_laat = await los(pia, f"{adres}/bijdragen", soort="notitie", tekst="mijn tekst blijft staan")
    assert te_laat.status == 409
    assert "afgerond" in await te_laat.text()


async def test_elke_blik_staat_in_het_logboek_met_de_partij_als_grond(
    als: MeldAan, kenmerk: str, database: Database
) -> None:
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    id_ = await maak_overleg(database, kenmerk)
    pia, jet = await als("pia"), await als("jet")
    await pia.get("/console/casusoverleg")
    await pia.get(f"/console/casusoverleg/{id_}")
    await jet.get(f"/console/casusoverleg/{id_}")
    grond = "casusoverleg, toestemming wijkverpleging"
    assert await _regels(database, "pia") == [("lijst", kenmerk, grond), ("casusoverleg gelezen", kenmerk, grond)]
    assert await _regels(database, "jet") == [("casusoverleg gelezen", kenmerk, "casusoverleg, buurtteam")]


async def test_een_open_pagina_raakt_leeg_als_de_toestemming_weg_is(
    als: MeldAan, kenmerk: str, database: Database
) -> None:
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    id_ = await maak_overleg(database, kenmerk)
    pia, adres = await als("pia"), f"/console/casusoverleg/{id_}"
    assert (await pia.get(adres)).status == 200
    assert (await pia.get(f"{adres}/nieuws?na=0", headers={"HX-Request": "true"})).status == 200
    await zeg(database, kenmerk, "wijkverpleging", geeft=False)
    weg = await pia.get(f"{adres}/nieuws?na=0", headers={"HX-Request": "true"})
    assert (weg.status, weg.headers["HX-Redirect"], await weg.text()) == (404, "/console/casusoverleg", "")
    assert (await los(pia, f"{adres}/bijdragen", soort="notitie", tekst="te laat")).status == 404
    assert (await pia.get(adres)).status == 404
    assert "Riek" not in await (await pia.get("/console/casusoverleg")).text()
    voor = len(await _regels(database, "pia"))
    await pia.get(adres)
    assert len(await _regels(database, "pia")) == voor
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    assert (await pia.get(adres)).status == 200


async def test_nieuws_komt_alleen_in_het_logboek_als_er_iets_nieuws_was(
    als: MeldAan, kenmerk: str, database: Database
) -> None:
    id_ = await maak_overleg(database, kenmerk)
    jet, anja, adres = await als("jet"), await als("anja"), f"/console/casusoverleg/{id_}"
    await stuur(anja, adres, f"{adres}/bijdragen", soort="notitie", tekst="iets nieuws")
    assert "iets nieuws" in await (await jet.get(f"{adres}/nieuws?na=0")).text()
    assert len(await _regels(database, "jet")) == 1
    await jet.get(f"{adres}/nieuws?na=1")
    assert len(await _regels(database, "jet")) == 1


async def test_wie_geen_toestemming_heeft_of_niet_is_gevraagd_ziet_hetzelfde_als_wat_niet_bestaat(
    als: MeldAan, kenmerk: str, database: Database
) -> None:
    id_ = await maak_overleg(database, kenmerk, ("pia",))
    for wie in ("pia", "hans", "jet", "bilal", "gerda"):
        client = await als(wie)
        echt = await client.get(f"/console/casusoverleg/{id_}")
        geen = await client.get("/console/casusoverleg/999999")
        assert (echt.status, kaal(await echt.text())) == (404, kaal(await geen.text())), wie


async def test_een_partner_komt_nergens_anders(als: MeldAan, kenmerk: str, database: Database) -> None:
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    await maak_overleg(database, kenmerk)
    pia = await als("pia")
    for pad in ("", f"/intakes/{kenmerk}", "/gesprekken", "/taken", "/crisis", "/overzicht", "/beheer", "/audit"):
        assert (await pia.get(f"/console{pad}")).status == 403, pad
    assert (await pia.get("/console/account")).status == 200


async def test_een_partner_begint_bij_het_casusoverleg(als: MeldAan, kenmerk: str) -> None:
    pia = await als("pia")
    lees = await (await pia.get("/console/account")).text()
    assert 'class="kop-naam" href="/console/casusoverleg"' in lees
    assert "partner in het buurtteam" in lees


async def test_de_coordinator_ziet_dat_er_overleg_was_en_niet_wat_er_is_gezegd(
    als: MeldAan, kenmerk: str, database: Database
) -> None:
    await maak_overleg(database, kenmerk)
    gerda = await als("gerda")
    lees = kaal(await (await gerda.get(f"/console/intakes/{kenmerk}")).text())
    assert "Casusoverleggen over dit dossier: 1" in lees
    assert "Hoe houdt Riek het vol?" not in lees


async def test_een_fout_formulier_houdt_alles_vast(als: MeldAan, kenmerk: str) -> None:
    anja, pagina = await als("anja"), f"/console/intakes/{kenmerk}/casusoverleg"
    antwoord = await stuur(anja, pagina, pagina, team=TEAM, dag="2020-01-01", vraag="mijn vraag")
    lees = await antwoord.text()
    assert antwoord.status == 400
    assert "mijn vraag" in lees
    for zin in (
        "Kies een dag, vandaag of later.",
        "Kies wie er uit dit team meepraat.",
        "Kies wat de deelnemers lezen.",
    ):
        assert zin in kaal(lees)
    bilal = await als("bilal")
    assert (await los(bilal, pagina, team=TEAM, dag=vandaag().isoformat(), vraag="x", deelt="kan")).status == 409
