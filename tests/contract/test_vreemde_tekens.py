"""What a database or a decoder may choke on: NUL bytes, lone surrogates, bytes that are no text. On both databases."""

from __future__ import annotations

import asyncio

import pytest
from yarl import URL

from tests.contract.hulp import Client, Inwoner, probleem

ID = "11111111-1111-4111-8111-111111111111"
GEHEIMEN = [
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "café".encode(),
    b"x" * 7000,
]
MET_NUL = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


async def test_nul_bytes_en_stuurtekens_verdwijnen_en_de_rest_blijft(inwoner: Inwoner) -> None:
    assert (await inwoner.stuur("ik\x00 wil\x1b[31m\r\ngraag hulp")).status == 202
    assert (await inwoner.lees())["berichten"][3]["tekst"] == "ik wil[31m\ngraag hulp"


async def test_een_half_teken_gaat_eruit_en_het_bericht_blijft(inwoner: Inwoner) -> None:
    """A browser that cuts an emoji in two sends a lone surrogate; the words around it count."""
    antwoord = await inwoner.stuur_ruw(b'{"clientBerichtId": "%s", "tekst": "hallo \\ud83d daar"}' % ID.encode())
    assert antwoord.status == 202
    assert (await inwoner.lees())["berichten"][3]["tekst"] == "hallo  daar"


@pytest.mark.parametrize("plek", [b'{"clientBerichtId": "\\ud800aaaaaaaa", "tekst": "x"}', b'{"\\ud800": 1}'])
async def test_een_half_teken_in_een_sleutel_of_id_is_400(inwoner: Inwoner, plek: bytes) -> None:
    await probleem(await inwoner.stuur_ruw(plek), 400)


@pytest.mark.parametrize("id", ["%ff", "%ED%A0%80", "..%2f..", "x" * 3000])
async def test_een_vreemd_id_in_het_adres_is_404(inwoner: Inwoner, id: str) -> None:
    pad = URL(f"/v1/gesprekken/{id}/berichten", encoded=True)
    await probleem(await inwoner.client.get(pad, headers=inwoner.kop), 404)


@pytest.mark.parametrize("geheim", GEHEIMEN)
async def test_een_token_van_vreemde_tekens_is_404(inwoner: Inwoner, geheim: bytes) -> None:
    assert await ruwe_status(inwoner.client, inwoner.pad, geheim) == 404


@pytest.mark.parametrize("geheim", GEHEIMEN)
async def test_een_sleutel_van_vreemde_tekens_is_401(client: Client, geheim: bytes) -> None:
    assert await ruwe_status(client, "/v1/intakes", geheim) == 401


async def ruwe_status(client: Client, pad: str, geheim: bytes) -> int:
    """The status of a GET with bytes in Authorization that no HTTP client would send."""
    lezer, schrijver = await asyncio.open_connection(client.host, client.port)
    try:
        kop = b"GET %s HTTP/1.1\r\nHost: loket\r\nConnection: close\r\nAuthorization: Bearer " % pad.encode()
        schrijver.write(kop + geheim + b"\r\n\r\n")
        return int((await asyncio.wait_for(lezer.readline(), 5)).split()[1])
    finally:
        schrijver.close()


@MET_NUL
@pytest.mark.parametrize("filter", ["status", "wijk", "medewerker"])
async def test_een_nul_byte_in_een_filter_is_geen_storing(client: Client, sleutel: dict[str, str], filter: str) -> None:
    antwoord = await client.get("/v1/intakes", params={filter: "a\x00b"}, headers=sleutel)
    assert antwoord.status in (200, 400)


@pytest.mark.parametrize("kenmerk", ["2026-ABCDEF", "x", "%ff", "x" * 3000])
async def test_een_onbekend_kenmerk_is_404(client: Client, sleutel: dict[str, str], kenmerk: str) -> None:
    await probleem(await client.get(URL(f"/v1/intakes/{kenmerk}", encoded=True), headers=sleutel), 404)


@MET_NUL
@pytest.mark.parametrize("id", ["%00", "a%00b"])
async def test_een_nul_byte_in_een_id_is_404(inwoner: Inwoner, id: str) -> None:
    pad = URL(f"/v1/gesprekken/{id}/berichten", encoded=True)
    await probleem(await inwoner.client.get(pad, headers=inwoner.kop), 404)


@MET_NUL
async def test_een_nul_byte_in_een_kenmerk_is_404(client: Client, sleutel: dict[str, str]) -> None:
    await probleem(await client.get(URL("/v1/intakes/a%00b", encoded=True), headers=sleutel), 404)
