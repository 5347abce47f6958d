"""The one-time link: everything said so far goes along, once, within half an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from loket_backend.errors import vertaal_fouten
from loket_backend.gesprek.channels import web as webkanaal
from loket_backend.gesprek.channels.telegram import verhuiscodes, verhuizing
from loket_backend.gesprek.hub import HUB
from loket_backend.tijd import nu
from tests.loket.telegram.conftest import ANNA, TEKSTEN, Kanaal


@pytest.fixture
async def client(kanaal: Kanaal) -> Any:
    app = web.Application(middlewares=[vertaal_fouten])
    app[HUB] = kanaal.hub
    app.add_routes([verhuizing.route(TEKSTEN)])
    webkanaal.voeg_toe(app)
    async with TestClient[web.Request, web.Application](TestServer(app)) as client:
        yield client


async def _code(kanaal: Kanaal) -> str:
    uitleg = next(v for v in reversed(kanaal.api.ontvangen) if any("url" in k for k in v.knoppen))
    return uitleg.knoppen[0]["url"].partition("?gesprek=")[2]


async def _lees(client: Any, id: str, token: str) -> Any:
    kop = {"Authorization": f"Bearer {token}"}
    return await client.get(f"/v1/gesprekken/{id}/berichten", headers=kop)


async def test_het_gesprek_gaat_mee_en_telegram_zegt_waar(kanaal: Kanaal, client: Any) -> None:
    await kanaal.zeg(ANNA, "mijn knie doet pijn")
    antwoord = await client.post("/widget/verhuizing", json={"code": await _code(kanaal)})
    assert antwoord.status == 200
    gekregen = await antwoord.json()
    pagina = await (await _lees(client, **gekregen)).json()
    assert [b["tekst"] for b in pagina["berichten"] if b["afzender"] == "inwoner"] == ["mijn knie doet pijn"]
    assert (await kanaal.gesprek(ANNA)).kanaal == "web"
    await kanaal.rust()
    assert kanaal.api.laatste(ANNA).tekst == TEKSTEN.zin("verhuisd").strip()


async def test_een_link_werkt_een_keer(kanaal: Kanaal, client: Any) -> None:
    await kanaal.zeg(ANNA, "/start")
    code = await _code(kanaal)
    assert (await client.post("/widget/verhuizing", json={"code": code})).status == 200
    assert (await client.post("/widget/verhuizing", json={"code": code})).status == 404


async def test_een_link_werkt_een_half_uur(kanaal: Kanaal, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await kanaal.zeg(ANNA, "/start")
    code = await _code(kanaal)
    with monkeypatch.context() as later:
        later.setattr(verhuiscodes, "nu", lambda: nu() + timedelta(minutes=31))
        assert (await client.post("/widget/verhuizing", json={"code": code})).status == 404
    assert (await client.post("/widget/verhuizing", json={"code": code})).status == 200


@pytest.mark.parametrize("code", ["x" * 32, "kort", None, "é" * 20])
async def test_een_verzonnen_code_geeft_niets(kanaal: Kanaal, client: Any, code: str | None) -> None:
    assert (await client.post("/widget/verhuizing", json={"code": code})).status in (400, 404)


async def test_na_de_verhuizing_blijft_wat_in_telegram_komt_bewaard_en_hoort_het_loket_gevaar(
    kanaal: Kanaal, client: Any
) -> None:
    await kanaal.zeg(ANNA, "hallo")
    eerst = await (await client.post("/widget/verhuizing", json={"code": await _code(kanaal)})).json()
    await kanaal.zeg(ANNA, "ik maak er vanavond een eind aan")
    teksten = kanaal.api.teksten(ANNA)
    assert any("113" in tekst for tekst in teksten)
    assert teksten[-1] == TEKSTEN.zin("bewaard_op_pagina").strip()
    assert "Gehoord: ik maak er vanavond een eind aan" not in teksten
    pagina = await (await _lees(client, **eerst)).json()
    assert pagina["crisis"] == "suicide"


async def test_na_de_verhuizing_begint_start_een_nieuw_gesprek(kanaal: Kanaal, client: Any) -> None:
    await kanaal.zeg(ANNA, "hallo")
    oud = (await kanaal.gesprek(ANNA)).id
    await client.post("/widget/verhuizing", json={"code": await _code(kanaal)})
    await kanaal.zeg(ANNA, "/start")
    await kanaal.zeg(ANNA, "opnieuw")
    nieuw = await kanaal.gesprek(ANNA)
    assert nieuw.id != oud
    assert kanaal.api.laatste(ANNA).tekst == "Gehoord: opnieuw"
