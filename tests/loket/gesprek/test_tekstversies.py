"""Texts that staff change: four eyes, one proposal at a time, history that stays, and residents who never read a broken text."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from loket_backend.console import standaardantwoorden
from loket_backend.db import Database
from loket_backend.errors import Conflict, DatabaseStoort, NietGevonden, OngeldigeInvoer, Verboden, vertaal_fouten
from loket_backend.gesprek import eigenteksten, tekstapi, tekstbronnen, tekstversies
from loket_backend.gesprek.eigenteksten import Eigen, ververs
from loket_backend.gesprek.tekstbronnen import Geleverd, Vindplaats
from loket_backend.gesprek.tekstversies import AFGEWEZEN, GOEDGEKEURD, INGETROKKEN, VOORSTEL, Tekstversie, geldend
from loket_backend.intake.api import DATABASE, GEHEIM, alleen_met_geheim
from loket_backend.toewijzing.models import Medewerker
from tests.loket.hulp import TEKSTEN, tot

BELLEN = next(g for g in tekstbronnen.loket() if g.plaats.sleutel == "wachten_bellen")
NAAM = next(g for g in tekstbronnen.bot() if g.plaats == Vindplaats("bot", "utter_vraag_naam", 2))
GOED = "U mag ons ook bellen: {telefoon}."


@pytest.fixture(autouse=True)
def zonder_eigen_teksten() -> Iterator[None]:
    yield
    Eigen.zet({})


@pytest.fixture
async def mensen(database: Database) -> None:
    async with database.schrijf() as session:
        session.add_all(Medewerker(id=w, naam=w.capitalize(), functie="x", rol="coordinator") for w in ("gerda", "ben"))


async def stel_voor(
    database: Database, geleverd: Geleverd = BELLEN, tekst: str | None = GOED, wie: str = "gerda"
) -> int:
    async with database.schrijf() as session:
        return (await tekstversies.stel_voor(session, geleverd, tekst, wie)).id


async def keur(
    database: Database,
    versie: int,
    wie: str = "ben",
    geleverd: Geleverd = BELLEN,
    goed: bool = True,
    opmerking: str = "",
) -> str:
    async with database.schrijf() as session:
        return (await tekstversies.beoordeel(session, geleverd, versie, wie, goed=goed, opmerking=opmerking)).stand


async def verander(database: Database, geleverd: Geleverd, tekst: str | None) -> None:
    await keur(database, await stel_voor(database, geleverd, tekst), geleverd=geleverd, opmerking="zo is het beter")
    await ververs(database)


async def geldt(database: Database) -> dict[Vindplaats, str]:
    async with database.lees() as session:
        return await geldend(session)


async def test_een_voorstel_geldt_nog_niet(database: Database, mensen: None) -> None:
    await stel_voor(database)
    await ververs(database)
    assert TEKSTEN.zin("wachten_bellen") == "Bellen mag ook: 0528 12 34 56."


async def test_goedgekeurd_door_een_ander_geldt_het_meteen(database: Database, mensen: None) -> None:
    assert await keur(database, await stel_voor(database)) == GOEDGEKEURD
    await ververs(database)
    assert TEKSTEN.zin("wachten_bellen") == "U mag ons ook bellen: 0528 12 34 56."


async def test_wie_voorstelt_keurt_niet_zelf_goed_of_af(database: Database, mensen: None) -> None:
    versie = await stel_voor(database)
    for goed in (True, False):
        with pytest.raises(Verboden):
            await keur(database, versie, "gerda", goed=goed, opmerking="prima")
    assert await geldt(database) == {}


async def test_ook_de_tabel_weigert_een_oordeel_over_eigen_werk(database: Database, mensen: None) -> None:
    versie = await stel_voor(database)
    zet = "UPDATE tekstversie SET stand = 'goedgekeurd', beoordeeld_door = :wie WHERE id = :id"
    with pytest.raises(IntegrityError):
        async with database.schrijf() as session:
            await session.execute(text(zet), {"wie": "gerda", "id": versie})
    with pytest.raises(IntegrityError):
        async with database.schrijf() as session:
            await session.execute(text(zet), {"wie": None, "id": versie})


@pytest.mark.parametrize(
    "daad",
    ["UPDATE tekstversie SET stand = 'voorstel'", "UPDATE tekstversie SET tekst = 'x'", "DELETE FROM tekstversie"],
)
async def test_wat_beslist_is_blijft_staan(database: Database, mensen: None, daad: str) -> None:
    await keur(database, await stel_voor(database))
    with pytest.raises(DBAPIError):
        async with database.schrijf() as session:
            await session.execute(text(daad))
    assert await geldt(database) == {BELLEN.plaats: GOED}


async def test_een_open_voorstel_verandert_niet_meer_van_tekst(database: Database, mensen: None) -> None:
    await stel_voor(database)
    with pytest.raises(DBAPIError):
        async with database.schrijf() as session:
            await session.execute(text("UPDATE tekstversie SET tekst = 'x'"))


async def test_het_tweede_voorstel_hoort_dat_er_een_ligt(database: Database, mensen: None) -> None:
    await stel_voor(database)
    with pytest.raises(Conflict):
        await stel_voor(database, tekst="Bel ons gerust: {telefoon}.", wie="ben")


async def test_ook_twee_voorstellen_tegelijk_worden_er_een(database: Database, mensen: None) -> None:
    uitkomsten = await asyncio.gather(*(stel_voor(database, wie=w) for w in ("gerda", "ben")), return_exceptions=True)
    assert sorted(type(u).__name__ for u in uitkomsten) == ["Conflict", "int"]


async def test_twee_die_tegelijk_oordelen_zijn_er_een(database: Database, mensen: None) -> None:
    async with database.schrijf() as session:
        session.add(Medewerker(id="els", naam="Els", functie="x", rol="coordinator"))
    versie = await stel_voor(database)
    oordelen = (keur(database, versie), keur(database, versie, "els", goed=False, opmerking="liever niet"))
    uitkomsten = await asyncio.gather(*oordelen, return_exceptions=True)
    assert sum(isinstance(u, Conflict) for u in uitkomsten) == 1


async def test_intrekken_doet_wie_het_voorstelde(database: Database, mensen: None) -> None:
    versie = await stel_voor(database)
    async with database.schrijf() as session:
        with pytest.raises(Verboden):
            await tekstversies.trek_in(session, BELLEN.plaats, versie, "ben")
        assert (await tekstversies.trek_in(session, BELLEN.plaats, versie, "gerda")).stand == INGETROKKEN
    await stel_voor(database)


async def test_afwijzen_vraagt_waarom(database: Database, mensen: None) -> None:
    versie = await stel_voor(database)
    with pytest.raises(OngeldigeInvoer):
        await keur(database, versie, goed=False)
    assert await keur(database, versie, goed=False, opmerking="te streng") == AFGEWEZEN
    assert await geldt(database) == {}


async def test_advies_mag_opzij_met_een_reden(database: Database, mensen: None) -> None:
    versie = await stel_voor(database, tekst="Participatie: {telefoon}.")
    with pytest.raises(OngeldigeInvoer):
        await keur(database, versie)
    assert await keur(database, versie, opmerking="zo heet ons nummer") == GOEDGEKEURD


async def test_terug_naar_de_geleverde_tekst_is_ook_een_voorstel(database: Database, mensen: None) -> None:
    await verander(database, BELLEN, GOED)
    await stel_voor(database, tekst=None)
    assert (await geldt(database))[BELLEN.plaats] == GOED
    async with database.lees() as session:
        versie = (await session.scalars(select(Tekstversie.id).where(Tekstversie.stand == VOORSTEL))).one()
    await keur(database, versie)
    assert await geldt(database) == {}


async def test_een_tekst_die_al_geldt_is_geen_voorstel(database: Database, mensen: None) -> None:
    for tekst in (BELLEN.tekst, None):
        with pytest.raises(OngeldigeInvoer):
            await stel_voor(database, tekst=tekst)


async def test_een_foute_tekst_wordt_met_elke_fout_geweigerd(database: Database, mensen: None) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        await stel_voor(database, tekst="Bel <b>{nummer}</b>.")
    assert len(fout.value.fouten) == 3


async def test_bij_het_goedkeuren_wordt_opnieuw_gekeken(database: Database, mensen: None) -> None:
    """The shipped text got another place since."""
    versie = await stel_voor(database)
    anders = Geleverd(BELLEN.plaats, "", "", "Bel {telefoon} of ga {wanneer} langs.")
    with pytest.raises(OngeldigeInvoer):
        await keur(database, versie, geleverd=anders)


async def test_een_voorstel_van_een_andere_tekst_bestaat_hier_niet(database: Database, mensen: None) -> None:
    versie = await stel_voor(database)
    for nummer, geleverd in ((versie, NAAM), (versie + 1, BELLEN)):
        with pytest.raises(NietGevonden):
            await keur(database, nummer, geleverd=geleverd)


@pytest.mark.parametrize(
    "stuk", ["", "  ", "Bel {onbekend}.", "Bel {telefoon", "{telefoon.__class__}", "{0}{telefoon!r}"]
)
def test_een_tekst_die_stuk_is_valt_terug_op_de_geleverde(stuk: str, capsys: pytest.CaptureFixture[str]) -> None:
    Eigen.zet({BELLEN.plaats: stuk})
    assert TEKSTEN.zin("wachten_bellen") == "Bellen mag ook: 0528 12 34 56."
    assert "eigen_tekst_onbruikbaar" in capsys.readouterr().out


def test_wat_iemand_typt_wordt_niet_nog_eens_ingevuld() -> None:
    assert "{naam}" in TEKSTEN.zin("medewerker_stelt_zich_voor", medewerker="{naam}", functie="x")


async def test_de_opening_en_een_standaardantwoord_volgen_ook(database: Database, mensen: None) -> None:
    opening = next(g for g in tekstbronnen.loket() if g.plaats.sleutel == "opening.3.tekst")
    antwoord = next(g for g in standaardantwoorden.geleverd() if g.plaats.sleutel == "afsluiten.zonder")
    await verander(database, opening, "Waar kunnen we u mee helpen?")
    await verander(database, antwoord, "Dag. Groeten van {medewerker}.")
    assert TEKSTEN.opening("")[2] == {"tekst": "Waar kunnen we u mee helpen?", "vraag": "hulpvraag"}
    nu_geldt = standaardantwoorden.zoals_nu("afsluiten", standaardantwoorden.uit_bestand().antwoorden["afsluiten"])
    assert nu_geldt.gevuld({"medewerker": "Gerda"}) == "Dag. Groeten van Gerda."
    assert "fijn" in (nu_geldt.gevuld({"medewerker": "Gerda", "naam": "Riek"}) or "").lower()


async def test_een_ander_proces_hoort_het_vanzelf(database: Database, mensen: None) -> None:
    async with eigenteksten.bijgehouden(database, elke=0.01):
        await keur(database, await stel_voor(database))

        async def veranderd() -> bool:
            return TEKSTEN.zin("wachten_bellen").startswith("U mag ons")

        await tot(veranderd)


async def test_een_database_die_hapert_laat_de_teksten_staan(monkeypatch: pytest.MonkeyPatch) -> None:
    gevraagd = asyncio.Event()

    async def hapert(_: Any) -> None:
        gevraagd.set()
        raise DatabaseStoort

    monkeypatch.setattr(eigenteksten, "ververs", hapert)
    Eigen.zet({BELLEN.plaats: GOED})
    async with eigenteksten.bijgehouden(None, elke=0.01):  # type: ignore[arg-type]
        await gevraagd.wait()
        gevraagd.clear()
        await gevraagd.wait()
    assert TEKSTEN.zin("wachten_bellen").startswith("U mag ons")


def intern(database: Database) -> web.Application:
    app = web.Application(middlewares=[vertaal_fouten, alleen_met_geheim])
    app[DATABASE], app[GEHEIM] = database, "geheim"
    tekstapi.voeg_intern_toe(app)
    return app


async def test_de_bot_hoort_alleen_zijn_eigen_teksten_en_een_keer(database: Database, mensen: None) -> None:
    await verander(database, NAAM, "Hoe mogen we u noemen?")
    await verander(database, BELLEN, GOED)
    async with TestClient(TestServer(intern(database))) as client:
        kop = {"X-Loket-Geheim": "geheim"}
        antwoord = await client.get("/v1/intern/teksten", headers=kop)
        assert await antwoord.json() == {"teksten": {"utter_vraag_naam": {"2": "Hoe mogen we u noemen?"}}}
        kop["If-None-Match"] = antwoord.headers["ETag"]
        assert (await client.get("/v1/intern/teksten", headers=kop)).status == 304
        await verander(database, NAAM, "Wat is uw eigen naam?")
        assert (await client.get("/v1/intern/teksten", headers=kop)).status == 200


async def test_zonder_geheim_geen_teksten(database: Database) -> None:
    async with TestClient(TestServer(intern(database))) as client:
        assert (await client.get("/v1/intern/teksten")).status == 401
