"""Typing is shown while the bot works or a medewerker writes, and not all the time."""

from __future__ import annotations

from loket_backend.gesprek import mensen
from loket_backend.gesprek.channels.telegram.api import Api
from loket_backend.gesprek.channels.telegram.typen import Typen
from tests.loket.hulp import tot, vul_gemeente
from tests.loket.telegram.conftest import ANNA, Kanaal


async def test_telegram_toont_dat_de_bot_werkt(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "hallo")
    typen = Typen(kanaal.hub, Api(kanaal.api.token, kanaal.api.adres))
    await typen.toon()
    assert kanaal.api.geroepen("sendChatAction") == []
    kanaal.bot.poort.clear()
    kanaal.api.bericht(ANNA, "nog iets")

    async def bot_werkt() -> bool:
        return len(kanaal.bot.beurten) == 2

    await tot(bot_werkt)
    await typen.toon()
    await typen.toon()
    assert kanaal.api.geroepen("sendChatAction") == [{"chat_id": str(ANNA), "action": "typing"}]
    kanaal.bot.poort.set()
    await kanaal.rust()


async def test_telegram_toont_dat_een_medewerker_schrijft(kanaal: Kanaal) -> None:
    await vul_gemeente(kanaal.hub.database)
    await kanaal.zeg(ANNA, "hallo")
    gesprek_id = (await kanaal.gesprek(ANNA)).id
    await kanaal.doe(mensen.pak_op, gesprek_id, "anja")
    typen = Typen(kanaal.hub, Api(kanaal.api.token, kanaal.api.adres))
    kanaal.hub.aanwezigheid.meld_typen(gesprek_id, "inwoner")
    await typen.toon()
    assert kanaal.api.geroepen("sendChatAction") == []
    kanaal.hub.aanwezigheid.meld_typen(gesprek_id, "anja")
    await typen.toon()
    assert len(kanaal.api.geroepen("sendChatAction")) == 1
    await kanaal.doe(mensen.zeg, gesprek_id, "anja", "Ik bel u zo.", kanaal.hub.postvak.teksten)
    kanaal.hub.meld(gesprek_id)
    await kanaal.rust()
    assert kanaal.api.laatste(ANNA).tekst == "Ik bel u zo."
