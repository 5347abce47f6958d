"""Which wijk a place on the map belongs to, when the gemeente said where its wijken lie."""

from __future__ import annotations

import copy

import pytest

from loket_backend.db import Database
from loket_backend.errors import OngeldigeInvoer
from loket_backend.toewijzing.inrichting import richt_in, schrijf_uit
from loket_backend.toewijzing.plek import Plek, afstand, wijk_bij
from tests.loket.hulp import GEMEENTE, vul_gemeente

VELD = {"breedte": 52.7, "lengte": 6.5, "straal": 2000}
DORP = {"breedte": 52.72, "lengte": 6.5, "straal": 2000}


def met_plekken(veld: object = VELD, dorp: object = DORP) -> dict:  # type: ignore[type-arg]
    gemeente = copy.deepcopy(GEMEENTE)
    for wijk, plek in zip(gemeente["wijken"], (veld, dorp), strict=True):
        wijk["plek"] = plek  # type: ignore[assignment]
    return gemeente


@pytest.mark.parametrize(
    ("breedte", "lengte", "wijk"),
    [
        (52.7, 6.5, "veld"),
        (52.709, 6.5, "veld"),  # in both: the nearest centre
        (52.711, 6.5, "dorp"),
        (52.7, 6.535, None),  # 2.4 km to the east: a degree is shorter there
        (52.7, 6.525, "veld"),
        (0.0, 0.0, None),
    ],
)
async def test_een_plek_hoort_bij_de_wijk_waar_zij_in_ligt(
    database: Database, breedte: float, lengte: float, wijk: str | None
) -> None:
    await vul_gemeente(database, met_plekken())
    async with database.lees() as session:
        gevonden = await wijk_bij(session, breedte, lengte)
    assert (gevonden.id if gevonden else None) == wijk


async def test_zonder_plekken_wordt_er_niets_geraden(database: Database) -> None:
    await vul_gemeente(database)
    async with database.lees() as session:
        assert await wijk_bij(session, 52.7, 6.5) is None


def test_de_afstand_klopt_op_een_procent() -> None:
    dom = Plek(breedte=52.0907, lengte=5.1214, straal=100)
    assert afstand(dom, 52.3731, 4.8922) == pytest.approx(35_100, rel=0.01)  # Utrecht Dom – Amsterdam Dam


async def test_een_plek_gaat_heen_en_terug_door_het_bestand(database: Database) -> None:
    await vul_gemeente(database, met_plekken(dorp=None))
    async with database.lees() as session:
        uit = await schrijf_uit(session)
    assert [w.get("plek") for w in uit["wijken"]] == [None, VELD]
    await vul_gemeente(database, uit)
    await vul_gemeente(database)  # a file without it takes it away
    async with database.lees() as session:
        assert await wijk_bij(session, 52.7, 6.5) is None


async def test_een_onmogelijke_plek_wordt_geweigerd(database: Database) -> None:
    with pytest.raises(OngeldigeInvoer):
        async with database.schrijf() as session:
            await richt_in(session, met_plekken(veld={"breedte": 152.7, "lengte": 6.5, "straal": 2000}))
