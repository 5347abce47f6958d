"""From what was agreed to what is shown, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text, update

from loket_backend.arrangement.models import Vermeden
from loket_backend.businesscase import bijlage, dienst, perioden, rapport, tabellen
from loket_backend.businesscase.bundelen import ALLE_WIJKEN
from loket_backend.businesscase.models import JA
from loket_backend.businesscase.rapport import Rapport
from loket_backend.businesscase.tabel import TE_WEINIG, Centen, Tabel
from loket_backend.db import Database
from loket_backend.intake.models import Intake
from loket_backend.invoer import Veldfouten
from loket_backend.partijen import kerncijfers, kerncijferversies
from loket_backend.partijen.models import Partij
from loket_backend.wijkbudget import boeken

from .hulp import NIEUWJAAR, Versie, middag, zet_dossier, zet_gemeente

NA = date(2026, 11, 22)
UUR = "wijkverpleging_verzorging_uur"


async def lees(database: Database, sleutel: str = "2025-K1", wijk: str = ALLE_WIJKEN) -> Rapport:
    return await rapport.lees(database, perioden.lees(sleutel, NA), wijk)


def tabel(gelezen: Rapport, sleutel: str) -> Tabel:
    return next(t for t in tabellen.tabellen(gelezen) if t.sleutel == sleutel)


def rijen(gelezen: Rapport, sleutel: str) -> dict[str, list[object]]:
    return {str(rij[0]): list(rij[1:]) for rij in tabel(gelezen, sleutel).rijen}


async def zet(database: Database, aantal: int, *versies: Versie, wijk: str = "noord", vanaf: int = 0) -> None:
    async with database.schrijf() as session:
        for nr in range(vanaf, vanaf + aantal):
            await zet_dossier(session, f"{wijk[0]}{nr}", *versies, wijk=wijk)


@pytest.fixture
async def gemeente(database: Database) -> None:
    async with database.schrijf() as session:
        await zet_gemeente(session)


@pytest.mark.usefixtures("gemeente")
async def test_de_vrouw_die_haar_man_verpleegt_kost_het_wijkbudget_hulp_en_spaart_de_verzekeraar_meer_uit(
    database: Database,
) -> None:
    """Household help of € 1,825 a year from the shared budget keeps her going; wijkverpleging of € 10,950 a year is not needed."""
    vermeden = (("zvw", "wijkverpleging_verzorging_uur", 1_095_000),)
    await zet(database, 6, Versie(NIEUWJAAR, regels=[("wijkbudget", 182_500, {})], vermeden=vermeden))
    gelezen = await lees(database)
    domeinen = rijen(gelezen, "domeinen")
    uur = kerncijfers.alle()["wijkverpleging_verzorging_uur"]
    kosten, baten = 6 * 45_000, 6 * 270_000  # 90 days of € 5 and of € 30
    budget, zvw = domeinen["Budget van de wijk"], domeinen["Zvw: Zorgverzekeraar Veld"]
    assert budget == [kosten, 0, 0, 0, -kosten]
    assert (zvw[0], zvw[2], zvw[4]) == (0, baten, baten)
    assert zvw[1] == pytest.approx(baten * uur.laag / uur.midden, abs=6)
    assert zvw[3] == pytest.approx(baten * uur.hoog / uur.midden, abs=6)
    assert tabel(gelezen, "partijen").zin == (
        "Meer betaald dan bespaard: Budget van de wijk. Meer bespaard dan betaald: Zorgverzekeraar Veld."
    )
    assert [t.gehaald for t in gelezen.toetsen()] == [True, True, True]
    assert "Bij elke schatting blijven de kosten binnen de baten." in tabel(gelezen, "toets").zin


@pytest.mark.usefixtures("gemeente")
async def test_een_nieuwe_versie_in_het_kwartaal_vervangt_de_oude_vanaf_haar_dag(database: Database) -> None:
    maart = date(2025, 3, 1)
    oud = Versie(NIEUWJAAR, maart, [("wmo", 36_500, {})])
    await zet(database, 5, oud, Versie(maart, regels=[("wmo", 73_000, {"begint_op": NIEUWJAAR})]))
    assert (await lees(database)).kosten() == 5 * (59 * 100 + 31 * 200)


@pytest.mark.usefixtures("gemeente")
async def test_een_regel_telt_van_zijn_eerste_tot_en_met_zijn_laatste_dag(database: Database) -> None:
    dagen = {"begint_op": date(2025, 2, 10), "eindigt_op": date(2025, 2, 19)}
    await zet(database, 5, Versie(NIEUWJAAR, regels=[("wmo", 36_500, dagen)], vermeden=[("zvw", None, 73_000)]))
    gelezen = await lees(database)
    assert gelezen.kosten() == 5 * 1_000
    assert gelezen.baten() == (5 * 1_500, 5 * 2_000, 5 * 2_500)  # an own estimate: 25% to both sides


@pytest.mark.usefixtures("gemeente")
async def test_hulp_voor_een_keer_telt_in_een_kwartaal_ook_als_de_versie_verandert(database: Database) -> None:
    februari, mei = date(2025, 2, 1), date(2025, 5, 1)
    keer = [("wmo", 50_000, {"per": "eenmalig", "begint_op": date(2024, 12, 1)})]
    await zet(database, 5, Versie(februari, mei, keer), Versie(mei, regels=keer))
    assert [(await lees(database, f"2025-K{nr}")).kosten() for nr in (1, 2)] == [250_000, 0]
    jaar = await lees(database, "2025")
    assert (jaar.kosten(), jaar.geld.kwartalen) == (250_000, (1, 2, 3, 4))


@pytest.mark.usefixtures("gemeente")
async def test_een_schrikkeljaar_heeft_een_dag_meer_en_een_jaar_is_het_hele_bedrag(database: Database) -> None:
    await zet(database, 5, Versie(date(2023, 6, 1), regels=[("wmo", 36_600, {})]))
    assert (await lees(database, "2024-K1")).kosten() == 5 * 9_100
    assert (await lees(database, "2024")).kosten() == 5 * 36_600


@pytest.mark.usefixtures("gemeente")
async def test_wat_niet_geldt_telt_niet(database: Database) -> None:
    """Ended before the period, begun after it, or laid before the resident without an answer."""
    await zet(database, 5, Versie(date(2024, 6, 1), date(2024, 12, 31)))
    await zet(database, 5, Versie(date(2025, 4, 1)), vanaf=5)
    gelezen = await lees(database)
    assert not gelezen.getoond
    assert [t.sleutel for t in tabellen.tabellen(gelezen)] == ["kerncijfers"]


@pytest.mark.usefixtures("gemeente")
async def test_een_wijk_met_vier_mensen_staat_niet_apart_en_telt_wel_mee(database: Database) -> None:
    await zet(database, 6, Versie(NIEUWJAAR))
    await zet(database, 4, Versie(NIEUWJAAR), wijk="zuid")
    alles = await lees(database)
    assert alles.kosten() == 10 * 9_000
    for wijk in ("noord", "zuid"):  # noord would give zuid away
        gelezen = await lees(database, wijk=wijk)
        assert not gelezen.getoond
        assert [t.sleutel for t in tabellen.tabellen(gelezen)] == ["kerncijfers"]
    assert any("Noord" in zin and "Zuid" in zin for zin in bijlage.aannames(alles))


@pytest.mark.usefixtures("gemeente")
async def test_een_wijk_met_genoeg_mensen_staat_apart(database: Database) -> None:
    await zet(database, 6, Versie(NIEUWJAAR))
    await zet(database, 5, Versie(NIEUWJAAR), wijk="zuid")
    delen = [(await lees(database, wijk=wijk)).kosten() for wijk in ("noord", "zuid")]
    assert delen == [54_000, 45_000]
    assert (await lees(database)).kosten() == sum(delen)


@pytest.mark.usefixtures("gemeente")
async def test_een_jaar_zonder_het_kwartaal_met_te_weinig_mensen_en_zonder_zijn_loketkosten(database: Database) -> None:
    await zet(database, 3, Versie(date(2025, 3, 1)))
    await zet(database, 4, Versie(date(2025, 4, 1)), vanaf=3)
    async with database.schrijf() as session:
        await dienst.zet_loketkosten(session, {"jaar": "2025", "bedrag": "365", "partij": "gemeente"}, "anja")
    jaar = await lees(database, "2025")
    assert jaar.geld.weggelaten == (1,)
    assert (jaar.kosten(), jaar.loket) == (7 * 27_500, 27_500)
    assert "Niet meegeteld: het eerste kwartaal. Er waren toen te weinig mensen." in bijlage.aannames(jaar)
    assert rijen(jaar, "partijen")["Het loket zelf (Gemeente Veld)"][0] == 27_500


@pytest.mark.usefixtures("gemeente")
async def test_te_weinig_mensen_met_vermeden_kosten_laat_alleen_de_kosten_zien(database: Database) -> None:
    await zet(database, 5, Versie(NIEUWJAAR))
    await zet(database, 2, Versie(NIEUWJAAR, vermeden=[("zvw", None, 100_000)]), vanaf=5)
    gelezen = await lees(database)
    assert gelezen.toetsen() == []
    assert rijen(gelezen, "partijen")["Samen"] == [7 * 9_000, *[TE_WEINIG] * 4]
    assert rijen(gelezen, "toets")["Alle schattingen"][0] == TE_WEINIG


@pytest.mark.usefixtures("gemeente")
async def test_de_toets_wordt_gehaald_bij_hoog_en_niet_bij_laag(database: Database) -> None:
    await zet(database, 5, Versie(NIEUWJAAR, vermeden=[("zvw", None, 36_500)]))
    async with database.schrijf() as session:
        await dienst.zet_loketkosten(session, {"jaar": "2025", "bedrag": "1", "partij": ""}, "anja")
        await dienst.zet_loketkosten(session, {"jaar": "2025", "bedrag": "365", "partij": ""}, "anja")
    gelezen = await lees(database)
    assert [(t.schatting, t.verschil, t.gehaald) for t in gelezen.toetsen()] == [
        ("laag", 33_750 - 45_000 - 9_000, False),
        ("midden", -9_000, False),
        ("hoog", 56_250 - 45_000 - 9_000, True),
    ]
    assert "De kosten blijven er alleen binnen bij: hoge schatting." in tabel(gelezen, "toets").zin


@pytest.mark.usefixtures("gemeente")
async def test_van_de_beginsituatie_telt_wat_het_laatst_genoteerd_is_voor_het_einde(database: Database) -> None:
    await zet(database, 5, Versie(NIEUWJAAR))
    async with database.schrijf() as session:
        for nr in range(5):
            for dag, bedrag in ((date(2025, 1, 5), 1), (date(2025, 2, 5), 73_000), (date(2025, 5, 1), 5)):
                begin = await dienst.noteer_begin(
                    session, f"2025-n{nr}", [dienst.Hulp("zvw", "wassen", bedrag)], "", "anja"
                )
                begin.op = middag(dag)
    assert rijen(await lees(database), "begin") == {
        "Zvw: Zorgverzekeraar Veld": [5 * 18_000],
        "Samen": [5 * 18_000],
    }


@pytest.mark.usefixtures("gemeente")
async def test_oordelen_over_de_wlz_tellen_in_groepen_en_alleen_het_laatste(database: Database) -> None:
    await zet(database, 11, Versie(NIEUWJAAR))
    async with database.schrijf() as session:
        for nr in range(6):
            for dag, wat in ((date(2025, 1, 2), "nee"), (date(2025, 3, 22), "ja")):
                gegeven = {"oordeel": wat, "maanden": "12", "reden": "zij houdt het vol"}
                (await dienst.oordeel(session, f"2025-n{nr}", gegeven, "anja")).op = middag(dag)
    etmaal = kerncijfers.alle()[rapport.WLZ_ETMAAL]
    gevonden = rijen(await lees(database), "wlz")
    assert gevonden["Ja"] == [
        5,
        *(60 * prijs for prijs in (etmaal.laag, etmaal.midden, etmaal.hoog)),
    ]  # 6 people, 10 days
    assert gevonden["Nog geen oordeel"] == [5, 0, 0, 0]


@pytest.mark.usefixtures("gemeente")
async def test_een_oordeel_van_een_enkeling_staat_niet_apart(database: Database) -> None:
    await zet(database, 9, Versie(NIEUWJAAR))
    async with database.schrijf() as session:
        gegeven = {"oordeel": "ja", "maanden": "6", "reden": "thuis gaat het nog"}
        (await dienst.oordeel(session, "2025-n0", gegeven, "anja")).op = middag(date(2025, 2, 1))
    (rij,) = tabel(await lees(database), "wlz").rijen
    assert rij[:2] == ["Samengevoegd: kleine groepen", 10]


@pytest.mark.usefixtures("gemeente")
async def test_samen_is_in_elke_tabel_de_som_van_de_rijen(database: Database) -> None:
    regels = [("wmo", 10_001, {}), ("wijkbudget", 20_003, {}), ("informeel", 0, {})]
    await zet(database, 7, Versie(NIEUWJAAR, regels=regels, vermeden=[("zvw", None, 33_333), ("wlz", None, 7_777)]))
    await zet(database, 6, Versie(NIEUWJAAR + timedelta(days=11), regels=regels[:1]), wijk="zuid")
    async with database.schrijf() as session:
        await dienst.zet_loketkosten(session, {"jaar": "2025", "bedrag": "1.234,56", "partij": "gemeente"}, "anja")
    for sleutel in ("2025-K1", "2025-K4", "2025"):
        gelezen = await lees(database, sleutel)
        for naam in ("partijen", "wetten", "domeinen"):
            *delen, samen = tabel(gelezen, naam).rijen
            assert [sum(map(int, kolom)) for kolom in zip(*(rij[1:] for rij in delen), strict=True)] == samen[1:]
            assert all(isinstance(cel, Centen) for cel in samen[1:])


@pytest.mark.usefixtures("gemeente")
async def test_twee_verzekeraars_staan_samen_en_een_onbekende_betaler_heet_zo(database: Database) -> None:
    async with database.schrijf() as session:
        session.add(Partij(id="tweede", naam="Tweede", soort="zorgverzekeraar", betaalt_voor=["zvw"]))
    await zet(database, 5, Versie(NIEUWJAAR, regels=[("zvw", 36_500, {}), ("werk", 36_500, {})]))
    namen = list(rijen(await lees(database), "partijen"))
    assert namen == ["Nog niet bekend", "Zorgverzekeraar, samen", "Samen"]


async def leg_in(database: Database, wijk: str, jaar: int, **inleg: int) -> None:
    async with database.schrijf() as session:
        budget_id = await boeken.open_budget(session, wijk, jaar)
        for partij, bedrag in inleg.items():
            await boeken.leg_in(session, budget_id, partij, bedrag, "anja")


@pytest.mark.usefixtures("gemeente")
async def test_het_gedeelde_budget_staat_bij_wie_het_inlegde_ook_na_een_correctie(database: Database) -> None:
    """Of 2025 and of this wijk only. Once paid in the figure changes at once, though the quarter was worked out before."""
    await zet(database, 6, Versie(NIEUWJAAR, regels=[("wijkbudget", 36_500, {}), ("wmo", 36_500, {})]))
    assert rijen(await lees(database), "domeinen")["Budget van de wijk"][0] == 54_000
    await leg_in(database, "noord", 2025, gemeente=500_00, zorgverzekeraar=200_00)
    await leg_in(database, "noord", 2025, gemeente=-100_00)
    await leg_in(database, "noord", 2026, zorgkantoor=999_00)
    await leg_in(database, "zuid", 2025, zorgkantoor=999_00)
    gelezen = await lees(database)
    domeinen, partijen = rijen(gelezen, "domeinen"), rijen(gelezen, "partijen")
    assert domeinen["Budget van de wijk: Gemeente Veld"][0] == 36_000
    assert domeinen["Budget van de wijk: Zorgverzekeraar Veld"][0] == 18_000
    assert partijen["Gemeente Veld"][0] == 36_000 + 54_000
    assert rijen(gelezen, "wetten")["Budget van de wijk"][0] == 54_000
    assert {"Budget van de wijk", "Zorgkantoor Veld"}.isdisjoint(partijen)
    assert gelezen.kosten() == 108_000
    jaar = await lees(database, "2025")
    for wat in ("Budget van de wijk: Gemeente Veld", "Wmo: Gemeente Veld"):
        kwartalen = [rijen(await lees(database, f"2025-K{n}"), "domeinen")[wat] for n in range(1, 5)]
        assert rijen(jaar, "domeinen")[wat] == [sum(map(int, kolom)) for kolom in zip(*kwartalen, strict=True)]
    assert any("verdelen wij over wie het inlegde" in zin for zin in bijlage.aannames(gelezen))


@pytest.mark.usefixtures("gemeente")
async def test_een_kerncijfer_telt_zoals_het_was_en_wordt_zo_genoemd(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six reckoned with what it was, four with what it is: the first stays as it was, of the four it is not told."""
    uur, sleutel = kerncijfers.alle()[UUR], UUR
    async with database.schrijf() as session:
        versie = await kerncijferversies.leg_vast(session, sleutel, uur)
    nieuw = uur.model_copy(update={"laag": 1, "midden": 2, "hoog": 2_000_000, "datum": date(2026, 1, 1)})
    boek = kerncijfers.boek()
    monkeypatch.setattr(kerncijfers.Kerncijfers, "boek", replace(boek, cijfers={**boek.cijfers, sleutel: nieuw}))
    await zet(database, 6, Versie(NIEUWJAAR, vermeden=[("zvw", sleutel, 365_000)]))
    async with database.schrijf() as session:
        await session.execute(update(Vermeden).values(kerncijfer_versie=versie))
    await zet(database, 4, Versie(NIEUWJAAR, vermeden=[("wlz", "verpleeghuis_etmaal", 0)]), vanaf=6)
    gelezen = await lees(database)
    laag, midden, hoog = gelezen.baten()
    assert midden == 6 * 90_000
    assert laag == pytest.approx(midden * uur.laag / uur.midden, abs=6)
    assert hoog == pytest.approx(midden * uur.hoog / uur.midden, abs=6)
    genoemd = {(rij[0], rij[3], rij[7]): str(rij[11]) for rij in tabel(gelezen, "kerncijfers").rijen}
    assert genoemd[uur.wat, uur.midden, bijlage.GEBRUIKT].startswith("Zo was het toen het werd opgeschreven.")
    assert (uur.wat, 2, bijlage.NIET_GEBRUIKT) in genoemd
    assert ("Wonen in een verpleeghuis", 15_100, bijlage.NIET_GEBRUIKT) in genoemd  # four people
    assert len([s for s in genoemd if s[2] == bijlage.GEBRUIKT]) == 1


@pytest.mark.usefixtures("gemeente")
async def test_een_kerncijfer_van_voor_de_versies_is_dat_van_nu(database: Database) -> None:
    await zet(database, 5, Versie(NIEUWJAAR, vermeden=[("zvw", UUR, 365_000)]))
    gelezen, uur = await lees(database), kerncijfers.alle()[UUR]
    assert gelezen.baten().laag == pytest.approx(5 * 90_000 * uur.laag / uur.midden, abs=5)
    assert gelezen.boeken.cijfers == {uur}


@pytest.mark.usefixtures("gemeente")
async def test_wat_al_uitgerekend_was_wordt_opnieuw_gerekend_als_er_iets_veranderde(database: Database) -> None:
    await zet(database, 5, Versie(NIEUWJAAR))
    eerst = await lees(database)
    assert eerst.kosten() == 5 * 9_000
    await zet(database, 1, Versie(NIEUWJAAR), vanaf=5)
    assert (await lees(database)).kosten() == 6 * 9_000
    async with database.schrijf() as session:
        for nr in range(6):
            (await session.get_one(Intake, f"2025-n{nr}")).wijk_id = "zuid"
        gegeven = {"oordeel": "nee", "reden": "daarom"}
        for nr in range(6):
            (await dienst.oordeel(session, f"2025-n{nr}", gegeven, "anja")).op = middag(date(2025, 2, 1))
    assert (await lees(database, wijk="zuid")).mensen == 5
    assert list(rijen(await lees(database), "wlz")) == ["Nee"]
    async with database.schrijf() as session:
        session.add(Partij(id="pot", naam="Noodfonds", soort="overig", betaalt_voor=["wmo"]))
        (await session.get_one(Partij, "gemeente")).actief = False
    await zet(database, 5, Versie(NIEUWJAAR, regels=[("wmo", 100, {})]), vanaf=6)
    assert "Noodfonds" in rijen(await lees(database), "partijen")


@pytest.mark.usefixtures("gemeente")
async def test_een_kwartaal_dat_niet_veranderde_wordt_niet_nog_eens_gelezen(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await zet(database, 5, Versie(NIEUWJAAR))
    eerst = await lees(database, "2025")

    async def nooit(*_: object) -> None:
        raise AssertionError("dit was al gelezen")

    monkeypatch.setattr(rapport, "lees_stof", nooit)
    assert (await lees(database, "2025")).boeken == eerst.boeken
    assert (await lees(database, "2025-K2")).kosten() == 5 * 9_100


@pytest.mark.usefixtures("gemeente")
async def test_niets_in_een_uitvoer_noemt_een_mens(database: Database) -> None:
    await zet(database, 6, Versie(NIEUWJAAR, vermeden=[("zvw", None, 1_000)]))
    tekst = repr(tabellen.tabellen(await lees(database, "2025")))
    assert "Geheim" not in tekst
    assert "2025-n" not in tekst
    assert "schoonmaken" not in tekst


@pytest.mark.usefixtures("gemeente")
async def test_wat_genoteerd_is_blijft_staan_en_de_tekst_is_versleuteld(database: Database) -> None:
    await zet(database, 1, Versie(NIEUWJAAR))
    async with database.schrijf() as session:
        await dienst.noteer_begin(session, "2025-n0", [dienst.Hulp("wmo", "wassen", 100)], "alleen", "anja")
        await dienst.noteer_begin(session, "2025-n0", [], "nu niets meer", "anja")
        await dienst.oordeel(session, "2025-n0", {"oordeel": JA, "maanden": "3", "reden": "zij redt het"}, "anja")
    async with database.lees() as session:
        begin = await dienst.begin_van(session, "2025-n0")
        assert begin is not None
        assert (begin.toelichting, begin.hulp) == ("nu niets meer", [])
        assert [o.maanden for o in await dienst.oordelen_van(session, "2025-n0")] == [3]
        ruw = [
            *await session.scalars(text("SELECT toelichting FROM beginsituatie")),
            *await session.scalars(text("SELECT wat FROM beginhulp")),
            *await session.scalars(text("SELECT reden FROM wlzoordeel")),
        ]
    assert len(ruw) == 4
    assert not any(woord in waarde for waarde in ruw for woord in ("alleen", "niets", "wassen", "redt"))


def test_een_beginsituatie_noemt_alle_fouten_tegelijk() -> None:
    with pytest.raises(Veldfouten) as gevangen:
        dienst.lees_hulp({"wat_1": "was", "wet_1": "awbz", "kosten_1": "veel", "kosten_2": "12", "wet_2": "wmo"})
    assert list(gevangen.value.per_veld) == ["wet_1", "kosten_1", "wat_2"]
    with pytest.raises(Veldfouten, match="Niet alles"):
        dienst.lees_hulp({})
    assert dienst.lees_hulp({"toelichting": "er was nog geen hulp"}) == []
    assert dienst.lees_hulp({"wat_3": "was", "wet_3": "wmo", "kosten_3": "1.250,50"}) == [
        dienst.Hulp("wmo", "was", 125_050)
    ]


@pytest.mark.parametrize(
    ("gegeven", "velden"),
    [
        ({}, ["oordeel", "reden"]),
        ({"oordeel": "ja", "reden": "x"}, ["maanden"]),
        ({"oordeel": "ja", "reden": "x", "maanden": "0"}, ["maanden"]),
        ({"oordeel": "ja", "reden": "x", "maanden": "121"}, ["maanden"]),
        ({"oordeel": "misschien", "reden": "x"}, ["oordeel"]),
        ({"oordeel": "nee", "reden": "  "}, ["reden"]),
    ],
)
@pytest.mark.usefixtures("gemeente")
async def test_een_oordeel_zonder_reden_of_maanden_wordt_geweigerd(
    database: Database, gegeven: dict[str, str], velden: list[str]
) -> None:
    async with database.schrijf() as session:
        with pytest.raises(Veldfouten) as gevangen:
            await dienst.oordeel(session, "2025-x", gegeven, "anja")
    assert list(gevangen.value.per_veld) == velden


@pytest.mark.parametrize(
    ("gegeven", "velden"),
    [
        ({}, ["jaar", "bedrag"]),
        ({"jaar": "26", "bedrag": "1"}, ["jaar"]),
        ({"jaar": "2026", "bedrag": "-1"}, ["bedrag"]),
        ({"jaar": "2026", "bedrag": "1", "partij": "niemand"}, ["partij"]),
        ({"jaar": "2026", "bedrag": "1", "partij": "nie\0mand"}, ["partij"]),
    ],
)
async def test_kosten_van_het_loket_die_niet_kunnen_worden_geweigerd(
    database: Database, gegeven: dict[str, str], velden: list[str]
) -> None:
    async with database.schrijf() as session:
        with pytest.raises(Veldfouten) as gevangen:
            await dienst.zet_loketkosten(session, gegeven, "anja")
    assert list(gevangen.value.per_veld) == velden
