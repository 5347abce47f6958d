"""The two tracks: the table, the hand-over, the two weeks, the besluit and objections, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.taken import Taak
from loket_backend.intake import workflow
from loket_backend.intake.looptijd import stand_van
from loket_backend.intake.models import AFGEROND, Intake
from loket_backend.intake.termijnen import LOOPT
from loket_backend.invoer import Veldfouten
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.tijd import vandaag
from loket_backend.tweesporen import besluiten, overdracht, sporen
from loket_backend.tweesporen.besluiten import Beschikking, Protest
from loket_backend.tweesporen.overdracht import Opdracht
from loket_backend.tweesporen.spoormodels import AANVRAAG, ALGEMEEN, BESLOTEN, OVERGEDRAGEN
from tests.loket.tweesporen.hulp import maak_zaak
from tests.samenhulp import maak_dossier

OPDRACHT = Opdracht("wil", "past_niet", "De inwoner wil liever een eigen hulp.", ["verslag", "samenvatting"])


async def _draag_over(session: AsyncSession, kenmerk: str, opdracht: Opdracht = OPDRACHT) -> tuple[Gesprek, Intake]:
    gesprek, intake = await vergrendel_intake(session, kenmerk)
    await overdracht.draag_over(session, gesprek, intake, opdracht, "anja")
    return gesprek, intake


async def test_hulp_voor_iedereen_begint_meteen_en_maar_een_keer(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        assert await sporen.stand(session, intake) is None
        await sporen.begin(session, intake, "anja")
        assert await sporen.stand(session, intake) == ALGEMEEN
        assert intake.aanvraag_op is None
        with pytest.raises(Conflict):
            await sporen.begin(session, intake, "anja")


async def test_een_overdracht_staat_in_de_geschiedenis_en_de_inwoner_leest_het(database: Database) -> None:
    kenmerk = await maak_zaak(database)
    async with database.schrijf() as session:
        await sporen.begin(session, await workflow.vergrendel(session, kenmerk), "anja")
        gesprek, intake = await _draag_over(session, kenmerk)
        assert await sporen.stand(session, intake) == OVERGEDRAGEN
        assert intake.medewerker_id == "anja"
        gedaan = (await overdracht.overdrachten(session, kenmerk))[0]
        assert (gedaan.van, gedaan.naar, gedaan.reden) == ("anja", "wil", "past_niet")
        assert gedaan.mee == ["samenvatting", "verslag"]
        assert [s.naar for s in await sporen.stappen(session, kenmerk)] == [OVERGEDRAGEN, ALGEMEEN]
        gezegd = (await session.get_one(Bericht, (gesprek.id, gesprek.laatste_volgnummer))).tekst
        assert "Wil" in gezegd
        assert "Anja blijft uw vaste medewerker" in gezegd
        for woord in ("Wmo", "recht", "indicatie", "eigen bijdrage"):
            assert woord not in gezegd
        taak = (await session.scalars(select(Taak).where(Taak.gesprek_id == gesprek.id))).one()
        assert (taak.soort, taak.gegevens["wens"]) == (overdracht.TAAK, "voor Wil")
        assert await sporen.van_consulent(session, "wil") == {kenmerk}


async def test_een_overdracht_noemt_elke_fout_en_verandert_niets(database: Database) -> None:
    kenmerk = await maak_zaak(database)
    async with database.schrijf() as session:
        with pytest.raises(Veldfouten) as fout:
            await _draag_over(session, kenmerk, Opdracht("jet", "zomaar", " ", ["de kat"]))
        assert set(fout.value.per_veld) == {"naar", "reden", "toelichting", "mee"}
        assert await sporen.stappen(session, kenmerk) == []
        assert await overdracht.overdrachten(session, kenmerk) == []


async def test_wie_consulent_is_staat_bij_de_teams_en_die_van_de_wijk_eerst(database: Database) -> None:
    kenmerk = await maak_zaak(database)
    async with database.lees() as session:
        intake = await session.get_one(Intake, kenmerk)
        assert [m.id for m in await overdracht.consulenten(session, intake.wijk_id)] == ["wil"]


async def test_een_gesloten_dossier_gaat_nergens_heen(database: Database) -> None:
    kenmerk = await maak_zaak(database)
    async with database.schrijf() as session:
        await workflow.wissel(session, await workflow.vergrendel(session, kenmerk), AFGEROND, "anja", "klaar")
        with pytest.raises(Conflict):
            await _draag_over(session, kenmerk)


async def test_een_aanvraag_kan_altijd_en_geeft_twee_weken(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await sporen.begin(session, intake, "anja")
        await sporen.vraag_aan(session, intake, vandaag(), "anja")
        assert await sporen.stand(session, intake) == AANVRAAG
        termijn = next(s for s in await stand_van(session, intake) if s.termijn.sleutel == "besluit")
        assert (termijn.uiterlijk, termijn.stand) == (vandaag() + timedelta(days=14), LOOPT)
        with pytest.raises(Conflict):
            await sporen.vraag_aan(session, intake, vandaag(), "anja")


async def test_een_ingetrokken_aanvraag_gaat_terug_naar_de_hulp_voor_iedereen(database: Database) -> None:
    kenmerk = await maak_zaak(database)
    async with database.schrijf() as session:
        _, intake = await _draag_over(session, kenmerk)
        await sporen.vraag_aan(session, intake, vandaag(), "wil")
        await sporen.trek_in(session, intake, "wil")
        assert await sporen.stand(session, intake) == ALGEMEEN
        assert await sporen.van_consulent(session, "wil") == frozenset()
        with pytest.raises(Conflict):
            await sporen.trek_in(session, intake, "wil")


async def test_wat_al_was_aangevraagd_staat_op_het_goede_spoor(database: Database) -> None:
    """Before there were tracks, an aanvraag stood with the intake alone."""
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        intake.aanvraag_op = vandaag()
        assert await sporen.stand(session, intake) == AANVRAAG
        intake.besluit_op = vandaag()
        assert await sporen.stand(session, intake) == BESLOTEN


async def test_een_beschikking_sluit_de_termijn_en_wordt_verbeterd_met_een_nieuwe_rij(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await sporen.vraag_aan(session, intake, vandaag(), "anja")
        eerste = Beschikking(vandaag(), "toegekend", "natura", eigen_bijdrage=True, toelichting="Twee uur per week.")
        await besluiten.noteer(session, intake, eerste, "anja")
        assert (intake.besluit_op, await sporen.stand(session, intake)) == (vandaag(), BESLOTEN)
        await besluiten.noteer(session, intake, Beschikking(vandaag(), "deels", "pgb", eigen_bijdrage=False), "anja")
        rijen = await besluiten.besluiten(session, kenmerk)
        assert [(b.uitkomst, b.vorm, b.eigen_bijdrage) for b in rijen] == [
            ("deels", "pgb", False),
            ("toegekend", "natura", True),
        ]
        assert [s.gebeurtenis for s in await sporen.stappen(session, kenmerk)] == ["besluit", "vraag_aan"]


async def test_een_afwijzing_heeft_geen_vorm_en_geen_eigen_bijdrage(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await sporen.vraag_aan(session, intake, vandaag(), "anja")
        rij = await besluiten.noteer(session, intake, Beschikking(vandaag(), "afgewezen", "pgb", True), "anja")
        assert (rij.vorm, rij.eigen_bijdrage) == (None, False)


async def test_een_beschikking_zonder_aanvraag_of_met_fouten_komt_er_niet(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        with pytest.raises(Conflict):
            await besluiten.noteer(session, intake, Beschikking(vandaag(), "toegekend", "natura", False), "anja")
        await sporen.vraag_aan(session, intake, vandaag(), "anja")
        morgen = vandaag() + timedelta(days=1)
        with pytest.raises(Veldfouten) as fout:
            await besluiten.noteer(session, intake, Beschikking(morgen, "misschien", "taart", False), "anja")
        assert set(fout.value.per_veld) == {"dag", "uitkomst", "vorm"}
        assert intake.besluit_op is None


async def test_bezwaar_wordt_genoteerd_en_loopt_een_keer_af(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        with pytest.raises(Conflict):
            await besluiten.maak_bezwaar(session, intake, Protest("bezwaar", vandaag()), "anja")
        await sporen.vraag_aan(session, intake, vandaag(), "anja")
        with pytest.raises(Veldfouten) as fout:
            await besluiten.maak_bezwaar(session, intake, Protest("boos", date(2020, 1, 1)), "anja")
        assert set(fout.value.per_veld) == {"soort", "ontvangen_op"}
        rij = await besluiten.maak_bezwaar(session, intake, Protest("bezwaar", vandaag(), "te weinig uren"), "anja")
        await besluiten.rond_bezwaar_af(session, intake, rij.id, vandaag(), "gegrond")
        assert (rij.uitkomst, rij.klaar_op) == ("gegrond", vandaag())
        with pytest.raises(Conflict):
            await besluiten.rond_bezwaar_af(session, intake, rij.id, vandaag(), "ongegrond")


async def test_het_bezwaar_van_een_ander_dossier_bestaat_niet(database: Database) -> None:
    kenmerk, ander = await maak_dossier(database), await maak_dossier(database, naam="Piet")
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await sporen.vraag_aan(session, intake, vandaag(), "anja")
        rij = await besluiten.maak_bezwaar(session, intake, Protest("bezwaar", vandaag()), "anja")
        vreemd = await workflow.vergrendel(session, ander)
        with pytest.raises(NietGevonden):
            await besluiten.rond_bezwaar_af(session, vreemd, rij.id, vandaag(), "gegrond")
