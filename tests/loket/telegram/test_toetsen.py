"""Buttons: what pressing does, and what an old one says."""

from __future__ import annotations

from typing import Any

import pytest

from loket_backend.gesprek.channels.telegram.models import UITLEG, VERHUISD, Chat, Toets
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from tests.loket.telegram.conftest import ANNA, BEP, TEKSTEN, Kanaal
from tests.telegram.nep_api import Verstuurd

KEUZES = [{"label": "Ja, dat klopt", "waarde": "ja"}, {"label": "Nee", "waarde": "x" * 200}]


@pytest.fixture
async def vraag(kanaal: Kanaal) -> Verstuurd:
    kanaal.bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht(f"Klopt het? {vraag.tekst}", KEUZES)])
    await kanaal.zeg(ANNA, "hallo")
    return kanaal.api.laatste(ANNA)


async def _druk(kanaal: Kanaal, chat: int, message_id: int, data: str) -> str:
    update: dict[str, Any] = kanaal.api.druk(chat, message_id, data)
    await kanaal.rust()
    return kanaal.api.callbacks[update["callback_query"]["id"]]


async def test_wat_op_de_knop_staat_reist_niet_mee(kanaal: Kanaal, vraag: Verstuurd) -> None:
    assert [k["text"] for k in vraag.knoppen] == ["Ja, dat klopt", "Nee"]
    assert all(len(k["callback_data"].encode()) <= 64 for k in vraag.knoppen)
    assert {t.waarde for t in await kanaal.alles(Toets) if t.volgnummer} == {"ja", "x" * 200}


async def test_drukken_stuurt_de_waarde_en_zet_een_vinkje(kanaal: Kanaal, vraag: Verstuurd) -> None:
    antwoord = await _druk(kanaal, ANNA, vraag.message_id, vraag.knoppen[0]["callback_data"])
    assert antwoord == TEKSTEN.zin("toets_gehoord")
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["hallo", "ja"]
    assert [k["text"] for k in kanaal.api.toetsenborden[ANNA, vraag.message_id]] == ["✓ Ja, dat klopt"]


async def test_twee_keer_drukken_is_een_antwoord(kanaal: Kanaal, vraag: Verstuurd) -> None:
    data = vraag.knoppen[0]["callback_data"]
    kanaal.api.druk(ANNA, vraag.message_id, data)
    assert await _druk(kanaal, ANNA, vraag.message_id, data) == TEKSTEN.zin("toets_voorbij")
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["hallo", "ja"]


async def test_een_oude_knop_zegt_dat_de_vraag_voorbij_is(kanaal: Kanaal, vraag: Verstuurd) -> None:
    await kanaal.zeg(ANNA, "iets anders")
    antwoord = await _druk(kanaal, ANNA, vraag.message_id, vraag.knoppen[0]["callback_data"])
    assert antwoord == TEKSTEN.zin("toets_voorbij")
    assert kanaal.api.toetsenborden[ANNA, vraag.message_id] == []
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["hallo", "iets anders"]


async def test_de_knop_van_een_ander_doet_niets(kanaal: Kanaal, vraag: Verstuurd) -> None:
    await kanaal.zeg(BEP, "hoi")
    antwoord = await _druk(kanaal, BEP, vraag.message_id, vraag.knoppen[0]["callback_data"])
    assert antwoord == TEKSTEN.zin("toets_onbekend")
    assert [b.tekst for b in await kanaal.berichten(BEP)] == ["hoi"]
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["hallo"]


async def test_hier_verder_werkt_niet_meer_na_een_nieuw_begin(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "/start")
    uitleg = kanaal.api.laatste(ANNA)
    await kanaal.zeg(ANNA, "hallo")
    async with kanaal.hub.database.schrijf() as session:
        (await session.get_one(Chat, (await kanaal.chat(ANNA)).index)).stand = VERHUISD
    await kanaal.zeg(ANNA, "/start")
    antwoord = await _druk(kanaal, ANNA, uitleg.message_id, uitleg.knoppen[1]["callback_data"])
    assert antwoord == TEKSTEN.zin("toets_voorbij")
    assert (await kanaal.chat(ANNA)).stand == UITLEG


async def test_een_verzonnen_knop_krijgt_ook_antwoord(kanaal: Kanaal, vraag: Verstuurd) -> None:
    assert await _druk(kanaal, ANNA, vraag.message_id, "verzonnen") == TEKSTEN.zin("toets_onbekend")
