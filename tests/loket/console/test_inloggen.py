from __future__ import annotations

from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select

from loket_backend.console.inloggen import veilig_adres
from loket_backend.db import Database
from loket_backend.settings import Settings
from loket_backend.tijd import nu
from loket_backend.toegang import pogingen
from loket_backend.toegang.models import Auditregel, Inlogpoging, Sessie
from loket_backend.toegang.sessies import HOOGSTENS, STIL, sessie_id
from loket_backend.toewijzing.models import Medewerker

from .conftest import Client, MeldAan, csrf_van, log_in, maak_app

KOEKJE = "loket_sessie"


def token(client: Client) -> str:
    gevonden = {c.key: c.value for c in client.session.cookie_jar}
    return gevonden[KOEKJE]


async def test_met_het_goede_wachtwoord_kom_je_in_de_werkvoorraad(bezoeker: Client, database: Database) -> None:
    antwoord = await log_in(bezoeker, "  Anja ")
    assert (antwoord.status, antwoord.headers["Location"]) == (303, "/console")
    assert "Anja, medewerker" in await (await bezoeker.get("/console")).text()
    async with database.lees() as session:
        assert await session.scalar(select(Auditregel.wie).where(Auditregel.wat == "aangemeld")) == "anja"


async def test_een_fout_wachtwoord_en_een_onbekende_naam_geven_hetzelfde(bezoeker: Client) -> None:
    zinnen = []
    for login, wachtwoord in (("anja", "fout"), ("niemand", "fout"), ("", "")):
        antwoord = await log_in(bezoeker, login, wachtwoord)
        assert antwoord.status == 401
        zinnen.append("Deze inlognaam en dit wachtwoord horen niet bij elkaar." in await antwoord.text())
    assert zinnen == [True] * 3


async def test_wie_uit_dienst_is_komt_er_niet_in(als: MeldAan, bezoeker: Client, database: Database) -> None:
    anja = await als("anja")
    async with database.schrijf() as session:
        (await session.get_one(Medewerker, "anja")).actief = False
    assert (await log_in(bezoeker, "anja")).status == 401
    assert (await anja.get("/console", allow_redirects=False)).status == 303


async def test_na_vijf_fouten_wordt_ook_het_goede_wachtwoord_geweigerd(bezoeker: Client) -> None:
    for _ in range(pogingen.MAX_PER_NAAM):
        assert (await log_in(bezoeker, "anja", "fout")).status == 401
    antwoord = await log_in(bezoeker, "ANJA")
    assert antwoord.status == 429
    assert "Wacht een kwartier" in await antwoord.text()
    assert (await log_in(bezoeker, "bilal")).status == 303


async def test_een_adres_dat_veel_namen_probeert_wordt_geweigerd(bezoeker: Client) -> None:
    for nummer in range(pogingen.MAX_PER_ADRES):
        assert (await log_in(bezoeker, f"naam{nummer}", "fout")).status == 401
    assert (await log_in(bezoeker, "anja")).status == 429


async def test_achter_een_proxy_telt_het_laatst_doorgegeven_adres(bezoeker: Client) -> None:
    for nummer in range(pogingen.MAX_PER_ADRES + 1):
        gegevens = {"csrf": await csrf_van(bezoeker), "login": f"naam{nummer}", "wachtwoord": "fout"}
        kop = {"X-Forwarded-For": f"203.0.113.{nummer}, 198.51.100.7"}
        antwoord = await bezoeker.post("/console/inloggen", data=gegevens, headers=kop)
    assert antwoord.status == 429
    assert (await log_in(bezoeker, "anja")).status == 303


async def test_een_gelukte_login_wist_de_teller_van_de_naam(bezoeker: Client, database: Database) -> None:
    for _ in range(pogingen.MAX_PER_NAAM - 1):
        await log_in(bezoeker, "anja", "fout")
    assert (await log_in(bezoeker, "anja")).status == 303
    async with database.lees() as session:
        over = await session.scalar(select(func.count()).select_from(Inlogpoging))
    assert over == pogingen.MAX_PER_NAAM - 1  # of the address


async def test_pogingen_van_langer_geleden_tellen_niet_mee(bezoeker: Client, database: Database) -> None:
    for _ in range(pogingen.MAX_PER_NAAM):
        await log_in(bezoeker, "anja", "fout")
    async with database.schrijf() as session:
        for poging in await session.scalars(select(Inlogpoging)):
            poging.op = nu() - pogingen.VENSTER * 2
    assert (await log_in(bezoeker, "anja")).status == 303


async def test_bij_het_inloggen_verandert_het_sessienummer(bezoeker: Client, database: Database) -> None:
    await bezoeker.get("/console/inloggen")
    geplant = token(bezoeker)
    await log_in(bezoeker, "anja")
    assert token(bezoeker) != geplant
    async with database.lees() as session:
        assert await session.get(Sessie, sessie_id(geplant)) is None


async def test_in_de_tabel_staat_het_token_niet(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    async with database.lees() as session:
        assert set(await session.scalars(select(Sessie.id))) == {sessie_id(token(anja))}


async def test_een_verlopen_sessie_stuurt_naar_inloggen(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    async with database.schrijf() as session:
        (await session.get_one(Sessie, sessie_id(token(anja)))).geldig_tot = nu()
    antwoord = await anja.get("/console?lijst=wijk", allow_redirects=False)
    assert antwoord.headers["Location"].startswith("/console/inloggen?naar=/console")


async def test_een_sessie_duurt_nooit_langer_dan_een_werkdag(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    begonnen = nu() - HOOGSTENS + STIL / 2
    async with database.schrijf() as session:
        rij = await session.get_one(Sessie, sessie_id(token(anja)))
        rij.inhoud = {**rij.inhoud, "begonnen": begonnen.timestamp(), "gezien": 0}
    assert (await anja.get("/console")).status == 200
    async with database.lees() as session:
        geldig_tot = (await session.get_one(Sessie, sessie_id(token(anja)))).geldig_tot
    assert abs((geldig_tot - begonnen - HOOGSTENS).total_seconds()) < 1


async def test_de_pagina_die_zelf_ververst_houdt_een_sessie_niet_wakker(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    einde = nu() + STIL / 10
    async with database.schrijf() as session:
        rij = await session.get_one(Sessie, sessie_id(token(anja)))
        rij.inhoud, rij.geldig_tot = {**rij.inhoud, "gezien": 0}, einde
    await anja.get("/console/crisis", headers={"HX-Request": "true"})
    async with database.lees() as session:
        assert (await session.get_one(Sessie, sessie_id(token(anja)))).geldig_tot == einde


async def test_na_uitloggen_is_het_oude_koekje_waardeloos(als: MeldAan, server: TestServer) -> None:
    anja = await als("anja")
    oud = token(anja)
    antwoord = await anja.post(
        "/console/uitloggen", data={"csrf": await csrf_van(anja, "/console")}, allow_redirects=False
    )
    assert antwoord.headers["Location"] == "/console/inloggen"
    async with TestClient(server, cookies={KOEKJE: oud}) as dief:
        assert (await dief.get("/console", allow_redirects=False)).status == 303


async def test_het_koekje_is_dicht_en_in_productie_alleen_voor_https(database: Database, mensen: None) -> None:
    verwacht = {"": (f"{KOEKJE}=", False), "1": (f"__Host-{KOEKJE}=", True)}
    for productie, (naam, veilig) in verwacht.items():
        async with TestClient(TestServer(maak_app(database, Settings(productie=productie)))) as client:
            koekje = (await client.get("/console/inloggen")).headers["Set-Cookie"]
        assert koekje.startswith(naam)
        assert ("HttpOnly" in koekje, "SameSite=Lax" in koekje, "Path=/;" in f"{koekje};") == (True, True, True)
        assert ("Secure" in koekje) is veilig


def test_na_inloggen_ga_je_nooit_naar_een_andere_site() -> None:
    kwaad = (
        "https://elders.nl",
        "//elders.nl",
        "/console//elders.nl",
        "/consoleren@x",
        "/console\r\nx",
        "javascript:1",
    )
    assert {veilig_adres(adres) for adres in (*kwaad, "/console/\\elders.nl")} == {"/console"}
    assert veilig_adres("/console/intakes/2026-ABC234?x=1") == "/console/intakes/2026-ABC234?x=1"
