"""Files in and out: what was written reads back the same, a trial writes nothing, and a fault in one line stops all."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from loket_backend import wijziging
from loket_backend.aanbod import beheer, csvbestand, hsds, inlezen, lezen, zoeken
from loket_backend.aanbod.gegevens import MAX_KOSTEN, Bekend, Gegevens, controleer
from loket_backend.aanbod.inlezen import ANDERS, FOUT, GELIJK, NIEUW, Voorstel
from loket_backend.aanbod.models import Aanbod
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.db import Database
from loket_backend.errors import OngeldigeInvoer
from loket_backend.partijen.woorden import BEKOSTIGINGEN, VORMEN
from loket_backend.toewijzing.models import Wijk
from tests.bench.samenvulling_aanbod import vul_aanbod
from tests.loket.aanbod.conftest import ingevuld

BEKEND = Bekend({"noord": "Noord", "zuid": "Zuid"}, {"dorp": "Coöperatie Ons Dorp", "thuis": "Thuis & Zo"})
LASTIG = ("=1+1", "'=1+1", "''-x", "' +x", "\n=x", "- vier\n- vijf", '"aan"', "a;b,c", "\ufeffx", "'s ochtends", "é€“”")

teksten = st.text(max_size=60) | st.sampled_from(LASTIG)


@st.composite
def aanbod(trek: st.DrawFn) -> Gegevens:
    """Anything that the form lets through."""
    plekken = trek(st.none() | st.integers(0, 100_000))
    return controleer(
        {
            "naam": f"{trek(teksten)} n",
            "omschrijving": trek(teksten),
            "vorm": trek(st.sampled_from(list(VORMEN))),
            "bekostiging": trek(st.sampled_from(list(BEKOSTIGINGEN))),
            "leefgebieden": trek(st.lists(st.sampled_from(list(LEEFGEBIEDEN)), min_size=1)),
            "wijken": trek(st.lists(st.sampled_from(list(BEKEND.wijken)))),
            "partij_id": trek(st.none() | st.sampled_from(list(BEKEND.partijen))),
            "plekken": plekken,
            "bezet": trek(st.integers(0, plekken or 0)),
            "voorwaarden": trek(teksten),
            "alleen_leden": trek(st.booleans()),
            "contact": trek(teksten),
            "telefoon": trek(st.sampled_from(["", "0528 123456", "+31 528 123456", "14 0528"])),
            "mail": trek(st.sampled_from(["", "a@b.nl", "=a@b.nl"])),
            "website": trek(st.sampled_from(["", "https://www.voorbeeld.nl/a?b=c;d,e"])),
            "kosten_jaar": trek(st.none() | st.integers(0, MAX_KOSTEN)),
            "gecontroleerd_op": trek(st.none() | st.dates(date(2000, 1, 1), date(2026, 1, 1))),
            "actief": trek(st.booleans()),
        },
        BEKEND,
    )


kaarten = st.dictionaries(st.uuids().map(str), aanbod(), min_size=1, max_size=4)


def terug(gelezen: list[Any]) -> dict[str, Gegevens]:
    assert not [een.fouten for een in gelezen if een.fouten]
    return {een.id: controleer(een.ingevuld, BEKEND) for een in gelezen}


@settings(max_examples=60, deadline=None)
@given(kaarten)
def test_wat_als_csv_is_geschreven_leest_gelijk_terug(kaart: dict[str, Gegevens]) -> None:
    tekst = csvbestand.schrijf(kaart)
    assert terug(csvbestand.lees(tekst.encode().decode("utf-8-sig"))) == kaart


@settings(max_examples=60, deadline=None)
@given(kaarten)
def test_wat_als_hsds_is_geschreven_leest_gelijk_terug(kaart: dict[str, Gegevens]) -> None:
    assert terug(hsds.lees(hsds.schrijf(kaart, BEKEND, {}))) == kaart


@settings(max_examples=60, deadline=None)
@given(kaarten)
def test_geen_cel_begint_als_een_formule(kaart: dict[str, Gegevens]) -> None:
    tekst = csvbestand.schrijf(kaart).removeprefix(csvbestand.BOM)
    cellen = [
        cel for rij in csvbestand.csv.reader(csvbestand.io.StringIO(tekst, newline=""), delimiter=";") for cel in rij
    ]
    assert not [cel for cel in cellen if cel.lstrip(" \n").startswith(csvbestand.FORMULE)]


async def bekijk(database: Database, tekst: str | bytes) -> Voorstel:
    async with database.lees() as session:
        return await inlezen.bekijk(session, tekst if isinstance(tekst, bytes) else tekst.encode())


async def lees_in(database: Database, tekst: str | bytes) -> Voorstel:
    voorstel = await bekijk(database, tekst)
    async with database.schrijf() as session:
        return await inlezen.lees_in(session, "anja", voorstel)


async def alles(database: Database) -> dict[str, Gegevens]:
    async with database.lees() as session:
        return await lezen.alles(session)


KOP = "naam;vorm;bekostiging;leefgebieden"
GOED = f"{KOP};wijken;organisatie\r\nEetclub;informeel;informeel;huishouden, contact;Noord;Coöperatie Ons Dorp\r\n"


async def test_een_proef_schrijft_niets(gemeente: Database) -> None:
    voorstel = await bekijk(gemeente, GOED)
    assert (voorstel.goed, voorstel.zin) == (True, "1 nieuw, 0 veranderd, 0 gelijk")
    assert await alles(gemeente) == {}


@pytest.mark.parametrize("vorm", ["gewoon", "bom", "komma"])
async def test_csv_komt_binnen_zoals_spreadsheets_het_schrijven(gemeente: Database, vorm: str) -> None:
    tekst = GOED if vorm != "komma" else GOED.replace("huishouden, contact", "huishouden|contact").replace(";", ",")
    await lees_in(gemeente, tekst.encode("utf-8-sig" if vorm == "bom" else "utf-8"))
    (een,) = (await alles(gemeente)).values()
    assert (een.naam, een.leefgebieden, een.wijken, een.partij_id) == (
        "Eetclub",
        ("huishouden", "contact"),
        ("noord",),
        "dorp",
    )


async def test_twee_keer_hetzelfde_bestand_geeft_niets_dubbel(gemeente: Database) -> None:
    await lees_in(gemeente, GOED)
    (aanbod_id,) = await alles(gemeente)
    assert (await lees_in(gemeente, GOED)).aantallen == {GELIJK: 1}
    async with gemeente.lees() as session:
        assert await wijziging.versie(session, beheer.AANBOD, aanbod_id) == 1
    assert len(await alles(gemeente)) == 1
    assert UUID(aanbod_id)


async def test_een_bestand_zegt_regel_voor_regel_wat_het_doet(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        vast = await beheer.voeg_toe(session, "anja", ingevuld())
        anders = await beheer.voeg_toe(session, "anja", ingevuld(naam="Soos"))
    async with gemeente.lees() as session:
        tekst = await inlezen.schrijf_csv(session)
    tekst = tekst.replace("Soos", "Soos de Spil") + ';"Nieuw\r\nOpeens"' + ";" * 17 + "\r\n"
    voorstel = await bekijk(gemeente, tekst)
    per = {regel.soort: regel for regel in voorstel.regels}
    assert set(per) == {GELIJK, ANDERS, FOUT}
    assert per[ANDERS].uitleg == ("Naam",)
    assert {veld.split(":")[0] for veld in per[FOUT].uitleg} == {"vorm", "bekostiging", "leefgebieden"}
    assert set(voorstel.na) == {vast, anders}


async def test_een_fout_in_een_regel_houdt_alles_tegen(gemeente: Database) -> None:
    tekst = GOED + "Soos;informeel;informeel;koken;Oost;\r\nTe weinig;cellen\r\n"
    with pytest.raises(OngeldigeInvoer) as gevangen:
        await lees_in(gemeente, tekst)
    assert [fout.split(":")[0] for fout in gevangen.value.fouten] == ["regel 3, Soos", "regel 4, zonder naam"]
    assert {"koken", "Oost"} <= set(gevangen.value.fouten[0].replace(".", " ").replace(";", " ").split())
    assert await alles(gemeente) == {}


async def test_wat_een_collega_intussen_veranderde_wordt_opnieuw_beoordeeld(gemeente: Database) -> None:
    """What the file leaves out stays as it is now, and not as it was when the file was looked at."""
    async with gemeente.schrijf() as session:
        aanbod_id = await beheer.voeg_toe(session, "anja", ingevuld())
    voorstel = await bekijk(gemeente, f"id;{KOP}\n{aanbod_id};Eetclub;informeel;informeel;contact\n")
    async with gemeente.schrijf() as session:
        await beheer.wijzig(session, "bilal", aanbod_id, {"voorwaarden": "Alleen op dinsdag"}, gezien=1)
    async with gemeente.schrijf() as session:
        await inlezen.lees_in(session, "anja", voorstel)
    een = (await alles(gemeente))[aanbod_id]
    assert (een.naam, een.leefgebieden, een.voorwaarden) == ("Eetclub", ("contact",), "Alleen op dinsdag")
    async with gemeente.lees() as session:
        assert (await wijziging.laatste(session, beheer.AANBOD))[aanbod_id].voor["voorwaarden"] == "Alleen op dinsdag"


async def test_een_wijk_die_intussen_verdween_houdt_alles_alsnog_tegen(gemeente: Database) -> None:
    voorstel = await bekijk(gemeente, GOED)
    async with gemeente.schrijf() as session:
        await session.execute(delete(Wijk).where(Wijk.id == "noord"))
    with pytest.raises(OngeldigeInvoer):
        async with gemeente.schrijf() as session:
            await inlezen.lees_in(session, "anja", voorstel)
    assert await alles(gemeente) == {}


async def test_alleen_wat_anders_is_wordt_opnieuw_opgeschreven_en_wordt_dan_gevonden(gemeente: Database) -> None:
    await lees_in(gemeente, GOED)
    (aanbod_id,) = await alles(gemeente)
    rij = "Soos;informeel;informeel;contact;Zuid;Coöperatie Ons Dorp"
    await lees_in(gemeente, f"id;{KOP};wijken;organisatie\n{aanbod_id};{rij}\n")
    async with gemeente.lees() as session:
        for woord, gevonden in (("soos", 1), ("eetclub", 0)):
            bladzijde = await zoeken.lees(session, zoeken.Vraag(zoek=woord), {})
            assert len(bladzijde.rijen) == gevonden
        assert [(r.leefgebieden, r.wijken) for r in (await zoeken.lees(session, zoeken.Vraag(), {})).rijen] == [
            (("contact",), ("zuid",))
        ]


@pytest.mark.parametrize(
    ("bestand", "uitleg"),
    [
        (b"", "leeg"),
        (KOP.encode(), "geen aanbod"),
        (b"naam;kleur\nEetclub;rood\n", "kleur: deze kolom kent het loket niet"),
        (b"naam;vorm\nEetclub;informeel\n", "leefgebieden: deze kolom ontbreekt"),
        (f"{KOP};naam\n".encode(), "twee keer"),
        (GOED.encode("utf-16"), "UTF-8"),
        (b'{"contents": 5}', "geen lijst van services"),
        (b'{"contents": [5]}', "geen lijst van services"),
        (b'{"contents"', "geen geldige JSON"),
        (b"[" * 100_000, "geen geldige JSON"),
        (b"[]", "geen aanbod"),
        (b" " * (inlezen.MAX_BYTES + 1), "te groot"),
    ],
)
async def test_wat_geen_sociale_kaart_is_wordt_uitgelegd(gemeente: Database, bestand: bytes, uitleg: str) -> None:
    with pytest.raises(OngeldigeInvoer, match=uitleg):
        await bekijk(gemeente, bestand)


async def test_een_id_staat_er_maar_een_keer_in_en_is_een_uuid(gemeente: Database) -> None:
    id = "6e0f4a34-6d2b-4a0b-8c6e-0f6f2f6a3c11"
    rij = ";Eetclub;informeel;informeel;contact\n"
    voorstel = await bekijk(gemeente, f"id;{KOP}\n{id}{rij}{id.upper()}{rij}42{rij}")
    assert [regel.uitleg for regel in voorstel.regels] == [
        ("id: Dit aanbod staat twee keer in het bestand.",),
        ("id: Dit aanbod staat twee keer in het bestand.",),
        ("id: Een id is een UUID. Laat het leeg bij nieuw aanbod.",),
    ]


async def test_een_kolom_die_er_niet_is_verandert_niets(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        aanbod_id = await beheer.voeg_toe(session, "anja", ingevuld())
    await lees_in(gemeente, f"id;{KOP}\n{aanbod_id};Eetclub;informeel;informeel;contact\n")
    een = (await alles(gemeente))[aanbod_id]
    assert (een.naam, een.leefgebieden, een.plekken, een.partij_id) == ("Eetclub", ("contact",), 3, "dorp")


async def test_hsds_gaat_naar_een_ander_loket_en_is_daar_hetzelfde(gemeente: Database) -> None:
    await vul_aanbod(gemeente, 120, wijken=("noord", "zuid"), partijen=("dorp", "thuis"))
    voor = await alles(gemeente)
    async with gemeente.lees() as session:
        tekst = await inlezen.schrijf_hsds(session)
    assert (await bekijk(gemeente, tekst)).aantallen == {GELIJK: 120}
    verhuisd = {str(UUID(int=int(UUID(id)) ^ 1)): een for id, een in voor.items()}
    for oud, nieuw in zip(voor, verhuisd, strict=True):
        tekst = tekst.replace(f'"id": "{oud}"', f'"id": "{nieuw}"')
    assert (await lees_in(gemeente, tekst)).aantallen == {NIEUW: 120}
    na = await alles(gemeente)
    assert {id: na[id] for id in verhuisd} == verhuisd


async def test_hsds_heeft_de_velden_die_de_standaard_vraagt(gemeente: Database) -> None:
    """Required in HSDS 3.0: id, name and status of a service; id, name and description of an organization and of a taxonomy term."""
    async with gemeente.schrijf() as session:
        await beheer.voeg_toe(session, "anja", ingevuld(telefoon="0528 123456", kosten_jaar="12,50", contact="Riek"))
    async with gemeente.lees() as session:
        blad = json.loads(await inlezen.schrijf_hsds(session))
    assert (blad["total_items"], blad["page_number"], blad["empty"]) == (1, 1, False)
    (service,) = blad["contents"]
    assert {"id", "name", "status", "assured_date", "last_modified"} <= set(service)
    assert {"id", "name", "description"} <= set(service["organization"])
    assert {term["taxonomy_term"]["taxonomy"] for term in service["attributes"]} == {
        "leefgebied",
        "vorm",
        "bekostiging",
    }
    assert all({"id", "name", "description"} <= set(een["taxonomy_term"]) for een in service["attributes"])
    assert (service["cost_options"][0]["amount"], service["cost_options"][0]["currency"]) == (12.5, "EUR")
    assert {"id", "unit", "available", "updated"} <= set(service["capacities"][0])
    assert (service["phones"][0]["number"], service["contacts"][0]["name"]) == ("0528 123456", "Riek")
    assert service["service_areas"][0]["name"] == "Noord"
    ids = [een["id"] for lijst in ("phones", "contacts", "service_areas", "attributes") for een in service[lijst]]
    assert [UUID(id) for id in [*ids, service["id"], service["organization"]["id"]]]


async def test_hsds_van_een_ander_zegt_wat_er_ontbreekt(gemeente: Database) -> None:
    vreemd = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Counselling", "status": "active"}
    meer = {"service_areas": [{"id": "x", "name": "MyCity"}], "organization": {"name": "Example Inc."}, "phones": "?"}
    voorstel = await bekijk(gemeente, json.dumps([{**vreemd, **meer}, {"name": ["geen", "tekst"], "id": 5}]))
    eerste, tweede = voorstel.regels
    velden = {uitleg.split(":")[0] for uitleg in eerste.uitleg}
    assert velden == {"vorm", "bekostiging", "leefgebieden", "wijken", "partij_id"}
    assert tweede.soort == FOUT


async def test_een_oude_datum_uit_een_spreadsheet_wordt_begrepen(gemeente: Database) -> None:
    gisteren = date.today() - timedelta(days=2)
    tekst = (
        f"{KOP};gecontroleerd_op\nEetclub;informeel;informeel;contact;{gisteren.day}-{gisteren.month}-{gisteren.year}\n"
    )
    await lees_in(gemeente, tekst)
    assert [een.gecontroleerd_op for een in (await alles(gemeente)).values()] == [gisteren]


async def test_een_bestand_telt_de_plekken_van_arrangementen_niet_dubbel(gemeente: Database) -> None:
    """CSV: what people count. HSDS: what is free to whoever asks, and back again."""
    async with gemeente.schrijf() as session:
        aanbod_id = await beheer.voeg_toe(session, "anja", ingevuld(plekken="9", bezet="2"))
        await session.execute(update(Aanbod).values(bezet_regels=3))
    async with gemeente.lees() as session:
        tabel, hsds_tekst = await inlezen.schrijf_csv(session), await inlezen.schrijf_hsds(session)
    (telling,) = json.loads(hsds_tekst)["contents"][0]["capacities"]
    assert (telling["maximum"], telling["available"]) == (9, 4)
    for tekst in (tabel, hsds_tekst):
        assert (await bekijk(gemeente, tekst)).aantallen == {GELIJK: 1}
    await lees_in(gemeente, hsds_tekst.replace('"available": 4', '"available": 3'))
    assert (await alles(gemeente))[aanbod_id].bezet == 3


async def test_een_bestand_laat_ruimte_voor_wie_via_een_arrangement_een_plek_heeft(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        aanbod_id = await beheer.voeg_toe(session, "anja", ingevuld(plekken="9", bezet="2"))
        await session.execute(update(Aanbod).values(bezet_regels=3))
    rij = "Eetclub;informeel;informeel;contact"
    (regel,) = (await bekijk(gemeente, f"id;{KOP};plekken\n{aanbod_id};{rij};4\n")).regels
    waarom = "Er zijn meer plekken bezet (5) dan er zijn (4). Daarvan zijn er 3 bezet via arrangementen."
    assert (regel.soort, regel.uitleg) == (FOUT, (f"bezet: {waarom}",))
    assert (await bekijk(gemeente, f"id;{KOP};plekken\n{aanbod_id};{rij};5\n")).goed


async def test_wie_tussen_kijken_en_inlezen_een_plek_kreeg_houdt_die(gemeente: Database) -> None:
    async with gemeente.schrijf() as session:
        aanbod_id = await beheer.voeg_toe(session, "anja", ingevuld(plekken="9", bezet="2"))
    voorstel = await bekijk(gemeente, f"id;{KOP};plekken\n{aanbod_id};Eetclub;informeel;informeel;contact;4\n")
    assert voorstel.goed
    async with gemeente.schrijf() as session:
        await session.execute(update(Aanbod).values(bezet_regels=3))
    with pytest.raises(OngeldigeInvoer):
        async with gemeente.schrijf() as session:
            await inlezen.lees_in(session, "anja", voorstel)


async def test_wat_te_vol_was_leest_ook_weer_gelijk_in(gemeente: Database) -> None:
    """More was given than there is, before lines were counted."""
    async with gemeente.schrijf() as session:
        await beheer.voeg_toe(session, "anja", ingevuld(plekken="2", bezet="0"))
        await session.execute(update(Aanbod).values(bezet_regels=3))
    async with gemeente.lees() as session:
        tabel, hsds_tekst = await inlezen.schrijf_csv(session), await inlezen.schrijf_hsds(session)
    for tekst in (tabel, hsds_tekst):
        assert (await bekijk(gemeente, tekst)).aantallen == {GELIJK: 1}
