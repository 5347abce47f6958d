"""The proxy itself: what it does to a connection is what its name says, or the tests that use it prove nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.faults.doorgeefluik import DICHT, DOOR, STIL, TRAAG, Doorgeefluik

Lijn = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def echo(vooraf: bytes = b"") -> AsyncIterator[int]:
    async def antwoord(lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        while stuk := await lezer.read(1000):
            schrijver.write(vooraf + stuk)
        schrijver.close()

    server = await asyncio.start_server(antwoord, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


@pytest.fixture
async def luik() -> AsyncIterator[Doorgeefluik]:
    async with echo() as poort, Doorgeefluik("127.0.0.1", poort) as luik:
        yield luik


async def _bel(luik: Doorgeefluik) -> Lijn:
    return await asyncio.open_connection("127.0.0.1", luik.poort)


async def _zeg(lijn: Lijn, tekst: bytes) -> bytes:
    lijn[1].write(tekst)
    return await asyncio.wait_for(lijn[0].readexactly(len(tekst)), 5)


async def test_wat_erin_gaat_komt_eruit_ook_als_het_veel_is(luik: Doorgeefluik) -> None:
    lijn = await _bel(luik)
    assert await _zeg(lijn, b"hallo" * 50_000) == b"hallo" * 50_000
    lijn[1].write_eof()
    assert await asyncio.wait_for(lijn[0].read(), 5) == b""


async def test_dicht_weigert_en_laat_open_lijnen_met_rust(luik: Doorgeefluik) -> None:
    lijn = await _bel(luik)
    await _zeg(lijn, b"een")
    for _ in range(3):
        luik.stand = DICHT
        with pytest.raises(ConnectionRefusedError):
            await _bel(luik)
        assert await _zeg(lijn, b"twee") == b"twee"
        luik.stand = DOOR
        assert await _zeg(await _bel(luik), b"drie") == b"drie"


async def test_stil_zegt_niets_en_geeft_later_door_wat_er_lag(luik: Doorgeefluik) -> None:
    lijn = await _bel(luik)
    await _zeg(lijn, b"een")
    luik.stand = STIL
    nieuw = await _bel(luik)
    for open_lijn in (lijn, nieuw):
        open_lijn[1].write(b"twee")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(open_lijn[0].read(1), 0.2)
    luik.stand = DOOR
    for open_lijn in (lijn, nieuw):
        assert await asyncio.wait_for(open_lijn[0].readexactly(4), 5) == b"twee"


async def test_traag_gaat_niet_sneller_dan_gezegd(luik: Doorgeefluik) -> None:
    lijn = await _bel(luik)
    luik.tempo, luik.stand = 1000, TRAAG
    begin = time.monotonic()
    assert await _zeg(lijn, b"x" * 500) == b"x" * 500
    assert time.monotonic() - begin > 0.4


async def test_knippen_is_een_reset_aan_beide_kanten(luik: Doorgeefluik) -> None:
    lijnen = [await _bel(luik) for _ in range(3)]
    for lijn in lijnen:
        await _zeg(lijn, b"een")
    assert luik.knip() == 3
    for lijn in lijnen:
        with pytest.raises(ConnectionResetError):
            await asyncio.wait_for(lijn[0].read(1), 5)
    assert await _zeg(await _bel(luik), b"twee") == b"twee"
    assert luik.open == 1


async def test_knippen_na_zoveel_bytes_laat_de_andere_kant_het_werk_doen(luik: Doorgeefluik) -> None:
    heen, terug = await _bel(luik), await _bel(luik)
    await _zeg(heen, b"een")
    luik.knip_na(heen=10)
    assert await _zeg(heen, b"1234567890") == b"1234567890"
    for lijn, kant in ((heen, None), (terug, 0)):
        if kant is not None:
            luik.knip_na(terug=kant)
        with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
            await _zeg(lijn, b"x")
    assert await _zeg(await _bel(luik), b"daarna weer gewoon") == b"daarna weer gewoon"


async def test_verhuizen_geldt_voor_nieuwe_lijnen(luik: Doorgeefluik) -> None:
    oud = await _bel(luik)
    await _zeg(oud, b"een")
    async with echo(b"!") as elders:
        luik.verhuis("127.0.0.1", elders)
        assert await _zeg(oud, b"twee") == b"twee"
        assert await _zeg(await _bel(luik), b"een") == b"!ee"


async def test_wie_achter_de_deur_weg_is_geeft_een_reset() -> None:
    async with echo() as poort:
        pass
    async with Doorgeefluik("127.0.0.1", poort) as luik:
        lezer, _ = await _bel(luik)
        with pytest.raises(ConnectionResetError):
            await asyncio.wait_for(lezer.read(1), 5)
