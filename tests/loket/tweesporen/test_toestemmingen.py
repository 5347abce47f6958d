"""What counts of all that was said: the melding, its corrections, and the words since; on both databases."""

from __future__ import annotations

import pytest

from loket_backend.catalogus import VELDEN
from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.intake import correcties, workflow
from loket_backend.intake.models import AFGEROND, Intake
from loket_backend.invoer import Veldfouten
from loket_backend.keukentafel.gespreksverslag_sjabloon import inhoud
from loket_backend.tweesporen import teksten, toestemmingen
from loket_backend.tweesporen.keuzes import lijst
from loket_backend.tweesporen.toestemmingen import Gezegd
from tests.loket.tweesporen.hulp import zeg
from tests.samenhulp import maak_dossier


async def _in_melding(database: Database, kenmerk: str, partijen: list[str]) -> None:
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        antwoord = {"waarde": partijen, "status": "besproken", "bronnen": [7]}
        intake.antwoorden = {**intake.antwoorden, "toestemming": antwoord}


async def _nu(database: Database, kenmerk: str) -> list[str]:
    async with database.lees() as session:
        return (await toestemmingen.lees(session, await session.get_one(Intake, kenmerk))).nu


def test_elke_partij_van_de_melding_en_van_de_chat_heeft_woorden() -> None:
    assert set(VELDEN["toestemming"].keuzes) <= set(lijst("partijen"))
    assert set(inhoud(teksten.BESTAND)["partijen"]) == set(lijst("partijen"))


async def test_zonder_woorden_mag_niemand_iets(database: Database) -> None:
    assert await _nu(database, await maak_dossier(database)) == []


async def test_geven_intrekken_en_weer_geven(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    await _in_melding(database, kenmerk, ["huisarts"])
    assert await _nu(database, kenmerk) == ["huisarts"]
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    assert await _nu(database, kenmerk) == ["wijkverpleging", "huisarts"]
    await zeg(database, kenmerk, "huisarts", geeft=False)
    assert await _nu(database, kenmerk) == ["wijkverpleging"]
    await zeg(database, kenmerk, "huisarts", geeft=True)
    assert await _nu(database, kenmerk) == ["wijkverpleging", "huisarts"]
    async with database.lees() as session:
        gezegd = await toestemmingen.lees(session, await session.get_one(Intake, kenmerk))
        assert [(w.geeft, w.via, w.volgnummer) for w in gezegd.over("huisarts")] == [
            (True, "intake", 7),
            (False, "papier", None),
            (True, "papier", None),
        ]


async def test_wat_in_de_melding_wordt_verbeterd_telt_ook(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    await _in_melding(database, kenmerk, ["huisarts", "mantelzorger"])
    await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        was = correcties.merk(["huisarts", "mantelzorger"])
        await correcties.corrigeer_veld(session, intake, "toestemming", ["mantelzorger"], "anja", was=was)
    assert await _nu(database, kenmerk) == ["wijkverpleging", "mantelzorger"]
    await zeg(database, kenmerk, "huisarts", geeft=True)
    assert await _nu(database, kenmerk) == ["wijkverpleging", "huisarts", "mantelzorger"]


async def test_het_laatste_telt_ook_als_dat_een_verbetering_is(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    await _in_melding(database, kenmerk, ["huisarts"])
    await zeg(database, kenmerk, "huisarts", geeft=True)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        was = correcties.merk(["huisarts"])
        await correcties.corrigeer_veld(session, intake, "toestemming", [], "anja", was=was, reden="verkeerd verstaan")
    assert await _nu(database, kenmerk) == []


async def test_een_overgeslagen_vraag_is_geen_toestemming(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        antwoord = {"waarde": ["huisarts"], "status": "overgeslagen", "bronnen": []}
        intake.antwoorden = {**intake.antwoorden, "toestemming": antwoord}
    assert await _nu(database, kenmerk) == []


async def test_wat_niet_klopt_wordt_niet_bewaard(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        with pytest.raises(Veldfouten) as fout:
            await toestemmingen.leg_vast(session, intake, "de krant", Gezegd(True, "duif", "anja"))
        assert set(fout.value.per_veld) == {"partij", "via"}


async def test_een_gesloten_dossier_gaat_niet_meer_open_voor_een_ander_maar_wel_dicht(database: Database) -> None:
    kenmerk = await maak_dossier(database)
    await zeg(database, kenmerk, "huisarts", geeft=True)
    async with database.schrijf() as session:
        await workflow.wissel(session, await workflow.vergrendel(session, kenmerk), AFGEROND, "anja", "klaar")
    with pytest.raises(Conflict):
        await zeg(database, kenmerk, "wijkverpleging", geeft=True)
    await zeg(database, kenmerk, "huisarts", geeft=False)
    assert await _nu(database, kenmerk) == []
