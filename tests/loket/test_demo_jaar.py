"""The last year of the invented village: what the pages of Samen need is there, by the rules, once, and on both databases."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangement, Arrangementregel
from loket_backend.businesscase.models import Wlzoordeel
from loket_backend.db import Basis, Database, open_database
from loket_backend.demo import vul_demo
from loket_backend.demo.jaar import vertel_jaar
from loket_backend.geholpen.models import Evaluatie
from loket_backend.geholpen.planning import aan_de_beurt
from loket_backend.gesprek.models import Bericht
from loket_backend.gesprek.taken import Taak
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.settings import Settings
from loket_backend.tijd import Klok, nu, toen, vandaag
from loket_backend.toegang import keten
from loket_backend.tweesporen import overleggen
from loket_backend.tweesporen.models import Besluit, Bezwaar
from loket_backend.tweesporen.spoormodels import Overdracht, Toestemming
from loket_backend.wederkerigheid.models import Bijdrage, Koppeling
from loket_backend.wijkbudget.models import Budgetboeking
from loket_backend.wijkbudget.narekenen import reken_na
from loket_backend.wijkbudget.tabellen import Budgetmelding

BRON = Path(__file__).parents[2] / "loket_backend"


@pytest.fixture
async def sqlite_database(sqlite_sjabloon: Path, tmp_path: Path) -> AsyncIterator[Database]:
    database = open_database(f"sqlite+aiosqlite:///{shutil.copy(sqlite_sjabloon, tmp_path / 'dag.db')}")
    yield database
    await database.sluit()


async def tel(session: AsyncSession) -> dict[str, int]:
    tabellen = Basis.metadata.sorted_tables
    return {t.name: await session.scalar(select(func.count()).select_from(t)) or 0 for t in tabellen}


async def lees(database: Database, doe: Callable[[AsyncSession], Awaitable[Any]]) -> Any:
    async with database.lees() as session:
        return await doe(session)


async def soorten(session: AsyncSession, kolom: Any) -> Counter[Any]:
    return Counter(await session.scalars(select(kolom)))


async def test_twee_keer_beginnen_is_een_keer(database: Database) -> None:
    await vul_demo(database, Settings(), vertel_jaar)
    eerst = await lees(database, tel)
    await vul_demo(database, Settings(), vertel_jaar)
    assert await lees(database, tel) == eerst


async def test_het_jaar_staat_er_volgens_de_regels(database: Database) -> None:
    """One filling for everything that is looked at: it costs seconds."""
    await vul_demo(database, Settings(), vertel_jaar)
    async with database.schrijf() as session:
        await _arrangementen(session)
        await _geld(session)
        await _antwoorden(session)
        await _samen(session)
        await _tijd(session)
        await _woorden(session)
    async with database.lees() as session:
        assert (await keten.controleer(session)).breuken == []


async def _arrangementen(session: AsyncSession) -> None:
    standen = await soorten(session, Arrangement.stand)
    assert standen["akkoord"] >= 12
    assert {"concept", "voorgelegd", "beeindigd"} <= standen.keys()
    assert set(await soorten(session, Arrangementregel.vorm)) == {"informeel", "collectief", "algemeen", "individueel"}
    assert {"wijkbudget", "wmo", "zvw", "wlz", "jeugd"} <= (await soorten(session, Arrangementregel.bekostiging)).keys()
    assert (await soorten(session, Wlzoordeel.oordeel)).keys() == {"ja", "niet_te_zeggen"}


async def _geld(session: AsyncSession) -> None:
    aantal, fouten = await reken_na(session)
    assert aantal > 3
    assert fouten == []
    assert (await soorten(session, Budgetboeking.soort)).keys() == {"inleg", "toezegging", "vrijval", "realisatie"}
    assert await session.scalar(select(func.count()).select_from(Budgetmelding)), "een budget dat bijna op is"


async def _antwoorden(session: AsyncSession) -> None:
    assert (await soorten(session, Evaluatie.geholpen)).keys() >= {"ja", "beetje", "nee"}
    assert (await soorten(session, Taak.soort))["geholpen_nee"] >= 1
    assert [r for r in await aan_de_beurt(session, vandaag()) if (vandaag() - r.voor).days > 7] == []


async def _samen(session: AsyncSession) -> None:
    assert {"beschikbaar", "gevraagd"} <= (await soorten(session, Bijdrage.stand)).keys()
    assert {"loopt", "in_vraag"} <= (await soorten(session, Koppeling.stand)).keys()
    assert len(list(await session.scalars(select(Overdracht)))) >= 1
    assert any(await soorten(session, Besluit.eigen_bijdrage))
    assert len(list(await session.scalars(select(Bezwaar)))) == 1
    geeft = {(t.partij, t.geeft) for t in await session.scalars(select(Toestemming))}
    assert ("maatschappelijk_werk", True) in geeft
    assert ("huisarts", False) in geeft
    assert len(await overleggen.zichtbare(session, "rinske-dekker")) >= 1


async def _tijd(session: AsyncSession) -> None:
    """Nothing lies in the future, and the stories go back a year."""
    ontvangen = list(await session.scalars(select(Intake.ontvangen_op)))
    assert (nu() - min(ontvangen)).days > 300
    assert max(await session.scalars(select(Bericht.tijdstip))) <= nu()
    assert max(await session.scalars(select(Budgetboeking.op))) <= nu()


async def _woorden(session: AsyncSession) -> None:
    """Each uitspraak stands in the message that it points at."""
    keuze = select(Uitspraak.tekst, Bericht.tekst).select_from(Uitspraak).join(Intake)
    waar = (Bericht.gesprek_id == Intake.gesprek_id) & (Bericht.volgnummer == Uitspraak.bron)
    assert [u for u, bericht in await session.execute(keuze.join(Bericht, waar)) if u not in bericht] == []


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2027, 1, 2, 9, 30, tzinfo=UTC),
        datetime(2028, 2, 29, 9, 30, tzinfo=UTC),
        datetime(2026, 11, 23, 23, 20, tzinfo=UTC),  # where the residents live, winter, the next day has begun
        datetime(2027, 7, 31, 22, 5, tzinfo=UTC),  # summer: two hours ahead, and another month
    ],
    ids=str,
)
async def test_het_jaar_past_op_elk_moment_waarop_iemand_begint(
    moment: datetime, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last year crosses another New Year on each of the first two; on the others it is not the same day everywhere."""
    monkeypatch.setattr(Klok, "kijk", lambda: moment)
    await vul_demo(sqlite_database, Settings(), vertel_jaar)
    async with sqlite_database.lees() as session:
        assert (await reken_na(session))[1] == []
        assert max(await session.scalars(select(Budgetboeking.op))) <= nu()


def test_alleen_de_demo_zet_de_klok_op_toen() -> None:
    zet = re.compile(r"^from loket_backend\.tijd import .*\btoen\b|\btijd\.toen\(", re.MULTILINE)
    wie = {pad.relative_to(BRON).parts[0] for pad in BRON.rglob("*.py") if zet.search(pad.read_text(encoding="utf-8"))}
    assert wie == {"demo"}


def test_toen_geldt_alleen_erbinnen() -> None:
    moment = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    with toen(moment):
        assert nu() == moment
        assert vandaag() == moment.date()
    assert nu() > moment
