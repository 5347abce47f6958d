"""The lists of legal dates, what makes the dates of one dossier move, and the digest of the morning."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from loket_backend.console import dagoverzichten
from loket_backend.db import Database
from loket_backend.gesprek.openingstijden import Openingstijden
from loket_backend.intake import workflow
from loket_backend.intake.dagoverzicht import Dagoverzicht
from loket_backend.intake.looptijd import werk_bij
from loket_backend.intake.models import INGETROKKEN, Intake, Opschorting, Termijnfeit
from loket_backend.tijd import Klok, vandaag
from loket_backend.toegang.models import Auditregel
from loket_backend.toewijzing.models import Medewerker
from tests.loket.klok import dagen_geleden

from .conftest import Client, MeldAan, csrf_van, nieuwe_intake

LIJSTEN = "/console/termijnen"


async def met_datum(database: Database, dagen: int, **wat: str) -> str:
    """An intake that came in so many days ago."""
    kenmerk = await nieuwe_intake(database, **wat)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        intake.ontvangen_op = dagen_geleden(dagen)
        await werk_bij(session, intake)
    return kenmerk


async def stuur(client: Client, kenmerk: str, daad: str, **invoer: str) -> tuple[int, str]:
    pad = f"/console/intakes/{kenmerk}"
    gegevens = {"csrf": await csrf_van(client, f"{pad}/termijnen"), **invoer}
    antwoord = await client.post(f"{pad}/{daad}", data=gegevens, allow_redirects=False)
    return antwoord.status, await antwoord.text()


async def intake_van(database: Database, kenmerk: str) -> Intake:
    async with database.lees() as session:
        return await session.get_one(Intake, kenmerk)


def kop(tekst: str, id: str) -> str:
    """The part of the page under one heading."""
    return tekst.split(f'aria-labelledby="{id}"')[1].split("</section>")[0]


async def test_elk_dossier_staat_in_de_lijst_waar_het_hoort(als: MeldAan, database: Database) -> None:
    laat, bijna, ruim = [await met_datum(database, dagen, van="anja") for dagen in (43, 36, 3)]
    tekst = await (await (await als("anja")).get(LIJSTEN)).text()
    assert laat in kop(tekst, "te-laat")
    assert "1 dag te laat" in kop(tekst, "te-laat")
    assert bijna in kop(tekst, "bijna")
    assert "nog 6 dagen" in kop(tekst, "bijna")
    assert ruim not in tekst


async def test_een_collega_in_een_andere_wijk_ziet_het_niet_en_elke_regel_staat_in_het_logboek(
    als: MeldAan, database: Database
) -> None:
    kenmerk = await met_datum(database, 43, van="anja")
    assert kenmerk not in await (await (await als("corrie")).get(LIJSTEN)).text()
    await (await als("gerda")).get(LIJSTEN)
    async with database.lees() as session:
        grond = select(Auditregel.grond).where(Auditregel.wiens == kenmerk, Auditregel.wie == "gerda")
        assert list(await session.scalars(grond)) == ["termijnen: te laat"]


async def test_een_gesloten_dossier_staat_nergens(als: MeldAan, database: Database) -> None:
    kenmerk = await met_datum(database, 43, van="anja")
    async with database.schrijf() as session:
        await workflow.wissel(session, await workflow.vergrendel(session, kenmerk), INGETROKKEN, "anja", "verhuisd")
    assert kenmerk not in await (await (await als("anja")).get(LIJSTEN)).text()


async def test_stilzetten_met_een_einde_schuift_de_laatste_dag_op(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await met_datum(database, 20, van="anja"), await als("anja")
    van, tot = vandaag(), vandaag() + timedelta(days=9)
    gegeven = {"van": van.isoformat(), "tot": tot.isoformat(), "reden": "wacht op de ergotherapeut <i>"}
    assert (await stuur(anja, kenmerk, "opschorting", **gegeven))[0] == 303
    assert (await intake_van(database, kenmerk)).eerste_termijn == vandaag() + timedelta(days=32)
    tekst = await (await anja.get(LIJSTEN)).text()
    assert kenmerk in kop(tekst, "stil")
    pagina = await (await anja.get(f"/console/intakes/{kenmerk}/termijnen")).text()
    assert "wacht op de ergotherapeut &lt;i&gt;" in pagina
    assert "Anja" in pagina


async def test_zonder_einde_loopt_er_niets_tot_de_termijn_weer_loopt(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await met_datum(database, 20, van="anja"), await als("anja")
    begin = vandaag() - timedelta(days=5)
    await stuur(anja, kenmerk, "opschorting", van=begin.isoformat(), tot="", reden="in het ziekenhuis")
    assert (await intake_van(database, kenmerk)).eerste_termijn is None
    assert "nog niet bekend" in kop(await (await anja.get(LIJSTEN)).text(), "stil")
    assert (await stuur(anja, kenmerk, "hervatting", tot=vandaag().isoformat()))[0] == 303
    assert (await intake_van(database, kenmerk)).eerste_termijn == vandaag() + timedelta(days=22 + 6)


@pytest.mark.parametrize(
    ("invoer", "uitleg"),
    [
        ({"van": "gisteren", "reden": "x"}, "Vul de eerste dag in"),
        ({"van": "2026-01-01", "reden": "wel een reden"}, "De eerste dag ligt voor de melding."),
        ({"van": "+0", "reden": " "}, "Schrijf op waarom de termijn stilstaat."),
        ({"van": "+3", "tot": "+1", "reden": "mijn reden"}, "De laatste dag ligt voor de eerste dag."),
    ],
)
async def test_wat_niet_klopt_komt_terug_met_wat_er_stond(
    als: MeldAan, database: Database, invoer: dict[str, str], uitleg: str
) -> None:
    kenmerk, anja = await met_datum(database, 2, van="anja"), await als("anja")
    gegeven = {
        veld: (vandaag() + timedelta(days=int(w))).isoformat() if w.startswith("+") else w for veld, w in invoer.items()
    }
    status, tekst = await stuur(anja, kenmerk, "opschorting", **gegeven)
    assert status == 400
    assert uitleg in tekst
    assert gegeven["reden"].strip() in tekst
    async with database.lees() as session:
        assert await session.scalar(select(func.count()).select_from(Opschorting)) == 0


async def test_twee_keer_stilzetten_in_dezelfde_dagen_kan_niet(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await met_datum(database, 2, van="anja"), await als("anja")
    gegeven = {"van": vandaag().isoformat(), "tot": "", "reden": "vakantie"}
    assert (await stuur(anja, kenmerk, "opschorting", **gegeven))[0] == 303
    assert (await stuur(anja, kenmerk, "opschorting", **gegeven))[0] == 409


async def test_een_aanvraag_geeft_twee_weken_en_een_besluit_stopt_ze(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await met_datum(database, 10, van="anja"), await als("anja")
    dag = vandaag() - timedelta(days=1)
    assert (await stuur(anja, kenmerk, "aanvraag", dag=dag.isoformat()))[0] == 303
    assert (await intake_van(database, kenmerk)).eerste_termijn == dag + timedelta(days=14)
    assert (await stuur(anja, kenmerk, "aanvraag", dag=dag.isoformat()))[0] == 409
    assert (await stuur(anja, kenmerk, "besluit", dag=vandaag().isoformat()))[0] == 303
    intake = await intake_van(database, kenmerk)
    assert (intake.besluit_op, intake.eerste_termijn) == (vandaag(), vandaag() + timedelta(days=32))
    async with database.lees() as session:
        feiten = select(Termijnfeit.soort, Termijnfeit.dag, Termijnfeit.door).order_by(Termijnfeit.id)
        assert [tuple(rij) for rij in await session.execute(feiten)] == [
            ("aanvraag", dag, "anja"),
            ("besluit", vandaag(), "anja"),
        ]


async def test_een_ingetrokken_aanvraag_loopt_niet_meer(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await met_datum(database, 10, van="anja"), await als("anja")
    await stuur(anja, kenmerk, "aanvraag", dag=vandaag().isoformat())
    assert (await stuur(anja, kenmerk, "aanvraag/intrekking"))[0] == 303
    assert (await intake_van(database, kenmerk)).aanvraag_op is None
    assert (await stuur(anja, kenmerk, "aanvraag/intrekking"))[0] == 409


@pytest.mark.parametrize(("daad", "dag"), [("aanvraag", 1), ("aanvraag", -30), ("besluit", 0)])
async def test_een_dag_die_niet_kan_wordt_geweigerd(als: MeldAan, database: Database, daad: str, dag: int) -> None:
    kenmerk, anja = await met_datum(database, 10, van="anja"), await als("anja")
    status, _ = await stuur(anja, kenmerk, daad, dag=(vandaag() + timedelta(days=dag)).isoformat())
    assert status == (409 if daad == "besluit" else 400)
    assert (await intake_van(database, kenmerk)).aanvraag_op is None


async def test_in_een_dossier_dat_ik_niet_mag_zien_verander_ik_niets(als: MeldAan, database: Database) -> None:
    kenmerk, corrie = await met_datum(database, 10, van="anja"), await als("corrie")
    gegevens = {"csrf": await csrf_van(corrie), "dag": vandaag().isoformat()}
    antwoord = await corrie.post(f"/console/intakes/{kenmerk}/aanvraag", data=gegevens)
    assert antwoord.status == 404
    assert (await intake_van(database, kenmerk)).aanvraag_op is None


# The digest. 23 November 2026 is a Monday.
MAANDAG = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "verwacht"),
    [
        (MAANDAG, True),
        (datetime(2026, 11, 23, 5, 59, tzinfo=UTC), False),  # not yet seven in Amsterdam
        (datetime(2026, 11, 22, 9, tzinfo=UTC), False),  # Sunday
        (datetime(2026, 12, 25, 9, tzinfo=UTC), False),  # Christmas
    ],
)
def test_het_dagoverzicht_komt_op_een_werkdag_vanaf_zeven_uur(moment: datetime, verwacht: bool) -> None:
    assert dagoverzichten.is_tijd(moment, Openingstijden.uit_bestand()) is verwacht


@pytest.fixture
def maandag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Klok, "kijk", staticmethod(lambda: MAANDAG))


async def test_wie_vandaag_werkt_krijgt_een_keer_een_overzicht_van_de_eigen_dossiers(
    maandag: None, mensen: None, database: Database
) -> None:
    laat = await met_datum(database, 43, van="anja")
    async with database.schrijf() as session:
        (await session.get_one(Medewerker, "bilal")).werkdagen = [1, 2]
    assert await dagoverzichten.maak(database, Openingstijden.uit_bestand()) == 3
    assert await dagoverzichten.maak(database, Openingstijden.uit_bestand()) == 0
    async with database.lees() as session:
        rijen = {o.medewerker_id: o for o in await session.scalars(select(Dagoverzicht))}
    assert set(rijen) == {"anja", "corrie", "gerda"}
    assert (rijen["anja"].inhoud["te_laat"], rijen["corrie"].inhoud["te_laat"]) == ([laat], [])
    assert rijen["gerda"].inhoud["te_laat"] == [laat]


async def test_de_pagina_toont_het_en_onthoudt_wanneer_het_gelezen_is(
    maandag: None, als: MeldAan, database: Database
) -> None:
    laat, anja = await met_datum(database, 43, van="anja"), await als("anja")
    async with database.schrijf() as session:
        await session.merge(
            Dagoverzicht(
                medewerker_id="anja",
                dag=date(2026, 11, 23),
                inhoud={"te_laat": [laat], "bijna": [], "nieuw": []},
                gemaakt_op=MAANDAG,
            )
        )
    tekst = await (await anja.get("/console/vandaag")).text()
    assert f'href="/console/intakes/{laat}"' in tekst
    async with database.lees() as session:
        assert (await session.get_one(Dagoverzicht, ("anja", date(2026, 11, 23)))).gelezen_op == MAANDAG


async def test_zonder_overzicht_staat_er_wanneer_het_komt(als: MeldAan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Klok, "kijk", staticmethod(lambda: MAANDAG - timedelta(days=1)))
    corrie = await als("corrie")
    assert "vanaf zeven uur" in await (await corrie.get("/console/vandaag")).text()
