"""Staff who fill in a field beside the chat: what they may, what they see when it is refused, and what is written down of it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.catalogus import VELDEN
from loket_backend.console import velden
from loket_backend.db import Database
from loket_backend.gesprek.mensen import pak_op
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.toegang.models import Auditregel

from .conftest import CSRF, Client, MeldAan, nieuw_gesprek

PAGINA = "/console/gesprekken/"


@pytest.fixture
async def gesprek_id(database: Database, mensen: None) -> str:
    """A conversation that anja has."""
    gesprek_id = await nieuw_gesprek(database, "de was lukt niet meer", status="wacht_op_mens")
    async with database.schrijf() as session:
        await pak_op(session, gesprek_id, "anja")
    return gesprek_id


async def stuur(client: Client, gesprek_id: str, pad: str, **inhoud: Any) -> tuple[int, str]:
    """Sends a form as the page has it; the status, and the page that comes of it."""
    pagina = await (await client.get(PAGINA + gesprek_id)).text()
    gevonden = CSRF.search(pagina)
    assert gevonden is not None
    antwoord = await client.post(f"{PAGINA}{gesprek_id}/{pad}", data={"csrf": gevonden[1], **inhoud})
    return antwoord.status, unescape(await antwoord.text())


async def concept(database: Database, gesprek_id: str) -> dict[str, Any]:
    async with database.lees() as session:
        return await service.concept_voor(session, gesprek_id, 100)


async def waarde(database: Database, gesprek_id: str, veld: str) -> Any:
    return (await concept(database, gesprek_id))["antwoorden"].get(veld, {}).get("waarde")


def formulier(pagina: str, veld: str) -> str:
    """The part of the page about one field."""
    gevonden = re.search(rf'<div id="veld-{veld}">.*?\n    </div>', pagina, re.S)
    assert gevonden is not None, f"{veld} staat niet op de pagina"
    return gevonden[0]


async def test_een_ingevuld_veld_staat_er_meteen_met_wie_het_invulde(
    als: MeldAan, database: Database, gesprek_id: str
) -> None:
    status, pagina = await stuur(await als("anja"), gesprek_id, "velden/postcode", waarde="1010 ab")
    assert status == 200
    assert "1010AB" in formulier(pagina, "postcode")
    assert "ingevuld door Anja" in formulier(pagina, "postcode")
    async with database.lees() as session:
        regels = await session.scalars(select(Auditregel).where(Auditregel.wat.startswith("ingevuld")))
        assert [(r.wie, r.wat, r.wiens) for r in regels] == [("anja", "ingevuld: postcode", gesprek_id)]


async def test_elk_veld_dat_past_heeft_een_formulier_behalve_het_akkoord(als: MeldAan, gesprek_id: str) -> None:
    pagina = await (await (await als("anja")).get(PAGINA + gesprek_id)).text()
    formulieren = set(re.findall(rf'action="{PAGINA}{gesprek_id}/velden/(\w+)"', pagina))
    assert formulieren == {v.sleutel for v in VELDEN.values() if not v.alleen_voor_ander} - {"akkoord"}


@pytest.mark.parametrize("veld", VELDEN)
def test_de_naam_van_elk_veld_past_in_de_audit(veld: str) -> None:
    assert len(f"ingevuld: {veld}") <= 40


GOED = [
    ("telefoon", "06-12 34 56 78", "+31612345678"),
    ("telefoon", "0031 (0)528 123456", "+31528123456"),
    ("telefoon", "+49 1512 3456789", "+4915123456789"),
    ("voor_wie", "zelf", "zelf"),
    ("nodig", "  hulp bij de was\r\nen de ramen ", "hulp bij de was\nen de ramen"),
    ("toestemming", ["huisarts", "mantelzorger"], ["huisarts", "mantelzorger"]),
]


@pytest.mark.parametrize(("veld", "gegeven", "verwacht"), GOED)
async def test_wat_iemand_typt_wordt_bewaard_zoals_de_bot_het_schrijft(
    als: MeldAan, database: Database, gesprek_id: str, veld: str, gegeven: Any, verwacht: Any
) -> None:
    status, _ = await stuur(await als("anja"), gesprek_id, f"velden/{veld}", waarde=gegeven)
    assert (status, await waarde(database, gesprek_id, veld)) == (200, verwacht)


async def test_geen_enkel_vinkje_is_toestemming_voor_niemand(als: MeldAan, database: Database, gesprek_id: str) -> None:
    await stuur(await als("anja"), gesprek_id, "velden/toestemming")
    assert await waarde(database, gesprek_id, "toestemming") == []


FOUT = [
    ("postcode", "1010", "Vul vier cijfers en twee letters in"),
    ("telefoon", "0612345", "Vul een heel telefoonnummer in"),
    ("telefoon", "bel mijn dochter", "Vul een heel telefoonnummer in"),
    ("voor_wie", "", "Kies een van de antwoorden"),
    ("contact_voorkeur", "duif", "Kies een van de antwoorden"),
    ("naam", " ", "Vul een naam in"),
    ("nodig", "", "Schrijf iets op"),
    ("nodig", "x" * 4001, "te lang"),
    ("akkoord", "true", "Alleen de inwoner"),
    ("relatie", "ouder", "alleen als de hulp voor een ander is"),
]


@pytest.mark.parametrize(("veld", "gegeven", "uitleg"), FOUT)
async def test_een_fout_staat_in_het_nederlands_bij_het_veld_en_er_verandert_niets(
    als: MeldAan, database: Database, gesprek_id: str, veld: str, gegeven: str, uitleg: str
) -> None:
    status, pagina = await stuur(await als("anja"), gesprek_id, f"velden/{veld}", waarde=gegeven)
    assert status == 400
    waar = formulier(pagina, veld) if veld not in ("akkoord", "relatie") else pagina
    assert uitleg in waar
    assert await waarde(database, gesprek_id, veld) is None


async def test_wat_geweigerd_werd_staat_nog_in_het_formulier(als: MeldAan, gesprek_id: str) -> None:
    _, pagina = await stuur(await als("anja"), gesprek_id, "velden/postcode", waarde='1010 "<b>')
    deel = formulier(pagina, "postcode")
    assert 'value="1010 "<b>"' in deel, "hier al ontsnapt en weer leesbaar gemaakt"
    assert '<details class="aanpassen" open>' in deel
    assert 'aria-invalid="true" aria-describedby="fout-postcode"' in deel


async def test_wat_iemand_typt_wordt_nooit_opmaak(als: MeldAan, gesprek_id: str) -> None:
    client = await als("anja")
    await stuur(client, gesprek_id, "velden/nodig", waarde="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in await (await client.get(PAGINA + gesprek_id)).text()


async def test_maak_leeg_zet_een_veld_weer_open(als: MeldAan, database: Database, gesprek_id: str) -> None:
    anja = await als("anja")
    await stuur(anja, gesprek_id, "velden/postcode", waarde="1010AB")
    await stuur(anja, gesprek_id, "velden/postcode", waarde="1010AB", leeg="1")
    assert await waarde(database, gesprek_id, "postcode") is None


async def test_een_collega_die_meeleest_ziet_geen_formulier_en_schrijft_niets(
    als: MeldAan, database: Database, gesprek_id: str
) -> None:
    for wie in ("bilal", "gerda"):
        client = await als(wie)
        assert "/velden/" not in await (await client.get(PAGINA + gesprek_id)).text()
        status, pagina = await stuur(client, gesprek_id, "velden/postcode", waarde="1010AB")
        assert (status, velden.NIET_VAN_U in pagina) == (409, True)
    assert await waarde(database, gesprek_id, "postcode") is None


async def test_zonder_csrf_of_als_beheerder_wordt_niets_geschreven(
    als: MeldAan, database: Database, gesprek_id: str
) -> None:
    for wie in ("anja", "ben"):
        antwoord = await (await als(wie)).post(f"{PAGINA}{gesprek_id}/velden/postcode", data={"waarde": "1010AB"})
        assert antwoord.status == 403
    assert await waarde(database, gesprek_id, "postcode") is None


@pytest.mark.parametrize(("gesprek", "pad"), [("bestaat-niet", "velden/naam"), (None, "velden/bestaat_niet")])
async def test_wat_niet_bestaat_is_niet_gevonden(als: MeldAan, gesprek_id: str, gesprek: str | None, pad: str) -> None:
    anja = await als("anja")
    gevonden = CSRF.search(await (await anja.get(PAGINA + gesprek_id)).text())
    assert gevonden is not None
    antwoord = await anja.post(f"{PAGINA}{gesprek or gesprek_id}/{pad}", data={"csrf": gevonden[1], "waarde": "Jo"})
    assert antwoord.status == 404


async def test_een_uitspraak_staat_bij_het_leefgebied_met_wie_hem_opschreef(als: MeldAan, gesprek_id: str) -> None:
    inhoud = {"leefgebied": "contact", "aspect": "wil", "tekst": "weer naar de kaartclub"}
    status, pagina = await stuur(await als("anja"), gesprek_id, "uitspraken", **inhoud)
    assert status == 200
    assert re.search(r"<q>weer naar de kaartclub</q>.*?ingevuld door Anja", pagina, re.S)


async def test_een_uitspraak_zonder_onderwerp_houdt_de_woorden_vast(als: MeldAan, gesprek_id: str) -> None:
    status, pagina = await stuur(await als("anja"), gesprek_id, "uitspraken", aspect="wil", tekst="naar de kaartclub")
    assert status == 400
    assert "Kies waar het over gaat." in pagina
    assert "naar de kaartclub</textarea>" in pagina
    assert '<option value="wil" selected>' in pagina


async def test_na_het_indienen_staat_in_het_dossier_wie_het_invulde_en_is_er_geen_formulier_meer(
    als: MeldAan, database: Database, gesprek_id: str
) -> None:
    anja = await als("anja")
    await stuur(anja, gesprek_id, "velden/naam", waarde="Riek Bos")
    inhoud = await concept(database, gesprek_id)
    inhoud["antwoorden"]["akkoord"] = {"waarde": True, "status": "besproken", "bronnen": [1]}
    async with database.schrijf() as session:
        await service.bewaar_concept(session, gesprek_id, 50, ConceptInhoud.model_validate(inhoud))
        kenmerk = (await service.dien_in(session, gesprek_id, 50)).kenmerk
    # without a postcode there is no wijk, so the dossier is the coordinator's; the conversation stays Anja's
    dossier = await (await (await als("gerda")).get(f"/console/intakes/{kenmerk}")).text()
    assert re.search(r"Riek Bos\b.*?ingevuld door Anja", dossier, re.S)
    assert "/velden/" not in await (await anja.get(PAGINA + gesprek_id)).text()
    status, pagina = await stuur(anja, gesprek_id, "velden/naam", waarde="Jo")
    assert (status, "al ingediend" in pagina) == (409, True)
