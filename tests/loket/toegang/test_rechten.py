from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from loket_backend.db import Database
from loket_backend.tijd import nu
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.models import Auditregel
from loket_backend.toegang.rechten import ALLE_DOSSIERS, DOSSIERS, ROL_MAG, mag
from loket_backend.toegang.sleutels import ROLLEN


def test_elke_rol_staat_in_de_tabel() -> None:
    assert set(ROL_MAG) == set(ROLLEN)


def test_alleen_de_coordinator_ziet_alles_en_de_beheerder_geen_dossier() -> None:
    assert [rol for rol in ROLLEN if mag(rol, ALLE_DOSSIERS)] == ["coordinator"]
    assert not mag("beheerder", DOSSIERS)
    assert not mag("directeur", DOSSIERS)


@pytest.mark.parametrize("daad", ["UPDATE auditregel SET wie = 'x'", "DELETE FROM auditregel"])
async def test_een_auditregel_is_niet_te_wijzigen_of_te_wissen(database: Database, daad: str) -> None:
    async with database.schrijf() as session:
        leg_vast(session, "anja", "gelezen", "2026-ABC234", "eigen dossier")
    with pytest.raises(DatabaseError):
        async with database.schrijf() as session:
            await session.execute(text(daad))
    async with database.lees() as session:
        assert (await session.get_one(Auditregel, 1)).op <= nu()
