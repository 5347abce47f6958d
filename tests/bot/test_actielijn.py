"""The line to the action server: connections are used again, a call carries what an action reads, another form of answer is a failure."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.actielijn import Actielijn, Loketactie
from bot.channel import SLOTS

DOMEIN = Domain.from_dict(
    {
        "slots": {s: {"type": "any", "mappings": [{"type": "custom"}]} for s in SLOTS},
        "responses": {"utter_dag": [{"text": "Dag"}]},
    }
)
GOED = {"events": [], "responses": [{"text": "Wat is uw naam?"}]}


class NepActies:
    """An action server that counts connections and keeps what it was sent. `knip`: so often it hangs up without an answer."""

    def __init__(self, antwoord: Any = GOED, status: int = 200, knip: int = 0) -> None:
        self.antwoord, self.status, self.knip = antwoord, status, knip
        self.lijnen: set[Any] = set()
        self.gevraagd: list[dict[str, Any]] = []
        self.tokens: list[str] = []

    async def _webhook(self, request: web.Request) -> web.Response:
        self.lijnen.add(request.transport)
        self.gevraagd.append(await request.json())
        self.tokens.append(request.query.get("token", ""))
        if self.knip:
            self.knip -= 1
            assert request.transport is not None
            request.transport.close()
        return web.json_response(self.antwoord, status=self.status)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Actielijn]:
        app = web.Application()
        app.router.add_post("/webhook", self._webhook)
        async with TestServer(app) as server:
            lijn = Actielijn(EndpointConfig(str(server.make_url("/webhook")), token="geheim"))
            try:
                yield lijn
            finally:
                await lijn.sluit()


def gesprek() -> DialogueStateTracker:
    tracker = DialogueStateTracker("g1:3", DOMEIN.slots)
    gelezen = {"text": "hallo", "intent": {"name": "groeten"}, "uitspraken": [], "gegevens": {"naam": "Annie"}}
    tracker.update(UserUttered("hallo", {"name": "groeten"}, parse_data=gelezen))
    return tracker


async def roep(lijn: Actielijn) -> list[Any]:
    return list(
        await Loketactie("action_antwoord", lijn).run(CollectingOutputChannel(), None, gesprek(), DOMEIN)  # type: ignore[arg-type]
    )


async def test_de_ene_actie_na_de_andere_gaat_over_dezelfde_lijn() -> None:
    acties = NepActies()
    async with acties.open() as lijn:
        for _ in range(3):
            assert [gezegd.text for gezegd in await roep(lijn)] == ["Wat is uw naam?"]
    assert len(acties.gevraagd) == 3
    assert len(acties.lijnen) == 1
    assert set(acties.tokens) == {"geheim"}


async def test_een_aanroep_draagt_wat_een_actie_leest_en_geen_domein() -> None:
    acties = NepActies()
    async with acties.open() as lijn:
        await roep(lijn)
    gevraagd = acties.gevraagd[0]
    assert "domain" not in gevraagd
    assert set(gevraagd["tracker"]) == {"sender_id", "slots", "latest_message"}
    assert set(SLOTS) <= set(gevraagd["tracker"]["slots"])
    assert gevraagd["tracker"]["latest_message"]["gegevens"] == {"naam": "Annie"}


async def test_een_lijn_die_weg_blijkt_wordt_een_keer_opnieuw_gelegd() -> None:
    acties = NepActies(knip=1)
    async with acties.open() as lijn:
        assert [gezegd.text for gezegd in await roep(lijn)] == ["Wat is uw naam?"]
    assert len(acties.gevraagd) == 2


async def test_wie_steeds_ophangt_wordt_niet_eindeloos_gebeld() -> None:
    acties = NepActies(knip=9)
    async with acties.open() as lijn:
        with pytest.raises(aiohttp.ClientError):
            await lijn.request(json={})
    assert len(acties.gevraagd) == 2


async def test_een_actie_die_faalt_wordt_niet_herhaald() -> None:
    acties = NepActies({"error": "LoketFout"}, status=500)
    async with acties.open() as lijn:
        with pytest.raises(ClientResponseError):
            await lijn.request(json={})
    assert len(acties.gevraagd) == 1


@pytest.mark.parametrize(
    "antwoord",
    [[], "dag", None, {}, {"events": []}, {"events": {}, "responses": []}, {"events": [], "responses": ["dag"]}],
)
async def test_een_antwoord_in_een_andere_vorm_is_geen_antwoord(antwoord: Any) -> None:
    async with NepActies(antwoord).open() as lijn:
        with pytest.raises(RasaException):
            await roep(lijn)
