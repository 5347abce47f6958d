"""The resident reads the verslag in the chat, and says in their own way whether it is right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import BOT_AFZENDER
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.gesprek.wektijden import Wektijd
from loket_backend.keukentafel.gespreksverslag_bezorgen import HERINNERING, herinner
from loket_backend.keukentafel.gespreksverslag_models import Verslagreactie
from loket_backend.rondes.models import AKKOORD, CORRECTIE, VOORGELEGD
from loket_backend.rondes.taal import Bedoeling as B
from loket_backend.rondes.taal import lees
from loket_backend.tijd import AMSTERDAM, nu

from .verslaghulp import Dossier

ZINNEN = {
    B.KLOPT: [
        "klopt", "Ja klopt", "ja dat klopt", "het klopt allemaal", "prima zo", "akkoord", "ja ik ben het ermee eens", "oke", "klopt als een bus",
        "ja hoor meid, mooi opgeschreven", "niks op aan te merken", "geen opmerkingen", "geen fouten, akkoord", "ziet er goed uit", "Klpt", "klopt Anja",
        "moi, t klopt", "laat maar het klopt toch", "oh wacht het klopt toch wel", "dank u wel, klopt",
    ],
    B.JA: ["ja", "JA", "ja hoor", "jao heur", "👍"],
    B.KLOPT_NIET: [
        "klopt niet", "nee klopt niet", "nee dat klopt helemaal niet", "dit is fout", "klopt niks van", "het is niet goed", "niet akkoord",
        "daar klopt geen hout van",
    ],
    B.NEE: ["nee", "nee hoor"],
    B.CORRECTIE: [
        "nee dat van mijn dochter is fout", "ja maar mijn dochter komt op donderdag", "klopt wel maar ik kan nog wel koken", "nee mijn zoon heet Piet",
        "er staat dat ik alleen woon maar mijn man leeft nog", "u bent vergeten dat ik val", "waarom staat er niet dat ik val?",
        "het moet dinsdag zijn", "zet er ook bij dat ik een kat heb", "alles goed alleen de naam van mijn dochter is verkeerd",
        "dat van de trap heb ik nooit gezegd", "ik ben het niet eens met dat van de buren", "Mijn moeder kan NIET zelf douchen, wat is dit voor onzin",
    ],
    B.TEGEN: ["mijn moeder kan de trap niet op", "er komt helemaal geen buurvrouw bij mij"],
    B.BELLEN: [
        "kunt u het voorlezen", "kunt u mij bellen", "bel me maar", "ik kan het niet lezen", "ik kan niet zo goed leezen", "mijn bril is stuk",
        "de letters zijn te klein",
    ],
    B.PAGINA: ["ik wil het hele verslag lezen", "heeft u een pdf", "kan ik het printen?"],
    B.WACHTEN: ["ik moet het nog lezen", "straks", "ik ga eerst met mijn dochter overleggen"],
    B.TWIJFEL: ["weet ik niet", "nee klopt", "ja nee", "ik snap er niks van"],
    B.KLAAR: ["nee dat was alles", "dat is alles", "verder niks"],
    B.VRAAG: ["hoe lang duurt het nog?", "ja en hoe zit het met de traplift?"],
    B.ANDERS: ["hallo", "ik wil een mens spreken"],
    B.DANK: ["bedankt", "dank u wel"],
    B.ONBEKEND: ["mijn paspoort is verlopen", "bel mij niet"],
}  # fmt: skip


@pytest.mark.parametrize(("bedoeling", "zin"), [(b, z) for b, zinnen in ZINNEN.items() for z in zinnen])
def test_zo_zeggen_mensen_het(bedoeling: B, zin: str) -> None:
    assert lees(zin, frozenset({"anja", "mulder"})) == bedoeling


async def test_het_verslag_komt_in_korte_berichten_met_een_vraag(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft(doet_loket="Anja belt de buurvrouw.")
    teksten = [b.tekst for b in await dossier.berichten()]
    assert any(t.startswith("Uw verslag is klaar. Anja Mulder") for t in teksten)
    assert any("de was lukt niet meer" in t for t in teksten)
    assert any("Anja belt de buurvrouw." in t for t in teksten)
    assert any("/gespreksverslag/" in t for t in teksten)
    assert [k["label"] for k in (await dossier.laatste()).keuzes] == [
        "Dit klopt",
        "Er klopt iets niet",
        "Lees het als pagina",
    ]


async def test_van_een_lang_verslag_komt_het_begin_en_een_link(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft(behoeften="zin " * 300, doet_loket="woord " * 300)
    teksten = [b.tekst for b in await dossier.berichten()]
    assert any("Dit is het begin" in t for t in teksten)
    assert max(map(len, teksten)) < 700


@pytest.mark.parametrize("tekst", ["klopt", "ja hoor", "ja", "Dit klopt", "niks op aan te merken"])
async def test_wie_zegt_dat_het_klopt_keurt_precies_die_versie_goed(database: Database, tekst: str) -> None:
    dossier = await Dossier.begin(database)
    versie = await dossier.schrijft()
    assert await dossier.zegt(tekst)
    assert await dossier.stand() == AKKOORD
    async with database.lees() as session:
        reactie = (await session.scalars(select(Verslagreactie))).one()
    assert (reactie.versie_id, reactie.hash, reactie.door, reactie.weg) == (versie.id, versie.hash, "inwoner", "chat")
    assert "verslag klopt" in (await dossier.laatste()).tekst


async def test_een_ja_op_iets_anders_keurt_niets_goed(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    assert not await dossier.zegt("hoe lang duurt het nog?")
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, dossier.gesprek_id)
        berichten.schrijf(session, gesprek, BOT_AFZENDER, "Wilt u dat iemand u daarover belt?")
    assert not await dossier.zegt("ja")
    assert not await dossier.zegt("klopt")
    assert await dossier.stand() == VOORGELEGD
    assert await dossier.zegt("het verslag klopt")
    assert await dossier.stand() == AKKOORD


async def test_een_correctie_blijft_in_eigen_woorden_en_wordt_een_taak(database: Database) -> None:
    dossier = await Dossier.begin(database, telefoon="+31612345678")
    await dossier.schrijft()
    assert await dossier.zegt("nee dat van mijn dochter is fout")
    assert await dossier.stand() == CORRECTIE
    assert await dossier.reacties() == [(CORRECTIE, "nee dat van mijn dochter is fout")]
    assert (await dossier.taken())["verslag_correctie"].gegevens["telefoon"] == "+31612345678"
    assert await dossier.zegt("zij heet Els")
    assert await dossier.zegt("en ze komt op dinsdag")
    assert await dossier.zegt("nee dat was alles")
    assert [tekst for _, tekst in await dossier.reacties()][1:] == ["zij heet Els", "en ze komt op dinsdag"]
    assert "laat van zich horen" in (await dossier.laatste()).tekst
    assert not await dossier.zegt("mijn paspoort is verlopen")


async def test_het_volgende_verslag_draagt_de_correctie_en_vraagt_opnieuw(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    await dossier.drukt("Er klopt iets niet")
    await dossier.zegt("ik woon niet alleen")
    nieuw = await dossier.schrijft(doet_loket="Anja past het aan.")
    assert nieuw.ronde == 2
    assert nieuw.blad is not None
    aanvulling = next(s for s in nieuw.blad["stukken"] if s["sleutel"] == "aanvulling")
    assert aanvulling["alineas"][0]["tekst"] == "ik woon niet alleen"
    assert "verslag_correctie" not in await dossier.taken()
    assert await dossier.stand() == VOORGELEGD
    assert await dossier.drukt("Dit klopt")
    assert await dossier.stand() == AKKOORD


async def test_een_knop_van_een_eerder_verslag_keurt_niets_goed(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    await dossier.schrijft(doet_loket="Iets heel anders.")
    assert await dossier.zegt("Dit klopt (verslag 1)")
    assert await dossier.stand() == VOORGELEGD
    assert await dossier.reacties() == []
    assert "eerder verslag" in (await dossier.laatste()).tekst


async def test_wie_zich_bedenkt_keurt_het_toch_goed(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    await dossier.zegt("nee")
    assert "Wat klopt er niet" in (await dossier.laatste()).tekst
    assert await dossier.zegt("oh wacht het klopt toch wel")
    assert await dossier.stand() == AKKOORD
    assert [soort for soort, _ in await dossier.reacties()] == [AKKOORD]


async def test_ja_op_een_andere_vraag_keurt_niets_goed(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    for zin in ("kan je mij bellen", "ja", "ja"):
        assert await dossier.zegt(zin)
    assert "Op welk nummer" in (await dossier.laatste()).tekst
    assert await dossier.stand() == VOORGELEGD


async def test_wie_zich_na_het_akkoord_bedenkt_wordt_nog_gehoord(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    await dossier.zegt("ja klopt hoor")
    assert await dossier.zegt("ja")
    assert "zei al" in (await dossier.laatste()).tekst
    assert not await dossier.zegt("ik kan vandaag niet naar de winkel")
    assert await dossier.zegt("oh nee wacht, in het verslag staat mijn zus toch niet goed")
    assert await dossier.stand() == CORRECTIE
    assert [soort for soort, _ in await dossier.reacties()] == [AKKOORD, CORRECTIE]


async def test_wie_met_een_vinger_typt_wordt_in_stukjes_gehoord(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    for zin in ("kl", "nee wag", "mijn dogter", "komt dinsdg", "dankje"):
        assert await dossier.zegt(zin), zin
    assert [tekst for _, tekst in await dossier.reacties()] == ["mijn dogter", "komt dinsdg"]
    assert "laat van zich horen" in (await dossier.laatste()).tekst


async def test_wie_boos_is_wordt_woordelijk_opgeschreven(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    assert await dossier.zegt("dit klopt van geen kanten!!")
    boos = "jullie hebben er niks van begrepen, mijn moeder kan de trap NIET op"
    assert await dossier.zegt(boos)
    assert await dossier.reacties() == [(CORRECTIE, boos)]
    assert not await dossier.zegt("ik wil iemand spreken nu")


async def test_alleen_ja_op_wat_er_niet_klopt_vraagt_om_woorden(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    await dossier.drukt("Er klopt iets niet")
    assert await dossier.zegt("ja")
    assert "Een paar woorden" in (await dossier.laatste()).tekst
    assert await dossier.reacties() == []


async def test_wie_het_voorgelezen_wil_hebben_wordt_gebeld(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    assert await dossier.zegt("kunt u het voorlezen, ik kan niet goed zien")
    assert "Op welk nummer" in (await dossier.laatste()).tekst
    assert await dossier.zegt("06 12345678")
    assert (await dossier.taken())["verslag_bellen"].gegevens["telefoon"] == "+31612345678"
    assert "06 12 34 56 78" in (await dossier.laatste()).tekst
    assert await dossier.stand() == VOORGELEGD


async def test_de_hele_pagina_krijg_je_met_een_knop(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    assert await dossier.drukt("Lees het als pagina")
    assert "/gespreksverslag/" in (await dossier.berichten())[-2].tekst
    assert (await dossier.laatste()).keuzes


@pytest.mark.parametrize("tekst", ["het klopt niet. ik wil niet meer leven", "nee klopt niet want mijn man slaat me"])
async def test_gevaar_gaat_voor(database: Database, tekst: str) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    assert not await dossier.zegt(tekst)
    assert await dossier.reacties() == []


async def test_na_een_dag_is_een_bericht_geen_correctie_meer(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    await dossier.drukt("Er klopt iets niet")
    async with database.schrijf() as session:
        await session.execute(update(Mensvraag).values(gesteld_op=nu() - timedelta(days=1)))
    assert not await dossier.zegt("mijn paspoort is verlopen")
    assert await dossier.zegt("in het verslag staat mijn dochter verkeerd")


async def _herinnering(database: Database, dossier: Dossier) -> Wektijd:
    async with database.lees() as session:
        keuze = select(Wektijd).where(Wektijd.gesprek_id == dossier.gesprek_id, Wektijd.soort == HERINNERING)
        return (await session.scalars(keuze.order_by(Wektijd.id.desc()))).first()  # type: ignore[return-value]


async def test_na_vijf_werkdagen_een_herinnering_en_niet_na_een_antwoord(database: Database) -> None:
    dossier = await Dossier.begin(database)
    await dossier.schrijft()
    wektijd = await _herinnering(database, dossier)
    lokaal = wektijd.op.astimezone(AMSTERDAM)
    assert lokaal.weekday() < 5
    assert lokaal.hour == 10
    assert timedelta(days=4) < wektijd.op - nu() < timedelta(days=14)
    async with database.schrijf() as session:
        assert await herinner(session, await berichten.vergrendel(session, dossier.gesprek_id), wektijd) is None
    assert "Er ligt nog een verslag" in [b.tekst for b in await dossier.berichten()][-2]
    await dossier.zegt("ja")
    assert (await _herinnering(database, dossier)).gedaan_op is not None
    aantal = len(await dossier.berichten())
    async with database.schrijf() as session:
        await herinner(session, await berichten.vergrendel(session, dossier.gesprek_id), wektijd)
    assert len(await dossier.berichten()) == aantal
