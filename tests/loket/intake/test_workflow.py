"""The road of an intake: every status × status, reasons, and reopening."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer, Verboden
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.intake import service, workflow
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import (
    EINDE,
    GESPREK_GEPLAND,
    INGETROKKEN,
    NIEUW,
    ONDERZOEK,
    STATUSSEN,
    TOEGEWEZEN,
    VERSLAG,
    Intake,
    Intakewissel,
)
from loket_backend.tijd import vandaag
from loket_backend.toewijzing.inrichting import richt_in
from tests.loket.hulp import GEMEENTE, TEKSTEN, concept


async def nieuwe_intake(database: Database, status: str = TOEGEWEZEN) -> str:
    async with database.schrijf() as session:
        await richt_in(session, GEMEENTE)
        gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)
        inhoud = ConceptInhoud.model_validate(concept(naam="Jo", postcode="7913AB"))
        await service.bewaar_concept(session, gesprek.id, 4, inhoud)
        intake = await service.dien_in(session, gesprek.id, 4)
        intake.status = status
    return intake.kenmerk


async def zet(database: Database, kenmerk: str, naar: str, reden: str = "", **meer: bool) -> Intake:
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await workflow.wissel(session, intake, naar, "anja", reden, **meer)
    return intake


@pytest.mark.parametrize(("van", "naar"), list(product(STATUSSEN, STATUSSEN)))
async def test_elke_stap_mag_of_mag_niet_volgens_de_tabel(database: Database, van: str, naar: str) -> None:
    kenmerk = await nieuwe_intake(database, van)
    if naar in workflow.MAG_NAAR[van]:
        assert (await zet(database, kenmerk, naar, "daarom", mag_heropenen=True)).status == naar
        return
    with pytest.raises(Conflict):
        await zet(database, kenmerk, naar, "daarom", mag_heropenen=True)
    async with database.lees() as session:
        assert (await session.get_one(Intake, kenmerk)).status == van


def test_de_tabel_noemt_elke_status_en_alleen_die() -> None:
    assert set(workflow.MAG_NAAR) == set(STATUSSEN)
    assert set().union(*workflow.MAG_NAAR.values()) <= set(STATUSSEN)


async def test_elke_stap_staat_in_de_geschiedenis_met_wie_wanneer_en_waarom(database: Database) -> None:
    kenmerk = await nieuwe_intake(database)
    await zet(database, kenmerk, INGETROKKEN, "de inwoner heeft zelf hulp gevonden")
    async with database.lees() as session:
        rij = await session.scalar(
            select(Intakewissel).where(Intakewissel.kenmerk == kenmerk).order_by(Intakewissel.id.desc()).limit(1)
        )
    assert rij is not None
    assert (rij.van, rij.status, rij.door) == (TOEGEWEZEN, INGETROKKEN, "anja")
    assert rij.reden == "de inwoner heeft zelf hulp gevonden"


@pytest.mark.parametrize(("van", "naar"), [(TOEGEWEZEN, INGETROKKEN), (GESPREK_GEPLAND, TOEGEWEZEN)])
async def test_sluiten_en_teruggaan_kan_niet_zonder_reden(database: Database, van: str, naar: str) -> None:
    kenmerk = await nieuwe_intake(database, van)
    with pytest.raises(OngeldigeInvoer):
        await zet(database, kenmerk, naar, "  ")


async def test_verder_op_de_weg_vraagt_geen_reden(database: Database) -> None:
    kenmerk = await nieuwe_intake(database)
    assert (await zet(database, kenmerk, GESPREK_GEPLAND)).status == GESPREK_GEPLAND


@pytest.mark.parametrize("einde", sorted(EINDE))
async def test_heropenen_mag_alleen_wie_dat_recht_heeft(database: Database, einde: str) -> None:
    kenmerk = await nieuwe_intake(database, einde)
    with pytest.raises(Verboden):
        await zet(database, kenmerk, TOEGEWEZEN, "toch niet klaar")
    assert (await zet(database, kenmerk, TOEGEWEZEN, "toch niet klaar", mag_heropenen=True)).status == TOEGEWEZEN
    assert workflow.kan_naar(einde, mag_heropenen=False) == []
    assert workflow.kan_naar(einde, mag_heropenen=True) == [TOEGEWEZEN]


async def test_toewijzen_zonder_medewerker_kan_niet(database: Database) -> None:
    kenmerk = await nieuwe_intake(database, NIEUW)
    async with database.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).medewerker_id = None
    with pytest.raises(Conflict):
        await zet(database, kenmerk, TOEGEWEZEN)


async def test_het_verslag_stopt_de_zes_weken_en_een_gesloten_dossier_heeft_geen_termijn(database: Database) -> None:
    kenmerk = await nieuwe_intake(database, ONDERZOEK)
    intake = await zet(database, kenmerk, VERSLAG)
    assert (intake.onderzocht_op, intake.eerste_termijn) == (vandaag(), None)
    ander = await nieuwe_intake(database, ONDERZOEK)
    assert (await zet(database, ander, INGETROKKEN, "verhuisd")).eerste_termijn is None
    heropend = await zet(database, ander, TOEGEWEZEN, "komt terug", mag_heropenen=True)
    assert heropend.eerste_termijn is not None


async def test_een_gesloten_dossier_telt_niet_mee_voor_wie_ruimte_heeft(database: Database) -> None:
    open_, dicht = await nieuwe_intake(database), await nieuwe_intake(database)
    await zet(database, dicht, INGETROKKEN, "verhuisd")
    async with database.lees() as session:
        wie = (await session.get_one(Intake, open_)).medewerker_id
        assert (await service.lasten(session))[wie or ""] == 1


async def test_een_onbekend_kenmerk_is_er_niet(database: Database) -> None:
    with pytest.raises(NietGevonden):
        await zet(database, "2026-BESTNT", ONDERZOEK)
