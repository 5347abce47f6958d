"""Break-glass: a dossier outside one's own work, with a reason, for eight hours, looked at by the coordinator."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from loket_backend.db import Database
from loket_backend.toegang.models import Auditregel, Noodinzage
from loket_backend.toegang.noodinzage import DUUR

from .conftest import Client, MeldAan, csrf_van, nieuwe_intake

PAD, TOEZICHT = "/console/noodinzage", "/console/noodinzages"
REDEN = "Riek belde in paniek en corrie is ziek"


async def vraag(client: Client, kenmerk: str, reden: str = REDEN) -> tuple[int, str, str]:
    gegevens = {"csrf": await csrf_van(client, PAD), "kenmerk": kenmerk, "reden": reden}
    antwoord = await client.post(PAD, data=gegevens, allow_redirects=False)
    return antwoord.status, antwoord.headers.get("Location", ""), await antwoord.text()


async def audit(database: Database) -> list[tuple[str, str, str, str]]:
    async with database.lees() as session:
        regels = await session.scalars(select(Auditregel).order_by(Auditregel.id))
        return [(r.wie, r.wat, r.wiens, r.grond) for r in regels if r.wat not in ("aangemeld", "lijst")]


@pytest.fixture
async def van_corrie(database: Database, mensen: None) -> str:
    return await nieuwe_intake(database, postcode="2020AB", van="corrie")


async def test_met_een_reden_gaat_een_dossier_buiten_de_wijk_open(
    als: MeldAan, database: Database, van_corrie: str
) -> None:
    anja = await als("anja")
    pad = f"/console/intakes/{van_corrie}"
    assert (await anja.get(pad)).status == 404
    assert (await vraag(anja, f" {van_corrie.lower()} "))[:2] == (303, pad)
    assert (await anja.get(pad)).status == 200
    assert await audit(database) == [
        ("anja", "noodinzage", van_corrie, "noodinzage"),
        ("anja", "gelezen", van_corrie, "noodinzage"),
    ]
    async with database.lees() as session:
        rij = await session.scalar(select(Noodinzage))
        ruw = await session.scalar(text("SELECT reden FROM noodinzage"))
    assert rij is not None
    assert (rij.medewerker_id, rij.kenmerk, rij.reden, rij.tot - rij.van) == ("anja", van_corrie, REDEN, DUUR)
    assert "paniek" not in str(ruw)


async def test_noodinzage_geeft_ook_het_gesprek_en_alleen_dat_dossier(
    als: MeldAan, database: Database, van_corrie: str
) -> None:
    ander = await nieuwe_intake(database, naam="Ander", postcode="2020AB", van="corrie")
    anja, bilal = await als("anja"), await als("bilal")
    await vraag(anja, van_corrie)
    pagina = await (await anja.get(f"/console/intakes/{van_corrie}")).text()
    gesprek = pagina.split('href="/console/gesprekken/')[1].split('"')[0]
    assert (await anja.get(f"/console/gesprekken/{gesprek}")).status == 200
    assert (await anja.get(f"/console/intakes/{ander}")).status == 404
    assert (await bilal.get(f"/console/intakes/{van_corrie}")).status == 404


async def test_na_acht_uur_is_het_dossier_weer_dicht(als: MeldAan, database: Database, van_corrie: str) -> None:
    anja = await als("anja")
    await vraag(anja, van_corrie)
    async with database.schrijf() as session:
        await session.execute(update(Noodinzage).values(tot=Noodinzage.van))
    assert (await anja.get(f"/console/intakes/{van_corrie}")).status == 404
    assert timedelta(hours=8) == DUUR


@pytest.mark.parametrize(
    ("kenmerk", "reden", "zin"),
    [
        ("", REDEN, "Vul een kenmerk in"),
        ("2026-ABC", REDEN, "Vul een kenmerk in"),
        ("goed", "", "minstens 3 woorden"),
        ("goed", "nood nood", "minstens 3 woorden"),
        ("goed", "a b " * 200, "hoogstens 500"),
    ],
)
async def test_zonder_goede_reden_blijft_het_dicht_en_er_wordt_niets_opgezocht(
    als: MeldAan, database: Database, van_corrie: str, kenmerk: str, reden: str, zin: str
) -> None:
    anja = await als("anja")
    status, _, pagina = await vraag(anja, van_corrie if kenmerk == "goed" else kenmerk, reden)
    assert (status, zin in pagina) == (400, True)
    assert (await anja.get(f"/console/intakes/{van_corrie}")).status == 404
    assert await audit(database) == []


async def test_zonder_reden_is_een_echt_kenmerk_niet_van_een_verzonnen_te_onderscheiden(
    als: MeldAan, van_corrie: str
) -> None:
    anja = await als("anja")
    echt, verzonnen = [(await vraag(anja, k, "kort"))[2].replace(k, "K") for k in (van_corrie, "2026-AAAAAA")]
    assert echt == verzonnen


async def test_een_kenmerk_dat_niet_bestaat_komt_ook_in_de_audittrail_en_bij_de_coordinator(
    als: MeldAan, database: Database
) -> None:
    anja = await als("anja")
    status, _, pagina = await vraag(anja, "2026-AAAAAA")
    assert (status, "Er is geen dossier met dit kenmerk" in pagina, REDEN in pagina) == (404, True, True)
    assert await audit(database) == [("anja", "noodinzage: bestaat niet", "2026-AAAAAA", "noodinzage")]
    assert "2026-AAAAAA (bestaat niet)" in await (await (await als("gerda")).get(TOEZICHT)).text()


async def test_wie_een_dossier_al_mag_zien_breekt_geen_glas(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    assert (await vraag(await als("anja"), kenmerk))[:2] == (303, f"/console/intakes/{kenmerk}")
    async with database.lees() as session:
        assert await session.scalar(select(Noodinzage)) is None


async def test_de_coordinator_ziet_elke_noodinzage_tot_iemand_hem_bekeek(
    als: MeldAan, database: Database, van_corrie: str
) -> None:
    await vraag(await als("anja"), van_corrie)
    gerda = await als("gerda")
    assert 'Noodinzage <span class="aantal">(1)' in await (await gerda.get("/console")).text()
    assert REDEN in await (await gerda.get(TOEZICHT)).text()
    gezien = f"{TOEZICHT}/1/gezien"
    for _ in range(2):
        antwoord = await gerda.post(gezien, data={"csrf": await csrf_van(gerda, TOEZICHT)}, allow_redirects=False)
        assert antwoord.status == 303
    pagina = await (await gerda.get(TOEZICHT)).text()
    assert ("Er is nu niets te bekijken." in pagina, "Bekeken door Gerda" in pagina) == (True, True)
    regels = [r for r in await audit(database) if r[1] == "noodinzage gezien"]
    assert regels == [("gerda", "noodinzage gezien", van_corrie, "toezicht")]


async def test_een_noodinzage_die_er_niet_is_kan_niemand_afvinken(als: MeldAan) -> None:
    gerda = await als("gerda")
    for nummer in ("99", "x"):
        pad, gegevens = f"{TOEZICHT}/{nummer}/gezien", {"csrf": await csrf_van(gerda, TOEZICHT)}
        assert (await gerda.post(pad, data=gegevens)).status == 404


async def test_een_medewerker_ziet_de_noodinzage_van_anderen_niet(als: MeldAan) -> None:
    assert (await (await als("anja")).get(TOEZICHT)).status == 403
