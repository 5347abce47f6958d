"""The worklist of arrangements on both databases: what stands in which list, filters, pages, what may be seen, and how much it asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, true

from loket_backend.arrangement import dienst, overzicht
from loket_backend.arrangement.dienst import Regel
from loket_backend.arrangement.overzicht import PER_PAGINA, Buitenrij, Rij
from loket_backend.arrangement.overzicht_vraag import (
    BUITEN,
    GELDT,
    LIJSTEN,
    NOG_NIET,
    TERUGKIJKEN,
    VOORBIJ,
    WACHT,
    WIL_ANDERS,
    Vraag,
)
from loket_backend.db import Database
from loket_backend.intake import workflow
from loket_backend.intake.models import Intake
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.tijd import vandaag
from tests.samenhulp import maak_arrangement, maak_dossier, regel

PAPIER = Weg("papier", "geen chat")


def wmo(wat: str = "Hulp", over: int = 90, **anders: object) -> Regel:
    """A line that is looked at so many days from now."""
    begin = vandaag() - timedelta(days=100)
    terug = vandaag() + timedelta(days=over)
    return regel(wat, bekostiging="wmo", begint_op=begin, evaluatie_op=terug, **anders)


async def kenmerken(database: Database, vraag: Vraag) -> list[str]:
    async with database.lees() as session:
        return [rij.kenmerk for rij in (await overzicht.lees(session, true(), vraag)).rijen]


@contextmanager
def geteld(database: Database) -> Iterator[list[str]]:
    """The queries that were asked meanwhile."""
    gevraagd: list[str] = []

    def tel(_: object, __: object, opdracht: str, *___: object) -> None:
        nonlocal gevraagd
        gevraagd += [opdracht] if opdracht.startswith("SELECT") else []

    event.listen(database.lezer.sync_engine, "before_cursor_execute", tel)
    yield gevraagd
    event.remove(database.lezer.sync_engine, "before_cursor_execute", tel)


async def test_elk_arrangement_staat_in_de_lijst_waar_het_hoort(database: Database) -> None:
    concept, wacht, anders, geldt, voorbij = [await maak_dossier(database) for _ in range(5)]
    async with database.schrijf() as session:
        await maak_arrangement(session, concept, [wmo()], geldt=False)
        for kenmerk in (wacht, anders):
            versie = await maak_arrangement(session, kenmerk, [wmo()], geldt=False)
            intake = await workflow.vergrendel(session, kenmerk)
            await dienst.leg_voor(session, intake, versie, "anja", PAPIER, {"titel": "x"}, "0" * 64)
            if kenmerk == anders:
                nee = Antwoord("correctie_gevraagd", "liever anders", "papier", "anja")
                await dienst.reageer(session, intake, versie.id, nee)
        for kenmerk in (geldt, voorbij):
            await maak_arrangement(session, kenmerk, [wmo()])
        await dienst.eindig(session, await workflow.vergrendel(session, voorbij), "anja", "verhuisd")
    staat = {lijst: await kenmerken(database, Vraag(lijst=lijst)) for lijst in LIJSTEN}
    assert staat == {
        NOG_NIET: [concept],
        WACHT: [wacht],
        WIL_ANDERS: [anders],
        GELDT: [geldt],
        VOORBIJ: [voorbij],
        TERUGKIJKEN: [],
        BUITEN: [],
    }


async def test_terugkijken_noemt_wat_bijna_of_te_laat_is_het_dringendste_eerst(database: Database) -> None:
    later, bijna, te_laat, gestopt = [await maak_dossier(database) for _ in range(4)]
    klaar = {"eindigt_op": vandaag() - timedelta(days=1)}
    async with database.schrijf() as session:
        await maak_arrangement(session, later, [wmo(over=15)])
        await maak_arrangement(session, bijna, [wmo(over=14), wmo("Nog iets", over=60)])
        await maak_arrangement(session, te_laat, [wmo(over=-3)])
        await maak_arrangement(session, gestopt, [wmo(over=-5, **klaar), wmo("Loopt nog", over=60)])
        await maak_arrangement(session, bijna, [wmo(over=1)], geldt=False)  # a concept counts for nothing yet
    async with database.lees() as session:
        rijen = (await overzicht.lees(session, true(), Vraag())).rijen
    assert [r.kenmerk for r in rijen] == [te_laat, bijna]
    eerste, tweede = rijen
    assert isinstance(eerste, Rij)
    assert isinstance(tweede, Rij)
    assert eerste.evaluatie_op == vandaag() - timedelta(days=3)
    assert (tweede.regels, tweede.kosten, tweede.evaluatie_op) == (2, 600_000, vandaag() + timedelta(days=14))
    assert (eerste.naam, eerste.wijk, eerste.medewerker, eerste.buiten_regels) == ("Riek", "Noord", "Anja", 0)


async def test_buiten_de_regels_staat_per_regel_met_de_reden(database: Database) -> None:
    kenmerk, ander = await maak_dossier(database), await maak_dossier(database)
    buiten = wmo("Hulp voor wie te gezond is", buiten_regels=True, reden="anders valt zij om")
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [wmo(), buiten])
        await maak_arrangement(session, ander, [buiten], geldt=False)
    async with database.lees() as session:
        rijen = (await overzicht.lees(session, true(), Vraag(lijst=BUITEN))).rijen
        geldt = (await overzicht.lees(session, true(), Vraag(lijst=GELDT))).rijen
    (rij,) = rijen
    assert isinstance(rij, Buitenrij)
    assert (rij.kenmerk, rij.wat, rij.reden, rij.kosten) == (kenmerk, buiten.wat, "anders valt zij om", 300_000)
    assert isinstance(geldt[0], Rij)
    assert geldt[0].buiten_regels == 1


async def test_filters_kiezen_op_dossier_en_op_een_en_dezelfde_regel(database: Database) -> None:
    noord, zuid = await maak_dossier(database), await maak_dossier(database, wijk="zuid", van="corrie")
    async with database.schrijf() as session:
        await maak_arrangement(
            session, noord, [wmo(), wmo("Eten", leefgebied="contact", buiten_regels=True, reden="x")]
        )
        zorg = regel("Zorg", bekostiging="zvw", leefgebied="huishouden", buiten_regels=True, reden="x")
        await maak_arrangement(session, zuid, [zorg], wie="corrie")
    for lijst in (GELDT, BUITEN):
        assert await kenmerken(database, Vraag(lijst=lijst, wijk="zuid")) == [zuid]
        assert await kenmerken(database, Vraag(lijst=lijst, van="anja")) == [noord]
        assert await kenmerken(database, Vraag(lijst=lijst, bekostiging="zvw")) == [zuid]
        assert await kenmerken(database, Vraag(lijst=lijst, leefgebied="contact")) == [noord]
        assert await kenmerken(database, Vraag(lijst=lijst, leefgebied="contact", bekostiging="zvw")) == []


@pytest.mark.parametrize("lijst", LIJSTEN)
async def test_wat_je_niet_mag_zien_staat_er_niet(database: Database, lijst: str) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [wmo(over=1, buiten_regels=True, reden="x")])
    async with database.lees() as session:
        van_een_ander = Intake.medewerker_id == "corrie"
        assert not (await overzicht.lees(session, van_een_ander, Vraag(lijst=lijst))).rijen


async def test_bladeren_toont_alles_een_keer_met_evenveel_vragen(database: Database) -> None:
    een = await maak_dossier(database)
    async with database.schrijf() as session:
        await maak_arrangement(session, een, [wmo(over=-1)])
    async with database.lees() as session:
        with geteld(database) as bij_een:
            await overzicht.lees(session, true(), Vraag())
    alle = [een, *[await maak_dossier(database) for _ in range(PER_PAGINA)]]
    async with database.schrijf() as session:
        for nummer, kenmerk in enumerate(alle[1:]):
            await maak_arrangement(session, kenmerk, [wmo(over=nummer % 5), wmo("Nog iets", over=60)])
    async with database.lees() as session:
        with geteld(database) as bij_veel:
            eerste = await overzicht.lees(session, true(), Vraag())
        tweede = await overzicht.lees(session, true(), Vraag(pagina=2))
        voorbij_het_eind = await overzicht.lees(session, true(), Vraag(pagina=9))
    assert len(bij_een) == len(bij_veel) == 2
    assert (len(eerste.rijen), eerste.verder, len(tweede.rijen), tweede.verder) == (PER_PAGINA, True, 1, False)
    assert {r.kenmerk for r in (*eerste.rijen, *tweede.rijen)} == set(alle)
    assert (tweede.eerste, tweede.laatste) == (PER_PAGINA + 1, PER_PAGINA + 1)
    assert voorbij_het_eind == eerste


async def test_een_lege_lijst_is_een_vraag(database: Database) -> None:
    async with database.lees() as session:
        with geteld(database) as gevraagd:
            assert not (await overzicht.lees(session, true(), Vraag())).rijen
    assert len(gevraagd) == 1
