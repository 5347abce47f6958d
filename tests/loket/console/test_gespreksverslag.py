"""The gespreksverslag in the console: writing, two who write at once, preview, laying before, notes, PDF, and who may see what."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.gesprek.models import Bericht
from loket_backend.intake import workflow
from loket_backend.intake.models import ONDERZOEK, VERSLAG, Intake
from loket_backend.keukentafel.gespreksverslag_models import Verslagreactie, Verslagversie
from loket_backend.keukentafel.gespreksverslag_sjabloon import delen as sjabloondelen
from loket_backend.tijd import AMSTERDAM
from loket_backend.toegang.models import Auditregel
from tests.loket.gesprek.pdf import tekst as pdf_tekst

from .conftest import Client, MeldAan, csrf_van, nieuwe_intake

XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


async def in_onderzoek(database: Database, **wat: Any) -> str:
    kenmerk = await nieuwe_intake(database, van="anja", **wat)
    async with database.schrijf() as session:
        await workflow.wissel(session, await workflow.vergrendel(session, kenmerk), ONDERZOEK, "anja")
    return kenmerk


async def schrijf(client: Client, kenmerk: str, basis: int = 0, json: bool = False, **tekst: str) -> Any:
    velden = {f"tekst_{sleutel}": waarde for sleutel, waarde in tekst.items() if sleutel != "dan"}
    gegevens = {"csrf": await csrf_van(client, f"/console/intakes/{kenmerk}/verslag"), "basis": str(basis), **velden}
    if "dan" in tekst:
        gegevens["dan"] = tekst["dan"]
    koppen = {"Accept": "application/json"} if json else {}
    pad = f"/console/intakes/{kenmerk}/verslag"
    return await client.post(pad, data=gegevens, headers=koppen, allow_redirects=False)


async def leg_voor(client: Client, kenmerk: str, basis: int = 1, **meer: str) -> Any:
    gegevens = {
        "csrf": await csrf_van(client, f"/console/intakes/{kenmerk}/verslag"),
        "basis": str(basis),
        "weg": "chat",
    }
    pad = f"/console/intakes/{kenmerk}/verslag/voorlegging"
    return await client.post(pad, data={**gegevens, **meer}, allow_redirects=False)


async def versies(database: Database, kenmerk: str) -> list[Verslagversie]:
    async with database.lees() as session:
        keuze = select(Verslagversie).where(Verslagversie.kenmerk == kenmerk).order_by(Verslagversie.nummer)
        return list(await session.scalars(keuze))


async def audit(database: Database, kenmerk: str) -> list[str]:
    async with database.lees() as session:
        return list(await session.scalars(select(Auditregel.wat).where(Auditregel.wiens == kenmerk)))


async def test_de_eerste_bladzijde_begint_met_de_woorden_van_de_inwoner(als: MeldAan, database: Database) -> None:
    kenmerk = await in_onderzoek(database, tekst="de was lukt niet meer")
    tekst = await (await (await als("anja")).get(f"/console/intakes/{kenmerk}/verslag")).text()
    assert tekst.index("de was lukt niet meer") < tekst.index("Wat u nodig heeft en wat u belangrijk vindt")
    assert "gespreksverslag gelezen" in await audit(database, kenmerk)


async def test_wat_je_schrijft_staat_er_weer_en_elke_versie_blijft(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    assert (await schrijf(anja, kenmerk, behoeften="Eerst")).status == 303
    assert (await schrijf(anja, kenmerk, basis=1, behoeften="Daarna")).status == 303
    assert (await schrijf(anja, kenmerk, basis=2, behoeften="Daarna")).status == 303
    assert [v.delen["behoeften"]["tekst"] for v in await versies(database, kenmerk)] == ["Eerst", "Daarna"]
    assert "Daarna</textarea>" in await (await anja.get(f"/console/intakes/{kenmerk}/verslag")).text()


async def test_wie_als_tweede_bewaart_hoort_het_en_verliest_niets(als: MeldAan, database: Database) -> None:
    kenmerk, anja, bilal = await in_onderzoek(database), await als("anja"), await als("bilal")
    await schrijf(anja, kenmerk, behoeften="Van Anja")
    antwoord = await schrijf(bilal, kenmerk, behoeften="Van Bilal")
    tekst = await antwoord.text()
    assert antwoord.status == 409
    assert "Anja bewaarde dit verslag" in tekst
    assert "Van Bilal</textarea>" in tekst
    assert "Van Anja" in tekst
    assert 'name="basis" value="1"' in tekst  # saving again is a choice
    assert (await schrijf(bilal, kenmerk, basis=1, behoeften="Van beiden")).status == 303


async def test_van_twee_die_tegelijk_bewaren_wint_er_een(als: MeldAan, database: Database) -> None:
    kenmerk, anja, bilal = await in_onderzoek(database), await als("anja"), await als("bilal")
    beide = await asyncio.gather(schrijf(anja, kenmerk, netwerk="A"), schrijf(bilal, kenmerk, netwerk="B"))
    assert sorted(a.status for a in beide) == [303, 409]
    assert len(await versies(database, kenmerk)) == 1


async def test_het_script_hoort_het_nummer_of_wat_er_mis_is(als: MeldAan, database: Database) -> None:
    kenmerk, anja, bilal = await in_onderzoek(database), await als("anja"), await als("bilal")
    eerste = await schrijf(anja, kenmerk, json=True, behoeften="Eerst")
    assert (await eerste.json())["basis"] == 1
    tweede = await schrijf(bilal, kenmerk, json=True, behoeften="Anders")
    assert (tweede.status, tweede.content_type) == (409, "application/problem+json")


async def test_wat_te_lang_is_komt_terug_zoals_het_was(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    antwoord = await schrijf(anja, kenmerk, behoeften="x" * 4001, netwerk="y" * 4001, doet_loket="blijft")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert tekst.count('aria-invalid="true"') == 2
    assert "blijft</textarea>" in tekst
    assert "x" * 4001 in tekst


async def test_lange_zinnen_geven_advies_en_houden_niets_tegen(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    assert (await schrijf(anja, kenmerk, behoeften="woord " * 20 + ".")).status == 303
    assert "20 woorden" in await (await anja.get(f"/console/intakes/{kenmerk}/verslag")).text()


async def test_voorleggen_kan_pas_in_onderzoek_en_zegt_wat_ontbreekt(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await nieuwe_intake(database, van="anja"), await als("anja")
    await schrijf(anja, kenmerk, behoeften="Iets")
    tekst = await (await anja.get(f"/console/intakes/{kenmerk}/verslag/voorbeeld")).text()
    assert "Zet het dossier eerst op de status Onderzoek" in tekst
    assert "Leg voor aan de inwoner</button>" not in tekst
    assert (await leg_voor(anja, kenmerk)).status == 409


async def test_voorleggen_brengt_het_in_de_chat_en_maakt_het_onderzoek_klaar(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    await schrijf(anja, kenmerk, behoeften="U wilt thuis blijven wonen.", doet_loket="Anja belt de buurvrouw.")
    assert (await leg_voor(anja, kenmerk)).status == 303
    async with database.lees() as session:
        intake = await session.get_one(Intake, kenmerk)
        gezegd = list(await session.scalars(select(Bericht).where(Bericht.gesprek_id == intake.gesprek_id)))
    assert intake.status == VERSLAG
    assert intake.onderzocht_op is not None
    assert any("Anja belt de buurvrouw." in b.tekst for b in gezegd)
    assert [k["label"] for k in gezegd[-1].keuzes] == ["Dit klopt", "Er klopt iets niet", "Lees het als pagina"]
    assert "gespreksverslag voorgelegd" in await audit(database, kenmerk)


async def test_een_ander_dan_wat_er_nu_staat_voorleggen_gaat_niet(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    await schrijf(anja, kenmerk, behoeften="Eerst")
    await schrijf(anja, kenmerk, basis=1, behoeften="Daarna")
    assert (await leg_voor(anja, kenmerk, basis=1)).status == 409


async def test_buiten_de_chat_vraagt_een_reden(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    await schrijf(anja, kenmerk, behoeften="Iets")
    antwoord = await leg_voor(anja, kenmerk, weg="papier")
    assert antwoord.status == 400
    assert "waarom het niet in de chat gaat" in await antwoord.text()
    assert (await leg_voor(anja, kenmerk, weg="papier", reden="Mevrouw heeft geen telefoon")).status == 303
    assert "Mevrouw heeft geen telefoon" in await (await anja.get(f"/console/intakes/{kenmerk}")).text()


async def test_een_akkoord_op_papier_staat_op_naam_en_bij_de_versie(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    await schrijf(anja, kenmerk, behoeften="Iets")
    await leg_voor(anja, kenmerk, weg="papier", reden="Geen chat")
    pad = f"/console/intakes/{kenmerk}/verslag"
    gegevens = {"csrf": await csrf_van(anja, pad), "ronde": "1", "soort": "akkoord", "weg": "papier"}
    assert (await anja.post(f"{pad}/reacties", data=gegevens, allow_redirects=False)).status == 303
    async with database.lees() as session:
        reactie = await session.scalar(select(Verslagreactie))
    assert reactie is not None
    assert (reactie.door, reactie.weg, reactie.hash) == ("anja", "papier", (await versies(database, kenmerk))[-1].hash)
    assert "genoteerd door Anja" in await (await anja.get(f"/console/intakes/{kenmerk}")).text()


async def test_een_reactie_noemt_alle_fouten_tegelijk(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    await schrijf(anja, kenmerk, behoeften="Iets")
    await leg_voor(anja, kenmerk)
    pad = f"/console/intakes/{kenmerk}/verslag"
    gegevens = {"csrf": await csrf_van(anja, pad), "ronde": "1", "soort": "correctie_gevraagd", "tekst": " "}
    tekst = await (await anja.post(f"{pad}/reacties", data=gegevens)).text()
    assert "kies papier of telefoon" in tekst
    assert "in de woorden van de inwoner" in tekst


async def test_versies_staan_naast_elkaar_en_zijn_een_pdf(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    await schrijf(anja, kenmerk, behoeften="De eerste tekst")
    await leg_voor(anja, kenmerk)
    await schrijf(anja, kenmerk, basis=2, behoeften="De tweede tekst")
    await leg_voor(anja, kenmerk, basis=3)
    tekst = await (await anja.get(f"/console/intakes/{kenmerk}/verslag/versies")).text()
    assert tekst.count('<article class="blad"') == 2
    pdf = await anja.get(f"/console/intakes/{kenmerk}/verslag/versies/1.pdf")
    gelezen = re.sub(r"\s", "", pdf_tekst(await pdf.read()))
    assert "Deeerstetekst" in gelezen
    assert "Detweedetekst" not in gelezen
    assert "gespreksverslag als PDF" in await audit(database, kenmerk)
    assert (await anja.get(f"/console/intakes/{kenmerk}/verslag/versies/9.pdf")).status == 404


async def test_de_bevestiging_als_brief_en_de_notitie_van_de_post(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database, tekst="de was lukt niet meer"), await als("anja")
    pdf = await anja.get(f"/console/intakes/{kenmerk}/bevestiging.pdf")
    gelezen = re.sub(r"\s", "", pdf_tekst(await pdf.read()))
    for deel in (kenmerk, "dewaslukt", "Anja,consulent", "cliëntondersteuning", "art.2.3.2lid1"):
        assert deel in gelezen
    pad = f"/console/intakes/{kenmerk}/bevestiging/post"
    async with database.lees() as session:
        dag = (await session.get_one(Intake, kenmerk)).ontvangen_op.astimezone(AMSTERDAM).date().isoformat()
    csrf = await csrf_van(anja, f"/console/intakes/{kenmerk}")
    assert (await anja.post(pad, data={"csrf": csrf, "verstuurd_op": "2001-01-01"})).status == 400
    assert (await anja.post(pad, data={"csrf": csrf, "verstuurd_op": "gisteren"})).status == 400
    assert (await anja.post(pad, data={"csrf": csrf, "verstuurd_op": dag}, allow_redirects=False)).status == 303
    assert "Verstuurd per post op" in await (await anja.get(f"/console/intakes/{kenmerk}")).text()
    assert {"bevestiging als PDF", "bevestiging per post verstuurd"} <= set(await audit(database, kenmerk))


@pytest.mark.parametrize("plek", ["", "/voorbeeld", "/versies", "/versies/1.pdf"])
async def test_wie_het_dossier_niet_mag_zien_ziet_ook_geen_verslag(als: MeldAan, database: Database, plek: str) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    await schrijf(anja, kenmerk, behoeften="Iets")
    await leg_voor(anja, kenmerk)
    corrie = await als("corrie")
    assert (await corrie.get(f"/console/intakes/{kenmerk}/verslag{plek}")).status == 404
    assert (await corrie.get(f"/console/intakes/{kenmerk}/bevestiging.pdf")).status == 404


async def test_de_melder_leest_alleen_mee_als_de_inwoner_dat_goed_vindt(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database), await als("anja")
    async with database.schrijf() as session:
        intake = await session.get_one(Intake, kenmerk)
        intake.antwoorden = {
            **intake.antwoorden,
            "voor_wie": {"waarde": "ander", "status": "besproken", "bronnen": [1]},
        }
    await schrijf(anja, kenmerk, behoeften="Iets")
    assert (await leg_voor(anja, kenmerk)).status == 400
    assert (await leg_voor(anja, kenmerk, inwoner_vindt_goed="1")).status == 303


async def test_wat_iemand_typt_is_nergens_opmaak(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await in_onderzoek(database, tekst=XSS, naam=XSS), await als("anja")
    delen = [d.sleutel for d in sjabloondelen()]
    await schrijf(anja, kenmerk, **{deel: XSS for deel in delen})
    await leg_voor(anja, kenmerk, weg="telefoon", reden=XSS)
    pad = f"/console/intakes/{kenmerk}/verslag"
    gegevens = {
        "csrf": await csrf_van(anja, pad),
        "ronde": "1",
        "soort": "correctie_gevraagd",
        "weg": "telefoon",
        "tekst": XSS,
    }
    await anja.post(f"{pad}/reacties", data=gegevens)
    for plek in (pad, f"{pad}/voorbeeld", f"{pad}/versies", f"/console/intakes/{kenmerk}"):
        tekst = await (await anja.get(plek)).text()
        assert "alert(1)" in tekst
        assert "<script>alert" not in tekst
        assert "<img src=x" not in tekst
