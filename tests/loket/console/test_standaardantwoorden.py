"""The standard replies: what is known is filled in, what is not is said otherwise, and a bad file is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import ValidationError

from loket_backend.console import standaardantwoorden, verslag
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.standaardantwoorden import Lijst, Standaardantwoord, uit_bestand
from loket_backend.db import Database
from loket_backend.gesprek.mensen import pak_op
from loket_backend.intake import invullen
from scripts.taaltoets import bronnen
from tests.loket.hulp import TEKSTEN

from .conftest import MeldAan, nieuw_gesprek, nieuwe_intake

GERDA = Gebruiker("gerda", "Gerda", "coordinator")
GEVRAAGD = {
    "wachten",
    "telefoonnummer",
    "bellen_afgesproken",
    "keukentafelgesprek",
    "clientondersteuning",
    "na_crisis",
    "verkeerde_deur",
    "nu_niet",
    "afsluiten",
    "mantelzorg",
    "privacy",
    "hoe_verder",
}


async def antwoorden(database: Database, gesprek_id: str, **waarden: str) -> dict[str, str]:
    """The replies for somebody who gave these values, by key."""
    async with database.schrijf() as session:
        for veld, waarde in waarden.items():
            await invullen.vul_in(session, gesprek_id, 1, veld, waarde, "gerda")
    async with database.lees() as session:
        gelezen = await verslag.lees(session, GERDA, gesprek_id)
        lijst = await standaardantwoorden.lijst(session, gelezen, GERDA, TEKSTEN)
    return {antwoord.sleutel: antwoord.tekst for antwoord in lijst}


def test_het_bestand_heeft_een_eigenaar_een_datum_en_wat_een_medewerker_nodig_heeft() -> None:
    assert uit_bestand().eigenaar
    assert uit_bestand().nagekeken
    assert uit_bestand().antwoorden.keys() >= GEVRAAGD


async def test_wat_bekend_is_staat_erin(database: Database, mensen: None) -> None:
    gesprek_id = await nieuw_gesprek(database, "hallo")
    gevuld = await antwoorden(database, gesprek_id, naam="Riek Bos")
    assert gevuld["wachten"].startswith("Dag Riek Bos,")
    assert "Gerda" in gevuld["bellen_afgesproken"]
    assert TEKSTEN.telefoon in gevuld["nu_niet"]
    assert TEKSTEN.naam in gevuld["privacy"]


async def test_wat_niet_bekend_is_wordt_anders_gezegd(database: Database, mensen: None) -> None:
    gevuld = await antwoorden(database, await nieuw_gesprek(database, "hallo"))
    assert gevuld["wachten"].startswith("Fijn dat u er nog bent.")
    assert "nummer" not in gevuld["hoe_verder"]


async def test_na_het_indienen_staat_het_kenmerk_erin(database: Database, mensen: None) -> None:
    kenmerk = await nieuwe_intake(database)
    async with database.lees() as session:
        intake = await standaardantwoorden_intake(session, kenmerk)
    assert kenmerk in (await antwoorden(database, intake))["hoe_verder"]


async def standaardantwoorden_intake(session: Any, kenmerk: str) -> str:
    from loket_backend.intake.models import Intake

    return str((await session.get_one(Intake, kenmerk)).gesprek_id)


async def test_wie_voor_een_ander_schrijft_wordt_bij_de_eigen_naam_genoemd(database: Database, mensen: None) -> None:
    gesprek_id = await nieuw_gesprek(database, "hallo")
    gevuld = await antwoorden(database, gesprek_id, voor_wie="ander", naam="Riek Bos")
    assert "Riek" not in gevuld["wachten"], "dat is de naam van de moeder"
    gevuld = await antwoorden(database, gesprek_id, melder_naam="Els Bos")
    assert gevuld["wachten"].startswith("Dag Els Bos,")


async def test_nergens_blijft_een_open_plek_staan(database: Database, mensen: None) -> None:
    for waarden in ({}, {"naam": "Jo {telefoon}"}):
        gevuld = await antwoorden(database, await nieuw_gesprek(database, "hallo"), **waarden)
        assert [s for s, tekst in gevuld.items() if re.search(r"\{(?!telefoon)", tekst)] == []
        assert len(gevuld) == len(uit_bestand().antwoorden)
    assert "Jo {telefoon}" in gevuld["wachten"], "wat iemand zelf typte wordt niet nog eens ingevuld"


@pytest.mark.parametrize(
    "inhoud",
    [
        {"titel": "x", "tekst": "Dag {voornaam}."},
        {"titel": "x", "tekst": "Dag {}."},
        {"titel": "x", "tekst": "Dag {naam}.", "zonder": "Dag {naam}."},
        {"titel": "x", "tekst": " ".join(["woord"] * 16)},
        {"titel": "x", "tekst": "Dag.", "zonder": " ".join(["woord"] * 16)},
        {"titel": "", "tekst": "Dag."},
        {"titel": "x", "tekst": "Dag.", "toon": "warm"},
    ],
)
def test_een_antwoord_dat_niet_klopt_wordt_niet_geladen(inhoud: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Standaardantwoord.model_validate(inhoud)


def test_zonder_eigenaar_of_datum_wordt_de_lijst_niet_geladen() -> None:
    with pytest.raises(ValidationError) as fout:
        Lijst.model_validate({"antwoorden": {}})
    assert len(fout.value.errors()) == 2


def test_de_taaltoets_leest_elk_antwoord_op_beide_manieren() -> None:
    gelezen = {t.sleutel for t in bronnen.alle() if t.bron == bronnen.STANDAARD}
    verwacht = {s for s in uit_bestand().antwoorden}
    verwacht |= {f"{s}.zonder" for s, a in uit_bestand().antwoorden.items() if a.zonder}
    assert gelezen == verwacht


async def test_op_de_pagina_staan_ze_als_knop_die_niets_verstuurt(als: MeldAan, database: Database) -> None:
    anja = await als("anja")
    gesprek_id = await nieuw_gesprek(database, "hallo", status="wacht_op_mens")
    assert "data-tekst" not in await (await anja.get(f"/console/gesprekken/{gesprek_id}")).text()
    async with database.schrijf() as session:
        await pak_op(session, gesprek_id, "anja")
    pagina = await (await anja.get(f"/console/gesprekken/{gesprek_id}")).text()
    knoppen = re.findall(r"<button[^>]*data-tekst=[^>]*>", pagina)
    assert len(knoppen) == len(uit_bestand().antwoorden)
    assert all('type="button"' in knop for knop in knoppen)
