"""Timers of people who wait: fired once and in time, whatever happens to the clock or the process."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database
from loket_backend.gesprek import berichten, mensen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.mensen import Doel
from loket_backend.gesprek.models import BOT_AFZENDER, INWONER, Gesprek
from loket_backend.gesprek.overname import KIES_BOT, NAAR_MENSEN, wissel
from loket_backend.gesprek.wachten import GEVOLGEN, Balie
from loket_backend.gesprek.wektijden import WACHT_TE_LANG, Wektijd, Wektijden, zet, zet_op
from loket_backend.tijd import AMSTERDAM, nu
from tests.loket.hulp import TEKSTEN, NepRasa, begin, lees, maak_hub, stuur, tot, van, vul_gemeente
from tests.loket.klok import ZONDAG, NepKlok

LANG, TE_LANG = "Het duurt langer", "Ik vraag het nu aan alle medewerkers"


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    monkeypatch.setattr(Balie, "_wachtkamer", None)  # the opening hours that come along
    return NepKlok(monkeypatch)


@pytest.fixture
def hub(database: Database, klok: NepKlok) -> Hub:
    return maak_hub(database, NepRasa())


@pytest.fixture
def wektijden(hub: Hub, klok: NepKlok) -> Wektijden:
    return nieuw_proces(hub, klok)


def nieuw_proces(hub: Hub, klok: NepKlok) -> Wektijden:
    """What a loket that was just started knows: nothing but the database, and a monotonic clock of its own."""
    begin = klok.mono
    return Wektijden(hub.database, hub.wekker, GEVOLGEN, lambda: klok.mono - begin)


async def wacht_op_mens(hub: Hub) -> str:
    gesprek_id = await begin(hub)
    async with hub.database.schrijf() as session:
        await wissel(
            session, await berichten.vergrendel(session, gesprek_id), NAAR_MENSEN, "mens_gevraagd", BOT_AFZENDER
        )
    return gesprek_id


async def gezegd(hub: Hub, gesprek_id: str, zin: str) -> int:
    return sum(zin in tekst for tekst in van(await lees(hub, gesprek_id), "systeem"))


async def gesprek_van(hub: Hub, gesprek_id: str) -> Gesprek:
    async with hub.database.lees() as session:
        return await session.get_one(Gesprek, gesprek_id)


async def lopend(hub: Hub) -> int:
    async with hub.database.lees() as session:
        return await session.scalar(select(func.count()).where(Wektijd.gedaan_op.is_(None))) or 0


async def test_na_vijf_minuten_een_eerlijke_zin_en_niet_eerder_of_twee_keer(
    hub: Hub, klok: NepKlok, wektijden: Wektijden
) -> None:
    gesprek = await wacht_op_mens(hub)
    await wektijden.kijk()
    klok.verstrijk(minutes=4, seconds=59)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 0
    klok.verstrijk(seconds=1)
    for _ in range(3):
        await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 1


async def test_na_een_kwartier_is_het_gesprek_van_iedereen_en_van_de_coordinator(
    hub: Hub, klok: NepKlok, wektijden: Wektijden
) -> None:
    await vul_gemeente(hub.database)
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        await mensen.pak_op(session, gesprek, "anja")
        await mensen.geef_door(session, gesprek, "anja", Doel(medewerker_id="bert"), "jij kent haar", TEKSTEN)
    assert (await gesprek_van(hub, gesprek)).voor_medewerker_id == "bert"
    klok.verstrijk(minutes=15)
    await wektijden.kijk()
    na = await gesprek_van(hub, gesprek)
    assert (na.voor_medewerker_id, na.voor_wijk_id, na.opgeschaald_op) == (None, None, nu())
    assert await gezegd(hub, gesprek, TE_LANG) == 1
    async with hub.database.schrijf() as session:
        assert (await mensen.pak_op(session, gesprek, "anja")).opgeschaald_op is None


@pytest.mark.parametrize("hoe", ["oppakken", "sluiten", "computer"])
async def test_wat_het_wachten_beeindigt_stopt_de_wektijden(
    hub: Hub, klok: NepKlok, wektijden: Wektijden, hoe: str
) -> None:
    await vul_gemeente(hub.database)
    gesprek = await wacht_op_mens(hub)
    await wektijden.kijk()
    async with hub.database.schrijf() as session:
        match hoe:
            case "oppakken":
                await mensen.pak_op(session, gesprek, "anja")
            case "sluiten":
                await mensen.sluit(session, gesprek, "anja", "beantwoord", TEKSTEN)
            case _:
                await wissel(session, await berichten.vergrendel(session, gesprek), KIES_BOT, "x", INWONER)
    assert await lopend(hub) == 0
    klok.verstrijk(hours=1)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) + await gezegd(hub, gesprek, TE_LANG) == 0


async def test_wie_wordt_doorgegeven_wacht_vanaf_dan(hub: Hub, klok: NepKlok, wektijden: Wektijden) -> None:
    await vul_gemeente(hub.database)
    gesprek = await wacht_op_mens(hub)
    klok.verstrijk(minutes=4)
    async with hub.database.schrijf() as session:
        await mensen.geef_door(session, gesprek, "anja", Doel(wijk_id="veld"), "voor de wijk", TEKSTEN)
    klok.verstrijk(minutes=4)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 0
    klok.verstrijk(minutes=1)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 1


async def test_een_klok_die_een_uur_terug_gaat_houdt_niets_op(hub: Hub, klok: NepKlok, wektijden: Wektijden) -> None:
    gesprek = await wacht_op_mens(hub)
    await wektijden.kijk()
    klok.verzet(hours=-1)
    klok.verstrijk(minutes=4, seconds=59)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 0
    klok.verstrijk(seconds=1)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 1


async def test_ook_wie_pas_na_het_terugzetten_begint_te_kijken_is_hooguit_een_keer_de_duur_te_laat(
    hub: Hub, klok: NepKlok
) -> None:
    gesprek = await wacht_op_mens(hub)
    klok.verzet(hours=-1)
    na_herstart = nieuw_proces(hub, klok)
    await na_herstart.kijk()
    klok.verstrijk(minutes=5)
    await na_herstart.kijk()
    assert await gezegd(hub, gesprek, LANG) == 1


async def test_een_klok_die_vooruit_gaat_maakt_hooguit_een_keer_te_vroeg(
    hub: Hub, klok: NepKlok, wektijden: Wektijden
) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "ik wil niet meer leven")
    await wektijden.kijk()
    klok.verzet(hours=1)
    for _ in range(3):
        await wektijden.kijk()
    assert await herhaald(hub) == 1
    klok.verstrijk(minutes=1, seconds=59)
    await wektijden.kijk()
    assert await herhaald(hub) == 1
    await hub.werker.stop()


async def test_een_wektijd_overleeft_een_herstart(hub: Hub, klok: NepKlok, wektijden: Wektijden) -> None:
    gesprek = await wacht_op_mens(hub)
    await wektijden.kijk()
    klok.verstrijk(minutes=4)
    na_herstart = nieuw_proces(hub, klok)
    await na_herstart.kijk()
    assert await gezegd(hub, gesprek, LANG) == 0
    klok.verstrijk(minutes=1)
    await na_herstart.kijk()
    assert await gezegd(hub, gesprek, LANG) == 1


async def test_twee_processen_die_tegelijk_kijken_laten_hem_een_keer_afgaan(hub: Hub, klok: NepKlok) -> None:
    gesprekken = [await wacht_op_mens(hub) for _ in range(5)]
    klok.verstrijk(minutes=15)
    processen = [nieuw_proces(hub, klok) for _ in range(4)]
    await asyncio.gather(*(proces.kijk() for proces in processen))
    for gesprek in gesprekken:
        assert (await gezegd(hub, gesprek, LANG), await gezegd(hub, gesprek, TE_LANG)) == (1, 1)
    assert await lopend(hub) == 0


async def test_een_alarm_wordt_weer_gemeld_tot_iemand_het_oppakt(hub: Hub, klok: NepKlok, wektijden: Wektijden) -> None:
    await vul_gemeente(hub.database)
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "ik wil niet meer leven")
    for keer in range(4):
        assert await herhaald(hub) == keer
        klok.verstrijk(minutes=2)
        await wektijden.kijk()
    async with hub.database.schrijf() as session:
        melding = (await session.scalars(select(Crisismelding))).one()
        assert melding.herhaald_op == nu()
        melding.bevestigd_door, melding.bevestigd_op = "anja", nu()
    klok.verstrijk(minutes=10)
    await wektijden.kijk()
    assert await herhaald(hub) == 4
    assert await lopend(hub) == 0
    await hub.werker.stop()


async def test_twee_processen_melden_een_alarm_niet_dubbel(hub: Hub, klok: NepKlok) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "ik wil niet meer leven")
    klok.verstrijk(minutes=2)
    await asyncio.gather(*(nieuw_proces(hub, klok).kijk() for _ in range(4)))
    assert await herhaald(hub) == 1
    await hub.werker.stop()


async def herhaald(hub: Hub) -> int:
    async with hub.database.lees() as session:
        return (await session.scalars(select(Crisismelding.herhaald))).one()


async def test_wie_buiten_kantoortijd_wacht_hoort_pas_na_opening_dat_het_lang_duurt(
    hub: Hub, klok: NepKlok, wektijden: Wektijden
) -> None:
    klok.wand = ZONDAG
    gesprek = await wacht_op_mens(hub)
    klok.verstrijk(hours=13)  # nine o'clock on Monday
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 0
    klok.verstrijk(minutes=5)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 1
    klok.verstrijk(minutes=10)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, TE_LANG) == 1


async def test_sluit_het_loket_tijdens_het_wachten_dan_zegt_het_dat_een_keer(
    hub: Hub, klok: NepKlok, wektijden: Wektijden
) -> None:
    klok.wand = klok.wand.replace(hour=16, minute=56)
    gesprek = await wacht_op_mens(hub)
    for _ in range(30):
        klok.verstrijk(minutes=1)
        await wektijden.kijk()
    assert await gezegd(hub, gesprek, "We zijn er morgen om 9 uur weer") == 1
    assert await gezegd(hub, gesprek, TE_LANG) == 0
    klok.wand += timedelta(hours=16)
    klok.verstrijk(minutes=15)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, TE_LANG) == 1


async def test_een_wektijd_die_struikelt_houdt_de_andere_niet_op(hub: Hub, klok: NepKlok, wektijden: Wektijden) -> None:
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        session.add(Wektijd(gesprek_id=gesprek, soort="onbekend", op=nu(), duur=0))
    gesprek = await wacht_op_mens(hub)
    klok.verstrijk(minutes=5)
    await wektijden.kijk()
    assert await gezegd(hub, gesprek, LANG) == 1


async def test_de_werker_laat_wektijden_vanzelf_afgaan(hub: Hub, klok: NepKlok) -> None:
    gesprek = await wacht_op_mens(hub)
    klok.verstrijk(minutes=5)
    await hub.werker.start()

    async def gemeld() -> bool:
        return await gezegd(hub, gesprek, LANG) == 1

    await tot(gemeld)
    await hub.werker.stop()


async def test_een_gevolg_dat_nog_niet_mag_gaat_niet_bij_elke_blik_weer_af(hub: Hub, klok: NepKlok) -> None:
    """By the monotonic clock it is time, by the wall clock that was put back it is not: then it waits, it does not spin."""
    gesprek, keren = await begin(hub), 0
    op = nu() + timedelta(minutes=30)

    async def nog_niet(session: AsyncSession, gesprek: Gesprek, wektijd: Wektijd) -> datetime | None:
        nonlocal keren
        keren += 1
        return op if op > nu() else None

    wektijden = Wektijden(hub.database, hub.wekker, {"proef": nog_niet}, lambda: klok.mono)
    async with hub.database.schrijf() as session:
        zet_op(session, gesprek, "proef", op)
    await wektijden.kijk()
    klok.verzet(hours=-1)
    klok.verstrijk(minutes=30)
    for _ in range(5):
        await wektijden.kijk()
        klok.verstrijk(seconds=1)
    assert keren == 1
    klok.verstrijk(hours=1)
    for _ in range(3):
        await wektijden.kijk()
    assert keren == 2


@pytest.mark.parametrize("wisseling", [datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)])
async def test_in_de_nacht_van_zomer_en_wintertijd_duurt_een_kwartier_een_kwartier(
    hub: Hub, klok: NepKlok, wisseling: datetime
) -> None:
    """The opening from which somebody waits is in local time, and there the clock does an hour over again."""
    for minuten in (-70, -10, 10, 55):
        klok.wand = wisseling + timedelta(minutes=minuten)
        gesprek = await begin(hub)
        async with hub.database.schrijf() as session:
            zet(session, gesprek, WACHT_TE_LANG, vanaf=nu().astimezone(AMSTERDAM))
        async with hub.database.lees() as session:
            wektijd = await session.scalar(select(Wektijd).where(Wektijd.gesprek_id == gesprek))
        assert wektijd is not None
        assert (wektijd.op - klok.wand, wektijd.duur) == (timedelta(minutes=15), 15 * 60)
