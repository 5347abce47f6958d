"""Several Rasa servers: each in its turn, and one that does not answer is passed over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from loket_backend.gesprek import rasa as client
from loket_backend.gesprek.keuze import WEG, Keuze
from loket_backend.gesprek.rasa import BeurtMislukt, RasaBot, Vraagbeurt
from loket_backend.settings import Settings
from tests.conftest import vrije_poort
from tests.loket.gesprek.meer import tot_waar

VRAAG = Vraagbeurt("g1", 3, "hallo", None, {}, "web", False, None)
DICHT = "http://127.0.0.1:1"


@dataclass
class NepServer:
    """`open`: it answers; shut it hangs, as after SIGSTOP. `vlot`: a turn is answered at once. `gevraagd`: whether it lives."""

    naam: str
    open: asyncio.Event = field(default_factory=asyncio.Event)
    vlot: asyncio.Event = field(default_factory=asyncio.Event)
    beurten: int = 0
    gevraagd: int = 0
    url: str = ""

    async def gezond(self, _: web.Request) -> web.Response:
        self.gevraagd += 1
        await self.open.wait()
        return web.json_response({"klaar": True})

    async def beurt(self, _: web.Request) -> web.Response:
        self.beurten += 1
        await self.open.wait()
        await self.vlot.wait()
        return web.json_response({"uitkomst": "gelukt", "berichten": [{"tekst": self.naam}]})


@asynccontextmanager
async def server(naam: str) -> AsyncIterator[NepServer]:
    nep = NepServer(naam)
    nep.open.set()
    nep.vlot.set()
    app = web.Application()
    app.add_routes([web.get("/webhooks/loket/gezond", nep.gezond), web.post("/webhooks/loket/beurt", nep.beurt)])
    app.add_routes([web.get("/health", nep.gezond)])
    async with TestServer(app, shutdown_timeout=0) as draait:
        nep.url = str(draait.make_url("")).rstrip("/")
        yield nep
        nep.open.set()
        nep.vlot.set()


@pytest.fixture
async def twee() -> AsyncIterator[list[NepServer]]:
    async with AsyncExitStack() as stapel:
        yield [await stapel.enter_async_context(server(naam)) for naam in ("een", "twee")]


@asynccontextmanager
async def bot(*rasas: str, acties: tuple[str, ...] = (DICHT,), binnen: float = 20) -> AsyncIterator[RasaBot]:
    async with aiohttp.ClientSession() as http:
        yield RasaBot(http, rasas, acties, "geheim", binnen)


async def _wie(bot: RasaBot) -> str:
    return (await bot.beurt(VRAAG)).berichten[0].tekst


async def test_de_servers_krijgen_om_de_beurt_een_beurt(twee: list[NepServer]) -> None:
    async with bot(*(s.url for s in twee)) as rasa:
        assert sorted([await _wie(rasa) for _ in range(4)]) == ["een", "een", "twee", "twee"]


async def test_een_server_die_weigert_wordt_meteen_overgeslagen(twee: list[NepServer]) -> None:
    async with bot(DICHT, twee[0].url) as rasa:
        assert {await _wie(rasa) for _ in range(4)} == {"een"}


async def test_een_server_die_hangt_kost_even_en_dan_niets_meer(
    twee: list[NepServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "STIL", 0.1)
    monkeypatch.setattr(client, "PROEF", 0.1)
    twee[0].open.clear()
    async with bot(*(s.url for s in twee)) as rasa:
        assert [await _wie(rasa) for _ in range(6)] == ["twee"] * 6
    assert twee[0].beurten <= 1


async def test_een_trage_beurt_van_een_server_die_leeft_wordt_afgewacht(
    twee: list[NepServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "STIL", 0.05)
    for nep in twee:
        nep.vlot.clear()
    async with bot(*(s.url for s in twee)) as rasa:
        taak = asyncio.create_task(_wie(rasa))
        await tot_waar(lambda: sum(nep.gevraagd for nep in twee) >= 3)
        assert [nep.beurten for nep in twee].count(1) == 1, "een tweede server is niet nodig"
        for nep in twee:
            nep.vlot.set()
        assert await taak in ("een", "twee")


async def test_een_server_die_weg_was_krijgt_weer_beurten(twee: list[NepServer]) -> None:
    nu = 0.0
    async with bot(*(s.url for s in twee)) as rasa:
        rasa._rasas._klok = lambda: nu
        rasa._rasas.is_weg(rasa._rasas.alle[0])
        assert [await _wie(rasa) for _ in range(3)] == ["twee"] * 3
        nu = WEG + 1
        assert {await _wie(rasa) for _ in range(4)} == {"een", "twee"}


async def test_zonder_een_enkele_server_mislukt_de_beurt_en_dat_wordt_gezegd() -> None:
    async with bot(DICHT, f"http://127.0.0.1:{vrije_poort()}") as rasa:
        with pytest.raises(BeurtMislukt):
            await rasa.beurt(VRAAG)


async def test_klaar_is_het_zolang_er_van_elk_een_antwoordt(twee: list[NepServer]) -> None:
    async with bot(DICHT, twee[0].url, acties=(twee[1].url, DICHT)) as rasa:
        assert await rasa.mist() == []
    async with bot(DICHT, acties=(twee[1].url,)) as rasa:
        assert await rasa.mist() == ["rasa"]
    async with bot(twee[0].url) as rasa:
        assert await rasa.mist() == ["acties"]


def test_wie_weg_is_staat_achteraan_en_valt_nooit_af() -> None:
    nu = 0.0
    keuze = Keuze(["a", "b", "c"], lambda: nu)
    keuze.is_weg("a")
    assert all(keuze.op_volgorde()[-1] == "a" for _ in range(3))
    nu = WEG + 0.1
    assert {keuze.op_volgorde()[0] for _ in range(3)} == {"a", "b", "c"}
    for adres in "abc":
        keuze.is_weg(adres)
    assert sorted(keuze.op_volgorde()) == ["a", "b", "c"]


def test_zonder_lijst_is_het_een_adres_op_loopback() -> None:
    assert Settings(rasa_poort="5005").rasa_adressen == ("http://127.0.0.1:5005",)
    assert Settings(rasas="http://a:1/ http://b:2").rasa_adressen == ("http://a:1", "http://b:2")
    assert Settings(acties="http://a:1").acties_adressen == ("http://a:1",)
