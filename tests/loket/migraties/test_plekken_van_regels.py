"""Lines that were in force before their places were counted have one, and no place comes free that nobody looked at."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from loket_backend.migreer import alembic_config, migreer
from tests.loket.migraties.eerder import leeg_url, schrijf

MOMENT = "2026-01-05 12:00:00+00:00"
# the offer, its places, those counted by hand, and what is counted by hand afterwards: two lines have a place of each
AANBOD = [("ruim", 9, 3, 3), ("krap", 4, 3, 2), ("dubbel", 1, 1, 0), ("ongeteld", None, 0, 0)]
# the line, its versie, and when it ends
REGELS = [("loopt", 2, "NULL"), ("lang", 2, "'2999-01-01'"), ("voorbij", 2, "'2020-01-01'"), ("oud", 1, "NULL")]


def _vul() -> list[str]:
    uit = [
        "INSERT INTO intake (kenmerk, gesprek_id, status, antwoorden, ontvangen_op, status_sinds, gemerkt)"
        f" VALUES ('k', 'g', 'nieuw', '{{}}', '{MOMENT}', '{MOMENT}', 0)"
    ]
    uit += [
        "INSERT INTO arrangementversie (id, kenmerk, nummer, medewerker_id, op, geldt_vanaf, geldt_tot)"
        f" VALUES ({id}, 'k', {id}, 'anja', '{MOMENT}', '{MOMENT}', {tot})"
        for id, tot in ((1, f"'{MOMENT}'"), (2, "NULL"))
    ]
    for naam, plekken, bezet, _ in AANBOD:
        uit.append(
            "INSERT INTO aanbod (id, naam, omschrijving, vorm, bekostiging, plekken, bezet, voorwaarden, alleen_leden, contact, telefoon,"
            f" mail, website, actief, gewijzigd_op) VALUES ('{naam}', '{naam}', '', 'informeel', 'informeel', {plekken or 'NULL'}, {bezet},"
            f" '', false, '', '', '', '', true, '{MOMENT}')"
        )
        uit += [
            "INSERT INTO arrangementregel (versie_id, kenmerk, sleutel, volgorde, leefgebied, vorm, bekostiging, aanbod_id, wat, doel, keer,"
            f" per, begint_op, evaluatie_op, eindigt_op, kosten_jaar, buiten_regels) VALUES ({versie}, 'k', '{naam} {regel}', 0, 'contact',"
            f" 'informeel', 'informeel', '{naam}', '', '', 1, 'week', '2019-01-01', '2019-01-01', {eind}, 0, false)"
            for regel, versie, eind in REGELS
        ]
    return uit


@pytest.mark.parametrize("soort", ["sqlite", "postgresql"])
def test_wat_loopt_heeft_zijn_plek(request: pytest.FixtureRequest, soort: str, tmp_path: Path) -> None:
    url = leeg_url(request, soort, tmp_path)
    command.upgrade(alembic_config(url), "0030")
    asyncio.run(schrijf(url, _vul()))
    migreer(url)
    geteld, plekken = asyncio.run(_lees(url))
    assert geteld == sorted((naam, daarna, 2) for naam, _, _, daarna in AANBOD)
    assert {regel for regel, _ in plekken} == {f"{een[0]} {wat}" for een in AANBOD for wat in ("loopt", "lang")}
    assert {str(tot) for _, tot in plekken} == {"None", "2999-01-01"}


async def _lees(url: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as verbinding:
        geteld = await verbinding.execute(text("SELECT id, bezet, bezet_regels FROM aanbod ORDER BY id"))
        plekken = await verbinding.execute(text("SELECT regel, tot FROM regelplek WHERE vrij_op IS NULL"))
        gevonden = [tuple(rij) for rij in geteld], [tuple(rij) for rij in plekken]
    await engine.dispose()
    return gevonden
