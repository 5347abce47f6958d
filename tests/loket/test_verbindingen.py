"""Who opens a connection and says little on it is not waited for; who is slow but goes on, is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from loket_backend import verbindingen
from loket_backend.verbindingen import niet_eindeloos

KOP = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"


async def _echo(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


@pytest.fixture
async def poort(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(verbindingen, "LEESTIJD", 0.4)
    app = web.Application(middlewares=[niet_eindeloos])
    app.router.add_post("/", _echo)
    loper = web.AppRunner(app, shutdown_timeout=0.1, access_log=None, keepalive_timeout=0.4)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", 0).start()
    yield loper.addresses[0][1]
    await loper.cleanup()


async def _tot_het_einde(poort: int, *stukken: bytes, tussen: float = 0) -> bytes:
    lezer, schrijver = await asyncio.open_connection("127.0.0.1", poort)
    for stuk in stukken:
        schrijver.write(stuk)
        await asyncio.sleep(tussen)
    try:
        return await asyncio.wait_for(lezer.read(), 20)
    except ConnectionResetError:
        return b""
    finally:
        schrijver.close()


@pytest.mark.parametrize(
    "begin",
    [b"", b"POST / HT", KOP, KOP + b"Content-Length: 10\r\n\r\nabc", KOP + b"Transfer-Encoding: chunked\r\n\r\n"],
)
async def test_een_halve_vraag_wordt_niet_eindeloos_afgewacht(poort: int, begin: bytes) -> None:
    assert await _tot_het_einde(poort, begin) == b""


async def test_ook_wie_beweert_heel_veel_te_sturen_wordt_niet_eindeloos_afgewacht(
    poort: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbindingen, "GROOTSTE", 1000)
    assert await _tot_het_einde(poort, KOP + b"Content-Length: 999999999\r\n\r\nabc") == b""


async def test_wie_traag_is_maar_op_tijd_krijgt_antwoord(poort: int) -> None:
    antwoord = await _tot_het_einde(poort, KOP + b"Content-Length: 6\r\n\r\nab", b"cd", b"ef", tussen=0.05)
    assert antwoord.startswith(b"HTTP/1.1 200")
    assert antwoord.endswith(b"abcdef")
