"""A place on the map becomes a question about the wijk; only the resident's yes is kept."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from loket_backend.gesprek import woonwijk as vraag
from loket_backend.gesprek.channels.telegram import verwerking
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake
from loket_backend.intake.woonwijk import Woonwijk, wijk_voor
from loket_backend.toewijzing.models import Wijk
from tests.loket.hulp import TEKSTEN as LOKET
from tests.loket.hulp import tot, vul_gemeente
from tests.loket.telegram.conftest import ANNA, TEKSTEN, Kanaal
from tests.loket.toewijzing.test_plek import met_plekken
from tests.telegram.nep_api import Verstuurd

IN_VELD = {"longitude": 6.5012345, "latitude": 52.7012345}
PLEK = TEKSTEN.inhoud["soorten"]["plek"].strip()


@pytest.fixture
async def gemeente(kanaal: Kanaal) -> Kanaal:
    await vul_gemeente(kanaal.hub.database, met_plekken())
    await kanaal.zeg(ANNA, "hallo")
    return kanaal


async def stuur_plek(kanaal: Kanaal, **inhoud: Any) -> Verstuurd:
    kanaal.api.bericht(ANNA, **(inhoud or {"location": IN_VELD}))
    await kanaal.rust()
    return kanaal.api.laatste(ANNA)


async def druk(kanaal: Kanaal, bericht: Verstuurd, nummer: int) -> None:
    kanaal.api.druk(ANNA, bericht.message_id, bericht.knoppen[nummer]["callback_data"])
    await kanaal.rust()


async def staat(kanaal: Kanaal, tekst: str) -> bool:
    return tekst in kanaal.api.teksten(ANNA)


async def gekozen(kanaal: Kanaal) -> list[str]:
    return [rij.wijk_id for rij in await kanaal.alles(Woonwijk)]


async def test_een_plek_in_een_wijk_wordt_een_vraag_met_ja_en_nee(gemeente: Kanaal) -> None:
    bericht = await stuur_plek(gemeente)
    assert bericht.tekst == LOKET.zin("woonwijk_vraag", wijk="Veld")
    assert [knop["text"] for knop in bericht.knoppen] == ["Ja", "Nee"]
    assert await gekozen(gemeente) == []


async def test_na_ja_staat_de_wijk_er_en_vraagt_de_bot_verder(gemeente: Kanaal) -> None:
    await druk(gemeente, await stuur_plek(gemeente), 0)
    assert await gekozen(gemeente) == ["veld"]
    assert [v.tekst for v in gemeente.bot.beurten] == ["hallo", "ga verder"]
    assert gemeente.api.teksten(ANNA)[-2:] == [LOKET.zin("woonwijk_genoteerd", wijk="Veld"), "Gehoord: ga verder"]
    assert [b.tekst for b in await gemeente.berichten(ANNA)][-1] == "Ja, ik woon in Veld."


async def test_na_nee_staat_er_niets_en_hoort_de_bot_er_niets_van(gemeente: Kanaal) -> None:
    await druk(gemeente, await stuur_plek(gemeente), 1)
    assert await gekozen(gemeente) == []
    assert len(gemeente.bot.beurten) == 1
    assert gemeente.api.laatste(ANNA).tekst == LOKET.zin("woonwijk_onbekend", wijk="Veld")


async def test_getypt_ja_telt_ook(gemeente: Kanaal) -> None:
    await stuur_plek(gemeente)
    await gemeente.zeg(ANNA, "ja!")
    assert await gekozen(gemeente) == ["veld"]


async def test_getypt_ja_is_voor_de_bot_als_die_daarna_iets_vroeg(gemeente: Kanaal) -> None:
    gemeente.bot.poort.clear()
    gemeente.bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Gaat het om uzelf?")])
    gemeente.api.bericht(ANNA, "ik heb een vraag")
    gemeente.api.bericht(ANNA, location=IN_VELD)
    gevraagd = LOKET.zin("woonwijk_vraag", wijk="Veld")
    await tot(lambda: staat(gemeente, gevraagd))
    gemeente.bot.poort.set()
    await gemeente.rust()
    await gemeente.zeg(ANNA, "ja")
    assert await gekozen(gemeente) == []
    assert gemeente.bot.beurten[-1].tekst == "ja"


async def test_wie_iets_anders_zegt_laat_de_vraag_voorbij_gaan(gemeente: Kanaal) -> None:
    await stuur_plek(gemeente)
    await gemeente.zeg(ANNA, "de was lukt niet meer")
    await gemeente.zeg(ANNA, "ja")
    assert [v.tekst for v in gemeente.bot.beurten] == ["hallo", "de was lukt niet meer", "ja"]
    assert await gekozen(gemeente) == []


@pytest.mark.parametrize(
    "inhoud",
    [
        {"location": {"longitude": 4.9, "latitude": 52.4}},  # in no wijk of ours
        {
            "location": IN_VELD,
            "venue": {"location": IN_VELD, "title": "Bakker Bart", "address": "Dorpsstraat 1"},
        },  # somebody else's place
    ],
)
async def test_een_plek_die_geen_wijk_zegt_krijgt_de_zin_over_de_postcode(
    gemeente: Kanaal, inhoud: dict[str, Any]
) -> None:
    assert (await stuur_plek(gemeente, **inhoud)).tekst == PLEK


async def test_zonder_plekken_van_de_gemeente_komt_de_zin_over_de_postcode(kanaal: Kanaal) -> None:
    await vul_gemeente(kanaal.hub.database)
    await kanaal.zeg(ANNA, "hallo")
    assert (await stuur_plek(kanaal)).tekst == PLEK


async def test_voor_iemand_verder_gaat_op_telegram_wordt_er_niets_gevraagd(kanaal: Kanaal) -> None:
    await vul_gemeente(kanaal.hub.database, met_plekken())
    await kanaal.zeg(ANNA, "/start")
    assert (await stuur_plek(kanaal)).tekst == PLEK


async def test_coordinaten_worden_nergens_bewaard(gemeente: Kanaal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for the moment between the door and the handling."""
    bewaard: list[dict[str, Any]] = []
    echt = verwerking.handel

    async def luister(session: Any, ingang: Any, inhoud: dict[str, Any]) -> str | None:
        bewaard.append(inhoud)
        return await echt(session, ingang, inhoud)

    monkeypatch.setattr(verwerking, "handel", luister)
    await stuur_plek(gemeente, location=IN_VELD, reply_to_message={**eerder(), "location": IN_VELD})
    await stuur_plek(gemeente, location=IN_VELD, venue={"location": IN_VELD, "title": "Bart", "address": "Pad 1"})
    assert len(bewaard) == 2
    assert not [g for g in ("52.70", "6.501", "Bart", "Pad 1") if g in repr(bewaard)]


def eerder() -> dict[str, Any]:
    return {"message_id": 1, "date": 1_800_000_000, "chat": {"id": ANNA, "type": "private"}}


async def test_een_melding_zonder_postcode_komt_in_de_bevestigde_wijk(gemeente: Kanaal) -> None:
    await druk(gemeente, await stuur_plek(gemeente), 0)
    intake = await dien_in(gemeente, {})
    assert (intake.wijk_id, intake.medewerker_id) == ("veld", "anja")


async def test_een_postcode_telt_meer_dan_de_bevestigde_wijk(gemeente: Kanaal) -> None:
    await druk(gemeente, await stuur_plek(gemeente), 0)
    postcode = {"waarde": "8381AB", "status": "besproken", "bronnen": [1]}
    assert (await dien_in(gemeente, {"postcode": postcode})).wijk_id == "dorp"


async def test_wissen_haalt_de_wijk_weg(gemeente: Kanaal) -> None:
    await druk(gemeente, await stuur_plek(gemeente), 0)
    gesprek = await gemeente.gesprek(ANNA)
    await gemeente.doe(service.vergeet_concepten, gesprek.id)
    async with gemeente.hub.database.lees() as session:
        assert await wijk_voor(session, gesprek.id, None) is None


async def test_na_het_indienen_wordt_er_niet_meer_naar_gevraagd(gemeente: Kanaal) -> None:
    await dien_in(gemeente, {})
    assert (await stuur_plek(gemeente)).tekst == PLEK
    async with gemeente.hub.database.schrijf() as session:
        veld = (await session.scalars(select(Wijk).where(Wijk.id == "veld"))).one()
        assert not await vraag.vraag(session, (await gemeente.gesprek(ANNA)).id, veld, LOKET)


async def dien_in(kanaal: Kanaal, antwoorden: dict[str, Any]) -> Intake:
    gesprek = await kanaal.gesprek(ANNA)
    akkoord = {"waarde": True, "status": "besproken", "bronnen": []}
    inhoud = ConceptInhoud.model_validate({"antwoorden": {**antwoorden, "akkoord": akkoord}})
    async with kanaal.hub.database.schrijf() as session:
        await service.bewaar_concept(session, gesprek.id, gesprek.laatste_volgnummer, inhoud)
        return await service.dien_in(session, gesprek.id, gesprek.laatste_volgnummer)
