"""An appointment over Telegram goes as it does in the widget: buttons, words, and a confirmation."""

from __future__ import annotations

from typing import cast

from sqlalchemy import select

from loket_backend.gesprek.vragen import Antwoorder
from loket_backend.keukentafel import afspraken
from loket_backend.keukentafel.afspraakinwoner import antwoorder
from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.keukentafel.afspraakteksten import in_woorden
from loket_backend.keukentafel.afspraken import Plan
from loket_backend.keukentafel.agenda import van as agenda_van
from loket_backend.toewijzing.models import Medewerker
from tests.loket.hulp import vul_gemeente
from tests.loket.keukentafel.hulp import AFSPRAAKTEKSTEN, maak_intake
from tests.loket.telegram.conftest import ANNA, Kanaal


async def test_een_knop_in_telegram_kiest_het_moment_en_typen_verzet_het(kanaal: Kanaal) -> None:
    await vul_gemeente(kanaal.hub.database)
    cast(dict[str, Antwoorder], kanaal.hub.postvak.antwoorders)["afspraak"] = antwoorder(AFSPRAAKTEKSTEN)
    await kanaal.zeg(ANNA, "hallo")
    gesprek_id = (await kanaal.gesprek(ANNA)).id
    kenmerk = await maak_intake(kanaal.hub, gesprek_id)
    async with kanaal.hub.database.schrijf() as session:
        vrij = (await agenda_van(session, await session.get_one(Medewerker, "anja"))).vrij(60, "thuis")[4:7]
        await afspraken.stel_voor(session, AFSPRAAKTEKSTEN, kenmerk, "anja", Plan(vrij, 60, "thuis"))
    kanaal.hub.meld(gesprek_id)
    await kanaal.rust()
    vraag = kanaal.api.laatste(ANNA)
    assert [k["text"] for k in vraag.knoppen] == [*map(in_woorden, vrij), "Geen van deze"]
    kanaal.api.druk(ANNA, vraag.message_id, vraag.knoppen[1]["callback_data"])
    await kanaal.rust()
    assert "Dat is afgesproken" in kanaal.api.laatste(ANNA).tekst
    await kanaal.zeg(ANNA, "afspraak verzetten")
    await kanaal.zeg(ANNA, "ja")
    async with kanaal.hub.database.lees() as session:
        assert (await session.scalars(select(Afspraak.stand))).one() == "verzet"
