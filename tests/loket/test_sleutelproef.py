"""A process with other keys than the database was written with does not begin."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from loket_backend.db import Database, Kluis
from loket_backend.sleutelproef import Sleutelproef, VreemdeSleutel, beproef
from loket_backend.versleuteling import Sleutelbos

OUD, NIEUW = b"1" * 32, b"2" * 32


async def _begin(database: Database, monkeypatch: pytest.MonkeyPatch, **sleutels: bytes) -> None:
    monkeypatch.setattr(Kluis, "bos", Sleutelbos(sleutels))
    async with database.schrijf() as session:
        await beproef(session)


async def test_met_dezelfde_sleutels_begint_ieder_proces(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        await _begin(database, monkeypatch, k1=OUD)
    async with database.lees() as session:
        assert await session.scalar(select(func.count()).select_from(Sleutelproef)) == 1


@pytest.mark.parametrize("vreemd", [{"k1": NIEUW}, {"k9": NIEUW}])
async def test_een_proces_met_een_andere_sleutel_begint_niet(
    database: Database, monkeypatch: pytest.MonkeyPatch, vreemd: dict[str, bytes]
) -> None:
    await _begin(database, monkeypatch, k1=OUD)
    with pytest.raises(VreemdeSleutel, match="k1"):
        await _begin(database, monkeypatch, **vreemd)


async def test_een_nieuwe_sleutel_erbij_mag_en_wie_hem_mist_begint_niet_meer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _begin(database, monkeypatch, k1=OUD)
    await _begin(database, monkeypatch, k2=NIEUW, k1=OUD)
    with pytest.raises(VreemdeSleutel, match="k2"):
        await _begin(database, monkeypatch, k1=OUD)
