"""The real loket, once for all end-to-end tests (those of the widget have a loket of their own)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest

from tests.e2e.hulp.loket import GEDULD_START, WORTEL, Loket


@pytest.fixture(scope="session")
def loket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loket]:
    if not list((WORTEL / "bot" / "models").glob("loket-*.tar.gz")):
        pytest.fail("er is nog geen model. Doe eerst: make train")
    loket = Loket(tmp_path_factory.mktemp("loket"))
    try:
        duur = loket.wacht_klaar(GEDULD_START)
        print(f"\nhet loket is klaar na {duur:.1f} s")
        yield loket
    finally:
        over = loket.stop()
    assert over == [], "er draaide nog iets na Ctrl-C"


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    # unsafe: the console's cookie is of an address without a name
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=40), cookie_jar=jar) as http:
        yield http
