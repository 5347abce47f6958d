"""Texts that staff changed: the bot says them as soon as it heard of them, and without the loket it says those of domain.yml."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from aiohttp import ClientError, web
from aiohttp.test_utils import TestServer
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import eigen_teksten
from bot.actions.beurt import Beurt
from bot.actions.eigen_teksten import Eigen, houd_bij, over, ververs
from tests.bot.hulp import RESPONSES

EIGEN = "Hoe mogen we u noemen?"


@pytest.fixture(autouse=True)
def zonder_eigen_teksten() -> Iterator[None]:
    yield
    Eigen.teksten, Eigen.versie = {}, ""


class NepTekstenloket:
    """The internal address of the loket, with an ETag; `kapot` answers with an error, `inhoud` may be anything."""

    def __init__(self, **teksten: dict[str, str]) -> None:
        self.inhoud: Any = {"teksten": teksten}
        self.etag, self.kapot, self.gevraagd = '"1"', False, []

    async def antwoord(self, request: web.Request) -> web.Response:
        if request.headers["X-Loket-Geheim"] != "geheim":
            return web.Response(status=401)
        self.gevraagd.append(request.headers["If-None-Match"])
        if self.kapot:
            return web.Response(status=500)
        if request.headers["If-None-Match"] == self.etag:
            return web.Response(status=304)
        return web.json_response(self.inhoud, headers={"ETag": self.etag})

    @asynccontextmanager
    async def open(self, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_get("/v1/intern/teksten", self.antwoord)
        async with TestServer(app) as server:
            monkeypatch.setenv("LOKET_INTERN_PORT", str(server.port))
            monkeypatch.setenv("LOKET_GEHEIM", "geheim")
            yield


def zeg(response: str, keren: int = 1, **waarden: Any) -> list[dict[str, Any]]:
    """What a turn says with the responses as they count now."""
    spreker, tracker = CollectingDispatcher(), Tracker.from_dict({"sender_id": "g1:1", "latest_message": {}})
    beurt = Beurt(spreker, tracker, {"responses": RESPONSES})
    for _ in range(keren):
        beurt.zeg(response, **waarden)
    return list(spreker.messages)


async def test_wat_een_medewerker_veranderde_zegt_de_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    async with NepTekstenloket(utter_vraag_naam={"1": EIGEN}).open(monkeypatch):
        await ververs()
    eerste, tweede = zeg("utter_vraag_naam", keren=2)
    assert eerste["text"] == EIGEN
    assert eerste["buttons"] == RESPONSES["utter_vraag_naam"][0]["buttons"]
    assert tweede["text"] == RESPONSES["utter_vraag_naam"][1]["text"], "de andere manier blijft zoals die was"


async def test_plekken_worden_ook_in_een_eigen_tekst_gevuld() -> None:
    Eigen.teksten = {"utter_al_ingediend": {"1": "Nummer {kenmerk} ligt bij ons."}}
    assert zeg("utter_al_ingediend", kenmerk="2026-ABCDEF")[0]["text"] == "Nummer 2026-ABCDEF ligt bij ons."


@pytest.mark.parametrize("stuk", ["", " ", "Dag {onbekend}.", "Nummer {kenmerk", "{kenmerk.__class__}", "{}", None, 3])
async def test_een_tekst_die_stuk_is_zegt_de_bot_niet(stuk: Any, caplog: pytest.LogCaptureFixture) -> None:
    Eigen.teksten = {"utter_al_ingediend": {"1": stuk}}
    assert zeg("utter_al_ingediend", kenmerk="2026-ABCDEF")[0]["text"].startswith("Uw melding is al bij ons")
    assert stuk is None or "utter_al_ingediend" in caplog.text


def test_wat_het_domein_niet_kent_verandert_niets() -> None:
    Eigen.teksten = {"utter_bestaat_niet": {"1": "x"}, "utter_vraag_naam": {"9": "x"}}
    assert over(RESPONSES) == RESPONSES


async def test_het_domein_van_rasa_blijft_zelf_ongewijzigd() -> None:
    Eigen.teksten = {"utter_vraag_naam": {"1": EIGEN}}
    assert over(RESPONSES)["utter_vraag_naam"][0]["text"] == EIGEN
    assert RESPONSES["utter_vraag_naam"][0]["text"] != EIGEN


async def test_dezelfde_teksten_gaan_niet_nog_eens_over_de_lijn(monkeypatch: pytest.MonkeyPatch) -> None:
    nep = NepTekstenloket(utter_vraag_naam={"1": EIGEN})
    async with nep.open(monkeypatch):
        await ververs()
        nep.inhoud = {"teksten": {}}
        await ververs()
        assert Eigen.teksten == {"utter_vraag_naam": {"1": EIGEN}}
        nep.etag = '"2"'
        await ververs()
    assert Eigen.teksten == {}
    assert nep.gevraagd == ["", '"1"', '"1"']


@pytest.mark.parametrize("inhoud", [[], {}, {"teksten": []}, {"teksten": {"utter_vraag_naam": "x"}}])
async def test_een_vreemd_antwoord_laat_staan_wat_er_was(inhoud: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Eigen.teksten = {"utter_vraag_naam": {"1": EIGEN}}
    nep = NepTekstenloket()
    nep.inhoud = inhoud
    async with nep.open(monkeypatch):
        with pytest.raises(ValueError):
            await ververs()
    assert zeg("utter_vraag_naam")[0]["text"] == EIGEN


async def test_zonder_het_goede_geheim_blijft_alles_zoals_het_was(monkeypatch: pytest.MonkeyPatch) -> None:
    async with NepTekstenloket(utter_vraag_naam={"1": EIGEN}).open(monkeypatch):
        monkeypatch.setenv("LOKET_GEHEIM", "fout")
        with pytest.raises(ClientError):
            await ververs()
    assert over(RESPONSES) == RESPONSES


async def test_een_loket_dat_uitvalt_wordt_opnieuw_gevraagd(monkeypatch: pytest.MonkeyPatch) -> None:
    nep = NepTekstenloket(utter_vraag_naam={"1": EIGEN})
    nep.kapot = True
    async with nep.open(monkeypatch):
        taak = asyncio.ensure_future(houd_bij(elke=0.01))
        await _tot(lambda: len(nep.gevraagd) > 1)
        assert over(RESPONSES) == RESPONSES
        nep.kapot = False
        await _tot(lambda: Eigen.versie == nep.etag)
        taak.cancel()
        with suppress(asyncio.CancelledError):
            await taak
    assert zeg("utter_vraag_naam")[0]["text"] == EIGEN


async def _tot(voorwaarde: Any) -> None:
    async def wacht() -> None:
        while True:
            if voorwaarde():
                return
            await asyncio.sleep(0)

    await asyncio.wait_for(wacht(), 15)


def test_de_acties_zeggen_alles_zelf_en_rasa_niets() -> None:
    """A rule that let Rasa say a response would go past what staff changed."""
    from tests.bot.hulp import WORTEL

    regels = [*(WORTEL / "bot" / "data").rglob("rules/**/*.yml")]
    assert regels
    assert [pad.name for pad in regels if "utter_" in pad.read_text(encoding="utf-8")] == []
    assert eigen_teksten.ELKE <= 60
