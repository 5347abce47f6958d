"""A small gemeente with two wijken and three parties, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from loket_backend.db import Database
from loket_backend.toewijzing.models import Wijk
from tests.samenhulp import maak_partij


@pytest.fixture
async def gemeente(database: Database) -> Database:
    async with database.schrijf() as session:
        session.add_all([Wijk(id="noord", naam="Noord"), Wijk(id="zuid", naam="Zuid")])
        await maak_partij(session, "dorp", "dorpscooperatie", naam="Coöperatie Ons Dorp")
        await maak_partij(session, "thuis", "thuiszorg", naam="Thuis & Zo")
        await maak_partij(session, "gemeente", "gemeente")
    return database


def ingevuld(**anders: Any) -> dict[str, Any]:
    """A form that is right."""
    gewoon = {
        "naam": "Eetclub de Brink",
        "omschrijving": "Samen eten op donderdag.",
        "vorm": "informeel",
        "bekostiging": "informeel",
        "leefgebieden": ["huishouden", "contact"],
        "wijken": ["noord"],
        "partij_id": "dorp",
        "plekken": "3",
        "gecontroleerd_op": "2026-01-02",
    }
    return {**gewoon, **anders}
