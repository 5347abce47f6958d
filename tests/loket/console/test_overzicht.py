"""The page and its downloads."""

from __future__ import annotations

import csv
import io
import re

import pytest

from loket_backend.console.overzicht import FIGUREN
from loket_backend.db import Database
from loket_backend.gesprek.models import BOT, MENS
from loket_backend.toewijzing.models import Wijk

from .conftest import Client, MeldAan
from .overzicht_hulp import Verhaal, op, vertel

MAART = {"periode": "eigen", "van": "2026-03-01", "tot": "2026-03-31"}
WAS = ("huishouden", "nodig")
BOOS = '=HYPERLINK("http://x")<script>alert(1)</script>'


@pytest.fixture
async def maart(database: Database, mensen: None) -> None:
    """20 people in zuid, 3 in noord, 6 in a wijk with an evil name; 4 who left."""
    async with database.schrijf() as session:
        session.add(Wijk(id="boos", naam=BOOS))
        for wijk, aantal in (("zuid", 20), ("noord", 3), ("boos", 6)):
            await vertel(
                session, Verhaal(op(3), ingediend=op(3), wijk=wijk, uitspraken=[WAS], vragen=["akkoord"]), aantal
            )
        await vertel(session, Verhaal(op(3), vragen=["kan"], wissels=[(BOT, MENS, "opgepakt", 1)]), 4)


async def pagina(client: Client, **vraag: str) -> str:
    antwoord = await client.get("/console/overzicht", params={**MAART, **vraag})
    assert antwoord.status == 200
    return await antwoord.text()


async def download(client: Client, figuur: str, **vraag: str) -> list[list[str]]:
    antwoord = await client.get(f"/console/overzicht/{figuur}.csv", params={**MAART, **vraag})
    assert antwoord.status == 200
    assert antwoord.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord.headers["Content-Disposition"] == f'attachment; filename="{figuur}_2026-03-01_2026-03-31.csv"'
    inhoud = (await antwoord.read()).decode("utf-8")
    assert inhoud[0] == "\ufeff"
    return list(csv.reader(io.StringIO(inhoud[1:], newline=""), delimiter=";"))


@pytest.mark.parametrize("wie", ["anja", "ben"])
@pytest.mark.parametrize("pad", ["/console/overzicht", "/console/overzicht/instroom.csv"])
async def test_alleen_de_coordinator_ziet_het_overzicht(als: MeldAan, wie: str, pad: str) -> None:
    client = await als(wie)
    assert (await client.get(pad)).status == 403
    assert "/console/overzicht" not in await (await client.get("/console/inloggen")).text()


async def test_elke_figuur_heeft_een_zin_een_grafiek_en_een_tabel(als: MeldAan, maart: None) -> None:
    tekst = await pagina(await als("gerda"))
    for sleutel in FIGUREN:
        deel = tekst.split(f'aria-labelledby="{sleutel}"')[1].split("</section>")[0]
        assert "figuur-zin" in deel
        assert f'aria-labelledby="{sleutel}-titel {sleutel}-tekst"' in deel
        assert '<th scope="row"' in deel
    assert len(re.findall(r"<h1", tekst)) == 1
    nummers = re.findall(r'\sid="([^"]+)"', tekst)
    assert len(nummers) == len(set(nummers))


async def test_de_pagina_heeft_geen_stijl_of_script_erin(als: MeldAan, maart: None) -> None:
    tekst = await pagina(await als("gerda"))
    assert not re.search(r"<style|\sstyle=|<script>|\son[a-z]+=", tekst)


async def test_er_staat_niemand_met_naam_of_kenmerk_op(als: MeldAan, maart: None) -> None:
    gerda = await als("gerda")
    alles = await pagina(gerda) + str([await download(gerda, figuur) for figuur in FIGUREN])
    assert "Riek" not in alles
    assert "2026-g" not in alles
    assert "geheim" not in alles


async def test_een_naam_van_een_wijk_is_nooit_opmaak(als: MeldAan, maart: None) -> None:
    assert "<script>alert" not in await pagina(await als("gerda"))


async def test_een_naam_van_een_wijk_is_nooit_een_formule(als: MeldAan, maart: None) -> None:
    koppen = (await download(await als("gerda"), "wijken"))[0]
    assert f"'{BOOS}" in koppen
    assert not [kop for kop in koppen if kop.startswith("=")]


async def test_een_kleine_groep_staat_nergens_als_getal(als: MeldAan, maart: None) -> None:
    """3 in noord: not in the table, the chart, the sentence or the file, and not by taking the others off the total of 29."""
    gerda = await als("gerda")
    noord, alle = await pagina(gerda, wijk="noord"), await pagina(gerda)
    assert not re.search(r'<td[^>]*>3<|font-weight="700">3<|\b3 (gesprekken|meldingen)', noord + alle)
    assert "minder dan 5" in noord
    for wijk, verwacht in (("noord", "minder dan 5"), ("boos", "niet getoond"), ("zuid", "20"), ("", "29")):
        samen = (await download(gerda, "termijnen", wijk=wijk))[-1]
        assert samen == ["Samen", verwacht]
    huishouden = (await download(gerda, "wijken"))[1]
    assert sorted(huishouden) == sorted(["Huishouden", "minder dan 5", "niet getoond", "20", "0", "29"])


async def test_het_bestand_zegt_wat_de_pagina_zegt(als: MeldAan, maart: None) -> None:
    gerda = await als("gerda")
    for figuur in FIGUREN:
        deel = (await pagina(gerda)).split(f'aria-labelledby="{figuur}"')[1].split("</section>")[0]
        cellen = [re.sub(r"^'", "", cel) for rij in await download(gerda, figuur) for cel in rij]
        kaal = deel.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
        assert all(f">{cel or '–'}<" in kaal for cel in cellen)


async def test_wat_er_niet_is_geeft_een_404(als: MeldAan) -> None:
    assert (await (await als("gerda")).get("/console/overzicht/namen.csv", params=MAART)).status == 404


async def test_een_periode_die_niet_kan_komt_terug_zoals_hij_was(als: MeldAan) -> None:
    gerda = await als("gerda")
    vraag = {"periode": "eigen", "van": "2026-03-05", "tot": "2026-03-01", "wijk": "zuid"}
    antwoord = await gerda.get("/console/overzicht", params=vraag)
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert "Kies een laatste dag die na de eerste komt." in tekst
    assert 'value="2026-03-05"' in tekst
    assert '<option value="zuid" selected>' in tekst
    assert 'aria-invalid="true"' in tekst
    assert (await gerda.get("/console/overzicht/instroom.csv", params=vraag)).status == 400


async def test_een_wijk_die_er_niet_is_is_het_hele_loket(als: MeldAan, maart: None) -> None:
    assert "alle wijken" in await pagina(await als("gerda"), wijk="atlantis")


async def test_een_keuze_blijft_staan_en_gaat_mee_naar_het_bestand(als: MeldAan, maart: None) -> None:
    tekst = await pagina(await als("gerda"), wijk="zuid")
    assert '<option value="zuid" selected>' in tekst
    assert "periode=eigen&amp;van=2026-03-01&amp;tot=2026-03-31&amp;wijk=zuid" in tekst
