"""Taking up, writing, handing on, giving back, closing and making notes, as staff do them in the console."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.console.routes import ROUTES
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database, open_database
from loket_backend.gesprek import wektijden
from loket_backend.gesprek.models import (
    BOT,
    GESLOTEN,
    MEDEWERKER,
    MENS,
    WACHT,
    WACHT_OP_MENS,
    Bericht,
    Beurt,
    Gesprek,
    Notitie,
    Statuswissel,
)
from loket_backend.gesprek.wektijden import Wektijd
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu
from loket_backend.toegang.models import Auditregel

from .conftest import Client, MeldAan, csrf_van, nieuw_gesprek, nieuwe_intake

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """On SQLite and on PostgreSQL."""
    database = open_database(database_url)
    yield database
    await database.sluit()


async def doe(client: Client, gesprek_id: str, daad: str, script: bool = False, **velden: str) -> Any:
    gegevens = {"csrf": await csrf_van(client), **velden}
    return await client.post(
        f"/console/gesprekken/{gesprek_id}/{daad}",
        data=gegevens,
        headers=SCRIPT if script else {},
        allow_redirects=False,
    )


async def pagina(client: Client, pad: str = "") -> str:
    return await (await client.get(f"/console/gesprekken{pad}")).text()


async def gesprek_van(database: Database, gesprek_id: str) -> Gesprek:
    async with database.lees() as session:
        return await session.get_one(Gesprek, gesprek_id)


async def gezegd(database: Database, gesprek_id: str) -> list[str]:
    """What staff wrote to the resident."""
    async with database.lees() as session:
        keuze = select(Bericht.tekst).where(Bericht.gesprek_id == gesprek_id, Bericht.afzender == MEDEWERKER)
        return list(await session.scalars(keuze.order_by(Bericht.volgnummer)))


async def audit(database: Database) -> list[tuple[str, str]]:
    stil = ("aangemeld", "lijst", "gesprek gelezen")
    async with database.lees() as session:
        regels = await session.scalars(select(Auditregel).where(Auditregel.wat.not_in(stil)).order_by(Auditregel.id))
        return [(r.wie, r.wat) for r in regels]


@pytest.fixture
async def wachtend(database: Database, mensen: None) -> str:
    return await nieuw_gesprek(database, "ik wil een mens", status=WACHT_OP_MENS)


async def test_van_wie_tegelijk_oppakken_krijgt_een_het_en_de_ander_hoort_van_wie(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja, bilal = await als("anja"), await als("bilal")
    een, twee = await asyncio.gather(doe(anja, wachtend, "overname"), doe(bilal, wachtend, "overname"))
    assert sorted((een.status, twee.status)) == [303, 409]
    wie = str((await gesprek_van(database, wachtend)).medewerker_id)
    te_laat = een if een.status == 409 else twee
    assert f"{wie.capitalize()} heeft dit gesprek al, sinds" in await te_laat.text()
    assert await audit(database) == [(wie, "gesprek opgepakt")]


async def test_wie_te_laat_is_hoort_het_ook_als_het_gesprek_bij_een_verborgen_dossier_hoort(
    als: MeldAan, database: Database
) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    async with database.schrijf() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
        (await session.get_one(Gesprek, gesprek_id)).status = WACHT_OP_MENS
    anja = await als("anja")
    assert (await doe(anja, gesprek_id, "overname")).status == 404
    await doe(await als("corrie"), gesprek_id, "overname")
    antwoord = await doe(anja, gesprek_id, "overname")
    assert antwoord.status == 409
    assert "Corrie heeft dit gesprek al" in await antwoord.text()


async def test_schrijven_stelt_eerst_voor_en_dezelfde_sleutel_verstuurt_niet_nog_eens(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja = await als("anja")
    await doe(anja, wachtend, "overname")
    eerst = await doe(anja, wachtend, "berichten", script=True, tekst="Dag, ik lees mee.", sleutel="abc")
    weer = await doe(anja, wachtend, "berichten", script=True, tekst="Dag, ik lees mee.", sleutel="abc")
    assert await eerst.json() == await weer.json()
    voorstel, bericht = await gezegd(database, wachtend)
    assert "ik ben Anja, consulent" in voorstel
    assert bericht == "Dag, ik lees mee."


async def test_het_formulier_werkt_ook_zonder_script(als: MeldAan, database: Database, wachtend: str) -> None:
    anja = await als("anja")
    await doe(anja, wachtend, "overname")
    antwoord = await doe(anja, wachtend, "berichten", tekst="Dag!", sleutel="abc")
    assert antwoord.headers["Location"] == f"/console/gesprekken/{wachtend}#schrijf"
    assert "Dag!" in await pagina(anja, f"/{wachtend}")


async def test_wat_niet_verstuurd_kon_worden_komt_terug_in_het_formulier(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja = await als("anja")
    await doe(anja, wachtend, "overname")
    antwoord = await doe(anja, wachtend, "doorgegeven", doel="medewerker:niemand", notitie="weet meer van tuinen")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert "Deze collega bestaat niet" in tekst
    assert "weet meer van tuinen</textarea>" in tekst
    assert (await gesprek_van(database, wachtend)).status == MENS


async def test_wie_het_gesprek_niet_voert_kan_er_niets_in_zeggen(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja, bilal = await als("anja"), await als("bilal")
    await doe(anja, wachtend, "overname")
    antwoord = await doe(bilal, wachtend, "berichten", script=True, tekst="Dag!")
    assert (antwoord.status, antwoord.content_type) == (409, "application/problem+json")
    assert (await antwoord.json())["detail"] == "U voert dit gesprek niet. Pak het eerst op."
    for daad, velden in (
        ("doorgegeven", {"doel": "wijk:noord", "notitie": "x"}),
        ("teruggave", {}),
        ("sluiting", {"reden": "beantwoord"}),
    ):
        geweigerd = await doe(bilal, wachtend, daad, **velden)
        assert geweigerd.status == 409, daad
        assert "Een collega voert dit gesprek." in await geweigerd.text()
    assert await gezegd(database, wachtend) == []
    assert await audit(database) == [("anja", "gesprek opgepakt")]


async def test_doorgeven_aan_een_collega_zet_het_met_de_notitie_in_haar_rij(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja, corrie = await als("anja"), await als("corrie")
    await doe(anja, wachtend, "overname")
    antwoord = await doe(anja, wachtend, "doorgegeven", doel="medewerker:corrie", notitie="Corrie kent haar.")
    assert antwoord.headers["Location"] == "/console/gesprekken?gedaan=doorgegeven"
    gesprek = await gesprek_van(database, wachtend)
    assert (gesprek.status, gesprek.voor_medewerker_id) == (WACHT_OP_MENS, "corrie")
    assert "<strong>u</strong>" in await pagina(corrie)
    assert "Doorgegeven door een collega" in await pagina(corrie)
    assert "<strong>u</strong>" not in await pagina(anja)
    assert "Corrie kent haar." in await pagina(corrie, f"/{wachtend}")
    assert ("anja", "gesprek doorgegeven") in await audit(database)


async def test_wie_een_gesprek_krijgt_mag_het_lezen_ook_als_het_dossier_van_een_ander_is(
    als: MeldAan, database: Database
) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    async with database.schrijf() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
        (await session.get_one(Gesprek, gesprek_id)).status = WACHT_OP_MENS
    anja, bilal = await als("anja"), await als("bilal")
    await doe(await als("corrie"), gesprek_id, "doorgegeven", doel="medewerker:anja", notitie="x")
    assert (await anja.get(f"/console/gesprekken/{gesprek_id}")).status == 200
    assert (await bilal.get(f"/console/gesprekken/{gesprek_id}")).status == 404
    assert (await anja.get(f"/console/intakes/{kenmerk}")).status == 404


async def test_doorgeven_aan_een_wijk_noemt_die_voor_wie_er_werkt(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    await doe(await als("anja"), wachtend, "doorgegeven", doel="wijk:zuid", notitie="woont in Zuid")
    assert "uw wijk Zuid" in await pagina(await als("corrie"))
    assert "wijk Zuid" in (tekst := await pagina(await als("bilal")))
    assert "uw wijk" not in tekst


async def test_teruggeven_geeft_de_bot_een_beurt_en_vertelt_het(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja = await als("anja")
    await doe(anja, wachtend, "overname")
    antwoord = await doe(anja, wachtend, "teruggave")
    assert antwoord.headers["Location"] == "/console/gesprekken?gedaan=terug"
    assert (await gesprek_van(database, wachtend)).status == BOT
    async with database.lees() as session:
        assert await session.scalar(select(Beurt.stand).where(Beurt.gesprek_id == wachtend)) == WACHT
    assert "De digitale assistent gaat verder" in await pagina(anja, "?gedaan=terug")
    assert (await anja.get(f"/console/gesprekken/{wachtend}")).status == 200  # who led it may see how it goes on


@pytest.mark.parametrize(("reden", "status"), [("beantwoord", GESLOTEN), ("zomaar", MENS), ("", MENS)])
async def test_sluiten_vraagt_een_reden_die_bestaat(
    als: MeldAan, database: Database, wachtend: str, reden: str, status: str
) -> None:
    anja = await als("anja")
    await doe(anja, wachtend, "overname")
    antwoord = await doe(anja, wachtend, "sluiting", reden=reden)
    assert antwoord.status == (303 if status == GESLOTEN else 400)
    assert (await gesprek_van(database, wachtend)).status == status


async def test_een_gesloten_gesprek_en_een_gesprek_van_de_bot_kunnen_worden_opgepakt(
    als: MeldAan, database: Database
) -> None:
    gerda = await als("gerda")
    for status in (BOT, GESLOTEN):
        gesprek_id = await nieuw_gesprek(database, "hallo", status=status)
        assert "Pak dit gesprek op" in await pagina(gerda, f"/{gesprek_id}")
        assert (await doe(gerda, gesprek_id, "overname")).status == 303
        assert (await gesprek_van(database, gesprek_id)).medewerker_id == "gerda"


async def test_een_notitie_is_er_voor_collegas_en_niet_voor_de_inwoner(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja, bilal = await als("anja"), await als("bilal")
    assert (await doe(anja, wachtend, "notities", notitie="belt liever <b>niet</b>")).status == 303
    tekst = await pagina(bilal, f"/{wachtend}")
    assert "belt liever &lt;b&gt;niet&lt;/b&gt;" in tekst
    assert await gezegd(database, wachtend) == []
    assert (await doe(anja, wachtend, "notities", notitie="  ")).status == 400
    async with database.lees() as session:
        assert [n.medewerker_id for n in await session.scalars(select(Notitie))] == ["anja"]


async def test_wat_ongelezen_is_staat_in_de_rij_en_gaat_weg_als_wie_het_voert_het_ziet(
    als: MeldAan, database: Database
) -> None:
    gesprek_id = await nieuw_gesprek(database, "een", "twee", "drie", status=WACHT_OP_MENS)
    anja, bilal = await als("anja"), await als("bilal")
    await pagina(bilal, f"/{gesprek_id}")
    assert "3 ongelezen" in await pagina(anja)  # who only reads along has not seen it for the resident
    await doe(anja, gesprek_id, "overname")
    await pagina(bilal, f"/{gesprek_id}")
    assert "3 ongelezen" in await pagina(anja)
    await doe(bilal, gesprek_id, "aanwezigheid", gezien="3")
    assert (await gesprek_van(database, gesprek_id)).gezien_medewerker == 0
    await doe(anja, gesprek_id, "aanwezigheid", gezien="2")
    assert "1 ongelezen" in await pagina(anja)
    await doe(anja, gesprek_id, "aanwezigheid", gezien="1")
    await doe(anja, gesprek_id, "aanwezigheid", gezien="99")
    assert (await gesprek_van(database, gesprek_id)).gezien_medewerker == 2
    await pagina(anja, f"/{gesprek_id}")
    assert "ongelezen" not in await pagina(anja)


async def test_bij_elk_eigen_bericht_staat_of_de_inwoner_het_zag(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja = await als("anja")
    await doe(anja, wachtend, "overname")
    await doe(anja, wachtend, "berichten", tekst="Dag!")
    assert "Gezien" not in await pagina(anja, f"/{wachtend}")
    async with database.schrijf() as session:
        (await session.get_one(Gesprek, wachtend)).gezien_inwoner = 2  # the introduction, not yet the message
    tekst = await pagina(anja, f"/{wachtend}")
    assert (tekst.count(">Gezien<"), tekst.count(">Verzonden<")) == (1, 1)


async def _wacht_sinds(database: Database, minuten: int, **anders: Any) -> str:
    gesprek_id = await nieuw_gesprek(database, "hallo", status=WACHT_OP_MENS)
    op = nu() - timedelta(minutes=minuten)
    async with database.schrijf() as session:
        gesprek = await session.get_one(Gesprek, gesprek_id)
        gesprek.status_sinds = op
        for naam, waarde in anders.items():
            setattr(gesprek, naam, waarde)
        session.add(
            Statuswissel(gesprek_id=gesprek_id, van=BOT, naar=WACHT_OP_MENS, reden="mens_gevraagd", door="bot", op=op)
        )
    return gesprek_id


async def test_een_open_crisis_staat_bovenaan_ook_bij_de_bot_en_daarna_wie_het_langst_wacht(
    als: MeldAan, database: Database
) -> None:
    kort, lang = await _wacht_sinds(database, 5), await _wacht_sinds(database, 90)
    nood = await nieuw_gesprek(database, "help")
    async with database.schrijf() as session:
        session.add(Crisismelding(gesprek_id=nood, volgnummer=1, categorie="suicide", patroon="p", op=nu()))
    tekst = (await pagina(await als("anja"))).partition('id="rij"')[2]
    assert tekst.index(nood) < tekst.index(lang) < tekst.index(kort)
    assert "Crisis open" in tekst
    assert "De assistent voert het gesprek" in tekst


async def test_wat_te_lang_wacht_is_van_iedereen_ook_als_een_ander_het_dossier_heeft(
    als: MeldAan, database: Database
) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="bilal")
    async with database.schrijf() as session:
        intake = await session.get_one(Intake, kenmerk)
        gesprek = await session.get_one(Gesprek, intake.gesprek_id)
        gesprek.status = WACHT_OP_MENS
    anja = await als("anja")
    assert "Wacht te lang" not in await pagina(anja)
    async with database.schrijf() as session:
        (await session.get_one(Gesprek, gesprek.id)).opgeschaald_op = nu()
    tekst = await pagina(anja)
    assert gesprek.id in tekst
    assert "Wacht te lang" in tekst
    assert (await doe(anja, gesprek.id, "overname")).status == 303


async def test_wie_van_rij_naar_rij_gaat_wacht_sinds_de_eerste(als: MeldAan, database: Database) -> None:
    gesprek_id = await _wacht_sinds(database, 40)
    await doe(await als("anja"), gesprek_id, "doorgegeven", doel="wijk:noord", notitie="x")
    assert "40 minuten" in await pagina(await als("bilal"))


async def test_de_wijk_komt_uit_de_postcode_van_het_concept(als: MeldAan, database: Database, wachtend: str) -> None:
    anja = await als("anja")
    assert "onbekend" in await pagina(anja)
    postcode = {"postcode": {"waarde": "2020AB", "status": "besproken", "bronnen": [1]}}
    async with database.schrijf() as session:
        await service.bewaar_concept(session, wachtend, 1, ConceptInhoud.model_validate({"antwoorden": postcode}))
    tekst = await pagina(anja)
    assert "Zuid" in tekst
    assert "onbekend" not in tekst


DADEN = [r.pad.rpartition("/")[2] for r in ROUTES if r.methode == "POST" and r.pad.startswith("/gesprekken/{id}/")]


@pytest.mark.parametrize("daad", DADEN)
async def test_in_een_gesprek_dat_je_niet_mag_zien_kan_niets(als: MeldAan, database: Database, daad: str) -> None:
    gesprek_id = await nieuw_gesprek(database, "hallo")
    velden = {"tekst": "x", "notitie": "x", "doel": "wijk:noord", "reden": "beantwoord"}
    antwoord = await doe(await als("anja"), gesprek_id, daad, **velden)
    status = 403 if daad == "overneming" else 404  # that one takes a right of its own
    assert antwoord.status == status
    assert (await doe(await als("anja"), "bestaat-niet", daad, **velden)).status == status
    assert await audit(database) == []
    assert (await gesprek_van(database, gesprek_id)).laatste_volgnummer == 1


async def meld_crisis(database: Database, gesprek_id: str, volgnummer: int, **anders: Any) -> None:
    async with database.schrijf() as session:
        melding = Crisismelding(
            gesprek_id=gesprek_id, volgnummer=volgnummer, categorie="suicide", patroon="p", op=nu(), **anders
        )
        session.add(melding)
        await session.flush()
        wektijden.zet(session, gesprek_id, wektijden.CRISIS, over=melding.id)


async def alarmen(database: Database, gesprek_id: str) -> tuple[list[str | None], int]:
    """Who took up each alert, and how many timers still run."""
    async with database.lees() as session:
        door = select(Crisismelding.bevestigd_door).where(Crisismelding.gesprek_id == gesprek_id)
        loopt = select(Wektijd).where(Wektijd.gesprek_id == gesprek_id, Wektijd.gedaan_op.is_(None))
        return list(await session.scalars(door.order_by(Crisismelding.volgnummer))), len(
            list(await session.scalars(loopt))
        )


async def test_wie_een_gesprek_oppakt_pakt_de_open_crisismeldingen_op_naam_mee_op(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    elders = await nieuw_gesprek(database, "help", status=WACHT_OP_MENS)
    await meld_crisis(database, elders, 1)
    await meld_crisis(database, wachtend, 1, bevestigd_door="corrie", bevestigd_op=nu())
    await meld_crisis(database, wachtend, 2)
    await meld_crisis(database, wachtend, 3)
    anja = await als("anja")
    assert "Die pakt u hiermee ook op." in await pagina(anja, f"/{wachtend}")
    await doe(anja, wachtend, "overname")
    assert await alarmen(database, wachtend) == (["corrie", "anja", "anja"], 0)
    assert await alarmen(database, elders) == ([None], 1)
    assert (await audit(database)).count(("anja", "crisis opgepakt")) == 2
    tekst = await pagina(anja, f"/{wachtend}")
    assert "Opgepakt door Anja" in tekst
    assert "Nog niet opgepakt" not in tekst


async def test_wie_te_laat_is_pakt_ook_de_crisismelding_niet_op(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    await doe(await als("anja"), wachtend, "overname")
    await meld_crisis(database, wachtend, 1)
    assert (await doe(await als("bilal"), wachtend, "overname")).status == 409
    assert await alarmen(database, wachtend) == ([None], 1)


async def test_een_coordinator_neemt_over_en_iedereen_weet_wie_het_nu_is(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    anja, gerda = await als("anja"), await als("gerda")
    await doe(anja, wachtend, "overname")
    assert "Neem over van Anja" in await pagina(gerda, f"/{wachtend}")
    assert (await doe(gerda, wachtend, "overneming")).status == 303
    gesprek = await gesprek_van(database, wachtend)
    assert (gesprek.status, gesprek.medewerker_id) == (MENS, "gerda")
    assert "Gerda heeft dit gesprek van u overgenomen, vandaag om" in await pagina(anja, f"/{wachtend}")
    assert "overgenomen" not in await pagina(await als("bilal"), f"/{wachtend}")
    await doe(gerda, wachtend, "berichten", tekst="Zullen we bellen?")
    voorstel, bericht = await gezegd(database, wachtend)
    assert voorstel.startswith("Hallo, ik ben Gerda, consulent. Ik ga met u verder")
    assert bericht == "Zullen we bellen?"
    assert (await doe(anja, wachtend, "berichten", tekst="nog even", script=True)).status == 409
    assert ("gerda", "gesprek overgenomen") in await audit(database)
    async with database.lees() as session:
        wissels = list(await session.scalars(select(Statuswissel).order_by(Statuswissel.id)))
    assert [(w.van, w.naar, w.reden, w.door) for w in wissels][-1] == (MENS, MENS, "overgenomen", "gerda")


async def test_een_medewerker_neemt_niet_over_van_een_collega(als: MeldAan, database: Database, wachtend: str) -> None:
    await doe(await als("anja"), wachtend, "overname")
    bilal = await als("bilal")
    assert "Neem over van" not in await pagina(bilal, f"/{wachtend}")
    assert (await doe(bilal, wachtend, "overneming")).status == 403
    assert (await gesprek_van(database, wachtend)).medewerker_id == "anja"


async def test_overnemen_kan_niet_als_niemand_het_gesprek_heeft(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    antwoord = await doe(await als("gerda"), wachtend, "overneming")
    assert antwoord.status == 409
    assert "dit gesprek wacht op een medewerker" in await antwoord.text()
    assert await gezegd(database, wachtend) == []


async def test_nog_eens_overnemen_zegt_het_de_inwoner_niet_nog_eens(
    als: MeldAan, database: Database, wachtend: str
) -> None:
    gerda = await als("gerda")
    await doe(await als("anja"), wachtend, "overname")
    await doe(gerda, wachtend, "overneming")
    assert (await doe(gerda, wachtend, "overneming")).status == 303
    assert len(await gezegd(database, wachtend)) == 1
