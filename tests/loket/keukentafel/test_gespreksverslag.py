"""The verslag itself: its table of states, versions that are only appended, what is refused, and who comes first."""

from __future__ import annotations

import asyncio
from itertools import product

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake import workflow
from loket_backend.intake.models import AFGEROND, ONDERZOEK, TOEGEWEZEN, VERSLAG
from loket_backend.keukentafel import blad, gespreksverslag, gespreksverslag_bezorgen
from loket_backend.keukentafel.gespreksverslag import AnderWasEerst, bewaar, reageer
from loket_backend.keukentafel.gespreksverslag_blad import eerste_opzet, maak
from loket_backend.keukentafel.gespreksverslag_models import Verslagstap, Verslagversie
from loket_backend.keukentafel.gespreksverslag_sjabloon import NIET_RELEVANT, Loket, delen
from loket_backend.keukentafel.leesbaar import lange_zinnen
from loket_backend.rondes.antwoord import Antwoord, Weg
from loket_backend.rondes.dienst import CORRIGEER, GEBEURTENISSEN, KEUR_GOED, LEG_VOOR, MAG
from loket_backend.rondes.models import AKKOORD, CORRECTIE, INWONER, PAPIER, STANDEN, VOORGELEGD
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Medewerker

from .verslaghulp import WIE, Dossier, tekstdelen

LOKET = Loket("Het loket", "0528 12 34 56", "https://loket.example")
ANJA = Medewerker(id="anja", naam="Anja Mulder", functie="Dorpsregisseur")
SOORT = {KEUR_GOED: AKKOORD, CORRIGEER: CORRECTIE}


def antwoord(soort: str = AKKOORD, tekst: str = "klopt") -> Antwoord:
    return Antwoord(soort, tekst, PAPIER, WIE)


async def breng_in(dossier: Dossier, stand: str) -> int:
    """The id of the version that was last laid before the resident; 0 when there is none."""
    if stand == "concept":
        return 0
    versie = await dossier.schrijft()
    if stand != VOORGELEGD:
        async with dossier.database.schrijf() as session:
            await reageer(session, versie.id, antwoord(stand))
    return versie.id


@pytest.mark.parametrize(("stand", "gebeurtenis"), list(product(STANDEN, GEBEURTENISSEN)))
async def test_elke_stap_staat_in_de_tabel_of_wordt_geweigerd(database: Database, stand: str, gebeurtenis: str) -> None:
    dossier = await Dossier.begin(database)
    versie_id = await breng_in(dossier, stand)
    if gebeurtenis == LEG_VOOR:
        await dossier.schrijft(doet_loket="Nog iets.")
        assert await dossier.stand() == MAG[stand, gebeurtenis]
        return
    if versie_id == 0:
        assert (stand, gebeurtenis) not in MAG  # there is nothing yet to say something about
        return
    async with database.schrijf() as session:
        if (stand, gebeurtenis) not in MAG:
            with pytest.raises(Conflict):
                await reageer(session, versie_id, antwoord(SOORT[gebeurtenis]))
            return
        await reageer(session, versie_id, antwoord(SOORT[gebeurtenis]))
    assert await dossier.stand() == MAG[stand, gebeurtenis]


async def test_elke_stap_blijft_staan_met_wie_en_wanneer(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    await dossier.zegt("klopt")
    async with database.lees() as session:
        stappen = list(await session.scalars(select(Verslagstap).order_by(Verslagstap.id)))
    assert [(s.van, s.naar, s.ronde, s.door) for s in stappen] == [
        ("concept", VOORGELEGD, 1, WIE),
        (VOORGELEGD, AKKOORD, 1, INWONER),
    ]


async def test_het_onderzoek_is_klaar_bij_het_voorleggen_en_niet_pas_bij_het_akkoord(database: Database) -> None:
    dossier = await Dossier.begin(database)
    assert (await dossier.intake()).onderzocht_op is None
    await dossier.schrijft()
    intake = await dossier.intake()
    assert (intake.status, intake.onderzocht_op is not None) == (VERSLAG, True)
    assert intake.eerste_termijn is None
    await dossier.zegt("klopt")
    assert (await dossier.intake()).status == VERSLAG


async def test_een_volgende_ronde_verandert_de_dag_van_het_onderzoek_niet(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    eerst = (await dossier.intake()).onderzocht_op
    await dossier.schrijft(doet_loket="Nog iets.")
    assert (await dossier.intake()).onderzocht_op == eerst


async def test_een_eerdere_versie_is_niet_meer_goed_te_keuren(database: Database) -> None:
    dossier = await Dossier.begin(database)
    eerste = await dossier.schrijft()
    await dossier.schrijft(doet_loket="Iets heel anders.")
    async with database.schrijf() as session:
        with pytest.raises(Conflict, match="nieuwer"):
            await reageer(session, eerste.id, antwoord())


async def test_akkoord_en_een_nieuwe_versie_tegelijk_laten_nooit_een_akkoord_op_het_verkeerde(
    database: Database,
) -> None:
    dossier = await Dossier.begin(database)
    eerste = await dossier.schrijft()
    await asyncio.gather(dossier.zegt("klopt"), dossier.schrijft(doet_loket="Iets heel anders."))
    async with database.lees() as session:
        nieuwste = await gespreksverslag.voorgelegd(session, dossier.kenmerk)
    assert nieuwste is not None
    assert nieuwste.ronde == 2
    # The resident was first (an approval of 1, then 2 is asked anew), or typed it after 2 stood there.
    goedgekeurd = [soort for soort, _ in await dossier.reacties()]
    assert goedgekeurd == [AKKOORD]
    assert await dossier.stand() in (VOORGELEGD, AKKOORD)
    assert eerste.hash != nieuwste.hash


async def test_van_twee_die_tegelijk_bewaren_hoort_een_dat_de_ander_eerst_was(database: Database) -> None:
    dossier = await Dossier.begin(database)

    async def poging(tekst: str, wie: str) -> str:
        try:
            async with database.schrijf() as session:
                await bewaar(session, dossier.kenmerk, tekstdelen(behoeften=tekst), 0, wie)
        except AnderWasEerst as fout:
            return fout.nieuwste["behoeften"]["tekst"]
        return ""

    uitkomsten = await asyncio.gather(poging("van anja", "anja"), poging("van bert", "bert"))
    assert sorted(map(bool, uitkomsten)) == [False, True]


async def test_wie_hetzelfde_bewaart_maakt_geen_versie_en_geen_ruzie(database: Database) -> None:
    dossier = await Dossier.begin(database)
    for wie in ("anja", "bert"):
        async with database.schrijf() as session:
            versie = await bewaar(session, dossier.kenmerk, tekstdelen(behoeften="gelijk"), 0, wie)
    assert versie.nummer == 1


async def test_een_bsn_wordt_nooit_bewaard_en_een_vreemd_deel_ook_niet(database: Database) -> None:
    dossier = await Dossier.begin(database)
    vreemd = {**tekstdelen(behoeften="bsn 111222333"), "vreemd": {"tekst": "x", "leeg": ""}}
    async with database.schrijf() as session:
        versie = await bewaar(session, dossier.kenmerk, vreemd, 0, WIE)
    assert "111222333" not in versie.delen["behoeften"]["tekst"]
    assert "vreemd" not in versie.delen


@pytest.mark.parametrize("status", [TOEGEWEZEN, AFGEROND])
async def test_voorleggen_kan_alleen_waar_het_onderzoek_loopt(database: Database, status: str) -> None:
    dossier = await Dossier.begin(database)
    async with database.schrijf() as session:
        await bewaar(session, dossier.kenmerk, tekstdelen(behoeften="iets"), 0, WIE)
        (await workflow.vergrendel(session, dossier.kenmerk)).status = status
    with pytest.raises(Conflict, match="Onderzoek"):
        async with database.schrijf() as session:
            await gespreksverslag_bezorgen.leg_voor(session, dossier.kenmerk, 1, WIE, Weg())
    assert (await dossier.intake()).status == status


@pytest.mark.parametrize("weg", [Weg("duif"), Weg(PAPIER), Weg(PAPIER, "  "), Weg(PAPIER, "x" * 1001)])
async def test_een_weg_zonder_reden_wordt_geweigerd(database: Database, weg: Weg) -> None:
    dossier = await Dossier.begin(database)
    with pytest.raises(OngeldigeInvoer):
        await dossier.schrijft(weg)
    assert (await dossier.intake()).status == ONDERZOEK


async def test_een_leeg_verslag_gaat_nergens_heen(database: Database) -> None:
    dossier = await Dossier.begin(database)
    with pytest.raises(Conflict, match="nog niets"):
        await dossier.schrijft(doet_loket="")


async def test_op_papier_komt_er_niets_in_de_chat(database: Database) -> None:
    dossier = await Dossier.begin(database)
    aantal = len(await dossier.berichten())
    await dossier.schrijft(Weg(PAPIER, "Geen telefoon"))
    assert len(await dossier.berichten()) == aantal
    assert not await dossier.zegt("klopt")


async def test_het_blad_begint_met_eigen_woorden_en_eindigt_met_rechten(database: Database) -> None:
    dossier = await Dossier.begin(database, kan="koken doe ik nog zelf", aanbod="ik kan breien")
    intake = await dossier.intake()
    tekst = {**tekstdelen(behoeften="Thuis wonen."), "netwerk": {"tekst": "", "leeg": NIET_RELEVANT}}
    papier = maak(intake, ANJA, tekst, [], LOKET, nu())
    assert [s.sleutel for s in papier.stukken] == ["eigen_woorden", *(d.sleutel for d in delen()), "slot"]
    eigen = [(a.label, a.tekst, a.citaat) for a in papier.stukken[0].alineas]
    assert eigen[0] == ("Uw verhaal", "de was lukt niet meer", True)
    assert ("Wat goed gaat", "koken doe ik nog zelf", True) in eigen
    per = {s.sleutel: s for s in papier.stukken}
    assert per["netwerk"].alineas[0].tekst == "Dit past niet bij uw situatie."
    assert per["mantelzorger"].alineas[0].tekst == "Dit hebben we niet besproken."
    slot = " ".join(a.tekst for a in per["slot"].alineas)
    for recht in ("altijd een aanvraag", "2 weken", "6 weken", "cliëntondersteuning", "klacht", "0528 12 34 56"):
        assert recht in slot


async def test_de_woorden_van_een_melder_heten_niet_die_van_de_inwoner(database: Database) -> None:
    dossier = await Dossier.begin(database, voor_wie="ander", melder_naam="Els", nodig="douchen lukt haar niet")
    intake = await dossier.intake()
    papier = maak(intake, ANJA, tekstdelen(), [], LOKET, nu())
    assert papier.stukken[0].kop == "Wat de melder ons vertelde"
    assert "De melder zei" in eerste_opzet(intake)["behoeften"]["tekst"]


async def test_de_eerste_opzet_citeert_en_concludeert_niets(database: Database) -> None:
    dossier = await Dossier.begin(database, nodig="douchen lukt niet", wil="thuis blijven")
    opzet = eerste_opzet(await dossier.intake())
    assert opzet["behoeften"]["tekst"].split("\n") == ["U zei: “douchen lukt niet”", "U zei: “thuis blijven”"]
    assert opzet["doet_loket"]["tekst"] == ""


async def test_een_ander_woord_is_een_andere_hash_en_de_database_verandert_hem_niet(database: Database) -> None:
    dossier = await Dossier.begin(database)
    versie = await dossier.schrijft(doet_loket="Anja belt. 👍 é")
    async with database.lees() as session:
        terug = await session.get_one(Verslagversie, versie.id)
    assert terug.blad is not None
    assert blad.hash_van(blad.uit_json(terug.blad)) == versie.hash
    anders = {**terug.blad, "titel": "Iets anders"}
    assert blad.hash_van(blad.uit_json(anders)) != versie.hash


def test_advies_telt_woorden_per_zin() -> None:
    assert lange_zinnen("Kort. " + "woord " * 16 + ". Weer kort.") == [(16, ("woord " * 16).strip() + " .")]
    assert lange_zinnen("woord " * 15) == []
