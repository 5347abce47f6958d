"""The road of an arrangement: versions, both approvals, and what is in force, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from loket_backend.arrangement import dienst
from loket_backend.arrangement.models import BEEINDIGD, Arrangement, Arrangementversie
from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.intake import workflow
from loket_backend.intake.models import ARRANGEMENT, Intake
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.rondes.models import AKKOORD, CORRECTIE
from tests.samenhulp import maak_arrangement, maak_dossier, regel

BLAD, HASH = {"titel": "Arrangement"}, "0" * 64


async def test_wat_beide_kanten_goedvinden_geldt(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [regel(), regel("Koffie bij de buren", vorm="informeel")])
    async with database.lees() as session:
        versie = await dienst.geldend(session, kenmerk)
        assert versie is not None
        assert [r.wat for r in versie.regels] == [
            "Hulp bij het schoonmaken",
            "Koffie bij de buren",
        ]
        assert (versie.akkoord_door, (await session.get_one(Intake, kenmerk)).status) == ("anja", ARRANGEMENT)


async def test_een_nieuwe_versie_vervangt_pas_als_de_inwoner_ja_zegt(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        eerste = await maak_arrangement(session, kenmerk, [regel()])
        tweede = await maak_arrangement(session, kenmerk, [replace(regel("Meer hulp"), keer=2)], geldt=False)
        nu_geldend = await dienst.geldend(session, kenmerk)
        assert nu_geldend is not None
        assert nu_geldend.id == eerste.id
        intake = await workflow.vergrendel(session, kenmerk)
        await dienst.leg_voor(session, intake, tweede, "anja", Weg("papier", "geen chat"), BLAD, HASH)
        with pytest.raises(Conflict):
            await dienst.reageer(session, intake, eerste.id, Antwoord(AKKOORD, "ja", "papier", "anja"))
        await dienst.reageer(session, intake, tweede.id, Antwoord(AKKOORD, "ja", "papier", "anja"))
    async with database.lees() as session:
        versies = list(await session.scalars(select(Arrangementversie).order_by(Arrangementversie.nummer)))
        assert [(v.geldt_vanaf is not None, v.geldt_tot is None) for v in versies] == [(True, False), (True, True)]


async def test_wie_niet_akkoord_is_houdt_alles_zoals_het_was(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        versie = await maak_arrangement(session, kenmerk, [regel()], geldt=False)
        intake = await workflow.vergrendel(session, kenmerk)
        with pytest.raises(Conflict):
            await dienst.reageer(session, intake, versie.id, Antwoord(AKKOORD, "ja", "papier", "anja"))
        await dienst.leg_voor(session, intake, versie, "anja", Weg("papier", "geen chat"), BLAD, HASH)
        await dienst.reageer(session, intake, versie.id, Antwoord(CORRECTIE, "liever op dinsdag", "papier", "anja"))
        assert await dienst.geldend(session, kenmerk) is None
        assert (await session.get_one(Arrangement, kenmerk)).stand == CORRECTIE


async def test_na_het_einde_geldt_er_niets_meer(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [regel()])
        await dienst.eindig(session, await workflow.vergrendel(session, kenmerk), "anja", "verhuisd")
        assert await dienst.geldend(session, kenmerk) is None
        assert (await session.get_one(Arrangement, kenmerk)).stand == BEEINDIGD


async def test_wie_op_een_oude_versie_schreef_hoort_het(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [regel()], geldt=False)
        intake = await workflow.vergrendel(session, kenmerk)
        with pytest.raises(Conflict):
            await dienst.bewaar(session, intake, [regel()], (), 0, "anja")
