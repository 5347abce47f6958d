"""What each figure counts, by hand, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database, open_database
from loket_backend.maandbeeld import beeld, stroken, tellen
from loket_backend.maandbeeld.beeld import NIET, WEL, Beeld
from loket_backend.maandbeeld.budget import Stand
from loket_backend.maandbeeld.maanden import Maand, als_tabel, deze, lees, tot_en_met
from loket_backend.onderdrukking import ALLES, Verborgen
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.models import Wijk
from loket_backend.wijkbudget import boeken, lezen, realiseren, toezeggen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import INLEG
from loket_backend.wijkbudget.realiseren import Factuurregel
from tests import samenhulp

from ..klok import NepKlok
from . import hulp
from .hulp import besluit, bezwaar, boek, dossier, geldt, op, regel, vindt

FEB, MAART, APRIL = Maand(2026, 2), Maand(2026, 3), Maand(2026, 4)
KLEIN, EROMHEEN = Verborgen.KLEIN, Verborgen.EROMHEEN
JAN_1 = op(1, 1)


@pytest.fixture
async def database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """SQLite and PostgreSQL, on 1 May 2026."""
    NepKlok(monkeypatch, op(5, 1))
    database = open_database(database_url)
    async with database.schrijf() as session:
        await hulp.zet_wijken(session, "noord", "zuid")
    yield database
    await database.sluit()


async def kijk(database: Database, *maanden: Maand) -> Beeld:
    async with database.lees() as session:
        return await beeld.lees(session, maanden or (FEB, MAART, APRIL))


async def zoveel(
    session: AsyncSession, aantal: int, wijk: str | None = "noord", ontvangen: datetime = JAN_1
) -> list[str]:
    return [await dossier(session, wijk, ontvangen) for _ in range(aantal)]


async def test_regels_tellen_zoals_ze_gelden_op_de_laatste_dag_van_de_maand(database: Database) -> None:
    """5 dossiers with two lines; on 10 March a newer version with one; from 20 April nothing any more."""
    async with database.schrijf() as session:
        for kenmerk in await zoveel(session, 5):
            oud = (regel("informeel", 0), regel("individueel", 200_000))
            await geldt(session, kenmerk, op(2, 1), op(3, 10), *oud)
            await geldt(session, kenmerk, op(3, 10), op(4, 20), regel("collectief", 50_000))
    maanden = await kijk(database)
    assert [maanden.getal("vormen", n, "informeel", "noord") for n in range(3)] == [5, 0, 0]
    assert [maanden.getal("vormen", n, "individueel", "noord") for n in range(3)] == [5, 0, 0]
    assert [maanden.getal("vormen", n, "collectief", ALLES) for n in range(3)] == [0, 5, 0]
    assert [maanden.getal("vormen", n, ALLES, ALLES) for n in range(3)] == [10, 5, 0]
    assert [maanden.kost(n, ALLES, "noord") for n in range(3)] == [1_000_000, 250_000, 0]
    assert maanden.kost(0, "informeel", "noord") == 0


async def test_een_regel_telt_tussen_zijn_eigen_begin_en_eind(database: Database) -> None:
    """Begins on the last day of March, ends the day before the last of April."""
    tussen = regel("algemeen", begint_op=date(2026, 3, 31), eindigt_op=date(2026, 4, 29))
    tot_en_met_ = regel("individueel", eindigt_op=date(2026, 4, 30))
    async with database.schrijf() as session:
        for kenmerk in await zoveel(session, 6):
            await geldt(session, kenmerk, JAN_1, None, tussen, tot_en_met_)
    maanden = await kijk(database)
    assert [maanden.getal("vormen", n, "algemeen", "noord") for n in range(3)] == [0, 6, 0]
    assert [maanden.getal("vormen", n, "individueel", "noord") for n in range(3)] == [6, 6, 6]


async def test_een_concept_en_een_voorstel_tellen_niet(database: Database) -> None:
    async with database.schrijf() as session:
        for kenmerk in await zoveel(session, 6):
            versie = await session.get_one(
                tellen.Arrangementversie, await geldt(session, kenmerk, JAN_1, None, regel())
            )
            versie.geldt_vanaf = None
    assert (await kijk(database)).getal("vormen", 0, ALLES, ALLES) == 0


async def test_regels_buiten_de_regels_staan_naast_die_erbinnen(database: Database) -> None:
    async with database.schrijf() as session:
        for kenmerk in await zoveel(session, 7):
            await geldt(session, kenmerk, JAN_1, None, regel(buiten_regels=True, reden="x"), regel(), regel())
    maanden = await kijk(database)
    assert maanden.getal("buiten_regels", 0, stroken.BUITEN, "noord") == 7
    assert maanden.getal("buiten_regels", 0, stroken.BINNEN, "noord") == 14
    assert maanden.getal("buiten_regels", 0, ALLES, ALLES) == maanden.getal("vormen", 0, ALLES, ALLES) == 21


async def test_tien_regels_van_twee_mensen_zijn_een_kleine_groep(database: Database) -> None:
    async with database.schrijf() as session:
        for kenmerk in await zoveel(session, 2):
            await geldt(session, kenmerk, JAN_1, None, *(regel() for _ in range(5)))
        for kenmerk in await zoveel(session, 20, "zuid"):
            await geldt(session, kenmerk, JAN_1, None, regel())
    maanden = await kijk(database)
    assert maanden.getal("vormen", 0, "individueel", "noord") is KLEIN
    assert maanden.kost(0, "individueel", "noord") is KLEIN
    assert isinstance(maanden.getal("vormen", 0, "individueel", "zuid"), Verborgen)
    assert isinstance(maanden.kost(0, "individueel", "zuid"), Verborgen)
    assert maanden.getal("vormen", 0, "individueel", ALLES) == 30


async def test_antwoorden_tellen_in_de_maand_waarin_ze_gegeven_zijn(database: Database) -> None:
    """23:59 on 31 March in Amsterdam is March, 0:01 the next day is April: summer time, so in UTC both are 31 March."""
    async with database.schrijf() as session:
        for moment, geholpen, tevreden, keer in (
            (op(3, 31, 23, 59), "ja", "ja", 6),
            (op(4, 1, 0, 1), "nee", "beetje", 5),
            (op(4, 2), "ja", None, 5),
            (None, None, None, 9),
        ):
            for kenmerk in await zoveel(session, keer):
                await vindt(session, kenmerk, await geldt(session, kenmerk, JAN_1, None), moment, geholpen, tevreden)
    maanden = await kijk(database)
    antwoorden = [[maanden.getal("geholpen", n, a, "noord") for a in (*tellen.ANTWOORDEN, ALLES)] for n in (1, 2)]
    assert antwoorden == [[6, 0, 0, 0, 6], [5, 0, 5, 0, 10]]
    assert [maanden.getal("tevreden", 2, a, "noord") for a in tellen.ANTWOORDEN] == [0, 5, 0, 5]


async def test_van_een_dossier_telt_het_laatste_besluit(database: Database) -> None:
    """What was written as natura in March was a pgb, of the same day; and what is of 31 March is March."""
    async with database.schrijf() as session:
        for kenmerk in await zoveel(session, 5):
            await besluit(session, kenmerk, date(2026, 3, 31), "natura")
            await besluit(session, kenmerk, date(2026, 3, 31), "pgb")
        for kenmerk in await zoveel(session, 6):
            await besluit(session, kenmerk, date(2026, 4, 1), None)
        for kenmerk in await zoveel(session, 7):
            await besluit(session, kenmerk, date(2026, 4, 30), "natura")
    maanden = await kijk(database)
    pgb = [[maanden.getal("pgb", n, s, "noord") for s in ("pgb", "natura", tellen.ZONDER, ALLES)] for n in range(3)]
    assert pgb == [[0, 0, 0, 0], [5, 0, 0, 5], [0, 7, 6, 13]]


async def test_bezwaar_en_beroep_tellen_op_de_dag_dat_ze_binnenkomen(database: Database) -> None:
    async with database.schrijf() as session:
        for dag, soort, keer in (
            (date(2026, 2, 28), "bezwaar", 5),
            (date(2026, 3, 1), "bezwaar", 6),
            (date(2026, 3, 1), "beroep", 8),
        ):
            for kenmerk in await zoveel(session, keer, "zuid"):
                await bezwaar(session, kenmerk, dag, soort)
    maanden = await kijk(database)
    assert [maanden.getal("bezwaren", n, "bezwaar", "zuid") for n in range(3)] == [5, 6, 0]
    assert [maanden.getal("bezwaren", n, "beroep", "zuid") for n in range(3)] == [0, 8, 0]
    assert maanden.getal("bezwaren", 1, ALLES, ALLES) == 14


async def test_gezien_door_kan_wil_en_nodig_telt_meldingen(database: Database) -> None:
    """Said twice counts once; netwerk is not one of the three."""
    async with database.schrijf() as session:
        for gehoord, keer in ((("kan", "kan", "wil", "nodig"), 6), (("nodig", "netwerk"), 7), ((), 5)):
            for _ in range(keer):
                await dossier(session, "noord", op(3, 3), gehoord)
        await dossier(session, None, op(5, 1), ("kan",))
    maanden = await kijk(database)
    for aspect, wel in ((tellen.ALLE_DRIE, 6), ("kan", 6), ("wil", 6), ("nodig", 13)):
        assert [maanden.getal(aspect, 1, s, "noord") for s in (WEL, NIET, ALLES)] == [wel, 18 - wel, 18]
        assert maanden.getal(aspect, 0, ALLES, ALLES) == 0


async def test_nieuw_en_beeindigd_tellen_geen_nieuwe_versie(database: Database) -> None:
    """In March a newer version, in April the end: begun in February, ended in April. Six begin again on 30 April."""
    async with database.schrijf() as session:
        for nr, kenmerk in enumerate(await zoveel(session, 8)):
            await geldt(session, kenmerk, op(2, 3), op(3, 9), regel())
            await geldt(session, kenmerk, op(3, 9), op(4, 9), regel())
            if nr < 6:
                await geldt(session, kenmerk, op(4, 30), None, regel())
    maanden = await kijk(database)
    assert [maanden.getal("stroom", n, tellen.BEGONNEN, "noord") for n in range(3)] == [8, 0, 6]
    assert [maanden.getal("stroom", n, tellen.BEEINDIGD, "noord") for n in range(3)] == [0, 0, 8]


async def test_wachten_gaat_van_de_melding_tot_het_eerste_arrangement(database: Database) -> None:
    async with database.schrijf() as session:
        (kenmerk,) = await zoveel(session, 1, ontvangen=op(3, 1))
        await geldt(session, kenmerk, op(3, 11), op(4, 2), regel())
        await geldt(session, kenmerk, op(4, 2), None, regel())
    maanden = await kijk(database)
    assert [[d.days for d in maanden.wachttijden(n, "noord")] for n in range(3)] == [[], [10], []]
    assert maanden.wachttijden(1, "zuid") == []


async def geld(database: Database, *maanden: Maand, wijk: str = "noord") -> list[Stand]:
    gekeken = await kijk(database, *maanden)
    return [gekeken.geld[maand, wijk] for maand in gekeken.maanden]


async def test_geld_staat_er_zoals_het_was_aan_het_eind_van_de_maand(database: Database) -> None:
    """Committed in December for this year counts in January; invoices for an organisation are nobody's."""
    async with database.schrijf() as session:
        budget = await hulp.budget(session, "noord")
        await boek(session, budget, "inleg", 10_000_00, op(1, 2))
        kenmerken = await zoveel(session, 6)
        for kenmerk in kenmerken:
            await boek(session, budget, "toezegging", 1000_00, op(12, 31, jaar=2025), kenmerk)
            await boek(session, budget, "vrijval", -100_00, op(3, 31, 23, 30), kenmerk)
            await hulp.verwacht(session, budget, 1000_00, op(12, 31, jaar=2025), kenmerk)
            await hulp.verwacht(session, budget, -100_00, op(3, 31, 23, 30), kenmerk)
        await boek(session, budget, "realisatie", 500_00, op(4, 1, 0, 30))
        await hulp.verwacht(session, budget, -600_00, op(4, 1, 0, 30))
    assert await geld(database) == [
        Stand(10_000_00, 6000_00, 0, 6000_00),
        Stand(10_000_00, 5400_00, 0, 5400_00),
        Stand(10_000_00, 5400_00, 500_00, 4800_00),
    ]
    assert [stand.verwacht for stand in await geld(database)] == [6000_00, 5400_00, 5300_00]
    assert await geld(database, wijk=ALLES) == await geld(database)


async def test_het_jaar_begint_met_een_leeg_budget(database: Database) -> None:
    async with database.schrijf() as session:
        vorig, nieuw = await hulp.budget(session, "noord", 2025), await hulp.budget(session, "noord")
        await boek(session, vorig, "inleg", 700_00, op(3, 1, jaar=2025))
        await boek(session, nieuw, "inleg", 900_00, op(12, 1, jaar=2025))
    standen = await geld(database, Maand(2025, 12), Maand(2026, 1))
    assert [stand.totaal for stand in standen] == [700_00, 900_00]


async def test_wat_een_mens_kost_volgt_niet_uit_twee_maanden(database: Database) -> None:
    """One dossier moves it in March: hidden. Five more in April: told again, and the difference is of six people."""
    async with database.schrijf() as session:
        budget = await hulp.budget(session, "noord")
        await boek(session, budget, "inleg", 10_000_00, op(1, 2))
        een, *meer = await zoveel(session, 6)
        for kenmerk, bedrag, moment in ((een, 1234_00, op(3, 3)), *((k, 100_00, op(4, 3)) for k in meer)):
            await boek(session, budget, "toezegging", bedrag, moment, kenmerk)
            await hulp.verwacht(session, budget, bedrag, moment, kenmerk)
    for wijk in ("noord", ALLES):
        assert [s.toegezegd for s in await geld(database, wijk=wijk)][0::2] == [0, 1734_00]
        assert isinstance((await geld(database, wijk=wijk))[1].toegezegd, Verborgen)
        assert isinstance((await geld(database, wijk=wijk))[1].verwacht, Verborgen)
        assert (await geld(database, wijk=wijk))[2].verwacht == 1734_00
        assert [s.totaal for s in await geld(database, wijk=wijk)] == [10_000_00] * 3


async def test_verwacht_is_wat_de_bladzijde_van_het_wijkbudget_zegt(database: Database) -> None:
    """One rule: committed, invoiced and put right through the wijkbudget itself, the month says the same forecast as its page."""
    async with database.schrijf() as session:
        kenmerken = await zoveel(session, 5)
        await samenhulp.maak_partij(session, "zorg", "thuiszorg", levert=True)
        budget = await boeken.open_budget(session, "noord", vandaag().year)
        await boeken.boek(session, budget, Post(INLEG, 1_000_000_00, "gerda"))
        for kenmerk in kenmerken:
            hulp_ = samenhulp.regel(begint_op=date(vandaag().year, 1, 1), kosten_jaar=1200_00, partij_id="zorg")
            await toezeggen.stem_af(session, kenmerk, "noord", [hulp_], "anja")
        for nummer, bedrag in (("F1", 700_00), ("F2", -50_00)):
            tot = date(vandaag().year, 3, 31)
            await realiseren.boek_factuur(session, budget, Factuurregel("zorg", nummer, bedrag, tot), "gerda")
    async with database.lees() as session:
        stand = (await lezen.een(session, budget)).stand
    (nu_,) = await geld(database, Maand(vandaag().year, vandaag().month))
    assert stand.gerealiseerd == 650_00
    assert 0 < stand.te_komen < 6000_00
    assert nu_.verwacht == stand.prognose == 650_00 + stand.te_komen


async def test_een_maand_zegt_hetzelfde_welke_periode_er_ook_gekozen_is(database: Database) -> None:
    async with database.schrijf() as session:
        budget = await hulp.budget(session, "noord")
        for maand in (1, 2, 3):
            (kenmerk,) = await zoveel(session, 1)
            await boek(session, budget, "toezegging", 100_00, op(maand, 3), kenmerk)
    lang = await kijk(database, *tot_en_met(APRIL, 36))
    kort = await kijk(database, APRIL)
    assert kort.geld[APRIL, "noord"] == lang.geld[APRIL, "noord"]
    assert isinstance(kort.geld[APRIL, "noord"].toegezegd, Verborgen)


async def test_een_lege_maand_en_een_leeg_loket_zijn_nul(database: Database) -> None:
    maanden = await kijk(database)
    for naam, kubus in maanden.cijfers[0].kubussen.items():
        assert set(kubus.getallen.values()) == {0}, naam
        assert not kubus.verborgen
    assert set(maanden.geld.values()) == {Stand(0, 0, 0, 0)}
    assert [cijfers.wachten for cijfers in maanden.cijfers] == [[]] * len(maanden.maanden)


async def test_een_dossier_zonder_wijk_telt_in_alle_wijken_samen(database: Database) -> None:
    async with database.schrijf() as session:
        for kenmerk in await zoveel(session, 5, None):
            await geldt(session, kenmerk, JAN_1, None, regel())
    maanden = await kijk(database)
    assert [maanden.getal("vormen", 0, ALLES, w) for w in ("noord", tellen.GEEN_WIJK, ALLES)] == [0, 5, 5]


async def test_het_aantal_vragen_hangt_niet_af_van_maanden_of_wijken(database: Database) -> None:
    async def vragen(doe: Callable[[], object]) -> int:
        gesteld: list[str] = []
        event.listen(database.lezer.sync_engine, "before_cursor_execute", lambda *a: gesteld.append(a[2]))
        await doe()  # type: ignore[misc]
        return len(gesteld)

    weinig = await vragen(lambda: kijk(database, MAART))
    async with database.schrijf() as session:
        session.add_all(Wijk(id=f"w{n}", naam=f"W{n}") for n in range(9))
    assert await vragen(lambda: kijk(database, *tot_en_met(APRIL, 36))) == weinig
    assert weinig <= 16


def test_een_maand_begint_om_middernacht_in_amsterdam() -> None:
    """March 2026 has 31 days minus an hour: summer time begins on the 29th. October has an hour more."""
    assert MAART.begin == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert MAART.einde == APRIL.begin == datetime(2026, 3, 31, 22, tzinfo=UTC)
    oktober = Maand(2026, 10)
    assert (oktober.einde - oktober.begin).total_seconds() == (31 * 24 + 1) * 3600
    assert Maand(2025, 12).volgende == Maand(2026, 1)
    assert Maand(2028, 2).laatste == date(2028, 2, 29)


@pytest.mark.parametrize("gegeven", ["", "maart", "2026-13", "2026-3", "2026-06", "1999-01", "2026-05-01", "0000-01"])
def test_wat_geen_maand_is_of_nog_komt_is_geen_maand(gegeven: str, monkeypatch: pytest.MonkeyPatch) -> None:
    NepKlok(monkeypatch, op(5, 1))
    assert lees(gegeven) is None


def test_een_maand_wordt_gelezen_zoals_hij_staat(monkeypatch: pytest.MonkeyPatch) -> None:
    NepKlok(monkeypatch, op(5, 1, 0, 30))
    assert lees("2026-05") == deze() == Maand(2026, 5)
    assert [m.sleutel for m in tot_en_met(Maand(2026, 1), 3)] == ["2025-11", "2025-12", "2026-01"]
    assert len(als_tabel(tot_en_met(MAART, 36)).c) == 8
