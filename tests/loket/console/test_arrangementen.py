"""The worklist of arrangements in the console: lists, filters, who sees what, and the audit trail."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.tijd import vandaag
from loket_backend.toegang.models import Auditregel
from tests.samenhulp import maak_arrangement, regel

from .arrangementhulp import klaar_voor_arrangement, lees
from .conftest import MeldAan

LIJST = "/console/arrangementen"


async def in_kracht(
    database: Database, over: int, postcode: str = "1010AB", van: str = "anja", naam: str = "Riek"
) -> str:
    kenmerk = await klaar_voor_arrangement(database, postcode=postcode, van=van, naam=naam)
    terug = vandaag() + timedelta(days=over)
    hulp = regel(bekostiging="wmo", begint_op=vandaag() - timedelta(days=50), evaluatie_op=terug)
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, [hulp], wie=van)
    return kenmerk


async def test_de_lijst_zegt_wat_bijna_of_te_laat_is(als: MeldAan, database: Database) -> None:
    kenmerk, later = await in_kracht(database, -2), await in_kracht(database, 80)
    anja = await als("anja")
    tekst = await lees(anja, LIJST)
    assert "2 dagen te laat" in tekst
    assert f"/console/intakes/{kenmerk}/arrangement" in tekst
    assert later not in tekst
    assert later in await lees(anja, f"{LIJST}?lijst=geldt")
    assert 'aria-current="page">Arrangementen' in tekst  # in the menu


async def test_iedereen_ziet_alleen_de_eigen_dossiers_en_wijken(als: MeldAan, database: Database) -> None:
    noord, zuid = await in_kracht(database, 1), await in_kracht(database, 1, "2020AB", "corrie", "Jan")
    gezien = {wie: await lees(await als(wie), LIJST) for wie in ("anja", "corrie", "gerda")}
    assert {wie: (noord in tekst, zuid in tekst) for wie, tekst in gezien.items()} == {
        "anja": (True, False),
        "corrie": (False, True),
        "gerda": (True, True),
    }
    assert (await (await als("ben")).get(LIJST)).status == 403


async def test_filters_staan_in_het_adres_en_onzin_wordt_niet_gevraagd(als: MeldAan, database: Database) -> None:
    kenmerk, gerda = await in_kracht(database, 1), await als("gerda")
    assert kenmerk in await lees(gerda, f"{LIJST}?wijk=noord&bekostiging=wmo&leefgebied=huishouden&van=anja")
    niets = await lees(gerda, f"{LIJST}?wijk=zuid")
    assert kenmerk not in niets
    assert "Niets gevonden met deze filters" in niets
    assert kenmerk in await lees(gerda, f"{LIJST}?wijk=mars&lijst=goud&pagina=-3&bekostiging='")


async def test_een_medewerker_filtert_alleen_op_eigen_wijken(als: MeldAan, database: Database) -> None:
    anja, gerda = await lees(await als("anja"), LIJST), await lees(await als("gerda"), LIJST)
    assert '<option value="zuid">' in gerda
    assert '<option value="zuid">' not in anja
    assert '<option value="noord">' in anja


async def test_elke_regel_die_je_ziet_staat_in_het_logboek(als: MeldAan, database: Database) -> None:
    kenmerk = await in_kracht(database, 1)
    await lees(await als("anja"), LIJST)
    async with database.lees() as session:
        keuze = select(Auditregel.grond).where(Auditregel.wiens == kenmerk, Auditregel.wat == "lijst")
        assert list(await session.scalars(keuze)) == ["arrangementen: samen kijken"]


async def test_zonder_arrangementen_staat_er_wat_dat_betekent(als: MeldAan) -> None:
    anja = await als("anja")
    for lijst in ("terugkijken", "wacht", "wil_anders", "geldt", "concept", "regelruimte", "voorbij"):
        tekst = await lees(anja, f"{LIJST}?lijst={lijst}")
        assert 'aria-current="page"' in tekst
        assert "<table" not in tekst
