"""Time stands still, on a Monday at ten, until a test moves it."""

from __future__ import annotations

import pytest

from tests.loket.klok import NepKlok


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    return NepKlok(monkeypatch)
