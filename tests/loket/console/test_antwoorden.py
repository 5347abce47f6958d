"""What a resident said to a human, put in the draft by whoever has the conversation."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.mensen import geef_terug, pak_op
from loket_backend.gesprek.models import KLAAR, Gesprek
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from tests.loket.hulp import TEKSTEN, stuur

from .conftest import Client, MeldAan, nieuw_gesprek
from .test_overname import audit, doe, pagina


@pytest.fixture
def hub(server: TestServer) -> Hub:
    assert server.app is not None
    return server.app[HUB]


@pytest.fixture
async def gesprek_id(database: Database, hub: Hub) -> str:
    """A conversation that anja has; 1 went to the bot, 2 and 3 were said to her."""
    gesprek_id = await nieuw_gesprek(database, "hallo", status="wacht_op_mens")
    async with database.schrijf() as session:
        berichten.open_beurt(session, await session.get_one(Gesprek, gesprek_id), 1, KLAAR)
        await pak_op(session, gesprek_id, "anja")
    await stuur(hub, gesprek_id, "ik kan niet meer stofzuigen")
    await stuur(hub, gesprek_id, "2020 AB")
    return gesprek_id


async def concept(database: Database, gesprek_id: str) -> dict[str, Any]:
    async with database.lees() as session:
        return await service.concept_voor(session, gesprek_id, 99)


async def neem_over(client: Client, gesprek_id: str, bericht: int, waar: str, aspect: str = "") -> Any:
    return await doe(client, gesprek_id, "antwoorden", bericht=str(bericht), waar=waar, aspect=aspect)


async def test_alleen_bij_wat_de_bot_niet_las_staat_het_en_alleen_voor_wie_het_gesprek_heeft(
    als: MeldAan, gesprek_id: str
) -> None:
    tekst = await pagina(await als("anja"), f"/{gesprek_id}")
    assert [n for n in range(1, 4) if f'id="neem-over-{n}"' in tekst] == [2, 3]
    assert "neem-over-" not in await pagina(await als("bilal"), f"/{gesprek_id}")


async def test_een_bericht_wordt_een_uitspraak_met_dat_bericht_als_bron(
    als: MeldAan, database: Database, gesprek_id: str
) -> None:
    antwoord = await neem_over(await als("anja"), gesprek_id, 2, "gebied:huishouden", "nodig")
    assert antwoord.headers["Location"] == f"/console/gesprekken/{gesprek_id}#bericht-2"
    [uitspraak] = (await concept(database, gesprek_id))["uitspraken"]
    assert (uitspraak["tekst"], uitspraak["bron"]) == ("ik kan niet meer stofzuigen", 2)
    assert uitspraak["medewerker"] == "anja"
    assert await audit(database) == [("anja", "overgenomen uit bericht 2")]


async def test_een_bericht_wordt_een_antwoord_en_de_bot_weet_het_na_het_teruggeven(
    als: MeldAan, database: Database, gesprek_id: str
) -> None:
    """Also when the bot stored a draft after that message was said."""
    async with database.schrijf() as session:
        await service.bewaar_concept(session, gesprek_id, 3, ConceptInhoud())
    assert (await neem_over(await als("anja"), gesprek_id, 2, "veld:hulpvraag")).status == 303
    assert (await neem_over(await als("anja"), gesprek_id, 3, "veld:postcode")).status == 303
    async with database.schrijf() as session:
        await geef_terug(session, gesprek_id, "anja", TEKSTEN)
    antwoorden = (await concept(database, gesprek_id))["antwoorden"]
    assert (antwoorden["postcode"]["waarde"], antwoorden["postcode"]["bronnen"]) == ("2020AB", [3])
    assert (antwoorden["hulpvraag"]["waarde"], antwoorden["hulpvraag"]["bronnen"]) == (
        "ik kan niet meer stofzuigen",
        [2],
    )


@pytest.mark.parametrize(
    ("waar", "aspect", "uitleg"),
    [
        ("", "", "Kies waar dit antwoord hoort."),
        ("veld:akkoord", "", "Kies waar dit antwoord hoort."),
        ("veld:postcode", "", "Vul vier cijfers en twee letters in, zoals 1234 AB."),
        ("gebied:huishouden", "", "Kies wat de inwoner daarover zegt."),
        ("gebied:tuin", "kan", "Kies waar het over gaat."),
    ],
)
async def test_wat_niet_past_komt_terug_naast_het_bericht_met_wat_gekozen_was(
    als: MeldAan, database: Database, gesprek_id: str, waar: str, aspect: str, uitleg: str
) -> None:
    antwoord = await neem_over(await als("anja"), gesprek_id, 2, waar, aspect)
    assert antwoord.status == 400
    deel = unescape(await antwoord.text()).partition('id="neem-over-2"')[2].partition("</details>")[0]
    assert deel.startswith(" open")
    assert f'id="fout-bericht-2">{uitleg}' in deel
    if waar in ("veld:postcode", "gebied:huishouden"):
        assert f'value="{waar}" selected' in deel
    assert (await concept(database, gesprek_id))["uitspraken"] == []


@pytest.mark.parametrize("bericht", [1, 7, 0])
async def test_een_bericht_dat_de_bot_las_of_dat_er_niet_is_kan_niet(
    als: MeldAan, gesprek_id: str, bericht: int
) -> None:
    assert (await neem_over(await als("anja"), gesprek_id, bericht, "veld:hulpvraag")).status == 404


async def test_wie_het_gesprek_niet_heeft_neemt_niets_over(als: MeldAan, database: Database, gesprek_id: str) -> None:
    assert (await neem_over(await als("bilal"), gesprek_id, 2, "veld:hulpvraag")).status == 409
    assert (await concept(database, gesprek_id))["antwoorden"] == {}
