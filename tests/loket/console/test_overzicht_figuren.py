"""What each figure counts, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from loket_backend.console import (
    overzicht_crisis,
    overzicht_inhoud,
    overzicht_instroom,
    overzicht_stof,
    overzicht_termijnen,
    overzicht_tijden,
)
from loket_backend.console import overzicht_vragen as vragen
from loket_backend.console.overzicht_figuur import Cel, Figuur, bij
from loket_backend.console.overzicht_periode import Periode
from loket_backend.console.overzicht_stof import Stof
from loket_backend.db import Database, open_database
from loket_backend.gesprek.models import BOT, GESLOTEN, MENS, WACHT_OP_MENS
from loket_backend.onderdrukking import ALLES, Verborgen

from ..klok import NepKlok
from .overzicht_hulp import Verhaal, op, vertel, zet_wijken

MAART = Periode("eigen", date(2026, 3, 1), date(2026, 3, 31))
KLEIN, EROMHEEN = Verborgen.KLEIN, Verborgen.EROMHEEN
VRAAG_MENS = (BOT, WACHT_OP_MENS, "mens_gevraagd")


@pytest.fixture
async def database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """SQLite and PostgreSQL, on 1 May 2026."""
    NepKlok(monkeypatch, op(1, maand=5))
    database = open_database(database_url)
    async with database.schrijf() as session:
        await zet_wijken(session, noord="Noord", zuid="Zuid")
    yield database
    await database.sluit()


async def stof(database: Database, *verhalen: tuple[Verhaal, int], wijk: str = ALLES) -> Stof:
    async with database.schrijf() as session:
        for verhaal, keer in verhalen:
            await vertel(session, verhaal, keer)
    async with database.lees() as session:
        return await overzicht_stof.lees(session, MAART, await vragen.wijken(session), wijk)


def rijen(figuur: Figuur) -> dict[Cel, list[Cel]]:
    return {rij[0]: list(rij[1:]) for rij in figuur.rijen}


async def test_instroom_telt_per_dag_in_amsterdam_en_per_kanaal(database: Database) -> None:
    laat = op(1, 23, 59)  # in UTC still the same day
    vroeg = op(30, 0, 30)  # in UTC the day before, and summer time
    gevuld = await stof(
        database,
        (Verhaal(laat, ingediend=op(2)), 6),
        (Verhaal(vroeg, kanaal="telegram"), 7),
        (Verhaal(op(1, 0, 0, maand=4)), 9),
        (Verhaal(op(28, 23, 59, maand=2)), 9),
    )
    figuur = overzicht_instroom.instroom(gevuld)
    assert figuur.koppen == [
        "Dag",
        "Website: geopend",
        "Website: ingediend",
        "Telegram: geopend",
        "Telegram: ingediend",
    ]
    gevonden = rijen(figuur)
    assert gevonden["1 mrt"] == [6, 0, 0, 0]
    assert gevonden["2 mrt"] == [0, 6, 0, 0]
    assert gevonden["29 mrt"] == [0, 0, 0, 0]
    assert gevonden["30 mrt"] == [0, 0, 7, 0]
    assert gevonden["Samen"] == [6, 6, 7, 0]
    assert figuur.zin == "Er zijn 13 gesprekken begonnen en 6 meldingen ingediend."


async def test_een_wijk_telt_alleen_de_meldingen_van_die_wijk(database: Database) -> None:
    verhalen = [(Verhaal(op(3), ingediend=op(3), wijk=wijk), n) for wijk, n in (("noord", 6), ("zuid", 8), (None, 5))]
    zuid = await stof(database, *verhalen, (Verhaal(op(3)), 9), wijk="zuid")
    assert rijen(overzicht_instroom.instroom(zuid))["Samen"] == [8, 8]
    alle = await stof(database)
    assert rijen(overzicht_instroom.instroom(alle))["Samen"] == [28, 19]


async def test_wachten_op_een_mens_begint_bij_de_eerste_vraag(database: Database) -> None:
    def wacht(minuten: float) -> Verhaal:
        return Verhaal(op(5), wissels=[(*VRAAG_MENS, 1), (WACHT_OP_MENS, MENS, "opgepakt", 1 + minuten)])

    doorgegeven = [
        (*VRAAG_MENS, 0),
        (WACHT_OP_MENS, WACHT_OP_MENS, "doorgegeven", 20),
        (WACHT_OP_MENS, MENS, "opgepakt", 30),
    ]
    terug = [(*VRAAG_MENS, 0), (WACHT_OP_MENS, BOT, "", 2), (BOT, MENS, "opgepakt", 90)]
    gevuld = await stof(
        database,
        *((wacht(m), 1) for m in (1, 2, 3, 4, 4.5)),
        (Verhaal(op(5), wissels=doorgegeven), 5),
        (Verhaal(op(5), wissels=terug), 5),
        (Verhaal(op(30, maand=4), wissels=[(*VRAAG_MENS, 0)]), 5),
    )
    gevonden = rijen(overzicht_tijden.wachten(gevuld))
    assert gevonden["Binnen 5 minuten"] == [5]
    assert gevonden["15 tot 60 minuten"] == [5]
    assert gevonden["Niet of nog niet"] == [5]
    assert gevonden["Samen"] == [15]
    assert gevonden["De helft binnen (minuten)"] == [4.5]
    assert gevonden["9 van de 10 binnen (minuten)"] == [30.0]


async def test_opgepakt_na_het_eind_van_de_periode_telt_nog_mee(database: Database) -> None:
    laat = [(*VRAAG_MENS, 0), (WACHT_OP_MENS, MENS, "opgepakt", 120)]
    gevuld = await stof(database, (Verhaal(op(31, 23, 30), wissels=laat), 5))
    assert rijen(overzicht_tijden.wachten(gevuld))["1 tot 4 uur"] == [5]


async def test_een_wachttijd_van_minder_dan_vijf_mensen_staat_er_niet(database: Database) -> None:
    wissels = [(*VRAAG_MENS, 0), (WACHT_OP_MENS, MENS, "opgepakt", 7)]
    gevonden = rijen(figuur := overzicht_tijden.wachten(await stof(database, (Verhaal(op(5), wissels=wissels), 4))))
    assert gevonden["De helft binnen (minuten)"] == [KLEIN]
    assert gevonden["Samen"] == [KLEIN]
    assert "7" not in figuur.zin
    assert "minder dan 5" in figuur.grafiek


async def test_wachten_op_het_keukentafelgesprek_telt_de_eerste_keer(database: Database) -> None:
    eerst = Verhaal(op(2), ingediend=op(2), dagen={"gesprek_gepland": 3, "onderzoek": 20})
    direct = Verhaal(op(2), ingediend=op(2), dagen={"onderzoek": 10})
    gevuld = await stof(database, (eerst, 5), (direct, 5), (Verhaal(op(2), ingediend=op(2)), 5))
    gevonden = rijen(overzicht_tijden.keukentafel(gevuld))
    assert gevonden["Binnen een week"] == gevonden["1 tot 2 weken"] == gevonden["Niet of nog niet"] == [5]
    assert gevonden["De helft binnen (dagen)"] == [3.0]
    assert gevonden["9 van de 10 binnen (dagen)"] == [10.0]


async def test_op_tijd_is_tot_en_met_de_laatste_dag_van_de_zes_weken(database: Database) -> None:
    """Handed in on 2 March, so the last day is 13 April; today is 1 May. What came on 31 March runs to 12 May."""

    def na(**dagen: float) -> Verhaal:
        return Verhaal(op(2, 9), ingediend=op(2, 9), dagen=dagen)

    gevuld = await stof(
        database,
        (na(verslag=42.5), 5),
        (na(arrangement=10), 6),
        (na(onderzoek=10), 7),  # not ready, and the last day is past
        (na(verslag=43), 8),
        (na(ingetrokken=5), 9),
        (Verhaal(op(31), ingediend=op(31)), 10),
    )
    gevonden = rijen(overzicht_termijnen.onderzoek_op_tijd(gevuld))
    assert gevonden["Op tijd klaar"] == [11]
    assert gevonden["Te laat"] == [15]
    assert gevonden["Vervallen: doorverwezen of ingetrokken"] == [9]
    assert gevonden["Loopt nog, op tijd"] == [10]
    assert gevonden["Samen"] == [45]


@pytest.mark.parametrize(
    ("stil", "verwacht"), [((), "te_laat"), (((date(2026, 3, 10), date(2026, 3, 19)),), "gehaald")]
)
def test_dagen_waarin_de_termijn_stilstond_tellen_niet_mee(
    stil: tuple[tuple[date, date | None], ...], verwacht: str
) -> None:
    loop = vragen.Loop("noord", op(2, 9), None, op(2, 9) + timedelta(days=50), None, stil)
    assert overzicht_termijnen.stand_van(loop, date(2026, 5, 1)) == verwacht


async def test_afhaken_telt_de_laatste_vraag_van_de_bot(database: Database) -> None:
    gevuld = await stof(
        database,
        (Verhaal(op(4), vragen=["hulpvraag", "kan", None]), 6),
        (Verhaal(op(4), vragen=["hulpvraag"]), 5),
        (Verhaal(op(4)), 7),
        (Verhaal(op(4), vragen=["hulpvraag", "kan"], status=MENS), 8),
        (Verhaal(op(4), vragen=["hulpvraag", "akkoord"], ingediend=op(4)), 9),
    )
    gevonden = rijen(overzicht_instroom.afhaken(gevuld))
    assert gevonden["Wat kan de inwoner zelf"] == [6]
    assert gevonden["Het verhaal"] == [5]
    assert gevonden["Nog geen vraag gesteld"] == [7]
    assert gevonden["Nog bezig"] == [8]
    assert gevonden["Wel ingediend"] == [9]
    assert gevonden["Samen"] == [35]
    assert "Akkoord met de samenvatting" not in gevonden


async def test_wie_vandaag_nog_schreef_is_niet_afgehaakt(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    klok = NepKlok(monkeypatch, op(4, 13))
    gevuld = await stof(
        database, (Verhaal(op(4), vragen=["kan"]), 5), (Verhaal(op(4), vragen=["kan"], status=GESLOTEN), 6)
    )
    assert rijen(overzicht_instroom.afhaken(gevuld))["Nog bezig"] == [5]
    klok.verstrijk(days=2)
    assert rijen(overzicht_instroom.afhaken(await stof(database)))["Wat kan de inwoner zelf"] == [11]


async def test_overname_telt_gesprekken_met_hun_eerste_reden(database: Database) -> None:
    heen = [
        (BOT, WACHT_OP_MENS, "klacht", 0),
        (WACHT_OP_MENS, BOT, "", 5),
        (*VRAAG_MENS, 9),
        (WACHT_OP_MENS, MENS, "opgepakt", 12),
    ]
    klaar = [(BOT, MENS, "opgepakt", 0), (MENS, GESLOTEN, "beantwoord", 5)]
    gevuld = await stof(database, (Verhaal(op(5), wissels=heen), 6), (Verhaal(op(5), wissels=klaar), 7))
    assert rijen(overzicht_inhoud.overname(gevuld)) == {"Heeft een klacht": [6], "Opgepakt": [7], "Samen": [13]}
    afloop = rijen(overzicht_inhoud.afloop(gevuld))
    assert afloop["Terug naar de assistent"] == [6]
    assert afloop["Gesloten: de vraag is beantwoord"] == [7]
    assert afloop["Gesloten: misbruik of een grap"] == [0]


async def test_crisis_telt_mensen_en_wat_nog_open_is(database: Database) -> None:
    gevuld = await stof(
        database,
        *((Verhaal(op(6), alarm=("suicide", minuten)), 1) for minuten in (1, 2, 3, 4, 30)),
        (Verhaal(op(6), alarm=("suicide", None)), 6),
        (Verhaal(op(6), alarm=("geweld", 5)), 2),
    )
    gevonden = rijen(overzicht_crisis.crisis(gevuld))
    assert gevonden["Gedachten aan zelfdoding"] == [11, 3.0, 30.0, 6]
    assert gevonden["Geweld of dreiging"] == [KLEIN, KLEIN, KLEIN, 0]
    assert gevonden["Kind in gevaar"] == [0, None, None, 0]


async def test_leefgebieden_tellen_mensen_en_geen_zinnen(database: Database) -> None:
    was = ("huishouden", "nodig")
    twee_keer = Verhaal(op(7), ingediend=op(7), uitspraken=[was, was, ("huishouden", "kan")])
    gevuld = await stof(database, (twee_keer, 6), (Verhaal(op(7), ingediend=op(7), wijk="zuid", uitspraken=[was]), 5))
    gevonden = rijen(overzicht_inhoud.leefgebieden(gevuld))
    assert gevonden["Huishouden"] == [6, 0, 11, 0, 0]
    assert len(gevonden) == 13
    per_wijk = overzicht_inhoud.nodig_per_wijk(gevuld)
    assert per_wijk.koppen == ["Leefgebied", "Noord", "Zuid", "Wijk onbekend", "Alle wijken"]
    assert rijen(per_wijk)["Huishouden"] == [6, 5, 0, 11]


async def test_een_kleine_wijk_is_niet_uit_de_andere_wijken_te_rekenen(database: Database) -> None:
    """3 in noord: then zuid is hidden too, also on the page of zuid alone, because the page of all wijken tells 23."""
    was = ("huishouden", "nodig")
    verhalen = [
        (Verhaal(op(7), ingediend=op(7), wijk=wijk, uitspraken=[was]), n) for wijk, n in (("noord", 3), ("zuid", 20))
    ]
    alle = await stof(database, *verhalen)
    zuid, noord = await stof(database, wijk="zuid"), await stof(database, wijk="noord")
    assert rijen(overzicht_inhoud.leefgebieden(alle))["Huishouden"][2] == 23
    assert rijen(overzicht_inhoud.leefgebieden(zuid))["Huishouden"][2] is EROMHEEN
    assert rijen(overzicht_inhoud.leefgebieden(noord))["Huishouden"][2] is KLEIN
    assert rijen(overzicht_inhoud.nodig_per_wijk(alle))["Huishouden"] == [KLEIN, EROMHEEN, 0, 23]
    for maak in (overzicht_termijnen.onderzoek_op_tijd, overzicht_tijden.keukentafel):
        assert [rijen(maak(s))["Samen"] for s in (alle, zuid, noord)] == [[23], [EROMHEEN], [KLEIN]]


async def test_zonder_gegevens_is_elke_figuur_leeg_en_heel(database: Database) -> None:
    from loket_backend.console.overzicht import FIGUREN

    leeg = await stof(database)
    for sleutel, maak in FIGUREN.items():
        figuur = maak(leeg)
        assert figuur.sleutel == sleutel
        assert figuur.zin.endswith(".")
        assert all(len(rij) == len(figuur.koppen) for rij in figuur.rijen)
        assert figuur.grafiek


async def test_precies_vijf_minuten_is_niet_binnen_vijf_minuten(database: Database) -> None:
    op_de_grens = [(*VRAAG_MENS, 0), (WACHT_OP_MENS, MENS, "opgepakt", 5)]
    gevuld = await stof(database, (Verhaal(op(5), wissels=op_de_grens), 5))
    assert rijen(overzicht_tijden.wachten(gevuld))["5 tot 15 minuten"] == [5]


def test_een_getal_dat_niet_getoond_wordt_is_te_lezen_in_een_zin() -> None:
    assert [bij(n) for n in (1234, Verborgen.KLEIN, Verborgen.EROMHEEN)] == [
        "1.234",
        "minder dan 5",
        "een aantal (niet getoond)",
    ]


async def test_zonder_wachttijd_staat_er_niet_dat_er_te_weinig_mensen_zijn(database: Database) -> None:
    leeg = await stof(database)
    zinnen = [overzicht_tijden.wachten(leeg).zin, overzicht_crisis.crisis(leeg).zin]
    assert zinnen == ["Er is nog geen wachttijd om te laten zien.", "Er is nog geen crisismelding opgepakt."]
