"""What Telegram has yet to get is to be seen, and how long it waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket_backend import meetstand
from loket_backend.tijd import Klok, nu
from tests.loket.hulp import tot
from tests.loket.telegram.conftest import ANNA, BEP, Kanaal


async def rij(kanaal: Kanaal, naam: str) -> meetstand.Rij:
    async with kanaal.hub.database.lees() as session:
        return (await meetstand.rijen(session))[naam]


async def test_wat_telegram_niet_aanneemt_wordt_ouder(kanaal: Kanaal, monkeypatch: pytest.MonkeyPatch) -> None:
    await kanaal.zeg(ANNA, "/start")
    await kanaal.zeg(ANNA, "hallo")
    assert (await rij(kanaal, "uitgaand")).aantal == 0
    kanaal.api.storing = lambda methode, _: "500" if methode == "sendMessage" else None
    kanaal.api.bericht(ANNA, "de trap lukt niet meer")

    async def wacht() -> bool:
        return (await rij(kanaal, "uitgaand")).aantal > 0

    await tot(wacht)
    uur_later = nu() + timedelta(hours=1)
    monkeypatch.setattr(Klok, "kijk", staticmethod(lambda: uur_later))
    assert 3500 < (await rij(kanaal, "uitgaand")).seconden < 3700


async def test_wie_telegram_weigert_wacht_niet(kanaal: Kanaal) -> None:
    await kanaal.zeg(BEP, "/start")
    await kanaal.zeg(BEP, "hallo")
    kanaal.api.geblokkeerd = {BEP}
    await kanaal.zeg(BEP, "de trap lukt niet meer")
    assert (await kanaal.chat(BEP)).onbereikbaar
    assert (await rij(kanaal, "uitgaand")).aantal == 0
    assert (await rij(kanaal, "telegram_inkomend")).aantal == 0
