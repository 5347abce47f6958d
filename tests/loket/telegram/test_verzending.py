"""Out to Telegram: limits, refusals and silence of the other side."""

from __future__ import annotations

import time

import pytest

from loket_backend.gesprek import berichten
from loket_backend.gesprek.channels.telegram.models import Chat
from loket_backend.gesprek.channels.telegram.verzending import Bezorger
from loket_backend.gesprek.models import BOT_AFZENDER
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from loket_backend.gesprek.taken import ONBEREIKBAAR, Taak
from tests.loket.hulp import tot
from tests.loket.telegram.conftest import ANNA, BEP, Kanaal


def _eerste(kanaal: Kanaal, soort: str, zoek: str) -> None:
    """The first send of a text that holds `zoek` goes wrong."""
    rest = [soort]

    def storing(methode: str, vraag: dict[str, str]) -> str | None:
        return rest.pop() if rest and methode == "sendMessage" and zoek in vraag["text"] else None

    kanaal.api.storing = storing


async def test_een_lange_tekst_gaat_in_delen_met_de_knoppen_onder_het_laatste(kanaal: Kanaal) -> None:
    lang = "\n\n".join(f"Alinea {n}. " + "Dit is een zin. " * 60 for n in range(12))
    kanaal.bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht(lang, [{"label": "Ja", "waarde": "ja"}])])
    await kanaal.zeg(ANNA, "vertel")
    delen = [v for v in kanaal.api.ontvangen if "Dit is een zin" in v.tekst]
    assert len(delen) > 2
    assert " ".join(d.tekst for d in delen).split() == lang.split()
    assert all(d.tekst.endswith(".") for d in delen)
    assert [bool(d.knoppen) for d in delen] == [False] * (len(delen) - 1) + [True]


@pytest.mark.parametrize(("soort", "keren"), [("429", 1), ("500", 1), ("na_aannemen", 2), ("stil", 2)])
async def test_wat_niet_zeker_aankwam_gaat_nog_eens(kanaal: Kanaal, soort: str, keren: int) -> None:
    """After an accept that we did not hear of, once too many; otherwise exactly once."""
    _eerste(kanaal, soort, "Gehoord: een")
    kanaal.api.bericht(ANNA, "een")
    await kanaal.zeg(ANNA, "twee")
    gehoord = [t for t in kanaal.api.teksten(ANNA) if t.startswith("Gehoord")]
    assert gehoord == ["Gehoord: een"] * keren + ["Gehoord: twee"]


async def test_429_wacht_zo_lang_als_telegram_vraagt_en_houdt_een_ander_niet_op(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "hallo")
    await kanaal.zeg(BEP, "hallo")
    _eerste(kanaal, "429", "Gehoord: traag")
    kanaal.api.bericht(ANNA, "traag")
    begin = time.monotonic()
    kanaal.api.bericht(BEP, "vlug")

    async def bep_heeft_antwoord() -> bool:
        return "Gehoord: vlug" in kanaal.api.teksten(BEP)

    await tot(bep_heeft_antwoord)
    await kanaal.rust()
    assert kanaal.api.laatste(ANNA).tekst == "Gehoord: traag"
    assert time.monotonic() - begin >= 1


async def test_403_maakt_een_beltaak_en_houdt_op_tot_de_inwoner_er_weer_is(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "hallo")
    kanaal.api.geblokkeerd.add(ANNA)
    await kanaal.zeg(ANNA, "een")
    await kanaal.zeg(ANNA, "twee")
    gesprek = await kanaal.gesprek(ANNA)
    taken = await kanaal.alles(Taak)
    assert {(t.gesprek_id, t.soort) for t in taken} == {(gesprek.id, ONBEREIKBAAR)}
    assert (await kanaal.chat(ANNA)).onbereikbaar
    kanaal.api.geblokkeerd.clear()
    await kanaal.zeg(ANNA, "drie")
    assert [t for t in kanaal.api.teksten(ANNA) if t.startswith("Gehoord")] == [
        f"Gehoord: {woord}" for woord in ("hallo", "een", "twee", "drie")
    ]


async def test_een_onderdrukt_antwoord_gaat_nooit_weg(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "hallo")
    gesprek = await kanaal.gesprek(ANNA)
    async with kanaal.hub.database.schrijf() as session:
        vast = await berichten.vergrendel(session, gesprek.id)
        berichten.schrijf(session, vast, BOT_AFZENDER, "te laat", onderdrukt=True)
        berichten.zeg(session, vast, "dit wel")
    kanaal.hub.meld(gesprek.id)
    await kanaal.rust()
    assert kanaal.api.laatste(ANNA).tekst == "dit wel"
    assert "te laat" not in kanaal.api.teksten(ANNA)


async def test_crisis_gaat_voor_in_de_rij(kanaal: Kanaal) -> None:
    """With one hand only and a queue of ten chats, the help text is the first that goes."""
    chats = [600 + n for n in range(10)]
    for chat in chats:
        await kanaal.zeg(chat, "hallo")
    kanaal.taken.pop().cancel()  # the bezorger
    for chat in chats:
        kanaal.api.bericht(chat, "ik maak er vanavond een eind aan" if chat == chats[-1] else "gewoon")

    async def allemaal_beantwoord() -> bool:
        return len(kanaal.bot.beurten) == 2 * len(chats)

    await tot(allemaal_beantwoord)
    al = len(kanaal.api.ontvangen)
    from asyncio import create_task

    from loket_backend.gesprek.channels.telegram.api import Api

    client = Api(kanaal.api.token, kanaal.api.adres)
    kanaal.taken.append(create_task(Bezorger(kanaal.hub.database, kanaal.hub.wekker, client, tegelijk=1).draai()))
    await kanaal.rust()
    eerste = kanaal.api.ontvangen[al]
    assert eerste.chat == chats[-1]
    assert "113" in eerste.tekst


async def test_hoever_een_chat_is_staat_in_de_database(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "hallo")
    [chat] = await kanaal.alles(Chat)
    assert chat.geleverd_tot == (await kanaal.gesprek(ANNA)).laatste_volgnummer
    aantal = len(kanaal.api.ontvangen)
    await kanaal.stop()
    await kanaal.start()
    await kanaal.rust()
    assert len(kanaal.api.ontvangen) == aantal
