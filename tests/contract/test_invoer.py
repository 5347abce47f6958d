"""Contract section 6: invalid input is 400 as problem+json and names every fault at once. Nothing a client sends gives a 500."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.contract.hulp import OP_SQLITE, Client, Inwoner, probleem, velden_met_fouten

ID = "11111111-1111-4111-8111-111111111111"
pytestmark = OP_SQLITE


async def test_een_onbekend_kanaal_en_een_onbekend_veld_worden_samen_genoemd(client: Client) -> None:
    antwoord = await client.post("/v1/gesprekken", json={"kanaal": "fax", "taal": "nl"})
    assert await velden_met_fouten(antwoord) == {"kanaal", "taal"}


async def test_een_leeg_bericht_noemt_beide_velden(inwoner: Inwoner) -> None:
    antwoord = await inwoner.client.post(inwoner.pad, json={}, headers=inwoner.kop)
    assert await velden_met_fouten(antwoord) == {"clientBerichtId", "tekst"}


async def test_drie_fouten_in_een_bericht_worden_alle_drie_genoemd(inwoner: Inwoner) -> None:
    assert await velden_met_fouten(await inwoner.stuur(5, "kort", naam="x")) == {"clientBerichtId", "tekst", "naam"}


async def test_een_fout_id_en_een_lege_tekst_worden_samen_genoemd(inwoner: Inwoner) -> None:
    assert await velden_met_fouten(await inwoner.stuur("  ", "kort")) == {"clientBerichtId", "tekst"}


async def test_een_fout_volgnummer_en_te_lang_wachten_worden_samen_genoemd(inwoner: Inwoner) -> None:
    assert await velden_met_fouten(await inwoner.vraag(na="x", wacht=26)) == {"na", "wacht"}


@pytest.mark.parametrize("wacht", ["26", "-1", "1.5", "", "lang", "1e1", "9" * 5000])
async def test_wacht_is_een_heel_getal_tot_en_met_25(inwoner: Inwoner, wacht: str) -> None:
    assert await velden_met_fouten(await inwoner.vraag(wacht=wacht)) == {"wacht"}


@pytest.mark.parametrize("na", ["-1", "1.5", "", "eerste", "9" * 5000])
async def test_na_is_een_volgnummer(inwoner: Inwoner, na: str) -> None:
    assert await velden_met_fouten(await inwoner.vraag(na=na)) == {"na"}


@pytest.mark.parametrize("inhoud", [b"", b"{", b"[1,]", b"\xff\xfe", b'{"tekst": "\xff"}', b"[" * 100_000, b"1" * 5000])
async def test_ongeldige_json_is_400(inwoner: Inwoner, inhoud: bytes) -> None:
    assert (await probleem(await inwoner.stuur_ruw(inhoud), 400))["fouten"]


@pytest.mark.parametrize("inhoud", [[], "tekst", 1, None, True])
async def test_json_die_geen_object_is_is_400(inwoner: Inwoner, inhoud: Any) -> None:
    assert (await probleem(await inwoner.stuur_ruw(json.dumps(inhoud).encode()), 400))["fouten"]


async def test_json_is_utf8_wat_de_kop_ook_zegt(inwoner: Inwoner) -> None:
    inhoud = json.dumps({"clientBerichtId": ID, "tekst": "hallo"}).encode()
    antwoord = await inwoner.stuur_ruw(inhoud, **{"Content-Type": "application/json; charset=bestaat-niet"})
    assert antwoord.status == 202


async def test_inhoud_die_zich_ten_onrechte_gecomprimeerd_noemt_is_400(inwoner: Inwoner) -> None:
    await probleem(await inwoner.stuur_ruw(b"geen gzip", **{"Content-Encoding": "gzip"}), 400)


@pytest.mark.parametrize("tekst", ["", " \n\t ", "\x00", "\x00\x07\x1b"])
async def test_een_tekst_waar_niets_van_overblijft_is_400(inwoner: Inwoner, tekst: str) -> None:
    assert await velden_met_fouten(await inwoner.stuur(tekst)) == {"tekst"}


async def test_vierduizend_tekens_passen_en_een_meer_niet(inwoner: Inwoner) -> None:
    assert (await inwoner.stuur("é" * 4000)).status == 202
    assert await velden_met_fouten(await inwoner.stuur("é" * 4001)) == {"tekst"}


async def test_een_geweigerd_bericht_laat_niets_achter(inwoner: Inwoner) -> None:
    voor = await inwoner.lees()
    await inwoner.stuur("x" * 4001)
    assert await inwoner.lees() == voor


@pytest.mark.parametrize("soort", ["gesprek", "bericht"])
async def test_te_veel_tegelijk_is_413(inwoner: Inwoner, soort: str) -> None:
    pad = "/v1/gesprekken" if soort == "gesprek" else inwoner.pad
    antwoord = await inwoner.client.post(pad, data=b'"' + b"x" * 300_000 + b'"', headers=inwoner.kop)
    await probleem(antwoord, 413)


@pytest.mark.parametrize(
    "id", ["kort", "x" * 65, "met spatie", "nul\x00byte1", "regel\n\n\n\n\n", "é" * 10, "", 12345678, None]
)
async def test_een_onbruikbaar_client_bericht_id_is_400(inwoner: Inwoner, id: Any) -> None:
    inhoud = json.dumps({"clientBerichtId": id, "tekst": "hallo"}).encode()
    assert await velden_met_fouten(await inwoner.stuur_ruw(inhoud)) == {"clientBerichtId"}


@pytest.mark.parametrize("pad", ["/v1/gesprekken", "/v1/intakes", "/v1/openapi.json", "/gezond", "/klaar"])
async def test_een_verkeerde_methode_is_405_en_noemt_wat_wel_mag(client: Client, pad: str) -> None:
    antwoord = await client.delete(pad)
    await probleem(antwoord, 405)
    assert set(antwoord.headers["Allow"].split(",")) == ({"POST"} if pad == "/v1/gesprekken" else {"GET", "HEAD"})


@pytest.mark.parametrize("pad", ["/v1", "/v1/", "/v1/onbekend", "/v2/gesprekken", "/v1/gesprekken/"])
async def test_een_onbekend_adres_is_404_als_problem_json(client: Client, pad: str) -> None:
    await probleem(await client.get(pad), 404)
