from __future__ import annotations

import asyncio
import re

import pytest
from sqlalchemy import select

from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu
from loket_backend.toegang.models import Auditregel

from .conftest import Client, MeldAan, csrf_van, nieuw_gesprek, nieuwe_intake

KNOP = "Ik heb dit gezien en pak het op"
HTMX = {"HX-Request": "true"}


async def meld(database: Database, gesprek_id: str | None = None) -> int:
    gesprek_id = gesprek_id or await nieuw_gesprek(database, "help")
    async with database.schrijf() as session:
        melding = Crisismelding(gesprek_id=gesprek_id, volgnummer=1, categorie="suicide", patroon="p", op=nu())
        session.add(melding)
    return melding.id


async def pak_op(client: Client, melding_id: int) -> tuple[int, str]:
    antwoord = await client.post(
        f"/console/crisis/{melding_id}/bevestiging",
        data={"csrf": await csrf_van(client, "/console")},
        allow_redirects=False,
    )
    return antwoord.status, antwoord.headers.get("Location", await antwoord.text())


@pytest.mark.parametrize("pad", ["/console", "/console/crisis", "/console/intakes/bestaat-niet", "/console/weg"])
async def test_een_open_melding_staat_op_elke_pagina(als: MeldAan, database: Database, pad: str) -> None:
    await meld(database)
    tekst = await (await (await als("anja")).get(pad)).text()
    assert "Crisis: Gedachten aan zelfdoding" in tekst
    assert KNOP in tekst
    assert tekst.count("aria-live") == 1


@pytest.mark.parametrize("pad", ["wederkerigheid", "geholpen"])
async def test_wat_bovenaan_staat_neemt_geen_naam_van_een_veld_op_de_pagina_af(als: MeldAan, pad: str) -> None:
    """A label is for the first element with the id that it names."""
    ids = re.findall(r' id="([^"]+)"', await (await (await als("gerda")).get(f"/console/{pad}")).text())
    assert "stand" in ids
    assert len(ids) == len(set(ids))


async def test_een_beheerder_ziet_geen_meldingen(als: MeldAan, database: Database) -> None:
    await meld(database)
    assert "Gedachten" not in await (await (await als("ben")).get("/console")).text()


async def test_wie_een_melding_oppakt_komt_bij_het_gesprek_en_de_melding_gaat_van_de_paginas(
    als: MeldAan, database: Database
) -> None:
    anja = await als("anja")
    status, heen = await pak_op(anja, await meld(database))
    assert status == 303
    tekst = await (await anja.get(heen.partition("#")[0])).text()
    assert heen.endswith("#bericht-1")
    assert "Opgepakt door Anja, vandaag om" in tekst
    assert KNOP not in tekst


async def test_als_twee_tegelijk_oppakken_krijgt_een_de_melding_en_hoort_de_ander_van_wie(
    als: MeldAan, database: Database
) -> None:
    melding_id = await meld(database)
    uitkomsten = await asyncio.gather(pak_op(await als("anja"), melding_id), pak_op(await als("bilal"), melding_id))
    assert sorted(status for status, _ in uitkomsten) == [303, 409]
    async with database.lees() as session:
        door = (await session.get_one(Crisismelding, melding_id)).bevestigd_door
        regels = list(await session.scalars(select(Auditregel.wie).where(Auditregel.wat == "crisis opgepakt")))
    assert regels == [door]
    [uitleg] = [tekst for status, tekst in uitkomsten if status == 409]
    assert f"{str(door).capitalize()} heeft deze melding al opgepakt" in uitleg


async def test_nog_eens_oppakken_door_dezelfde_verandert_niets(als: MeldAan, database: Database) -> None:
    anja, melding_id = await als("anja"), await meld(database)
    await pak_op(anja, melding_id)
    async with database.lees() as session:
        eerst = (await session.get_one(Crisismelding, melding_id)).bevestigd_op
    assert (await pak_op(anja, melding_id))[0] == 303
    async with database.lees() as session:
        assert (await session.get_one(Crisismelding, melding_id)).bevestigd_op == eerst


@pytest.mark.parametrize("melding_id", ["99999", "x", "-1", "9" * 30])
async def test_een_melding_die_er_niet_is_geeft_404(als: MeldAan, melding_id: str) -> None:
    anja = await als("anja")
    gegevens = {"csrf": await csrf_van(anja, "/console")}
    assert (await anja.post(f"/console/crisis/{melding_id}/bevestiging", data=gegevens)).status == 404


async def test_iedereen_mag_bij_een_open_melding_het_gesprek_lezen_en_daarna_wie_haar_oppakte(
    als: MeldAan, database: Database
) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    async with database.lees() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
    melding_id, pad = await meld(database, gesprek_id), f"/console/gesprekken/{gesprek_id}"
    anja, bilal = await als("anja"), await als("bilal")
    assert ((await anja.get(pad)).status, (await bilal.get(pad)).status) == (200, 200)
    await pak_op(anja, melding_id)
    assert ((await anja.get(pad)).status, (await bilal.get(pad)).status) == (200, 404)
    assert (await anja.get(f"/console/intakes/{kenmerk}")).status == 404


async def test_de_peiling_zwijgt_zolang_er_niets_verandert(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    await meld(database)
    eerst = await anja.get("/console/crisis", headers=HTMX)
    tekst = await eerst.text()
    assert "<html" not in tekst
    assert KNOP in tekst
    stand = tekst.split('name="stand" value="')[1].split('"')[0]
    assert (await anja.get(f"/console/crisis?stand={stand}", headers=HTMX)).status == 204
    await meld(database)
    assert (await anja.get(f"/console/crisis?stand={stand}", headers=HTMX)).status == 200


async def test_een_crisis_staat_in_woorden_in_de_werkvoorraad(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    async with database.lees() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
    anja, melding_id = await als("anja"), await meld(database, gesprek_id)
    assert "Crisis open" in await (await anja.get("/console")).text()
    await pak_op(anja, melding_id)
    assert "Crisis opgepakt" in await (await anja.get("/console")).text()


async def test_een_alarm_dat_weer_gemeld_wordt_komt_opnieuw_in_beeld(als: MeldAan, database: Database) -> None:
    anja, melding_id = await als("anja"), await meld(database)
    tekst = await (await anja.get("/console/crisis", headers=HTMX)).text()
    stand = tekst.split('name="stand" value="')[1].split('"')[0]
    async with database.schrijf() as session:
        melding = await session.get_one(Crisismelding, melding_id)
        melding.herhaald, melding.herhaald_op = 1, nu()
    weer = await anja.get(f"/console/crisis?stand={stand}", headers=HTMX)
    assert weer.status == 200
    assert "Opnieuw gemeld om" in await weer.text()
