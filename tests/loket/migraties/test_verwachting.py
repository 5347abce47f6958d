"""What was to come of the lines that stood there before it was kept: from the day that each was committed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from loket_backend.migreer import alembic_config, migreer
from tests.loket.migraties.eerder import leeg_url, schrijf

REGELS = [
    # the line, what it took, what is to come of it, and when it was booked
    ("a", 900, 600, ["2026-01-05", "2026-03-01"]),
    ("b", 500, 500, ["2026-02-10"]),
    ("c", 400, 0, ["2026-02-11"]),
]


def _vul() -> list[str]:
    uit = [
        "INSERT INTO intake (kenmerk, gesprek_id, status, antwoorden, ontvangen_op, status_sinds, gemerkt)"
        " VALUES ('k', 'g', 'nieuw', '{}', '2026-01-01 12:00:00+00:00', '2026-01-01 12:00:00+00:00', 0)",
        "INSERT INTO wijkbudget (id, wijk_id, jaar, totaal, toegezegd, gerealiseerd) VALUES (1, 'w', 2026, 9999, 1800, 0)",
    ]
    for regel, bedrag, komt, dagen in REGELS:
        uit.append(
            "INSERT INTO toezegging (budget_id, regel, kenmerk, bedrag, gerealiseerd, te_komen, van, tot, begint_op, per, kosten_jaar, actief)"
            f" VALUES (1, '{regel}', 'k', {bedrag}, 0, {komt}, '2026-01-01', '2026-12-31', '2026-01-01', 'week', 900, true)"
        )
        uit += [
            "INSERT INTO budgetboeking (budget_id, soort, bedrag, kenmerk, regel, door, op)"
            f" VALUES (1, 'toezegging', {bedrag // len(dagen)}, 'k', '{regel}', 'anja', '{dag} 12:00:00+00:00')"
            for dag in dagen
        ]
    return uit


@pytest.mark.parametrize("soort", ["sqlite", "postgresql"])
def test_wat_nog_kwam_staat_er_vanaf_de_dag_van_toezeggen(
    request: pytest.FixtureRequest, soort: str, tmp_path: Path
) -> None:
    url = leeg_url(request, soort, tmp_path)
    command.upgrade(alembic_config(url), "0028")
    asyncio.run(schrijf(url, _vul()))
    migreer(url)
    gevonden = asyncio.run(_lees(url))
    assert [(str(op)[:10], verschil, kenmerk) for op, verschil, kenmerk in gevonden] == [
        ("2026-01-05", 600, "k"),
        ("2026-02-10", 500, "k"),
    ]


async def _lees(url: str) -> list[tuple[object, int, str]]:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as verbinding:
        vraag = text("SELECT op, verschil, kenmerk FROM budgetverwachting ORDER BY op")
        rijen = [tuple(rij) for rij in await verbinding.execute(vraag)]
    await engine.dispose()
    return rijen  # type: ignore[return-value]
