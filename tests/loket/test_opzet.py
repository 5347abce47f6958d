"""The two gemeenten that came along: they go in whole, twice is once, and a fault is named before anything is written."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from loket_backend import opzet
from loket_backend.aanbod.models import Aanbod
from loket_backend.db import Database
from loket_backend.errors import OngeldigeInvoer
from loket_backend.partijen.models import Partij
from loket_backend.toewijzing.models import Medewerker, Wijk
from loket_backend.tweesporen.teammodels import Buurtteam, Teamlid
from loket_backend.wijkbudget.models import Budgetboeking, Wijkbudget

SOORTEN = (Wijk, Medewerker, Partij, Aanbod, Wijkbudget, Budgetboeking, Buurtteam, Teamlid)


async def tel(database: Database) -> dict[str, int]:
    async with database.lees() as session:
        return {s.__tablename__: await session.scalar(select(func.count()).select_from(s)) or 0 for s in SOORTEN}


async def begin(database: Database, voorbeeld: str) -> None:
    async with database.schrijf() as session:
        await opzet.begin(session, opzet.VOORBEELDEN / voorbeeld, (2026, 2027))


@pytest.mark.parametrize("voorbeeld", ["dorp", "stad"])
async def test_een_voorbeeld_gaat_er_heel_in_en_maar_een_keer(database: Database, voorbeeld: str) -> None:
    await begin(database, voorbeeld)
    eerst = await tel(database)
    bestand = opzet.lees(opzet.VOORBEELDEN / voorbeeld, "samen.yml")
    assert (eerst["partij"], eerst["aanbod"]) == (len(bestand["partijen"]), len(bestand["aanbod"]))
    assert eerst["teamlid"] == sum(len(t["leden"]) for t in bestand["buurtteams"])
    await begin(database, voorbeeld)
    assert await tel(database) == eerst


@pytest.mark.parametrize("voorbeeld", ["dorp", "stad"])
def test_geen_aanbod_heet_naar_wie_het_geeft(voorbeeld: str) -> None:
    """A line of an arrangement begins with the name of its offer, and residents read it."""
    bestand = opzet.lees(opzet.VOORBEELDEN / voorbeeld, "samen.yml")
    namen = {partij["id"]: partij["naam"].split()[-1] for partij in bestand["partijen"]}
    assert [een["naam"] for een in bestand["aanbod"] if namen[een["partij"]] in een["naam"]] == []


async def test_het_dorp_heeft_geld(database: Database) -> None:
    await begin(database, "dorp")
    async with database.lees() as session:
        hier = (Wijkbudget.wijk_id == "elzerveen") & (Wijkbudget.jaar == 2027)
        assert await session.scalar(select(Wijkbudget.totaal).where(hier)) == 48_000_00


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"partijen": [{"id": "x1", "naam": "X", "soort": "circus"}]}, "x1: onbekende soort circus"),
        ({"wijkbudgetten": [{"wijk": "maan", "inleg": {}}]}, "budget: onbekende wijk maan"),
        ({"buurtteams": [{"naam": "T", "wijken": [], "leden": {"piet": "huisarts"}}]}, "T: onbekende medewerker piet"),
        ({"aanbod": [{"naam": "Eten", "vorm": "informeel", "leefgebieden": ["soep"]}]}, "Dit is geen leefgebied: soep"),
        ({"onzin": 1}, "Extra inputs"),
    ],
)
async def test_een_fout_wordt_genoemd_en_dan_staat_er_niets(
    database: Database, anders: dict[str, Any], fout: str
) -> None:
    goed = {"partijen": [{"id": "welzijn", "naam": "Welzijn", "soort": "welzijn"}]}
    with pytest.raises(OngeldigeInvoer, match=fout):
        async with database.schrijf() as session:
            await opzet.zet_op(session, {**goed, **anders}, (2026,))
    assert (await tel(database))["partij"] == 0
