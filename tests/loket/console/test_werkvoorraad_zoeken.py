"""Searching, filtering and sorting the worklist, on both databases."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from loket_backend.console import filters, voorraad
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database, open_database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import INWONER
from loket_backend.intake import kenmerken
from loket_backend.intake.looptijd import werk_bij
from loket_backend.intake.models import EINDE, GESLOTEN, LOOPT, STATUSSEN, Intake, Opschorting, Uitspraak
from loket_backend.intake.workflow import wissel
from loket_backend.tijd import nu, vandaag
from tests.loket.klok import dagen_geleden

from .conftest import Client, MeldAan, nieuwe_intake

NAMEN = {"riek": "Riek van der Berg", "zoe": "Zoë Jansen", "henk": "Henk Bergsma", "sjaan": "Sjaan Vos"}


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Instead of the SQLite that the other tests of the console use."""
    database = open_database(database_url)
    yield database
    await database.sluit()


@pytest.fixture(params=[filters.WEINIG, 0], ids=["zeldzaam eerst", "langs de volgorde"])
def wegen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways in which a page is found must give the same."""
    monkeypatch.setattr(filters, "WEINIG", request.param)


@pytest.fixture
async def vier(database: Database, mensen: None) -> dict[str, str]:
    """Riek of anja; Zoë of bilal, heard about safety; Henk of nobody; Sjaan of corrie, in the other wijk."""
    gemaakt = {
        "riek": await nieuwe_intake(database, naam=NAMEN["riek"], van="anja"),
        "zoe": await nieuwe_intake(database, naam=NAMEN["zoe"], van="bilal"),
        "henk": await nieuwe_intake(database, naam=NAMEN["henk"], postcode="9999ZZ", van=""),
        "sjaan": await nieuwe_intake(database, naam=NAMEN["sjaan"], postcode="2020AB", van="corrie"),
    }
    async with database.schrijf() as session:
        intake = await session.get_one(Intake, gemaakt["zoe"])
        session.add(Uitspraak(kenmerk=intake.kenmerk, leefgebied="veiligheid", aspect="nodig", tekst="bang", bron=1))
        await kenmerken.werk_bij(session, intake)
    return gemaakt


async def namen(client: Client, **vraag: str) -> list[str]:
    """Whose dossiers stand in the list, from the top."""
    antwoord = await client.get("/console", params={"lijst": "alle", **vraag})
    assert antwoord.status == 200
    tekst = await antwoord.text()
    wie = {naam: sleutel for sleutel, naam in NAMEN.items()}
    return [wie[naam] for naam in re.findall(r'href="/console/intakes/[^"]+">([^<]+)</a>', tekst) if naam in wie]


@pytest.mark.parametrize(
    ("zoek", "vindt"),
    [
        ("riek", {"riek"}),
        ("ber", {"riek", "henk"}),
        ("van der berg", {"riek"}),
        ("BERGSMA henk", {"henk"}),
        ("zoe", {"zoe"}),
        ("Zoë jans", {"zoe"}),
        ("noord", {"riek", "zoe"}),
        ("noord jansen", {"zoe"}),
        ("veiligheid", {"zoe"}),
        ("onveilige", {"zoe"}),
        ("huishouden", {"riek", "zoe", "henk", "sjaan"}),
        ("riek jansen", set()),
        ("erg", set()),
        ("%", set()),
        ("' OR 1=1 --", set()),
    ],
)
async def test_elk_woord_moet_ergens_kloppen(
    als: MeldAan, vier: dict[str, str], wegen: None, zoek: str, vindt: set[str]
) -> None:
    assert set(await namen(await als("gerda"), zoek=zoek)) == vindt


async def test_een_kenmerk_wordt_gevonden_hoe_je_het_ook_schrijft(als: MeldAan, vier: dict[str, str]) -> None:
    gerda, kenmerk = await als("gerda"), vier["sjaan"]
    jaar, rest = kenmerk.split("-")
    for zoek in (kenmerk, kenmerk.lower(), jaar + rest, f"{jaar} {rest}", f"{jaar.replace('0', 'O')}-{rest}", rest):
        assert await namen(gerda, zoek=zoek) == ["sjaan"], zoek


async def test_zoeken_vindt_niets_waar_iemand_niet_bij_mag(als: MeldAan, vier: dict[str, str]) -> None:
    anja = await als("anja")
    for lijst in ("mijn", "wijk", "open", "alle"):
        assert await namen(anja, lijst=lijst, zoek="sjaan") == []
        assert await namen(anja, lijst=lijst, zoek=vier["sjaan"], status="alles") == []


@pytest.mark.parametrize(
    ("filter", "vindt"),
    [
        ({"wijk": "zuid"}, {"sjaan"}),
        ({"medewerker": "bilal"}, {"zoe"}),
        ({"leefgebied": "veiligheid"}, {"zoe"}),
        ({"leefgebied": "gezin"}, set()),
        ({"signaal": "onveilig"}, {"zoe"}),
        ({"signaal": "onveilig", "wijk": "zuid"}, set()),
        ({"crisis": "open"}, {"riek"}),
        ({"crisis": "geweest"}, {"riek", "sjaan"}),
        ({"ongelezen": "ja"}, {"henk"}),
        ({"termijn": "week"}, {"zoe"}),
        ({"termijn": "voorbij"}, {"henk"}),
        ({"status": "nieuw"}, {"henk"}),
        ({"status": "gesloten"}, set()),
        ({"wijk": "onzin", "status": "'", "termijn": "ooit"}, {"riek", "zoe", "henk", "sjaan"}),
    ],
)
async def test_elk_filter_laat_zien_wat_het_zegt(
    als: MeldAan, database: Database, vier: dict[str, str], wegen: None, filter: dict[str, str], vindt: set[str]
) -> None:
    await _maak_verschil(database, vier)
    assert set(await namen(await als("gerda"), **filter)) == vindt


async def _maak_verschil(database: Database, vier: dict[str, str]) -> None:
    """Riek in an open crisis, Sjaan after one; Henk wrote, and is late; Zoë within the week."""
    async with database.schrijf() as session:
        intakes = {wie: await session.get_one(Intake, kenmerk) for wie, kenmerk in vier.items()}
        for wie, door in (("riek", None), ("sjaan", "corrie")):
            rij = {"gesprek_id": intakes[wie].gesprek_id, "volgnummer": 1, "categorie": "gevaar", "patroon": "x"}
            session.add(Crisismelding(**rij, op=nu(), bevestigd_door=door, bevestigd_op=nu() if door else None))
        gesprek = await berichten.vergrendel(session, intakes["henk"].gesprek_id)
        berichten.schrijf(session, gesprek, INWONER, "bent u er nog?")
        for wie, dagen in (("zoe", 40), ("henk", 50)):
            intakes[wie].ontvangen_op = dagen_geleden(dagen)
            await werk_bij(session, intakes[wie])
        intakes["henk"].status = "nieuw"


async def test_een_rij_zegt_wat_er_moet_gebeuren(als: MeldAan, database: Database, vier: dict[str, str]) -> None:
    await _maak_verschil(database, vier)
    tekst = await (await (await als("gerda")).get("/console?lijst=alle")).text()
    assert "Crisis open" in tekst
    assert "Crisis opgepakt" in tekst
    assert "1 ongelezen" in tekst
    assert "8 dagen te laat" in tekst
    assert "nog 2 dagen" in tekst
    assert "Onderzoek klaar" in tekst


async def test_gesloten_dossiers_liggen_niet_in_de_weg_maar_zijn_te_vinden(
    als: MeldAan, database: Database, vier: dict[str, str]
) -> None:
    async with database.schrijf() as session:
        for wie in ("riek", "sjaan"):
            intake = await session.get_one(Intake, vier[wie])
            await wissel(session, intake, "doorverwezen", "anja", "naar de huisarts")
    gerda = await als("gerda")
    assert set(await namen(gerda)) == {"zoe", "henk"}
    assert await namen(gerda, status="gesloten") == ["sjaan", "riek"]  # the last closed first
    assert set(await namen(gerda, status="doorverwezen")) == {"riek", "sjaan"}
    assert await namen(gerda, status="afgerond") == []
    assert set(await namen(gerda, status="alles")) == set(vier)
    leeg = await (await gerda.get("/console?lijst=alle&zoek=riek")).text()
    assert "Geen resultaten" in leeg
    assert 'href="/console?lijst=alle&amp;zoek=riek&amp;status=alles"' in leeg


async def test_wat_stilstaat_zegt_dat_en_staat_onderaan(als: MeldAan, database: Database, vier: dict[str, str]) -> None:
    async with database.schrijf() as session:
        session.add(Opschorting(kenmerk=vier["riek"], van=vandaag(), tot=None, reden="ziek", door="anja", op=nu()))
        await werk_bij(session, await session.get_one(Intake, vier["riek"]))
    gerda = await als("gerda")
    assert (await namen(gerda))[-1] == "riek"
    assert "staat stil" in await (await gerda.get("/console?lijst=alle&zoek=riek")).text()


async def test_elke_volgorde_sorteert(als: MeldAan, database: Database, vier: dict[str, str]) -> None:
    dagen = {"riek": (5, 1), "zoe": (10, 2), "henk": (20, 4), "sjaan": (1, 30)}  # received, last changed
    async with database.schrijf() as session:
        for wie, (ontvangen, sinds) in dagen.items():
            intake = await session.get_one(Intake, vier[wie])
            intake.ontvangen_op, intake.status_sinds = nu() - timedelta(ontvangen), nu() - timedelta(sinds)
            await werk_bij(session, intake)
        (await session.get_one(Intake, vier["riek"])).eerste_termijn = vandaag()
    gerda = await als("gerda")
    assert await namen(gerda) == ["riek", "henk", "zoe", "sjaan"]
    assert await namen(gerda, volgorde="ontvangen") == ["henk", "zoe", "riek", "sjaan"]
    assert await namen(gerda, volgorde="stil") == ["sjaan", "henk", "zoe", "riek"]
    assert await namen(gerda, volgorde="wijk") == ["riek", "zoe", "sjaan", "henk"]  # no wijk comes last


async def test_bladeren_houdt_de_filters_vast(
    als: MeldAan, vier: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voorraad, "PER_PAGINA", 1)
    gerda = await als("gerda")
    tekst = await (await gerda.get("/console?lijst=alle&zoek=ber&volgorde=ontvangen")).text()
    assert 'href="/console?lijst=alle&amp;zoek=ber&amp;volgorde=ontvangen&amp;pagina=2"' in tekst
    twee = [await namen(gerda, zoek="ber", volgorde="ontvangen", pagina=str(n)) for n in (1, 2)]
    assert twee == [["riek"], ["henk"]]
    assert await namen(gerda, zoek="ber", volgorde="ontvangen", pagina="9") == ["riek"]  # beyond the end: the first


async def test_boven_de_grens_telt_een_tabblad_niet_verder(
    als: MeldAan, vier: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voorraad, "TEL_TOT", 2)
    tekst = await (await (await als("gerda")).get("/console")).text()
    assert ">(meer dan 2)<" in tekst
    assert ">(1)<" in tekst


async def test_wie_zijn_dossier_opent_heeft_de_berichten_gelezen(
    als: MeldAan, database: Database, vier: dict[str, str]
) -> None:
    async with database.schrijf() as session:
        intake = await session.get_one(Intake, vier["riek"])
        berichten.schrijf(session, await berichten.vergrendel(session, intake.gesprek_id), INWONER, "hallo?")
    anja, gerda = await als("anja"), await als("gerda")
    await gerda.get(f"/console/intakes/{vier['riek']}")  # the dossier is not hers
    assert await namen(gerda, ongelezen="ja") == ["riek"]
    await anja.get(f"/console/intakes/{vier['riek']}")
    assert await namen(gerda, ongelezen="ja") == []


def test_de_deelindexen_kennen_elke_status() -> None:
    lopend, gesloten = (set(re.findall(r"'(\w+)'", niet_in)) for niet_in in (GESLOTEN, LOOPT))
    assert (lopend, gesloten) == (set(STATUSSEN) - EINDE, EINDE)


async def test_gesloten_dossiers_komen_langs_hun_eigen_index(database: Database) -> None:
    keuze = select(Intake.kenmerk).where(filters.GESLOTEN).order_by(Intake.status_sinds.desc(), Intake.kenmerk.desc())
    sql = str(keuze.limit(26).compile(compile_kwargs={"literal_binds": True}))
    async with database.lees() as session:
        if session.get_bind().dialect.name != "sqlite":
            pytest.skip("PostgreSQL kiest op een lege tabel geen index")
        plan = " ".join(str(rij) for rij in await session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
    assert "ix_intake_gesloten" in plan
    assert "TEMP B-TREE" not in plan
