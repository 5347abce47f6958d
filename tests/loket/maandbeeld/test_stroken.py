"""Lines added up by strips of months give what counting them one by one gives; and months that are over are read once, as long as they hold."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from loket_backend.db import Database, open_database
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.maandbeeld import kasboek, stroken
from loket_backend.maandbeeld.beeld import GELDIG, WEL, Boeken, lees
from loket_backend.maandbeeld.bewaren import Beelden
from loket_backend.maandbeeld.kruis import GEEN_WIJK
from loket_backend.maandbeeld.maanden import MEESTE, Maand, deze, tot_en_met
from loket_backend.maandbeeld.stroken import BINNEN, BUITEN
from loket_backend.onderdrukking import ALLES
from loket_backend.partijen.woorden import VORMEN

from ..klok import NepKlok
from . import hulp
from .hulp import boek, dossier, geldt, op, regel

MAANDEN = tot_en_met(Maand(2026, 4), 6)


@pytest.fixture
async def database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """SQLite and PostgreSQL, on 1 May 2026."""
    NepKlok(monkeypatch, op(5, 1))
    database = open_database(database_url)
    async with database.schrijf() as session:
        await hulp.zet_wijken(session, "noord", "zuid")
    yield database
    await database.sluit()


@dataclass(frozen=True)
class Versie:
    kenmerk: str
    wijk: str | None
    vanaf: datetime
    tot: datetime | None
    regels: Sequence[dict[str, Any]]


def verzin(dobbel: random.Random) -> list[tuple[datetime, datetime | None, list[dict[str, Any]]]]:
    """One to three versions, the next from the moment that the last one ended."""
    moment, versies = op(10, 1, jaar=2025) + timedelta(days=dobbel.randrange(200)), []
    for _ in range(dobbel.randint(1, 3)):
        tot = moment + timedelta(days=dobbel.randrange(120)) if dobbel.random() < 0.7 else None
        versies.append((moment, tot, [verzin_regel(dobbel, moment.date()) for _ in range(dobbel.randint(1, 4))]))
        if tot is None:
            break
        moment = tot
    return versies


def verzin_regel(dobbel: random.Random, dag: date) -> dict[str, Any]:
    """Also on the last days of months, where it matters."""
    begint = dobbel.choice([dag, dag + timedelta(days=dobbel.randrange(60)), date(2026, 1, 31), date(2026, 2, 1)])
    eindigt = dobbel.choice(
        [None, None, begint + timedelta(days=dobbel.randrange(90)), date(2026, 3, 30), date(2026, 3, 31)]
    )
    vorm, buiten = dobbel.choice(list(VORMEN)), dobbel.random() < 0.2
    return regel(vorm, dobbel.randrange(900_000), begint_op=begint, eindigt_op=eindigt, buiten_regels=buiten)


def een_voor_een(versies: Sequence[Versie]) -> dict[str, dict[tuple[str, ...], int]]:
    """By number of the month, soort and wijk: lines, dossiers and cents."""
    aantallen: dict[tuple[str, ...], int] = defaultdict(int)
    bedragen: dict[tuple[str, ...], int] = defaultdict(int)
    wie: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for nr, maand in enumerate(MAANDEN):
        for versie in (v for v in versies if v.vanaf < maand.einde and (v.tot is None or v.tot >= maand.einde)):
            for r in versie.regels:
                if r["begint_op"] <= maand.laatste and (r["eindigt_op"] is None or r["eindigt_op"] >= maand.laatste):
                    wijk = versie.wijk or GEEN_WIJK
                    for soort in (r["vorm"], BUITEN if r["buiten_regels"] else BINNEN, ALLES):
                        wie[str(nr), soort, wijk].add(versie.kenmerk)
                        if soort != ALLES:
                            aantallen[str(nr), soort, wijk] += 1
                    bedragen[str(nr), r["vorm"], wijk] += r["kosten_jaar"]
    return {"aantallen": aantallen, "bedragen": bedragen, "personen": {s: len(mensen) for s, mensen in wie.items()}}


@pytest.mark.parametrize("zaad", [1, 2, 3])
async def test_stroken_geven_wat_tellen_een_voor_een_geeft(database: Database, zaad: int) -> None:
    dobbel, versies = random.Random(zaad), []
    async with database.schrijf() as session:
        for _ in range(25):
            wijk = dobbel.choice(["noord", "zuid", None])
            kenmerk = await dossier(session, wijk, op(1, 1))
            for vanaf, tot, regels in verzin(dobbel):
                await geldt(session, kenmerk, vanaf, tot, *regels)
                versies.append(Versie(kenmerk, wijk, vanaf, tot, regels))
    async with database.lees() as session:
        telling = await stroken.tel(session, MAANDEN)
    for naam, verwacht in een_voor_een(versies).items():
        gevonden = {sleutel: getal for sleutel, getal in getattr(telling, naam).items() if getal}
        assert gevonden == {sleutel: getal for sleutel, getal in verwacht.items() if getal}, naam


async def vul(database: Database) -> list[str]:
    async with database.schrijf() as session:
        budget = await hulp.budget(session, "noord")
        kenmerken = [await dossier(session, "noord", op(1, 1)) for _ in range(12)]
        for kenmerk in kenmerken:
            await geldt(session, kenmerk, op(1, 5), None, regel(), regel("collectief"))
            await boek(session, budget, "toezegging", 1000_00, op(2, 3), kenmerk)
    return kenmerken


async def getoond(database: Database, boeken: Boeken) -> tuple[object, object]:
    async with database.lees() as session:
        beeld = await lees(session, MAANDEN, boeken)
    regels = [
        {naam: {s: kubus[s] for s in kubus.getallen} for naam, kubus in cijfers.kubussen.items()}
        for cijfers in beeld.cijfers
    ]
    return regels, beeld.geld


async def test_maanden_die_voorbij_zijn_worden_een_keer_gelezen(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await vul(database)
    boeken = Boeken()
    eerst = await getoond(database, boeken)

    async def nooit(*_: object) -> None:
        raise AssertionError("dit was al gelezen")

    for module in (stroken, kasboek):
        monkeypatch.setattr(module, "_lees", nooit)
    assert await getoond(database, boeken) == eerst


async def test_de_maand_die_loopt_wordt_elke_keer_gelezen(database: Database) -> None:
    kenmerken, boeken = await vul(database), Boeken()
    async with database.lees() as session:
        voor = await lees(session, [deze()], boeken)
    async with database.schrijf() as session:
        budget = await hulp.budget(session, "zuid")
        for kenmerk in kenmerken:
            await boek(session, budget, "toezegging", 500_00, op(5, 1, 0, 30), kenmerk)
    async with database.lees() as session:
        na = await lees(session, [deze()], boeken)
    assert (voor.geld[deze(), "zuid"].toegezegd, na.geld[deze(), "zuid"].toegezegd) == (0, 6000_00)


@pytest.mark.parametrize("wat", ["wijk", "versie", "einde", "boeking"])
async def test_wat_in_een_maand_die_voorbij_is_verandert_wordt_gezien(database: Database, wat: str) -> None:
    """The same as who reads all of it for the first time."""
    kenmerken, boeken = await vul(database), Boeken()
    eerst = await getoond(database, boeken)
    async with database.schrijf() as session:
        if wat == "wijk":
            await session.execute(update(Intake).where(Intake.kenmerk.in_(kenmerken[:6])).values(wijk_id="zuid"))
        elif wat == "versie":
            for _ in range(6):
                await geldt(session, await dossier(session, "zuid", op(1, 1)), op(3, 5), None, regel())
        elif wat == "einde":
            v = stroken.Arrangementversie
            await session.execute(update(v).where(v.kenmerk.in_(kenmerken[:6])).values(geldt_tot=op(3, 5)))
        else:
            budget = await hulp.budget(session, "zuid")
            for kenmerk in kenmerken:
                await boek(session, budget, "toezegging", 500_00, op(4, 3), kenmerk)
    vers = await getoond(database, Boeken())
    assert await getoond(database, boeken) == vers
    assert vers != eerst


async def test_twee_dossiers_die_van_wijk_ruilen_worden_gezien(database: Database) -> None:
    """How many there are in each wijk stays the same then."""
    boeken = Boeken()
    async with database.schrijf() as session:
        noord, zuid = [await dossier(session, wijk, op(1, 1)) for wijk in ("noord", "zuid")]
        await geldt(session, noord, op(1, 5), None, regel(kosten=1))
        await geldt(session, zuid, op(1, 5), None, regel(kosten=2))
    eerst = await kosten(database, boeken)
    async with database.schrijf() as session:
        for kenmerk, wijk in ((noord, "zuid"), (zuid, "noord")):
            await session.execute(update(Intake).where(Intake.kenmerk == kenmerk).values(wijk_id=wijk))
    assert (eerst, await kosten(database, boeken)) == (1, 2)


async def kosten(database: Database, boeken: Boeken) -> int:
    """Of the individual lines in noord, in the last month."""
    async with database.lees() as session:
        beeld = await lees(session, MAANDEN, boeken)
    return beeld.cijfers[-1].kosten["individueel", "noord"]


async def test_wat_geen_stempel_heeft_wordt_na_een_poos_opnieuw_geteld(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer about a melding of months ago that is put right changes no line and no booking."""
    klok, boeken = NepKlok(monkeypatch, op(5, 1)), Boeken()
    async with database.schrijf() as session:
        kenmerken = [await dossier(session, "noord", op(2, 1)) for _ in range(6)]

    async def gehoord() -> object:
        async with database.lees() as session:
            return (await lees(session, MAANDEN, boeken)).getal("nodig", 3, WEL, "noord")

    assert await gehoord() == 0
    async with database.schrijf() as session:
        for kenmerk in kenmerken:
            session.add(Uitspraak(kenmerk=kenmerk, leefgebied="huishouden", aspect="nodig", tekst="x", bron=1))
    assert await gehoord() == 0
    klok.verstrijk(seconds=GELDIG.total_seconds())
    assert await gehoord() == 6


async def test_vooruit_geteld_is_ook_de_eerste_blik_van_drie_jaar_geleden_uit_het_geheugen(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And after it was counted anew what changed meanwhile is in it."""
    await vul(database)
    beelden = Beelden(database)
    await beelden.tel_vooruit()

    async def nooit(*_: object) -> None:
        raise AssertionError("dit was al gelezen")

    oudste = tot_en_met(deze(), MEESTE)[0]
    with monkeypatch.context() as zonder:
        for module in (stroken, kasboek):
            zonder.setattr(module, "_lees", nooit)
        assert len((await beelden.haal(oudste, MEESTE)).cijfers) == MEESTE
        assert (await beelden.haal(deze().vorige, 12)).getal("vormen", 11, "individueel", "noord") == 12
    async with database.schrijf() as session:
        for _ in range(6):
            await geldt(session, await dossier(session, "noord", op(1, 1)), op(1, 5), None, regel())
    await beelden.tel_vooruit()
    assert (await beelden.haal(deze().vorige, 24)).getal("vormen", 23, "individueel", "noord") == 18


@pytest.mark.parametrize("dag", [op(5, 1), op(1, 31), op(12, 31, 23)])
async def test_wie_dit_jaar_al_eens_bewoog_is_niet_nieuw(
    database: Database, monkeypatch: pytest.MonkeyPatch, dag: datetime
) -> None:
    """The month that runs, read on its own, is what it is when the whole year is read at once, a month later."""
    klok = NepKlok(monkeypatch, dag)
    maand, dobbel = deze(), random.Random(dag.month)
    async with database.schrijf() as session:
        budget = await hulp.budget(session, "noord")
        kenmerken = [await dossier(session, "noord", op(1, 1)) for _ in range(15)]
        for _ in range(60):
            moment = op(dobbel.randint(1, maand.maand), dobbel.randint(1, 27), dobbel.randint(0, 23))
            if moment < dag:
                soort = dobbel.choice(["inleg", "toezegging", "realisatie", "verwachting"])
                wie = None if soort == "inleg" else dobbel.choice(kenmerken)
                if soort == "verwachting":
                    await hulp.verwacht(session, budget, dobbel.randint(1, 999), moment, wie)
                else:
                    await boek(session, budget, soort, dobbel.randint(1, 999), moment, wie)
    async with database.lees() as session:
        lopend = await kasboek.Kasboek().lees(session, [maand])
        klok.verstrijk(days=31)
        voorbij = await kasboek.Kasboek().lees(session, [maand])
    assert lopend == voorbij
    assert any(sum(kolom.nieuw.values()) for kolom in lopend.values())
