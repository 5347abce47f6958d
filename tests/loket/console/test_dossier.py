from __future__ import annotations

from html import escape

import pytest
from sqlalchemy import select

from loket_backend.catalogus import VELDEN
from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import BOT_AFZENDER, WACHT_OP_MENS
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake
from loket_backend.toegang.models import Auditregel

from .conftest import MeldAan, nieuw_gesprek, nieuwe_intake


async def audit(database: Database) -> list[tuple[str, str, str, str]]:
    async with database.lees() as session:
        regels = await session.scalars(select(Auditregel).where(Auditregel.wat.not_in(("aangemeld", "lijst"))))
        return [(r.wie, r.wat, r.wiens, r.grond) for r in regels]


async def test_elke_uitspraak_verwijst_naar_het_bericht_waar_ze_uit_komt(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, tekst="de was lukt niet meer")
    tekst = await (await (await als("anja")).get(f"/console/intakes/{kenmerk}")).text()
    assert "<q>de was lukt niet meer</q>" in tekst
    assert 'href="#bericht-1"' in tekst
    assert tekst.count('id="bericht-1"') == 1


async def test_elk_veld_staat_er_met_zijn_waarde_of_zijn_status(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database)
    tekst = await (await (await als("anja")).get(f"/console/intakes/{kenmerk}")).text()
    assert [v.label for v in VELDEN.values() if escape(v.label) not in tekst] == []
    assert "Niet besproken" in tekst


async def test_de_toewijzing_staat_er_met_haar_reden_en_de_termijnen_met_hun_artikel(
    als: MeldAan, database: Database
) -> None:
    kenmerk = await nieuwe_intake(database)
    tekst = await (await (await als("anja")).get(f"/console/intakes/{kenmerk}")).text()
    assert "Werkt in Noord en heeft daar de meeste ruimte" in tekst
    assert tekst.count("art. 2.3.2 lid 1 Wmo 2015") == 2


async def test_een_signaal_staat_er_met_de_regel_die_het_gaf(als: MeldAan, database: Database) -> None:
    gesprek_id = await nieuw_gesprek(database, "nog een week")
    gezegd = {"status": "besproken", "bronnen": [1]}
    antwoorden = {"volhoudtijd": {"waarde": "week", **gezegd}, "akkoord": {"waarde": True, **gezegd}}
    async with database.schrijf() as session:
        await service.bewaar_concept(session, gesprek_id, 1, ConceptInhoud.model_validate({"antwoorden": antwoorden}))
        kenmerk = (await service.dien_in(session, gesprek_id, 1)).kenmerk
    # without a postcode there is no wijk, so it is the coordinator's
    tekst = await (await (await als("gerda")).get(f"/console/intakes/{kenmerk}")).text()
    assert "Mantelzorger houdt het niet lang meer vol" in tekst
    assert "Regel: volhoudtijd is een week of een maand" in tekst


@pytest.mark.parametrize(
    ("wie", "van", "grond"),
    [
        ("anja", "anja", "eigen dossier"),
        ("anja", "bilal", "dossier in eigen wijk"),
        ("anja", "", "dossier in eigen wijk"),
        ("gerda", "anja", "coördinator"),
    ],
)
async def test_een_dossier_lezen_staat_met_de_grond_in_de_audittrail(
    als: MeldAan, database: Database, wie: str, van: str, grond: str
) -> None:
    kenmerk = await nieuwe_intake(database, van=van)
    await (await als(wie)).get(f"/console/intakes/{kenmerk}")
    assert await audit(database) == [(wie, "gelezen", kenmerk, grond)]


async def test_wat_niet_gezien_is_staat_niet_in_de_audittrail(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    assert (await (await als("anja")).get(f"/console/intakes/{kenmerk}")).status == 404
    assert await audit(database) == []


async def test_een_wachtend_gesprek_toont_het_concept_en_komt_in_de_audittrail(
    als: MeldAan, database: Database
) -> None:
    gesprek_id = await nieuw_gesprek(database, "de tuin lukt niet", status=WACHT_OP_MENS)
    uitspraak = {"leefgebied": "huishouden", "aspect": "nodig", "tekst": "de tuin lukt niet", "bron": 1}
    async with database.schrijf() as session:
        inhoud = ConceptInhoud.model_validate({"uitspraken": [uitspraak]})
        await service.bewaar_concept(session, gesprek_id, 1, inhoud)
    tekst = await (await (await als("anja")).get(f"/console/gesprekken/{gesprek_id}")).text()
    assert "<q>de tuin lukt niet</q>" in tekst
    assert await audit(database) == [("anja", "gesprek gelezen", gesprek_id, "gesprek wacht op een medewerker")]


async def test_een_gesprek_van_de_bot_zonder_dossier_is_alleen_voor_de_coordinator(
    als: MeldAan, database: Database
) -> None:
    gesprek_id = await nieuw_gesprek(database, "hallo")
    assert (await (await als("anja")).get(f"/console/gesprekken/{gesprek_id}")).status == 404
    assert (await (await als("gerda")).get(f"/console/gesprekken/{gesprek_id}")).status == 200


async def test_een_onderdrukt_antwoord_is_als_zodanig_te_zien(als: MeldAan, database: Database) -> None:
    gesprek_id = await nieuw_gesprek(database, "hallo", status=WACHT_OP_MENS)
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, gesprek_id)
        berichten.schrijf(session, gesprek, BOT_AFZENDER, "te laat", onderdrukt=True)
    tekst = await (await (await als("anja")).get(f"/console/gesprekken/{gesprek_id}")).text()
    assert "Niet verstuurd: een medewerker had het al overgenomen" in tekst


KWAAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"


async def test_wat_iemand_typt_blijft_tekst(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, naam=KWAAD, tekst=KWAAD, van="anja")
    async with database.lees() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
    anja = await als("anja")
    for pad in ("/console", f"/console/intakes/{kenmerk}", f"/console/gesprekken/{gesprek_id}"):
        tekst = await (await anja.get(pad)).text()
        assert "&lt;script&gt;alert(1)" in tekst, pad
        assert "<script>alert" not in tekst
        assert "<img" not in tekst
        assert "{{ 7*7 }}" in tekst


async def test_wat_iemand_als_inlognaam_typt_blijft_tekst(als: MeldAan) -> None:
    anja = await als("anja")
    tekst = await (await anja.get("/console/inloggen", params={"naar": KWAAD})).text()
    assert "<img" not in tekst
