"""Contract section 6: the same messages as server-sent events."""

from __future__ import annotations

import pytest

from tests.contract.hulp import OP_SQLITE, Inwoner, gebeurtenis, probleem, volgnummers
from tests.loket.hulp import NepRasa

pytestmark = OP_SQLITE


async def test_de_stroom_geeft_dezelfde_berichten_als_de_vraag(inwoner: Inwoner) -> None:
    verwacht = (await inwoner.lees())["berichten"]
    async with await inwoner.volg() as stroom:
        assert (stroom.status, stroom.content_type) == (200, "text/event-stream")
        assert [(await gebeurtenis(stroom))["data"] for _ in verwacht] == verwacht


async def test_na_de_berichten_komt_de_stand_zonder_id(inwoner: Inwoner) -> None:
    async with await inwoner.volg(**{"Last-Event-ID": "3"}) as stroom:
        deel = await gebeurtenis(stroom)
    assert (deel["event"], deel["id"]) == ("stand", None)
    assert deel["data"] == {"status": "bot", "bezig": False, "crisis": None, "kenmerk": None}


async def test_een_nieuw_bericht_en_zijn_antwoord_komen_vanzelf(inwoner: Inwoner, rasa: NepRasa) -> None:
    async with await inwoner.volg() as stroom:
        assert await volgnummers(stroom, 3) == [1, 2, 3]
        await inwoner.stuur("hallo")
        assert await volgnummers(stroom, 2) == [4, 5]


async def test_de_stand_zegt_wanneer_de_bot_bezig_is_en_wanneer_niet_meer(inwoner: Inwoner, rasa: NepRasa) -> None:
    rasa.poort.clear()
    async with await inwoner.volg(**{"Last-Event-ID": "3"}) as stroom:
        assert (await gebeurtenis(stroom))["data"]["bezig"] is False
        await inwoner.stuur("hallo")
        assert (await gebeurtenis(stroom))["id"] == "4"
        assert (await gebeurtenis(stroom))["data"]["bezig"] is True
        rasa.poort.set()
        assert (await gebeurtenis(stroom))["id"] == "5"
        assert (await gebeurtenis(stroom))["data"]["bezig"] is False


async def test_hervatten_met_last_event_id_mist_niets_en_herhaalt_niets(inwoner: Inwoner) -> None:
    async with await inwoner.volg() as stroom:
        gezien = await volgnummers(stroom, 2)
    await inwoner.stuur("terwijl de lijn weg was")
    totaal = len((await inwoner.tot_rust())["berichten"])
    async with await inwoner.volg(**{"Last-Event-ID": str(gezien[-1])}) as stroom:
        gezien += await volgnummers(stroom, totaal - 2)
    assert gezien == list(range(1, totaal + 1))


async def test_twee_vensters_zien_allebei_alles(inwoner: Inwoner) -> None:
    async with await inwoner.volg() as links, await inwoner.volg() as rechts:
        await inwoner.stuur("hallo")
        assert await volgnummers(links, 5) == await volgnummers(rechts, 5) == [1, 2, 3, 4, 5]


async def test_witregels_in_een_bericht_breken_de_stroom_niet(inwoner: Inwoner) -> None:
    tekst = "regel een\n\nid: 99\ndata: nep"
    async with await inwoner.volg(**{"Last-Event-ID": "3"}) as stroom:
        await gebeurtenis(stroom)
        await inwoner.stuur(tekst)
        deel = await gebeurtenis(stroom)
    assert (deel["id"], deel["data"]["tekst"]) == ("4", tekst)


@pytest.mark.parametrize("id", ["abc", "-1", "1.5", "9" * 5000])
async def test_een_last_event_id_dat_geen_volgnummer_is_is_400(inwoner: Inwoner, id: str) -> None:
    await probleem(await inwoner.volg(**{"Last-Event-ID": id}), 400)


async def test_de_stroom_wordt_nergens_bewaard_of_opgespaard(inwoner: Inwoner) -> None:
    async with await inwoner.volg() as stroom:
        assert stroom.headers["Cache-Control"] == "no-store"
        assert stroom.headers["X-Accel-Buffering"] == "no"
