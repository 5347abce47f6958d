"""The chat protocol with an appointment: `keuzes` on the message, pressing one is an answer, and the calendar file behind its code."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar
from sqlalchemy import select, update

from loket_backend.gesprek.hub import Hub
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.models import Intake
from loket_backend.intake.service import bewaar_concept, dien_in
from loket_backend.keukentafel import afspraken
from loket_backend.keukentafel.afspraakberichten import maak_code
from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten, in_woorden
from loket_backend.keukentafel.afspraken import Plan
from loket_backend.keukentafel.agenda import van as agenda_van
from loket_backend.toewijzing.models import Medewerker
from tests.contract.hulp import OP_SQLITE, Client, Inwoner, probleem
from tests.loket.hulp import NepRasa, concept


@OP_SQLITE
async def test_een_voorstel_is_een_bericht_met_keuzes_en_een_druk_is_een_antwoord(
    client: Client, hub: Hub, sleutel: dict[str, str], inwoner: Inwoner, rasa: NepRasa
) -> None:
    async with hub.database.schrijf() as session:
        await bewaar_concept(
            session, inwoner.id, 4, ConceptInhoud.model_validate(concept(postcode="7913AB", naam="Riek"))
        )
        kenmerk = (await dien_in(session, inwoner.id, 4)).kenmerk
        await session.execute(update(Intake).values(medewerker_id="anja"))
        vrij = (await agenda_van(session, await session.get_one(Medewerker, "anja"))).vrij(60, "thuis")
    async with hub.database.schrijf() as session:
        plan = Plan(vrij[3:5], 60, "thuis")
        await afspraken.stel_voor(session, Afspraakteksten("0528 12 34 56"), kenmerk, "anja", plan)
    bericht = (await inwoner.lees())["berichten"][-1]
    labels = [in_woorden(vrij[3]), in_woorden(vrij[4]), "Geen van deze"]
    assert bericht["keuzes"] == [{"label": label, "waarde": label} for label in labels]
    assert (bericht["afzender"], bericht["vraag"]) == ("medewerker", None)
    assert (await inwoner.stuur(bericht["keuzes"][1]["waarde"])).status == 202
    stand = await inwoner.tot_rust()
    assert "Dat is afgesproken" in stand["berichten"][-1]["tekst"]
    assert (stand["bezig"], rasa.beurten) == (False, [])
    async with hub.database.schrijf() as session:
        afspraak = (await session.scalars(select(Afspraak))).one()
        code = await maak_code(session, afspraak.id)
    antwoord = await client.get(f"/afspraken/{code}.ics")
    assert antwoord.content_type == "text/calendar"
    [gebeurtenis] = Calendar.from_ical(await antwoord.read()).walk("VEVENT")
    assert gebeurtenis.decoded("dtend") - gebeurtenis.decoded("dtstart") == timedelta(hours=1)


@OP_SQLITE
async def test_een_verzonnen_code_is_niet_gevonden(client: Client) -> None:
    for pad in ("/afspraken/verzonnen.ics", "/agenda/verzonnen.ics"):
        await probleem(await client.get(pad), 404)
