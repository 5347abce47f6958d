"""The table of who owns a conversation: every state with every event, the illegal ones included."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

import pytest
from sqlalchemy import select

from loket_backend.console.woorden import GESPREKSTATUS
from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.gesprek import berichten, overname
from loket_backend.gesprek.models import (
    BOT,
    GESLOTEN,
    INWONER,
    MENS,
    OVERGEDRAGEN,
    WACHT,
    WACHT_OP_MENS,
    Beurt,
    Gesprek,
    Statuswissel,
)
from loket_backend.gesprek.overname import (
    GEBEURTENISSEN,
    GEEF_DOOR,
    GEEF_TERUG,
    KIES_BOT,
    KOM_TERUG,
    KOM_TERUG_BIJ_MENS,
    NAAR_MENSEN,
    NEEM_OVER,
    OVERNAME,
    PAK_OP,
    SLUIT,
    wissel,
)
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.tijd import nu
from tests.loket.hulp import TEKSTEN, vul_gemeente

STANDEN = (BOT, WACHT_OP_MENS, MENS, GESLOTEN)

# What should come of each pair, written down once more by hand; None: not allowed. A new state or event has to be given its row here.
VERWACHT = {
    BOT: {
        NAAR_MENSEN: WACHT_OP_MENS,
        PAK_OP: MENS,
        NEEM_OVER: None,
        GEEF_DOOR: None,
        GEEF_TERUG: None,
        KIES_BOT: None,
        SLUIT: GESLOTEN,
        KOM_TERUG: None,
        KOM_TERUG_BIJ_MENS: None,
    },
    WACHT_OP_MENS: {
        NAAR_MENSEN: None,
        PAK_OP: MENS,
        NEEM_OVER: None,
        GEEF_DOOR: WACHT_OP_MENS,
        GEEF_TERUG: BOT,
        KIES_BOT: BOT,
        SLUIT: GESLOTEN,
        KOM_TERUG: None,
        KOM_TERUG_BIJ_MENS: None,
    },
    MENS: {
        NAAR_MENSEN: None,
        PAK_OP: None,
        NEEM_OVER: MENS,
        GEEF_DOOR: WACHT_OP_MENS,
        GEEF_TERUG: BOT,
        KIES_BOT: None,
        SLUIT: GESLOTEN,
        KOM_TERUG: None,
        KOM_TERUG_BIJ_MENS: None,
    },
    GESLOTEN: {
        NAAR_MENSEN: None,
        PAK_OP: MENS,
        NEEM_OVER: None,
        GEEF_DOOR: None,
        GEEF_TERUG: None,
        KIES_BOT: None,
        SLUIT: None,
        KOM_TERUG: BOT,
        KOM_TERUG_BIJ_MENS: WACHT_OP_MENS,
    },
}
ALLES = list(product(STANDEN, GEBEURTENISSEN))
MAG = [paar for paar in ALLES if VERWACHT.get(paar[0], {}).get(paar[1])]
MAG_NIET = [paar for paar in ALLES if paar not in MAG]


@dataclass(frozen=True)
class Beeld:
    """All that a change of hands may touch."""

    status: str
    sinds: object
    medewerker: str | None
    voor: tuple[str | None, str | None]
    beurt: str
    wissels: list[tuple[str, str, str, str]]


@pytest.fixture
async def gesprek_id(database: Database) -> str:
    """Somebody who has a turn open, in a conversation with a past."""
    await vul_gemeente(database)
    async with database.schrijf() as session:
        gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
        bericht = berichten.schrijf(session, gesprek, INWONER, "hallo")
        session.add(Statuswissel(gesprek_id=gesprek.id, van=BOT, naar=BOT, reden="eerder", door="bot", op=nu()))
        session.add(Beurt(gesprek_id=gesprek.id, volgnummer=bericht.volgnummer, begonnen_op=nu(), opnieuw_na=nu()))
    return gesprek.id


async def zet(database: Database, gesprek_id: str, status: str) -> None:
    async with database.schrijf() as session:
        gesprek = await session.get_one(Gesprek, gesprek_id)
        gesprek.status = status
        gesprek.medewerker_id = "anja" if status == MENS else None
        gesprek.voor_medewerker_id, gesprek.voor_wijk_id = "anja", "veld"


async def kijk(database: Database, gesprek_id: str) -> Beeld:
    async with database.lees() as session:
        g = await session.get_one(Gesprek, gesprek_id)
        beurt = (await session.scalars(select(Beurt).where(Beurt.gesprek_id == gesprek_id))).one()
        rijen = await session.scalars(
            select(Statuswissel).where(Statuswissel.gesprek_id == gesprek_id).order_by(Statuswissel.id)
        )
        return Beeld(
            g.status,
            g.status_sinds,
            g.medewerker_id,
            (g.voor_medewerker_id, g.voor_wijk_id),
            beurt.stand,
            [(w.van, w.naar, w.reden, w.door) for w in rijen],
        )


async def doe(database: Database, gesprek_id: str, gebeurtenis: str, door: str = "bert") -> None:
    async with database.schrijf() as session:
        await wissel(session, await berichten.vergrendel(session, gesprek_id), gebeurtenis, "proef", door)


def test_elke_stand_en_elke_gebeurtenis_heeft_een_verwachting() -> None:
    assert [(s, g) for s, rij in VERWACHT.items() for g in rij] == ALLES
    assert {paar for paar, naar in OVERNAME.items() if naar} == set(MAG)


def test_elke_gebeurtenis_van_de_module_staat_in_de_lijst() -> None:
    """A constant that is no event stands in one of the other two tables."""
    namen = {w for k, w in vars(overname).items() if k.isupper() and isinstance(w, str)}
    geen_gebeurtenis = set(STANDEN) | {WACHT, OVERGEDRAGEN}
    assert namen - geen_gebeurtenis == set(GEBEURTENISSEN)


def test_elke_stand_heeft_woorden() -> None:
    assert set(overname.WOORDEN) == set(STANDEN) == set(GESPREKSTATUS)


@pytest.mark.parametrize(("stand", "gebeurtenis"), MAG)
async def test_wat_mag_verandert_de_stand_en_laat_een_spoor_na(
    database: Database, gesprek_id: str, stand: str, gebeurtenis: str
) -> None:
    await zet(database, gesprek_id, stand)
    eerst, naar = await kijk(database, gesprek_id), VERWACHT[stand][gebeurtenis]
    await doe(database, gesprek_id, gebeurtenis)
    daarna = await kijk(database, gesprek_id)
    assert daarna.status == naar
    assert daarna.sinds > eerst.sinds  # type: ignore[operator]
    assert daarna.wissels == [*eerst.wissels, (stand, naar, "proef", "bert")]
    assert daarna.medewerker == ("bert" if gebeurtenis in (PAK_OP, NEEM_OVER) else None)
    assert daarna.voor == (None, None)
    assert daarna.beurt == (OVERGEDRAGEN if naar in (WACHT_OP_MENS, MENS) else WACHT)


@pytest.mark.parametrize(("stand", "gebeurtenis"), MAG_NIET)
async def test_wat_niet_mag_wordt_geweigerd_en_verandert_niets(
    database: Database, gesprek_id: str, stand: str, gebeurtenis: str
) -> None:
    await zet(database, gesprek_id, stand)
    eerst = await kijk(database, gesprek_id)
    with pytest.raises(Conflict) as fout:
        await doe(database, gesprek_id, gebeurtenis)
    assert overname.WOORDEN[stand] in fout.value.detail
    assert await kijk(database, gesprek_id) == eerst


async def test_de_bot_kan_alleen_vragen_wat_in_de_tabel_staat() -> None:
    for naar, gebeurtenis in overname.GEBEURTENIS_VAN_BOT.items():
        assert OVERNAME[BOT, gebeurtenis] == naar
    assert all((s, g) not in OVERNAME for g in overname.GEBEURTENIS_VAN_BOT.values() for s in (MENS,) if g != SLUIT)


async def test_een_hele_weg_langs_mensen_staat_regel_voor_regel_in_de_geschiedenis(
    database: Database, gesprek_id: str
) -> None:
    weg = [NAAR_MENSEN, PAK_OP, GEEF_DOOR, PAK_OP, GEEF_TERUG, NAAR_MENSEN, KIES_BOT, PAK_OP, SLUIT, KOM_TERUG_BIJ_MENS]
    for gebeurtenis in weg:
        await doe(database, gesprek_id, gebeurtenis)
    wissels = (await kijk(database, gesprek_id)).wissels[1:]
    standen = [BOT, WACHT_OP_MENS, MENS, WACHT_OP_MENS, MENS, BOT, WACHT_OP_MENS, BOT, MENS, GESLOTEN, WACHT_OP_MENS]
    assert [(van, naar) for van, naar, _, _ in wissels] == list(pairwise(standen))
