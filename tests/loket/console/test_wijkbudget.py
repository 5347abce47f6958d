"""The pages of the budgets: what they show, what they refuse, and who may come there."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import select, true, update

from loket_backend.console import zicht
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.db import Database
from loket_backend.intake import workflow
from loket_backend.tijd import vandaag
from loket_backend.wijkbudget import boeken, lezen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import INLEG, Wijkbudget
from loket_backend.wijkbudget.tabellen import Leverbesluit, Toezegging
from tests.samenhulp import maak_aanbod, maak_arrangement, maak_partij, regel

from .conftest import Client, MeldAan, csrf_van, nieuwe_intake

PAD = "/console/wijkbudget"


@pytest.fixture
async def budget(database: Database, mensen: None) -> int:
    """€ 10.000 of the coöperatie in Noord, this year; the thuiszorg can deliver."""
    async with database.schrijf() as session:
        await maak_partij(session, "coop", "dorpscooperatie")
        await maak_partij(session, "zorg", "thuiszorg", levert=True)
        budget_id = await boeken.open_budget(session, "noord", vandaag().year)
        await boeken.leg_in(session, budget_id, "coop", 1_000_000, "gerda")
    return budget_id


@pytest.fixture
async def gerda(als: MeldAan, budget: int) -> Client:
    return await als("gerda")


async def doe(client: Client, pad: str, gegevens: Mapping[str, str]) -> tuple[int, str]:
    """The status and the page, or where it sends."""
    velden = {"csrf": await csrf_van(client, PAD), **gegevens}
    antwoord = await client.post(PAD + pad, data=velden, allow_redirects=False)
    return antwoord.status, antwoord.headers.get("Location") or await antwoord.text()


async def lees(client: Client, pad: str = "") -> str:
    antwoord = await client.get(PAD + pad)
    assert antwoord.status == 200
    return (await antwoord.text()).replace("\u00a0", " ")


async def totalen(database: Database, budget: int) -> tuple[int, int, int]:
    async with database.lees() as session:
        b = await session.get_one(Wijkbudget, budget)
        return b.totaal, b.toegezegd, b.gerealiseerd


async def met_regel(database: Database, **anders: object) -> tuple[str, str]:
    """A dossier in Noord with one line from the budget, of the thuiszorg; its kenmerk and the sleutel of the line."""
    kenmerk = await nieuwe_intake(database, van="bilal")
    lijn = regel(partij_id="zorg", eindigt_op=date(vandaag().year, 12, 31), per="eenmalig", **anders)
    async with database.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).status = "verslag"
        await maak_arrangement(session, kenmerk, [lijn], wie="bilal")
    return kenmerk, lijn.sleutel


@pytest.mark.parametrize("wie", ["anja", "ben"])
async def test_alleen_wie_over_het_geld_gaat_ziet_het(als: MeldAan, budget: int, wie: str) -> None:
    client = await als(wie)
    for pad in ("", f"/{budget}", f"/{budget}/boekingen.csv", "/overzicht.csv", f"/{budget}/facturen"):
        assert (await client.get(PAD + pad)).status == 403
    assert PAD not in await (await client.get("/console/account")).text()


async def test_het_overzicht_noemt_alle_wijken(gerda: Client) -> None:
    pagina = await lees(gerda)
    assert "€ 10.000" in pagina
    assert "Zuid" in pagina
    assert "Nog geen budget" in pagina
    assert "Alle wijken" in pagina
    assert f"{PAD}?jaar={vandaag().year}" in pagina
    assert "Er zijn nog geen" not in await lees(gerda, "?jaar=kaas")


async def test_een_budget_dat_er_niet_is_is_er_niet(gerda: Client) -> None:
    for pad in ("/999", "/999/inleg", "/999/boekingen.csv", "/999/facturen", "/kaas"):
        assert (await gerda.get(PAD + pad)).status == 404
    for pad in ("/999/inleg", "/999/doorlopend", "/999/gezien", "/999/facturen"):
        assert (await doe(gerda, pad, {"lijst": "x"}))[0] == 404


async def test_de_eerste_inleg_opent_een_budget(gerda: Client, database: Database) -> None:
    gegevens = {"wijk": "zuid", "jaar": str(vandaag().year), "partij": "coop", "bedrag": "€ 2.500,50"}
    status, heen = await doe(gerda, "/nieuw", gegevens)
    assert status == 303
    pagina = await (await gerda.get(heen)).text()
    assert "2.500,50" in pagina
    assert "Budget van Zuid" in pagina


async def test_een_formulier_komt_terug_met_alle_fouten_en_wat_er_stond(gerda: Client, budget: int) -> None:
    status, pagina = await doe(gerda, f"/{budget}/inleg", {"partij": "niemand", "bedrag": "veel", "richting": "eraf"})
    assert status == 400
    for wat in ('id="fout-partij"', 'id="fout-bedrag"', 'id="fout-toelichting"', 'value="veel"', 'aria-invalid="true"'):
        assert wat in pagina
    assert 'id="fout-richting"' not in pagina


async def test_een_correctie_gaat_van_het_vrije_geld_af(gerda: Client, budget: int, database: Database) -> None:
    gegevens = {"partij": "coop", "richting": "eraf", "bedrag": "1000", "toelichting": "te veel overgemaakt"}
    assert (await doe(gerda, f"/{budget}/inleg", gegevens))[0] == 303
    assert (await totalen(database, budget))[0] == 900_000
    status, pagina = await doe(gerda, f"/{budget}/inleg", {**gegevens, "bedrag": "9000,01"})
    assert (status, "Er kan niet meer af dan dat" in pagina) == (409, True)
    assert "te veel overgemaakt" in await lees(gerda, f"/{budget}")


async def test_ruimte_en_een_besluit_staan_op_de_pagina(gerda: Client, budget: int, database: Database) -> None:
    afspraak = {"partij": "zorg", "bedrag": "4000", "toelichting": "Zo staat het in de afspraken."}
    assert (await doe(gerda, f"/{budget}/ruimte", afspraak))[0] == 303
    besluit = {
        "soort": "meer_ruimte",
        "partij": "zorg",
        "bedrag": "500",
        "namen": "A. de Boer\nB. Kok",
        "dag": vandaag().isoformat(),
        "reden": "Er is niemand anders.",
    }
    status, pagina = await doe(gerda, f"/{budget}/besluit", {**besluit, "namen": "A. de Boer", "dag": "2999-01-01"})
    assert (status, "minstens 2 namen" in pagina, "moet nog komen" in pagina) == (400, True, True)
    assert (await doe(gerda, f"/{budget}/besluit", besluit))[0] == 303
    pagina = await lees(gerda, f"/{budget}")
    grens = "€ 4.500, waarvan € 500 door een besluit. Toelichting: Zo staat het in de afspraken."
    for wat in (grens, "A. de Boer, B. Kok", "Er is niemand anders."):
        assert wat in pagina
    assert (await doe(gerda, f"/{budget}/ruimte", {"partij": "zorg", "bedrag": ""}))[0] == 303
    pagina = await lees(gerda, f"/{budget}")
    assert ("Geen grens" in pagina, "in de afspraken" in pagina) == (True, False)


async def test_als_er_een_kan_leveren_beslissen_de_managers(gerda: Client, budget: int, database: Database) -> None:
    async with database.schrijf() as session:
        geld = {"vorm": "individueel", "bekostiging": "wijkbudget"}
        await maak_partij(session, "buurt", levert=True)
        for partij in ("zorg", "buurt"):
            await maak_aanbod(session, f"Schoon bij {partij}", ("huishouden",), ("noord",), partij_id=partij, **geld)
        enige = await maak_aanbod(session, "Dag op de boerderij", ("dagbesteding",), partij_id="zorg", **geld)
        await maak_aanbod(session, "Elders", ("wonen",), ("zuid",), partij_id="zorg", **geld)
    pagina = await lees(gerda, f"/{budget}")
    assert "Buurt, Zorg" in pagina
    assert "Niet nodig: er is keuze" in pagina
    assert f"besluit?soort=enige&amp;aanbod={enige.id}" in pagina
    assert "Elders" not in await lees(gerda, f"/{budget}/besluit")
    besluit = {"soort": "enige", "aanbod": enige.id, "namen": "A\nB", "dag": "2026-01-05", "reden": "enige boerderij"}
    assert (await doe(gerda, f"/{budget}/besluit", {**besluit, "aanbod": "verzonnen"}))[0] == 400
    assert (await doe(gerda, f"/{budget}/besluit", besluit))[0] == 303
    async with database.lees() as session:
        rij = (await session.scalars(select(Leverbesluit))).one()
        assert (rij.partij_id, rij.aanbod_id, rij.besloten_door, rij.door) == ("zorg", enige.id, ["A", "B"], "gerda")
    assert "Genomen op" in await lees(gerda, f"/{budget}")


async def test_een_factuur_hoort_bij_een_regel_en_komt_er_een_keer_in(
    gerda: Client, budget: int, database: Database
) -> None:
    kenmerk, sleutel = await met_regel(database)
    pagina = await lees(gerda, f"/{budget}")
    assert f"realisatie?regel={sleutel}" in pagina
    assert f'href="/console/intakes/{kenmerk}"' in pagina
    adres = f"/{budget}/realisatie?regel={sleutel}&soort=factuur&partij=zorg"
    assert html.escape(adres) in pagina
    formulier = await lees(gerda, adres)
    for ingevuld in (f'value="{sleutel}"', '<option value="zorg" selected>', '<option value="factuur" selected>'):
        assert ingevuld in formulier
    factuur = {"partij": "zorg", "soort": "factuur", "nummer": "F1", "bedrag": "120", "regel": sleutel}
    factuur["tot_en_met"] = vandaag().isoformat()
    assert (await doe(gerda, f"/{budget}/realisatie", factuur))[0] == 303
    status, pagina = await doe(gerda, f"/{budget}/realisatie", factuur)
    assert (status, "al geboekt" in pagina, 'value="F1"' in pagina) == (409, True, True)
    assert (await totalen(database, budget))[2] == 12_000
    terug = {**factuur, "soort": "creditnota", "nummer": "C1", "bedrag": "20", "toelichting": "te veel uren"}
    assert (await doe(gerda, f"/{budget}/realisatie", terug))[0] == 303
    assert (await totalen(database, budget))[2] == 10_000
    fout = {**factuur, "nummer": "F2", "regel": "verzonnen"}
    assert (await doe(gerda, f"/{budget}/realisatie", fout))[0] == 400


async def test_meer_uitgegeven_dan_toegezegd_staat_op_de_pagina(gerda: Client, budget: int, database: Database) -> None:
    kenmerk, sleutel = await met_regel(database, kosten_jaar=200_000)
    assert "blijft er eind" in (pagina := await lees(gerda, f"/{budget}"))
    assert "meer uitgegeven dan toegezegd" not in pagina
    factuur = {"partij": "zorg", "soort": "factuur", "nummer": "F1", "bedrag": "2500", "regel": sleutel}
    factuur["tot_en_met"] = vandaag().isoformat()
    assert (await doe(gerda, f"/{budget}/realisatie", factuur))[0] == 303
    pagina = await lees(gerda, f"/{budget}")
    for zin in (
        "Er is € 500 meer uitgegeven dan toegezegd. Bij ‘Vrij’ telt dat niet mee.",
        "€ 2.000 toegezegd, € 2.500 uitgegeven.",
        f'<li>Zorg, <a class="utrecht-link utrecht-link--html-a" href="/console/intakes/{kenmerk}">',
        "€ 7.500 over",
    ):
        assert zin in pagina
    alles = {**factuur, "nummer": "F2", "bedrag": "8000", "regel": ""}
    assert (await doe(gerda, f"/{budget}/realisatie", alles))[0] == 303
    assert "komt er eind" in (pagina := await lees(gerda, f"/{budget}"))
    assert "€ 500 tekort" in pagina


async def test_het_kenmerk_staat_er_alleen_voor_wie_dat_dossier_mag_zien(
    gerda: Client, budget: int, database: Database
) -> None:
    kenmerk, _ = await met_regel(database)
    corrie = Gebruiker("corrie", "Corrie", "medewerker", frozenset({"zuid"}))
    gerda_ = Gebruiker("gerda", "Gerda", "coordinator")
    async with database.lees() as session:
        van = {
            w.id: [b.kenmerk for b in await lezen.boekingen(session, budget, zicht.intakes(w)) if b.dossier]
            for w in (corrie, gerda_)
        }
    assert van == {"corrie": [None], "gerda": [kenmerk]}


async def test_ook_bij_te_hoge_facturen_staat_het_kenmerk_alleen_voor_wie_het_mag_zien(
    gerda: Client, budget: int, database: Database
) -> None:
    kenmerk, sleutel = await met_regel(database)
    async with database.schrijf() as session:
        await session.execute(update(Toezegging).where(Toezegging.regel == sleutel).values(gerealiseerd=10**7))
    corrie = zicht.intakes(Gebruiker("corrie", "Corrie", "medewerker", frozenset({"zuid"})))
    async with database.lees() as session:
        gezien = [await lezen.boven_toezegging(session, budget, z) for z in (corrie, true())]
    assert [[b.kenmerk for b in rij] for rij in gezien] == [[None], [kenmerk]]


async def test_bladeren_door_de_boekingen(gerda: Client, budget: int, database: Database) -> None:
    async with database.schrijf() as session:
        for nummer in range(60):
            await boeken.boek(session, budget, Post(INLEG, 100, "gerda", "coop", toelichting=f"storting {nummer}."))
    eerste, derde = await lees(gerda, f"/{budget}"), await lees(gerda, f"/{budget}?pagina=3")
    assert ("storting 59." in eerste, "storting 34." in eerste, "Volgende pagina" in eerste) == (True, False, True)
    assert ("storting 0." in derde, "Volgende pagina" in derde, "Vorige pagina" in derde) == (True, False, True)


async def test_de_waarschuwing_staat_in_woorden_op_de_pagina_tot_iemand_haar_zag(
    gerda: Client, budget: int, database: Database
) -> None:
    await met_regel(database, kosten_jaar=970_000)
    pagina = await lees(gerda)
    assert "De prognose is meer dan 90 procent" in pagina
    assert "Meer dan 95 procent van het budget is toegezegd" in pagina
    assert '(2<span class="weg"> waarschuwingen</span>)' in pagina
    assert "Nog niet gezien" in await lees(gerda, f"/{budget}")
    assert (await doe(gerda, f"/{budget}/gezien", {}))[0] == 303
    pagina = await lees(gerda, f"/{budget}")
    assert ("Nog niet gezien" in pagina, "Ik heb dit gezien" in pagina, "Gezien." in pagina) == (False, False, True)
    assert 'class="weg"> waarschuwingen' not in pagina


async def test_regels_van_vorig_jaar_lopen_door(gerda: Client, budget: int, database: Database) -> None:
    kenmerk = await nieuwe_intake(database)
    async with database.schrijf() as session:
        nieuw = await boeken.open_budget(session, "noord", vandaag().year + 1)
        await boeken.boek(session, nieuw, Post(INLEG, 100_000, "gerda"))
        session.add(
            Toezegging(
                budget_id=budget,
                regel="r1",
                kenmerk=kenmerk,
                bedrag=0,
                van=vandaag(),
                tot=vandaag(),
                begint_op=vandaag(),
                per="week",
                kosten_jaar=120_000,
                actief=True,
            )
        )
    assert "loopt 1 regel door" in await lees(gerda, f"/{nieuw}")
    status, pagina = await doe(gerda, f"/{nieuw}/doorlopend", {})
    assert (status, "is nog €\u00a01.000 vrij. Er is €\u00a01.200 nodig" in pagina) == (409, True)
    await doe(gerda, f"/{nieuw}/inleg", {"partij": "coop", "richting": "erbij", "bedrag": "200"})
    assert (await doe(gerda, f"/{nieuw}/doorlopend", {}))[0] == 303
    assert await totalen(database, nieuw) == (120_000, 120_000, 0)
    assert "loopt 1 regel door" not in await lees(gerda, f"/{nieuw}")


async def test_een_lijst_met_facturen_wordt_eerst_nagekeken(gerda: Client, budget: int, database: Database) -> None:
    _, sleutel = await met_regel(database)
    lijst = "factuur;organisatie;regel;bedrag;tot_en_met;toelichting\n"
    goed = lijst + f"F1;Zorg;{sleutel};1.250,50;31-10-2026;\nF2;zorg;;100;2026-10-31;ook\n"
    fout = goed + "F3;Niemand;;veel;morgen;\nF1;Zorg;" + sleutel + ";1;31-10-2026;\n"
    status, pagina = await doe(gerda, f"/{budget}/facturen", {"lijst": fout})
    assert status == 400
    for wat in ("In 2 van de 4 rijen", "kent het loket niet", "zoals 1250", "31-12-2026", "twee keer in de lijst"):
        assert wat in pagina
    status, pagina = await doe(gerda, f"/{budget}/facturen", {"lijst": goed})
    assert (status, "2 facturen worden geboekt, samen €\u00a01.350,50" in pagina) == (200, True)
    assert (await totalen(database, budget))[2] == 0
    assert (await doe(gerda, f"/{budget}/facturen", {"lijst": fout, "stap": "boek"}))[0] == 400
    assert (await totalen(database, budget))[2] == 0
    for _ in range(2):
        assert (await doe(gerda, f"/{budget}/facturen", {"lijst": goed, "stap": "boek"}))[0] == 303
    assert (await totalen(database, budget))[2] == 135_050


@pytest.mark.parametrize(
    ("lijst", "zin"),
    [("", "Kies een bestand"), ("a;b\n1;2", "Deze kolommen ontbreken: bedrag, factuur, organisatie, tot_en_met")],
)
async def test_wat_geen_lijst_is_komt_terug(gerda: Client, budget: int, lijst: str, zin: str) -> None:
    status, pagina = await doe(gerda, f"/{budget}/facturen", {"lijst": lijst})
    assert (status, zin in pagina) == (400, True)


async def rijen(client: Client, pad: str) -> list[list[str]]:
    inhoud = (await (await client.get(PAD + pad)).read()).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(inhoud), delimiter=";"))


async def test_alles_is_te_downloaden(gerda: Client, budget: int, database: Database) -> None:
    kenmerk, sleutel = await met_regel(database, kosten_jaar=30_050)
    overzicht = await rijen(gerda, "/overzicht.csv")
    assert overzicht[1] == ["Noord", str(vandaag().year), "10000,0", "300,5", "9699,5", "0,0", "300,5", ""]
    boeking = (await rijen(gerda, f"/{budget}/boekingen.csv"))[1]
    assert boeking[1:6] == ["Toegezegd", "300,5", "Zorg", kenmerk, sleutel]
    assert (await rijen(gerda, f"/{budget}/toezeggingen.csv"))[1][:3] == ["", "Zorg", sleutel]
