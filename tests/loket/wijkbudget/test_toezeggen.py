"""What an arrangement takes of its wijk: per year, all or nothing, and back when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from loket_backend.arrangement import dienst
from loket_backend.arrangement.dienst import Regel
from loket_backend.arrangement.models import Arrangement, Arrangementreactie
from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.intake import workflow
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.rondes.models import AKKOORD
from loket_backend.tijd import Klok
from loket_backend.wijkbudget import ruimte, toezeggen
from loket_backend.wijkbudget.models import TOEZEGGING, VRIJVAL
from loket_backend.wijkbudget.ruimte import MEER_RUIMTE, Besluit
from tests.samenhulp import maak_arrangement, maak_dossier, regel

from .hulp import BEGIN, EIND, boekingen, klopt, maak_budget, met_partijen, regels, stand

ZetOp = Callable[[date], None]


@pytest.fixture
def zet_op(monkeypatch: pytest.MonkeyPatch) -> ZetOp:
    tikken = count()

    def zet(dag: date) -> None:
        middag = datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC)
        monkeypatch.setattr(Klok, "kijk", staticmethod(lambda: middag + timedelta(milliseconds=next(tikken))))

    return zet


@pytest.fixture(autouse=True)
def begin_2026(zet_op: ZetOp) -> None:
    zet_op(BEGIN)


@pytest.fixture
async def dossier(database: Database) -> str:
    await met_partijen(database, "zorg", "buurt")
    return await maak_dossier(database)


async def budget_van(database: Database, totaal: int, wijk: str = "noord", jaar: int = 2026) -> int:
    async with database.schrijf() as session:
        return await maak_budget(session, totaal, wijk, jaar)


def lijn(sleutel: str = "a", kosten: int = 365_00, **anders: object) -> Regel:
    gewoon = {"begint_op": BEGIN, "eindigt_op": EIND, "kosten_jaar": kosten, "sleutel": sleutel, "partij_id": "zorg"}
    return regel(**{**gewoon, **anders})


async def stem_af(database: Database, kenmerk: str, *lijst: Regel, wijk: str | None = "noord") -> None:
    async with database.schrijf() as session:
        await workflow.vergrendel(session, kenmerk)
        await toezeggen.stem_af(session, kenmerk, wijk, lijst, "anja")


async def test_alleen_wat_het_wijkbudget_betaalt_telt(database: Database, dossier: str) -> None:
    budget = await budget_van(database, 100_000)
    await stem_af(database, dossier, lijn("a"), lijn("b", bekostiging="wmo"), lijn("c", kosten=0))
    assert await stand(database, budget) == (100_000, 365_00, 0)
    assert list(await regels(database, budget)) == ["a"]
    await klopt(database)


async def test_wie_zonder_geld_helpt_heeft_geen_budget_nodig(database: Database, dossier: str) -> None:
    await stem_af(database, dossier, lijn(bekostiging="informeel"), wijk=None)
    await stem_af(database, dossier, wijk=None)


async def test_nog_een_keer_hetzelfde_boekt_niets(database: Database, dossier: str) -> None:
    budget = await budget_van(database, 100_000)
    for _ in range(2):
        await stem_af(database, dossier, lijn())
    assert await boekingen(database, budget, TOEZEGGING) == [365_00]


async def test_alleen_het_verschil_wordt_geboekt(database: Database, dossier: str) -> None:
    budget = await budget_van(database, 500_00)
    await stem_af(database, dossier, lijn("a"), lijn("b", 100_00))
    await stem_af(database, dossier, lijn("a", 400_00), lijn("b", 50_00))
    assert await boekingen(database, budget, TOEZEGGING) == [365_00, 100_00, 35_00]
    assert await boekingen(database, budget, VRIJVAL) == [-50_00]
    await klopt(database)


async def test_de_ene_regel_maakt_plaats_voor_de_andere(database: Database, dossier: str) -> None:
    """A budget that is full: what ends comes free first."""
    budget = await budget_van(database, 365_00)
    await stem_af(database, dossier, lijn("a"))
    await stem_af(database, dossier, lijn("b"))
    assert await stand(database, budget) == (365_00, 365_00, 0)
    assert {s: (t.bedrag, t.actief) for s, t in (await regels(database, budget)).items()} == {
        "a": (0, False),
        "b": (365_00, True),
    }


async def test_wat_eindigt_houdt_wat_het_tot_gisteren_kostte(database: Database, dossier: str, zet_op: ZetOp) -> None:
    budget = await budget_van(database, 100_000)
    await stem_af(database, dossier, lijn("a"), lijn("b", 10_00, per="eenmalig"))
    zet_op(date(2026, 2, 1))
    await stem_af(database, dossier)
    assert await boekingen(database, budget, VRIJVAL) == [-334_00]
    assert await stand(database, budget) == (100_000, 41_00, 0)
    zet_op(date(2026, 6, 1))
    await stem_af(database, dossier)
    assert await stand(database, budget) == (100_000, 41_00, 0)
    await klopt(database)


async def test_zonder_einde_ook_volgend_jaar_als_dat_budget_er_is(database: Database, dossier: str) -> None:
    dit, volgend, later = [await budget_van(database, 100_000, jaar=jaar) for jaar in (2026, 2027, 2028)]
    await stem_af(database, dossier, lijn(eindigt_op=None))
    assert [(await stand(database, b))[1] for b in (dit, volgend, later)] == [365_00, 365_00, 0]


async def test_met_een_einde_alle_jaren_die_een_budget_hebben(database: Database, dossier: str) -> None:
    dit, later = await budget_van(database, 100_000), await budget_van(database, 100_000, jaar=2028)
    await stem_af(database, dossier, lijn(begint_op=date(2026, 12, 1), eindigt_op=date(2028, 1, 31)))
    assert [(await stand(database, b))[1] for b in (dit, later)] == [31_00, 30_92]


@pytest.mark.parametrize(
    ("anders", "wijk", "zin"),
    [
        ({}, "noord", "nog geen budget voor Noord in 2026"),
        ({"begint_op": date(2027, 2, 1), "eindigt_op": None}, "noord", "nog geen budget voor Noord in 2027"),
        ({}, None, "nog geen wijk"),
    ],
)
async def test_zonder_budget_zegt_het_loket_welk_budget_er_mist(
    database: Database, dossier: str, anders: dict[str, object], wijk: str | None, zin: str
) -> None:
    with pytest.raises(Conflict, match=zin):
        await stem_af(database, dossier, lijn(**anders), wijk=wijk)


async def test_alles_of_niets(database: Database, dossier: str) -> None:
    """The second year has no room: then the first year keeps its money too, also for who catches the refusal."""
    dit, volgend = await budget_van(database, 100_000), await budget_van(database, 100_00, jaar=2027)
    async with database.schrijf() as session:
        await workflow.vergrendel(session, dossier)
        with pytest.raises(Conflict, match=r"voor 2027 is nog €.100 vrij\. Er is €.365 nodig"):
            await toezeggen.stem_af(session, dossier, "noord", [lijn(eindigt_op=None)], "anja")
    assert [(await stand(database, b))[1] for b in (dit, volgend)] == [0, 0]
    assert await regels(database, dit) == {}
    assert await boekingen(database, dit, TOEZEGGING) == []


async def test_wie_verhuist_neemt_mee_wat_er_nog_niet_gebruikt_is(
    database: Database, dossier: str, zet_op: ZetOp
) -> None:
    noord, zuid = await budget_van(database, 100_000), await budget_van(database, 100_000, "zuid")
    await stem_af(database, dossier, lijn())
    zet_op(date(2026, 2, 1))
    await stem_af(database, dossier, lijn(), wijk="zuid")
    assert [(await stand(database, b))[1] for b in (noord, zuid)] == [31_00, 334_00]
    await klopt(database)


async def test_een_andere_organisatie_neemt_over(database: Database, dossier: str) -> None:
    budget = await budget_van(database, 365_00)
    await stem_af(database, dossier, lijn())
    await stem_af(database, dossier, lijn(partij_id="buurt"))
    assert await boekingen(database, budget, VRIJVAL) == [-365_00]
    assert (await regels(database, budget))["a"].partij_id == "buurt"
    await klopt(database)


async def test_een_organisatie_krijgt_niet_meer_dan_haar_ruimte(database: Database, dossier: str) -> None:
    """Unless managers decided that she may; without a limit the budget alone binds."""
    budget = await budget_van(database, 100_000)
    async with database.schrijf() as session:
        await ruimte.zet(session, budget, "zorg", 400_00, "gerda", "")
    with pytest.raises(Conflict, match=r"Zorg mag €.400 .* wordt het €.465\. .* besluit van de managers"):
        await stem_af(database, dossier, lijn("a"), lijn("b", 100_00))
    assert (await stand(database, budget))[1] == 0
    await stem_af(database, dossier, lijn("a"), lijn("b", 100_00, partij_id="buurt"))
    async with database.schrijf() as session:
        genomen = Besluit(MEER_RUIMTE, "zorg", ["A. de Boer", "B. Kok"], BEGIN, "niemand anders kan", extra=65_00)
        await ruimte.besluit(session, budget, genomen, "gerda")
    await stem_af(database, dossier, lijn("a"), lijn("b", 100_00))
    with pytest.raises(Conflict, match="kan niet lager"):
        async with database.schrijf() as session:
            await ruimte.zet(session, budget, "zorg", 399_99, "gerda", "")


async def test_wie_de_grens_kwijt_is_is_alleen_aan_het_budget_gebonden(database: Database, dossier: str) -> None:
    budget = await budget_van(database, 100_000)
    async with database.schrijf() as session:
        await ruimte.zet(session, budget, "zorg", 1_00, "gerda", "")
        await ruimte.zet(session, budget, "zorg", None, "gerda", "geen grens meer")
    await stem_af(database, dossier, lijn())
    assert (await stand(database, budget))[1] == 365_00


async def test_een_arrangement_dat_niet_past_wordt_als_geheel_geweigerd(database: Database, dossier: str) -> None:
    """The resident's yes is not kept either: nothing is in force, and nothing was committed."""
    budget = await budget_van(database, 400_00)
    async with database.schrijf() as session:
        lijst = [lijn("a"), lijn("b", 100_00)]
        versie = await maak_arrangement(session, dossier, lijst, geldt=False, budget=False)
        intake = await workflow.vergrendel(session, dossier)
        await dienst.leg_voor(session, intake, versie, "anja", Weg("papier", "geen chat"), {"titel": "x"}, "0" * 64)
    with pytest.raises(Conflict, match=r"nog €.400 vrij\. Er is €.465 nodig"):
        await zeg_ja(database, dossier, versie.id)
    async with database.lees() as session:
        assert await dienst.geldend(session, dossier) is None
        assert list(await session.scalars(select(Arrangementreactie))) == []
        assert (await session.get_one(Arrangement, dossier)).stand == "voorgelegd"
    assert await stand(database, budget) == (400_00, 0, 0)


async def zeg_ja(database: Database, kenmerk: str, versie_id: int) -> None:
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await dienst.reageer(session, intake, versie_id, Antwoord(AKKOORD, "Ja.", "papier", "anja"))


async def test_na_het_einde_van_een_arrangement_is_het_geld_weer_vrij(database: Database, dossier: str) -> None:
    budget = await budget_van(database, 400_00)
    async with database.schrijf() as session:
        await maak_arrangement(session, dossier, [lijn()])
        await dienst.eindig(session, await workflow.vergrendel(session, dossier), "anja", "verhuisd")
    assert await stand(database, budget) == (400_00, 0, 0)
    await klopt(database)


async def test_twee_arrangementen_tegelijk_overtrekken_niets(database: Database, dossier: str) -> None:
    budget = await budget_van(database, 365_00)
    anderen = [dossier, *[await maak_dossier(database) for _ in range(5)]]
    werk = (stem_af(database, kenmerk, lijn(f"r{n}")) for n, kenmerk in enumerate(anderen))
    uit = await asyncio.gather(*werk, return_exceptions=True)
    assert sorted(type(fout).__name__ for fout in uit) == ["Conflict"] * 5 + ["NoneType"]
    assert await stand(database, budget) == (365_00, 365_00, 0)
    await klopt(database)


async def test_twee_wijken_en_twee_jaren_tegelijk_zitten_elkaar_niet_vast(database: Database, dossier: str) -> None:
    """Every budget in the order of its id: no deadlock, whatever the lines name first."""
    for wijk, jaar in (("zuid", 2027), ("noord", 2026), ("noord", 2027), ("zuid", 2026)):
        await budget_van(database, 1_000_000, wijk, jaar)
    anderen = [dossier, *[await maak_dossier(database) for _ in range(3)]]

    async def heen_en_weer(kenmerk: str, sleutel: str) -> None:
        for wijk in ("noord", "zuid", "noord"):
            await stem_af(database, kenmerk, replace(lijn(sleutel), eindigt_op=None), wijk=wijk)

    await asyncio.gather(*(heen_en_weer(kenmerk, f"r{n}") for n, kenmerk in enumerate(anderen)))
    await klopt(database)
