"""The honest sentence: the loket's own work, and early enough that the loket may die in between."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from loket_backend.app import maak_app
from loket_backend.db import Database
from loket_backend.gesprek.models import SYSTEEM, Bericht, Beurt
from loket_backend.gesprek.werker import TIK
from loket_backend.settings import Settings
from loket_backend.tijd import nu
from tests.contract.hulp import Inwoner
from tests.loket.hulp import NepRasa, begin, maak_hub, stuur

# Never silence: within 10 seconds of the acknowledgement. A loket that died serves again in 4 on a quiet machine.
NIET_STIL, OPNIEUW_BEGINNEN = 10, 4


async def test_wie_wacht_hoort_het_van_het_loket_terwijl_rasa_zwijgt(tmp_path: Path, database_url: str) -> None:
    rasa = NepRasa()
    rasa.poort.clear()
    tijden = {"melden_na": "0.1", "antwoord_binnen": "3600"}
    settings = Settings(data=str(tmp_path), database_url=database_url, geheim="geheim", **tijden)
    async with asyncio.timeout(60), TestClient(TestServer(maak_app(settings, lambda *_: rasa))) as client:
        inwoner = await Inwoner.begin(client)
        await inwoner.stuur("Ik kan niet meer stofzuigen")
        while (pagina := await inwoner.lees())["berichten"][-1]["afzender"] != "systeem":
            await inwoner.lees(na=pagina["berichten"][-1]["volgnummer"], wacht=5)
        assert pagina["bezig"]
        rasa.poort.set()


def test_de_zin_komt_ook_op_tijd_als_het_loket_vlak_daarvoor_sterft() -> None:
    assert float(Settings().melden_na) + TIK + OPNIEUW_BEGINNEN < NIET_STIL


async def test_de_zinnen_komen_in_de_volgorde_van_de_berichten(database: Database) -> None:
    rasa = NepRasa()
    rasa.poort.clear()
    hub = maak_hub(database, rasa)
    gesprek = await begin(hub)
    nummers = [await stuur(hub, gesprek, tekst) for tekst in ("een", "twee", "drie")]
    async with database.schrijf() as session:  # the first was tried already, and waits longest for the next time
        (await session.get_one(Beurt, (gesprek, nummers[0]))).opnieuw_na = nu() + timedelta(minutes=1)
    await hub.werker._beurten.meld_vertraging(timedelta())
    async with database.lees() as session:
        zinnen = select(Bericht.antwoord_op).where(Bericht.gesprek_id == gesprek, Bericht.afzender == SYSTEEM)
        assert list(await session.scalars(zinnen.order_by(Bericht.volgnummer))) == nummers
    await hub.werker.stop()
