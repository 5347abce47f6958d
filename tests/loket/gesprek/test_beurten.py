"""The seven promises of the hub, with a fake in the place of Rasa."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from loket_backend.db import Database
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.mensen import pak_op
from loket_backend.gesprek.models import BOT, WACHT_OP_MENS
from loket_backend.gesprek.overname import NAAR_MENSEN, wissel
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from loket_backend.toewijzing.models import Medewerker
from tests.loket.hulp import NepRasa, begin, lees, maak_hub, stuur, tot, tot_rust, van


@pytest.fixture
def bot() -> NepRasa:
    return NepRasa()


@pytest.fixture
async def hub(database: Database, bot: NepRasa) -> AsyncIterator[Hub]:
    hub = maak_hub(database, bot, geduld=60, antwoord_binnen=0.2)
    await hub.werker.start()
    yield hub
    await hub.werker.stop()


async def test_een_gesprek_begint_met_wie_er_spreekt_en_een_open_vraag(hub: Hub) -> None:
    stand = await lees(hub, await begin(hub))
    assert "computer" in stand["berichten"][0]["tekst"]
    assert "mens" in stand["berichten"][1]["tekst"]
    assert [b["vraag"] for b in stand["berichten"]] == [None, None, "hulpvraag"]
    assert [b["volgnummer"] for b in stand["berichten"]] == [1, 2, 3]


async def test_een_bericht_krijgt_antwoord_en_weet_welke_vraag_het_beantwoordt(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "ik kan niet meer stofzuigen")
    stand = await tot_rust(hub, gesprek)
    assert van(stand, "bot")[-1] == "Gehoord: ik kan niet meer stofzuigen"
    assert bot.beurten[0].vraag == "hulpvraag"


async def test_hetzelfde_bericht_nog_eens_heeft_geen_tweede_gevolg(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    eerste = await stuur(hub, gesprek, "hallo", "zelfde-id-1")
    await tot_rust(hub, gesprek)
    assert await stuur(hub, gesprek, "hallo", "zelfde-id-1") == eerste
    stand = await tot_rust(hub, gesprek)
    assert van(stand, "inwoner") == ["hallo"]
    assert len(bot.beurten) == 1


async def test_berichten_worden_een_voor_een_en_op_volgorde_beantwoord(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    tegelijk = 0

    async def beurt(vraag: Any) -> Antwoordbeurt:
        nonlocal tegelijk
        tegelijk += 1
        assert tegelijk == 1
        await asyncio.sleep(0.005)
        tegelijk -= 1
        return Antwoordbeurt([Botbericht(f"Gehoord: {vraag.tekst}")])

    bot.beurt = beurt  # type: ignore[method-assign]
    for n in range(8):
        await stuur(hub, gesprek, f"bericht {n}")
    stand = await tot_rust(hub, gesprek)
    assert van(stand, "bot")[3 - 0 :] == [f"Gehoord: bericht {n}" for n in range(8)]
    nummers = [b["volgnummer"] for b in stand["berichten"]]
    assert nummers == sorted(set(nummers))


async def test_twee_gesprekken_wachten_niet_op_elkaar(hub: Hub, bot: NepRasa) -> None:
    een, twee = await begin(hub), await begin(hub)
    bot.poort.clear()
    await stuur(hub, een, "wacht")
    await stuur(hub, twee, "wacht ook")

    async def allebei() -> bool:
        return len(bot.beurten) == 2

    await tot(allebei)
    bot.poort.set()


async def test_vijftig_berichten_tegelijk_krijgen_vijftig_nummers(hub: Hub) -> None:
    gesprek = await begin(hub)
    nummers = await asyncio.gather(*(stuur(hub, gesprek, f"b{n}") for n in range(50)))
    assert len(set(nummers)) == 50


async def test_geen_antwoord_geeft_een_eerlijke_zin_en_het_bericht_blijft(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    bot.poort.clear()
    await stuur(hub, gesprek, "is daar iemand")

    async def gemeld() -> dict[str, Any] | None:
        stand = await lees(hub, gesprek)
        return stand if van(stand, "systeem") else None

    stand = await tot(gemeld)
    assert "0528 12 34 56" in van(stand, "systeem")[0]
    assert stand["bezig"]
    bot.poort.set()
    stand = await tot_rust(hub, gesprek)
    assert van(stand, "bot")[-1] == "Gehoord: is daar iemand"
    assert len(van(stand, "systeem")) == 1


async def test_een_mislukte_beurt_wordt_opnieuw_geprobeerd(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    bot.fouten = 1
    await stuur(hub, gesprek, "hallo")
    stand = await tot_rust(hub, gesprek)
    assert van(stand, "bot")[-1] == "Gehoord: hallo"
    assert len(bot.beurten) == 2


async def _na_hallo_zonder_geduld(database: Database, bot: NepRasa) -> dict[str, Any]:
    hub = maak_hub(database, bot, geduld=0)
    await hub.werker.start()
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "hallo")
    stand = await tot_rust(hub, gesprek)
    await hub.werker.stop()
    return stand


async def test_als_het_geduld_op_is_nemen_mensen_het_over(database: Database) -> None:
    bot = NepRasa()
    bot.fouten = 99
    stand = await _na_hallo_zonder_geduld(database, bot)
    assert stand["status"] == WACHT_OP_MENS
    assert "medewerker" in van(stand, "systeem")[-1]


async def test_een_te_laat_antwoord_wordt_bewaard_maar_nooit_verstuurd(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    bot.poort.clear()
    await stuur(hub, gesprek, "hallo")

    async def bezig() -> bool:
        return len(bot.beurten) == 1

    await tot(bezig)
    async with hub.database.schrijf() as session:
        session.add(Medewerker(id="anja", naam="Anja Bakker", functie="wijkconsulent"))
        await session.flush()
        await pak_op(session, gesprek, "anja")
    bot.poort.set()
    stand = await tot_rust(hub, gesprek)

    async def bewaard() -> berichten.Bericht | None:
        """Nobody waits for it any more, so it may come after the conversation is at rest."""
        async with hub.database.lees() as session:
            return await session.get(berichten.Bericht, (gesprek, max(b["volgnummer"] for b in stand["berichten"]) + 1))

    assert (await tot(bewaard)).onderdrukt
    assert "Gehoord: hallo" not in van(await lees(hub, gesprek), "bot")


async def test_tijdens_overname_gaat_er_niets_naar_rasa(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        await wissel(session, await berichten.vergrendel(session, gesprek), NAAR_MENSEN, "mens_gevraagd", "bot")
    await stuur(hub, gesprek, "bent u daar")
    await stuur(hub, gesprek, "hallo?")
    stand = await tot_rust(hub, gesprek)
    assert bot.beurten == []
    assert len(van(stand, "systeem")) == 1


async def test_de_bot_draagt_over_en_het_gesprek_wacht_op_een_mens(hub: Hub, bot: NepRasa) -> None:
    bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Ik geef u door.")], WACHT_OP_MENS, "mens_gevraagd")
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "ik wil een mens spreken")
    assert (await tot_rust(hub, gesprek))["status"] == WACHT_OP_MENS


async def test_een_crisis_wordt_gehoord_zonder_rasa(hub: Hub, bot: NepRasa) -> None:
    bot.poort.clear()
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "ik wil niet meer leven")
    stand = await lees(hub, gesprek)
    assert stand["crisis"] == "suicide"
    assert "113" in van(stand, "systeem")[0]
    bot.poort.set()
    assert (await tot_rust(hub, gesprek))["status"] == BOT


async def test_een_schuine_streep_vooraan_is_geen_opdracht(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, ' \u200b//intake{"naam":"x"}')
    await tot_rust(hub, gesprek)
    assert bot.beurten[0].tekst == 'intake{"naam":"x"}'


@pytest.mark.parametrize("tekst", ["", "   ", "\x00\x01", "\n\t"])
async def test_een_leeg_bericht_wordt_geweigerd(hub: Hub, tekst: str) -> None:
    gesprek = await begin(hub)
    with pytest.raises(OngeldigeInvoer):
        await stuur(hub, gesprek, tekst)


async def test_vierduizend_tekens_passen_en_een_meer_niet(hub: Hub) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "a" * 4000)
    with pytest.raises(OngeldigeInvoer, match="te lang"):
        await stuur(hub, gesprek, "a" * 4001)


async def test_stuurtekens_en_losse_surrogaten_verdwijnen_de_woorden_niet(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "hal\x00lo\ud800 daar\r\nik ben het")
    await tot_rust(hub, gesprek)
    assert bot.beurten[0].tekst == "hallo daar\nik ben het"


async def test_een_bsn_bereikt_de_opslag_en_rasa_niet(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "mijn bsn is 111222333")
    stand = await tot_rust(hub, gesprek)
    assert "111222333" not in str(stand)
    assert "111222333" not in bot.beurten[0].tekst
    assert "niet bewaard" in van(stand, "systeem")[0]


async def test_een_onbekend_gesprek_bestaat_niet(hub: Hub) -> None:
    with pytest.raises(NietGevonden):
        await stuur(hub, "bestaat-niet", "hallo")


async def test_na_een_herstart_gaat_een_open_beurt_verder(database: Database) -> None:
    dood = maak_hub(database, NepRasa())
    gesprek = await begin(dood)
    async with database.schrijf() as session:
        await dood.postvak.neem_aan(session, gesprek, "voor-de-val", "ik was er nog")
    hub = maak_hub(database, NepRasa())
    await hub.werker.start()
    stand = await tot_rust(hub, gesprek)
    await hub.werker.stop()
    assert van(stand, "bot")[-1] == "Gehoord: ik was er nog"


async def test_wie_gestopt_was_kan_gewoon_verder(hub: Hub, bot: NepRasa) -> None:
    bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Dag!")], "gesloten", "inwoner_stopt")
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "stop maar")
    assert (await tot_rust(hub, gesprek))["status"] == "gesloten"
    bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Welkom terug.")])
    await stuur(hub, gesprek, "toch nog even")
    stand = await tot_rust(hub, gesprek)
    assert stand["status"] == BOT
    assert van(stand, "bot")[-1] == "Welkom terug."


async def test_wie_na_het_stoppen_nog_iets_typte_wordt_niet_weggestuurd(hub: Hub, bot: NepRasa) -> None:
    def antwoord(vraag: Any) -> Antwoordbeurt:
        stopt = vraag.tekst == "stop maar"
        return Antwoordbeurt([Botbericht(f"Gehoord: {vraag.tekst}")], "gesloten" if stopt else None, "inwoner_stopt")

    bot.antwoord = antwoord
    bot.poort.clear()
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "stop maar")
    await stuur(hub, gesprek, "wacht, mijn moeder is net gevallen")
    bot.poort.set()
    stand = await tot_rust(hub, gesprek)
    assert van(stand, "bot")[-1] == "Gehoord: wacht, mijn moeder is net gevallen"
    assert stand["status"] == BOT


async def test_ook_een_onverwachte_fout_brengt_het_gesprek_bij_mensen(database: Database) -> None:
    class Kapot(NepRasa):
        async def beurt(self, vraag: Any) -> Antwoordbeurt:
            raise TypeError("onverwacht")

    assert (await _na_hallo_zonder_geduld(database, Kapot()))["status"] == WACHT_OP_MENS


@pytest.mark.parametrize(
    ("tekst", "status"),
    [
        ("verder met de computer", BOT),
        ("nee, laat maar", BOT),
        ("laat maar weten wanneer u belt", WACHT_OP_MENS),
        ("ik ga door een moeilijke tijd", WACHT_OP_MENS),
    ],
)
async def test_alleen_wie_het_zegt_gaat_terug_naar_de_computer(hub: Hub, tekst: str, status: str) -> None:
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        await wissel(session, await berichten.vergrendel(session, gesprek), NAAR_MENSEN, "mens_gevraagd", "bot")
    await stuur(hub, gesprek, tekst)
    assert (await tot_rust(hub, gesprek))["status"] == status


async def test_vierduizend_tekens_met_een_bsn_erin_worden_bewaard(hub: Hub) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "a" * 3990 + " 111222333")
    assert "111222333" not in str(await tot_rust(hub, gesprek))
