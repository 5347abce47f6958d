"""A resident and a reader of event streams, as the contract tests use them."""

from __future__ import annotations

import asyncio
import json
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from loket_backend.gesprek.hub import Hub
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.service import bewaar_concept, dien_in
from tests.loket.hulp import concept, tot

# The database is of no account to these tests, so one kind will do.
OP_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

Client = TestClient[web.Request, web.Application]
WAS = {"leefgebied": "huishouden", "aspect": "nodig", "tekst": "de was lukt niet", "bron": 4}


@dataclass
class Inwoner:
    """One conversation, seen from the browser."""

    client: Client
    id: str
    token: str

    @classmethod
    async def begin(cls, client: Client) -> Inwoner:
        antwoord = await client.post("/v1/gesprekken", json={"kanaal": "web"})
        inhoud = await antwoord.json()
        return cls(client, inhoud["id"], inhoud["token"])

    @property
    def pad(self) -> str:
        return f"/v1/gesprekken/{self.id}/berichten"

    @property
    def kop(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def stuur(self, tekst: Any, id: Any = None, **extra: Any) -> ClientResponse:
        inhoud = {"clientBerichtId": id or str(uuid.uuid4()), "tekst": tekst, **extra}
        return await self.client.post(self.pad, json=inhoud, headers=self.kop)

    async def stuur_ruw(self, inhoud: bytes, **kop: str) -> ClientResponse:
        return await self.client.post(
            self.pad, data=inhoud, headers={"Content-Type": "application/json", **self.kop, **kop}
        )

    async def vraag(self, **query: Any) -> ClientResponse:
        return await self.client.get(self.pad, params={k: str(v) for k, v in query.items()}, headers=self.kop)

    async def lees(self, na: int = 0, wacht: int = 0) -> dict[str, Any]:
        antwoord = await self.vraag(na=na, wacht=wacht)
        assert antwoord.status == 200
        return await antwoord.json()  # type: ignore[no-any-return]

    async def tot_rust(self) -> dict[str, Any]:
        """The conversation once every accepted message has its answer."""

        async def rustig() -> dict[str, Any] | None:
            return None if (stand := await self.lees())["bezig"] else stand

        return await tot(rustig)  # type: ignore[no-any-return]

    async def volg(self, **kop: str) -> ClientResponse:
        return await self.client.get(f"/v1/gesprekken/{self.id}/stroom", headers={**self.kop, **kop})


async def gebeurtenis(stroom: ClientResponse, binnen: float = 15) -> dict[str, Any]:
    """The next event as {"id", "event", "data"}; comments are skipped."""
    gelezen: dict[str, Any] = {"id": None, "event": "message"}
    async with asyncio.timeout(binnen):
        while (regel := (await stroom.content.readline()).decode()) != "":
            naam, _, waarde = regel.rstrip("\n").partition(": ")
            if naam == "" and "data" in gelezen:
                return gelezen
            if naam:
                gelezen[naam] = json.loads(waarde) if naam == "data" else waarde
    raise AssertionError("de stroom hield op")


async def volgnummers(stroom: ClientResponse, aantal: int) -> list[int]:
    """The ids of the next `aantal` messages; `stand` events are passed over."""
    gezien: list[int] = []
    while len(gezien) < aantal:
        deel = await gebeurtenis(stroom)
        if deel["event"] == "message":
            assert int(deel["id"]) == deel["data"]["volgnummer"]
            gezien.append(int(deel["id"]))
    return gezien


async def probleem(antwoord: ClientResponse, status: int) -> dict[str, Any]:
    """The fault, after checking that it has the form of contract section 6."""
    assert antwoord.status == status, await antwoord.text()
    assert antwoord.content_type == "application/problem+json"
    inhoud: dict[str, Any] = await antwoord.json()
    assert inhoud["status"] == status
    assert inhoud["title"]
    assert inhoud["detail"]
    return inhoud


async def velden_met_fouten(antwoord: ClientResponse) -> set[str]:
    """Which inputs a 400 names."""
    return {fout.partition(":")[0] for fout in (await probleem(antwoord, 400))["fouten"]}


async def dien(client: Client, hub: Hub, **waarden: Any) -> str:
    """An intake that was approved; its kenmerk."""
    inwoner = await Inwoner.begin(client)
    inhoud = ConceptInhoud.model_validate(concept(uitspraken=[WAS], **waarden))
    async with hub.database.schrijf() as session:
        await bewaar_concept(session, inwoner.id, 4, inhoud)
        return (await dien_in(session, inwoner.id, 4)).kenmerk
