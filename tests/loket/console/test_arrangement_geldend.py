"""The resident agreed when there was no room: the medewerker lets it count afterwards, and every way in which that cannot be."""

from __future__ import annotations

import asyncio

import pytest

from loket_backend.arrangement import akkoord
from loket_backend.db import Database
from loket_backend.rondes.models import AKKOORD, VOORGELEGD
from loket_backend.tijd import vandaag
from loket_backend.wijkbudget import boeken, lezen
from loket_backend.wijkbudget.boeken import Post
from loket_backend.wijkbudget.models import INLEG
from tests.loket.arrangement.chathulp import Chat
from tests.samenhulp import regel

from .arrangementhulp import audit, doe, lees, pad
from .conftest import MeldAan

KNOP, DAAD = "Laat het arrangement gelden", "arrangement gaat gelden"


class Wachtend:
    """A resident who said yes in the chat to help of € 3,000 a year, while the wijk has one euro."""

    chat: Chat
    budgetten: list[int]

    @property
    def waar(self) -> str:
        return pad(self.chat.kenmerk, "/geldend")


@pytest.fixture
async def wachtend(database: Database, als: MeldAan) -> Wachtend:
    await als("anja")  # with everybody and their wijken
    wachtend = Wachtend()
    wachtend.chat = await Chat.begin(database)
    async with database.schrijf() as session:
        jaren = (vandaag().year, vandaag().year + 1)
        wachtend.budgetten = [await boeken.open_budget(session, "noord", jaar) for jaar in jaren]
        for budget_id in wachtend.budgetten:
            await boeken.boek(session, budget_id, Post(INLEG, 100, "gerda"))
    await wachtend.chat.stelt_voor(regel())
    assert await wachtend.chat.zegt("ja")
    assert await wachtend.chat.reacties() == [(akkoord.AKKOORD_WACHT, "ja")]
    return wachtend


async def maak_ruimte(database: Database, wachtend: Wachtend) -> None:
    async with database.schrijf() as session:
        for budget_id in wachtend.budgetten:
            await boeken.boek(session, budget_id, Post(INLEG, 1_000_000, "gerda"))


async def toegezegd(database: Database, wachtend: Wachtend) -> list[int]:
    async with database.lees() as session:
        return [(await lezen.een(session, b)).stand.toegezegd for b in wachtend.budgetten]


async def er_veranderde_niets(database: Database, wachtend: Wachtend) -> None:
    chat = wachtend.chat
    assert (await chat.stand(), await chat.geldt()) == (VOORGELEGD, None)
    assert await chat.reacties() == [(akkoord.AKKOORD_WACHT, "ja")]
    assert await toegezegd(database, wachtend) == [0, 0]
    assert "arrangement_ruimte" in await chat.taken()
    assert DAAD not in await audit(database, chat.kenmerk)
    assert "kan beginnen" not in await chat.gezegd()


async def test_zonder_ruimte_geldt_het_ook_nu_niet_en_staat_er_wat_er_nodig_is(
    als: MeldAan, database: Database, wachtend: Wachtend
) -> None:
    anja = await als("anja")
    assert KNOP in await lees(anja, pad(wachtend.chat.kenmerk))
    antwoord = await doe(anja, wachtend.waar)
    tekst = (await antwoord.text()).replace("\u00a0", " ")
    assert antwoord.status == 409
    assert "is nog € 1 vrij" in tekst
    assert KNOP in tekst
    await er_veranderde_niets(database, wachtend)


async def test_met_ruimte_geldt_het_en_hoort_de_inwoner_dat(
    als: MeldAan, database: Database, wachtend: Wachtend
) -> None:
    anja, chat = await als("anja"), wachtend.chat
    await maak_ruimte(database, wachtend)
    antwoord = await doe(anja, wachtend.waar)
    assert (antwoord.status, antwoord.headers["Location"]) == (303, pad(chat.kenmerk))
    assert await chat.stand() == AKKOORD
    assert await chat.geldt() is not None
    assert (await chat.reacties())[-1] == (AKKOORD, "ja")
    assert "kan beginnen" in (await chat.laatste()).tekst
    assert "€" not in (await chat.laatste()).tekst
    assert "arrangement_ruimte" not in await chat.taken()
    assert (await toegezegd(database, wachtend))[0] > 0
    assert (await audit(database, chat.kenmerk)).count(DAAD) == 1
    assert KNOP not in await lees(anja, pad(chat.kenmerk))


async def test_een_tweede_keer_en_twee_tegelijk_geldt_het_maar_een_keer(
    als: MeldAan, database: Database, wachtend: Wachtend
) -> None:
    anja = await als("anja")
    await maak_ruimte(database, wachtend)
    antwoorden = await asyncio.gather(*(doe(anja, wachtend.waar) for _ in range(3)))
    assert sorted(a.status for a in antwoorden) == [303, 409, 409]
    laat = await doe(anja, wachtend.waar)
    assert laat.status == 409
    assert "Er wacht geen akkoord van de inwoner." in await laat.text()
    assert (await audit(database, wachtend.chat.kenmerk)).count(DAAD) == 1
    assert (await wachtend.chat.gezegd()).count("kan beginnen") == 1


async def test_een_ja_op_een_ouder_voorstel_gaat_niet_gelden(
    als: MeldAan, database: Database, wachtend: Wachtend
) -> None:
    await maak_ruimte(database, wachtend)
    await wachtend.chat.stelt_voor(regel("Meer hulp"))
    assert (await doe(await als("anja"), wachtend.waar)).status == 409
    assert (await wachtend.chat.stand(), await wachtend.chat.geldt()) == (VOORGELEGD, None)


@pytest.mark.parametrize(("wie", "status"), [("corrie", 404), ("ben", 403)])
async def test_wie_het_dossier_niet_mag_zien_verandert_niets(
    als: MeldAan, database: Database, wachtend: Wachtend, wie: str, status: int
) -> None:
    await maak_ruimte(database, wachtend)
    assert (await doe(await als(wie), wachtend.waar)).status == status
    await er_veranderde_niets(database, wachtend)


async def test_zonder_csrf_of_bij_een_dossier_dat_er_niet_is_gebeurt_er_niets(
    als: MeldAan, database: Database, wachtend: Wachtend
) -> None:
    anja = await als("anja")
    await maak_ruimte(database, wachtend)
    assert (await anja.post(wachtend.waar, data={}, allow_redirects=False)).status == 403
    assert (await doe(anja, pad("2026-AAAAAA", "/geldend"))).status == 404
    await er_veranderde_niets(database, wachtend)
