"""The bot tells how long its two parts took, and hands the trace on in a header."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot import sporen
from loket_backend import sporen as lagen


class Endpoint:
    """As Rasa's EndpointConfig: takes part of every call's time."""

    def __init__(self) -> None:
        self.geroepen: list[dict[str, Any]] = []

    async def request(self, **naam: Any) -> str:
        self.geroepen.append(naam)
        await asyncio.sleep(0.02)
        return "gedaan"


async def beurt(agent: Any, keren: int) -> dict[str, float]:
    with sporen.gemeten(agent) as fasen:
        for _ in range(keren):
            assert await agent.action_endpoint.request(method="post", json={}) == "gedaan"
        await asyncio.sleep(0.01)
    return fasen


async def test_de_tijd_in_de_acties_staat_apart() -> None:
    agent = SimpleNamespace(action_endpoint=Endpoint())
    fasen = await beurt(agent, 2)
    assert fasen["acties"] >= 0.03
    assert fasen["begrijpen"] >= 0.005
    assert (await beurt(agent, 0))["acties"] == 0


async def test_beurten_naast_elkaar_tellen_elkaars_tijd_niet() -> None:
    agent = SimpleNamespace(action_endpoint=Endpoint())
    een, geen = await asyncio.gather(beurt(agent, 3), beurt(agent, 0))
    assert een["acties"] >= 0.05
    assert geen["acties"] == 0


async def test_wat_mislukt_is_ook_gemeten() -> None:
    agent = SimpleNamespace(action_endpoint=Endpoint())
    fasen: dict[str, float] = {}

    async def valt_om() -> None:
        nonlocal fasen
        with sporen.gemeten(agent) as fasen:
            await agent.action_endpoint.request()
            raise ValueError

    with pytest.raises(ValueError):
        await valt_om()
    assert fasen["acties"] >= 0.015


async def test_zonder_actieserver_is_alles_begrijpen() -> None:
    with sporen.gemeten(SimpleNamespace()) as fasen:
        pass
    assert fasen["acties"] == 0


async def test_het_spoor_gaat_mee_in_een_kop_naast_wat_er_al_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lagen, "koppen", lambda: {lagen.KOP: "00-a-b-01"})
    monkeypatch.setattr(lagen.Sporen, "tracer", None)
    endpoint = Endpoint()
    monkeypatch.setattr(lagen, "stap", lambda naam: lagen.nullcontext())
    with sporen.gemeten(SimpleNamespace(action_endpoint=endpoint)):
        await endpoint.request(headers={"X": "1"})
    assert endpoint.geroepen == [{"headers": {"X": "1", lagen.KOP: "00-a-b-01"}}]
