"""The business case in the console: the page, what can be taken along, the costs of the loket, and the forms on a dossier."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from aiohttp import ClientResponse
from sqlalchemy import select

from loket_backend.businesscase import dienst
from loket_backend.businesscase.models import Beginsituatie, Loketkosten, Wlzoordeel
from loket_backend.db import Database
from loket_backend.partijen.models import Partij
from loket_backend.toegang.models import Auditregel
from tests.loket.businesscase.hulp import NIEUWJAAR, Versie, zet_dossier, zet_gemeente
from tests.loket.gesprek.pdf import tekst as pdf_tekst
from tests.loket.klok import NepKlok

from .conftest import Client, MeldAan, nieuwe_intake
from .dossier import daden, kaal, los, stuur

PAGINA = "/console/businesscase"
K1 = f"{PAGINA}?periode=2025-K1&wijk=*"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BESTANDEN = ("tabellen.csv", "tabellen.xlsx", "rapport.pdf")


@pytest.fixture(autouse=True)
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    return NepKlok(monkeypatch)


@pytest.fixture
async def zes_vrouwen(database: Database, mensen: None) -> None:
    """Six in Noord with household help from the shared budget, who save the insurer wijkverpleging; two in Zuid."""
    versie = Versie(
        NIEUWJAAR, vermeden=[("zvw", "wijkverpleging_verzorging_uur", 365_000)], regels=[("wijkbudget", 36_500, {})]
    )
    async with database.schrijf() as session:
        await zet_gemeente(session)
        for nr in range(6):
            await zet_dossier(session, f"n{nr}", versie)
        for nr in range(2):
            await zet_dossier(session, f"z{nr}", Versie(NIEUWJAAR + timedelta(days=1)), wijk="zuid")


async def haal(client: Client, naam: str, vraag: str = "periode=2025-K1&wijk=*") -> ClientResponse:
    antwoord = await client.get(f"{PAGINA}/{naam}?{vraag}")
    assert antwoord.status == 200
    assert antwoord.headers["Cache-Control"] == "no-store"
    return antwoord


async def test_de_pagina_laat_zien_wie_betaalt_en_wie_bespaart(als: MeldAan, zes_vrouwen: None) -> None:
    tekst = await (await (await als("gerda")).get(K1)).text()
    woorden = kaal(tekst)
    assert "Meer betaald dan bespaard: Budget van de wijk." in woorden
    assert "Er waren ongeveer 10 mensen met een arrangement." in woorden
    assert "Bij elke schatting blijven de kosten binnen de baten." in woorden
    assert "Niet apart te zien, door te weinig mensen: Noord, Zuid." in woorden
    for naam in BESTANDEN:
        assert f"/{naam}?periode=2025-K1&amp;wijk=%2A" in tekst
    assert "<style" not in tekst
    assert " style=" not in tekst


async def test_een_wijk_met_te_weinig_mensen_krijgt_geen_bedrag_maar_wel_uitleg(
    als: MeldAan, zes_vrouwen: None
) -> None:
    client = await als("gerda")
    woorden = kaal(await (await client.get(f"{PAGINA}?periode=2025-K1&wijk=zuid")).text())
    assert "In deze wijk zijn te weinig mensen om apart te laten zien." in woorden
    assert "Wie betaalt en wie bespaart?" not in woorden
    assert "per uur" in woorden  # the key figures are about nobody


async def test_zonder_arrangementen_is_de_pagina_er_ook(als: MeldAan) -> None:
    antwoord = await (await als("gerda")).get(PAGINA)
    assert antwoord.status == 200
    assert "U ziet het derde kwartaal van 2026, alle wijken. Er zijn te weinig mensen" in kaal(await antwoord.text())


@pytest.mark.parametrize("periode", ["2026-K4", "2026", "gisteren", "2025-K1/2025-K2"])
async def test_een_periode_die_niet_kan_wordt_geweigerd_ook_als_bestand(als: MeldAan, periode: str) -> None:
    client = await als("gerda")
    antwoord = await client.get(PAGINA, params={"periode": periode})
    assert antwoord.status == 400
    assert 'id="fout-periode"' in await antwoord.text()
    for naam in BESTANDEN:
        assert (await client.get(f"{PAGINA}/{naam}", params={"periode": periode})).status == 400


@pytest.mark.parametrize("wie", ["anja", "ben"])
async def test_alleen_wie_verantwoordt_ziet_de_businesscase(als: MeldAan, wie: str) -> None:
    client = await als(wie)
    for pad in (PAGINA, *(f"{PAGINA}/{naam}?periode=2025-K1" for naam in BESTANDEN)):
        assert (await client.get(pad)).status in (403, 404)


async def test_elke_uitvoer_staat_in_het_logboek(als: MeldAan, zes_vrouwen: None, database: Database) -> None:
    client = await als("gerda")
    for naam in BESTANDEN:
        await haal(client, naam)
    await haal(client, "tabellen.csv", "periode=2025&wijk=noord")
    async with database.lees() as session:
        regels = await session.scalars(
            select(Auditregel).where(Auditregel.grond == "verantwoording").order_by(Auditregel.id)
        )
        gevonden = [(r.wie, r.wat, r.wiens) for r in regels]
    assert gevonden == [
        ("gerda", "businesscase als CSV", "2025-K1 alle wijken"),
        ("gerda", "businesscase als rekenblad", "2025-K1 alle wijken"),
        ("gerda", "businesscase als PDF", "2025-K1 alle wijken"),
        ("gerda", "businesscase als CSV", "2025 noord"),
    ]


async def test_de_csv_gaat_weer_open_en_telt_op(als: MeldAan, zes_vrouwen: None) -> None:
    antwoord = await haal(await als("gerda"), "tabellen.csv")
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="businesscase-2025-K1-alle-wijken.csv"'
    rijen = list(csv.reader(io.StringIO((await antwoord.text()).removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rijen[0] == ["Tabel", "Regel", "Kolom", "Waarde", "Eenheid"]
    kosten = {r[1]: r[3] for r in rijen if r[0] == "Wie betaalt en wie bespaart?" and r[2] == "Kosten"}
    # six times 90 days and twice 89 days of € 1
    assert kosten == {"Budget van de wijk": "718,0", "Zorgverzekeraar Veld": "0,0", "Samen": "718,0"}
    assert any(r[0] == "Toelichting" and "Groepen van minder dan 5 mensen" in r[3] for r in rijen)


async def test_het_rekenblad_gaat_weer_open_met_bedragen_als_getal(als: MeldAan, zes_vrouwen: None) -> None:
    inhoud = await (await haal(await als("gerda"), "tabellen.xlsx")).read()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
        assert pak.testzip() is None
        delen = {naam: ElementTree.fromstring(pak.read(naam)) for naam in pak.namelist()}
    bladen = [blad.attrib["name"] for blad in delen["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    assert bladen[:3] == ["Toelichting", "Toets", "Partijen"]
    partijen = delen["xl/worksheets/sheet3.xml"]
    getallen = [float(v.text or "") for v in partijen.iter(f"{MAIN}v")]
    assert getallen[0] == 718.0
    assert not list(partijen.iter(f"{MAIN}f"))
    verwacht = {f"xl/worksheets/sheet{nr}.xml" for nr in range(1, len(bladen) + 1)}
    assert verwacht <= delen.keys()


async def test_het_rapport_is_een_pdf_met_tabellen_grafieken_bronnen_en_aannames(
    als: MeldAan, zes_vrouwen: None
) -> None:
    inhoud = await (await haal(await als("gerda"), "rapport.pdf")).read()
    assert inhoud.startswith(b"%PDF-")
    woorden = " ".join(pdf_tekst(inhoud).split())
    for zin in ("Businesscase over het eerste kwartaal van 2025", "Budget van de wijk", "Eigen aanname", "Kerncijfers"):
        assert zin in woorden
    assert "Vermeden kosten zijn een schatting." in woorden
    assert "Geheim" not in woorden
    assert "2025-n" not in woorden


async def test_een_naam_van_een_partij_is_nooit_opmaak_of_formule(
    als: MeldAan, zes_vrouwen: None, database: Database
) -> None:
    async with database.schrijf() as session:
        (await session.get_one(Partij, "zorgverzekeraar")).naam = "=1+1<script>#strong[x]&"
    client = await als("gerda")
    assert "<script>#strong" not in await (await client.get(K1)).text()
    assert "'=1+1<script>" in await (await haal(client, "tabellen.csv")).text()
    with zipfile.ZipFile(io.BytesIO(await (await haal(client, "tabellen.xlsx")).read())) as pak:
        blad = ElementTree.fromstring(pak.read("xl/worksheets/sheet3.xml"))
    assert "=1+1<script>#strong[x]&" in [t.text for t in blad.iter(f"{MAIN}t")]
    assert "#strong[x]" in pdf_tekst(await (await haal(client, "rapport.pdf")).read())


async def test_kosten_van_het_loket_tellen_mee_en_het_laatste_bedrag_geldt(
    als: MeldAan, zes_vrouwen: None, database: Database
) -> None:
    client = await als("gerda")
    for bedrag in ("1", "€ 3.650"):
        antwoord = await stuur(client, K1, f"{PAGINA}/loketkosten", jaar="2025", bedrag=bedrag, partij="gemeente")
        assert (antwoord.status, antwoord.headers["Location"]) == (303, f"{PAGINA}?bewaard=1#loketkosten")
    assert "De kosten van het loket zijn bewaard." in await (await client.get(f"{PAGINA}?bewaard=1")).text()
    tekst = kaal(await (await client.get(K1)).text())
    assert "Het loket zelf (Gemeente Veld)" in tekst
    assert "2025: € 3.650" in tekst.replace("\u00a0", " ")
    assert [d for d in await daden(database) if "loket" in d[1]] == [("gerda", "kosten van het loket genoteerd")] * 2
    async with database.lees() as session:
        assert [k.bedrag for k in await session.scalars(select(Loketkosten).order_by(Loketkosten.id))] == [100, 365_000]


async def test_kosten_van_het_loket_die_niet_kunnen_komen_terug_met_elke_fout(als: MeldAan, zes_vrouwen: None) -> None:
    client = await als("gerda")
    antwoord = await stuur(client, K1, f"{PAGINA}/loketkosten", jaar="ooit", bedrag="veel", partij="")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    for veld in ("jaar", "bedrag"):
        assert f'aria-invalid="true" aria-describedby="fout-{veld}"' in tekst
        assert f'id="fout-{veld}"' in tekst
    assert 'value="veel"' in tekst


async def test_een_medewerker_noteert_de_hulp_bij_het_begin(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    client, dossier = await als("anja"), f"/console/intakes/{kenmerk}"
    hulp = {"wat_1": "Wijkverpleging", "wet_1": "zvw", "kosten_1": "10.950", "toelichting": "zij redt het net"}
    antwoord = await stuur(client, dossier, f"{dossier}/beginsituatie", **hulp)
    assert (antwoord.status, antwoord.headers["Location"]) == (303, f"{dossier}#beginsituatie")
    tekst = kaal(await (await client.get(dossier)).text()).replace("\u00a0", " ")
    assert "Wijkverpleging Zvw, € 10.950 per jaar" in tekst
    assert "zij redt het net" in tekst
    assert ("anja", "beginsituatie genoteerd") in await daden(database)
    async with database.lees() as session:
        begin = await dienst.begin_van(session, kenmerk)
    assert begin is not None
    assert [(h.bekostiging, h.wat, h.kosten_jaar) for h in begin.hulp] == [("zvw", "Wijkverpleging", 1_095_000)]


async def test_een_foute_beginsituatie_komt_terug_zoals_zij_was(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    client, dossier = await als("anja"), f"/console/intakes/{kenmerk}"
    hulp = {"wat_1": "Was <b>", "kosten_1": "tien", "wat_2": "Dagbesteding", "wet_2": "wmo", "kosten_2": "100"}
    antwoord = await stuur(client, dossier, f"{dossier}/beginsituatie", **hulp)
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert 'id="fout-wet_1"' in tekst
    assert 'id="fout-kosten_1"' in tekst
    assert "Was <b>" in unescape(tekst)
    assert "Was <b>" not in tekst
    assert 'value="Dagbesteding"' in tekst
    async with database.lees() as session:
        assert (await session.scalars(select(Beginsituatie))).all() == []


async def test_het_laatste_oordeel_over_de_wlz_telt_en_de_eerdere_blijven_staan(
    als: MeldAan, database: Database
) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    client, dossier = await als("anja"), f"/console/intakes/{kenmerk}"
    for oordeel in (
        {"oordeel": "nee", "maanden": "", "reden": "geen sprake van"},
        {"oordeel": "ja", "maanden": "6", "reden": "de dochter houdt het vol"},
    ):
        antwoord = await stuur(client, dossier, f"{dossier}/wlzoordeel", **oordeel)
        assert antwoord.status == 303
    tekst = kaal(await (await client.get(dossier)).text())
    assert "Ja, 6 maanden de dochter houdt het vol" in tekst
    assert "Nee (telt niet meer)" in tekst
    async with database.lees() as session:
        rijen = [
            (o.oordeel, o.maanden, o.door) for o in await session.scalars(select(Wlzoordeel).order_by(Wlzoordeel.id))
        ]
    assert rijen == [("nee", None, "anja"), ("ja", 6, "anja")]


async def test_een_oordeel_zonder_reden_komt_terug(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    client, dossier = await als("anja"), f"/console/intakes/{kenmerk}"
    antwoord = await stuur(client, dossier, f"{dossier}/wlzoordeel", oordeel="ja", maanden="0", reden=" ")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert 'id="fout-maanden"' in tekst
    assert 'id="fout-reden"' in tekst
    assert 'value="ja" checked' in tekst


@pytest.mark.parametrize("formulier", ["beginsituatie", "wlzoordeel"])
async def test_van_een_dossier_dat_iemand_niet_ziet_blijft_alles_zoals_het_was(
    als: MeldAan, database: Database, formulier: str
) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    antwoord = await los(
        await als("corrie"),
        f"/console/intakes/{kenmerk}/{formulier}",
        toelichting="niets",
        oordeel="nee",
        reden="zomaar",
    )
    assert antwoord.status == 404
    async with database.lees() as session:
        assert not (await session.scalars(select(Beginsituatie))).all()
        assert not (await session.scalars(select(Wlzoordeel))).all()


async def test_de_businesscase_staat_in_het_menu_van_wie_verantwoordt(als: MeldAan) -> None:
    assert f'href="{PAGINA}"' in await (await (await als("gerda")).get("/console")).text()
    assert f'href="{PAGINA}"' not in await (await (await als("anja")).get("/console")).text()
