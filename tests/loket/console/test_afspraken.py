"""The pages for appointments: a form that loses nothing, the block on the intake, Mijn agenda and its secret address."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from icalendar import Calendar
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.gesprek.models import Bericht
from loket_backend.gesprek.taken import Taak
from loket_backend.gesprek.wachten import Balie
from loket_backend.intake.models import Intake
from loket_backend.keukentafel import agendaroutes
from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.keukentafel.huisregels import Afspraakbeleid
from loket_backend.tijd import nu
from loket_backend.toegang.models import Auditregel
from tests.loket.klok import NepKlok

from .conftest import Client, MeldAan, csrf_van, maak_app, nieuwe_intake

GOED = {"datum1": "2026-12-01", "tijd1": "10:00", "duur": "60", "plaats": "thuis", "hoe": "chat"}


@pytest.fixture(autouse=True)
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    monkeypatch.setattr(Afspraakbeleid, "_regels", None)
    monkeypatch.setattr(Balie, "_wachtkamer", None)
    return NepKlok(monkeypatch)


@pytest.fixture
async def server(database: Database, mensen: None) -> AsyncIterator[TestServer]:
    """With the public calendar files, as app.py has them."""
    app = maak_app(database)
    agendaroutes.voeg_toe(app)
    async with TestServer(app) as server:
        yield server


async def post(client: Client, pad: str, **gegevens: str) -> Any:
    pagina = "/console/agenda"
    return await client.post(pad, data={"csrf": await csrf_van(client, pagina), **gegevens}, allow_redirects=False)


async def gepland(client: Client, kenmerk: str, database: Database) -> Afspraak:
    assert (await post(client, f"/console/intakes/{kenmerk}/afspraak", **{**GOED, "hoe": "telefoon"})).status == 303
    return await afspraak_van(database, kenmerk)


async def afspraak_van(database: Database, kenmerk: str) -> Afspraak:
    async with database.lees() as session:
        return (await session.scalars(select(Afspraak).where(Afspraak.kenmerk == kenmerk))).one()


async def test_het_formulier_biedt_vrije_momenten_en_een_voorstel_komt_in_de_chat(
    als: MeldAan, database: Database
) -> None:
    kenmerk, anja = await nieuwe_intake(database, van="anja"), await als("anja")
    pagina = await (await anja.get(f"/console/intakes/{kenmerk}/afspraak")).text()
    vrij = re.findall(r'<option value="(2026[^"]+)"', pagina)
    assert vrij[0] == "2026-11-24T09:00"
    antwoord = await post(
        anja,
        f"/console/intakes/{kenmerk}/afspraak",
        vrij1=vrij[0],
        vrij2=vrij[5],
        duur="60",
        plaats="thuis",
        hoe="chat",
    )
    assert antwoord.headers["Location"] == f"/console/intakes/{kenmerk}#afspraken"
    intakepagina = await (await anja.get(f"/console/intakes/{kenmerk}")).text()
    assert "De inwoner kiest nog" in intakepagina
    assert "dinsdag 24 november 2026, 09.00 uur" in intakepagina
    async with database.lees() as session:
        laatste = await session.scalar(select(Bericht).order_by(Bericht.volgnummer.desc()).limit(1))
        wat = set(await session.scalars(select(Auditregel.wat).where(Auditregel.wiens == kenmerk)))
    assert laatste is not None
    assert len(laatste.keuzes) == 3
    assert {"afspraak gelezen", "momenten voorgesteld"} <= wat


async def test_een_fout_formulier_komt_terug_met_alles_wat_er_stond(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await nieuwe_intake(database, van="anja"), await als("anja")
    antwoord = await post(
        anja,
        f"/console/intakes/{kenmerk}/afspraak",
        datum1="2026-12-25",
        tijd1="20:00",
        datum2="2026-12-01",
        duur="45",
        plaats="bellen",
        adres="Achterom 3",
        hoe="telefoon",
    )
    tekst = await antwoord.text()
    assert antwoord.status == 400
    for deel in (
        "vrije dag",
        "niet binnen",
        "Moment 2",
        "Achterom 3",
        'value="45"',
        'value="2026-12-25"',
        'value="20:00"',
    ):
        assert deel in tekst, deel
    assert re.search(r'value="bellen" checked', tekst)
    assert re.search(r'value="telefoon" checked', tekst)


@pytest.mark.parametrize(
    ("datum", "tijd"), [("2027-03-28", "02:30"), ("gisteren", "10:00"), ("2026-12-01", "25:00"), ("9999-99-99", "1")]
)
async def test_een_onmogelijk_moment_wordt_gezegd(als: MeldAan, database: Database, datum: str, tijd: str) -> None:
    kenmerk, anja = await nieuwe_intake(database, van="anja"), await als("anja")
    antwoord = await post(anja, f"/console/intakes/{kenmerk}/afspraak", **{**GOED, "datum1": datum, "tijd1": tijd})
    assert antwoord.status == 400
    assert "Moment 1:" in await antwoord.text()


async def test_afzeggen_zonder_reden_wordt_geweigerd_en_met_reden_gemeld(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await nieuwe_intake(database, van="anja"), await als("anja")
    afspraak = await gepland(anja, kenmerk, database)
    zonder = await post(anja, f"/console/afspraken/{afspraak.id}/afzegging", reden=" ")
    assert zonder.status == 400
    assert "De inwoner leest dit" in await zonder.text()
    assert (await post(anja, f"/console/afspraken/{afspraak.id}/afzegging", reden="Ik ben <b>ziek</b>")).status == 303
    pagina = await (await anja.get(f"/console/intakes/{kenmerk}/afspraak")).text()
    assert "Ik ben &lt;b&gt;ziek&lt;/b&gt;" in pagina
    async with database.lees() as session:
        assert (await session.get_one(Intake, kenmerk)).status == "toegewezen"


async def test_na_het_gesprek_kan_de_afloop(als: MeldAan, database: Database, klok: NepKlok) -> None:
    kenmerk, anja = await nieuwe_intake(database, van="anja"), await als("anja")
    afspraak = await gepland(anja, kenmerk, database)
    te_vroeg = await post(anja, f"/console/afspraken/{afspraak.id}/afloop", afloop="geweest")
    assert te_vroeg.status == 409
    klok.verstrijk(days=8, hours=1)
    anja = await als("anja")
    assert "Hoe ging het?" in await (await anja.get("/console/agenda")).text()
    assert (await post(anja, f"/console/afspraken/{afspraak.id}/afloop", afloop="anders")).status == 400
    assert (await post(anja, f"/console/afspraken/{afspraak.id}/afloop", afloop="geweest")).status == 303
    async with database.lees() as session:
        assert (await session.get_one(Intake, kenmerk)).status == "onderzoek"


async def test_wie_meekomt_staat_op_de_intake_en_in_de_agenda(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await nieuwe_intake(database, van="anja"), await als("anja")
    afspraak = await gepland(anja, kenmerk, database)
    assert (await post(anja, f"/console/afspraken/{afspraak.id}/erbij", soort="", naam="Toos")).status == 400
    assert (
        await post(anja, f"/console/afspraken/{afspraak.id}/erbij", soort="mantelzorger", naam="Toos")
    ).status == 303
    for pad in (f"/console/intakes/{kenmerk}", "/console/agenda"):
        assert "mantelzorger Toos" in await (await anja.get(pad)).text()


async def test_wie_het_dossier_niet_mag_zien_vindt_ook_de_afspraak_niet(als: MeldAan, database: Database) -> None:
    kenmerk, anja, corrie = await nieuwe_intake(database, van="anja"), await als("anja"), await als("corrie")
    afspraak = await gepland(anja, kenmerk, database)
    for pad in (f"/console/intakes/{kenmerk}/afspraak", "/console/intakes/2026-BESTNT/afspraak"):
        assert (await corrie.get(pad)).status == 404
        assert (await post(corrie, pad, **GOED)).status == 404
    for nummer in (afspraak.id, 999):
        for daad in ("afzegging", "afloop", "erbij"):
            antwoord = await post(
                corrie, f"/console/afspraken/{nummer}/{daad}", reden="x", afloop="geweest", soort="anders"
            )
            assert antwoord.status == 404


async def test_de_agenda_toont_afspraken_per_dag_en_open_voorstellen(
    als: MeldAan, database: Database, klok: NepKlok
) -> None:
    anja, eerste = await als("anja"), await nieuwe_intake(database, naam="Riek", van="anja")
    klok.verstrijk(seconds=1)
    tweede = await nieuwe_intake(database, naam="Bep", van="anja")
    await gepland(anja, eerste, database)
    await post(anja, f"/console/intakes/{tweede}/afspraak", **{**GOED, "datum1": "2026-12-02"})
    tekst = await (await anja.get("/console/agenda")).text()
    assert "Dinsdag 1 december 2026" in tekst
    assert "10.00 – 11.00 uur" in tekst
    assert "Bep" in tekst
    assert "Week 49" in tekst
    assert "Riek" not in await (await (await als("bilal")).get("/console/agenda")).text()


async def test_een_taak_van_een_afspraak_heeft_woorden(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await nieuwe_intake(database, van="anja"), await als("anja")
    async with database.schrijf() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
        session.add(Taak(gesprek_id=gesprek_id, soort="afspraak_momenten", gegevens={}, ontstaan_op=nu()))
    assert "Nieuwe momenten voorstellen" in await (await anja.get("/console/taken")).text()


async def test_het_geheime_adres_is_een_keer_te_zien_en_uit_te_zetten(
    als: MeldAan, bezoeker: TestClient[web.Request, web.Application], database: Database
) -> None:
    kenmerk, anja = await nieuwe_intake(database, naam="Riek", van="anja"), await als("anja")
    await gepland(anja, kenmerk, database)
    assert (await post(anja, "/console/agenda/koppeling", actie="maak")).status == 303
    gevonden = re.search(r"/agenda/[\w-]+\.ics", await (await anja.get("/console/agenda")).text())
    assert gevonden is not None
    pad = gevonden.group()
    assert pad not in await (await anja.get("/console/agenda")).text()
    antwoord = await bezoeker.get(pad)
    inhoud = await antwoord.read()
    [gebeurtenis] = Calendar.from_ical(inhoud).walk("VEVENT")
    assert gebeurtenis["summary"] == kenmerk
    assert b"Riek" not in inhoud
    nogmaals = await bezoeker.get(pad, headers={"If-None-Match": antwoord.headers["ETag"]})
    assert (nogmaals.status, await nogmaals.read()) == (304, b"")
    assert (await post(anja, "/console/agenda/koppeling", actie="maak")).status == 303
    assert (await bezoeker.get(pad)).status == 404
    assert (await post(anja, "/console/agenda/koppeling", actie="uit")).status == 303
    assert "De koppeling is uit" in await (await anja.get("/console/agenda")).text()


async def test_een_onbekende_actie_wordt_geweigerd(als: MeldAan) -> None:
    assert (await post(await als("anja"), "/console/agenda/koppeling", actie="deel")).status == 400
