"""Three short questions, answered in many voices; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket_backend.db import Database
from loket_backend.geholpen.antwoorden import TAAK_BETER, TAAK_NEE, TAAK_VRAGEN
from loket_backend.geholpen.taal import Mening as M
from loket_backend.geholpen.taal import lees_mening, lees_wens
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import BOT, BOT_AFZENDER, GESLOTEN, Gesprek
from loket_backend.tijd import vandaag
from tests.loket.klok import NepKlok

from .hulp import Ronde

ZINNEN = {
    M.JA: [
        "fijn, sinds mijn man is overleden was ik zo alleen",
        "ja", "jawel hoor", "jawel", "ja hoor", "jao heur", "zeker", "zeker weten", "heel goed", "heel fijn", "goed", "prima", "super", "👍", "ja heel erg",
        "ja, de mevrouw is erg aardig", "het gaat veel beter", "dat scheelt een hoop", "ik ben er heel blij mee", "tevreden", "heel tevreden hoor",
        "geen klachten", "niks te klagen", "ik mag niet klagen", "niet slecht", "ik zou niet meer zonder kunnen", "ik kan niet meer zonder", "absoluut",
        "het gaat goed", "gaat wel goed hoor",
    ],
    M.BEETJE: [
        "een beetje", "beetje", "gaat wel", "het gaat wel", "mwah", "mwoah", "kan beter", "het kan beter", "zo zo", "matig", "redelijk", "soms", "deels",
        "niet helemaal", "niet altijd", "ja en nee", "ja maar ze komt vaak te laat", "goed, alleen de zaterdag mis ik", "wel wat", "het gaat", "bietje",
        "half en half", "beter dan niks", "minder dan ik dacht", "ik had meer verwacht",
    ],
    M.NEE: [
        "nee", "nee hoor", "niet echt", "nee niet echt", "helemaal niet", "niet", "nauwelijks", "slecht", "niks", "nee er komt nooit iemand",
        "er is nog niemand geweest", "ik heb er niks aan", "niet tevreden", "ontevreden", "ik ben niet blij", "het helpt niet goed", "waardeloos",
        "neej", "nee totaal niet", "geen bal", "het heeft niet geholpen",
        "het helpt niet", "het hielp niet", "de hulp helpt echt niet", "het helpt niks", "nou nee", "eerst wel, nu niet meer",
    ],
    M.LIEVER_NIET: ["liever niet", "dat zeg ik liever niet", "daar zeg ik niks over", "geen zin in", "sla maar over", "gaat jullie niks aan", "overslaan"],
    M.BELLEN: ["kunt u mij bellen", "bel me maar"],
    M.WACHTEN: ["straks"],
    M.VERLIES: ["mijn man is overleden", "hij is vorige week gestorven, maar de hulp was fijn", "ze leeft niet meer"],
    M.ANDERS: ["hallo", "ik wil een mens spreken", "hoe laat komt ze morgen?"],
    M.ONBEKEND: ["nee hoor het gaat prima", "de mevrouw heet Els", "hmm", "🤔"],
}  # fmt: skip
WENSEN = {
    M.NIETS: [
        "niets", "niks", "nee", "nee hoor", "niks hoor", "het gaat goed", "alles goed", "nee het gaat goed zo", "geen idee", "nee dank u",
        "Niets, het gaat goed",
    ],
    M.LIEVER_NIET: ["liever niet"],
    M.ONBEKEND: ["dat ze op tijd komt", "vaker", "iemand die niet steeds wisselt", "niet zo laat komen", "meer uren"],
    M.ANDERS: ["wie bent u?"],
}  # fmt: skip


@pytest.mark.parametrize(("mening", "tekst"), [(m, z) for m, zinnen in ZINNEN.items() for z in zinnen])
def test_zo_zeggen_mensen_of_het_helpt(mening: M, tekst: str) -> None:
    assert lees_mening(tekst) == mening


@pytest.mark.parametrize(("mening", "tekst"), [(m, z) for m, zinnen in WENSEN.items() for z in zinnen])
def test_zo_zeggen_mensen_wat_beter_kan(mening: M, tekst: str) -> None:
    assert lees_wens(tekst) == mening


@pytest.fixture
async def ronde(database: Database, klok: NepKlok) -> Ronde:
    """The first question was just put."""
    ronde = await Ronde.begin(database)
    await ronde.begint_op(vandaag() - timedelta(weeks=6))
    await ronde.kijk()
    return ronde


async def _antwoorden(ronde: Ronde) -> tuple[str | None, str | None, str | None, bool]:
    e = await ronde.ronde()
    return e.geholpen, e.tevreden, e.beter, e.beantwoord_op is not None


async def test_met_knoppen_is_het_in_drie_drukken_klaar(ronde: Ronde) -> None:
    for label in ("Ja", "Een beetje", "Niets, het gaat goed"):
        assert await ronde.drukt(label)
    assert await _antwoorden(ronde) == ("ja", "beetje", None, True)
    assert (await ronde.ronde()).door == "inwoner"
    assert (await ronde.laatste()).tekst == "Dank u wel dat u dit wilde vertellen."
    assert set(await ronde.taken()) == {TAAK_BETER}


async def test_wie_tevreden_is_geeft_niemand_werk(ronde: Ronde) -> None:
    for tekst in ("jawel hoor", "heel tevreden", "nee hoor"):
        assert await ronde.zegt(tekst)
    assert await _antwoorden(ronde) == ("ja", "ja", None, True)
    assert await ronde.taken() == {}


async def test_een_nee_wordt_meteen_een_taak_met_een_dag(ronde: Ronde) -> None:
    assert await ronde.zegt("nee er komt nooit iemand")
    taak = (await ronde.taken())[TAAK_NEE]
    assert taak.gegevens["wens"] == "uiterlijk maandag 30 november 2026"
    assert await ronde.zegt("nee")
    assert await ronde.zegt("dat er iemand komt")
    assert await _antwoorden(ronde) == ("nee", "nee", "nee er komt nooit iemand\ndat er iemand komt", True)
    assert "Anja leest wat u zei" in (await ronde.laatste()).tekst
    assert set(await ronde.taken()) == {TAAK_NEE}


async def test_wat_beter_kan_blijft_in_eigen_woorden(ronde: Ronde) -> None:
    for tekst in ("ja", "ja hoor", "dat ze op tijd komt"):
        assert await ronde.zegt(tekst)
    assert await _antwoorden(ronde) == ("ja", "ja", "dat ze op tijd komt", True)
    assert set(await ronde.taken()) == {TAAK_BETER}


async def test_wat_niet_duidelijk_is_wordt_een_keer_opnieuw_gevraagd_en_dan_bewaard(ronde: Ronde) -> None:
    assert await ronde.zegt("hmm")
    laatste = await ronde.laatste()
    assert "Ik weet niet zeker" in laatste.tekst
    assert [k["label"] for k in laatste.keuzes][:3] == ["Ja", "Een beetje", "Nee"]
    assert await ronde.zegt("zo is het leven")
    assert "tevreden" in (await ronde.laatste()).tekst
    assert await _antwoorden(ronde) == (None, None, "zo is het leven", False)


@pytest.mark.parametrize("eerst", [(), ("nee",), ("ja", "ja")])
async def test_liever_niet_is_goed_en_het_einde(ronde: Ronde, eerst: tuple[str, ...]) -> None:
    for tekst in eerst:
        await ronde.zegt(tekst)
    assert await ronde.drukt("Liever niet")
    geholpen, _, beter, klaar = await _antwoorden(ronde)
    assert (geholpen, beter, klaar) == (eerst[0] if eerst else None, None, True)
    assert "U hoeft niets te zeggen" in (await ronde.laatste()).tekst
    assert (TAAK_NEE in await ronde.taken()) is (eerst == ("nee",))
    assert not await ronde.zegt("ja")


@pytest.mark.parametrize("eerst", [(), ("ja",), ("ja", "ja")])
async def test_na_een_overlijden_wordt_niets_meer_gevraagd(ronde: Ronde, eerst: tuple[str, ...]) -> None:
    for tekst in eerst:
        await ronde.zegt(tekst)
    assert await ronde.zegt("Mijn man is dinsdag overleden")
    assert "Wat verdrietig" in (await ronde.laatste()).tekst
    assert (await _antwoorden(ronde))[2:] == ("Mijn man is dinsdag overleden", True)
    assert TAAK_BETER in await ronde.taken()
    assert not await ronde.zegt("ja")


async def test_een_ja_op_iets_anders_is_geen_antwoord(database: Database, ronde: Ronde) -> None:
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, ronde.gesprek_id)
        berichten.schrijf(session, gesprek, BOT_AFZENDER, "Wilt u dat iemand u daarover belt?")
    assert not await ronde.zegt("ja")
    assert not await ronde.zegt("nee")
    assert await _antwoorden(ronde) == (None, None, None, False)
    assert await ronde.drukt("Ja")
    assert (await ronde.ronde()).geholpen == "ja"


async def test_een_vraag_tussendoor_gaat_naar_de_assistent(ronde: Ronde) -> None:
    assert not await ronde.zegt("hoe laat komt ze morgen?")
    assert await ronde.drukt("Ja")


async def test_een_knop_van_de_vorige_vraag_verandert_dat_antwoord(ronde: Ronde) -> None:
    await ronde.drukt("Ja")
    assert await ronde.zegt("Nee, de hulp heeft niet geholpen")
    assert (await _antwoorden(ronde))[:2] == ("nee", None)
    assert TAAK_NEE in await ronde.taken()
    assert "tevreden" in (await ronde.laatste()).tekst


async def test_wie_liever_gebeld_wordt_wordt_een_taak(ronde: Ronde) -> None:
    assert await ronde.zegt("bel me maar")
    assert "Op welk nummer" in (await ronde.laatste()).tekst
    assert await ronde.zegt("06 12345678")
    assert (await ronde.taken())[TAAK_VRAGEN].gegevens["telefoon"] == "+31612345678"
    assert await ronde.zegt("ja")
    assert (await ronde.ronde()).geholpen == "ja"


@pytest.mark.parametrize("tekst", ["nee, ik wil niet meer leven", "nee want mijn man slaat me"])
async def test_gevaar_gaat_voor(ronde: Ronde, tekst: str) -> None:
    assert not await ronde.zegt(tekst)
    assert await _antwoorden(ronde) == (None, None, None, False)


@pytest.mark.parametrize("kanaal", ["web", "telegram"])
async def test_in_een_gesloten_gesprek_tellen_de_antwoorden_en_blijft_het_dicht(
    database: Database, ronde: Ronde, kanaal: str
) -> None:
    async with database.schrijf() as session:
        gesprek = await session.get_one(Gesprek, ronde.gesprek_id)
        gesprek.status, gesprek.kanaal = GESLOTEN, kanaal
    for label in ("Ja", "Ja"):
        assert await ronde.drukt(label)
    assert await ronde.zegt("niks")
    assert await _antwoorden(ronde) == ("ja", "ja", None, True)
    assert await _status(database, ronde) == GESLOTEN
    assert not await ronde.zegt("ik heb nog een vraag over vervoer")
    assert await _status(database, ronde) == BOT


async def _status(database: Database, ronde: Ronde) -> str:
    async with database.lees() as session:
        return (await session.get_one(Gesprek, ronde.gesprek_id)).status


async def test_de_inwoner_leest_nergens_geld_of_een_belofte(ronde: Ronde) -> None:
    for tekst in ("nee", "nee", "dat er iemand komt"):
        await ronde.zegt(tekst)
    gezegd = "\n".join(b.tekst for b in (await ronde.berichten())[-8:]).casefold()
    for woord in ("geld", "budget", "euro", "recht", "beloof", "zorgen dat", "wmo"):
        assert woord not in gezegd
