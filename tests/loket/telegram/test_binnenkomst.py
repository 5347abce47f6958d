"""Updates in: committed before they are confirmed, once each, and in the order of Telegram."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from loket_backend.app import maak_app
from loket_backend.db import Database
from loket_backend.gesprek.channels.telegram import inbox, webhook
from loket_backend.gesprek.channels.telegram.api import Api
from loket_backend.gesprek.channels.telegram.inwoner import Ingang
from loket_backend.gesprek.channels.telegram.models import Inkomend
from loket_backend.gesprek.channels.telegram.ophalen import haal_op
from loket_backend.gesprek.channels.telegram.verwerking import Verwerker
from loket_backend.settings import Settings
from tests.loket.hulp import NepRasa, tot
from tests.loket.telegram.conftest import ADRES, ANNA, TEKSTEN, Kanaal
from tests.telegram.nep_api import nep_api

GEHEIM = "een-geheim-van-de-webhook"


async def test_een_update_staat_vast_voor_telegram_hoort_dat_we_hem_hebben(database: Database) -> None:
    async with nep_api() as api:
        client = Api(api.token, api.adres)
        eerste = api.bericht(ANNA, "een")
        await haal_op(database, client, 0)
        assert [u["update_id"] for u in api.rij] == [eerste["update_id"]], "nog niet bevestigd"
        async with database.lees() as session:
            assert await session.get(Inkomend, eerste["update_id"]) is not None
            assert await inbox.volgende(session) == eerste["update_id"] + 1
        await haal_op(database, client, 0)
        assert not api.rij
        await client.sluit()


async def test_wat_niet_bewaard_kon_worden_komt_opnieuw(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async with nep_api() as api:
        client = Api(api.token, api.adres)
        api.bericht(ANNA, "een")

        async def kapot(*_: Any) -> None:
            raise OSError("de schijf is vol")

        with monkeypatch.context() as even:
            even.setattr(inbox, "bewaar", kapot)
            with pytest.raises(OSError):
                await haal_op(database, client, 0)
        await haal_op(database, client, 0)
        async with database.lees() as session:
            assert await session.get(Inkomend, api.rij[0]["update_id"]) is not None
        await client.sluit()


async def test_dubbel_en_door_elkaar_heeft_een_effect_in_de_goede_volgorde(kanaal: Kanaal) -> None:
    """What overtook another waits for it, though it was looked at in between."""
    await kanaal.zeg(ANNA, "een")
    updates = [kanaal.api.bericht(ANNA, woord) for woord in ("twee", "drie", "vier")]
    kanaal.api.rij.clear()
    geduldig = Verwerker(kanaal.hub, Ingang(kanaal.hub.postvak, TEKSTEN, ADRES), gat=60)
    kanaal.taken.pop(1).cancel()  # its own verwerker has less patience
    for update in (updates[2], updates[0], updates[2], updates[1], updates[0]):
        async with kanaal.hub.database.schrijf() as session:
            await inbox.bewaar(session, [update])
        await geduldig.ronde()
    await kanaal.rust()
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["een", "twee", "drie", "vier"]


async def test_op_een_update_die_nooit_komt_wordt_niet_eeuwig_gewacht(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "een")
    kanaal.api.bericht(ANNA, "kwijt")
    kanaal.api.rij.pop()
    await kanaal.zeg(ANNA, "drie")
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["een", "drie"]


async def test_wat_verwerkt_is_laat_geen_woorden_achter_in_de_inbox(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "mijn verhaal")
    assert [rij.inhoud for rij in await kanaal.alles(Inkomend)] == [None]


async def test_een_update_die_niet_te_lezen_is_houdt_de_rest_niet_op(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "een")
    kanaal.api.voeg_toe({"message": {"message_id": "geen getal", "chat": {"id": ANNA, "type": "private"}}})
    kanaal.api.bericht(ANNA, "twee")

    async def twee_er() -> bool:
        return len(await kanaal.berichten(ANNA)) == 2

    async def gezegd() -> bool:
        return any("ging bij ons iets mis" in tekst for tekst in kanaal.api.teksten(ANNA))

    await tot(twee_er)
    await tot(gezegd)


def _settings(database: Database, api: str, tmp_path: object) -> Settings:
    return Settings(
        data=str(tmp_path),
        database_url=database.schrijver.url.render_as_string(hide_password=False),
        geheim="g",
        adres_buiten="https://loket.example",
        telegram_token="7000000001:AAf-nep-token-voor-de-toetsen-0123456789",
        telegram_webhook="moeilijk-te-raden",
        telegram_geheim=GEHEIM,
        telegram_api=api,
    )


async def test_de_webhook_wil_het_geheim_en_bewaart_voor_hij_ja_zegt(database: Database, tmp_path: object) -> None:
    async with nep_api() as api:
        app = maak_app(_settings(database, api.adres, tmp_path), lambda s, h: NepRasa())
        async with TestClient[web.Request, web.Application](TestServer(app)) as client:

            async def aangemeld() -> bool:
                return bool(api.webhook)

            await tot(aangemeld)
            assert api.webhook["url"] == "https://loket.example/telegram/moeilijk-te-raden"
            assert api.webhook["secret_token"] == GEHEIM
            update = api.bericht(ANNA, "hallo")
            pad = "/telegram/moeilijk-te-raden"
            for kop in ({}, {webhook.KOP: "fout"}, {webhook.KOP: GEHEIM[:-1]}):
                assert (await client.post(pad, json=update, headers=kop)).status == 404
            assert (await client.post(pad, data=b"x", headers={webhook.KOP: GEHEIM})).status == 400
            for _ in range(3):
                assert (await client.post(pad, json=update, headers={webhook.KOP: GEHEIM})).status == 200
            async with database.lees() as session:
                assert await session.get(Inkomend, update["update_id"]) is not None

            async def beantwoord() -> bool:
                return "Gehoord: hallo" in api.teksten(ANNA)

            await tot(beantwoord)


@pytest.mark.parametrize("fout", [{"telegram_geheim": ""}, {"adres_buiten": ""}, {"telegram_webhook": "a/b"}])
def test_een_webhook_zonder_geheim_of_adres_begint_niet(fout: dict[str, str]) -> None:
    goed = {"telegram_token": "1:a", "telegram_webhook": "moeilijk-te-raden", "telegram_geheim": GEHEIM}
    goed |= {"adres_buiten": "https://loket.example"}
    assert webhook.bezwaren(Settings(**goed)) == []
    assert len(webhook.bezwaren(Settings(**{**goed, **fout}))) == 1


async def test_het_token_en_de_woorden_komen_nooit_in_een_log(
    kanaal: Kanaal, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also when everything is logged and every kind of call goes wrong."""
    caplog.set_level(logging.DEBUG)
    chat = 987_654_321_012
    kanaal.api.storing = lambda methode, vraag: "500" if len(kanaal.api.geroepen(methode)) < 3 else None
    await kanaal.zeg(chat, "mijn geheime verhaal")
    with pytest.raises(Exception, match=r".*"):
        await Api("8000000001:verkeerd-token", kanaal.api.adres).send_message(1, "mijn geheime verhaal")
    gelogd = caplog.text + "".join(capsys.readouterr())
    assert "telegram_later" in gelogd
    for woord in (kanaal.api.token, "verkeerd-token", "geheime verhaal", str(chat)):
        assert woord not in gelogd
