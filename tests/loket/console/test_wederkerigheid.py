"""Wederkerigheid in the console: from the words of a resident to two people who know each other, and who may see what of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select, update

from loket_backend.db import Database
from loket_backend.gesprek.models import Bericht
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.tijd import nu
from loket_backend.toegang.models import Auditregel
from loket_backend.wederkerigheid import bijdragen
from loket_backend.wederkerigheid.bijdragen import Inhoud
from loket_backend.wederkerigheid.koppelstap import Hoe
from loket_backend.wederkerigheid.models import Bijdrage, Koppeling
from loket_backend.wederkerigheid.stand import STEM_TOE

from .conftest import Client, MeldAan, csrf_van, nieuwe_intake

XSS = "<script>alert(1)</script>"
KOKEN = "Een keer in de week koken"
VELDEN: Mapping[str, Any] = {
    "leefgebied": "huishouden",
    "wat": KOKEN,
    "dagen": ["0", "2"],
    "bereik": "overal",
    "talen": ["nl"],
    "hoogstens": "1",
}


async def met_aanbod(database: Database, naam: str, postcode: str, van: str) -> str:
    """A dossier whose resident offers to cook."""
    kenmerk = await nieuwe_intake(database, naam=naam, postcode=postcode, van=van)
    async with database.schrijf() as session:
        gezegd = "ik wil best koken voor een ander"
        session.add(Uitspraak(kenmerk=kenmerk, leefgebied="huishouden", aspect="aanbod", tekst=gezegd, bron=1))
    return kenmerk


async def biedt(database: Database, kenmerk: str, **anders: Any) -> int:
    """The id of a bijdrage with consent."""
    async with database.schrijf() as session:
        _, intake = await vergrendel_intake(session, kenmerk)
        inhoud = Inhoud(**{"leefgebied": "huishouden", "wat": KOKEN, "bereik": "overal", **anders})
        bijdrage = await bijdragen.maak(session, intake, inhoud, "anja")
        await bijdragen.zet(session, bijdrage, STEM_TOE, Hoe("anja", "telefoon"))
    return bijdrage.id


async def post(client: Client, pad: str, van: str, **gegevens: Any) -> Any:
    velden = {"csrf": await csrf_van(client, van), **gegevens}
    return await client.post(pad, data=velden, allow_redirects=False)


async def lees(client: Client, pad: str) -> str:
    antwoord = await client.get(pad)
    assert antwoord.status == 200
    return await antwoord.text()


async def audit(database: Database, kenmerk: str) -> list[tuple[str, str]]:
    async with database.lees() as session:
        rijen = select(Auditregel.wat, Auditregel.wie).where(Auditregel.wiens == kenmerk)
        return [(wat, wie) for wat, wie in await session.execute(rijen)]


async def laatste_bericht(database: Database, kenmerk: str) -> str:
    async with database.lees() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
        keuze = select(Bericht.tekst).where(Bericht.gesprek_id == gesprek_id).order_by(Bericht.volgnummer.desc())
        return (await session.scalars(keuze)).first() or ""


@pytest.fixture
async def riek(database: Database, mensen: None) -> str:
    return await met_aanbod(database, "Riek de Boer", "1010AB", "anja")


@pytest.fixture
async def jan(database: Database, mensen: None) -> str:
    return await nieuwe_intake(database, naam="Jan Kok", postcode="1010XZ", van="anja")


async def test_van_de_woorden_van_de_inwoner_naar_de_vraag_in_de_chat(
    als: MeldAan, database: Database, riek: str
) -> None:
    anja, pad = await als("anja"), f"/console/intakes/{riek}"
    tekst = await lees(anja, pad)
    assert "Kan iets doen voor een ander" in tekst
    assert "ik wil best koken voor een ander" in tekst
    async with database.lees() as session:
        uit = (await session.scalars(select(Uitspraak.id).where(Uitspraak.aspect == "aanbod"))).one()
    assert "De inwoner zei:" in await lees(anja, f"{pad}/wederkerigheid?uit={uit}")
    gemaakt = await post(anja, f"{pad}/bijdragen", f"{pad}/wederkerigheid", uitspraak=str(uit), **VELDEN)
    assert (gemaakt.status, gemaakt.headers["Location"]) == (303, f"{pad}/wederkerigheid")
    assert "Vraag of dit mag" in await lees(anja, pad)
    async with database.lees() as session:
        bijdrage = (await session.scalars(select(Bijdrage))).one()
    assert (bijdrage.dagen, bijdrage.uitspraak_id) == ([0, 2], uit)
    assert (await post(anja, f"{pad}/bijdragen/{bijdrage.id}/vraag", pad)).status == 303
    assert KOKEN in await laatste_bericht(database, riek)
    assert "Gevraagd, wacht op antwoord" in await lees(anja, f"{pad}/wederkerigheid")
    assert {("bijdrage opgeschreven", "anja"), ("toestemming gevraagd", "anja")} <= set(await audit(database, riek))


async def test_een_fout_formulier_komt_terug_met_alles_wat_er_stond(
    als: MeldAan, database: Database, riek: str
) -> None:
    anja, pad = await als("anja"), f"/console/intakes/{riek}"
    fout = {**VELDEN, "wat": f"Riek kookt {XSS}, bel 06 12345678", "hoogstens": "veel", "talen": []}
    antwoord = await post(anja, f"{pad}/bijdragen", f"{pad}/wederkerigheid", **fout)
    tekst = await antwoord.text()
    assert antwoord.status == 400
    for stuk in (
        "Haal de naam en het telefoonnummer eruit.",
        "Vul een getal in",
        "Kies een of meer talen.",
        'value="veel"',
        "Riek kookt &lt;",
    ):
        assert stuk in tekst
    assert XSS not in tekst
    assert 'aria-describedby="n-hoogstens-fout"' in tekst
    async with database.lees() as session:
        assert list(await session.scalars(select(Bijdrage))) == []


async def test_een_antwoord_aan_de_telefoon_met_wie_en_hoe(als: MeldAan, database: Database, riek: str) -> None:
    anja, pad = await als("anja"), f"/console/intakes/{riek}"
    await post(anja, f"{pad}/bijdragen", f"{pad}/wederkerigheid", **VELDEN)
    async with database.lees() as session:
        id_ = (await session.scalars(select(Bijdrage.id))).one()
    adres = f"{pad}/bijdragen/{id_}/antwoord"
    mis = await post(anja, adres, f"{pad}/wederkerigheid", antwoord="stem_toe", weg="chat", toelichting="zei ja hoor")
    assert mis.status == 400
    assert "Kies hoe de inwoner antwoord gaf." in await mis.text()
    assert "zei ja hoor" in await mis.text()
    goed = await post(anja, adres, f"{pad}/wederkerigheid", antwoord="stem_toe", weg="telefoon", toelichting="ja hoor")
    assert goed.status == 303
    tekst = await lees(anja, f"{pad}/wederkerigheid")
    assert "door de telefoon, genoteerd door Anja" in tekst
    assert "<q>ja hoor</q>" in tekst
    assert "U mag hier altijd mee stoppen" in await laatste_bericht(database, riek)
    assert (await post(anja, f"{pad}/bijdragen/{id_}/stand", f"{pad}/wederkerigheid", stand="pauzeer")).status == 303
    assert "Even niet" in await lees(anja, f"{pad}/wederkerigheid")
    weg = await post(anja, adres, f"{pad}/wederkerigheid", antwoord="trek_in", weg="papier")
    assert weg.status == 303
    assert "Ingetrokken door de inwoner" in await lees(anja, f"{pad}/wederkerigheid")


async def test_andere_woorden_halen_de_toestemming_weg(als: MeldAan, database: Database, riek: str) -> None:
    id_, anja, pad = await biedt(database, riek), await als("anja"), f"/console/intakes/{riek}"
    anders = {**VELDEN, "wat": "Elke dag koken"}
    assert (await post(anja, f"{pad}/bijdragen/{id_}", f"{pad}/wederkerigheid", **anders)).status == 303
    assert "Nog niet gevraagd" in await lees(anja, f"{pad}/wederkerigheid")


async def test_kiezen_vragen_delen_en_hoe_het_gaat(als: MeldAan, database: Database, riek: str, jan: str) -> None:
    id_, anja = await biedt(database, riek, dagen=(1,)), await als("anja")
    zoek = f"/console/intakes/{jan}/kandidaten?leefgebied=huishouden&dagen=1"
    tekst = await lees(anja, zoek)
    assert "Woont ook in Noord" in tekst
    assert "Kan op dinsdag" in tekst
    assert "Boer" not in tekst
    gekozen = await post(
        anja, f"/console/intakes/{jan}/koppelingen", zoek, bijdrage=str(id_), leefgebied="huishouden", dagen="1"
    )
    adres = gekozen.headers["Location"]
    assert (await post(anja, f"{adres}/gegevens", adres)).status == 409
    for kant in ("bieder", "vrager"):
        assert (await post(anja, f"{adres}/vraag", adres, kant=kant)).status == 303
        gegevens = {"kant": kant, "antwoord": "zeg_ja", "weg": "telefoon", "deelt": "naam"}
        assert (await post(anja, f"{adres}/antwoord", adres, **gegevens)).status == 303
    assert "Allebei ja" in await lees(anja, adres)
    assert (await post(anja, f"{adres}/gegevens", adres)).status == 303
    assert {("gegevens gedeeld", "anja")} <= set(await audit(database, riek)) & set(await audit(database, jan))
    slecht = await post(anja, f"{adres}/verloop", adres, uitkomst="", notitie="nog niets")
    assert slecht.status == 400
    assert "nog niets" in await slecht.text()
    assert (await post(anja, f"{adres}/verloop", adres, uitkomst="loopt_goed", notitie="Gezellig")).status == 303
    assert (await post(anja, f"{adres}/notities", adres, notitie=XSS)).status == 303
    tekst = await lees(anja, adres)
    assert "<strong>Loopt</strong>" in tekst
    assert "<q>Gezellig</q>" in tekst
    assert XSS not in tekst
    assert adres in await lees(anja, "/console/wederkerigheid")
    assert adres in await lees(anja, f"/console/intakes/{jan}")


async def test_een_tweede_hoort_dat_er_geen_plek_meer_is(als: MeldAan, database: Database, riek: str, jan: str) -> None:
    id_, anja, bilal = await biedt(database, riek), await als("anja"), await als("bilal")
    els = await nieuwe_intake(database, naam="Els Smit", postcode="1010CD", van="bilal")
    keuze = {"bijdrage": str(id_), "leefgebied": "huishouden"}
    zoek = "/console/intakes/{}/kandidaten?leefgebied=huishouden"
    assert (await post(anja, f"/console/intakes/{jan}/koppelingen", zoek.format(jan), **keuze)).status == 303
    tweede = await post(bilal, f"/console/intakes/{els}/koppelingen", zoek.format(els), **keuze)
    assert tweede.status == 409
    assert "Een collega was u voor" in await tweede.text()


async def elders(database: Database) -> tuple[str, int, int]:
    """Corrie's resident offers, Anja's asks: the dossier of who offers, its bijdrage, the koppeling."""
    ver = await met_aanbod(database, "Wiep Zomer", "2020AB", "corrie")
    id_ = await biedt(database, ver)
    vrager = await nieuwe_intake(database, naam="Jan Kok", postcode="1010XZ", van="anja")
    async with database.schrijf() as session:
        koppeling = Koppeling(
            bijdrage_id=id_,
            kenmerk=vrager,
            leefgebied="huishouden",
            stand_sinds=nu(),
            gekozen_door="anja",
            gekozen_op=nu(),
        )
        session.add(koppeling)
    return ver, id_, koppeling.id


async def test_van_een_ander_team_ziet_men_alleen_het_aanbod(als: MeldAan, database: Database, mensen: None) -> None:
    ver, id_, koppeling_id = await elders(database)
    anja, adres = await als("anja"), f"/console/koppelingen/{koppeling_id}"
    for pad in (adres, "/console/wederkerigheid", "/console/wederkerigheid?lijst=bijdragen"):
        tekst = await lees(anja, pad)
        assert KOKEN in tekst
        assert ver not in tekst
        assert "Wiep" not in tekst
    assert (await anja.get(f"/console/intakes/{ver}/wederkerigheid")).status == 404
    gegevens = {"kant": "bieder", "antwoord": "zeg_ja", "weg": "telefoon", "deelt": "naam"}
    assert (await post(anja, f"{adres}/antwoord", adres, **gegevens)).status == 404
    assert (await post(anja, f"/console/intakes/{ver}/bijdragen/{id_}/stand", adres, stand="pauzeer")).status == 404
    assert (await post(anja, f"{adres}/vraag", adres, kant="bieder")).status == 303
    assert KOKEN in await laatste_bericht(database, ver)
    assert ("gevraagd of het mag", "anja") in await audit(database, ver)


async def test_wat_de_ene_inwoner_zei_leest_het_andere_team_niet(
    als: MeldAan, database: Database, mensen: None
) -> None:
    _, _, koppeling_id = await elders(database)
    corrie, adres = await als("corrie"), f"/console/koppelingen/{koppeling_id}"
    gegevens = {"kant": "bieder", "antwoord": "zeg_nee", "weg": "telefoon", "toelichting": "mijn heup is stuk"}
    assert (await post(corrie, f"{adres}/antwoord", adres, **gegevens)).status == 303
    assert "mijn heup is stuk" in await lees(corrie, adres)
    tekst = await lees(await als("anja"), adres)
    assert "Een van beiden wil liever niet" in tekst
    assert "heup" not in tekst


async def test_wie_geen_van_beide_dossiers_ziet_ziet_de_koppeling_niet(
    als: MeldAan, database: Database, mensen: None
) -> None:
    _, _, koppeling_id = await elders(database)
    async with database.schrijf() as session:
        await session.execute(update(Intake).values(medewerker_id="corrie", wijk_id="zuid"))
    anja, adres = await als("anja"), f"/console/koppelingen/{koppeling_id}"
    assert (await anja.get(adres)).status == 404
    assert (await post(anja, f"{adres}/gegevens", "/console/wederkerigheid")).status == 404
    assert adres not in await lees(anja, "/console/wederkerigheid?stand=alles")
    assert (await (await als("gerda")).get(adres)).status == 200


async def test_een_bijdrage_van_een_ander_dossier_bestaat_daar_niet(
    als: MeldAan, database: Database, riek: str, jan: str
) -> None:
    id_, anja = await biedt(database, riek), await als("anja")
    pad = f"/console/intakes/{jan}"
    antwoord = await post(anja, f"{pad}/bijdragen/{id_}/stand", f"{pad}/wederkerigheid", stand="pauzeer")
    assert antwoord.status == 404


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("lijst=bijdragen", True),
        ("lijst=bijdragen&leefgebied=huishouden&stand=beschikbaar&wijk=noord", True),
        ("lijst=bijdragen&leefgebied=wonen", False),
        ("lijst=bijdragen&stand=gepauzeerd", False),
        ("lijst=bijdragen&wijk=zuid", False),
        ("lijst=bijdragen&pagina=2", False),
    ],
)
async def test_de_filters(als: MeldAan, database: Database, riek: str, vraag: str, gevonden: bool) -> None:
    await biedt(database, riek)
    assert (KOKEN in await lees(await als("anja"), f"/console/wederkerigheid?{vraag}")) is gevonden


async def test_een_leefgebied_dat_niet_bestaat_is_er_niet(als: MeldAan, riek: str) -> None:
    anja = await als("anja")
    assert (await anja.get(f"/console/intakes/{riek}/kandidaten?leefgebied=x")).status == 404
    assert '<h1 class="utrecht-heading-1">Wie kan helpen: Huishouden</h1>' in await lees(
        anja, f"/console/intakes/{riek}/kandidaten"
    )
