"""When the loket asks how it goes: once a round, at a decent hour, and by telephone where the chat does not reach; on both databases."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from loket_backend.arrangement import dienst as arrangement
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database, open_database
from loket_backend.geholpen.antwoorden import STILTE, TAAK_NEE, TAAK_VRAGEN
from loket_backend.geholpen.dienst import begin, stilte
from loket_backend.geholpen.models import EVALUATIE, NEE, ZES_WEKEN
from loket_backend.geholpen.planning import Ronde as Beurt
from loket_backend.geholpen.planning import aan_de_beurt
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import GESLOTEN, MENS, WACHT_OP_MENS, Gesprek
from loket_backend.gesprek.terugbellen import meld_onbereikbaar
from loket_backend.gesprek.wektijden import Wektijd
from loket_backend.intake.models import AFGEROND, INGETROKKEN, Intake
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.tijd import AMSTERDAM, vandaag
from tests.loket.klok import NepKlok

from .hulp import Ronde, regel

ZES = timedelta(weeks=6)


def om_tien_uur(dag: date) -> datetime:
    return datetime.combine(dag, time(10), AMSTERDAM)


async def test_zes_weken_na_het_begin_vraagt_de_chat_hoe_het_gaat(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    versie_id = await ronde.begint_op(vandaag() - ZES + timedelta(days=1))
    await ronde.kijk()
    assert await ronde.rondes() == []
    klok.verstrijk(days=1)
    await ronde.kijk()
    evaluatie = await ronde.ronde()
    assert (evaluatie.aanleiding, evaluatie.voor, evaluatie.versie_id) == (ZES_WEKEN, vandaag(), versie_id)
    assert evaluatie.gevraagd_op is not None
    assert ronde.gemeld == [ronde.gesprek_id]
    assert "Anja wil graag weten hoe het gaat" in (await ronde.berichten())[-2].tekst
    laatste = await ronde.laatste()
    assert laatste.tekst == "Heeft de hulp u geholpen?"
    assert [k["label"] for k in laatste.keuzes] == ["Ja", "Een beetje", "Nee", "Liever niet"]


async def test_op_de_dag_van_de_evaluatie_vraagt_de_chat_het_weer(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    op = vandaag() + timedelta(days=30)
    await ronde.spreek_af(
        regel(begint_op=vandaag() - timedelta(days=100), evaluatie_op=op),
        regel("Nog iets", evaluatie_op=op + timedelta(days=3)),
    )
    klok.verstrijk(days=30)
    await ronde.kijk()
    klok.verstrijk(days=4)
    await ronde.kijk()
    evaluatie = await ronde.ronde()
    assert (evaluatie.aanleiding, evaluatie.voor) == (EVALUATIE, op)


async def test_er_wordt_maar_een_keer_gevraagd(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    for _ in range(3):
        await ronde.kijk()
        klok.verstrijk(days=1)
    assert len(await ronde.rondes()) == 1
    assert len(ronde.gemeld) == 1


async def test_een_nieuwe_versie_met_hetzelfde_begin_vraagt_niet_opnieuw(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    begin_op = vandaag() - ZES
    await ronde.begint_op(begin_op)
    await ronde.kijk()
    await ronde.spreek_af(regel(begint_op=begin_op), regel("Erbij", begint_op=vandaag()))
    klok.verstrijk(days=21)
    await ronde.kijk()
    assert len(await ronde.rondes()) == 1


async def test_twee_lokets_naast_elkaar_vragen_het_samen_een_keer(
    database: Database, database_url: str, klok: NepKlok
) -> None:
    ronde, ander = await Ronde.begin(database), open_database(database_url)
    await ronde.begint_op(vandaag() - ZES)
    buur = Ronde(ander, ronde.kenmerk, ronde.gesprek_id)
    try:
        await asyncio.gather(*(wie.kijk() for wie in (ronde, buur, ronde, buur)))
    finally:
        await ander.sluit()
    assert len(await ronde.rondes()) == 1
    assert len(ronde.gemeld + buur.gemeld) == 1
    assert sum(b.tekst == "Heeft de hulp u geholpen?" for b in await ronde.berichten()) == 1


async def test_wie_te_laat_kijkt_begint_geen_tweede_ronde(database: Database, klok: NepKlok) -> None:
    """As a process does that saw the round due before another began it."""
    ronde = await Ronde.begin(database)
    versie_id = await ronde.begint_op(vandaag() - ZES)
    await ronde.kijk()
    async with database.schrijf() as session:
        assert await begin(session, Beurt(vandaag(), ronde.kenmerk, ZES_WEKEN, versie_id)) is None
    assert len(await ronde.rondes()) == 1


@pytest.mark.parametrize(
    ("begint", "vraagt"),
    [
        (date(2026, 9, 20), date(2026, 11, 1)),  # over the night that summer time ends
        (date(2027, 2, 17), date(2027, 3, 31)),  # over the night that it begins
        (date(2026, 12, 1), date(2027, 1, 12)),  # over the end of the year
        (date(2028, 1, 20), date(2028, 3, 2)),  # over a leap day
    ],
)
async def test_zes_weken_zijn_zes_weken_op_de_kalender(
    database: Database, klok: NepKlok, begint: date, vraagt: date
) -> None:
    klok.wand = om_tien_uur(begint)
    ronde = await Ronde.begin(database)
    await ronde.begint_op(begint)
    async with database.lees() as session:
        assert await aan_de_beurt(session, vraagt - timedelta(days=1)) == []
        assert [b.voor for b in await aan_de_beurt(session, vraagt)] == [vraagt]
        assert await aan_de_beurt(session, vraagt + timedelta(days=29)) == []


@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 23, 6, 0), datetime(2026, 11, 22, 11, 0), datetime(2026, 12, 25, 11, 0)]
)
async def test_buiten_openingstijd_vraagt_niemand_iets(database: Database, klok: NepKlok, moment: datetime) -> None:
    ronde = await Ronde.begin(database)
    klok.wand = moment.replace(tzinfo=AMSTERDAM)
    await ronde.begint_op(vandaag() - ZES)
    await ronde.kijk()
    assert await ronde.rondes() == []


async def test_wie_niet_in_de_chat_zit_wordt_gebeld(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES, in_de_chat=False)
    aantal = len(await ronde.berichten())
    await ronde.kijk()
    assert (await ronde.ronde()).gevraagd_op is None
    assert (await ronde.taken())[TAAK_VRAGEN].gegevens["naam"] == "Riek"
    assert (len(await ronde.berichten()), ronde.gemeld) == (aantal, [])


async def test_wie_in_de_chat_niet_meer_te_bereiken_is_wordt_gebeld(database: Database, klok: NepKlok) -> None:
    """As somebody on Telegram who blocked the bot."""
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    async with database.schrijf() as session:
        (await session.get_one(Gesprek, ronde.gesprek_id)).kanaal = "telegram"
        await meld_onbereikbaar(session, ronde.gesprek_id)
    await ronde.kijk()
    assert TAAK_VRAGEN in await ronde.taken()


@pytest.mark.parametrize("status", [MENS, WACHT_OP_MENS])
async def test_tijdens_een_gesprek_met_mensen_wachten_de_vragen(database: Database, klok: NepKlok, status: str) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    await ronde.zet_status(status)
    await ronde.kijk()
    assert await ronde.rondes() == []
    await ronde.zet_status(GESLOTEN)
    klok.verstrijk(days=1)
    await ronde.kijk()
    assert (await ronde.ronde()).voor == vandaag() - timedelta(days=1)
    async with database.lees() as session:
        assert (await session.get_one(Gesprek, ronde.gesprek_id)).status == GESLOTEN


async def test_duurt_dat_gesprek_een_week_dan_vraagt_de_medewerker_het(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    await ronde.zet_status(MENS)
    klok.verstrijk(days=7)
    await ronde.kijk()
    assert (await ronde.ronde()).gevraagd_op is None
    assert TAAK_VRAGEN in await ronde.taken()


async def test_bij_een_open_crisis_vraagt_de_chat_niets(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    async with database.schrijf() as session:
        session.add(
            Crisismelding(gesprek_id=ronde.gesprek_id, volgnummer=1, categorie="geweld", patroon="x", op=klok.wand)
        )
    await ronde.kijk()
    assert await ronde.rondes() == []


@pytest.mark.parametrize(("status", "gevraagd"), [(AFGEROND, 1), (INGETROKKEN, 0)])
async def test_een_afgerond_dossier_hoort_de_vraag_nog_en_een_ingetrokken_niet(
    database: Database, klok: NepKlok, status: str, gevraagd: int
) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    async with database.schrijf() as session:
        (await session.get_one(Intake, ronde.kenmerk)).status = status
    await ronde.kijk()
    assert len(await ronde.rondes()) == gevraagd


async def test_wat_niet_meer_geldt_vraagt_niets(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    async with database.schrijf() as session:
        _, intake = await vergrendel_intake(session, ronde.kenmerk)
        await arrangement.eindig(session, intake, "anja", "verhuisd")
    await ronde.kijk()
    assert await ronde.rondes() == []


async def test_wie_een_week_zwijgt_wordt_gebeld_en_mag_toch_nog_antwoorden(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    await ronde.kijk()
    wektijd = await _wektijd(database, ronde.gesprek_id)
    assert wektijd.op.astimezone(AMSTERDAM) == om_tien_uur(vandaag() + timedelta(days=7))
    klok.verstrijk(days=7)
    await _gaat_af(database, ronde, wektijd)
    assert TAAK_VRAGEN in await ronde.taken()
    for tekst in ("ja", "ja", "niks"):
        assert await ronde.zegt(tekst)
    assert (await ronde.ronde()).beantwoord_op is not None
    assert TAAK_VRAGEN not in await ronde.taken()


async def test_van_wie_halverwege_stopt_telt_wat_er_gezegd_is(database: Database, klok: NepKlok) -> None:
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - ZES)
    await ronde.kijk()
    await ronde.zegt("nee")
    wektijd = await _wektijd(database, ronde.gesprek_id)
    klok.verstrijk(days=7)
    await _gaat_af(database, ronde, wektijd)
    evaluatie = await ronde.ronde()
    assert (evaluatie.geholpen, evaluatie.tevreden, evaluatie.door) == (NEE, None, "inwoner")
    assert evaluatie.beantwoord_op is not None
    assert set(await ronde.taken()) == {TAAK_NEE}


async def _wektijd(database: Database, gesprek_id: str) -> Wektijd:
    async with database.lees() as session:
        keuze = select(Wektijd).where(Wektijd.gesprek_id == gesprek_id, Wektijd.soort == STILTE)
        return (await session.scalars(keuze)).one()


async def _gaat_af(database: Database, ronde: Ronde, wektijd: Wektijd) -> None:
    async with database.schrijf() as session:
        assert await stilte(session, await berichten.vergrendel(session, ronde.gesprek_id), wektijd) is None
