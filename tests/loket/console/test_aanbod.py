"""The pages of the sociale kaart: finding, making, changing and retiring; files in and out; parties; and the block in a dossier."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from aiohttp import FormData
from sqlalchemy import event, select

from loket_backend.aanbod import beheer, inlezen, lezen
from loket_backend.aanbod.gegevens import Gegevens
from loket_backend.aanbod.models import Aanbod
from loket_backend.db import Database
from loket_backend.partijen.models import Partij
from loket_backend.tijd import vandaag
from tests.bench.samenvulling_aanbod import vul_aanbod
from tests.samenhulp import maak_aanbod, maak_arrangement, maak_partij, regel

from .conftest import Client, MeldAan, csrf_van, nieuwe_intake

FORMULIER: dict[str, Any] = {
    "naam": "Eetclub de Brink",
    "vorm": "informeel",
    "bekostiging": "informeel",
    "leefgebieden": ["huishouden", "contact"],
    "wijken": ["noord"],
    "plekken": "3",
    "bezet": "1",
    "kosten_jaar": "",
    "gecontroleerd_op": "2026-01-02",
}


async def stuur(
    client: Client, pad: str, gegeven: dict[str, Any], van: str = "/console/account"
) -> tuple[int, str, str]:
    """Status, where to, and the page."""
    velden = FormData([("csrf", await csrf_van(client, van))])
    for naam, waarde in gegeven.items():
        for een in waarde if isinstance(waarde, list) else [waarde]:
            velden.add_field(naam, een)
    antwoord = await client.post(pad, data=velden, allow_redirects=False)
    return antwoord.status, antwoord.headers.get("Location", ""), await antwoord.text()


async def lees(client: Client, pad: str) -> str:
    antwoord = await client.get(pad)
    assert antwoord.status == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", await antwoord.text())))


async def staat(database: Database, aanbod_id: str) -> Gegevens:
    async with database.lees() as session:
        return await lezen.een(session, aanbod_id)


@pytest.fixture
async def brink(database: Database, mensen: None) -> str:
    async with database.schrijf() as session:
        await maak_partij(session, "dorp", "dorpscooperatie", naam="Ons Dorp")
        return await beheer.voeg_toe(session, "anja", {**FORMULIER, "partij_id": "dorp"})


async def test_wie_aanbod_maakt_leest_het_terug(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    status, heen, _ = await stuur(anja, "/console/aanbod", FORMULIER)
    assert (status, heen.endswith("?gedaan=nieuw")) == (303, True)
    tekst = await lees(anja, heen)
    for deel in ("Eetclub de Brink", "Huishouden, Contact met anderen", "Noord", "2 plekken vrij, van de 3", "Anja"):
        assert deel in tekst
    assert "Eetclub de Brink" in await lees(anja, "/console/aanbod?zoek=brink&wijk=noord&vrij=ja")


async def test_een_formulier_met_fouten_komt_terug_zoals_het_was(als: MeldAan, database: Database) -> None:
    anders = {"naam": "<b>Café</b>", "leefgebieden": [], "plekken": "veel", "website": "javascript:alert(1)"}
    status, _, pagina = await stuur(await als("anja"), "/console/aanbod", {**FORMULIER, **anders})
    assert status == 400
    assert set(re.findall(r'id="fout-(\w+)"', pagina)) == {"leefgebieden", "plekken", "website"}
    assert 'value="&lt;b&gt;Café&lt;/b&gt;"' in pagina
    assert 'value="veel"' in pagina
    assert 'name="wijken" value="noord" checked' in pagina
    async with database.lees() as session:
        assert await session.scalar(select(Aanbod.id)) is None


async def test_veranderen_bewaart_wat_er_stond(als: MeldAan, brink: str, database: Database) -> None:
    anja = await als("anja")
    formulier = f"/console/aanbod/{brink}/formulier"
    assert 'name="versie" value="1"' in await (await anja.get(formulier)).text()
    gegeven = {**FORMULIER, "versie": "1", "naam": "Eetclub", "kosten_jaar": "1.250", "bekostiging": "collectief"}
    status, heen, _ = await stuur(anja, f"/console/aanbod/{brink}", gegeven)
    tekst = await lees(anja, heen)
    assert status == 303
    assert "Naam: was Eetclub de Brink →, is nu Eetclub" in tekst
    assert "€ 1.250 per plek per jaar" in tekst
    status, _, pagina = await stuur(anja, f"/console/aanbod/{brink}", gegeven)
    assert (status, "Een collega heeft dit intussen veranderd" in pagina) == (409, True)


async def test_nagekeken_gestopt_en_weer_gevonden(als: MeldAan, brink: str, database: Database) -> None:
    anja = await als("anja")
    assert "Opnieuw nakijken" in await lees(anja, "/console/aanbod")
    await stuur(anja, f"/console/aanbod/{brink}/controle", {"versie": "1"})
    assert (await staat(database, brink)).gecontroleerd_op == vandaag()
    assert "Opnieuw nakijken" not in await lees(anja, "/console/aanbod")
    await stuur(anja, f"/console/aanbod/{brink}/stand", {"versie": "2", "actief": "nee"})
    assert "Eetclub" not in await lees(anja, "/console/aanbod")
    assert "Gestopt" in await lees(anja, "/console/aanbod?stand=gestopt&zoek=eetclub")
    assert "niet meer bij de suggesties" in await lees(anja, f"/console/aanbod/{brink}")
    status, _, pagina = await stuur(anja, f"/console/aanbod/{brink}/stand", {"versie": "2", "actief": "ja"})
    assert (status, "Een collega" in pagina) == (409, True)


async def test_een_plek_bezet_tot_het_vol_is(als: MeldAan, brink: str, database: Database) -> None:
    anja = await als("anja")
    for _ in range(2):
        assert (await stuur(anja, f"/console/aanbod/{brink}/plekken", {"plek": "bezet"}))[0] == 303
    status, _, pagina = await stuur(anja, f"/console/aanbod/{brink}/plekken", {"plek": "bezet"})
    assert (status, "Er is geen plek meer vrij" in pagina) == (409, True)
    assert "Vol" in await lees(anja, "/console/aanbod?zoek=eetclub")
    assert "Bezet: was 2 →, is nu 3" in await lees(anja, f"/console/aanbod/{brink}")
    await stuur(anja, f"/console/aanbod/{brink}/plekken", {"plek": "vrij"})
    assert (await staat(database, brink)).bezet == 2


async def test_de_bladzijde_zegt_hoeveel_plekken_via_arrangementen_bezet_zijn(
    als: MeldAan, brink: str, database: Database
) -> None:
    anja = await als("anja")
    kenmerk = await nieuwe_intake(database, naam="Riek", postcode="1010AB", van="anja")
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [regel(aanbod_id=brink, bekostiging="algemeen")], budget=False)
    tekst = await lees(anja, f"/console/aanbod/{brink}")
    for deel in ("1 plek vrij, van de 3", "Bezet via arrangementen1", "Bezet, met de hand geteld1"):
        assert deel in tekst
    assert "Plekken1 vrij" in await lees(anja, "/console/aanbod?vrij=ja")
    await stuur(anja, f"/console/aanbod/{brink}/plekken", {"plek": "bezet"})
    assert "Een plek bezet" not in await lees(anja, f"/console/aanbod/{brink}")
    assert "Eetclub" not in await lees(anja, "/console/aanbod?vrij=ja")
    assert (await stuur(anja, f"/console/aanbod/{brink}/plekken", {"plek": "bezet"}))[0] == 409
    formulier = {**FORMULIER, "versie": "2", "plekken": "1"}
    status, _, pagina = await stuur(anja, f"/console/aanbod/{brink}", formulier)
    assert (status, 'id="fout-plekken"' in pagina) == (400, True)
    assert "Daarvan is er 1 bezet via een arrangement." in pagina


@pytest.mark.parametrize("pad", ["", "/formulier"])
async def test_wat_niet_bestaat_wordt_niet_gevonden(als: MeldAan, pad: str) -> None:
    assert (await (await als("anja")).get(f"/console/aanbod/nergens{pad}")).status == 404


async def test_niets_gevonden_zegt_wat_u_kunt_doen(als: MeldAan, brink: str) -> None:
    tekst = await lees(await als("anja"), "/console/aanbod?zoek=onbestaanbaar&leefgebied=onzin")
    assert "Er is niets gevonden" in tekst
    assert "Zoek ook in wat gestopt is" in tekst


async def upload(client: Client, inhoud: bytes, naam: str = "kaart.csv") -> tuple[int, str]:
    velden = FormData([("csrf", await csrf_van(client, "/console/account"))])
    velden.add_field("bestand", inhoud, filename=naam)
    antwoord = await client.post("/console/aanbod/bestand/proef", data=velden)
    return antwoord.status, await antwoord.text()


INHOUD = re.compile(r'name="inhoud" value="([^"]+)"')


async def test_een_bestand_wordt_eerst_getoond_en_dan_ingelezen(als: MeldAan, database: Database) -> None:
    await vul_aanbod(database, 60, wijken=("noord", "zuid"), partijen=())
    anja = await als("anja")
    csv = await (await anja.get("/console/aanbod/sociale-kaart.csv")).read()
    status, pagina = await upload(anja, csv.replace(b"Eetclub", b"Eettafel"))
    assert (status, "Er is nog niets bewaard" in pagina) == (200, True)
    gevonden = INHOUD.search(pagina)
    assert gevonden is not None
    async with database.lees() as session:
        assert await session.scalar(select(Aanbod.id).where(Aanbod.naam.contains("Eettafel"))) is None
    status, heen, _ = await stuur(anja, "/console/aanbod/bestand", {"inhoud": html.unescape(gevonden.group(1))})
    assert (status, heen.startswith("/console/aanbod/bestand?nieuw=0&veranderd=")) == (303, True)
    assert "0 nieuw" in await lees(anja, heen)
    assert "Eettafel de" in await lees(anja, "/console/aanbod?zoek=eettafel")


async def test_een_fout_in_het_bestand_houdt_het_inlezen_tegen(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    kop = "naam;vorm;bekostiging;leefgebieden\n"
    status, pagina = await upload(
        anja, f"{kop}<b>Soos</b>;informeel;informeel;contact\nFout;tover;wmo;koken\n".encode()
    )
    assert (status, INHOUD.search(pagina)) == (400, None)
    assert "&lt;b&gt;Soos&lt;/b&gt;" in pagina
    assert "koken" in pagina
    for inhoud in ("", "%%%", "AAAA"):
        status, _, pagina = await stuur(anja, "/console/aanbod/bestand", {"inhoud": inhoud})
        assert (status, "kwam niet goed aan" in pagina or "leeg" in pagina) == (400, True)
    assert (await upload(anja, b"", ""))[0] == 400
    async with database.lees() as session:
        assert await session.scalar(select(Aanbod.id)) is None


async def test_een_klein_bestand_wordt_nooit_een_groot(als: MeldAan, database: Database) -> None:
    from loket_backend.console.aanbod_bestand import _pak_in

    bom = _pak_in(b" " * (inlezen.MAX_BYTES * 4))
    assert len(bom) < 50_000
    status, _, pagina = await stuur(await als("anja"), "/console/aanbod/bestand", {"inhoud": bom})
    assert (status, "te groot" in pagina) == (400, True)


async def test_hsds_is_te_downloaden(als: MeldAan, brink: str) -> None:
    antwoord = await (await als("anja")).get("/console/aanbod/sociale-kaart.json")
    assert antwoord.content_type == "application/json"
    assert antwoord.headers["Content-Disposition"].startswith('attachment; filename="sociale-kaart-')
    assert [service["name"] for service in (await antwoord.json())["contents"]] == ["Eetclub de Brink"]


async def test_partijen_worden_toegevoegd_en_veranderd(als: MeldAan, brink: str, database: Database) -> None:
    gerda = await als("gerda")
    gegeven = {"naam": "Zilver Polis", "soort": "zorgverzekeraar", "betaalt_voor": ["zvw", "wijkbudget"]}
    assert (await stuur(gerda, "/console/partijen", gegeven))[0] == 303
    tekst = await lees(gerda, "/console/partijen")
    assert "Budget van de wijk, Zvw" in tekst
    assert "1 keer aanbod van Ons Dorp" in tekst
    anders = {**gegeven, "naam": "Zilver", "levert": "ja", "versie": "1"}
    assert (await stuur(gerda, "/console/partijen/zilver-polis", anders))[0] == 303
    async with database.lees() as session:
        partij = await session.get_one(Partij, "zilver-polis")
        assert (partij.naam, partij.levert, partij.actief) == ("Zilver", True, False)
    assert "Doet niet meer mee" in await lees(gerda, "/console/partijen")
    assert (await stuur(gerda, "/console/partijen/zilver-polis", anders))[0] == 409


async def test_een_partij_met_fouten_of_een_dubbele_naam_wordt_geweigerd(als: MeldAan, brink: str) -> None:
    gerda = await als("gerda")
    status, _, pagina = await stuur(
        gerda, "/console/partijen", {"naam": "ons  dorp", "soort": "x", "betaalt_voor": "informeel"}
    )
    assert status == 400
    assert set(re.findall(r'id="fout-(\w+)"', pagina)) == {"naam", "soort", "betaalt_voor"}
    assert (await gerda.get("/console/partijen/nergens")).status == 404


async def test_bij_wat_nodig_is_staat_aanbod_met_redenen(als: MeldAan, database: Database, mensen: None) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    async with database.schrijf() as session:
        await maak_aanbod(session, "Washulp", ("huishouden",), ("noord",), plekken=4, bezet=1, alleen_leden=True)
        await maak_aanbod(
            session, "Oude wasserij", ("huishouden",), gecontroleerd_op=date(2020, 1, 1), plekken=1, bezet=1
        )
        await maak_aanbod(session, "Ver weg", ("huishouden",), ("zuid",))
        await maak_aanbod(session, "Wandelclub", ("contact",))
    anja = await als("anja")
    tekst = (
        (await lees(anja, f"/console/intakes/{kenmerk}"))
        .split("Om over te praten met de inwoner")[1]
        .split("Zoek verder")[0]
    )
    reden = "voor huishouden, in Noord, 3 plekken vrij, alleen voor leden van de coöperatie"
    assert f"Informeel: {reden}" in tekst
    assert "Oude wasserij Vol Opnieuw nakijken" in tekst
    assert "Ver weg" not in tekst
    assert "Wandelclub" not in tekst


async def test_aanbod_met_plek_gaat_met_wat_er_gezegd_is_naar_het_arrangement(
    als: MeldAan, database: Database, mensen: None
) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    async with database.schrijf() as session:
        for naam, vrij in (("Washulp", 1), ("Volle washulp", 0)):
            await maak_aanbod(session, naam, ("huishouden",), plekken=1, bezet=1 - vrij)
    anja = await als("anja")
    pagina = html.unescape(await (await anja.get(f"/console/intakes/{kenmerk}")).text())
    naar = re.findall(r'href="(\S+/arrangement/regels/nieuw\?aanbod=\S+)"', pagina)
    assert len(naar) == 1
    formulier = html.unescape(await (await anja.get(naar[0])).text())
    assert 'value="Washulp"' in formulier
    assert formulier.count("de was lukt niet meer") == 2  # above the form, and as what the help is for


async def test_het_blok_kost_twee_vragen_hoeveel_er_ook_is(database: Database, mensen: None) -> None:
    from loket_backend.console import aanbod_suggesties
    from loket_backend.console.gebruiker import Gebruiker
    from loket_backend.intake.models import Intake

    kenmerk = await nieuwe_intake(database, van="anja")
    await vul_aanbod(database, 300, wijken=("noord",), partijen=())
    vragen: list[str] = []
    async with database.lees() as session:
        intake = await session.get_one(Intake, kenmerk)
        event.listen(database.lezer.sync_engine, "before_cursor_execute", lambda *delen: vragen.append(delen[2]))
        blok = await aanbod_suggesties.blok(session, Gebruiker("anja", "Anja", "medewerker"), intake)
    assert [(b.leefgebied, b.gezegd) for b in blok["aanbod_bij"]] == [("huishouden", ["de was lukt niet meer"])]
    assert len(blok["aanbod_bij"][0].suggesties) == 5
    assert len(vragen) == 2
