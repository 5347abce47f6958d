"""What the resident reads of an arrangement, behind a code and as a letter, and two who work on it at once; on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from loket_backend.arrangement import blad, dienst, leescode, voorleggen
from loket_backend.arrangement.dienst import Regel
from loket_backend.arrangement.leescode import Arrangementcode
from loket_backend.arrangement.models import Arrangementversie
from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.intake import workflow
from loket_backend.intake.models import TOEGEWEZEN, Intake
from loket_backend.keukentafel import blad as papier
from loket_backend.keukentafel.blad import Blad
from loket_backend.keukentafel.gespreksverslag_sjabloon import Loket
from loket_backend.keukentafel.leescode import GELDIG, TEGELIJK
from loket_backend.partijen.woorden import BEKOSTIGINGEN, VORMEN
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.tijd import Klok, nu
from loket_backend.toewijzing.models import Medewerker
from tests.samenhulp import maak_arrangement, maak_dossier, regel

LOKET = Loket("Het loket", "0528 12 34 56", "https://loket.example")
PAPIER = Weg("papier", "geen chat")


def teksten(vel: Blad) -> Iterator[str]:
    yield vel.titel
    yield from (f"{naam} {waarde}" for naam, waarde in vel.feiten)
    for stuk in vel.stukken:
        yield stuk.kop
        yield from (f"{a.label} {a.tekst}" for a in stuk.alineas)


def wmo(wat: str = "Hulp", **anders: Any) -> Regel:
    return regel(wat, bekostiging="wmo", **anders)


async def vel_van(database: Database, *regels: Regel) -> Blad:
    kenmerk = await maak_dossier(database)
    async with database.lees() as session:
        anja = await session.get_one(Medewerker, "anja")
        return blad.maak(await session.get_one(Intake, kenmerk), anja, regels, LOKET, nu())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_het_blad_noemt_de_hulp_en_de_mens_en_verder_niets(database: Database) -> None:
    """White label: no law, no organisation, no amount, no form of help; not even the function of the medewerker."""
    alle = [
        wmo(
            f"Hulp {n}", vorm=vorm, partij_id="dorpscooperatie", kosten_jaar=123_456, buiten_regels=True, reden="geheim"
        )
        for n, vorm in enumerate(VORMEN)
    ]
    alle += [replace(alle[0], sleutel=f"{n:032}", bekostiging=b) for n, b in enumerate(BEKOSTIGINGEN)]
    staat = "\n".join(teksten(await vel_van(database, *alle))).casefold()
    for deel in (
        "beste riek",
        "hulp 0",
        "1 keer per week, 2 uur",
        "een schoon huis",
        "dat hoort u nog van ons",
        "anja",
    ):
        assert deel in staat
    weg = ("wmo", "zvw", "wlz", "jeugdwet", "budget", "dorpscooperatie", "1.234", "€", "geheim", "dorpsregisseur")
    assert not [woord for woord in (*weg, "collectief", "individueel", "voorziening", "recht op") if woord in staat]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_wat_de_inwoner_niet_leest_verandert_het_blad_niet(database: Database) -> None:
    een = wmo("Hulp")
    stil = replace(
        een, bekostiging="zvw", kosten_jaar=5, partij_id="x", buiten_regels=True, reden="y", vorm="informeel"
    )
    merken = [
        papier.hash_van(replace(await vel_van(database, r), feiten=[])) for r in (een, stil, replace(een, keer=2))
    ]
    assert merken[0] == merken[1] != merken[2]


async def _leg_voor(database: Database, kenmerk: str, weg: Weg = PAPIER, organisaties: tuple[str, ...] = ()) -> int:
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        laatste = await dienst.laatste(session, kenmerk)
        basis = laatste.nummer if laatste else 0
        return (await voorleggen.leg_voor(session, intake, basis, "anja", weg, organisaties)).id


async def maak_concept(database: Database, *regels: Regel) -> str:
    kenmerk = await maak_dossier(database)
    async with database.schrijf() as session:
        await maak_arrangement(session, kenmerk, list(regels), geldt=False)
    return kenmerk


async def test_wat_is_voorgelegd_is_precies_het_blad_met_zijn_hash(database: Database) -> None:
    kenmerk = await maak_concept(database, wmo())
    versie_id = await _leg_voor(database, kenmerk)
    async with database.lees() as session:
        versie = await session.get_one(Arrangementversie, versie_id)
        assert versie.hash == papier.hash_van(papier.uit_json(versie.blad or {}))
        assert (versie.weg, versie.akkoord_door, versie.ronde) == ("papier", "anja", 1)


async def test_een_naam_die_later_een_organisatie_werd_gaat_niet_mee(database: Database) -> None:
    kenmerk = await maak_concept(database, wmo("Koffie bij De Essen"))
    with pytest.raises(Conflict, match="wet, organisatie of bedrag"):
        await _leg_voor(database, kenmerk, organisaties=("De Essen",))
    assert await _leg_voor(database, kenmerk)


async def test_dezelfde_versie_gaat_niet_twee_keer(database: Database) -> None:
    kenmerk = await maak_concept(database, wmo())
    await _leg_voor(database, kenmerk)
    with pytest.raises(Conflict, match="heeft deze versie al"):
        await _leg_voor(database, kenmerk)


async def test_een_dossier_zonder_verslag_krijgt_nog_geen_arrangement(database: Database) -> None:
    kenmerk = await maak_concept(database, wmo())
    async with database.schrijf() as session:
        (await workflow.vergrendel(session, kenmerk)).status = TOEGEWEZEN
    with pytest.raises(Conflict, match="gespreksverslag"):
        await _leg_voor(database, kenmerk)


@pytest.mark.parametrize("weg", [Weg("telefoon", " "), Weg("duif", "x"), Weg("papier", "x" * 1001)])
async def test_buiten_de_chat_vraagt_een_weg_en_een_reden(database: Database, weg: Weg) -> None:
    kenmerk = await maak_concept(database, wmo())
    with pytest.raises(OngeldigeInvoer):
        await _leg_voor(database, kenmerk, weg)


async def test_een_code_opent_een_versie_en_houdt_na_een_week_op(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    versie_id = await _leg_voor(database, await maak_concept(database, wmo()))
    async with database.schrijf() as session:
        code = await leescode.maak(session, versie_id)
    async with database.lees() as session:
        versie, _ = await leescode.vind(session, code)
        assert versie.id == versie_id
        with pytest.raises(NietGevonden):
            await leescode.vind(session, "verzonnen")
        assert code not in list(await session.scalars(select(Arrangementcode.hash)))
    later = nu() + GELDIG
    monkeypatch.setattr(Klok, "kijk", staticmethod(lambda: later))
    async with database.lees() as session:
        with pytest.raises(NietGevonden):
            await leescode.vind(session, code)


async def test_van_een_versie_werken_er_hooguit_tien_codes(database: Database) -> None:
    versie_id = await _leg_voor(database, await maak_concept(database, wmo()))
    async with database.schrijf() as session:
        for _ in range(TEGELIJK + 3):
            await leescode.maak(session, versie_id)
    async with database.lees() as session:
        assert await session.scalar(select(func.count()).select_from(Arrangementcode)) == TEGELIJK


async def _bewaar(database: Database, kenmerk: str, wat: str) -> str:
    try:
        async with database.schrijf() as session:
            intake = await workflow.vergrendel(session, kenmerk)
            await dienst.bewaar(session, intake, [wmo(wat)], (), 1, "anja")
    except Conflict:
        return "te laat"
    return wat


async def test_van_velen_die_tegelijk_bewaren_wint_er_een(database: Database) -> None:
    kenmerk = await maak_concept(database, wmo())
    uitkomst = await asyncio.gather(*(_bewaar(database, kenmerk, f"Van {n}") for n in range(5)))
    gewonnen = [wat for wat in uitkomst if wat != "te laat"]
    async with database.lees() as session:
        laatste = await dienst.laatste(session, kenmerk)
        assert laatste is not None
        assert (laatste.nummer, [r.wat for r in laatste.regels]) == (2, gewonnen)


async def _zeg_ja(database: Database, kenmerk: str, versie_id: int) -> bool:
    try:
        async with database.schrijf() as session:
            intake = await workflow.vergrendel(session, kenmerk)
            await dienst.reageer(session, intake, versie_id, Antwoord("akkoord", "ja", "papier", "anja"))
    except Conflict:
        return False
    return True


async def test_goedvinden_terwijl_er_een_nieuwe_wordt_voorgelegd_kiest_een_van_beide(database: Database) -> None:
    """Either the resident was first, and that version is in force; or they hear that there is a newer one. Never both."""
    kenmerk = await maak_concept(database, wmo("Eerst"))
    eerste = await _leg_voor(database, kenmerk)
    assert await _bewaar(database, kenmerk, "Daarna") == "Daarna"
    gelukt, tweede = await asyncio.gather(_zeg_ja(database, kenmerk, eerste), _leg_voor(database, kenmerk))
    async with database.lees() as session:
        geldend, nieuwste = await dienst.geldend(session, kenmerk), await dienst.voorgelegd(session, kenmerk)
    assert nieuwste is not None
    assert nieuwste.id == tweede
    assert (geldend is not None and geldend.id == eerste) is gelukt
    assert await _zeg_ja(database, kenmerk, tweede)
    async with database.lees() as session:
        geldend = await dienst.geldend(session, kenmerk)
    assert geldend is not None
    assert geldend.id == tweede
