"""The resident's own conversation as a page and as PDF, behind a code that lives a quarter of an hour."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientResponse
from sqlalchemy import select

from loket_backend.gesprek import berichten as schrijver
from loket_backend.gesprek import leescode, mensen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import BOT_AFZENDER, Gesprek
from loket_backend.gesprek.postvak import token_hash
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from loket_backend.gesprek.verslagcode import GELDIG, TEGELIJK, Verslagcode
from loket_backend.tijd import nu
from tests.contract.hulp import OP_SQLITE, Client, Inwoner
from tests.contract.test_openapi import SCHEMAS, assert_past
from tests.loket.hulp import NepRasa, vul_gemeente

GEVAAR = "<script>window.stuk=1</script> #panic(\"stuk\") *vet* $x$ @label \\ {{ 7 * 7 }} & 'zo'"


async def vraag(inwoner: Inwoner) -> str:
    """The address of a new verslag."""
    antwoord = await inwoner.client.post(f"/v1/gesprekken/{inwoner.id}/verslag", headers=inwoner.kop)
    assert antwoord.status == 201
    inhoud = await antwoord.json()
    assert_past(inhoud, SCHEMAS["Verslag"])
    return str(inhoud["adres"])


async def bladzijde(client: Client, adres: str) -> str:
    antwoord = await client.get(adres)
    assert (antwoord.status, antwoord.content_type) == (200, "text/html")
    return await antwoord.text()


async def test_het_gesprek_is_te_lezen_en_als_pdf_te_bewaren(inwoner: Inwoner) -> None:
    await inwoner.stuur("Ik kan de trap niet meer op")
    await inwoner.tot_rust()
    adres = await vraag(inwoner)
    inhoud = await bladzijde(inwoner.client, adres)
    assert "Ik kan de trap niet meer op" in inhoud
    assert "Gehoord: Ik kan de trap niet meer op" in inhoud
    pdf = await inwoner.client.get(re.search(r'href="([^"]+\.pdf)"', inhoud)[1].join(["/verslag/", ""]))  # type: ignore[index]
    assert (pdf.status, pdf.content_type) == (200, "application/pdf")
    assert pdf.headers["Content-Disposition"].startswith('attachment; filename="gesprek-20')
    assert (await pdf.read()).startswith(b"%PDF-")


@OP_SQLITE
async def test_het_adres_zegt_tot_wanneer_het_werkt(inwoner: Inwoner) -> None:
    voor = nu()
    antwoord = await inwoner.client.post(f"/v1/gesprekken/{inwoner.id}/verslag", headers=inwoner.kop)
    inhoud = await antwoord.json()
    geldig = datetime.fromisoformat(inhoud["geldigTot"])
    assert voor + GELDIG <= geldig <= nu() + GELDIG
    assert antwoord.headers["Location"] == inhoud["adres"]


async def test_van_de_code_staat_alleen_de_hash_in_de_database(inwoner: Inwoner, hub: Hub) -> None:
    code = (await vraag(inwoner)).rpartition("/")[2]
    async with hub.database.lees() as session:
        (rij,) = await session.scalars(select(Verslagcode))
    assert (rij.hash, rij.gesprek_id) == (token_hash(code), inwoner.id)
    assert rij.geldig_tot.tzinfo == UTC


async def test_na_een_kwartier_werkt_de_code_niet_meer(inwoner: Inwoner, monkeypatch: pytest.MonkeyPatch) -> None:
    adres, begin = await vraag(inwoner), nu()
    monkeypatch.setattr(leescode, "nu", lambda: begin + GELDIG - timedelta(seconds=5))
    assert (await inwoner.client.get(adres)).status == 200
    monkeypatch.setattr(leescode, "nu", lambda: begin + GELDIG)
    for wat in (adres, f"{adres}.pdf"):
        await weg(await inwoner.client.get(wat))


async def test_wat_niet_meer_werkt_wordt_opgeruimd(inwoner: Inwoner, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    await vraag(inwoner)
    later = nu() + GELDIG
    monkeypatch.setattr(leescode, "nu", lambda: later)
    ander = await Inwoner.begin(inwoner.client)
    await vraag(ander)
    async with hub.database.lees() as session:
        assert [rij.gesprek_id for rij in await session.scalars(select(Verslagcode))] == [ander.id]


async def test_van_veel_codes_werken_alleen_de_nieuwste(inwoner: Inwoner) -> None:
    ander = await Inwoner.begin(inwoner.client)
    van_een_ander = await vraag(ander)
    adressen = [await vraag(inwoner) for _ in range(TEGELIJK + 2)]
    statussen = [(await inwoner.client.get(adres)).status for adres in adressen]
    assert statussen == [404, 404] + [200] * TEGELIJK
    assert (await inwoner.client.get(van_een_ander)).status == 200


@OP_SQLITE
@pytest.mark.parametrize("code", ["x", "A" * 43, "..%2f..", "x.pdf", "stijl.css.pdf", "é", "a" * 5000])
async def test_een_vreemde_code_geeft_niets_prijs(inwoner: Inwoner, code: str) -> None:
    await vraag(inwoner)
    antwoord = await inwoner.client.get(f"/verslag/{code}")
    assert antwoord.status == 404
    assert "digitale assistent" not in await antwoord.text()


@OP_SQLITE
async def test_een_code_toont_een_gesprek_en_opent_verder_niets(inwoner: Inwoner) -> None:
    ander = await Inwoner.begin(inwoner.client)
    await ander.stuur("het geheim van een ander")
    adres = await vraag(inwoner)
    assert "het geheim van een ander" not in await bladzijde(inwoner.client, adres)
    code = adres.rpartition("/")[2]
    met_code = Inwoner(inwoner.client, inwoner.id, code)
    assert (await met_code.vraag()).status == 404
    assert (await met_code.stuur("namens u")).status == 404
    # and the token of the conversation is no code
    assert (await inwoner.client.get(f"/verslag/{inwoner.token}")).status == 404


@OP_SQLITE
async def test_niemand_bewaart_vindt_of_omlijst_het(inwoner: Inwoner) -> None:
    adres = await vraag(inwoner)
    for wat in (adres, f"{adres}.pdf", "/verslag/onbekend"):
        koppen = (await inwoner.client.get(wat)).headers
        assert koppen["Cache-Control"] == "no-store"
        assert "noindex" in koppen["X-Robots-Tag"]
        assert koppen["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in koppen["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in koppen["Content-Security-Policy"]
        assert "script-src" not in koppen["Content-Security-Policy"]


@OP_SQLITE
async def test_wat_nooit_verstuurd_is_en_notities_staan_er_niet_in(inwoner: Inwoner, hub: Hub) -> None:
    await vul_gemeente(hub.database)
    async with hub.database.schrijf() as session:
        gesprek = await session.get_one(Gesprek, inwoner.id)
        schrijver.schrijf(session, gesprek, BOT_AFZENDER, "te laat van de bot", onderdrukt=True)
        await mensen.pak_op(session, inwoner.id, "anja")
        await mensen.noteer(session, inwoner.id, "anja", "alleen voor collega's")
        await mensen.zeg(session, inwoner.id, "anja", "Ik kom dinsdag langs.", hub.postvak.teksten)
    inhoud = await bladzijde(inwoner.client, await vraag(inwoner))
    assert "te laat van de bot" not in inhoud
    assert "alleen voor collega" not in inhoud
    assert "Ik kom dinsdag langs." in inhoud
    assert "Anja Mulder, medewerker" in inhoud


@OP_SQLITE
async def test_een_gedrukte_knop_staat_er_met_zijn_woorden(inwoner: Inwoner, rasa: NepRasa) -> None:
    rasa.antwoord = lambda _: Antwoordbeurt(
        [Botbericht("Klopt dit?", [{"label": "Ja, dat klopt", "waarde": "j1"}], "akkoord")]
    )
    await inwoner.stuur("hallo")
    await inwoner.tot_rust()
    await inwoner.stuur("j1")
    await inwoner.tot_rust()
    inhoud = await bladzijde(inwoner.client, await vraag(inwoner))
    assert "Ja, dat klopt" in inhoud
    assert "j1" not in re.sub(r'href="[^"]+"', "", inhoud)


@OP_SQLITE
async def test_wat_iemand_typt_blijft_tekst(inwoner: Inwoner) -> None:
    await inwoner.stuur(GEVAAR)
    await inwoner.tot_rust()
    adres = await vraag(inwoner)
    inhoud = await bladzijde(inwoner.client, adres)
    assert "<script" not in inhoud
    assert "&lt;script&gt;window.stuk=1&lt;/script&gt; #panic(&#34;stuk&#34;)" in inhoud
    assert "{{ 7 * 7 }}" in inhoud
    assert (await inwoner.client.get(f"{adres}.pdf")).status == 200


async def weg(antwoord: ClientResponse) -> None:
    """A page for people, without the conversation."""
    inhoud = await antwoord.text()
    assert (antwoord.status, antwoord.content_type) == (404, "text/html")
    assert "Deze link werkt niet meer" in inhoud
    assert "digitale assistent" not in inhoud
