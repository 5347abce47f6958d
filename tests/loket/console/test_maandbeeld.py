"""The page of the maandbeeld and its downloads."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from pypdf import PdfReader

from loket_backend.console.maandbeeld_figuren import FIGUREN, vergelijk
from loket_backend.db import Database
from loket_backend.maandbeeld.beeld import GELDIG
from loket_backend.maandbeeld.begrip import begrippen
from loket_backend.maandbeeld.maanden import Maand
from loket_backend.onderdrukking import Verborgen
from loket_backend.toewijzing.models import Wijk

from ..klok import NepKlok
from ..maandbeeld import hulp
from ..maandbeeld.hulp import op
from .conftest import Client, MeldAan

APRIL = {"maand": "2026-04"}
BOOS = "=HYPERLINK(1)<script>alert(1)</script>"


@pytest.fixture
async def april(database: Database, mensen: None, monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    """On 4 May 2026: 20 dossiers in zuid and 3 in noord with two lines in force since March; in April 6 more in zuid."""
    klok = NepKlok(monkeypatch, op(5, 4))
    async with database.schrijf() as session:
        session.add(Wijk(id="boos", naam=BOOS))
        await session.flush()
        budget = await hulp.budget(session, "zuid")
        await hulp.boek(session, budget, "inleg", 50_000_00, op(1, 2))
        for wijk, aantal, begin in (("zuid", 20, op(3, 2)), ("noord", 3, op(3, 2)), ("zuid", 6, op(4, 2))):
            for _ in range(aantal):
                kenmerk = await hulp.dossier(session, wijk, begin - timedelta(days=10), ("kan", "wil", "nodig"))
                regels = hulp.regel("informeel", 0), hulp.regel("individueel", 100_000)
                versie = await hulp.geldt(session, kenmerk, begin, None, *regels)
                await hulp.vindt(session, kenmerk, versie, op(4, 20), "ja", "beetje")
                if wijk == "zuid":
                    await hulp.boek(session, budget, "toezegging", 1000_00, begin, kenmerk)
                    await hulp.verwacht(session, budget, 1000_00, begin, kenmerk)
    return klok


async def pagina(client: Client, **vraag: str) -> str:
    antwoord = await client.get("/console/maandbeeld", params={**APRIL, **vraag})
    assert antwoord.status == 200
    return await antwoord.text()


async def download(client: Client, figuur: str, **vraag: str) -> list[list[str]]:
    antwoord = await client.get(f"/console/maandbeeld/{figuur}.csv", params={**APRIL, **vraag})
    assert antwoord.status == 200
    assert antwoord.headers["Content-Disposition"] == f'attachment; filename="maandbeeld_{figuur}_2026-04.csv"'
    inhoud = (await antwoord.read()).decode("utf-8")
    return list(csv.reader(io.StringIO(inhoud[1:], newline=""), delimiter=";"))


def kaal(pagina: str) -> str:
    return pagina.replace("&#39;", "'").replace("\u00a0", " ")


@pytest.mark.parametrize("wie", ["anja", "ben"])
@pytest.mark.parametrize("pad", ["", "/vormen.csv", ".pdf"])
async def test_alleen_wie_zich_verantwoordt_ziet_het_maandbeeld(als: MeldAan, wie: str, pad: str) -> None:
    client = await als(wie)
    assert (await client.get(f"/console/maandbeeld{pad}")).status == 403
    assert "/console/maandbeeld" not in await (await client.get("/console/account")).text()


async def test_elke_figuur_heeft_een_zin_een_grafiek_een_tabel_en_uitleg(als: MeldAan, april: NepKlok) -> None:
    gerda = await als("gerda")
    tekst = await pagina(gerda)
    assert set(begrippen()) == set(FIGUREN)
    for sleutel in FIGUREN:
        deel = tekst.split(f'aria-labelledby="{sleutel}"')[1].split("</section>")[0]
        assert f'aria-labelledby="{sleutel}-titel {sleutel}-tekst"' in deel
        assert '<th scope="row"' in deel
        assert f"Bron: {begrippen()[sleutel].bron}" in deel
        assert f"/console/maandbeeld/{sleutel}.csv?maand=2026-04&amp;maanden=12&amp;wijk=%2A" in deel
    assert len(re.findall(r"<h1", tekst)) == 1
    nummers = re.findall(r'\sid="([^"]+)"', tekst)
    assert len(nummers) == len(set(nummers))
    assert not re.search(r"<style|\sstyle=|<script>|\son[a-z]+=", tekst)
    assert 'href="/console/maandbeeld" aria-current="page"' in tekst


async def test_de_getallen_kloppen_en_de_maand_ervoor_staat_ernaast(als: MeldAan, april: NepKlok) -> None:
    gerda = await als("gerda")
    tekst = kaal(await pagina(gerda))
    assert "Er gelden 58 regels. Dat is 12 meer dan in maart 2026." in tekst
    assert "De hulp kost naar schatting € 29.000 per jaar. Dat is € 6.000 meer dan in maart 2026." in tekst
    assert "29 antwoorden zeggen: ja, het hielp, van 29 antwoorden." in tekst
    assert (await download(gerda, "vormen"))[-2:] == [
        ["maart 2026", "23", "0", "0", "23", "46"],
        ["april 2026", "29", "0", "0", "29", "58"],
    ]
    geld = await download(gerda, "geld", wijk="zuid")
    assert geld[-2:] == [["maart 2026", "50000", "20000", "0", "20000"], ["april 2026", "50000", "26000", "0", "26000"]]
    assert "Tot en met april 2026 is € 0 uitgegeven." in tekst


async def test_een_kleine_wijk_staat_nergens_als_getal(als: MeldAan, april: NepKlok) -> None:
    """3 dossiers with 6 lines in noord: not there, and not by taking the other wijken off the total."""
    gerda = await als("gerda")
    noord, zuid, alle = [(await download(gerda, "vormen", wijk=wijk))[-1] for wijk in ("noord", "zuid", "*")]
    assert noord == ["april 2026", "minder dan 5", "0", "0", "minder dan 5", "minder dan 5"]
    assert "26" not in zuid
    assert "52" not in zuid
    assert alle[-1] == "58"
    kosten = (await download(gerda, "kosten", wijk="noord"))[-1]
    assert kosten == ["april 2026", "minder dan 5", "0", "0", "minder dan 5", "minder dan 5"]
    assert "minder dan 5 regels" in await pagina(gerda, wijk="noord")


async def test_het_bestand_zegt_wat_de_pagina_zegt(als: MeldAan, april: NepKlok) -> None:
    gerda = await als("gerda")
    tekst = await pagina(gerda, wijk="zuid")
    for figuur in FIGUREN:
        deel = tekst.split(f'aria-labelledby="{figuur}"')[1].split("</section>")[0].replace(".", "")
        cellen = [cel for rij in await download(gerda, figuur, wijk="zuid") for cel in rij]
        assert all(f">{cel.replace('.', '') or '–'}<" in deel for cel in cellen)


async def test_er_staat_niemand_met_naam_of_kenmerk_op(als: MeldAan, april: NepKlok) -> None:
    gerda = await als("gerda")
    alles = await pagina(gerda) + str([await download(gerda, figuur) for figuur in FIGUREN])
    assert "Riek" not in alles
    assert not re.search(r"2026-0\d{5}", alles)


async def test_een_naam_van_een_wijk_is_nooit_opmaak(als: MeldAan, april: NepKlok) -> None:
    assert "<script>alert" not in await pagina(await als("gerda"), wijk="boos")


async def test_het_rapport_is_een_pdf_met_elke_figuur(als: MeldAan, april: NepKlok) -> None:
    antwoord = await (await als("gerda")).get("/console/maandbeeld.pdf", params={**APRIL, "wijk": "zuid"})
    assert antwoord.status == 200
    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="maandbeeld_2026-04.pdf"'
    pdf = PdfReader(io.BytesIO(await antwoord.read()))
    tekst = re.sub(r"\s+", " ", "".join(blad.extract_text() for blad in pdf.pages))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Maandbeeld april 2026: Zuid"
    for begrip in begrippen().values():
        assert begrip.titel in tekst.replace("’", "'")
    assert "Budget (duizend euro)" in tekst  # a label in the first chart: its letters are there
    assert "Riek" not in tekst


@pytest.mark.parametrize("maand", ["2026-13", "2026-06", "gisteren", "1999-01"])
async def test_een_maand_die_niet_kan_zegt_wat_er_mis_is(als: MeldAan, april: NepKlok, maand: str) -> None:
    gerda = await als("gerda")
    antwoord = await gerda.get("/console/maandbeeld", params={"maand": maand, "wijk": "zuid"})
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert "Kies een maand uit de lijst." in tekst
    assert 'aria-invalid="true"' in tekst
    assert '<option value="zuid" selected>' in tekst
    for pad in ("/vormen.csv", ".pdf"):
        assert (await gerda.get(f"/console/maandbeeld{pad}", params={"maand": maand})).status == 400


async def test_zonder_keuze_is_het_de_vorige_maand_en_het_hele_loket(als: MeldAan, april: NepKlok) -> None:
    tekst = await (
        await (await als("gerda")).get("/console/maandbeeld", params={"wijk": "atlantis", "maanden": "7"})
    ).text()
    assert "Maandbeeld van april 2026" in tekst
    assert "U ziet Alle wijken" in tekst
    assert '<option value="12" selected>' in tekst


async def test_wat_er_niet_is_geeft_een_404(als: MeldAan, april: NepKlok) -> None:
    assert (await (await als("gerda")).get("/console/maandbeeld/namen.csv", params=APRIL)).status == 404


async def test_een_beeld_van_net_komt_terug_en_na_een_tijd_een_nieuw(
    als: MeldAan, april: NepKlok, database: Database
) -> None:
    gerda = await als("gerda")
    assert (await download(gerda, "vormen"))[-1][-1] == "58"
    async with database.schrijf() as session:
        for _ in range(5):
            kenmerk = await hulp.dossier(session, "zuid", op(3, 1))
            await hulp.geldt(session, kenmerk, op(3, 2), None, hulp.regel())
    assert (await download(gerda, "vormen"))[-1][-1] == "58"
    april.verstrijk(seconds=GELDIG.total_seconds())
    assert (await download(gerda, "vormen"))[-1][-1] == "63"


def test_vergelijken_gaat_in_woorden() -> None:
    mei = Maand(2026, 5)
    assert vergelijk([3, 3], mei) == "Dat is evenveel als in april 2026."
    assert vergelijk([8, 5], mei) == "Dat is 3 minder dan in april 2026."
    assert vergelijk([1.5, 2.0], mei) == "Dat is 0,5 meer dan in april 2026."
    for cellen in ([Verborgen.KLEIN, 5], [5, Verborgen.EROMHEEN], [None, 5]):
        assert vergelijk(cellen, mei).startswith("Vergelijken met april 2026 kan niet")
    assert vergelijk([5], mei) == ""
