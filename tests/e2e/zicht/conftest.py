"""A loket that sends its traces somewhere; one for all tests here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import http
from tests.e2e.hulp.loket import Loket, draait
from tests.e2e.zicht.ontvanger import Ontvanger, luister

__all__ = ["http"]


@pytest.fixture(scope="package")
def ontvanger() -> Iterator[Ontvanger]:
    with luister() as ontvanger:
        yield ontvanger


@pytest.fixture(scope="package")
def loket(tmp_path_factory: pytest.TempPathFactory, ontvanger: Ontvanger) -> Iterator[Loket]:
    data = tmp_path_factory.mktemp("zicht")
    loket = Loket(data, LOKET_OTLP=ontvanger.adres, LOKET_RESERVEKOPIEEN=str(data / "kopieen"))
    with draait(loket):
        yield loket
