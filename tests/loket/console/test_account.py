"""My account: sessions, password, and the code as a second factor."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import func, select, text

from loket_backend.db import Database
from loket_backend.tijd import Klok, nu
from loket_backend.toegang import pogingen
from loket_backend.toegang.models import Auditregel, Herstelcode, Sessie, TweedeFactor

from .conftest import WACHTWOORD, Client, MeldAan, csrf_van, log_in

PAD = "/console/account"
NIEUW = "een heel nieuw wachtwoord"


async def stuur(client: Client, pad: str, **velden: str) -> tuple[int, str, str]:
    """Status, where to, and the page."""
    gegevens = {"csrf": await csrf_van(client, PAD), **velden}
    antwoord = await client.post(PAD + pad, data=gegevens, allow_redirects=False)
    return antwoord.status, antwoord.headers.get("Location", ""), await antwoord.text()


async def code_van(database: Database, wie: str, moment: datetime | None = None) -> str:
    async with database.lees() as session:
        factor = await session.get_one(TweedeFactor, wie)
    return pyotp.TOTP(factor.geheim).at(moment or nu())


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """`later(60)`: a minute goes by."""
    verschil = [0]
    echt, loopt = Klok.kijk, Klok.loopt

    def ga(seconden: int) -> None:
        verschil[0] += seconden

    monkeypatch.setattr(Klok, "kijk", staticmethod(lambda: echt() + timedelta(seconds=verschil[0])))
    monkeypatch.setattr(Klok, "loopt", staticmethod(lambda: loopt() + verschil[0]))
    return ga


async def zet_aan(client: Client, database: Database, wie: str) -> list[str]:
    """The recovery codes."""
    assert (await stuur(client, "/code"))[:2] == (303, f"{PAD}/code")
    assert (await stuur(client, "/code/bevestiging", code=await code_van(database, wie)))[1] == f"{PAD}/herstelcodes"
    codes = re.findall(r">(\w{5}-\w{5})<", await (await client.get(f"{PAD}/herstelcodes")).text())
    assert len(codes) == 10
    return codes


async def met_code(client: Client, code: str) -> tuple[int, str]:
    """The second step, after a right password."""
    eerst = await log_in(client, "anja")
    assert (eerst.status, eerst.headers["Location"]) == (303, "/console/inloggen/code")
    gegevens = {"csrf": await csrf_van(client, "/console/inloggen/code"), "code": code}
    antwoord = await client.post("/console/inloggen/code", data=gegevens, allow_redirects=False)
    return antwoord.status, antwoord.headers.get("Location", "")


# -- The code


async def test_aanzetten_toont_een_qr_en_de_sleutel_in_tekst(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    await stuur(anja, "/code")
    plaatje = await anja.get(f"{PAD}/code.svg")
    assert (plaatje.status, plaatje.content_type, plaatje.headers["Cache-Control"]) == (
        200,
        "image/svg+xml",
        "no-store",
    )
    assert (await plaatje.text()).lstrip().startswith(("<?xml", "<svg"))
    async with database.lees() as session:
        geheim = (await session.get_one(TweedeFactor, "anja")).geheim
        ruw = await session.scalar(text("SELECT geheim FROM tweede_factor"))
    assert geheim in (await (await anja.get(f"{PAD}/code")).text()).replace(" ", "")
    assert geheim not in str(ruw)


async def test_een_verkeerde_code_zet_niets_aan(als: MeldAan, bezoeker: Client) -> None:
    anja = await als("anja")
    await stuur(anja, "/code")
    status, _, pagina = await stuur(anja, "/code/bevestiging", code="000000")
    assert (status, "Deze code klopt niet" in pagina) == (400, True)
    assert (await log_in(bezoeker, "anja")).headers["Location"] == "/console"


async def test_na_het_aanzetten_is_de_sleutel_nergens_meer_te_lezen(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    codes = await zet_aan(anja, database, "anja")
    assert (await anja.get(f"{PAD}/code.svg")).status == 404
    for pad in ("/code", "/herstelcodes"):
        assert (await anja.get(PAD + pad, allow_redirects=False)).headers["Location"] == PAD
    async with database.lees() as session:
        hashes = "".join(await session.scalars(select(Herstelcode.hash)))
    assert not any(code in hashes for code in codes)


async def test_inloggen_vraagt_daarna_om_de_code(
    als: MeldAan, bezoeker: Client, database: Database, later: Callable[[int], None]
) -> None:
    await zet_aan(await als("anja"), database, "anja")
    later(60)
    await log_in(bezoeker, "anja")
    assert (await bezoeker.get("/console", allow_redirects=False)).status == 303  # the password alone is not enough
    assert await met_code(bezoeker, await code_van(database, "anja")) == (303, "/console")
    assert (await bezoeker.get("/console")).status == 200
    async with database.lees() as session:
        gronden = list(await session.scalars(select(Auditregel.grond).where(Auditregel.wat == "aangemeld")))
    assert gronden == ["console", "console, met code"]


async def test_dezelfde_code_werkt_geen_tweede_keer(
    als: MeldAan, bezoeker: Client, database: Database, later: Callable[[int], None]
) -> None:
    anja = await als("anja")
    await stuur(anja, "/code")
    eerste = await code_van(database, "anja")
    await stuur(anja, "/code/bevestiging", code=eerste)
    assert (await met_code(bezoeker, eerste))[0] == 401
    later(60)
    nieuw = await code_van(database, "anja")
    assert (await met_code(bezoeker, nieuw))[0] == 303
    assert (await met_code(bezoeker, nieuw))[0] == 401
    assert (await met_code(bezoeker, await code_van(database, "anja", nu() - timedelta(seconds=30))))[0] == 401


async def test_een_code_van_langer_geleden_werkt_niet(
    als: MeldAan, bezoeker: Client, database: Database, later: Callable[[int], None]
) -> None:
    await zet_aan(await als("anja"), database, "anja")
    later(600)
    for seconden in (-90, 90):
        oud = await code_van(database, "anja", nu() + timedelta(seconds=seconden))
        assert (await met_code(bezoeker, oud))[0] == 401


async def test_een_herstelcode_werkt_een_keer(als: MeldAan, bezoeker: Client, database: Database) -> None:
    codes = await zet_aan(await als("anja"), database, "anja")
    assert (await met_code(bezoeker, codes[0].lower().replace("-", " ")))[0] == 303
    assert (await met_code(bezoeker, codes[0]))[0] == 401
    assert (await met_code(bezoeker, codes[1]))[0] == 303


async def test_codes_raden_houdt_op_ook_met_het_goede_wachtwoord(
    als: MeldAan, bezoeker: Client, database: Database, later: Callable[[int], None]
) -> None:
    await zet_aan(await als("anja"), database, "anja")
    later(60)
    for nummer in range(pogingen.MAX_PER_NAAM):
        assert (await met_code(bezoeker, f"{nummer:06}"))[0] == 401
    assert (await met_code(bezoeker, await code_van(database, "anja")))[0] == 429


async def test_de_code_zonder_wachtwoord_of_te_laat_komt_nergens(
    als: MeldAan, bezoeker: Client, database: Database, later: Callable[[int], None]
) -> None:
    await zet_aan(await als("anja"), database, "anja")
    gegevens = {"csrf": await csrf_van(bezoeker), "code": await code_van(database, "anja")}
    antwoord = await bezoeker.post("/console/inloggen/code", data=gegevens, allow_redirects=False)
    assert (antwoord.status, antwoord.headers["Location"]) == (303, "/console/inloggen")
    await log_in(bezoeker, "anja")
    later(301)
    assert (await bezoeker.get("/console/inloggen/code", allow_redirects=False)).status == 303


async def test_uitzetten_vraagt_wachtwoord_en_code(
    als: MeldAan, bezoeker: Client, database: Database, later: Callable[[int], None]
) -> None:
    anja = await als("anja")
    codes = await zet_aan(anja, database, "anja")
    assert (await stuur(anja, "/code/uit", wachtwoord="fout", code=codes[0]))[0] == 401
    assert (await stuur(anja, "/code/uit", wachtwoord=WACHTWOORD, code="123456"))[0] == 401
    assert (await stuur(anja, "/code/uit", wachtwoord=WACHTWOORD, code=codes[0]))[0] == 303
    assert (await log_in(bezoeker, "anja")).headers["Location"] == "/console"


async def test_een_coordinator_zet_hem_uit_voor_wie_alles_kwijt_is(
    als: MeldAan, bezoeker: Client, database: Database
) -> None:
    anja = await als("anja")
    await zet_aan(anja, database, "anja")
    for wie in ("gerda", "ben"):
        assert "Anja" in await (await (await als(wie)).get(f"{PAD}/collegas")).text()
    assert (await stuur(await als("gerda"), "/collegas/anja/code-uit"))[0] == 303
    assert (await anja.get("/console", allow_redirects=False)).status == 303  # her sessions ended
    assert (await log_in(bezoeker, "anja")).headers["Location"] == "/console"
    async with database.lees() as session:
        regel = await session.scalar(select(Auditregel).where(Auditregel.grond == "hulp aan collega"))
    assert regel is not None
    assert (regel.wie, regel.wiens) == ("gerda", "anja")


async def test_niemand_zet_langs_die_weg_de_eigen_code_uit_en_een_medewerker_die_van_niemand(
    als: MeldAan, database: Database
) -> None:
    gerda = await als("gerda")
    await zet_aan(gerda, database, "gerda")
    assert (await stuur(gerda, "/collegas/gerda/code-uit"))[0] == 404
    assert (await stuur(gerda, "/collegas/niemand/code-uit"))[0] == 404
    assert (await stuur(await als("anja"), "/collegas/gerda/code-uit"))[0] == 403


# -- The password


async def test_een_nieuw_wachtwoord_beeindigt_de_andere_sessies(als: MeldAan, bezoeker: Client) -> None:
    hier, daar = await als("anja"), await als("anja")
    status, heen, _ = await stuur(hier, "/wachtwoord", wachtwoord=WACHTWOORD, nieuw=NIEUW, nog_eens=NIEUW)
    assert (status, heen) == (303, f"{PAD}?gedaan=wachtwoord")
    assert (await hier.get(PAD)).status == 200
    assert (await daar.get(PAD, allow_redirects=False)).status == 303
    assert (await log_in(bezoeker, "anja")).status == 401
    assert (await log_in(bezoeker, "anja", NIEUW)).status == 303


@pytest.mark.parametrize(
    ("oud", "nieuw", "nog_eens", "zin"),
    [
        ("fout", NIEUW, NIEUW, "Dit is niet uw wachtwoord van nu."),
        (WACHTWOORD, "elf tekens!", "elf tekens!", "Neem een wachtwoord van 12 tot 200 tekens."),
        (WACHTWOORD, NIEUW, "anders", "Dit is niet hetzelfde als het nieuwe wachtwoord."),
        (WACHTWOORD, WACHTWOORD, WACHTWOORD, "Neem een ander wachtwoord dan u nu heeft."),
    ],
)
async def test_een_wachtwoord_dat_niet_mag_verandert_niets(
    als: MeldAan, bezoeker: Client, oud: str, nieuw: str, nog_eens: str, zin: str
) -> None:
    status, _, pagina = await stuur(await als("anja"), "/wachtwoord", wachtwoord=oud, nieuw=nieuw, nog_eens=nog_eens)
    assert (status in (400, 401), zin in pagina) == (True, True)
    assert not any(geheim in pagina for geheim in (NIEUW, WACHTWOORD))
    assert (await log_in(bezoeker, "anja")).status == 303


async def test_wie_andermans_sessie_heeft_kan_het_wachtwoord_niet_raden(als: MeldAan) -> None:
    anja = await als("anja")
    for _ in range(pogingen.MAX_PER_NAAM):
        await stuur(anja, "/wachtwoord", wachtwoord="fout", nieuw=NIEUW, nog_eens=NIEUW)
    assert (await stuur(anja, "/wachtwoord", wachtwoord=WACHTWOORD, nieuw=NIEUW, nog_eens=NIEUW))[0] == 429


# -- The sessions


async def test_de_lijst_noemt_elke_plek_en_zegt_welke_deze_is(als: MeldAan, server: TestServer) -> None:
    anja = await als("anja")
    async with type(anja)(server, headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/132.0"}) as ander:
        await log_in(ander, "anja")
        pagina = await (await anja.get(PAD)).text()
    assert pagina.count("(deze plek)") == 1
    assert "Firefox op Windows" in pagina


async def test_wat_de_browser_van_zichzelf_zegt_staat_versleuteld_en_kort(
    database: Database, server: TestServer, als: MeldAan
) -> None:
    anja = await als("anja")
    async with type(anja)(server, headers={"User-Agent": "geheim" * 100}) as ander:
        await log_in(ander, "anja")
    async with database.lees() as session:
        ruw = list(await session.scalars(text("SELECT agent FROM sessie")))
        agents = list(await session.scalars(select(Sessie.agent)))
    assert not any("geheim" in str(r) for r in ruw)
    assert max(len(a or "") for a in agents) == 160


async def test_een_andere_sessie_is_te_beeindigen(als: MeldAan, database: Database) -> None:
    hier, daar = await als("anja"), await als("anja")
    pagina = await (await hier.get(PAD)).text()
    (id_,) = re.findall(r"/account/sessies/(\w{64})/einde", pagina)
    assert (await stuur(hier, f"/sessies/{id_}/einde"))[0] == 303
    assert (await daar.get(PAD, allow_redirects=False)).status == 303
    assert (await hier.get(PAD)).status == 200
    assert (await stuur(hier, f"/sessies/{id_}/einde"))[0] == 404


async def test_andermans_sessie_is_niet_te_beeindigen(als: MeldAan, database: Database) -> None:
    anja, bilal = await als("anja"), await als("bilal")
    async with database.lees() as session:
        id_ = await session.scalar(select(Sessie.id).where(Sessie.medewerker_id == "bilal"))
    assert (await stuur(anja, f"/sessies/{id_}/einde"))[0] == 404
    assert (await bilal.get(PAD, allow_redirects=False)).status == 200


async def test_overal_uitloggen_behalve_hier(als: MeldAan, database: Database) -> None:
    hier, daar, bilal = await als("anja"), await als("anja"), await als("bilal")
    assert (await stuur(hier, "/sessies/andere/einde"))[0] == 303
    statussen = [(await c.get(PAD, allow_redirects=False)).status for c in (hier, daar, bilal)]
    assert statussen == [200, 303, 200]
    async with database.lees() as session:
        assert await session.scalar(select(func.count()).where(Sessie.medewerker_id == "anja")) == 1


# -- The time-out


async def test_na_een_uur_stil_zijn_is_de_sessie_voorbij_en_blijven_verlengt(
    als: MeldAan, later: Callable[[int], None]
) -> None:
    anja = await als("anja")
    await anja.get(PAD)
    later(50 * 60)
    over = (await (await anja.get(f"{PAD}/sessie")).json())["over"]
    assert 9 * 60 < over <= 10 * 60
    later(9 * 60)
    assert (await anja.get(f"{PAD}/sessie", allow_redirects=False)).status == 200  # asking alone does not prolong
    later(2 * 60)
    assert (await anja.get(f"{PAD}/sessie", allow_redirects=False)).status == 303


async def test_de_knop_ingelogd_blijven_begint_het_uur_opnieuw_maar_niet_na_twaalf_uur(
    als: MeldAan, later: Callable[[int], None]
) -> None:
    anja = await als("anja")
    csrf = await csrf_van(anja, PAD)
    for _ in range(13):
        later(54 * 60)
        antwoord = await anja.post(f"{PAD}/sessie", data={"csrf": csrf}, allow_redirects=False)
        assert (antwoord.status, (await antwoord.json())["over"] > 0) == (200, True)
    later(19 * 60)
    assert (await anja.post(f"{PAD}/sessie", data={"csrf": csrf}, allow_redirects=False)).status == 303
