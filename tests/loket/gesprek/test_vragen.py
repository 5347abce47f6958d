"""What people ask a resident in the chat: the answer goes to who asked, not to the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database
from loket_backend.gesprek import berichten, vragen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import GESLOTEN, KLAAR, MEDEWERKER, OVERGEDRAGEN, WACHT, Bericht, Beurt, Gesprek
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.toewijzing.inrichting import richt_in
from tests.loket.hulp import GEMEENTE, NepRasa, begin, maak_hub, stuur

KEUZES = [
    {"label": "Dinsdag 1 december om 10 uur", "waarde": "moment:1"},
    {"label": "Geen van deze", "waarde": "moment:geen"},
]


class Oor:
    """Hears what it understands: a choice, or a text with the word dinsdag."""

    def __init__(self) -> None:
        self.gehoord: list[tuple[str, str | None]] = []

    async def __call__(
        self, session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
    ) -> bool:
        if keuze is None and "dinsdag" not in bericht.tekst:
            return False
        self.gehoord.append((vraag.over, keuze))
        await vragen.sluit(session, gesprek.id, vraag.soort, vraag.over)
        return True


@pytest.fixture
def oor() -> Oor:
    return Oor()


@pytest.fixture
async def hub(database: Database, oor: Oor) -> Hub:
    async with database.schrijf() as session:
        await richt_in(session, GEMEENTE)
    hub = maak_hub(database, NepRasa())
    return replace(hub, postvak=replace(hub.postvak, antwoorders={"afspraak": oor}))


async def vraag(hub: Hub, gesprek_id: str, over: str = "7", keuzes: Sequence[dict[str, str]] = KEUZES) -> None:
    async with hub.database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, gesprek_id)
        await vragen.stel(session, gesprek, "afspraak", over, "Welk moment past u?", keuzes, "anja")


async def stand(hub: Hub, gesprek_id: str, volgnummer: int) -> str:
    async with hub.database.lees() as session:
        return (await session.get_one(Beurt, (gesprek_id, volgnummer))).stand


@pytest.mark.parametrize("tekst", ["moment:1", "dinsdag 1 december om 10 uur!", "Dinsdag 1 december om 10 uur"])
async def test_een_keuze_gaat_naar_wie_het_vroeg_en_niet_naar_de_bot(hub: Hub, oor: Oor, tekst: str) -> None:
    gesprek_id = await begin(hub)
    await vraag(hub, gesprek_id)
    volgnummer = await stuur(hub, gesprek_id, tekst)
    assert oor.gehoord == [("7", "moment:1")]
    assert await stand(hub, gesprek_id, volgnummer) == KLAAR


async def test_wat_geen_antwoord_is_gaat_naar_de_bot_en_de_vraag_blijft_open(hub: Hub, oor: Oor) -> None:
    gesprek_id = await begin(hub)
    await vraag(hub, gesprek_id)
    volgnummer = await stuur(hub, gesprek_id, "wat kost dat eigenlijk?")
    assert (oor.gehoord, await stand(hub, gesprek_id, volgnummer)) == ([], WACHT)
    await stuur(hub, gesprek_id, "doe maar dinsdag")
    assert oor.gehoord == [("7", None)]


async def test_na_het_antwoord_is_de_vraag_weg(hub: Hub, oor: Oor) -> None:
    gesprek_id = await begin(hub)
    await vraag(hub, gesprek_id)
    await stuur(hub, gesprek_id, "moment:1")
    volgnummer = await stuur(hub, gesprek_id, "moment:1")
    assert (len(oor.gehoord), await stand(hub, gesprek_id, volgnummer)) == (1, WACHT)


async def test_dezelfde_vraag_opnieuw_sluit_de_vorige_en_een_andere_blijft(hub: Hub, oor: Oor) -> None:
    gesprek_id = await begin(hub)
    await vraag(hub, gesprek_id)
    await vraag(hub, gesprek_id)
    await vraag(hub, gesprek_id, over="8", keuzes=[{"label": "Ja", "waarde": "ja:8"}])
    async with hub.database.lees() as session:
        openstaand = select(Mensvraag.over).where(Mensvraag.gesloten_op.is_(None)).order_by(Mensvraag.id)
        assert list(await session.scalars(openstaand)) == ["7", "8"]
    await stuur(hub, gesprek_id, "moment:1")
    await stuur(hub, gesprek_id, "ja")
    assert oor.gehoord == [("7", "moment:1"), ("8", "ja:8")]


async def test_in_een_gesloten_gesprek_heropent_een_antwoord_niets(hub: Hub, oor: Oor) -> None:
    gesprek_id = await begin(hub)
    async with hub.database.schrijf() as session:
        (await berichten.vergrendel(session, gesprek_id)).status = GESLOTEN
    await vraag(hub, gesprek_id)
    await stuur(hub, gesprek_id, "moment:geen")
    async with hub.database.lees() as session:
        assert (await session.get_one(Gesprek, gesprek_id)).status == GESLOTEN
    assert oor.gehoord == [("7", "moment:geen")]


async def test_iets_anders_in_een_gesloten_gesprek_gaat_naar_mensen_want_een_mens_sprak(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    async with hub.database.schrijf() as session:
        (await berichten.vergrendel(session, gesprek_id)).status = GESLOTEN
    await vraag(hub, gesprek_id)
    volgnummer = await stuur(hub, gesprek_id, "ik heb nog een vraag")
    assert await stand(hub, gesprek_id, volgnummer) == OVERGEDRAGEN


async def test_een_crisis_in_het_antwoord_wordt_gehoord(hub: Hub, oor: Oor) -> None:
    gesprek_id = await begin(hub)
    await vraag(hub, gesprek_id)
    await stuur(hub, gesprek_id, "dinsdag hoeft niet meer, ik wil niet meer leven")
    async with hub.database.lees() as session:
        assert (await session.get_one(Gesprek, gesprek_id)).crisis == "suicide"


async def test_de_vraag_staat_in_het_gesprek_onder_de_naam_van_wie_vraagt(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await vraag(hub, gesprek_id)
    async with hub.database.lees() as session:
        laatste = select(Bericht).where(Bericht.gesprek_id == gesprek_id).order_by(Bericht.volgnummer.desc()).limit(1)
        bericht = (await session.scalars(laatste)).one()
    assert (bericht.afzender, bericht.medewerker_id, bericht.keuzes) == (MEDEWERKER, "anja", KEUZES)
