"""More than one action server behind Rasa, and more than one loket behind the actions."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from rasa.utils.endpoints import EndpointConfig

from bot import actiepunten, adressen, server
from bot.actielijn import Actielijn
from bot.actiepunten import Actiepunten, lijn_naar
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
async def omgeving(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setenv("LOKET_GEHEIM", "geheim")
    monkeypatch.setattr(Lokets, "_eerst", 0)
    yield
    await loket.Lijn.sluit()


def _lijn(url: str = "http://127.0.0.1:5055/webhook") -> Actielijn | Actiepunten:
    return lijn_naar(EndpointConfig(url, token="geheim"))


async def _roep(lijn: Actielijn | Actiepunten) -> Any:
    try:
        return await lijn.request(json={}, method="post", timeout=300, compress=False)
    finally:
        await lijn.sluit()


def test_zonder_lijst_gaat_de_lijn_naar_wat_er_in_endpoints_staat() -> None:
    assert (type(_lijn()), _lijn().url) == (Actielijn, "http://127.0.0.1:5055/webhook")


async def test_ook_een_lijst_van_een_gaat_voor_wat_er_in_endpoints_staat(monkeypatch: pytest.MonkeyPatch) -> None:
    async with draait("een") as (_, url):
        monkeypatch.setenv("LOKET_ACTIES", url)
        assert await _roep(_lijn("http://127.0.0.1:0/webhook")) == {"van": "een", "token": "geheim"}


async def test_een_actieserver_die_weigert_of_hangt_wordt_overgeslagen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actiepunten, "STIL", 0.1)
    monkeypatch.setattr(actiepunten, "PROEF", 0.1)
    async with draait("een") as (een, url), draait("hangt") as (hangt, ander):
        hangt.open.clear()
        monkeypatch.setenv("LOKET_ACTIES", f"{ander} {url}")
        eerste = await _roep(_lijn())
        monkeypatch.setenv("LOKET_ACTIES", f"{DICHT} {url}")
        assert eerste["van"] == (await _roep(_lijn()))["van"] == "een"
    assert een.gevraagd == 2


async def test_zonder_actieserver_mislukt_de_actie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_ACTIES", f"{DICHT} {DICHT}")
    with pytest.raises(OSError, match="connect"):
        await _roep(_lijn())


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
