"""What the database adds up is what adding up line by line gives, to the cent; and a quarter is read again only when something of it changed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from loket_backend.businesscase import perioden, rapport, vooraf, vragen
from loket_backend.businesscase.bedragen import Band, vast
from loket_backend.businesscase.bundelen import ALLE_WIJKEN, Groep, groepeer
from loket_backend.businesscase.perioden import Kwartaal
from loket_backend.businesscase.rekenen import KOSTEN, VERMEDEN, Soort, Stuk, posten, schatting
from loket_backend.db import Database
from loket_backend.intake.models import Intake
from loket_backend.partijen import kerncijfers

from .hulp import NIEUWJAAR, Versie, zet_dossier, zet_gemeente

KWARTALEN = [Kwartaal(2024, 1), Kwartaal(2024, 4), Kwartaal(2025, 1), Kwartaal(2025, 2)]
EEUWIG, EEN_DAG = vragen.EEUWIG, timedelta(days=1)
Cellen = dict[tuple[str, str, Soort], tuple[Band, set[str]]]


def verzin(dobbel: random.Random) -> list[Versie]:
    van, versies = date(2023, 11, 1) + timedelta(days=dobbel.randrange(500)), []
    for _ in range(dobbel.randint(1, 2)):
        tot = van + timedelta(days=dobbel.randrange(1, 300)) if dobbel.random() < 0.7 else None
        regels = [_regel(dobbel, van) for _ in range(dobbel.randint(1, 3))]
        naam = dobbel.choice([None, "wijkverpleging_verzorging_uur", "bestaat_niet"])
        versies.append(Versie(van, tot, regels, [("zvw", naam, dobbel.randrange(1, 2_000_000))]))
        if tot is None:
            break
        van = tot
    return versies


def _regel(dobbel: random.Random, van: date) -> tuple[str, int, dict[str, Any]]:
    begint = dobbel.choice([van, van + timedelta(days=dobbel.randrange(120)), date(2024, 12, 31), NIEUWJAAR])
    eindigt = dobbel.choice(
        [None, None, begint + timedelta(days=dobbel.randrange(200)), date(2025, 3, 30), date(2025, 3, 31)]
    )
    wet = dobbel.choice(["wmo", "zvw", "wijkbudget", "informeel"])
    return wet, dobbel.randrange(2_000_000), {"begint_op": begint, "eindigt_op": eindigt}


def regel_voor_regel(dossiers: Sequence[tuple[str, str, list[Versie]]], kwartaal: Kwartaal) -> list[Groep]:
    return groepeer(posten((s for d in dossiers for s in _stukken(*d)), kwartaal))


BETALERS = {"wmo": "gemeente", "zvw": "zorgverzekeraar", "wijkbudget": vragen.Betalers.POT, "informeel": "niemand"}


def _stukken(kenmerk: str, wijk: str, versies: list[Versie]) -> list[Stuk]:
    stukken = []
    for versie in versies:
        tot, alle = versie.tot or EEUWIG, [(r["begint_op"], r["eindigt_op"]) for _, _, r in versie.regels]
        for (begin, einde), (wet, centen, _) in zip(alle, versie.regels, strict=True):
            dagen = max(versie.van, begin), min(tot, einde + EEN_DAG if einde else EEUWIG)
            stukken.append(Stuk(kenmerk, wijk, KOSTEN, Soort(wet, BETALERS[wet]), vast(centen), *dagen))
        begin, einde = min(b for b, _ in alle), max(e or EEUWIG - EEN_DAG for _, e in alle)
        for wet, naam, centen in versie.vermeden:
            bedrag = schatting(centen, kerncijfers.alle().get(naam or ""))
            dagen = max(versie.van, begin), min(tot, einde + EEN_DAG)
            stukken.append(Stuk(kenmerk, wijk, VERMEDEN, Soort(wet, BETALERS[wet]), bedrag, *dagen))
    return stukken


def cellen(groepen: Sequence[Groep]) -> Cellen:
    samen: Cellen = {}
    for groep in groepen:
        bedrag, wie = samen.get((groep.wijk, groep.maat, groep.soort), (Band(), set()))
        samen[groep.wijk, groep.maat, groep.soort] = bedrag.plus(groep.bedrag), wie | groep.wie
    return samen


@pytest.mark.parametrize("zaad", [1, 2, 3])
async def test_optellen_in_de_database_geeft_wat_regel_voor_regel_geeft(database: Database, zaad: int) -> None:
    dobbel, dossiers = random.Random(zaad), []
    async with database.schrijf() as session:
        await zet_gemeente(session)
        for nr in range(30):
            wijk, versies = dobbel.choice(["noord", "zuid"]), verzin(dobbel)
            dossiers.append((await zet_dossier(session, f"x{nr}", *versies, wijk=wijk), wijk, versies))
    async with database.lees() as session:
        for kwartaal in KWARTALEN:
            stof = await rapport.lees_stof(session, kwartaal, await vragen.betalers(session), kerncijfers.boek())
            assert cellen(stof.geld) == cellen(regel_voor_regel(dossiers, kwartaal)), kwartaal
            assert stof.geld


async def test_twee_dossiers_die_van_wijk_ruilen_worden_gezien(database: Database) -> None:
    """How many dossiers each wijk has stays the same."""
    async with database.schrijf() as session:
        await zet_gemeente(session)
        for nr in range(5):
            await zet_dossier(session, f"n{nr}", Versie(NIEUWJAAR, regels=[("wmo", 36_500, {})]))
            await zet_dossier(session, f"z{nr}", Versie(NIEUWJAAR, regels=[("wmo", 73_000, {})]), wijk="zuid")
    assert await kosten(database, "noord") == 5 * 9_000
    async with database.schrijf() as session:
        for nr in range(5):
            (await session.get_one(Intake, f"2025-n{nr}")).wijk_id = "zuid"
            (await session.get_one(Intake, f"2025-z{nr}")).wijk_id = "noord"
    assert await kosten(database, "noord") == 5 * 18_000


async def kosten(database: Database, wijk: str) -> int:
    return (await rapport.lees(database, perioden.lees("2025-K1"), wijk)).kosten()


async def test_wat_er_na_een_kwartaal_begint_laat_het_zoals_het_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.schrijf() as session:
        await zet_gemeente(session)
        for nr in range(5):
            await zet_dossier(session, f"n{nr}", Versie(NIEUWJAAR))
    await vooraf.reken_uit(database)
    async with database.schrijf() as session:
        await zet_dossier(session, "later", Versie(perioden.voorbije()[0].tot + EEN_DAG))

    async def nooit(*_: object) -> None:
        raise AssertionError("dit was al gelezen")

    monkeypatch.setattr(rapport, "lees_stof", nooit)
    assert await kosten(database, ALLE_WIJKEN) == 5 * 9_000
