"""Who may read a case that is talked over: by toestemming now, by seat at the table, by team; on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.intake import workflow
from loket_backend.intake.models import Uitspraak
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import overleggen, teams, toestemmingen
from loket_backend.tweesporen.teammodels import Buurtteam, Teamlid
from loket_backend.tweesporen.toestemmingen import Gezegd
from tests.loket.tweesporen.hulp import TEAM, maak_overleg, maak_zaak, mag_zien, zeg


@pytest.fixture
async def kenmerk(database: Database) -> str:
    return await maak_zaak(database)


async def _wie_ziet(database: Database) -> set[str]:
    async with database.lees() as session:
        return {w for w in ("anja", "wil", "jet", "pia", "hans", "ben") if await mag_zien(session, w)}


async def test_een_partij_ziet_pas_iets_met_toestemming(database: Database, kenmerk: str) -> None:
    await maak_overleg(database, kenmerk)
    assert await _wie_ziet(database) == {"anja", "jet"}
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    assert await _wie_ziet(database) == {"anja", "jet", "pia"}
    await zeg(database, kenmerk, "wijkverpleging", geeft=False)
    assert await _wie_ziet(database) == {"anja", "jet"}
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    assert await _wie_ziet(database) == {"anja", "jet", "pia"}


async def test_toestemming_voor_de_een_is_er_geen_voor_de_ander(database: Database, kenmerk: str) -> None:
    await maak_overleg(database, kenmerk, ("pia", "hans"))
    await zeg(database, kenmerk, "huisarts", geeft=True)
    assert await _wie_ziet(database) == {"anja", "hans"}


async def test_wie_niet_aan_tafel_zit_ziet_niets(database: Database, kenmerk: str) -> None:
    await zeg(database, kenmerk, "huisarts", geeft=True)
    id_ = await maak_overleg(database, kenmerk, ("jet",))
    assert await _wie_ziet(database) == {"anja", "jet"}
    async with database.lees() as session:
        for wie in ("hans", "wil", "niemand"):
            with pytest.raises(NietGevonden):
                await overleggen.zoek(session, wie, id_)


async def test_wie_het_team_verlaat_ziet_niets_meer(database: Database, kenmerk: str) -> None:
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    await maak_overleg(database, kenmerk)
    async with database.schrijf() as session:
        lid = (await session.scalars(select(Teamlid).where(Teamlid.medewerker_id == "pia"))).one()
        await teams.beeindig_lid(session, "ben", TEAM, lid.id)
    assert await _wie_ziet(database) == {"anja", "jet"}


async def test_een_team_dat_niet_meer_werkt_ziet_niets(database: Database, kenmerk: str) -> None:
    await maak_overleg(database, kenmerk)
    async with database.schrijf() as session:
        (await session.get_one(Buurtteam, TEAM)).actief = False
    assert await _wie_ziet(database) == {"anja"}


async def test_een_partner_zonder_partij_ziet_niets(database: Database, kenmerk: str) -> None:
    """Somebody of the loket who becomes a partner, with the old row in the team."""
    await maak_overleg(database, kenmerk)
    async with database.schrijf() as session:
        (await session.get_one(Medewerker, "jet")).rol = "partner"
    assert await _wie_ziet(database) == {"anja"}


async def test_een_ander_krijgt_het_overleg_met_het_dossier(database: Database, kenmerk: str) -> None:
    await maak_overleg(database, kenmerk)
    async with database.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).medewerker_id = "wil"
    assert await _wie_ziet(database) == {"wil", "jet"}


async def test_wie_schrijft_terwijl_de_toestemming_verdwijnt_komt_te_laat(database: Database, kenmerk: str) -> None:
    """Whichever comes first: nothing is written after the withdrawal."""
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    id_ = await maak_overleg(database, kenmerk)

    async def schrijf(n: int) -> bool:
        try:
            async with database.schrijf() as session:
                z = await overleggen.vergrendel(session, "pia", id_)
                await overleggen.draag_bij(session, z, "pia", "notitie", f"notitie {n}")
        except NietGevonden:
            return False
        return True

    gelukt, *_ = await asyncio.gather(
        asyncio.gather(*(schrijf(n) for n in range(8))), zeg(database, kenmerk, "wijkverpleging", geeft=False)
    )
    assert not await schrijf(99)
    async with database.lees() as session:
        assert len(await overleggen.bijdragen(session, id_)) == sum(gelukt)


async def test_wie_schrijft_wacht_op_wie_net_intrekt(database: Database, kenmerk: str) -> None:
    """The withdrawal is written and not committed yet: whoever writes now waits for it, and then sees that it is too late."""
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    id_ = await maak_overleg(database, kenmerk)

    async def schrijf() -> None:
        async with database.schrijf() as session:
            z = await overleggen.vergrendel(session, "pia", id_)
            await overleggen.draag_bij(session, z, "pia", "notitie", "te laat")

    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await toestemmingen.leg_vast(session, intake, "wijkverpleging", Gezegd(False, "papier", "anja"))
        schrijver = asyncio.create_task(schrijf())
        klaar, _ = await asyncio.wait({schrijver}, timeout=1)
        assert not klaar
    with pytest.raises(NietGevonden):
        await schrijver


async def test_deelnemers_lezen_alleen_wat_is_gedeeld(database: Database, kenmerk: str) -> None:
    id_ = await maak_overleg(database, kenmerk, deelt=["kan"])
    async with database.schrijf() as session:
        session.add(Uitspraak(kenmerk=kenmerk, leefgebied="huishouden", aspect="kan", tekst="koken gaat", bron=1))
    async with database.lees() as session:
        z = await overleggen.zoek(session, "jet", id_)
        gedeeld = await overleggen.gedeeld(session, z.overleg)
    assert [(a, [u.tekst for u in us]) for a, us in gedeeld] == [("kan", ["koken gaat"])]


async def test_alleen_de_vaste_medewerker_plant_en_elke_fout_wordt_genoemd(database: Database, kenmerk: str) -> None:
    gisteren = vandaag() - timedelta(days=1)
    with pytest.raises(Veldfouten) as fout:
        await maak_overleg(database, kenmerk, ("ben",), dag=gisteren, vraag=" ", deelt=["netwerk"])
    assert set(fout.value.per_veld) == {"deelnemers", "dag", "vraag", "deelt"}
    with pytest.raises(Veldfouten) as fout:
        await maak_overleg(database, kenmerk, team_id="nergens")
    assert set(fout.value.per_veld) == {"team"}
    async with database.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).medewerker_id = "wil"
    with pytest.raises(Conflict):
        await maak_overleg(database, kenmerk)


async def test_na_het_afronden_komt_er_niets_bij(database: Database, kenmerk: str) -> None:
    id_ = await maak_overleg(database, kenmerk)
    async with database.schrijf() as session:
        with pytest.raises(NietGevonden):
            await overleggen.rond_af(session, await overleggen.vergrendel(session, "jet", id_), "jet")
        z = await overleggen.vergrendel(session, "anja", id_)
        await overleggen.draag_bij(session, z, "anja", "afspraak", "We bellen vrijdag.")
        await overleggen.rond_af(session, z, "anja")
        with pytest.raises(Conflict):
            await overleggen.draag_bij(session, z, "anja", "notitie", "nog iets")
        with pytest.raises(Conflict):
            await overleggen.rond_af(session, z, "anja")


async def test_een_lege_bijdrage_wordt_niet_bewaard(database: Database, kenmerk: str) -> None:
    id_ = await maak_overleg(database, kenmerk)
    async with database.schrijf() as session:
        z = await overleggen.vergrendel(session, "anja", id_)
        with pytest.raises(Veldfouten) as fout:
            await overleggen.draag_bij(session, z, "anja", "gedicht", " ")
    assert set(fout.value.per_veld) == {"soort", "tekst"}


async def test_een_partner_hoort_bij_een_partij_en_een_beheerder_niet_in_een_team(
    database: Database, kenmerk: str
) -> None:
    async with database.schrijf() as session:
        session.add(Medewerker(id="els", naam="Els", functie="verpleegkundige", rol="partner"))
        session.add(Medewerker(id="ben", naam="Ben", functie="beheer", rol="beheerder"))
        await session.flush()
        for wie, discipline, partij, velden in (
            ("els", "wijkverpleegkundige", "", {"partij"}),
            ("els", "wmo_consulent", "wijkverpleging", {"discipline"}),
            ("ben", "jeugdconsulent", "", {"medewerker", "partij"}),
            ("jet", "goochelaar", "de krant", {"discipline", "partij"}),
        ):
            with pytest.raises(Veldfouten) as fout:
                await teams.voeg_lid_toe(session, "ben", TEAM, wie, discipline, partij)
            assert set(fout.value.per_veld) == velden, wie
        with pytest.raises(Conflict):
            await teams.voeg_lid_toe(session, "ben", TEAM, "jet", "jeugdconsulent", "")
        with pytest.raises(Veldfouten) as fout:
            await teams.voeg_toe(session, "ben", "team noord", [])
        assert set(fout.value.per_veld) == {"naam", "wijken"}
