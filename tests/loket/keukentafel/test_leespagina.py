"""What a resident reads behind a code: the verslag and the confirmation, as a page and as PDF; and what nobody else reads."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import update

from loket_backend.app import maak_app
from loket_backend.db import Database
from loket_backend.gesprek.beurt import Beurten
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.models import SYSTEEM
from loket_backend.gesprek.wekker import Wekker
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.keukentafel import bevestiging, leescode
from loket_backend.keukentafel.bladopmaak import Rand, als_pagina, als_pdf
from loket_backend.keukentafel.gespreksverslag_models import Leescode
from loket_backend.keukentafel.gespreksverslag_sjabloon import Loket
from loket_backend.settings import Settings
from loket_backend.tijd import nu
from tests.loket.gesprek.pdf import tekst as pdf_tekst
from tests.loket.hulp import TEKSTEN, NepRasa, begin, concept, lees, maak_hub, stuur, tot_rust, van, vul_gemeente

from .verslaghulp import Dossier

XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ADRES = re.compile(r"https://loket\.example(/\w+/[\w-]+)")
LOKET = Loket("Het loket", "0528 12 34 56", "https://loket.example")


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


async def adres(dossier: Dossier) -> str:
    """The last address that the chat gave."""
    return next(m[1] for b in reversed(await dossier.berichten()) if (m := ADRES.search(b.tekst)))


async def test_de_inwoner_leest_het_hele_verslag(bezoeker: TestClient[Any, Any], database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft(doet_loket="Anja belt de buurvrouw.")
    antwoord = await bezoeker.get(await adres(dossier))
    tekst = await antwoord.text()
    assert antwoord.status == 200
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert "script" not in antwoord.headers["Content-Security-Policy"]
    assert tekst.index("de was lukt niet meer") < tekst.index("Anja belt de buurvrouw.") < tekst.index("bezwaar")
    assert '<html lang="nl">' in tekst
    assert not re.search(r"<script|<style|style=| on\w+=", tekst)
    await dossier.zegt("klopt")
    assert "dat dit verslag klopt" in await (await bezoeker.get(await adres(dossier))).text()


async def test_een_nieuw_verslag_laat_het_eerdere_zien_als_eerder(
    bezoeker: TestClient[Any, Any], database: Database
) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft(doet_loket="De eerste afspraak.")
    eerste = await adres(dossier)
    await dossier.schrijft(doet_loket="De tweede afspraak.")
    tekst = await (await bezoeker.get(eerste)).text()
    assert "De eerste afspraak." in tekst
    assert "De tweede afspraak." not in tekst
    assert "Er is al een nieuw verslag" in tekst


async def test_het_verslag_als_pdf_heeft_taal_titel_koppen_en_alle_woorden(
    bezoeker: TestClient[Any, Any], database: Database
) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft(doet_loket="Anja belt de buurvrouw.\n#panic(1) *niet vet*")
    antwoord = await bezoeker.get(f"{await adres(dossier)}.pdf")
    pdf = await antwoord.read()
    assert antwoord.content_type == "application/pdf"
    catalogus = re.search(rb"/Type/Catalog.*?endobj", pdf, re.DOTALL)
    assert catalogus
    for kenmerk in (b"/StructTreeRoot", b"/Lang(nl", b"/MarkInfo<</Marked true", b"/DisplayDocTitle true"):
        assert kenmerk in catalogus[0]
    assert b"/Title(Verslag van uw gesprek)" in pdf
    assert re.search(rb"/S/H1\b", pdf)
    assert re.search(rb"/S/H2\b", pdf)
    gelezen = re.sub(r"\s", "", pdf_tekst(pdf))
    for deel in (
        "dewasluktnietmeer",
        "Anjabeltdebuurvrouw.",
        "#panic(1)*nietvet*",
        "cliëntondersteuning",
        dossier.kenmerk,
    ):
        assert deel in gelezen


@pytest.mark.parametrize(
    "pad", ["/gespreksverslag/bestaat-niet", "/bevestiging/bestaat-niet", "/gespreksverslag/x.pdf"]
)
async def test_een_code_die_er_niet_is_zegt_wat_je_kunt_doen(bezoeker: TestClient[Any, Any], pad: str) -> None:
    antwoord = await bezoeker.get(pad)
    assert antwoord.status == 404
    assert "Deze link werkt niet meer" in await antwoord.text()


async def test_een_oude_code_en_een_code_van_iets_anders_openen_niets(
    bezoeker: TestClient[Any, Any], database: Database
) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    goed = await adres(dossier)
    assert (await bezoeker.get(goed.replace("/gespreksverslag/", "/bevestiging/"))).status == 404
    assert (await bezoeker.get(goed.replace("/gespreksverslag/", "/verslag/"))).status == 404
    async with database.schrijf() as session:
        await session.execute(update(Leescode).values(geldig_tot=nu() - timedelta(seconds=1)))
    for einde in ("", ".pdf"):
        assert (await bezoeker.get(goed + einde)).status == 404


async def test_een_code_staat_nergens_leesbaar_en_er_zijn_er_niet_eindeloos_veel(database: Database) -> None:
    dossier = await Dossier.begin(database)
    versie = await dossier.schrijft()
    async with database.schrijf() as session:
        codes = [await leescode.maak(session, dossier.kenmerk, versie.id) for _ in range(leescode.TEGELIJK + 5)]
    async with database.lees() as session:
        bewaard = {rij.hash for rij in await session.scalars(select_codes())}
    assert len(bewaard) == leescode.TEGELIJK
    assert not bewaard & set(codes)


def select_codes() -> Any:
    from sqlalchemy import select

    return select(Leescode)


async def test_wat_iemand_typt_is_nooit_opmaak(bezoeker: TestClient[Any, Any], database: Database) -> None:
    dossier = await Dossier.begin(database, hulpvraag=XSS)
    await dossier.schrijft(doet_loket=XSS, behoeften=XSS)
    tekst = await (await bezoeker.get(await adres(dossier))).text()
    assert tekst.count("&lt;script&gt;") == 3
    assert "<script" not in tekst
    assert "<img" not in tekst


async def test_direct_na_het_versturen_staat_de_bevestiging_klaar(
    bezoeker: TestClient[Any, Any], database: Database
) -> None:
    """In the transaction in which the turn ends, once; a later turn says nothing of it."""
    await vul_gemeente(database)
    hub = maak_hub(database, NepRasa())
    hub.werker._beurten = Beurten(database, NepRasa(), TEKSTEN, Wekker(), timedelta(60), bevestiging.meld)
    gesprek_id = await begin(hub)
    async with database.schrijf() as session:
        inhoud = ConceptInhoud.model_validate(concept(hulpvraag="de was lukt niet", naam="Riek", postcode="7913AA"))
        await service.bewaar_concept(session, gesprek_id, 4, inhoud)
        intake = await service.dien_in(session, gesprek_id, 4)
    await stuur(hub, gesprek_id, "ja, dat klopt")
    await tot_rust(hub, gesprek_id)
    stand = await lees(hub, gesprek_id)
    gezegd = van(stand, SYSTEEM)
    assert len(gezegd) == 1
    assert stand["berichten"][-1]["afzender"] == "bot"  # what can be answered stands last, with its buttons
    pad = ADRES.search(gezegd[0])
    assert pad is not None
    tekst = await (await bezoeker.get(pad[1])).text()
    for deel in (intake.kenmerk, "Anja Mulder, Dorpsregisseur", "de was lukt niet", "uiterlijk", "cliëntondersteuning"):
        assert deel in tekst
    pdf = await (await bezoeker.get(f"{pad[1]}.pdf")).read()
    assert b"/Title(Bevestiging van uw melding)" in pdf
    await stuur(hub, gesprek_id, "dank u")
    await tot_rust(hub, gesprek_id)
    assert len(van(await lees(hub, gesprek_id), SYSTEEM)) == 1
    await hub.werker.stop()


async def test_zonder_medewerker_zegt_de_bevestiging_dat_eerlijk(database: Database) -> None:
    dossier = await Dossier.begin(database)
    async with database.schrijf() as session:
        intake = await session.merge(await dossier.intake())
        intake.medewerker_id = None
        papier = await bevestiging.maak(session, intake)
    assert ("Vaste medewerker", "Het loket zoekt iemand en laat u weten wie.") in papier.feiten
    data = next(s for s in papier.stukken if s.sleutel == "data")
    assert [("art." in a.tekst) for a in data.alineas] == [True, True]


def test_zonder_papier_zegt_de_bladzijde_dat_de_link_oud_is() -> None:
    assert "Deze link werkt niet meer" in als_pagina(None, Rand(), LOKET)


async def test_geen_teken_houdt_de_pdf_tegen(database: Database) -> None:
    dossier = await Dossier.begin(database, hulpvraag="😀 مرحبا \U00012000 voor")
    async with database.lees() as session:
        papier = await bevestiging.maak(session, await dossier.intake())
    assert b"/StructTreeRoot" in als_pdf(papier, Rand(), LOKET)
