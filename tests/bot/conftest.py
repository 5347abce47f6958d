"""Fixtures for the tests of the bot; they run in the bot's own environment (Python 3.10), without the loket."""

from __future__ import annotations

import pytest

from bot.actions import loket
from tests.bot.hulp import NepLoket


@pytest.fixture(autouse=True)
def eigen_sleutels() -> None:
    """In place of the loket's: the bot has no column keys, and its environment no database."""


@pytest.fixture
def nep_loket(monkeypatch: pytest.MonkeyPatch) -> NepLoket:
    """The loket that the actions write to."""
    nep = NepLoket()
    monkeypatch.setattr(loket, "bewaar_concept", nep.bewaar_concept)
    monkeypatch.setattr(loket, "dien_in", nep.dien_in)
    return nep
