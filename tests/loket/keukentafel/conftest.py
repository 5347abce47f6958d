"""Time stands still on a Monday at ten; the bot says what it heard."""

from __future__ import annotations

import pytest

from loket_backend.db import Database
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht, Vraagbeurt
from loket_backend.gesprek.wachten import Balie
from loket_backend.keukentafel.huisregels import Afspraakbeleid
from tests.loket.hulp import NepRasa
from tests.loket.keukentafel.hulp import Tafel, maak_luisterhub
from tests.loket.klok import NepKlok


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    monkeypatch.setattr(Balie, "_wachtkamer", None)
    monkeypatch.setattr(Afspraakbeleid, "_regels", None)
    return NepKlok(monkeypatch)


@pytest.fixture
def rasa() -> NepRasa:
    return NepRasa(_antwoord)


def _antwoord(vraag: Vraagbeurt) -> Antwoordbeurt:
    """Asks something itself when it is about money."""
    return Antwoordbeurt([Botbericht(f"Gehoord: {vraag.tekst}", [], "kan" if "kost" in vraag.tekst else None)])


@pytest.fixture
def hub(database: Database, klok: NepKlok, rasa: NepRasa) -> Hub:
    return maak_luisterhub(database, rasa)


@pytest.fixture
async def tafel(hub: Hub) -> Tafel:
    return await Tafel.met_gemeente(hub)
