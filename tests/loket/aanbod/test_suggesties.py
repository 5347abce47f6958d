"""What stands beside each thing that is needed: close by first, with the reasons, and nothing about rights."""

from __future__ import annotations

import re
from datetime import date

import pytest

from loket_backend.aanbod import suggesties
from loket_backend.aanbod.suggesties import Suggestie
from loket_backend.db import Database
from tests.bench.samenvulling_aanbod import vul_aanbod
from tests.loket.aanbod.test_zoeken import geteld
from tests.samenhulp import maak_aanbod

OUD = date(2020, 1, 1)
# Words by which somebody could think to have a right, or not.
RECHT = re.compile(r"recht|aanspraak|indicatie|aanmerking|beschikking|toegang|wmo|zvw|wlz|jeugdwet", re.IGNORECASE)


async def bij(database: Database, wijk: str | None, *gebieden: str, hoogstens: int = 9) -> dict[str, list[Suggestie]]:
    async with database.lees() as session:
        return await suggesties.bij(session, wijk, gebieden, hoogstens)


async def namen(database: Database, wijk: str | None, gebied: str = "huishouden", hoogstens: int = 9) -> list[str]:
    return [s.naam for s in (await bij(database, wijk, gebied, hoogstens=hoogstens))[gebied]]


@pytest.fixture
async def kaart(gemeente: Database) -> Database:
    async with gemeente.schrijf() as session:
        for vorm in ("individueel", "algemeen", "collectief"):
            await maak_aanbod(session, vorm, ("huishouden",), ("noord",), vorm=vorm, bekostiging="wmo")
        await maak_aanbod(session, "nooit", ("huishouden",), gecontroleerd_op=None)
        await maak_aanbod(session, "oud", ("huishouden",), gecontroleerd_op=OUD)
        await maak_aanbod(session, "vol hier", ("huishouden",), ("noord",), plekken=1, bezet=1)
        await maak_aanbod(session, "overal", ("huishouden", "contact"), plekken=4, bezet=1)
        await maak_aanbod(session, "vol overal", ("huishouden",), plekken=0)
        await maak_aanbod(
            session, "hier", ("huishouden",), ("noord", "zuid"), plekken=2, bezet=1, alleen_leden=True, partij_id="dorp"
        )
        await maak_aanbod(session, "gestopt", ("huishouden",), ("noord",), actief=False)
        await maak_aanbod(session, "elders", ("huishouden",), ("zuid",))
    return gemeente


async def test_van_dichtbij_naar_ver_weg(kaart: Database) -> None:
    informeel = ["hier", "vol hier", "overal", "oud", "nooit", "vol overal"]
    assert await namen(kaart, "noord") == [*informeel, "collectief", "algemeen", "individueel"]


async def test_veel_van_dichtbij_verbergt_niet_wat_er_verder_is(kaart: Database) -> None:
    assert await namen(kaart, "noord", hoogstens=5) == ["hier", "vol hier", "collectief", "algemeen", "individueel"]
    assert await namen(kaart, "noord", hoogstens=suggesties.HOOGSTENS) == await namen(kaart, "noord", hoogstens=5)


async def test_zonder_wijk_alleen_wat_overal_is(kaart: Database) -> None:
    assert await namen(kaart, None) == ["overal", "oud", "nooit", "vol overal"]


async def test_er_staan_er_nooit_meer_dan_gevraagd(kaart: Database) -> None:
    assert await namen(kaart, "noord", hoogstens=2) == ["hier", "collectief"]
    assert await namen(kaart, "noord", hoogstens=0) == []


async def test_elk_leefgebied_krijgt_zijn_eigen_rij_ook_een_lege(kaart: Database) -> None:
    gevonden = await bij(kaart, "noord", "contact", "veiligheid")
    assert {gebied: [s.naam for s in rij] for gebied, rij in gevonden.items()} == {
        "contact": ["overal"],
        "veiligheid": [],
    }
    assert await bij(kaart, "noord") == {}


async def test_de_redenen_staan_erbij(kaart: Database) -> None:
    hier, vol, overal, oud, nooit, _, *_ = (await bij(kaart, "noord", "huishouden"))["huishouden"]
    assert hier.redenen[:4] == ("voor huishouden", "in Noord", "1 plek vrij", "alleen voor leden van de coöperatie")
    assert (hier.organisatie, hier.vol, hier.oud) == ("Coöperatie Ons Dorp", False, False)
    assert ("nu geen plek vrij" in vol.redenen, vol.vol) == (True, True)
    assert overal.redenen[1:3] == ("in alle wijken", "3 plekken vrij")
    assert oud.redenen[-1] == "langer dan 6 maanden niet nagekeken, het laatst op 1 januari 2020"
    assert (nooit.redenen[-1], nooit.oud, nooit.vol) == ("nog nooit nagekeken", True, False)


async def test_nergens_staat_iets_over_recht(kaart: Database) -> None:
    """Also where the offer itself is paid by a law."""
    alle = (await bij(kaart, "noord", "huishouden", "contact")).values()
    woorden = [reden for rij in alle for een in rij for reden in een.redenen]
    assert woorden
    assert not [reden for reden in woorden if RECHT.search(reden)]


async def test_bij_tweeduizend_en_alle_leefgebieden_is_het_een_vraag(gemeente: Database) -> None:
    await vul_aanbod(gemeente, 2_000, wijken=("noord", "zuid"), partijen=("dorp",))
    async with gemeente.lees() as session:
        with geteld(gemeente) as vragen:
            gevonden = await suggesties.bij(session, "noord", ["huishouden", "contact", "gemoed"], 4)
    assert [len(rij) for rij in gevonden.values()] == [4, 4, 4]
    assert len([vraag for vraag in vragen if vraag.startswith("SELECT")]) == 1
