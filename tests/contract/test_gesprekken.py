"""Contract section 6: opening a conversation, and sending messages."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime

import pytest

from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from tests.contract.hulp import Client, Inwoner, probleem
from tests.loket.hulp import NepRasa, concept

BERICHTVELDEN = {"volgnummer", "afzender", "tekst", "keuzes", "vraag", "tijdstip"}
STANDVELDEN = {"berichten", "status", "bezig", "crisis", "kenmerk"}


async def test_een_gesprek_openen_geeft_id_token_en_de_eerste_berichten(client: Client) -> None:
    antwoord = await client.post("/v1/gesprekken", json={"kanaal": "web"})
    inhoud = await antwoord.json()
    assert antwoord.status == 201
    assert antwoord.headers["Location"] == f"/v1/gesprekken/{inhoud['id']}"
    assert set(inhoud) == {"id", "token", "berichten"}
    assert [b["volgnummer"] for b in inhoud["berichten"]] == list(range(1, len(inhoud["berichten"]) + 1))
    assert {b["afzender"] for b in inhoud["berichten"]} == {"bot"}


async def test_het_eerste_bericht_zegt_dat_het_een_computer_is_en_het_laatste_vraagt_de_hulpvraag(
    client: Client,
) -> None:
    berichten = (await (await client.post("/v1/gesprekken", json={"kanaal": "web"})).json())["berichten"]
    assert "computer" in berichten[0]["tekst"]
    assert berichten[-1]["vraag"] == "hulpvraag"


async def test_elk_gesprek_heeft_een_eigen_id_en_token(client: Client) -> None:
    een, twee = await Inwoner.begin(client), await Inwoner.begin(client)
    assert een.id != twee.id
    assert een.token != twee.token


async def test_elk_bericht_heeft_precies_de_velden_van_het_contract(inwoner: Inwoner) -> None:
    await inwoner.stuur("ik wil graag hulp")
    stand = await inwoner.tot_rust()
    assert set(stand) == STANDVELDEN
    assert all(set(bericht) == BERICHTVELDEN for bericht in stand["berichten"])
    assert all(datetime.fromisoformat(bericht["tijdstip"]).tzinfo for bericht in stand["berichten"])


async def test_een_bericht_wordt_aangenomen_met_202_en_een_volgnummer(inwoner: Inwoner) -> None:
    antwoord = await inwoner.stuur("de was lukt niet meer")
    volgnummer = (await antwoord.json())["volgnummer"]
    assert antwoord.status == 202
    eigen = [b for b in (await inwoner.lees())["berichten"] if b["afzender"] == "inwoner"]
    assert [(b["volgnummer"], b["tekst"]) for b in eigen] == [(volgnummer, "de was lukt niet meer")]


async def test_hetzelfde_client_bericht_id_geeft_200_en_heeft_geen_tweede_gevolg(
    inwoner: Inwoner, rasa: NepRasa
) -> None:
    id = str(uuid.uuid4())
    eerste, tweede = await inwoner.stuur("hallo", id), await inwoner.stuur("hallo", id)
    assert (eerste.status, tweede.status) == (202, 200)
    assert await eerste.json() == await tweede.json()
    stand = await inwoner.tot_rust()
    assert [b["tekst"] for b in stand["berichten"] if b["afzender"] == "inwoner"] == ["hallo"]
    assert len(rasa.beurten) == 1


async def test_tweemaal_tegelijk_hetzelfde_id_geeft_een_bericht(inwoner: Inwoner, rasa: NepRasa) -> None:
    id = str(uuid.uuid4())
    antwoorden = await asyncio.gather(*(inwoner.stuur("hallo", id) for _ in range(4)))
    assert sorted(a.status for a in antwoorden) == [200, 200, 200, 202]
    assert len({(await a.json())["volgnummer"] for a in antwoorden}) == 1
    await inwoner.tot_rust()
    assert len(rasa.beurten) == 1


async def test_hetzelfde_id_in_een_ander_gesprek_is_een_ander_bericht(client: Client) -> None:
    id = str(uuid.uuid4())
    een, twee = await Inwoner.begin(client), await Inwoner.begin(client)
    assert [(await wie.stuur("hallo", id)).status for wie in (een, twee)] == [202, 202]


async def test_de_waarde_van_een_knop_komt_als_tekst_bij_de_bot(inwoner: Inwoner, rasa: NepRasa) -> None:
    knop = {"label": "Voor mijzelf", "waarde": "voor mijzelf"}
    rasa.antwoord = lambda _: Antwoordbeurt([Botbericht("Voor wie?", [knop], "voor_wie")])
    await inwoner.stuur("hallo")
    laatste = (await inwoner.tot_rust())["berichten"][-1]
    assert (laatste["keuzes"], laatste["vraag"]) == ([knop], "voor_wie")
    await inwoner.stuur(laatste["keuzes"][0]["waarde"])
    await inwoner.tot_rust()
    assert (rasa.beurten[-1].tekst, rasa.beurten[-1].vraag) == ("voor mijzelf", "voor_wie")


async def test_bezig_is_waar_zolang_een_aangenomen_bericht_wacht(inwoner: Inwoner, rasa: NepRasa) -> None:
    rasa.poort.clear()
    await inwoner.stuur("hallo")
    assert (await inwoner.lees())["bezig"] is True
    rasa.poort.set()
    stand = await inwoner.tot_rust()
    assert stand["berichten"][-1]["tekst"] == "Gehoord: hallo"


async def test_een_nieuw_gesprek_is_van_de_bot_en_heeft_nog_niets(inwoner: Inwoner) -> None:
    stand = await inwoner.lees()
    assert {k: stand[k] for k in ("status", "bezig", "crisis", "kenmerk")} == {
        "status": "bot",
        "bezig": False,
        "crisis": None,
        "kenmerk": None,
    }


async def test_een_crisis_staat_meteen_in_de_stand_met_het_nummer_erbij(inwoner: Inwoner, rasa: NepRasa) -> None:
    rasa.poort.clear()
    await inwoner.stuur("ik wil niet meer leven")
    stand = await inwoner.lees()
    assert stand["crisis"] == "suicide"
    assert any("113" in b["tekst"] for b in stand["berichten"] if b["afzender"] == "systeem")
    rasa.poort.set()


async def test_de_bot_kan_het_gesprek_aan_een_mens_geven(inwoner: Inwoner, rasa: NepRasa) -> None:
    rasa.antwoord = lambda _: Antwoordbeurt([Botbericht("Ik haal er iemand bij.")], "wacht_op_mens", "gevraagd")
    await inwoner.stuur("ik wil een mens")
    assert (await inwoner.tot_rust())["status"] == "wacht_op_mens"
    assert (await inwoner.stuur("bent u daar?")).status == 202
    assert (await inwoner.lees())["bezig"] is False


async def test_het_kenmerk_staat_in_de_stand_zodra_de_intake_er_is(inwoner: Inwoner, hub: Hub) -> None:
    from loket_backend.intake.geldig import ConceptInhoud
    from loket_backend.intake.service import bewaar_concept, dien_in

    async with hub.database.schrijf() as session:
        await bewaar_concept(session, inwoner.id, 4, ConceptInhoud.model_validate(concept(naam="Jo Bos")))
        kenmerk = (await dien_in(session, inwoner.id, 4)).kenmerk
    assert (await inwoner.lees())["kenmerk"] == kenmerk


@pytest.mark.parametrize("methode", ["GET", "POST", "STROOM"])
async def test_verkeerd_token_geen_token_en_onbekend_id_geven_hetzelfde_404(inwoner: Inwoner, methode: str) -> None:
    andere = await Inwoner.begin(inwoner.client)
    pogingen = [
        (inwoner.id, {"Authorization": "Bearer verkeerd"}),
        (inwoner.id, {}),
        (inwoner.id, {"Authorization": "Bearer "}),
        (inwoner.id, {"Authorization": f"Basic {inwoner.token}"}),
        (inwoner.id, andere.kop),
        (str(uuid.uuid4()), inwoner.kop),
        ("geen-uuid", inwoner.kop),
    ]
    gezien = set()
    for id, kop in pogingen:
        pad = f"/v1/gesprekken/{id}/{'stroom' if methode == 'STROOM' else 'berichten'}"
        methode_http = "POST" if methode == "POST" else "GET"
        antwoord = await inwoner.client.request(
            methode_http, pad, headers=kop, data=b"{" if methode == "POST" else None
        )
        await probleem(antwoord, 404)
        koppen = tuple(sorted((k, v) for k, v in antwoord.headers.items() if k != "Date"))
        gezien.add((await antwoord.read(), koppen))
    assert len(gezien) == 1
