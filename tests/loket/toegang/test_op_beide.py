"""The second factor, the sessions and the break-glass in their queries, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from loket_backend.console.audit import Filter
from loket_backend.console.audit import lees as lees_logboek
from loket_backend.db import Database, open_database
from loket_backend.errors import NietGevonden
from loket_backend.tijd import nu, vandaag
from loket_backend.toegang import noodinzage, sessies, tweede
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.models import Noodinzage, Sessie, TweedeFactor


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url)
    yield database
    await database.sluit()


async def klopt(database: Database, code: str) -> bool:
    async with database.schrijf() as session:
        return await tweede.klopt(session, "anja", code)


@pytest.fixture
async def codes(database: Database) -> list[str]:
    """Anja's recovery codes, after switching on with the code of a while ago."""
    async with database.schrijf() as session:
        await tweede.begin(session, "anja")
    async with database.schrijf() as session:
        geheim = (await session.get_one(TweedeFactor, "anja")).geheim
        oud = pyotp.TOTP(geheim).at(nu() - timedelta(seconds=30))
        codes = await tweede.bevestig(session, "anja", oud)
    assert codes is not None
    return codes


async def test_een_code_die_twintig_keer_tegelijk_komt_telt_een_keer(database: Database, codes: list[str]) -> None:
    async with database.lees() as session:
        code = pyotp.TOTP((await session.get_one(TweedeFactor, "anja")).geheim).at(nu())
    assert sum(await asyncio.gather(*(klopt(database, code) for _ in range(20)))) == 1
    assert sum(await asyncio.gather(*(klopt(database, codes[0]) for _ in range(20)))) == 1
    async with database.lees() as session:
        assert await tweede.herstelcodes_over(session, "anja") == len(codes) - 1


async def test_uit_is_uit_en_opnieuw_beginnen_geeft_een_ander_geheim(database: Database, codes: list[str]) -> None:
    async with database.schrijf() as session:
        eerst = (await session.get_one(TweedeFactor, "anja")).geheim
        await tweede.begin(session, "anja")  # does nothing while it is on
        assert (await session.get_one(TweedeFactor, "anja")).geheim == eerst
        assert await tweede.wie_heeft_hem_aan(session) == {"anja"}
        assert await tweede.zet_uit(session, "anja")
    async with database.schrijf() as session:
        assert not await tweede.zet_uit(session, "anja")
        await tweede.begin(session, "anja")
        assert await tweede.onbevestigd(session, "anja") != eerst
    assert not await klopt(database, codes[1])


async def test_alleen_de_eigen_lopende_sessies_eindigen(database: Database) -> None:
    async with database.schrijf() as session:
        for id_, wie, duur in (("a", "anja", 9), ("b", "anja", 9), ("oud", "anja", -9), ("c", "bilal", 9)):
            tot = nu() + timedelta(minutes=duur)
            rij = Sessie(id=id_, inhoud={}, geldig_tot=tot, medewerker_id=wie, gemaakt_op=nu(), gezien_op=nu())
            session.add(rij)
    async with database.schrijf() as session:
        assert [s.id for s in await sessies.lopende(session, "anja")] == ["b", "a"]  # the last used first
        assert await sessies.beeindig(session, "anja", alleen="c") == 0
        assert await sessies.beeindig(session, "anja", behalve="a") == 2
        assert set(await session.scalars(select(Sessie.id))) == {"a", "c"}


async def test_een_noodinzage_is_te_bekijken_tot_iemand_hem_zag(database: Database) -> None:
    async with database.schrijf() as session:
        await noodinzage.leg_reden_vast(session, "anja", "2026-ABC234", "omdat het moet", bestond=True)
    async with database.schrijf() as session:
        (rij,) = await noodinzage.te_bekijken(session)
        assert await noodinzage.aantal_te_bekijken(session) == 1
        await noodinzage.markeer_gezien(session, rij.id, "gerda")
        await noodinzage.markeer_gezien(session, rij.id, "cor")
        with pytest.raises(NietGevonden):
            await noodinzage.markeer_gezien(session, rij.id + 1, "gerda")
    async with database.lees() as session:
        assert await noodinzage.aantal_te_bekijken(session) == 0
        assert [(n.gezien_door, n.reden) for n in await noodinzage.bekeken(session)] == [("gerda", "omdat het moet")]
        assert await noodinzage.van(session, "anja") == {"2026-ABC234"}
        assert len(await noodinzage.lopende(session, "anja")) == 1
        assert await session.scalar(select(Noodinzage.tot)) > nu()


@pytest.mark.parametrize(
    ("filter", "gevonden"),
    [
        (Filter(), ["gewijzigd", "gelezen", "aangemeld"]),
        (Filter(wat="GELEZ"), ["gelezen"]),
        (Filter(wie="anja", kenmerk="2026-abc234"), ["gelezen"]),
        (Filter(van=vandaag().isoformat(), tot=vandaag().isoformat()), ["gewijzigd", "gelezen", "aangemeld"]),
        (Filter(tot="2020-01-01"), []),
        (Filter(voor="2"), ["aangemeld"]),
    ],
)
async def test_het_logboek_zoekt_op_beide_hetzelfde(database: Database, filter: Filter, gevonden: list[str]) -> None:
    async with database.schrijf() as session:
        leg_vast(session, "anja", "aangemeld", "anja", "console")
        leg_vast(session, "anja", "gelezen", "2026-ABC234", "eigen dossier")
        leg_vast(session, "bilal", "gewijzigd", "2026-XYZ234", "eigen dossier")
    async with database.lees() as session:
        assert [regel.wat for regel in await lees_logboek(session, filter)] == gevonden
