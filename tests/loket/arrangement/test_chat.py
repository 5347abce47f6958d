"""A resident reads in the chat what help there could be, and says in their own way what they think of it; on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from loket_backend.arrangement import akkoord, dienst
from loket_backend.arrangement.bezorgen import HERINNERING, herinner
from loket_backend.arrangement.chat import TAAL
from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import BOT_AFZENDER, GESLOTEN, MENS, Gesprek
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.gesprek.wektijden import Wektijd
from loket_backend.intake.models import ARRANGEMENT, Intake
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.rondes.models import AKKOORD, CORRECTIE, VOORGELEGD
from loket_backend.rondes.taal import Bedoeling as B
from loket_backend.rondes.taal import lees
from loket_backend.tijd import AMSTERDAM, nu, vandaag
from loket_backend.wijkbudget import toezeggen

from .chathulp import Chat, regel

ZINNEN = {
    B.KLOPT: [
        "dit is goed", "dat is goed", "prima", "prima zo", "akkoord", "goed hoor", "doe maar", "ja doe maar", "graag", "ja graag", "heel graag",
        "dat wil ik graag", "laten we dat doen", "regel het maar", "ja ik ben het ermee eens", "fijn", "daar ben ik blij mee", "oke", "dank u wel, prima",
        "ik ga akkoord", "ik ga hier mee akkoord", "zet maar door", "ik teken ervoor", "geen enkel probleem",
    ],
    B.JA: ["ja", "ja hoor", "jao heur", "👍"],
    B.NEE: ["nee", "nee hoor", "nee dank u"],
    B.KLOPT_NIET: ["nee dat is niet goed", "niet akkoord", "ik wil dit niet", "ik ga niet akkoord"],
    B.CORRECTIE: [
        "liever op dinsdag", "ja maar liever op dinsdag", "dinsdag kan ik niet", "kan het ook op vrijdag?", "ik wil geen vreemden in huis",
        "nee ik wil liever mijn eigen dochter", "twee keer in de week is te vaak", "ik doe het wel maar dan minder", "die hulp is niet nodig",
        "ik hoef geen hulp", "kan ze ook 's middags", "ik wil meer uren", "ik wil iemand anders",
        "ik wil een andere hulp", "kan het een uur later", "mag het ook om de week", "geen bezwaar, maar liever een uur eerder",
    ],
    B.BELLEN: ["bel mij", "kunt u mij bellen", "kunt u het voorlezen", "kan iemand het uitleggen"],
    B.WACHTEN: ["ik ga eerst met mijn dochter overleggen", "straks"],
    B.VRAAG: ["wat kost dat?", "hoe laat komt ze dan?"],
    B.ANDERS: ["hallo", "ik wil een mens spreken"],
    B.TWIJFEL: ["weet ik niet", "ik snap er niks van"],
    B.ONBEKEND: ["mijn paspoort is verlopen"],
}  # fmt: skip


@pytest.mark.parametrize(("bedoeling", "tekst"), [(b, z) for b, zinnen in ZINNEN.items() for z in zinnen])
def test_zo_zeggen_mensen_het(bedoeling: B, tekst: str) -> None:
    assert lees(tekst, frozenset({"anja"}), TAAL) == bedoeling


async def test_de_inwoner_leest_welke_hulp_wie_hoe_vaak_en_vanaf_wanneer(database: Database) -> None:
    chat = await Chat.begin(database)
    begin = vandaag().replace(day=1)
    await chat.stelt_voor(
        regel(door_wie="Marja", begint_op=begin, partij_id=None),
        regel("Koffie bij de buren", vorm="informeel", bekostiging="wmo", minuten=45, keer=2, per="maand"),
        regel("Een drempel weg", per="eenmalig", minuten=None, eindigt_op=begin + timedelta(days=40)),
    )
    tekst = await chat.gezegd()
    assert "• Hulp bij het schoonmaken\nWie: Marja\nHoe vaak: 1 keer per week, 2 uur\nVanaf: 1 " in tekst
    assert "• Koffie bij de buren\nHoe vaak: 2 keer per maand, 45 minuten" in tekst
    assert "• Een drempel weg\nHoe vaak: één keer\n" in tekst
    assert [k["label"] for k in (await chat.laatste()).keuzes] == ["Dit is goed", "Ik wil iets anders", "Bel mij"]


async def test_de_inwoner_leest_geen_wet_geen_partij_en_geen_geld(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor(regel(bekostiging="wmo", kosten_jaar=123_456), regel("Wandelen", bekostiging="zvw"))
    await chat.drukt("Dit is goed")
    tekst = (await chat.gezegd()).casefold()
    for woord in ("wmo", "zvw", "wijkbudget", "budget", "geld", "euro", "1234", "recht"):
        assert woord not in tekst


async def test_een_lange_lijst_wordt_kort_met_een_weg_naar_de_rest(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor(*[regel(f"Hulp {n} " + "woord " * 40) for n in range(20)])
    assert max(len(b.tekst) for b in await chat.berichten()) < 1800
    assert "Anja kan u de rest vertellen" in await chat.gezegd()


async def test_met_een_pagina_staat_de_link_erbij(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor(adres="https://loket.example/arrangement/abc")
    assert "https://loket.example/arrangement/abc" in await chat.gezegd()


@pytest.mark.parametrize("tekst", ["ja", "Dit is goed", "prima zo", "doe maar", "ja graag"])
async def test_wie_het_goed_vindt_brengt_precies_die_versie_in_werking(database: Database, tekst: str) -> None:
    chat = await Chat.begin(database)
    versie = await chat.stelt_voor()
    assert await chat.zegt(tekst)
    assert (await chat.stand(), await chat.geldt()) == (AKKOORD, versie.id)
    assert await chat.reacties() == [(AKKOORD, tekst)]
    async with database.lees() as session:
        assert (await session.get_one(Intake, chat.kenmerk)).status == ARRANGEMENT
    assert "dat u dit goed vindt" in (await chat.laatste()).tekst


async def test_een_ja_op_iets_anders_brengt_niets_in_werking(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, chat.gesprek_id)
        berichten.schrijf(session, gesprek, BOT_AFZENDER, "Wilt u dat iemand u daarover belt?")
    for tekst in ("ja", "dat is goed", "Dit is goed", "ja graag"):
        assert not await chat.zegt(tekst)
    assert (await chat.stand(), await chat.geldt()) == (VOORGELEGD, None)
    assert await chat.zegt("het voorstel is goed")
    assert await chat.stand() == AKKOORD


async def test_wat_iemand_anders_wil_blijft_in_eigen_woorden_en_wordt_een_taak(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    assert await chat.drukt("Ik wil iets anders")
    assert await chat.zegt("liever op dinsdag")
    assert await chat.zegt("en geen man")
    assert await chat.drukt("Nee, dat was alles")
    assert await chat.reacties() == [(CORRECTIE, "liever op dinsdag"), (CORRECTIE, "en geen man")]
    assert (await chat.stand(), await chat.geldt()) == (CORRECTIE, None)
    assert "arrangement_anders" in await chat.taken()
    assert "laat van zich horen" in (await chat.laatste()).tekst
    assert not await chat.zegt("mijn paspoort is verlopen")


async def _klaar_met_anders(database: Database) -> Chat:
    """Who said what should be otherwise, and that this was all."""
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    await chat.zegt("liever op dinsdag")
    await chat.drukt("Nee, dat was alles")
    return chat


@pytest.mark.parametrize("tekst", ["Ik ga akkoord", "ik ga er toch mee akkoord", "toch goed", "het voorstel is goed"])
async def test_wie_na_een_wens_toch_akkoord_gaat_wordt_gehoord(database: Database, tekst: str) -> None:
    chat = await _klaar_met_anders(database)
    assert await chat.zegt(tekst)
    assert await chat.stand() == AKKOORD
    assert await chat.reacties() == [(CORRECTIE, "liever op dinsdag"), (AKKOORD, tekst)]


async def test_ook_zonder_te_zeggen_dat_het_alles_was(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    await chat.zegt("liever op dinsdag")
    assert await chat.zegt("Ik ga akkoord")
    assert await chat.stand() == AKKOORD


@pytest.mark.parametrize(
    "tekst", ["prima", "dank u wel", "oke", "ja", "goed", "ik ga niet akkoord", "mijn hond is ziek"]
)
async def test_na_een_wens_is_prima_geen_akkoord(database: Database, tekst: str) -> None:
    chat = await _klaar_met_anders(database)
    assert not await chat.zegt(tekst)
    assert (await chat.stand(), await chat.geldt()) == (CORRECTIE, None)


async def test_is_er_intussen_iets_anders_gezegd_dan_vraagt_het_loket_het_na(database: Database) -> None:
    chat = await _klaar_met_anders(database)
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, chat.gesprek_id)
        berichten.schrijf(session, gesprek, BOT_AFZENDER, "Gaat u akkoord met een gesprek thuis?")
    assert await chat.zegt("ik ga akkoord")
    assert "Vindt u het voorstel goed?" in (await chat.laatste()).tekst
    assert await chat.stand() == CORRECTIE
    assert await chat.drukt("Dit is goed")
    assert await chat.stand() == AKKOORD


async def test_een_nieuw_voorstel_sluit_de_taak_en_de_oude_knop_doet_niets_meer(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    await chat.zegt("liever op dinsdag")
    await chat.stelt_voor(regel("Hulp op dinsdag"))
    assert "arrangement_anders" not in await chat.taken()
    assert await chat.zegt("Dit is goed (voorstel 1)")
    assert "eerder voorstel" in (await chat.laatste()).tekst
    assert (await chat.stand(), await chat.geldt()) == (VOORGELEGD, None)
    assert await chat.drukt("Dit is goed")
    assert await chat.stand() == AKKOORD


async def test_wat_er_gold_blijft_gelden_tot_iemand_ja_zegt(database: Database) -> None:
    chat = await Chat.begin(database)
    eerste = await chat.stelt_voor()
    await chat.zegt("ja")
    tweede = await chat.stelt_voor(regel("Meer hulp"))
    assert "blijft alles zoals het is" in await chat.gezegd()
    assert await chat.zegt("nee")
    assert await chat.geldt() == eerste.id
    assert await chat.zegt("toch maar goed")
    assert await chat.geldt() == tweede.id


async def test_is_er_buiten_de_chat_een_nieuw_voorstel_dan_zegt_de_chat_dat(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    await chat.stelt_voor(regel("Nog iets"), in_de_chat=False)
    assert await chat.zegt("ja")
    assert "Anja praat met u over het nieuwe voorstel" in (await chat.laatste()).tekst
    assert (await chat.stand(), await chat.geldt()) == (VOORGELEGD, None)


async def _geen_ruimte(*args: Any, **kwargs: Any) -> None:
    raise Conflict("Er is nog € 12 vrij, en dit kost € 3.000.")


async def _laat_gelden(database: Database, chat: Chat) -> None:
    async with database.schrijf() as session:
        await akkoord.laat_gelden(session, *await vergrendel_intake(session, chat.kenmerk), "anja")


async def test_zonder_ruimte_is_het_ja_bewaard_en_hoort_de_inwoner_niets_van_geld(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await Chat.begin(database)
    versie = await chat.stelt_voor()
    with monkeypatch.context() as dicht:
        dicht.setattr(toezeggen, "stem_af", _geen_ruimte)
        assert await chat.zegt("ja graag")
        assert (await chat.stand(), await chat.geldt()) == (VOORGELEGD, None)
        assert await chat.reacties() == [(akkoord.AKKOORD_WACHT, "ja graag")]
        assert "arrangement_ruimte" in await chat.taken()
        gezegd = (await chat.laatste()).tekst
        assert "Anja moet eerst nog iets regelen" in gezegd
        assert not any(woord in gezegd.casefold() for woord in ("€", "geld", "budget", "kost", "ruimte"))
        assert await chat.zegt("ja")
        assert "nog bezig" in (await chat.laatste()).tekst
        assert len(await chat.reacties()) == 1
        with pytest.raises(Conflict):
            await _laat_gelden(database, chat)
    await _laat_gelden(database, chat)
    assert (await chat.stand(), await chat.geldt()) == (AKKOORD, versie.id)
    assert "kan beginnen" in (await chat.laatste()).tekst
    assert "arrangement_ruimte" not in await chat.taken()
    assert (await chat.reacties())[-1] == (AKKOORD, "ja graag")
    with pytest.raises(Conflict):
        await _laat_gelden(database, chat)


async def test_is_er_intussen_ruimte_dan_geldt_het_bij_het_volgende_ja(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await Chat.begin(database)
    versie = await chat.stelt_voor()
    with monkeypatch.context() as dicht:
        dicht.setattr(toezeggen, "stem_af", _geen_ruimte)
        await chat.drukt("Dit is goed")
    assert await chat.zegt("ja")
    assert await chat.geldt() == versie.id


async def test_wie_zich_na_het_ja_bedenkt_wordt_nog_gehoord(database: Database) -> None:
    chat = await Chat.begin(database)
    versie = await chat.stelt_voor()
    await chat.zegt("ja hoor")
    assert await chat.zegt("ja")
    assert "zei al" in (await chat.laatste()).tekst
    assert not await chat.zegt("ik kan vandaag niet naar de winkel toe")
    assert await chat.zegt("oh wacht, van dat voorstel wil ik toch liever geen maandag")
    assert (await chat.stand(), await chat.geldt()) == (CORRECTIE, versie.id)


async def test_wat_niet_duidelijk_is_vraagt_het_loket_een_keer(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    assert await chat.zegt("weet ik niet")
    assert "Ik weet niet zeker" in (await chat.laatste()).tekst
    assert await chat.zegt("ik weet het echt niet")
    assert await chat.reacties() == [(CORRECTIE, "ik weet het echt niet")]


async def test_wie_erover_wil_praten_wordt_gebeld(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    assert await chat.drukt("Bel mij")
    assert "Op welk nummer" in (await chat.laatste()).tekst
    assert await chat.zegt("06 12345678")
    assert (await chat.taken())["arrangement_bellen"].gegevens["telefoon"] == "+31612345678"
    assert (await chat.stand(), await chat.geldt()) == (VOORGELEGD, None)


@pytest.mark.parametrize("tekst", ["ja maar ik wil niet meer leven", "nee want mijn man slaat me"])
async def test_gevaar_gaat_voor(database: Database, tekst: str) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    assert not await chat.zegt(tekst)
    assert await chat.reacties() == []


async def test_een_vraag_gaat_naar_de_assistent_en_het_voorstel_blijft_open(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    assert not await chat.zegt("wat kost dat?")
    assert await chat.drukt("Dit is goed")
    assert await chat.stand() == AKKOORD


async def test_in_een_gesloten_gesprek_telt_het_antwoord_en_blijft_het_dicht(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.zet_status(GESLOTEN)
    await chat.stelt_voor()
    assert await chat.zegt("ja graag")
    async with database.lees() as session:
        assert (await session.get_one(Gesprek, chat.gesprek_id)).status == GESLOTEN
    assert await chat.stand() == AKKOORD


async def test_na_een_dag_is_een_bericht_geen_wens_meer(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    await chat.drukt("Ik wil iets anders")
    async with database.schrijf() as session:
        await session.execute(update(Mensvraag).values(gesteld_op=nu() - timedelta(days=1)))
    assert not await chat.zegt("mijn paspoort is verlopen")
    assert await chat.zegt("in het voorstel wil ik liever de woensdag")


async def test_na_het_einde_geldt_een_voorstel_niet_meer(database: Database) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    async with database.schrijf() as session:
        _, intake = await vergrendel_intake(session, chat.kenmerk)
        await dienst.eindig(session, intake, "anja", "verhuisd")
    assert await chat.zegt("ja")
    assert "geldt niet meer" in (await chat.laatste()).tekst
    assert await chat.geldt() is None


async def _wektijden(database: Database, gesprek_id: str) -> Sequence[Wektijd]:
    async with database.lees() as session:
        keuze = select(Wektijd).where(Wektijd.gesprek_id == gesprek_id, Wektijd.soort == HERINNERING)
        return list(await session.scalars(keuze.order_by(Wektijd.id)))


async def test_na_vijf_werkdagen_een_herinnering_niet_tijdens_een_gesprek_en_niet_na_een_antwoord(
    database: Database,
) -> None:
    chat = await Chat.begin(database)
    await chat.stelt_voor()
    (wektijd,) = await _wektijden(database, chat.gesprek_id)
    lokaal = wektijd.op.astimezone(AMSTERDAM)
    assert (lokaal.weekday() < 5, lokaal.hour) == (True, 10)
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, chat.gesprek_id)
        gesprek.status = MENS
        assert await herinner(session, gesprek, wektijd) is not None
    await chat.zet_status("bot")
    async with database.schrijf() as session:
        assert await herinner(session, await berichten.vergrendel(session, chat.gesprek_id), wektijd) is None
    assert "Er ligt nog een voorstel" in await chat.gezegd()
    await chat.zegt("ja")
    assert [w.gedaan_op is not None for w in await _wektijden(database, chat.gesprek_id)] == [True]
    aantal = len(await chat.berichten())
    async with database.schrijf() as session:
        await herinner(session, await berichten.vergrendel(session, chat.gesprek_id), wektijd)
    assert len(await chat.berichten()) == aantal
