"""People looked together how the help goes and it stays: the next day to look, without writing every line anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loket_backend.arrangement import dienst
from loket_backend.db import Database
from loket_backend.tijd import vandaag
from tests.samenhulp import maak_arrangement, regel

from .arrangementhulp import audit, doe, klaar_voor_arrangement, lees, leg_voor, noteer, pad, versies
from .conftest import Client, MeldAan
from .test_arrangement import sleutel_van

VANDAAG = vandaag()
BEGON, WEER = VANDAAG - timedelta(days=180), VANDAAG + timedelta(days=120)
KNOP = "Bewaar de nieuwe dag"


@pytest.fixture
async def anja(als: MeldAan) -> Client:
    return await als("anja")


async def te_laat(database: Database) -> str:
    """An arrangement in force: one line that was to be looked at, one that is later, one that is over, one that ends soon."""
    kenmerk = await klaar_voor_arrangement(database)
    keer = {"begint_op": BEGON, "bekostiging": "informeel", "vorm": "informeel", "kosten_jaar": 0}
    toen, straks = VANDAAG - timedelta(days=4), VANDAAG + timedelta(days=60)
    regels = [
        regel("Samen boodschappen doen", evaluatie_op=toen, **keer),
        regel("Koffie aan huis", evaluatie_op=WEER + timedelta(days=9), **keer),
        regel("Klussen", evaluatie_op=toen, eindigt_op=VANDAAG - timedelta(days=1), **keer),
        regel("Een ommetje", evaluatie_op=toen, eindigt_op=straks, **keer),
    ]
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, regels)
    return kenmerk


async def kijkdagen(database: Database, kenmerk: str) -> dict[str, date]:
    async with database.lees() as session:
        versie = await dienst.laatste(session, kenmerk)
        assert versie is not None
        return {r.wat: r.evaluatie_op for r in versie.regels}


async def test_een_nieuwe_dag_geldt_voor_wat_aan_de_beurt_was(anja: Client, database: Database) -> None:
    kenmerk = await te_laat(database)
    assert KNOP in await lees(anja, pad(kenmerk))
    eerst = await kijkdagen(database, kenmerk)
    assert (await doe(anja, pad(kenmerk, "/kijkdag"), basis="1", kijkdag=WEER.isoformat())).status == 303
    straks = VANDAAG + timedelta(days=60)
    anders = {"Samen boodschappen doen": WEER, "Een ommetje": straks}
    assert await kijkdagen(database, kenmerk) == {**eerst, **anders}
    assert "nieuwe dag om samen te kijken" in await audit(database, kenmerk)
    assert KNOP not in await lees(anja, pad(kenmerk))


async def test_het_staat_in_de_lijst_tot_de_inwoner_het_goedvindt(anja: Client, database: Database) -> None:
    kenmerk = await te_laat(database)
    await doe(anja, pad(kenmerk, "/kijkdag"), basis="1", kijkdag=WEER.isoformat())
    assert kenmerk in await lees(anja, "/console/arrangementen?lijst=terugkijken")
    antwoord = await leg_voor(anja, kenmerk, basis=2)
    assert (antwoord.status, "“Klussen”: deze hulp is al gestopt." in await antwoord.text()) == (409, True)
    klussen = await sleutel_van(database, kenmerk, "Klussen")
    assert (await doe(anja, pad(kenmerk, f"/regels/{klussen}/verwijdering"), basis="2")).status == 303
    assert (await leg_voor(anja, kenmerk, basis=3)).status == 303
    assert (await noteer(anja, kenmerk, ronde=2)).status == 303
    assert kenmerk not in await lees(anja, "/console/arrangementen?lijst=terugkijken")


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        ("", "Kies de dag waarop u weer samen kijkt."),
        ("morgen", "Kies de dag waarop u weer samen kijkt."),
        (VANDAAG.isoformat(), "Kies een dag die nog komt."),
        ("2099-01-01", "Deze datum ligt te ver weg."),
    ],
)
async def test_een_dag_die_niet_kan_komt_terug(anja: Client, database: Database, dag: str, zin: str) -> None:
    kenmerk = await te_laat(database)
    antwoord = await doe(anja, pad(kenmerk, "/kijkdag"), basis="1", kijkdag=dag)
    tekst = await antwoord.text()
    assert (antwoord.status, zin in tekst, f'value="{dag}"' in tekst) == (400, True, True)
    assert 'aria-describedby="fout-kijkdag"' in tekst
    assert len(await versies(database, kenmerk)) == 1


async def test_wie_als_tweede_komt_of_niets_te_bekijken_heeft_hoort_het(anja: Client, database: Database) -> None:
    kenmerk = await te_laat(database)
    weer = {"kijkdag": WEER.isoformat()}
    assert (await doe(anja, pad(kenmerk, "/kijkdag"), basis="0", **weer)).status == 409
    assert (await doe(anja, pad(kenmerk, "/kijkdag"), basis="1", **weer)).status == 303
    antwoord = await doe(anja, pad(kenmerk, "/kijkdag"), basis="2", **weer)
    assert (antwoord.status, "waar u samen naar kijkt" in await antwoord.text()) == (409, True)
    assert len(await versies(database, kenmerk)) == 2
