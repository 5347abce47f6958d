"""The audit trail as the coordinator reads it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from loket_backend.console.audit import PER_PAGINA
from loket_backend.db import Database
from loket_backend.intake.models import Intake
from loket_backend.tijd import vandaag
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.models import Auditregel

from .conftest import Client, MeldAan, nieuwe_intake

PAD = "/console/audit"


async def zoek(client: Client, **filter: str) -> list[str]:
    """What somebody did, of each line of the page."""
    pagina = await (await client.get(PAD, params=filter)).text()
    return [deel.split("</span></td>")[0] for deel in pagina.split('aria-hidden="true">Wat</span><span>')[1:]]


@pytest.fixture
async def kenmerk(database: Database, mensen: None) -> str:
    kenmerk = await nieuwe_intake(database, van="anja")
    async with database.schrijf() as session:
        gesprek = await session.scalar(select(Intake.gesprek_id).where(Intake.kenmerk == kenmerk))
        leg_vast(session, "anja", "gelezen", kenmerk, "eigen dossier")
        leg_vast(session, "bilal", "ingevuld: naam", str(gesprek), "gesprek")
        leg_vast(session, "bilal", "gelezen", "2026-XXXXXX", "eigen dossier")
    return kenmerk


async def test_de_nieuwste_regel_staat_boven_met_wie_wat_van_wie_en_waarom(als: MeldAan, kenmerk: str) -> None:
    gerda = await als("gerda")
    pagina = await (await gerda.get(PAD)).text()
    assert all(woord in pagina for woord in ("Bilal", "gelezen", kenmerk, "eigen dossier"))
    assert (await zoek(gerda))[:2] == ["logboek gelezen", "aangemeld"]


@pytest.mark.parametrize(
    ("filter", "gevonden"),
    [
        ({"wie": "anja"}, ["gelezen"]),
        ({"wie": "bilal"}, ["gelezen", "ingevuld: naam"]),
        ({"wie": "bilal", "wat": "INGEVULD"}, ["ingevuld: naam"]),
        ({"wie": "bilal", "wat": "%"}, []),
        ({"wie": "niemand"}, []),
        ({"wie": "anja", "van": "2999-01-01"}, []),
        ({"wie": "anja", "tot": "2001-01-01"}, []),
    ],
)
async def test_elk_filter_laat_over_wat_past(
    als: MeldAan, kenmerk: str, filter: dict[str, str], gevonden: list[str]
) -> None:
    assert await zoek(await als("gerda"), **filter) == gevonden


async def test_een_kenmerk_vindt_ook_wat_er_in_het_gesprek_gebeurde(als: MeldAan, kenmerk: str) -> None:
    assert await zoek(await als("gerda"), kenmerk=kenmerk.lower()) == ["ingevuld: naam", "gelezen"]


async def test_vandaag_hoort_bij_vanaf_vandaag_en_bij_tot_en_met_vandaag(als: MeldAan, kenmerk: str) -> None:
    dag = vandaag().isoformat()
    assert await zoek(await als("gerda"), wie="anja", van=dag, tot=dag) == ["gelezen"]


@pytest.mark.parametrize("dag", ["gisteren", "2026-02-30", "0001-01-01", "9999-12-31"])
async def test_een_datum_die_er_geen_is_zegt_dat_en_toont_niets(als: MeldAan, kenmerk: str, dag: str) -> None:
    antwoord = await (await als("gerda")).get(PAD, params={"van": dag})
    pagina = await antwoord.text()
    assert (antwoord.status, "Vul een datum in" in pagina, kenmerk in pagina) == (400, True, False)


async def test_bladeren_slaat_niets_over_en_toont_niets_dubbel(als: MeldAan, database: Database, mensen: None) -> None:
    async with database.schrijf() as session:
        for nummer in range(PER_PAGINA + 3):
            leg_vast(session, "anja", f"daad {nummer:03}", "2026-ABC234", "proef")
    gerda = await als("gerda")
    eerste = await zoek(gerda, wie="anja")
    pagina = await (await gerda.get(PAD, params={"wie": "anja"})).text()
    volgende = pagina.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&").partition("voor=")[2]
    tweede = await zoek(gerda, wie="anja", voor=volgende)
    assert [*eerste, *tweede] == [f"daad {n:03}" for n in reversed(range(PER_PAGINA + 3))]


async def test_het_lezen_van_het_logboek_staat_zelf_in_het_logboek(
    als: MeldAan, database: Database, kenmerk: str
) -> None:
    await (await als("gerda")).get(PAD, params={"kenmerk": kenmerk})
    async with database.lees() as session:
        regels = list(await session.scalars(select(Auditregel).where(Auditregel.wat == "logboek gelezen")))
    assert [(r.wie, r.wiens, r.grond) for r in regels] == [("gerda", kenmerk, "toezicht")]


@pytest.mark.parametrize("wie", ["anja", "ben"])
async def test_alleen_de_coordinator_leest_het_logboek(als: MeldAan, wie: str) -> None:
    assert (await (await als(wie)).get(PAD)).status == 403
