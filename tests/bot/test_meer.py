"""More than one action server behind Rasa, and more than one loket behind the actions."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from rasa.utils.endpoints import EndpointConfig

from bot import actiepunten, adressen, server
from bot.actiepunten import Actiepunten, verdeel_over_alle
from bot.actions import loket
from bot.adressen import Lokets

DICHT = "http://127.0.0.1:1"


class Nep:
    """Counts what it was asked; `open` shut, it hangs as after SIGSTOP."""

    def __init__(self, naam: str) -> None:
        self.naam, self.gevraagd, self.open, self.status = naam, 0, asyncio.Event(), 200
        self.open.set()

    async def antwoord(self, request: web.Request) -> web.Response:
        if request.path != "/health":
            self.gevraagd += 1
        await self.open.wait()
        return web.json_response({"van": self.naam, "token": request.query.get("token")}, status=self.status)


@contextlib.asynccontextmanager
async def draait(naam: str) -> AsyncIterator[tuple[Nep, str]]:
    nep, app = Nep(naam), web.Application()
    app.router.add_route("*", "/{pad:.*}", nep.antwoord)
    async with TestServer(app, shutdown_timeout=0) as draaiend:
        yield nep, str(draaiend.make_url("")).rstrip("/")
        nep.open.set()


@pytest.fixture(autouse=True)
def omgeving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_GEHEIM", "geheim")
    monkeypatch.setattr(Lokets, "_eerst", 0)


def _agent(url: str = "http://127.0.0.1:5055/webhook") -> Any:
    return SimpleNamespace(processor=SimpleNamespace(action_endpoint=EndpointConfig(url, token="geheim")))


async def _roep(agent: Any) -> Any:
    return await agent.processor.action_endpoint.request(json={}, method="post", timeout=300, compress=False)


def test_met_een_actieserver_op_loopback_blijft_alles_zoals_rasa_het_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_ACTIES_PORT", "5055")
    agent = _agent()
    verdeel_over_alle(agent)
    assert not isinstance(agent.processor.action_endpoint, Actiepunten)


async def test_ook_een_lijst_van_een_gaat_voor_wat_er_in_endpoints_staat(monkeypatch: pytest.MonkeyPatch) -> None:
    async with draait("een") as (_, url):
        monkeypatch.setenv("LOKET_ACTIES", url)
        agent = _agent("http://127.0.0.1:0/webhook")
        verdeel_over_alle(agent)
        assert await _roep(agent) == {"van": "een", "token": "geheim"}


async def test_een_actieserver_die_weigert_of_hangt_wordt_overgeslagen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actiepunten, "STIL", 0.1)
    monkeypatch.setattr(actiepunten, "PROEF", 0.1)
    async with draait("een") as (een, url), draait("hangt") as (hangt, ander):
        hangt.open.clear()
        monkeypatch.setenv("LOKET_ACTIES", f"{ander} {url}")
        agent = _agent()
        verdeel_over_alle(agent)
        eerste = await _roep(agent)
        monkeypatch.setenv("LOKET_ACTIES", f"{DICHT} {url}")
        weigert = _agent()
        verdeel_over_alle(weigert)
        assert eerste["van"] == (await _roep(weigert))["van"] == "een"
    assert een.gevraagd == 2


async def test_zonder_actieserver_mislukt_de_actie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_ACTIES", f"{DICHT} {DICHT}")
    agent = _agent()
    verdeel_over_alle(agent)
    with pytest.raises(OSError, match="connect"):
        await _roep(agent)


async def test_een_loket_dat_niet_kan_wordt_overgeslagen_en_daarna_niet_eerst_gevraagd(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with draait("stuk") as (stuk, een), draait("goed") as (goed, ander):
        stuk.status = 503
        monkeypatch.setenv("LOKET_INTERN", f"{een} {ander}")
        for _ in range(3):
            await loket.bewaar_concept("g1", 4, {})
    assert (stuk.gevraagd, goed.gevraagd) == (1, 3)


async def test_wat_een_loket_weigert_wordt_niet_bij_een_ander_geprobeerd(monkeypatch: pytest.MonkeyPatch) -> None:
    async with draait("weigert") as (weigert, een), draait("goed") as (goed, ander):
        weigert.status = 400
        monkeypatch.setenv("LOKET_INTERN", f"{een} {ander}")
        with pytest.raises(loket.LoketFout, match="400"):
            await loket.bewaar_concept("g1", 4, {})
    assert goed.gevraagd == 0


async def test_zonder_een_loket_mislukt_de_beurt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_INTERN", f"{DICHT} {DICHT}")
    with pytest.raises(loket.LoketFout):
        await loket.bewaar_concept("g1", 4, {})


def test_zonder_lijst_is_het_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_INTERN_PORT", "8081")
    assert adressen.intern() == ["http://127.0.0.1:8081"]


def test_rasa_luistert_op_loopback_tenzij_er_iets_anders_gezegd_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_RASA_PORT", "5005")
    assert server.opdracht(Path("m"))[4:8] == ["-i", "127.0.0.1", "-p", "5005"]
    monkeypatch.setenv("LOKET_RASA_HOST", "10.0.0.2")
    assert server.opdracht(Path("m"))[5] == "10.0.0.2"


def test_een_ander_model_dan_hier_getraind_is_wordt_niet_geladen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    model = tmp_path / "loket-x.tar.gz"
    model.write_bytes(b"iets")
    monkeypatch.setenv("LOKET_MODEL", str(model))
    with pytest.raises(SystemExit, match="niet het model"):
        server.model()
    (tmp_path / "loket-x.tar.sha256").write_text("0" * 64)
    with pytest.raises(SystemExit, match="niet het model"):
        server.model()
