"""The whole public application in this process, on an empty database, with a fake in place of Rasa."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from loket_backend.app import maak_app
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.settings import Settings
from loket_backend.toegang.sleutels import maak_sleutel
from tests.contract.hulp import Client, Inwoner
from tests.loket.hulp import NepRasa, vul_gemeente

HERKOMST = "https://www.gemeente.example"


@pytest.fixture
def rasa() -> NepRasa:
    return NepRasa()


@pytest.fixture
async def client(database_url: str, tmp_path: Path, rasa: NepRasa) -> AsyncIterator[Client]:
    settings = Settings(data=str(tmp_path), database_url=database_url, geheim="geheim", herkomsten=HERKOMST)
    async with TestClient(TestServer(maak_app(settings, lambda *_: rasa))) as client:
        yield client


@pytest.fixture
def hub(client: Client) -> Hub:
    return client.app[HUB]


@pytest.fixture
async def inwoner(client: Client) -> Inwoner:
    return await Inwoner.begin(client)


@pytest.fixture
async def sleutel(hub: Hub) -> dict[str, str]:
    """The header of a coordinator's key; there is a gemeente too."""
    await vul_gemeente(hub.database)
    async with hub.database.schrijf() as session:
        return {"Authorization": f"Bearer {await maak_sleutel(session, 'coordinator')}"}
