"""The whole application says what staff changed: to who opens a conversation, and to the bot that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiohttp.test_utils import TestClient, TestServer

from loket_backend.app import maak_interne_app
from loket_backend.gesprek import tekstbronnen, tekstversies
from loket_backend.gesprek.eigenteksten import Eigen, ververs
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.tekstbronnen import Geleverd
from loket_backend.toewijzing.models import Medewerker
from tests.contract.hulp import Client

OPENING = "Vertel het maar. Waar kunnen we u mee helpen?"
NAAM = "Hoe mogen we u noemen?"


@pytest.fixture(autouse=True)
def zonder_eigen_teksten() -> Iterator[None]:
    yield
    Eigen.zet({})


async def verander(hub: Hub, teksten: tuple[Geleverd, ...], sleutel: str, tekst: str) -> None:
    """One proposes, the other approves."""
    geleverd = next(g for g in teksten if g.plaats.sleutel == sleutel)
    async with hub.database.schrijf() as session:
        for wie in ("gerda", "ben"):
            await session.merge(Medewerker(id=wie, naam=wie, functie="x", rol="coordinator"))
        versie = await tekstversies.stel_voor(session, geleverd, tekst, "gerda")
        await tekstversies.beoordeel(session, geleverd, versie.id, "ben", goed=True, opmerking="zo is het beter")
    await ververs(hub.database)


async def test_wie_een_gesprek_begint_leest_de_nieuwe_opening(client: Client, hub: Hub) -> None:
    await verander(hub, tekstbronnen.loket(), "opening.3.tekst", OPENING)
    antwoord = await (await client.post("/v1/gesprekken", json={"kanaal": "web"})).json()
    assert antwoord["berichten"][-1]["tekst"] == OPENING
    assert antwoord["berichten"][-1]["vraag"] == "hulpvraag"


async def test_de_bot_vraagt_ze_aan_het_interne_loket_en_niemand_anders(client: Client, hub: Hub) -> None:
    await verander(hub, tekstbronnen.bot(), "utter_vraag_naam", NAAM)
    assert (await client.get("/v1/intern/teksten", headers={"X-Loket-Geheim": "geheim"})).status == 404
    async with TestClient(TestServer(maak_interne_app(client.app))) as intern:
        assert (await intern.get("/v1/intern/teksten")).status == 401
        antwoord = await intern.get("/v1/intern/teksten", headers={"X-Loket-Geheim": "geheim"})
        assert await antwoord.json() == {"teksten": {"utter_vraag_naam": {"1": NAAM}}}
