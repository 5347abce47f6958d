from __future__ import annotations

from collections import Counter

import yaml
from sqlalchemy import func, select

from loket_backend import opzet
from loket_backend.console.inloggen import controleer
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database
from loket_backend.demo import DATA, DORP, demo_login, vul_demo
from loket_backend.gesprek.models import WACHT_OP_MENS, Bericht, Gesprek
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.settings import Settings
from loket_backend.toewijzing.models import Medewerker, Wijk
from loket_backend.toewijzing.service import wijk_van


async def aantallen(database: Database) -> dict[str, int]:
    async with database.lees() as session:
        modellen = (Wijk, Medewerker, Gesprek, Bericht, Intake, Uitspraak, Crisismelding)
        return {m.__name__: await session.scalar(select(func.count()).select_from(m)) or 0 for m in modellen}


async def test_de_demo_vult_een_lege_database_en_daarna_niets_meer(database: Database) -> None:
    await vul_demo(database, Settings())
    eerst = await aantallen(database)
    assert (eerst["Wijk"], eerst["Medewerker"], eerst["Intake"], eerst["Gesprek"]) == (3, 8, 12, 14)
    await vul_demo(database, Settings())
    assert await aantallen(database) == eerst


async def test_de_demo_raakt_een_gevuld_loket_niet_aan(database: Database, mensen: None) -> None:
    eerst = await aantallen(database)
    await vul_demo(database, Settings())
    assert await aantallen(database) == eerst


async def test_elke_uitspraak_van_de_demo_staat_in_het_bericht_waar_ze_naar_verwijst(database: Database) -> None:
    await vul_demo(database, Settings())
    keuze = select(Uitspraak.tekst, Bericht.tekst).select_from(Uitspraak).join(Intake)
    waar = (Bericht.gesprek_id == Intake.gesprek_id) & (Bericht.volgnummer == Uitspraak.bron)
    async with database.lees() as session:
        rijen = list(await session.execute(keuze.join(Bericht, waar)))
        assert len(rijen) == await session.scalar(select(func.count()).select_from(Uitspraak))
    assert [uitspraak for uitspraak, bericht in rijen if uitspraak not in bericht] == []


async def test_de_demo_heeft_van_alles_wat(database: Database) -> None:
    await vul_demo(database, Settings())
    async with database.lees() as session:
        van = Counter(await session.scalars(select(Intake.medewerker_id)))
        status = Counter(await session.scalars(select(Gesprek.status)))
        open_meldingen = Counter(m is None for m in await session.scalars(select(Crisismelding.bevestigd_door)))
    assert van[None] >= 2
    assert len(van) >= 5
    assert status[WACHT_OP_MENS] == 2
    assert open_meldingen == {True: 1, False: 1}


async def test_de_wijken_van_de_demo_dekken_de_gebieden(database: Database) -> None:
    await vul_demo(database, Settings())
    randen = ["7913AA", "7914ZZ", "6711AA", "6718ZZ", "5345AA", "5345ZZ", "6411AA", "6412ZZ", "8381AA", "8382ZZ"]
    async with database.lees() as session:
        assert [p for p in randen if await wijk_van(session, p) is None] == []
        assert await wijk_van(session, "9712AA") is None


async def test_met_het_wachtwoord_uit_de_data_kan_iedereen_inloggen(database: Database) -> None:
    await vul_demo(database, Settings())
    gemeente = yaml.safe_load((DATA / "gemeente.yml").read_text(encoding="utf-8"))
    for medewerker in opzet.lees(DORP, "gemeente.yml")["medewerkers"]:
        wie = await controleer(database, medewerker["login"], gemeente["wachtwoord"], "127.0.0.1")
        assert wie == medewerker["id"]


async def test_de_login_die_bij_het_starten_verschijnt_is_die_van_de_coordinator(database: Database) -> None:
    await vul_demo(database, Settings())
    assert await controleer(database, *demo_login(), "127.0.0.1") == "gerda-bakels"


async def test_de_demo_heeft_een_afspraak_en_een_voorstel(database: Database) -> None:
    await vul_demo(database, Settings())
    async with database.lees() as session:
        assert sorted(await session.scalars(select(Afspraak.stand))) == ["gepland", "voorgesteld"]
        assert "gesprek_gepland" in set(await session.scalars(select(Intake.status)))
