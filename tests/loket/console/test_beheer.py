"""The pages on which a gemeente changes things itself."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestServer

from loket_backend.db import Database
from loket_backend.gesprek.actueel import ACTUEEL
from loket_backend.gesprek.wachten import Balie
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.inrichting import richt_in
from loket_backend.toewijzing.models import Medewerker, Wijk

from .conftest import Client, MeldAan, csrf_van, log_in, nieuwe_intake

BEGIN = "/console/beheer"
VELD = re.compile(r'<(?:input|textarea)[^>]*?name="([^"]+)"([^>]*)>(?:\n?([^<]*)</textarea>)?')
VERSIE = re.compile(r'name="versie" value="(\d+)"')


@pytest.fixture(autouse=True)
def eigen_balie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Balie, "_wachtkamer", Balie.wachtkamer())


async def post(client: Client, pad: str, **gegevens: Any) -> Any:
    csrf = await csrf_van(client, BEGIN)
    paren = [("csrf", csrf)]
    for naam, waarde in gegevens.items():
        paren += [(naam, w) for w in (waarde if isinstance(waarde, list) else [waarde])]
    return await client.post(BEGIN + pad, data=paren, allow_redirects=False)


async def versie(client: Client, pad: str) -> str:
    gevonden = VERSIE.search(await (await client.get(BEGIN + pad)).text())
    assert gevonden is not None
    return gevonden.group(1)


async def pagina(client: Client, pad: str = "") -> str:
    antwoord = await client.get(BEGIN + pad)
    assert antwoord.status == 200
    return await antwoord.text()


MENS = {
    "naam": "Anja",
    "functie": "consulent",
    "rol": "medewerker",
    "login": "anja",
    "wijken": ["noord"],
    "werkdagen": ["maandag"],
    "caseload_max": "40",
}


def maak_te_laat(server: TestServer) -> None:
    assert server.app is not None
    boek = server.app[ACTUEEL].nummers
    oud = boek.basis.nummers["veilig_thuis"]
    oud = oud.model_copy(update={"gecontroleerd_op": vandaag() - timedelta(days=91)})
    boek.basis = boek.nu = boek.basis.met({"veilig_thuis": oud})


async def test_wat_nagekeken_moet_worden_staat_bovenaan_en_in_het_menu(als: MeldAan, server: TestServer) -> None:
    gerda, anja = await als("gerda"), await als("anja")
    assert "na te kijken" not in await pagina(gerda)
    maak_te_laat(server)
    tekst = await pagina(gerda)
    assert 'Beheer <span class="aantal">(1<span class="weg"> na te kijken</span>)' in tekst
    assert tekst.index("Veilig Thuis is voor het laatst nagekeken") < tekst.index("nog geen echt nummer")
    lijst = await pagina(gerda, "/nummers")
    assert lijst.index("Veilig Thuis") < lijst.index("Alarmnummer")
    assert "Te lang geleden" in lijst
    assert "/console/beheer" not in await (await anja.get("/console")).text()
    assert (await post(gerda, "/nummers/veilig_thuis/nagekeken", versie="0")).status == 303
    assert "na te kijken" not in await pagina(gerda)
    assert "Gerda" in await pagina(gerda, "/nummers/veilig_thuis")


async def test_een_nummer_veranderen_werkt_meteen(als: MeldAan, server: TestServer) -> None:
    ben = await als("ben")
    nummer = {"naam": "Veilig Thuis", "nummer": "0800-8000", "tel": "0800 8000", "waarvoor": "geweld"}
    meer = {"wanneer": "altijd", "eigenaar": "Team Wmo", "balk": "Veilig Thuis", "bron": "", "versie": "0"}
    fout = await post(ben, "/nummers/veilig_thuis", **nummer, **meer)
    tekst = await fout.text()
    assert fout.status == 400
    assert 'value="0800-8000"' in tekst
    assert 'aria-describedby="fout-gebeld"' in tekst
    assert (await post(ben, "/nummers/veilig_thuis", **nummer, **meer, gebeld="ja")).status == 303
    assert server.app is not None
    assert "0800-8000 (altijd)" in server.app[ACTUEEL].nummers.hulptekst("geweld")
    te_laat = await post(ben, "/nummers/veilig_thuis", **nummer, **meer, gebeld="ja")
    assert te_laat.status == 409
    assert "Een collega heeft dit intussen veranderd" in await te_laat.text()
    assert (await post(ben, "/nummers/veilig_thuis/teruggezet", versie="1")).status == 303
    assert "0800-2000" in server.app[ACTUEEL].nummers.hulptekst("geweld")


async def test_een_voorbeeld_is_niet_na_te_kijken(als: MeldAan) -> None:
    gerda = await als("gerda")
    antwoord = await post(gerda, "/nummers/huisartsenpost/nagekeken", versie="0")
    assert antwoord.status == 400
    assert "Vul eerst het echte nummer in" in await antwoord.text()


@pytest.mark.parametrize(("dagen", "status"), [("30", 303), ("3", 400), ("veel", 400)])
async def test_hoe_vaak_nakijken_is_in_te_stellen(als: MeldAan, dagen: str, status: int) -> None:
    gerda = await als("gerda")
    antwoord = await post(gerda, "/controletermijn", dagen=dagen)
    assert antwoord.status == status
    tekst = await pagina(gerda, "/nummers") if status == 303 else await antwoord.text()
    assert f'value="{dagen}"' in tekst


UREN = {"maandag": "9-17", "feestdagen_dicht": "ja", "versie": "0"}


async def test_openingstijden_eerst_bekijken_bewaart_niets(als: MeldAan) -> None:
    gerda = await als("gerda")
    alle = {dag: "0-24" for dag in ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")}
    antwoord = await post(gerda, "/openingstijden", **alle, versie="0", bekijk="1")
    tekst = await antwoord.text()
    assert antwoord.status == 200
    assert "Dit gaan inwoners lezen" in tekst
    assert tekst.count("Het loket is nu open") == 3
    assert 'value="0-24"' in tekst
    assert "nog niets veranderd" in await pagina(gerda, "/openingstijden")


async def test_openingstijden_bewaren_werkt_meteen(als: MeldAan) -> None:
    gerda = await als("gerda")
    dag = str(vandaag())
    antwoord = await post(
        gerda,
        "/openingstijden",
        **UREN,
        open_dag=[dag, ""],
        open_tijden=["0-24", ""],
        gesloten_dag="",
        gesloten_reden="",
    )
    assert antwoord.status == 303
    assert "nu open" in Balie.wachtkamer().bereikbaar()
    dicht = {"gesloten_dag": dag, "gesloten_reden": "storing", "versie": "1"}
    assert (await post(gerda, "/openingstijden", **{**UREN, **dicht})).status == 303
    assert "niemand bij het loket" in Balie.wachtkamer().bereikbaar()
    tekst = await pagina(gerda, "/openingstijden")
    assert "storing" in tekst
    assert "Gerda" in tekst
    assert (await post(gerda, "/openingstijden", **UREN)).status == 409


async def test_foute_openingstijden_komen_terug_zoals_ze_getypt_zijn(als: MeldAan) -> None:
    gerda = await als("gerda")
    antwoord = await post(
        gerda, "/openingstijden", maandag="negen", gesloten_dag="2026-12-24", gesloten_reden="", versie="0"
    )
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert 'value="negen"' in tekst
    assert 'value="2026-12-24"' in tekst
    assert 'href="#maandag"' in tekst
    assert 'href="#gesloten-0"' in tekst
    assert tekst.count('name="gesloten_dag"') == 4  # the one that was typed, and three empty ones


async def test_een_wijk_toevoegen_veranderen_en_weghalen(als: MeldAan, database: Database) -> None:
    gerda = await als("gerda")
    fout = await post(gerda, "/wijken", naam="West", postcodes="1099AA-1100ZZ")
    assert fout.status == 400
    assert "van Noord" in await fout.text()
    assert "1099AA-1100ZZ" in await fout.text()
    assert (await post(gerda, "/wijken", naam="West", postcodes="1100AA-1100ZZ")).status == 303
    assert "In West werkt nu niemand" in await pagina(gerda)
    assert (await post(gerda, "/wijken/west", naam="Wést", postcodes="1101AA-1101ZZ", versie="1")).status == 303
    assert "1100AA-1100ZZ" in await pagina(gerda, "/wijken/west")  # in the history
    assert "1101AB hoort bij Wést" in await pagina(gerda, "/wijken?postcode=1101+ab")
    assert "geen enkele wijk" in await pagina(gerda, "/wijken?postcode=1100AA")
    assert (await post(gerda, "/wijken/west/verwijdering", versie="2")).status == 303
    async with database.lees() as session:
        assert await session.get(Wijk, "west") is None


async def test_een_wijk_met_meldingen_kan_niet_weg(als: MeldAan, database: Database) -> None:
    await nieuwe_intake(database)
    gerda = await als("gerda")
    assert "meldingen: 1" in await pagina(gerda, "/wijken/noord")
    antwoord = await post(gerda, "/wijken/noord/verwijdering", versie="0")
    assert antwoord.status == 409
    assert "Noord is nog in gebruik" in await antwoord.text()


async def test_een_nieuwe_medewerker_kan_inloggen_met_het_wachtwoord_dat_een_keer_te_zien_is(
    als: MeldAan, bezoeker: Client
) -> None:
    gerda = await als("gerda")
    antwoord = await post(gerda, "/medewerkers", **{**MENS, "naam": "Dirk Vos", "login": "dirk"})
    assert antwoord.headers["Location"].startswith(f"{BEGIN}/medewerkers/dirk-vos")
    assert "Dirk Vos kan nog niet inloggen" in await pagina(gerda)
    assert (await post(gerda, "/medewerkers/dirk-vos/wachtwoord")).status == 303
    gezien = re.search(r'class="eenmalig">([^<]+)<', await pagina(gerda, "/medewerkers/dirk-vos"))
    assert gezien is not None
    assert "eenmalig" not in await pagina(gerda, "/medewerkers/dirk-vos")
    assert (await log_in(bezoeker, "dirk", gezien.group(1))).status == 303
    assert (await bezoeker.get("/console")).status == 200


async def test_een_fout_formulier_komt_terug_zoals_het_was(als: MeldAan) -> None:
    gerda = await als("gerda")
    antwoord = await post(gerda, "/medewerkers", naam="Dirk", functie="", rol="medewerker", wijken=["zuid"])
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert 'value="Dirk"' in tekst
    assert re.search(r'value="zuid" checked', tekst)
    assert 'href="#functie"' in tekst
    assert 'href="#caseload_max"' in tekst


async def test_wie_inactief_wordt_is_meteen_uitgelogd_en_blijft_dat(als: MeldAan, database: Database) -> None:
    gerda, anja = await als("gerda"), await als("anja")
    assert (await anja.get("/console")).status == 200
    assert (await post(gerda, "/medewerkers/anja", **MENS, versie="0")).status == 303  # without the tick for active
    for actief in (False, True):
        async with database.schrijf() as session:
            (await session.get_one(Medewerker, "anja")).actief = actief
        assert (await anja.get("/console", allow_redirects=False)).status == 303
    assert (await gerda.get("/console")).status == 200


async def test_een_nieuw_wachtwoord_beeindigt_de_sessies_van_die_persoon(als: MeldAan) -> None:
    gerda, anja, bilal = await als("gerda"), await als("anja"), await als("bilal")
    assert (await post(gerda, "/medewerkers/anja/wachtwoord")).status == 303
    assert (await anja.get("/console", allow_redirects=False)).status == 303
    assert (await bilal.get("/console", allow_redirects=False)).status == 200


async def test_wie_open_dossiers_heeft_moet_die_eerst_overdragen(als: MeldAan, database: Database) -> None:
    await nieuwe_intake(database, van="anja")
    gerda = await als("gerda")
    tekst = await pagina(gerda, "/medewerkers/anja")
    assert "open dossiers: 1" in tekst
    assert 'href="/console/caseload"' in tekst
    antwoord = await post(gerda, "/medewerkers/anja", **MENS, versie="0")
    assert antwoord.status == 400
    assert "Draag dat eerst over" in await antwoord.text()
    async with database.lees() as session:
        assert (await session.get_one(Medewerker, "anja")).actief


async def test_de_coordinator_kan_zichzelf_niet_uitsluiten(als: MeldAan) -> None:
    gerda = await als("gerda")
    zelf = {**MENS, "naam": "Gerda", "login": "gerda", "rol": "coordinator", "versie": "0"}
    antwoord = await post(gerda, "/medewerkers/gerda", **zelf)
    assert antwoord.status == 400
    assert "uzelf niet op inactief" in await antwoord.text()
    assert (await post(gerda, "/medewerkers/gerda/wachtwoord")).status == 400
    assert (await gerda.get("/console")).status == 200


async def test_wat_mensen_typen_wordt_nooit_opmaak(als: MeldAan) -> None:
    gerda, kwaad = await als("gerda"), "<script>alert(1)</script>"
    for pad, gegevens in (
        ("/wijken", {"naam": kwaad, "postcodes": kwaad}),
        ("/medewerkers", {**MENS, "naam": kwaad, "functie": kwaad, "login": ""}),
    ):
        antwoord = await post(gerda, pad, **gegevens)
        assert kwaad not in await antwoord.text()
    for pad in ("", "/medewerkers", "/medewerkers/script-alert-1-script", f"/wijken?postcode={kwaad}"):
        assert kwaad not in await pagina(gerda, pad)


async def test_wat_er_niet_is_bestaat_niet(als: MeldAan) -> None:
    gerda = await als("gerda")
    for pad in ("/medewerkers/weg", "/wijken/weg", "/nummers/weg", "/wijken/" + "x" * 60):
        assert (await gerda.get(BEGIN + pad)).status == 404


async def test_de_download_kan_weer_ingelezen_worden(als: MeldAan, database: Database) -> None:
    antwoord = await (await als("ben")).get(f"{BEGIN}/gemeente.yml")
    assert "attachment" in antwoord.headers["Content-Disposition"]
    inhoud = yaml.safe_load(await antwoord.text())
    assert "wachtwoord" not in await antwoord.text()
    async with database.schrijf() as session:
        assert await richt_in(session, inhoud) == (2, 5)


async def test_een_beheerder_krijgt_geen_weg_naar_wat_niet_mag(als: MeldAan, database: Database) -> None:
    await nieuwe_intake(database, van="anja")
    pad = "/console/beheer/medewerkers/anja"
    beheerder, coordinator = [await (await (await als(wie)).get(pad)).text() for wie in ("ben", "gerda")]
    assert "Een coördinator kan dat doen." in beheerder
    assert 'href="/console/caseload"' not in beheerder
    assert 'href="/console/caseload">Naar de caseload' in coordinator


async def test_wie_niets_dagelijks_heeft_vindt_alles_in_het_menu_zelf(als: MeldAan) -> None:
    beheerder, coordinator = [await (await (await als(wie)).get("/console/beheer")).text() for wie in ("ben", "gerda")]
    assert "<summary>Meer</summary>" not in beheerder
    assert 'href="/console/beheer/teksten"' in beheerder
    assert "<summary>Meer</summary>" in coordinator


async def test_de_naam_van_het_loket_en_een_fout_leiden_een_beheerder_naar_het_eigen_begin(als: MeldAan) -> None:
    ben, gerda = await als("ben"), await als("gerda")
    geweigerd = await (await ben.get("/console/audit")).text()
    assert 'class="kop-naam" href="/console/beheer"' in geweigerd
    assert 'href="/console/beheer">Naar het begin<' in geweigerd
    assert 'class="kop-naam" href="/console"' in await (await gerda.get("/console/beheer")).text()
