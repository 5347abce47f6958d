"""The arrangement behind a code, as a page and as PDF, with what happened to it since; and what somebody with a wrong code reads."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from loket_backend.app import maak_app
from loket_backend.arrangement import dienst, leescode, voorleggen
from loket_backend.db import Database
from loket_backend.gesprek.hub import HUB
from loket_backend.intake import workflow
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.settings import Settings
from tests.data import gif
from tests.data.aanvallen import AANVALLEN, gevaar
from tests.loket.gesprek.pdf import tekst as pdf_tekst
from tests.loket.hulp import NepRasa
from tests.samenhulp import maak_arrangement, maak_dossier, regel

XSS = "<script>alert(1)</script>"


@pytest.fixture
async def bezoeker(database_url: str, tmp_path: Path) -> AsyncIterator[TestClient[Any, Any]]:
    settings = Settings(
        data=str(tmp_path), database_url=database_url, geheim="geheim", adres_buiten="https://loket.example/"
    )
    async with TestClient(TestServer(maak_app(settings, lambda *_: NepRasa()))) as client:
        yield client


@pytest.fixture
def database(bezoeker: TestClient[Any, Any]) -> Database:
    return bezoeker.app[HUB].database  # type: ignore[no-any-return]


async def leg_voor(database: Database, kenmerk: str, wat: str) -> tuple[int, str]:
    """The id of a fresh version that the resident has, and the address of its page."""
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [regel(wat, bekostiging="wmo", doel=XSS)], geldt=False)
        intake, laatste = await workflow.vergrendel(session, kenmerk), await dienst.laatste(session, kenmerk)
        assert laatste is not None
        versie = await voorleggen.leg_voor(session, intake, laatste.nummer, "anja", Weg("papier", "geen chat"), ())
        return versie.id, f"/arrangement/{await leescode.maak(session, versie.id)}"


async def zeg_ja(database: Database, kenmerk: str, versie_id: int) -> None:
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await dienst.reageer(session, intake, versie_id, Antwoord("akkoord", "ja", "papier", "anja"))


async def lees(bezoeker: TestClient[Any, Any], adres: str) -> str:
    antwoord = await bezoeker.get(adres)
    assert antwoord.status == 200
    assert antwoord.headers["Cache-Control"] == "no-store"
    return await antwoord.text()


async def test_de_inwoner_leest_de_afspraken_en_hoe_het_ermee_staat(
    bezoeker: TestClient[Any, Any], database: Database
) -> None:
    kenmerk = await maak_dossier(database)
    eerste, adres = await leg_voor(database, kenmerk, "Hulp bij het schoonmaken")
    tekst = await lees(bezoeker, adres)
    assert "Onze afspraken over hulp" in tekst
    assert "Hulp bij het schoonmaken" in tekst
    assert "Wilt u iets anders?" in tekst
    assert "<script>alert" not in tekst
    await zeg_ja(database, kenmerk, eerste)
    assert "dat deze afspraken goed zijn" in await lees(bezoeker, adres)
    _, nieuwer = await leg_voor(database, kenmerk, "Meer hulp")
    assert "Er zijn al nieuwe afspraken" in await lees(bezoeker, adres)
    assert "Meer hulp" in await lees(bezoeker, nieuwer)
    async with database.schrijf() as session:
        await dienst.eindig(session, await workflow.vergrendel(session, kenmerk), "anja", "verhuisd")
    assert "gelden niet meer" in await lees(bezoeker, nieuwer)


async def test_geen_aanval_in_wat_de_inwoner_leest_is_meer_dan_tekst(
    bezoeker: TestClient[Any, Any], database: Database
) -> None:
    """In every word of the paper: also those that the medewerker does not type."""
    _, adres = await leg_voor(database, await maak_dossier(database), "Hulp bij het schoonmaken")
    eigen = gevaar(await lees(bezoeker, adres))  # its icon, and the address of its PDF
    async with database.schrijf() as session:
        assert "[arrangementversie.blad]" in await gif.vergiftig(session)
    tekst = await lees(bezoeker, adres)
    assert "[arrangementversie.blad]" in tekst
    assert gevaar(tekst) == eigen
    assert [aanval for aanval in AANVALLEN if "<" in aanval and aanval in tekst] == []


async def test_de_pdf_zegt_hetzelfde(bezoeker: TestClient[Any, Any], database: Database) -> None:
    kenmerk = await maak_dossier(database)
    _, adres = await leg_voor(database, kenmerk, "Hulp bij het schoonmaken")
    antwoord = await bezoeker.get(f"{adres}.pdf")
    assert (antwoord.status, antwoord.content_type) == (200, "application/pdf")
    assert f"afspraken-{kenmerk}-1.pdf" in antwoord.headers["Content-Disposition"]
    gelezen = re.sub(r"\s", "", pdf_tekst(await antwoord.read()))
    assert "Hulpbijhetschoonmaken" in gelezen
    assert "BesteRiek," in gelezen


@pytest.mark.parametrize("pad", ["/arrangement/bestaat-niet", "/arrangement/x.pdf"])
async def test_een_code_die_er_niet_is_zegt_wat_je_kunt_doen(bezoeker: TestClient[Any, Any], pad: str) -> None:
    antwoord = await bezoeker.get(pad)
    assert antwoord.status == 404
    assert "Deze link werkt niet meer" in await antwoord.text()


async def test_een_code_van_het_een_opent_niet_het_ander(bezoeker: TestClient[Any, Any], database: Database) -> None:
    _, adres = await leg_voor(database, await maak_dossier(database), "Hulp")
    for soort in ("gespreksverslag", "bevestiging"):
        assert (await bezoeker.get(adres.replace("/arrangement/", f"/{soort}/"))).status == 404
