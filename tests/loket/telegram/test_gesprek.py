"""What a resident meets on Telegram, from the first press on start."""

from __future__ import annotations

import pytest

from loket_backend.gesprek.channels.telegram.models import Chat
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht, Vraagbeurt
from tests.loket.telegram.conftest import ANNA, TEKSTEN, Kanaal

OPENING = 3  # messages that every gesprek begins with


async def test_start_vertelt_van_privacy_voor_er_iets_gevraagd_wordt(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "/start")
    [uitleg] = [v for v in kanaal.api.ontvangen if v.chat == ANNA]
    assert "meelezen" in uitleg.tekst
    assert "kunnen wij niet wissen" in uitleg.tekst
    pagina, verder = uitleg.knoppen
    assert pagina["url"].startswith("https://loket.example/?gesprek=")
    assert verder["text"] == "Hier verder"
    assert len(verder["callback_data"].encode()) <= 64


async def test_na_hier_verder_komt_de_eerste_vraag(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "/start")
    uitleg = kanaal.api.laatste(ANNA)
    druk = kanaal.api.druk(ANNA, uitleg.message_id, uitleg.knoppen[1]["callback_data"])
    await kanaal.rust()
    assert kanaal.api.teksten(ANNA)[1:] == [b.tekst for b in await kanaal.berichten(ANNA, "bot")]
    assert kanaal.api.callbacks[druk["callback_query"]["id"]] == TEKSTEN.zin("we_gaan_verder")
    assert kanaal.bot.beurten == []


async def test_wie_meteen_typt_leest_eerst_de_uitleg_en_krijgt_dan_antwoord(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "mijn knie doet pijn")
    teksten = kanaal.api.teksten(ANNA)
    assert "meelezen" in teksten[0]
    assert teksten[-1] == "Gehoord: mijn knie doet pijn"
    assert len(teksten) == 1 + OPENING + 1
    assert (await kanaal.gesprek(ANNA)).kanaal == "telegram"
    assert kanaal.bot.beurten[0].kanaal == "telegram"


async def test_het_chat_id_staat_nergens_leesbaar(kanaal: Kanaal) -> None:
    chat = 987_654_321
    await kanaal.zeg(chat, "hallo")
    async with kanaal.hub.database.lees() as session:
        verbinding = await session.connection()
        for tabel in ("telegram_chat", "telegram_update", "telegram_uit"):
            rijen = (await verbinding.exec_driver_sql(f"SELECT * FROM {tabel}")).all()
            assert str(chat) not in repr(rijen)
    assert (await kanaal.alles(Chat))[0].chat_id == str(chat)


async def test_mens_is_hetzelfde_als_mens_typen(kanaal: Kanaal) -> None:
    kanaal.bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Ik geef u door.")], "wacht_op_mens", "mens")
    await kanaal.zeg(ANNA, "/mens")
    assert (await kanaal.gesprek(ANNA)).status == "wacht_op_mens"
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["ik wil een mens spreken"]


async def test_stop_zegt_wat_een_ander_typt(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "/stop@LoketBot")
    assert [v.tekst for v in kanaal.bot.beurten] == ["ik wil stoppen"]


async def test_wissen_vraagt_eerst_en_zegt_dat_telegram_een_kopie_houdt(kanaal: Kanaal) -> None:
    def antwoord(vraag: Vraagbeurt) -> Antwoordbeurt:
        if vraag.tekst == "ja":
            return Antwoordbeurt([Botbericht("Het is gewist.")], wis=True)
        return Antwoordbeurt([Botbericht("Weet u het zeker?", [{"label": "Ja, wis alles", "waarde": "ja"}])])

    kanaal.bot.antwoord = antwoord
    await kanaal.zeg(ANNA, "geheim verhaal")
    await kanaal.zeg(ANNA, "/wissen")
    assert TEKSTEN.zin("wissen") in kanaal.api.teksten(ANNA)
    vraag = kanaal.api.laatste(ANNA)
    assert vraag.tekst == "Weet u het zeker?"
    kanaal.api.druk(ANNA, vraag.message_id, vraag.knoppen[0]["callback_data"])
    await kanaal.rust()
    assert kanaal.api.laatste(ANNA).tekst == "Het is gewist."
    assert {b.tekst for b in await kanaal.berichten(ANNA)} == {"[gewist op verzoek]"}
    assert "[gewist op verzoek]" not in kanaal.api.teksten(ANNA)


async def test_een_onbekende_opdracht_wordt_uitgelegd_en_geen_bericht(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "hallo")
    await kanaal.zeg(ANNA, "/weer")
    assert kanaal.api.laatste(ANNA).tekst == TEKSTEN.zin("onbekende_opdracht")
    assert len(kanaal.bot.beurten) == 1


async def test_een_crisis_krijgt_de_nummers_ook_voor_er_akkoord_is(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "/start")
    await kanaal.zeg(ANNA, "ik maak er vanavond een eind aan")
    assert any("113" in tekst for tekst in kanaal.api.teksten(ANNA))
    assert (await kanaal.gesprek(ANNA)).crisis == "suicide"


async def test_een_lang_bericht_van_een_inwoner_komt_heel_aan(kanaal: Kanaal) -> None:
    zin = "Dit is een zin over de was. "
    tekst = (zin * 200)[:4090].strip()
    await kanaal.zeg(ANNA, tekst)
    delen = [b.tekst for b in await kanaal.berichten(ANNA)]
    assert len(delen) == 2
    assert " ".join(delen).split() == tekst.split()


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, "spraak"),
        ({"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}, "foto"),
        ({"document": {"file_id": "d", "file_unique_id": "d"}}, "bestand"),
        (
            {
                "sticker": {
                    "file_id": "s",
                    "file_unique_id": "s",
                    "type": "regular",
                    "width": 9,
                    "height": 9,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            "plaatje",
        ),
        ({"location": {"longitude": 6.4, "latitude": 52.7}}, "plek"),
        ({"contact": {"phone_number": "0612345678", "first_name": "Bep"}}, "kaartje"),
        ({"poll": None, "game": {"title": "t", "description": "d", "photo": []}}, "anders"),
    ],
)
async def test_wat_geen_woorden_heeft_krijgt_een_vriendelijke_zin(kanaal: Kanaal, inhoud: dict, soort: str) -> None:  # type: ignore[type-arg]
    await kanaal.zeg(ANNA, "hallo")
    kanaal.api.bericht(ANNA, **inhoud)
    await kanaal.rust()
    assert kanaal.api.laatste(ANNA).tekst.startswith(TEKSTEN.inhoud["soorten"][soort][:12])
    assert len(kanaal.bot.beurten) == 1


async def test_de_woorden_onder_een_foto_tellen_als_bericht(kanaal: Kanaal) -> None:
    foto = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    kanaal.api.bericht(ANNA, photo=foto, caption="dit is mijn trap")
    await kanaal.rust()
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["dit is mijn trap"]


async def test_in_een_groep_zegt_het_loket_een_keer_iets_en_gaat_weg(kanaal: Kanaal) -> None:
    kanaal.api.bericht(-77, "hallo allemaal", soort="group")
    kanaal.api.bericht(-77, "ik heb schulden", soort="group")
    await kanaal.rust()
    assert kanaal.api.teksten(-77) == [TEKSTEN.zin("groep").strip()]
    assert len(kanaal.api.geroepen("leaveChat")) == 1
    assert (await kanaal.chat(-77)).gesprek_id is None
