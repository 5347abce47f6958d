"""What an open page of the console hears of, and the parts that it fetches then."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import delete, select, update

from loket_backend.console import stroom as stroommodule
from loket_backend.db import Database, open_database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.aanwezigheid import DE_INWONER
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.models import INWONER, WACHT_OP_MENS, Bericht
from loket_backend.intake import service, woonwijk
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.tijd import nu
from loket_backend.toegang.models import Auditregel, Sessie
from loket_backend.toewijzing.models import Medewerker

from .conftest import Client, MeldAan, nieuw_gesprek
from .test_overname import doe

# A disk may stand still for many seconds; what should come at once comes long before the rest that is made endless then.
BINNEN, EINDELOOS = 60, 600


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url)
    yield database
    await database.sluit()


@pytest.fixture
def hub(server: TestServer) -> Hub:
    assert server.app is not None
    return server.app[HUB]


@pytest.fixture
async def wachtend(database: Database, mensen: None) -> str:
    return await nieuw_gesprek(database, "ik wil een mens", status=WACHT_OP_MENS)


async def inwoner_zegt(hub: Hub, gesprek_id: str, tekst: str) -> None:
    async with hub.database.schrijf() as session:
        berichten.schrijf(session, await berichten.vergrendel(session, gesprek_id), INWONER, tekst)
    hub.wekker.roep(gesprek_id)


class Stroom:
    """Reads events until one fits."""

    def __init__(self, antwoord: aiohttp.ClientResponse) -> None:
        self._antwoord = antwoord

    @classmethod
    async def open(cls, client: Client, gesprek_id: str = "") -> Stroom:
        antwoord = await client.get("/console/stroom", params={"gesprek": gesprek_id} if gesprek_id else {})
        assert antwoord.content_type == "text/event-stream"
        return cls(antwoord)

    async def tot(self, soort: str, sleutel: str = "", **verwacht: Any) -> dict[str, Any]:
        """The first event of this kind whose part `sleutel` holds what is expected."""
        async with asyncio.timeout(BINNEN):
            while True:
                naam, inhoud = await self._volgende()
                deel = inhoud.get(sleutel) if sleutel else inhoud
                if naam == soort and deel is not None and verwacht.items() <= deel.items():
                    return dict(deel)

    async def _volgende(self) -> tuple[str, dict[str, Any]]:
        naam = ""
        async for regel in self._antwoord.content:
            kop, _, waarde = regel.decode().strip().partition(": ")
            if kop == "event":
                naam = waarde
            elif kop == "data":
                return naam, json.loads(waarde)
        raise AssertionError("de stroom hield op")


async def test_de_stroom_meldt_een_nieuw_wachtend_gesprek_en_dat_het_weg_is(
    als: MeldAan, database: Database, hub: Hub
) -> None:
    anja = await als("anja")
    stroom = await Stroom.open(anja)
    eerst = await stroom.tot("nieuws", "rij", wachtend=0)
    gesprek_id = await nieuw_gesprek(database, "een", "twee", status=WACHT_OP_MENS)
    hub.meld(gesprek_id)
    erbij = await stroom.tot("nieuws", "rij", wachtend=1, ongelezen=0)
    assert erbij["stand"] != eerst["stand"]
    await doe(anja, gesprek_id, "overname")
    await stroom.tot("nieuws", "rij", wachtend=0, ongelezen=2)


async def test_een_bericht_van_de_inwoner_komt_meteen_in_de_stroom_van_het_gesprek(
    als: MeldAan, hub: Hub, wachtend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stroommodule, "RUST_BIJ_GESPREK", EINDELOOS)
    stroom = await Stroom.open(await als("anja"), wachtend)
    await stroom.tot("nieuws", "gesprek", laatste=1)
    for nummer in range(2, 7):
        await inwoner_zegt(hub, wachtend, "nog iets")
        await stroom.tot("nieuws", "gesprek", laatste=nummer)


async def test_een_golf_van_gebeurtenissen_geeft_hooguit_een_blik_op_de_rij_per_rust(
    als: MeldAan, hub: Hub, wachtend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blikken: list[float] = []
    echt = stroommodule.nieuws.rij

    async def tel(*wat: Any) -> dict[str, Any]:
        blikken.append(asyncio.get_running_loop().time())
        return await echt(*wat)

    monkeypatch.setattr(stroommodule.nieuws, "rij", tel)
    monkeypatch.setattr(stroommodule, "RUST", 0.3)
    stroom = await Stroom.open(await als("anja"))
    await stroom.tot("nieuws", "rij", wachtend=1)
    for _ in range(50):
        hub.meld(wachtend)
        await asyncio.sleep(0)
    await nieuw_gesprek(hub.database, "x", status=WACHT_OP_MENS)
    hub.meld(wachtend)
    await stroom.tot("nieuws", "rij", wachtend=2)
    assert len(blikken) <= 3
    assert all(later - eerder >= 0.29 for eerder, later in pairwise(blikken))


async def test_typen_meekijken_en_gezien_zijn_te_zien(als: MeldAan, hub: Hub, wachtend: str) -> None:
    anja, bilal = await als("anja"), await als("bilal")
    await doe(anja, wachtend, "overname")
    stroom = await Stroom.open(bilal, wachtend)
    await stroom.tot("nieuws", "gesprek", typt=False, kijkt=[], collega_typt=[])
    await doe(anja, wachtend, "aanwezigheid", typt="1")
    await stroom.tot("nieuws", "gesprek", kijkt=["Anja"], collega_typt=["Anja"])
    await doe(anja, wachtend, "aanwezigheid", typt="0")
    await stroom.tot("nieuws", "gesprek", collega_typt=[])
    assert hub.aanwezigheid.meld_typen(wachtend, DE_INWONER)
    hub.wekker.roep(wachtend)
    await stroom.tot("nieuws", "gesprek", typt=True)


async def test_wie_ophoudt_met_typen_verdwijnt_zonder_dat_iemand_iets_doet(
    als: MeldAan, hub: Hub, wachtend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stroommodule, "TYPT_NOG", 0.05)
    stroom = await Stroom.open(await als("anja"), wachtend)
    hub.aanwezigheid.meld_typen(wachtend, DE_INWONER)
    hub.wekker.roep(wachtend)
    await stroom.tot("nieuws", "gesprek", typt=True)
    hub.aanwezigheid.stop_typen(wachtend, DE_INWONER)
    await stroom.tot("nieuws", "gesprek", typt=False)


async def test_wie_alleen_meeleest_meldt_geen_typen(als: MeldAan, hub: Hub, wachtend: str) -> None:
    await doe(await als("bilal"), wachtend, "aanwezigheid", typt="1")
    assert hub.aanwezigheid.wie_typt(wachtend) == frozenset()
    assert hub.aanwezigheid.wie_kijkt(wachtend) == {"bilal"}


@pytest.mark.parametrize("einde", ["sessie", "uit dienst", "andere rol"])
async def test_de_stroom_houdt_op_als_het_recht_ophoudt(
    als: MeldAan, database: Database, hub: Hub, wachtend: str, einde: str
) -> None:
    stroom = await Stroom.open(await als("anja"), wachtend)
    await stroom.tot("nieuws", "gesprek", laatste=1)
    zet = update(Medewerker).where(Medewerker.id == "anja")
    async with database.schrijf() as session:
        await session.execute(
            {
                "sessie": delete(Sessie),
                "uit dienst": zet.values(actief=False),
                "andere rol": zet.values(rol="beheerder"),
            }[einde]
        )
    hub.meld(wachtend)
    await stroom.tot("uit")


async def test_van_een_gesprek_dat_je_niet_mag_zien_hoor_je_niets(als: MeldAan, database: Database) -> None:
    gesprek_id = await nieuw_gesprek(database, "hallo")
    anja = await als("anja")
    nieuws = await (await anja.get("/console/nieuws", params={"gesprek": gesprek_id})).json()
    assert nieuws["gesprek"] is None
    assert (await anja.get(f"/console/gesprekken/{gesprek_id}/deel?na=0")).status == 404


async def test_peilen_geeft_hetzelfde_als_de_stroom(als: MeldAan, wachtend: str) -> None:
    anja = await als("anja")
    stroom = await Stroom.open(anja, wachtend)
    gesprek = await stroom.tot("nieuws", "gesprek")
    nieuws = await (await anja.get("/console/nieuws", params={"gesprek": wachtend})).json()
    assert nieuws["gesprek"] == gesprek
    assert nieuws["rij"]["wachtend"] == 1


async def test_een_deel_brengt_alleen_wat_na_het_laatste_kwam_en_staat_dan_in_de_audittrail(
    als: MeldAan, database: Database, hub: Hub, wachtend: str
) -> None:
    anja = await als("anja")
    await inwoner_zegt(hub, wachtend, "het tweede")
    tekst = await (await anja.get(f"/console/gesprekken/{wachtend}/deel?na=1")).text()
    assert "het tweede" in tekst
    assert "ik wil een mens" not in tekst
    assert 'data-laatste="2"' in tekst
    assert (await anja.get(f"/console/gesprekken/{wachtend}/deel?na=2")).status == 200
    async with database.lees() as session:
        gevolgd = await session.scalars(select(Auditregel.wie).where(Auditregel.wat == "gesprek gevolgd"))
        assert list(gevolgd) == ["anja"]


async def test_wat_de_pagina_uit_zichzelf_vraagt_houdt_niemand_aangemeld(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja = await als("anja")
    async with database.schrijf() as session:
        for sessie in await session.scalars(select(Sessie)):
            sessie.inhoud = {**sessie.inhoud, "gezien": 0}
    await anja.get("/console/nieuws")
    await anja.get("/console/rij")
    await anja.get(f"/console/gesprekken/{wachtend}/deel?na=0")
    async with database.lees() as session:
        assert [s.inhoud["gezien"] for s in await session.scalars(select(Sessie))] == [0]
    await anja.get("/console/gesprekken")
    async with database.lees() as session:
        assert all(s.inhoud["gezien"] > 0 for s in await session.scalars(select(Sessie)))


async def test_wie_de_pagina_verlaat_kijkt_meteen_niet_meer_mee(als: MeldAan, hub: Hub, wachtend: str) -> None:
    anja, bilal = await als("anja"), await als("bilal")
    await doe(anja, wachtend, "overname")
    stroom = await Stroom.open(bilal, wachtend)
    await doe(anja, wachtend, "aanwezigheid", typt="1")
    await stroom.tot("nieuws", "gesprek", kijkt=["Anja"], collega_typt=["Anja"])
    assert (await doe(anja, wachtend, "aanwezigheid", weg="1")).status == 204
    await stroom.tot("nieuws", "gesprek", kijkt=[], collega_typt=[])
    assert hub.aanwezigheid.wie_kijkt(wachtend) == frozenset()


async def test_wat_een_collega_invult_ververst_de_paginas_en_de_wijk_in_de_rij(
    als: MeldAan, database: Database, wachtend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stroommodule, "RUST_BIJ_GESPREK", 0.05)
    anja, bilal = await als("anja"), await als("bilal")
    await doe(anja, wachtend, "overname")
    stroom = await Stroom.open(bilal, wachtend)
    eerst = await stroom.tot("nieuws", "gesprek")
    mijn = await (await anja.get("/console/nieuws")).json()
    assert (await doe(anja, wachtend, "velden/postcode", waarde="2020 AB")).status == 303
    daarna = await stroom.tot("nieuws", "gesprek")
    assert daarna["stand"] != eerst["stand"]
    assert (await (await anja.get("/console/nieuws")).json())["rij"]["stand"] != mijn["rij"]["stand"]
    assert ">Zuid</span>" in await (await anja.get("/console/rij")).text()
    await doe(anja, wachtend, "velden/postcode", leeg="1")
    assert "onbekend" in await (await anja.get("/console/rij")).text()


async def test_een_postcode_die_de_inwoner_later_zegt_gaat_voor_wat_er_was_ingevuld(
    als: MeldAan, hub: Hub, database: Database, wachtend: str
) -> None:
    anja = await als("anja")
    await doe(anja, wachtend, "overname")
    await doe(anja, wachtend, "velden/postcode", waarde="2020AB")
    await inwoner_zegt(hub, wachtend, "nee, 1010AB")
    postcode = {"postcode": {"waarde": "1010AB", "status": "besproken", "bronnen": [2]}}
    async with database.schrijf() as session:
        await service.bewaar_concept(session, wachtend, 2, ConceptInhoud.model_validate({"antwoorden": postcode}))
    assert ">Noord</span>" in await (await anja.get("/console/rij")).text()


async def test_de_rij_toont_de_wijk_die_de_inwoner_bevestigde(als: MeldAan, database: Database, wachtend: str) -> None:
    anja = await als("anja")
    eerst = (await (await anja.get("/console/nieuws")).json())["rij"]["stand"]
    async with database.schrijf() as session:
        woonwijk.bevestig(session, wachtend, "zuid")
    assert (await (await anja.get("/console/nieuws")).json())["rij"]["stand"] != eerst
    assert ">Zuid</span>" in await (await anja.get("/console/rij")).text()


async def test_een_aangepast_bericht_komt_vers_op_een_open_pagina_en_zegt_dat_het_aangepast_is(
    als: MeldAan, hub: Hub, database: Database, wachtend: str
) -> None:
    anja = await als("anja")
    stroom = await Stroom.open(anja, wachtend)
    eerst = await stroom.tot("nieuws", "gesprek")
    async with database.schrijf() as session:
        bericht = await session.get_one(Bericht, (wachtend, 1))
        bericht.extern_id = "tg:1"
    op = nu().replace(microsecond=0)
    async with database.schrijf() as session:
        await hub.postvak.corrigeer(session, wachtend, "tg:1", "ik wil een mens bellen", op)
    hub.meld(wachtend)
    assert (await stroom.tot("nieuws", "gesprek"))["stand"] != eerst["stand"]
    deel = await (await anja.get(f"/console/gesprekken/{wachtend}/deel?na=1&aangepast=0")).text()
    assert "ik wil een mens bellen" in deel
    assert "Aangepast door de inwoner, vandaag om" in deel
    al_gezien = f"/console/gesprekken/{wachtend}/deel?na=1&aangepast={int(op.timestamp())}"
    assert "ik wil een mens bellen" not in await (await anja.get(al_gezien)).text()
    assert "Aangepast door de inwoner" in await (await anja.get(f"/console/gesprekken/{wachtend}")).text()
    async with database.lees() as session:
        gevolgd = select(Auditregel).where(Auditregel.wat == "gesprek gevolgd")
        assert len(list(await session.scalars(gevolgd))) == 1
