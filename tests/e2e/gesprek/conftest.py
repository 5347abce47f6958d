"""Conversations in sentences, with the real bot. The loket is the one of all end-to-end tests."""

from __future__ import annotations

import aiohttp
import pytest

from tests.e2e.hulp.loket import Loket
from tests.e2e.hulp.praat import Praat


@pytest.fixture
async def gesprek(loket: Loket, http: aiohttp.ClientSession) -> Praat:
    """A resident who has just opened the chat."""
    return await Praat.begin(loket, http)
