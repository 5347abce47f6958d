"""Putting right what stands in a submitted intake, on the pages of the console."""

from __future__ import annotations

from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import BOT_AFZENDER
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Uitspraak

from .conftest import MeldAan, nieuw_gesprek, nieuwe_intake
from .dossier import daden, intake, kaal, los, stuur, verborgen

PAD = "/console/intakes/"


async def test_een_verbeterd_veld_staat_er_met_wie_en_wanneer_en_het_oude_onder_geschiedenis(
    als: MeldAan, database: Database
) -> None:
    pad = PAD + await nieuwe_intake(database, naam="Riek")
    anja = await als("anja")
    antwoord = await stuur(anja, f"{pad}/velden/naam", f"{pad}/velden/naam", waarde="Riek Veldhuis", reden="voluit")
    assert (antwoord.status, antwoord.headers["Location"]) == (303, f"{pad}#veld-naam")
    tekst = kaal(await (await anja.get(pad)).text())
    assert "Riek Veldhuis bericht 1 veranderd door Anja, vandaag om" in tekst
    assert "Geschiedenis Er stond: Riek Anja, vandaag om" in tekst
    assert "voluit" in tekst
    assert await daden(database) == [("anja", "verbeterd: naam")]


async def test_een_fout_antwoord_komt_terug_zoals_het_getypt_was(als: MeldAan, database: Database) -> None:
    pad = PAD + await nieuwe_intake(database)
    antwoord = await stuur(
        await als("anja"), f"{pad}/velden/postcode", f"{pad}/velden/postcode", waarde="79 1", reden="weet ik niet"
    )
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert "Vul vier cijfers en twee letters in" in tekst
    assert 'value="79 1"' in tekst
    assert 'aria-describedby="fout"' in tekst
    assert "weet ik niet</textarea>" in tekst


async def test_twee_mensen_verbeteren_hetzelfde_en_de_tweede_hoort_het(als: MeldAan, database: Database) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    anja, bilal, veld = await als("anja"), await als("bilal"), f"{pad}/velden/naam"
    van_bilal = verborgen(await (await bilal.get(veld)).text(), veld)
    assert (await stuur(anja, veld, veld, waarde="Rieka")).status == 303
    antwoord = await bilal.post(veld, data={**van_bilal, "waarde": "Riekje"}, allow_redirects=False)
    tekst = await antwoord.text()
    assert antwoord.status == 409
    assert "Een collega veranderde dit" in tekst
    assert "Nu staat er: Rieka" in kaal(tekst)
    assert 'value="Riekje"' in tekst
    assert (await intake(database, kenmerk)).naam == "Rieka"


async def test_akkoord_en_wat_niet_bestaat_is_niet_te_verbeteren(als: MeldAan, database: Database) -> None:
    pad, anja = PAD + await nieuwe_intake(database), await als("anja")
    for veld in ("akkoord", "onzin"):
        assert (await anja.get(f"{pad}/velden/{veld}")).status == 404
        assert (await los(anja, f"{pad}/velden/{veld}", waarde="x", was="x")).status == 404


async def test_wie_een_dossier_naar_een_andere_wijk_brengt_gaat_naar_de_werkvoorraad(
    als: MeldAan, database: Database
) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database, van="bilal"))
    antwoord = await stuur(await als("anja"), f"{pad}/velden/postcode", f"{pad}/velden/postcode", waarde="2010 ab")
    assert antwoord.headers["Location"] == "/console"
    assert (await intake(database, kenmerk)).wijk_id == "zuid"


async def test_een_uitspraak_erbij_verbeteren_en_terugnemen(als: MeldAan, database: Database) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    anja = await als("anja")
    nieuw = {"leefgebied": "contact", "aspect": "wil", "tekst": "wil vaker bezoek", "bron": ""}
    assert (await stuur(anja, f"{pad}/uitspraken", f"{pad}/uitspraken", **nieuw)).status == 303
    tekst = await (await anja.get(pad)).text()
    assert "<q>wil vaker bezoek</q>" in tekst
    assert "ingevuld door Anja" not in kaal(tekst)
    async with database.lees() as session:
        id_ = await session.scalar(select(Uitspraak.id).where(Uitspraak.kenmerk == kenmerk, Uitspraak.bron == 0))
    waar = f"{pad}/uitspraken/{id_}"
    assert (await stuur(anja, waar, waar, **{**nieuw, "tekst": "wil elke dag bezoek", "bron": "1"})).status == 303
    weigering = await stuur(anja, waar, waar, **nieuw, terug="1")
    assert (weigering.status, "Schrijf er kort bij waarom." in await weigering.text()) == (400, True)
    assert (await stuur(anja, waar, waar, terug="1", reden="dubbel")).status == 303
    tekst = kaal(await (await anja.get(pad)).text())
    assert "Teruggenomen (1) Contact met anderen, wat wil de inwoner: “wil elke dag bezoek”" in tekst
    assert "dubbel" in tekst
    assert [wat for _, wat in await daden(database)] == [
        "uitspraak toegevoegd",
        "uitspraak verbeterd",
        "uitspraak teruggenomen",
    ]


async def test_een_uitspraak_die_fout_is_komt_terug_met_elke_fout(als: MeldAan, database: Database) -> None:
    pad = PAD + await nieuwe_intake(database)
    kern = {"leefgebied": "", "aspect": "wil", "tekst": "wil bezoek", "bron": "twaalf"}
    antwoord = await stuur(await als("anja"), f"{pad}/uitspraken", f"{pad}/uitspraken", **kern)
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert "Kies waar het over gaat. Vul een berichtnummer in tot en met 1" in tekst
    assert "wil bezoek</textarea>" in tekst
    assert 'value="twaalf"' in tekst


async def test_de_samenvatting_van_de_inwoner_blijft_zoals_zij_was(als: MeldAan, database: Database) -> None:
    gesprek_id = await nieuw_gesprek(database, "de was lukt niet")
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, gesprek_id)
        berichten.schrijf(session, gesprek, BOT_AFZENDER, "Ik schreef op: u heet Riek. Klopt dat?", vraag="akkoord")
        berichten.schrijf(session, gesprek, "inwoner", "ja")
        gezegd = {"status": "besproken"}
        antwoorden = {
            "naam": {"waarde": "Riek", "bronnen": [1], **gezegd},
            "akkoord": {"waarde": True, "bronnen": [3], **gezegd},
        }
        await service.bewaar_concept(session, gesprek_id, 3, ConceptInhoud.model_validate({"antwoorden": antwoorden}))
        kenmerk = (await service.dien_in(session, gesprek_id, 3)).kenmerk
    pad, anja = PAD + kenmerk, await als("anja")
    await stuur(anja, f"{pad}/velden/naam", f"{pad}/velden/naam", waarde="Henk")
    tekst = await (await anja.get(pad)).text()
    assert '<p class="samenvatting">Ik schreef op: u heet Riek. Klopt dat?</p>' in tekst


async def test_wat_iemand_in_een_verbetering_typt_blijft_tekst(als: MeldAan, database: Database) -> None:
    pad, anja, kwaad = PAD + await nieuwe_intake(database), await als("anja"), '"><img src=x onerror=alert(1)>'
    await stuur(anja, f"{pad}/velden/naam", f"{pad}/velden/naam", waarde=kwaad, reden=kwaad)
    await stuur(anja, pad, f"{pad}/notities", notitie=kwaad)
    for plek in (pad, f"{pad}/velden/naam"):
        tekst = await (await anja.get(plek)).text()
        assert "&lt;img" in tekst
        assert "<img" not in tekst
