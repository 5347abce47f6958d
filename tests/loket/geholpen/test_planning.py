"""Who is due, a few at a time, on both databases: nobody is passed over, and nobody comes twice."""

from __future__ import annotations

from datetime import date, timedelta

from loket_backend.db import Database
from loket_backend.geholpen.models import EVALUATIE, ZES_WEKEN, Evaluatie
from loket_backend.geholpen.planning import DICHTBIJ, NOG_VRAGEN, ZES, Ronde, aan_de_beurt
from loket_backend.toewijzing.models import Wijk
from tests.loket.maandbeeld.hulp import dossier, geldt, op, regel, zet_wijken

DAG, VER = date(2026, 6, 1), date(2027, 1, 1)


async def zet(database: Database, *dagen: tuple[date, date]) -> list[str]:
    """A dossier with a line for each (begins on, looked at on); the kenmerken."""
    async with database.schrijf() as session:
        if await session.get(Wijk, "noord") is None:
            await zet_wijken(session, "noord")
        kenmerken = [await dossier(session, "noord", op(1, 1)) for _ in dagen]
        for kenmerk, (begint, kijkt) in zip(kenmerken, dagen, strict=True):
            await geldt(session, kenmerk, op(1, 2), None, regel(begint_op=begint, evaluatie_op=kijkt))
    return kenmerken


async def in_stukken(database: Database, hoogstens: int) -> list[Ronde]:
    gevonden: list[Ronde] = []
    async with database.lees() as session:
        while stuk := await aan_de_beurt(session, DAG, gevonden[-1] if gevonden else None, hoogstens):
            assert len(stuk) <= hoogstens
            gevonden += stuk
    return gevonden


async def test_in_stukken_komt_iedereen_een_keer_langs_de_vroegste_dag_eerst(database: Database) -> None:
    dagen = [timedelta(days=n % 4) for n in range(11)]
    zes = await zet(database, *((DAG - ZES - n, VER) for n in dagen))
    kijken = await zet(database, *((DAG - timedelta(days=200), DAG - n) for n in dagen[:5]))
    gevonden = await in_stukken(database, 3)
    assert [ronde.voor for ronde in gevonden] == sorted(ronde.voor for ronde in gevonden)
    per = {soort: sorted(r.kenmerk for r in gevonden if r.aanleiding == soort) for soort in (ZES_WEKEN, EVALUATIE)}
    assert per == {ZES_WEKEN: sorted(zes), EVALUATIE: sorted(kijken)}


async def test_van_een_arrangement_telt_de_eerste_regel(database: Database) -> None:
    """A line that was added six weeks ago to help that began long before asks nothing."""
    async with database.schrijf() as session:
        await zet_wijken(session, "noord")
        kenmerk = await dossier(session, "noord", op(1, 1))
        regels = [regel(begint_op=dag, evaluatie_op=VER) for dag in (DAG - timedelta(days=150), DAG - ZES)]
        await geldt(session, kenmerk, op(1, 2), None, *regels)
    assert await in_stukken(database, 3) == []


async def test_wie_kort_ervoor_of_erna_is_gevraagd_is_niet_aan_de_beurt(database: Database) -> None:
    net, vlak, lang = await zet(database, *[(DAG - ZES, VER)] * 3)
    async with database.schrijf() as session:
        for kenmerk, dag in ((net, DAG - DICHTBIJ), (vlak, DAG + DICHTBIJ), (lang, DAG - DICHTBIJ - timedelta(days=1))):
            versie = (await aan_de_beurt(session, DAG))[0].versie_id
            session.add(Evaluatie(kenmerk=kenmerk, versie_id=versie, aanleiding=EVALUATIE, voor=dag))
            await session.flush()
    assert [ronde.kenmerk for ronde in await in_stukken(database, 3)] == [lang]


async def test_wat_te_lang_geleden_aan_de_beurt_was_wordt_niet_meer_gevraagd(database: Database) -> None:
    nog, _ = await zet(database, *((DAG - ZES - NOG_VRAGEN - timedelta(days=n), VER) for n in range(2)))
    assert [ronde.kenmerk for ronde in await in_stukken(database, 3)] == [nog]
