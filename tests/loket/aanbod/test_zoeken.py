"""Searching the sociale kaart: in any spelling, narrowed by filters, one query a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from loket_backend.aanbod import lezen, zoeken
from loket_backend.aanbod.zoeken import Bladzijde, Vraag
from loket_backend.db import Database
from loket_backend.tijd import vandaag
from tests.bench.samenvulling_aanbod import vul_aanbod
from tests.samenhulp import maak_aanbod


@pytest.fixture
async def kaart(gemeente: Database) -> Database:
    async with gemeente.schrijf() as session:
        await maak_aanbod(session, "Eetcafé Ons Huis", ("huishouden", "contact"), ("noord",), plekken=2, bezet=2)
        await maak_aanbod(session, "Wandelmaatjes", ("contact",), partij_id="dorp", omschrijving="Met z'n 100%_enen")
        await maak_aanbod(
            session,
            "Thuisbegeleiding",
            ("administratie",),
            ("zuid",),
            vorm="individueel",
            bekostiging="wmo",
            gecontroleerd_op=date(2020, 1, 1),
            plekken=5,
            bezet=1,
        )
        await maak_aanbod(session, "Oude soos", ("contact",), actief=False, gecontroleerd_op=None)
    return gemeente


async def zoek(database: Database, **vraag: Any) -> Bladzijde:
    async with database.lees() as session:
        return await zoeken.lees(session, Vraag(**vraag), (await lezen.bekend(session)).partijen)


async def namen(database: Database, **vraag: Any) -> list[str]:
    return [rij.naam for rij in (await zoek(database, **vraag)).rijen]


EETCAFE, MAATJES, THUIS, SOOS = "Eetcafé Ons Huis", "Wandelmaatjes", "Thuisbegeleiding", "Oude soos"


async def test_informele_hulp_staat_bovenaan_en_wat_stopte_niet(kaart: Database) -> None:
    assert await namen(kaart) == [EETCAFE, MAATJES, THUIS]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({"zoek": "EETCAFE"}, [EETCAFE]),
        ({"zoek": "maatje"}, [MAATJES]),
        ({"zoek": "coöperatie"}, [MAATJES]),
        ({"zoek": "ons huis"}, [EETCAFE]),
        ({"zoek": "ons wandel"}, [MAATJES]),  # "Ons" of the organisation
        ({"zoek": "100"}, [MAATJES]),
        ({"zoek": "%"}, []),
        ({"zoek": "_"}, []),
        ({"zoek": "onbestaanbaar"}, []),
        ({"leefgebied": "contact"}, [EETCAFE, MAATJES]),
        ({"vorm": "individueel"}, [THUIS]),
        ({"bekostiging": "wmo"}, [THUIS]),
        ({"partij": "dorp"}, [MAATJES]),
        ({"wijk": "zuid"}, [MAATJES, THUIS]),
        ({"wijk": "noord"}, [EETCAFE, MAATJES]),
        ({"vrij": "ja"}, [MAATJES, THUIS]),
        ({"nagekeken": "6"}, [THUIS]),
        ({"nagekeken": "nooit", "stand": "alles"}, [SOOS]),
        ({"stand": "gestopt"}, [SOOS]),
        ({"stand": "alles", "leefgebied": "contact", "vrij": "ja"}, [SOOS, MAATJES]),
    ],
)
async def test_een_vraag_vindt_wat_past_en_niets_anders(
    kaart: Database, vraag: dict[str, str], verwacht: list[str]
) -> None:
    assert sorted(await namen(kaart, **vraag)) == sorted(verwacht)


async def test_een_rij_zegt_voor_wie_het_is(kaart: Database) -> None:
    rij = (await zoek(kaart, zoek="eetcafe")).rijen[0]
    assert (rij.leefgebieden, rij.wijken, rij.vrij, rij.oud) == (("huishouden", "contact"), ("noord",), 0, False)
    oud = (await zoek(kaart, zoek="thuisbegeleiding")).rijen[0]
    assert (oud.oud, oud.vrij, oud.wijken) == (True, 4, ("zuid",))


@pytest.mark.parametrize(
    ("dag", "maanden", "verwacht"), [("2026-08-31", 6, "2026-02-28"), ("2026-01-15", 13, "2024-12-15")]
)
def test_een_maand_terug_is_nooit_een_dag_die_er_niet_was(
    monkeypatch: pytest.MonkeyPatch, dag: str, maanden: int, verwacht: str
) -> None:
    monkeypatch.setattr(zoeken, "vandaag", lambda: date.fromisoformat(dag))
    assert zoeken.maanden_terug(maanden).isoformat() == verwacht


def test_precies_een_half_jaar_is_nog_niet_oud() -> None:
    grens = zoeken.maanden_terug(zoeken.OUD_NA)
    assert not zoeken.is_oud(grens)
    assert zoeken.is_oud(date.fromordinal(grens.toordinal() - 1))
    assert not zoeken.is_oud(vandaag())


@contextmanager
def geteld(database: Database) -> Iterator[list[str]]:
    """The statements that go to the database meanwhile."""
    vragen: list[str] = []

    def noteer(*delen: Any) -> None:
        vragen.append(delen[2])

    event.listen(database.lezer.sync_engine, "before_cursor_execute", noteer)
    try:
        yield vragen
    finally:
        event.remove(database.lezer.sync_engine, "before_cursor_execute", noteer)


async def test_een_bladzijde_van_tweeduizend_is_een_vraag(gemeente: Database) -> None:
    await vul_aanbod(gemeente, 2_000, wijken=("noord", "zuid"), partijen=("dorp", "thuis"))
    async with gemeente.lees() as session:
        partijen = (await lezen.bekend(session)).partijen
        with geteld(gemeente) as vragen:
            bladzijde = await zoeken.lees(session, Vraag(zoek="de", wijk="noord", vrij="ja", pagina=2), partijen)
    assert (len(bladzijde.rijen), bladzijde.verder, bladzijde.eerste) == (zoeken.PER_PAGINA, True, 26)
    assert len([vraag for vraag in vragen if vraag.startswith("SELECT")]) == 1


async def test_een_bladzijde_die_er_niet_is_wordt_de_eerste(kaart: Database) -> None:
    bladzijde = await zoek(kaart, pagina=99)
    assert (bladzijde.pagina, len(bladzijde.rijen), bladzijde.laatste) == (1, 3, 3)
