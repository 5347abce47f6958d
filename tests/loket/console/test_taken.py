"""The page with tasks: who sees which, one line a task, and done by one person, by name."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.gesprek.taken import TERUGBELLEN, Taak, maak_taak
from loket_backend.intake.models import Intake
from loket_backend.toegang.models import Auditregel

from .conftest import Client, MeldAan, csrf_van, nieuw_gesprek, nieuwe_intake

PAD = "/console/taken"


async def taak_bij(database: Database, gesprek_id: str, **gegevens: str) -> int:
    async with database.schrijf() as session:
        return (await maak_taak(session, gesprek_id, TERUGBELLEN, gegevens)).id


async def gesprek_van(database: Database, kenmerk: str) -> str:
    async with database.lees() as session:
        return (await session.get_one(Intake, kenmerk)).gesprek_id


async def pagina(client: Client) -> str:
    return await (await client.get(PAD)).text()


async def doe(client: Client, taak_id: int) -> tuple[int, str]:
    gegevens = {"csrf": await csrf_van(client, PAD)}
    antwoord = await client.post(f"{PAD}/{taak_id}/gedaan", data=gegevens, allow_redirects=False)
    return antwoord.status, await antwoord.text()


async def test_een_taak_staat_er_met_wie_nummer_moment_en_gesprek(als: MeldAan, database: Database) -> None:
    gesprek = await nieuw_gesprek(database, "bel mij", status="wacht_op_mens")
    await taak_bij(database, gesprek, naam="Riek <b>", telefoon="+31612345678", moment="dinsdagochtend")
    tekst = await pagina(await als("anja"))
    for deel in (
        "Riek &lt;b&gt;",
        'href="tel:+31612345678"',
        "06 12 34 56 78",
        "dinsdagochtend",
        f"/gesprekken/{gesprek}",
    ):
        assert deel in tekst
    assert 'Taken <span class="aantal">(1)</span>' in tekst


async def test_zonder_taken_staat_dat_er(als: MeldAan) -> None:
    tekst = await pagina(await als("anja"))
    assert "Er is nu niets te doen." in tekst
    assert 'Taken <span class="aantal">(0)</span>' in tekst


async def test_een_taak_bij_een_dossier_van_een_andere_wijk_is_niet_van_mij(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    taak_id = await taak_bij(database, await gesprek_van(database, kenmerk), naam="Riek")
    assert [kenmerk in await pagina(await als(wie)) for wie in ("corrie", "gerda", "anja")] == [True, True, False]
    anja = await als("anja")
    assert (await doe(anja, taak_id))[0] == 404
    assert 'Taken <span class="aantal">(0)</span>' in await pagina(anja)


async def test_een_taak_zonder_melding_is_van_iedereen_ook_als_het_gesprek_weer_van_de_bot_is(
    als: MeldAan, database: Database
) -> None:
    gesprek = await nieuw_gesprek(database, "bel mij", status="bot")
    await taak_bij(database, gesprek, naam="Riek")
    tekst = await pagina(await als("corrie"))
    assert "Riek" in tekst
    assert f"/gesprekken/{gesprek}" not in tekst
    assert f"/gesprekken/{gesprek}" in await pagina(await als("gerda"))


async def test_gedaan_is_met_naam_en_een_keer(als: MeldAan, database: Database) -> None:
    taak_id = await taak_bij(database, await nieuw_gesprek(database, "bel mij"), naam="Riek")
    anja, bilal = await als("anja"), await als("bilal")
    assert (await doe(anja, taak_id))[0] == 303
    assert (await doe(anja, taak_id))[0] == 303
    status, uitleg = await doe(bilal, taak_id)
    assert (status, "Anja deed dit al" in uitleg) == (409, True)
    tekst = await pagina(bilal)
    assert "Terugbellen: Anja, vandaag om" in tekst
    assert "Er is nu niets te doen." in tekst
    async with database.lees() as session:
        taak = await session.get_one(Taak, taak_id)
        assert taak.gedaan_door == "anja"
        assert taak.gedaan_op is not None


async def test_lezen_en_doen_staan_in_het_spoor(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, van="anja")
    taak_id = await taak_bij(database, await gesprek_van(database, kenmerk), naam="Riek")
    anja = await als("anja")
    await pagina(anja)
    await doe(anja, taak_id)
    async with database.lees() as session:
        regels = list(await session.execute(select(Auditregel.wie, Auditregel.wat, Auditregel.wiens).distinct()))
    assert ("anja", "taak gelezen", kenmerk) in regels
    assert ("anja", "taak gedaan", kenmerk) in regels


@pytest.mark.parametrize("taak_id", ["99999", "x", "-1", "9" * 30])
async def test_een_taak_die_er_niet_is_geeft_404(als: MeldAan, taak_id: str) -> None:
    anja = await als("anja")
    antwoord = await anja.post(f"{PAD}/{taak_id}/gedaan", data={"csrf": await csrf_van(anja, PAD)})
    assert antwoord.status == 404
