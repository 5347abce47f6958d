"""A wall clock that is put elsewhere makes nobody wait longer, and sends nobody to people too soon."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.gesprek.beurt import Beurten
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import BOT, WACHT_OP_MENS, Beurt
from loket_backend.gesprek.wachtduur import Wachtduur
from tests.loket.hulp import TEKSTEN, NepRasa, begin, lees, maak_hub, stuur, tot, tot_rust, van
from tests.loket.klok import NepKlok

NA, GEDULD = timedelta(seconds=8), timedelta(seconds=60)


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    return NepKlok(monkeypatch)


@pytest.fixture
def bot() -> NepRasa:
    bot = NepRasa()
    bot.fouten = 10_000
    return bot


@pytest.fixture
def hub(database: Database, bot: NepRasa, klok: NepKlok) -> Hub:
    """Its worker sleeps: the test runs the turns."""
    hub = maak_hub(database, bot)
    hub.werker.roep = lambda _: None  # type: ignore[method-assign]
    return hub


@pytest.fixture
def beurten(hub: Hub, bot: NepRasa, klok: NepKlok) -> Beurten:
    return Beurten(hub.database, bot, TEKSTEN, hub.wekker, GEDULD, wachtduur=Wachtduur(lambda: klok.mono))


@pytest.mark.parametrize("uur", [-1, 0, 1])
async def test_de_eerlijke_zin_komt_op_tijd_en_een_keer(hub: Hub, beurten: Beurten, klok: NepKlok, uur: int) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "hallo")
    await beurten.meld_vertraging(NA)
    klok.verzet(hours=uur)
    klok.verstrijk(seconds=7)
    await beurten.meld_vertraging(NA)
    assert not van(await lees(hub, gesprek), "systeem")
    klok.verstrijk(seconds=2)
    for _ in range(3):
        await beurten.meld_vertraging(NA)
        klok.verzet(hours=-uur)
    assert len(van(await lees(hub, gesprek), "systeem")) == 1


@pytest.mark.parametrize("uur", [-1, 0, 1])
async def test_het_geduld_is_een_minuut_en_geen_uur_en_niet_niets(
    hub: Hub, beurten: Beurten, klok: NepKlok, uur: int
) -> None:
    gesprek = await begin(hub)
    nummer = await stuur(hub, gesprek, "hallo")
    assert not await beurten.voer_uit(gesprek, nummer)
    klok.verzet(hours=uur)
    klok.verstrijk(seconds=55)
    assert not await beurten.voer_uit(gesprek, nummer)
    assert (await lees(hub, gesprek))["status"] == BOT
    klok.verstrijk(seconds=6)
    assert await beurten.voer_uit(gesprek, nummer)
    assert (await lees(hub, gesprek))["status"] == WACHT_OP_MENS


async def test_ook_wie_net_voor_de_sprong_schreef_gaat_niet_meteen_naar_mensen(
    hub: Hub, beurten: Beurten, klok: NepKlok
) -> None:
    """Nobody had looked at this turn yet when the clock was put forth."""
    await beurten.meld_vertraging(NA)
    klok.verstrijk(seconds=0.4)
    gesprek = await begin(hub)
    nummer = await stuur(hub, gesprek, "hallo")
    klok.verzet(hours=1)
    await beurten.meld_vertraging(NA)
    assert not await beurten.voer_uit(gesprek, nummer)
    stand = await lees(hub, gesprek)
    assert (stand["status"], van(stand, "systeem")) == (BOT, [])


async def test_wat_een_vorig_proces_liet_liggen_telt_vanaf_toen(
    hub: Hub, bot: NepRasa, beurten: Beurten, klok: NepKlok
) -> None:
    gesprek = await begin(hub)
    nummer = await stuur(hub, gesprek, "hallo")
    assert not await beurten.voer_uit(gesprek, nummer)
    klok.verstrijk(seconds=61)
    nieuw = Beurten(hub.database, bot, TEKSTEN, hub.wekker, GEDULD, wachtduur=Wachtduur(lambda: klok.mono))
    assert await nieuw.voer_uit(gesprek, nummer)


async def test_een_klok_die_terug_gaat_stelt_de_herkansing_niet_uit(database: Database, klok: NepKlok) -> None:
    bot = NepRasa()
    bot.fouten = 1
    hub = maak_hub(database, bot)
    await hub.werker.start()
    try:
        gesprek = await begin(hub)
        bot.poort.clear()
        await stuur(hub, gesprek, "hallo")

        async def bezig() -> int:
            return len(bot.beurten)

        await tot(bezig)
        klok.verzet(hours=1)
        bot.poort.set()

        async def mislukt() -> bool:
            async with hub.database.lees() as session:
                return bool(await session.scalar(select(Beurt.pogingen)))

        await tot(mislukt)
        klok.verzet(hours=-1)
        assert van(await tot_rust(hub, gesprek), "bot")[-1] == "Gehoord: hallo"
    finally:
        await hub.werker.stop()


async def test_volgnummers_en_volgorde_trekken_zich_niets_van_de_klok_aan(database: Database, klok: NepKlok) -> None:
    hub = maak_hub(database, NepRasa())
    await hub.werker.start()
    try:
        gesprek = await begin(hub)
        for nummer, uur in enumerate([0, -1, 1, -2, 2]):
            klok.verzet(hours=uur)
            await stuur(hub, gesprek, f"bericht {nummer}")
        stand = await tot_rust(hub, gesprek)
    finally:
        await hub.werker.stop()
    assert [b["volgnummer"] for b in stand["berichten"]] == list(range(1, len(stand["berichten"]) + 1))
    assert van(stand, "bot")[3:] == [f"Gehoord: bericht {n}" for n in range(5)]
