"""What medewerkers put right after the submission: what counts changes, what stood there stays readable."""

from __future__ import annotations

from typing import Any

import pytest

from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.intake import correcties, queries
from loket_backend.intake.correcties import UITSPRAAK, VELD, Woorden, merk
from loket_backend.intake.service import persoon

from .dossier import ingediend, lees, op_slot


async def verbeter(database: Database, kenmerk: str, veld: str, waarde: Any, was: Any, reden: str = "") -> None:
    async with op_slot(database, kenmerk) as (session, intake):
        await correcties.corrigeer_veld(session, intake, veld, waarde, "anja", was=merk(was), reden=reden)


async def geschiedenis(database: Database, kenmerk: str, soort: str, wat: str) -> list[tuple[Any, Any, str | None]]:
    async with database.lees() as session:
        rijen = correcties.van(await correcties.correcties(session, kenmerk), soort, wat)
        return [(r.voor, r.na, r.reden) for r in rijen]


async def uitspraak_id(database: Database, kenmerk: str) -> int:
    return (await lees(database, kenmerk)).uitspraken[0].id


async def test_een_verbeterd_veld_telt_en_wat_er_stond_blijft(database: Database) -> None:
    kenmerk = await ingediend(database, telefoon="+31612345678")
    await verbeter(database, kenmerk, "telefoon", "+31687654321", "+31612345678", "verkeerd verstaan")
    antwoord = (await lees(database, kenmerk)).antwoorden["telefoon"]
    assert (antwoord["waarde"], antwoord["door"], antwoord["medewerker"]) == ("+31687654321", "medewerker", "anja")
    ((voor, na, reden),) = await geschiedenis(database, kenmerk, VELD, "telefoon")
    assert (voor["waarde"], na["waarde"], reden) == ("+31612345678", "+31687654321", "verkeerd verstaan")


async def test_elke_verbetering_komt_erbij(database: Database) -> None:
    kenmerk = await ingediend(database)
    await verbeter(database, kenmerk, "contact_moment", "maandag", None)
    await verbeter(database, kenmerk, "contact_moment", "dinsdag", "maandag")
    rijen = await geschiedenis(database, kenmerk, VELD, "contact_moment")
    assert [na["waarde"] for _, na, _ in rijen] == ["dinsdag", "maandag"]
    assert rijen[1][0] is None


async def test_een_andere_postcode_geeft_een_andere_wijk_en_een_andere_index(database: Database) -> None:
    kenmerk = await ingediend(database)
    await verbeter(database, kenmerk, "postcode", "8381AB", "7913AB")
    intake = await lees(database, kenmerk)
    assert (intake.wijk_id, intake.persoon) == ("dorp", persoon("Riek", "8381AB"))
    await verbeter(database, kenmerk, "postcode", "1000AA", "8381AB")
    assert (await lees(database, kenmerk)).wijk_id is None


async def test_een_andere_naam_geeft_een_andere_index(database: Database) -> None:
    kenmerk = await ingediend(database)
    await verbeter(database, kenmerk, "naam", "Riek Veldhuis", "Riek")
    intake = await lees(database, kenmerk)
    assert (intake.naam, intake.persoon) == ("Riek Veldhuis", persoon("Riek Veldhuis", "7913AB"))


async def test_wie_als_tweede_komt_hoort_het_en_er_verandert_niets(database: Database) -> None:
    kenmerk = await ingediend(database)
    await verbeter(database, kenmerk, "naam", "Rieka", "Riek")
    with pytest.raises(Conflict, match="Een collega"):
        await verbeter(database, kenmerk, "naam", "Henk", "Riek")
    assert (await lees(database, kenmerk)).naam == "Rieka"
    assert len(await geschiedenis(database, kenmerk, VELD, "naam")) == 1


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("postcode", "79"),
        ("telefoon", "0612"),
        ("contact_voorkeur", "postduif"),
        ("toestemming", ["buurman"]),
        ("naam", ""),
    ],
)
async def test_wat_niet_in_de_catalogus_past_wordt_geweigerd(database: Database, veld: str, waarde: Any) -> None:
    kenmerk = await ingediend(database)
    staat = (await lees(database, kenmerk)).antwoorden.get(veld, {}).get("waarde")
    with pytest.raises(OngeldigeInvoer):
        await verbeter(database, kenmerk, veld, waarde, staat)
    assert await geschiedenis(database, kenmerk, VELD, veld) == []


@pytest.mark.parametrize("veld", ["akkoord", "bestaat_niet"])
async def test_akkoord_geeft_alleen_de_inwoner(database: Database, veld: str) -> None:
    kenmerk = await ingediend(database)
    with pytest.raises(NietGevonden):
        await verbeter(database, kenmerk, veld, False, True)


async def test_een_antwoord_terugnemen_vraagt_een_reden(database: Database) -> None:
    kenmerk = await ingediend(database)
    with pytest.raises(OngeldigeInvoer, match="waarom"):
        await verbeter(database, kenmerk, "naam", None, "Riek")
    await verbeter(database, kenmerk, "naam", None, "Riek", "wil anoniem blijven")
    intake = await lees(database, kenmerk)
    assert (intake.naam, intake.persoon, intake.antwoorden["naam"]["status"]) == (None, None, "niet_besproken")


async def test_voor_de_melder_zelf_vervalt_wat_alleen_voor_een_ander_geldt(database: Database) -> None:
    kenmerk = await ingediend(database, relatie="ouder")
    await verbeter(database, kenmerk, "voor_wie", "zelf", "ander")
    antwoorden = (await lees(database, kenmerk)).antwoorden
    assert (antwoorden["relatie"]["waarde"], antwoorden["relatie"]["status"]) == (None, "niet_van_toepassing")
    assert (await geschiedenis(database, kenmerk, VELD, "relatie"))[0][0]["waarde"] == "ouder"
    with pytest.raises(OngeldigeInvoer, match="voor een ander"):
        await verbeter(database, kenmerk, "relatie", "buur", None)


async def test_een_uitspraak_erbij_verbeterd_en_teruggenomen(database: Database) -> None:
    kenmerk = await ingediend(database)
    async with op_slot(database, kenmerk) as (session, intake):
        woorden = Woorden("contact", "wil", "vaker iemand zien")
        nieuw = await correcties.voeg_toe(session, intake, woorden, "anja", laatste_bericht=2)
        toen = correcties.als_woorden(nieuw)
    async with op_slot(database, kenmerk) as (session, intake):
        beter = Woorden("contact", "nodig", "vaker iemand zien", 1)
        kern = {"laatste_bericht": 2, "was": merk(toen)}
        await correcties.corrigeer_uitspraak(session, intake, nieuw.id, beter, "bert", **kern)
    assert [(u.aspect, u.bron) for u in (await lees(database, kenmerk)).uitspraken] == [("nodig", 2), ("nodig", 1)]
    async with op_slot(database, kenmerk) as (session, intake):
        nu = correcties.als_woorden(await session.get_one(type(nieuw), nieuw.id))
        await correcties.neem_terug(session, intake, nieuw.id, "anja", was=merk(nu), reden="dubbel")
    assert len((await lees(database, kenmerk)).uitspraken) == 1
    rijen = await geschiedenis(database, kenmerk, UITSPRAAK, str(nieuw.id))
    assert [(v and v["aspect"], n and n["aspect"], r) for v, n, r in rijen] == [
        ("nodig", None, "dubbel"),
        ("wil", "nodig", None),
        (None, "wil", None),
    ]


async def test_een_uitspraak_die_fout_is_noemt_elke_fout(database: Database) -> None:
    kenmerk = await ingediend(database)
    with pytest.raises(OngeldigeInvoer) as gevangen:
        async with op_slot(database, kenmerk) as (session, intake):
            await correcties.voeg_toe(session, intake, Woorden("tuin", "soms", " ", 9), "anja", laatste_bericht=2)
    assert len(gevangen.value.fouten) == 4


async def test_een_uitspraak_van_een_ander_dossier_is_er_niet(database: Database) -> None:
    kenmerk = await ingediend(database)
    with pytest.raises(NietGevonden):
        async with op_slot(database, kenmerk) as (session, intake):
            await correcties.neem_terug(session, intake, 9999, "anja", was="x", reden="weg")


async def test_een_uitspraak_die_een_collega_net_veranderde_of_terugnam(database: Database) -> None:
    kenmerk = await ingediend(database)
    id_ = await uitspraak_id(database, kenmerk)
    staat = correcties.als_woorden((await lees(database, kenmerk)).uitspraken[0])
    with pytest.raises(Conflict):
        async with op_slot(database, kenmerk) as (session, intake):
            await correcties.neem_terug(session, intake, id_, "anja", was=merk({}), reden="weg")
    async with op_slot(database, kenmerk) as (session, intake):
        await correcties.neem_terug(session, intake, id_, "anja", was=merk(staat), reden="weg")
    with pytest.raises(Conflict, match="terug"):
        async with op_slot(database, kenmerk) as (session, intake):
            await correcties.neem_terug(session, intake, id_, "bert", was=merk(staat), reden="weg")


async def test_signalen_kijken_naar_wat_nu_telt(database: Database) -> None:
    kenmerk = await ingediend(database, volhoudtijd="week")
    await verbeter(database, kenmerk, "volhoudtijd", "jaar", "week")
    async with database.lees() as session:
        intake = await queries.intake(session, kenmerk)
        assert intake is not None
        assert await queries.signalen_van(session, intake) == []


async def test_een_bsn_in_een_verbetering_wordt_gemaskeerd(database: Database) -> None:
    kenmerk = await ingediend(database)
    await verbeter(database, kenmerk, "hulpvraag", "mijn bsn is 111222333", None, "ook 111222333")
    assert "111222333" not in str(await geschiedenis(database, kenmerk, VELD, "hulpvraag"))
    assert "111222333" not in str((await lees(database, kenmerk)).antwoorden)
