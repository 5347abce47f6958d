"""The arrangement in the console: writing its lines, two who write at once, laying before, answers, versions, the end, and who may see what."""

from __future__ import annotations

import asyncio
import re

import pytest
from sqlalchemy import select

from loket_backend.aanbod.models import Aanbod
from loket_backend.arrangement import dienst
from loket_backend.arrangement.models import BEEINDIGD, Arrangement, Arrangementreactie, Arrangementstap
from loket_backend.db import Database
from loket_backend.gesprek.models import Bericht
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake.models import ARRANGEMENT, ONDERZOEK, Intake, Uitspraak
from loket_backend.rondes.models import AKKOORD
from tests.loket.gesprek.pdf import tekst as pdf_tekst
from tests.samenhulp import maak_aanbod

from .arrangementhulp import (
    audit,
    doe,
    klaar_voor_arrangement,
    lees,
    leg_voor,
    maak_partijen,
    noteer,
    pad,
    schrijf_hulp,
    versies,
)
from .conftest import MeldAan, csrf_van

XSS = "<script>alert(1)</script>"


async def sleutel_van(database: Database, kenmerk: str, wat: str = "Hulp bij het schoonmaken") -> str:
    async with database.lees() as session:
        versie = await dienst.laatste(session, kenmerk)
        assert versie is not None
        return next(r.sleutel for r in versie.regels if r.wat == wat)


async def test_wat_je_schrijft_staat_op_de_pagina_en_in_het_logboek(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    assert (await schrijf_hulp(anja, kenmerk)).status == 303
    tekst = await lees(anja, pad(kenmerk))
    for deel in ("Hulp bij het schoonmaken", "Ik wil fris wonen", "Door: Marja", "1 keer per week, 2 uur", "€ 3.120"):
        assert deel in tekst.replace("\u00a0", " ")
    assert {"arrangement gelezen", "hulp in arrangement bewaard"} <= set(await audit(database, kenmerk))


async def test_elke_keer_bewaren_is_een_versie_en_de_oude_blijft(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    sleutel = await sleutel_van(database, kenmerk)
    assert (await schrijf_hulp(anja, kenmerk, basis=1, sleutel=sleutel, keer="2")).status == 303
    assert (await schrijf_hulp(anja, kenmerk, basis=2, wat="Koffie bij de buren", kosten_jaar="")).status == 303
    assert [v.nummer for v in await versies(database, kenmerk)] == [1, 2, 3]
    tekst = await lees(anja, pad(kenmerk, "/versies"))
    assert "Hulp erbij: Koffie bij de buren" in tekst
    assert "Hulp veranderd: Hulp bij het schoonmaken" in tekst
    assert re.search(r"Hoe vaak, aantal keer: <span class=\"weg\">was </span>1 .* 2</li>", tekst)


async def test_een_regel_weghalen_laat_de_andere_staan(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    await schrijf_hulp(anja, kenmerk, basis=1, wat="Koffie bij de buren")
    weg = pad(kenmerk, f"/regels/{await sleutel_van(database, kenmerk)}/verwijdering")
    assert (await doe(anja, weg, basis="2")).status == 303
    tekst = await lees(anja, pad(kenmerk))
    assert "Koffie bij de buren" in tekst
    assert "Hulp bij het schoonmaken" not in tekst
    assert "Hulp weggehaald: Hulp bij het schoonmaken" in await lees(anja, pad(kenmerk, "/versies"))
    assert (await doe(anja, weg, basis="3")).status == 404


async def test_alle_fouten_komen_tegelijk_met_wat_er_getypt_was(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    antwoord = await schrijf_hulp(
        anja, kenmerk, wat="", keer="0", evaluatie_op="2001-01-01", bekostiging="goud", buiten_regels="1", doel="blijft"
    )
    tekst = await antwoord.text()
    assert antwoord.status == 400
    for veld in ("wat", "keer", "evaluatie_op", "bekostiging", "reden"):
        assert f'id="fout-{veld}"' in tekst
        assert re.search(rf'name="{veld}"[^>]*aria-describedby="[^"]*fout-{veld}"', tekst)
    assert "blijft</textarea>" in tekst
    assert not await versies(database, kenmerk)


async def test_wie_als_tweede_bewaart_hoort_het_en_verliest_niets(als: MeldAan, database: Database) -> None:
    kenmerk, anja, bilal = await klaar_voor_arrangement(database), await als("anja"), await als("bilal")
    await schrijf_hulp(anja, kenmerk)
    sleutel = await sleutel_van(database, kenmerk)
    await schrijf_hulp(anja, kenmerk, basis=1, sleutel=sleutel, door_wie="Van Anja")
    antwoord = await schrijf_hulp(bilal, kenmerk, basis=1, sleutel=sleutel, door_wie="Van Bilal")
    tekst = await antwoord.text()
    assert antwoord.status == 409
    assert "Een collega bewaarde dit arrangement" in tekst
    assert 'value="Van Bilal"' in tekst
    assert "Wie er komt: Van Anja" in tekst
    assert 'name="basis" value="2"' in tekst  # saving again is a choice
    assert (await schrijf_hulp(bilal, kenmerk, basis=2, sleutel=sleutel, door_wie="Van beiden")).status == 303


async def test_van_twee_die_tegelijk_bewaren_wint_er_een(als: MeldAan, database: Database) -> None:
    kenmerk, anja, bilal = await klaar_voor_arrangement(database), await als("anja"), await als("bilal")
    beide = await asyncio.gather(schrijf_hulp(anja, kenmerk, wat="A"), schrijf_hulp(bilal, kenmerk, wat="B"))
    assert sorted(a.status for a in beide) == [303, 409]
    assert len(await versies(database, kenmerk)) == 1


async def test_wat_een_collega_weghaalde_komt_alleen_terug_als_je_dat_wilt(als: MeldAan, database: Database) -> None:
    kenmerk, anja, bilal = await klaar_voor_arrangement(database), await als("anja"), await als("bilal")
    await schrijf_hulp(anja, kenmerk)
    sleutel = await sleutel_van(database, kenmerk)
    await doe(anja, pad(kenmerk, f"/regels/{sleutel}/verwijdering"), basis="1")
    antwoord = await schrijf_hulp(bilal, kenmerk, basis=1, sleutel=sleutel)
    assert antwoord.status == 409
    assert "haalde deze hulp weg" in await antwoord.text()
    assert (await schrijf_hulp(bilal, kenmerk, basis=2, sleutel=sleutel)).status == 303
    assert await sleutel_van(database, kenmerk) == sleutel


@pytest.mark.parametrize("sleutel", ["0" * 32, "x" * 50])
async def test_een_verzonnen_regel_bestaat_niet(als: MeldAan, database: Database, sleutel: str) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    assert (await anja.get(pad(kenmerk, f"/regels/{sleutel}"))).status == 404
    assert (await schrijf_hulp(anja, kenmerk, sleutel=sleutel, was_er="")).status == 404


async def test_de_kosten_worden_uitgerekend_en_er_is_nog_niets_bewaard(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    antwoord = await schrijf_hulp(anja, kenmerk, reken="1", kosten_jaar="", uurtarief="30,50", wat="")
    tekst = (await antwoord.text()).replace("\u00a0", " ")
    assert antwoord.status == 200
    assert "Dat komt op € 3.172 per jaar" in tekst
    assert 'name="kosten_jaar" value="€ 3.172"' in tekst
    assert not await versies(database, kenmerk)
    fout = await schrijf_hulp(anja, kenmerk, reken="1", kosten_jaar="", uurtarief="", minuten="")
    assert fout.status == 400
    assert "Vul in wat een uur kost" in await fout.text()


async def test_een_regel_begint_met_wat_de_inwoner_nodig_heeft(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database, tekst="de was lukt niet meer"), await als("anja")
    async with database.lees() as session:
        id_ = await session.scalar(select(Uitspraak.id).where(Uitspraak.kenmerk == kenmerk))
    assert f"regels/nieuw?uitspraak={id_}" in await lees(anja, pad(kenmerk))
    tekst = await lees(anja, pad(kenmerk, f"/regels/nieuw?uitspraak={id_}"))
    assert '<option value="huishouden" selected>' in tekst
    assert "de was lukt niet meer</textarea>" in tekst


async def test_een_regel_begint_met_een_aanbod(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await maak_partijen(database)
    async with database.schrijf() as session:
        aanbod = await maak_aanbod(
            session,
            "Samen eten",
            ("contact",),
            vorm="collectief",
            bekostiging="collectief",
            partij_id="dorp",
            kosten_jaar=26_000,
        )
        weg = await maak_aanbod(session, "Gestopt", ("contact",), actief=False)
    tekst = (await lees(anja, pad(kenmerk, f"/regels/nieuw?aanbod={aanbod.id}"))).replace("\u00a0", " ")
    for deel in (
        'name="wat" value="Samen eten"',
        '<option value="collectief" selected>Collectief</option>',
        '<option value="dorp" selected>',
        '<option value="contact" selected>',
        'name="kosten_jaar" value="€ 260"',
        f'name="aanbod_id" value="{aanbod.id}"',
    ):
        assert deel in tekst
    assert (await schrijf_hulp(anja, kenmerk, aanbod_id=aanbod.id)).status == 303
    assert (await schrijf_hulp(anja, kenmerk, basis=1, aanbod_id="bestaat-niet")).status == 400
    assert (await anja.get(pad(kenmerk, f"/regels/nieuw?aanbod={weg.id}"))).status == 404
    async with database.lees() as session:
        versie = await dienst.laatste(session, kenmerk)
        assert versie is not None
        assert versie.regels[0].aanbod_id == (await session.get_one(Aanbod, aanbod.id)).id


async def test_voorleggen_en_akkoord_op_papier_laten_het_gelden(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    assert "Zo leest de inwoner het" in await lees(anja, pad(kenmerk, "/voorbeeld"))
    assert (await leg_voor(anja, kenmerk)).status == 303
    assert (await noteer(anja, kenmerk)).status == 303
    async with database.lees() as session:
        versie, reactie = await dienst.geldend(session, kenmerk), await session.scalar(select(Arrangementreactie))
        assert versie is not None
        assert reactie is not None
        assert (reactie.door, reactie.weg, reactie.hash) == ("anja", "papier", versie.hash)
        assert (await session.get_one(Intake, kenmerk)).status == ARRANGEMENT
    tekst = await lees(anja, pad(kenmerk, "/versies"))
    for deel in ("genoteerd door Anja", "Niet in de chat: geen chat", "Geldt vanaf"):
        assert deel in tekst
    assert {"arrangement voorgelegd", "antwoord op arrangement genoteerd"} <= set(await audit(database, kenmerk))


async def test_in_de_chat_krijgt_de_inwoner_de_vraag(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    assert (await leg_voor(anja, kenmerk, weg="chat", reden="")).status == 303
    async with database.lees() as session:
        intake = await session.get_one(Intake, kenmerk)
        vraag = await session.scalar(select(Mensvraag).where(Mensvraag.gesprek_id == intake.gesprek_id))
        assert vraag is not None
        bericht = await session.get_one(Bericht, (intake.gesprek_id, vraag.volgnummer))
    assert (vraag.soort, vraag.gesloten_op) == ("arrangement", None)
    assert bericht.keuzes
    await noteer(anja, kenmerk, weg="telefoon")
    async with database.lees() as session:
        vraag = await session.get_one(Mensvraag, vraag.id)
        assert vraag.gesloten_op is not None


async def test_voorleggen_zegt_alles_wat_nog_ontbreekt(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    assert "Er staat nog geen hulp in" in await lees(anja, pad(kenmerk, "/voorbeeld"))
    assert (await leg_voor(anja, kenmerk, basis=0)).status == 409
    await schrijf_hulp(anja, kenmerk, begint_op="2024-01-01", evaluatie_op="2024-02-01")
    async with database.schrijf() as session:
        (await session.get_one(Intake, kenmerk)).status = ONDERZOEK
    tekst = await lees(anja, pad(kenmerk, "/voorbeeld"))
    assert "Leg eerst het gespreksverslag voor" in tekst
    assert "is voorbij" in tekst
    assert "Leg voor aan de inwoner</button>" not in tekst
    assert (await leg_voor(anja, kenmerk)).status == 409


@pytest.mark.parametrize(
    ("anders", "status"),
    [({"reden": " "}, 400), ({"weg": "duif"}, 400), ({"reden": "x" * 1001}, 400), ({"basis": "7"}, 409)],
)
async def test_voorleggen_kan_niet_zomaar(
    als: MeldAan, database: Database, anders: dict[str, str], status: int
) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    velden = {"basis": "1", "weg": "papier", "reden": "geen chat", **anders}
    assert (await doe(anja, pad(kenmerk, "/voorlegging"), **velden)).status == status
    assert (await versies(database, kenmerk))[0].ronde is None


async def test_de_melder_leest_alleen_mee_als_de_inwoner_dat_goed_vindt(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    async with database.schrijf() as session:
        intake = await session.get_one(Intake, kenmerk)
        intake.antwoorden = {
            **intake.antwoorden,
            "voor_wie": {"waarde": "ander", "status": "besproken", "bronnen": [1]},
        }
    await schrijf_hulp(anja, kenmerk)
    assert (await leg_voor(anja, kenmerk, weg="chat")).status == 400
    assert (await leg_voor(anja, kenmerk, weg="chat", inwoner_vindt_goed="1")).status == 303


async def test_wie_iets_anders_wil_zegt_dat_in_eigen_woorden(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    await leg_voor(anja, kenmerk)
    leeg = await noteer(anja, kenmerk, soort="correctie_gevraagd", weg="", tekst=" ")
    assert leeg.status == 400
    fouten = await leeg.text()
    assert "kies papier of telefoon" in fouten
    assert "schrijf op wat de inwoner anders wil" in fouten
    assert (await noteer(anja, kenmerk, soort="correctie_gevraagd", tekst="liever op dinsdag")).status == 303
    assert "liever op dinsdag" in await lees(anja, pad(kenmerk))
    async with database.lees() as session:
        assert await dienst.geldend(session, kenmerk) is None


async def test_terwijl_je_verandert_kan_de_inwoner_goedvinden_wat_er_lag(als: MeldAan, database: Database) -> None:
    """What the resident has stays as it is; the change is a concept behind it."""
    kenmerk, anja, bilal = await klaar_voor_arrangement(database), await als("anja"), await als("bilal")
    await schrijf_hulp(anja, kenmerk)
    await leg_voor(anja, kenmerk)
    beide = await asyncio.gather(
        schrijf_hulp(bilal, kenmerk, basis=1, wat="Koffie bij de buren"), noteer(anja, kenmerk, ronde=1)
    )
    assert [a.status for a in beide] == [303, 303]
    async with database.lees() as session:
        geldend, laatste = await dienst.geldend(session, kenmerk), await dienst.laatste(session, kenmerk)
        assert geldend is not None
        assert laatste is not None
        assert ([r.wat for r in geldend.regels], len(laatste.regels)) == (["Hulp bij het schoonmaken"], 2)
        assert (await session.get_one(Arrangement, kenmerk)).stand == AKKOORD
    assert "Nu geldt nog een eerdere versie" in await lees(anja, pad(kenmerk))


async def test_over_een_oudere_versie_is_geen_antwoord_meer_te_noteren(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    await leg_voor(anja, kenmerk)
    await schrijf_hulp(anja, kenmerk, basis=1, wat="Koffie bij de buren")
    await leg_voor(anja, kenmerk, basis=2)
    assert (await noteer(anja, kenmerk, ronde=1)).status == 409
    assert (await noteer(anja, kenmerk, ronde=2)).status == 303


async def test_stoppen_vraagt_een_reden_en_laat_alles_te_lezen(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    assert (await doe(anja, pad(kenmerk, "/einde"), reden="nog niets")).status == 409
    await schrijf_hulp(anja, kenmerk)
    await leg_voor(anja, kenmerk)
    await noteer(anja, kenmerk)
    leeg = await doe(anja, pad(kenmerk, "/einde"), reden=" ")
    assert leeg.status == 400
    assert 'id="fout-einde"' in await leeg.text()
    assert (await doe(anja, pad(kenmerk, "/einde"), reden="Riek is verhuisd")).status == 303
    tekst = await lees(anja, pad(kenmerk))
    assert "Riek is verhuisd" in tekst
    assert "Hulp bij het schoonmaken" in tekst
    async with database.lees() as session:
        assert await dienst.geldend(session, kenmerk) is None
        stap = await session.scalar(select(Arrangementstap).where(Arrangementstap.naar == BEEINDIGD))
        assert stap is not None
        assert stap.door == "anja"
    assert (await doe(anja, pad(kenmerk, "/einde"), reden="nog eens")).status == 409


async def test_de_brief_is_een_pdf_zonder_wet_organisatie_of_bedrag(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await maak_partijen(database)
    await schrijf_hulp(anja, kenmerk, partij_id="dorp")
    await leg_voor(anja, kenmerk)
    pdf = await anja.get(pad(kenmerk, "/versies/1.pdf"))
    assert pdf.content_type == "application/pdf"
    gelezen = re.sub(r"\s", "", pdf_tekst(await pdf.read()))
    for deel in ("BesteRiek,", "Hulpbijhetschoonmaken", "Marja", "1keerperweek,2uur", "Samenkijkenhoehetgaat", kenmerk):
        assert deel in gelezen
    for deel in ("Wmo", "Essen", "coöperatie", "€", "3.120"):
        assert deel not in gelezen
    assert (await anja.get(pad(kenmerk, "/versies/9.pdf"))).status == 404
    assert "arrangement als PDF" in await audit(database, kenmerk)


@pytest.mark.parametrize("plek", ["", "/voorbeeld", "/versies", "/versies/1.pdf", "/regels/nieuw", "/vermeden/nieuw"])
async def test_wie_het_dossier_niet_mag_zien_ziet_ook_geen_arrangement(
    als: MeldAan, database: Database, plek: str
) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    await leg_voor(anja, kenmerk)
    assert (await (await als("corrie")).get(pad(kenmerk, plek))).status == 404
    assert (await (await als("ben")).get(pad(kenmerk, plek))).status == 403


async def test_wie_het_niet_mag_zien_verandert_ook_niets(als: MeldAan, database: Database) -> None:
    kenmerk, anja, corrie = await klaar_voor_arrangement(database), await als("anja"), await als("corrie")
    await schrijf_hulp(anja, kenmerk)
    sleutel = await sleutel_van(database, kenmerk)
    pogingen = [
        await schrijf_hulp(corrie, kenmerk, basis=1),
        await schrijf_hulp(corrie, kenmerk, basis=1, sleutel=sleutel),
        await doe(corrie, pad(kenmerk, f"/regels/{sleutel}/verwijdering"), basis="1"),
        await leg_voor(corrie, kenmerk),
        await doe(corrie, pad(kenmerk, "/einde"), reden="zomaar"),
    ]
    assert {p.status for p in pogingen} == {404}
    assert len(await versies(database, kenmerk)) == 1


async def test_zonder_csrf_gebeurt_er_niets(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    assert await csrf_van(anja, pad(kenmerk, "/regels/nieuw"))
    assert (await anja.post(pad(kenmerk, "/regels"), data={"wat": "x"}, allow_redirects=False)).status == 403
    assert not await versies(database, kenmerk)


async def test_wat_iemand_typt_is_nergens_opmaak(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database, naam=XSS, tekst=XSS), await als("anja")
    tekens = {veld: f"{XSS}{veld}" for veld in ("wat", "doel", "door_wie", "reden")}
    await schrijf_hulp(anja, kenmerk, **tekens, buiten_regels="1")
    await doe(anja, pad(kenmerk, "/vermeden"), basis="1", wat=XSS, bekostiging="zvw", aantal="1", bedrag_jaar="1")
    await leg_voor(anja, kenmerk, basis=2, weg="telefoon", reden=XSS)
    await noteer(anja, kenmerk, tekst=XSS)
    plekken = [pad(kenmerk, rest) for rest in ("", "/voorbeeld", "/versies", "/regels/nieuw")]
    for plek in (*plekken, f"/console/intakes/{kenmerk}", "/console/arrangementen?lijst=regelruimte"):
        tekst = await lees(anja, plek)
        assert "alert(1)" in tekst, plek
        assert "<script>alert" not in tekst


async def test_het_dossier_toont_de_hulp_die_geldt(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    assert "Begin het arrangement" in await lees(anja, f"/console/intakes/{kenmerk}")
    await schrijf_hulp(anja, kenmerk)
    await leg_voor(anja, kenmerk)
    await noteer(anja, kenmerk)
    await schrijf_hulp(anja, kenmerk, basis=1, wat="Koffie bij de buren")
    tekst = await lees(anja, f"/console/intakes/{kenmerk}")
    assert "Hulp bij het schoonmaken" in tekst
    assert "Koffie bij de buren" not in tekst
    assert "nieuwer concept" in tekst
