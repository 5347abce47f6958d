"""/metrics as Prometheus reads it: on the internal port only, with figures that follow what residents and staff do."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from loket_backend import meetpunt, meten
from loket_backend.app import maak_interne_app
from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.mensen import pak_op
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.overname import NAAR_MENSEN, wissel
from loket_backend.intake.api import DATABASE
from loket_backend.toewijzing.models import Medewerker
from tests.contract.hulp import OP_SQLITE, Client, Inwoner
from tests.loket.hulp import NepRasa, tot

GEHEIM = {"Authorization": "Bearer geheim"}
Cijfers = dict[tuple[str, str], float]


@asynccontextmanager
async def intern(client: Client) -> AsyncIterator[Client]:
    async with TestClient(TestServer(maak_interne_app(client.app))) as binnen:
        binnen.app[meetpunt.MEETPUNT].houdbaar = 0
        yield binnen


async def cijfers(client: Client) -> Cijfers:
    """By name and by the value of its label, "" when it has none."""
    async with intern(client) as binnen:
        tekst = await (await binnen.get("/metrics")).text()
    return {
        (monster.name, next(iter(monster.labels.values()), "")): monster.value
        for familie in text_string_to_metric_families(tekst)
        for monster in familie.samples
        if not monster.name.endswith("_bucket")
    }


def erbij(eerst: Cijfers, daarna: Cijfers, naam: str, label: str = "") -> float:
    return daarna[naam, label] - eerst[naam, label]


async def test_een_bericht_en_zijn_antwoord_zijn_te_tellen(client: Client, inwoner: Inwoner) -> None:
    eerst = await cijfers(client)
    assert (await inwoner.stuur("de trap lukt niet meer", "zelfde-id-1")).status == 202
    assert (await inwoner.stuur("de trap lukt niet meer", "zelfde-id-1")).status == 200
    await inwoner.tot_rust()
    daarna = await cijfers(client)
    assert erbij(eerst, daarna, "loket_berichten_total", "web") == 1
    assert erbij(eerst, daarna, "loket_beurten_total", "beantwoord") == 1
    assert erbij(eerst, daarna, "loket_beurten_total", "mislukt") == 0
    for fase in ("poort", "wachtrij", "lezen", "rasa", "vastleggen", "geheel"):
        assert erbij(eerst, daarna, "loket_beurt_fase_seconds_count", fase) == 1, fase
        assert erbij(eerst, daarna, "loket_beurt_fase_seconds_sum", fase) >= 0
    assert erbij(eerst, daarna, "loket_aanname_seconds_count", "web") == 2


async def test_wat_niet_bewaard_werd_telt_niet(client: Client, inwoner: Inwoner) -> None:
    eerst = await cijfers(client)
    assert (await inwoner.stuur("x" * 100_000)).status == 400
    daarna = await cijfers(client)
    assert erbij(eerst, daarna, "loket_berichten_total", "web") == 0
    assert erbij(eerst, daarna, "loket_aanname_seconds_count", "web") == 0


@OP_SQLITE
async def test_een_mislukte_beurt_telt_en_blijft_zichtbaar_open(
    client: Client, inwoner: Inwoner, rasa: NepRasa
) -> None:
    eerst = await cijfers(client)
    rasa.fouten = 1
    rasa.poort.clear()
    await inwoner.stuur("hallo")
    await tot(lambda: _is(client, "loket_beurten_open", 1))
    rasa.poort.set()
    await inwoner.tot_rust()
    daarna = await cijfers(client)
    assert erbij(eerst, daarna, "loket_beurten_total", "mislukt") == 1
    assert erbij(eerst, daarna, "loket_beurten_total", "beantwoord") == 1
    assert (daarna["loket_beurten_open", ""], daarna["loket_beurten_open_oudste_seconds", ""]) == (0, 0)


async def _is(client: Client, naam: str, waarde: float) -> bool:
    return (await cijfers(client))[naam, ""] == waarde


async def test_een_crisis_staat_open_tot_iemand_hem_oppakt(client: Client, hub: Hub, inwoner: Inwoner) -> None:
    eerst = await cijfers(client)
    await inwoner.stuur("ik wil niet meer leven")
    tijdens = await cijfers(client)
    assert erbij(eerst, tijdens, "loket_crisismeldingen_total") == 1
    assert erbij(eerst, tijdens, "loket_crisis_open") == 1
    async with hub.database.schrijf() as session:
        session.add(Medewerker(id="anja", naam="Anja", functie="x"))
        await session.flush()
        await session.execute(update(Crisismelding).values(bevestigd_door="anja"))
    daarna = await cijfers(client)
    assert (daarna["loket_crisis_open", ""], daarna["loket_crisis_open_oudste_seconds", ""]) == (0, 0)


async def test_wie_wacht_op_een_mens_telt_vanaf_de_eerste_rij(client: Client, hub: Hub, inwoner: Inwoner) -> None:
    async with hub.database.schrijf() as session:
        session.add(Medewerker(id="anja", naam="Anja", functie="x"))
        gesprek = await session.get_one(Gesprek, inwoner.id)
        await wissel(session, gesprek, NAAR_MENSEN, "mens_gevraagd", "bot")
    wachtend = await cijfers(client)
    assert wachtend["loket_wachtrij", ""] == 1
    assert 0 <= wachtend["loket_wachtrij_oudste_seconds", ""] < 60
    async with hub.database.schrijf() as session:
        await pak_op(session, inwoner.id, "anja")
    assert (await cijfers(client))["loket_wachtrij", ""] == 0


@OP_SQLITE
async def test_een_open_stroom_telt_zolang_hij_open_is(client: Client, inwoner: Inwoner) -> None:
    eerst = await cijfers(client)
    async with await inwoner.volg() as stroom:
        await stroom.content.readline()
        assert erbij(eerst, await cijfers(client), "loket_stromen", "inwoner") == 1
        stroom.close()

    async def dicht() -> bool:
        await inwoner.stuur("hallo")  # a closed line is noticed when something is written
        return erbij(eerst, await cijfers(client), "loket_stromen", "inwoner") == 0

    await tot(dicht)


@OP_SQLITE
async def test_zonder_database_geen_oude_cijfers_maar_wel_een_antwoord(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangt(_: Any) -> None:
        await asyncio.sleep(3600)

    assert (await cijfers(client))["loket_database_bereikbaar", ""] == 1
    monkeypatch.setattr("loket_backend.meetpunt.meetstand.rijen", hangt)
    monkeypatch.setattr(meetpunt, "BINNEN", 0.05)
    zonder = await cijfers(client)
    assert zonder["loket_database_bereikbaar", ""] == 0
    assert ("loket_crisis_open", "") not in zonder
    assert ("loket_berichten_total", "web") in zonder


@OP_SQLITE
async def test_wat_van_de_bot_niet_antwoordt_staat_er_bij_naam(
    client: Client, rasa: NepRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def acties_weg() -> list[str]:
        return ["acties"]

    monkeypatch.setattr(rasa, "mist", acties_weg)
    gemeten = await cijfers(client)
    assert (gemeten["loket_bot_bereikbaar", "rasa"], gemeten["loket_bot_bereikbaar", "acties"]) == (1, 0)


@OP_SQLITE
async def test_een_blik_is_even_houdbaar(client: Client, hub: Hub, inwoner: Inwoner) -> None:
    async with intern(client) as binnen:
        binnen.app[meetpunt.MEETPUNT].houdbaar = 3600
        eerst = await (await binnen.get("/metrics")).text()
        await inwoner.stuur("ik wil niet meer leven")
        daarna = await (await binnen.get("/metrics")).text()
    assert "loket_crisis_open 0.0" in eerst
    assert "loket_crisis_open 0.0" in daarna


@OP_SQLITE
async def test_op_de_openbare_poort_is_niets_te_meten(client: Client) -> None:
    antwoord = await client.get("/metrics", headers=GEHEIM)
    assert antwoord.status == 404
    assert "loket_" not in await antwoord.text()


@OP_SQLITE
@pytest.mark.parametrize(
    ("koppen", "status"),
    [
        ({}, 200),
        ({"X-Forwarded-For": "10.0.0.9"}, 401),
        ({"Forwarded": "for=10.0.0.9"}, 401),
        ({"X-Forwarded-For": "10.0.0.9", **GEHEIM}, 200),
        ({"X-Forwarded-For": "10.0.0.9", "Authorization": "Bearer geraden"}, 401),
        ({"X-Forwarded-For": "10.0.0.9", "Authorization": "Bearer "}, 401),
    ],
)
async def test_wie_niet_van_hier_is_heeft_het_geheim_nodig(client: Client, koppen: dict[str, str], status: int) -> None:
    async with intern(client) as binnen:
        assert (await binnen.get("/metrics", headers=koppen)).status == status
        # the same does not open the doors of the bot
        assert (await binnen.get("/v1/intern/teksten", headers=koppen)).status == 401


@OP_SQLITE
async def test_een_leeg_geheim_laat_niemand_van_elders_binnen(client: Client) -> None:
    binnen_app = maak_interne_app(client.app)
    from loket_backend.intake.api import GEHEIM as SLEUTEL

    binnen_app[SLEUTEL] = ""
    async with TestClient(TestServer(binnen_app)) as binnen:
        assert (await binnen.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"})).status == 401


@OP_SQLITE
async def test_hoe_oud_de_nieuwste_reservekopie_is(client: Client, tmp_path: Path) -> None:
    punt = meetpunt.Meetpunt(client.app[DATABASE], NepRasa().mist, tmp_path / "kopieen")
    assert b"loket_reservekopie_oud_seconds +Inf" in await punt.lees()
    (tmp_path / "kopieen").mkdir()
    for naam, oud in (("maandag.kopie", 7200), ("dinsdag.kopie", 3600), (".woensdag.kopie", 60)):
        (tmp_path / "kopieen" / naam).write_text("x")
        os.utime(tmp_path / "kopieen" / naam, (time.time() - oud, time.time() - oud))
    punt.houdbaar, punt._tot = 0, 0
    tekst = (await punt.lees()).decode()
    oud = next(float(regel.split()[1]) for regel in tekst.splitlines() if regel.startswith("loket_reservekopie_oud"))
    assert 3600 <= oud < 3700


@OP_SQLITE
async def test_labels_komen_uit_vaste_lijsten_en_namen_dragen_hun_eenheid(client: Client) -> None:
    async with intern(client) as binnen:
        tekst = await (await binnen.get("/metrics")).text()
    toegestaan = {
        "fase": set(meten.FASEN),
        "uitkomst": {*meten.UITKOMSTEN, *meten.BEZORGD},
        "kanaal": set(meten.KANALEN),
        "soort": set(meten.STROMEN),
        "deel": set(meetpunt.BOT),
    }
    for familie in text_string_to_metric_families(tekst):
        assert familie.name.startswith("loket_")
        assert familie.documentation
        for monster in familie.samples:
            for label, waarde in monster.labels.items():
                if label not in ("le", "versie", "python"):
                    assert waarde in toegestaan[label], monster


def test_de_versie_is_die_van_de_api() -> None:
    beschrijving = json.loads((Path(meten.__file__).with_name("openapi.json")).read_text(encoding="utf-8"))
    assert beschrijving["info"]["version"] == meten.VERSIE
