"""What is posted after the time-out is not lost, and shown to nobody else."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, text, update
from yarl import URL

from loket_backend.db import Database
from loket_backend.tijd import nu
from loket_backend.toegang.models import Noodinzage, Sessie

from .conftest import Client, MeldAan, csrf_van, log_in, nieuwe_intake

PAD = "/console/noodinzage"
REDEN = "Dit is een lange reden die ik niet kwijt wil"


async def verloop(database: Database) -> None:
    async with database.schrijf() as session:
        await session.execute(update(Sessie).values(geldig_tot=nu()))


async def stuur_te_laat(client: Client, database: Database, **kop: str) -> None:
    gegevens = {"csrf": await csrf_van(client, PAD), "kenmerk": "2026-ABC234", "reden": REDEN}
    await verloop(database)
    antwoord = await client.post(PAD, data=gegevens, headers=kop, allow_redirects=False)
    assert (antwoord.status, antwoord.headers["Location"]) == (303, "/console/inloggen")


async def test_na_opnieuw_inloggen_staat_de_tekst_er_en_gaat_met_een_druk_op_de_knop_weg(
    als: MeldAan, database: Database
) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    anja = await als("anja")
    gegevens = {"csrf": await csrf_van(anja, PAD), "kenmerk": kenmerk, "reden": REDEN}
    await verloop(database)
    assert (await anja.post(PAD, data=gegevens, allow_redirects=False)).status == 303
    assert "Uw tekst is bewaard" in await (await anja.get("/console/inloggen")).text()
    async with database.lees() as session:
        assert await session.scalar(select(Noodinzage)) is None  # nothing was done with it
    assert (await log_in(anja, "anja")).headers["Location"] == "/console/bewaard"
    pagina = await (await anja.get("/console/bewaard")).text()
    assert re.search(rf'<form method="post" action="{PAD}".*?value="{kenmerk}".*?>{REDEN}</textarea>', pagina, re.S)
    nieuw = {**gegevens, "csrf": await csrf_van(anja, "/console/bewaard")}
    antwoord = await anja.post(PAD, data=nieuw, allow_redirects=False)
    assert antwoord.headers["Location"] == f"/console/intakes/{kenmerk}"


async def test_op_de_inlogpagina_en_in_het_adres_staat_niets_ervan(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    await stuur_te_laat(anja, database)
    pagina = await (await anja.get("/console/inloggen")).text()
    assert (REDEN in pagina, "ABC234" in pagina) == (False, False)
    async with database.lees() as session:
        ruw = " ".join(await session.scalars(text("SELECT inhoud FROM sessie")))
    assert "reden" not in ruw


async def test_een_ander_die_daar_inlogt_krijgt_de_tekst_niet(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    await stuur_te_laat(anja, database)
    assert (await log_in(anja, "bilal")).headers["Location"] == "/console"
    assert REDEN not in await (await anja.get("/console/bewaard")).text()


@pytest.mark.parametrize("kop", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elders.nl"}])
async def test_een_formulier_van_een_andere_site_wordt_niet_bewaard(
    als: MeldAan, database: Database, kop: dict[str, str]
) -> None:
    anja = await als("anja")
    await stuur_te_laat(anja, database, **kop)
    assert (await log_in(anja, "anja")).headers["Location"] == "/console"


async def test_van_een_vreemde_wordt_niets_bewaard(bezoeker: Client, database: Database) -> None:
    await bezoeker.post(PAD, data={"reden": REDEN}, allow_redirects=False)
    assert (await log_in(bezoeker, "anja")).headers["Location"] == "/console"


async def test_een_wachtwoord_wordt_nooit_bewaard(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    velden = {v: "een lang en geheim wachtwoord" for v in ("wachtwoord", "nieuw", "nog_eens")}
    gegevens = {"csrf": await csrf_van(anja, "/console/account"), **velden}
    await verloop(database)
    await anja.post("/console/account/wachtwoord", data=gegevens, allow_redirects=False)
    assert (await log_in(anja, "anja")).headers["Location"] == "/console"


async def test_een_sessie_die_iemand_beeindigde_bewaart_niets(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    gegevens = {"csrf": await csrf_van(anja, PAD), "kenmerk": "2026-ABC234", "reden": REDEN}
    async with database.schrijf() as session:
        await session.execute(text("DELETE FROM sessie"))
    await anja.post(PAD, data=gegevens, allow_redirects=False)
    assert (await log_in(anja, "anja")).headers["Location"] == "/console"


async def test_een_pagina_van_voor_het_opnieuw_inloggen_raakt_de_tekst_ook_niet_kwijt(
    als: MeldAan, database: Database
) -> None:
    anja = await als("anja")
    gegevens = {"csrf": await csrf_van(anja, PAD), "kenmerk": "2026-ABC234", "reden": REDEN}
    await log_in(anja, "anja")  # in another tab: the token is a new one
    eigen = {"Origin": str(URL(f"http://{anja.host}:{anja.port}"))}
    antwoord = await anja.post(PAD, data=gegevens, headers=eigen, allow_redirects=False)
    assert antwoord.headers["Location"] == "/console/bewaard"
    assert REDEN in await (await anja.get("/console/bewaard")).text()
    vreemd = await anja.post(PAD, data=gegevens, headers={"Origin": "https://elders.nl"}, allow_redirects=False)
    assert vreemd.status == 403


async def test_weggooien_gooit_weg(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    await stuur_te_laat(anja, database)
    await log_in(anja, "anja")
    csrf = await csrf_van(anja, "/console/bewaard")
    await anja.post("/console/bewaard/weg", data={"csrf": csrf})
    antwoord = await anja.get("/console/bewaard", allow_redirects=False)
    assert antwoord.headers["Location"] == "/console"
