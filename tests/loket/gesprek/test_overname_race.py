"""A claim somewhere in the middle of a turn of the bot: what the bot says is sent whole, or never seen. 200 rounds from one seed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.gesprek import mensen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import BOT_AFZENDER, GESLOTEN, INWONER, MENS, WACHT_OP_MENS, Bericht
from loket_backend.gesprek.queries import berichten_na
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht, Vraagbeurt
from loket_backend.gesprek.wissen import GEWIST
from tests.loket.hulp import begin, maak_hub, stuur, tot_rust, vul_gemeente

RONDES, TEGELIJK, ZAAD = 200, 4, 20261122
# How long the bot thinks and when the medewerker clicks: the same few milliseconds, so that they cross at every point of a turn.
LANGST = 0.012


@dataclass
class TrageBot:
    """Thinks as long as the round says, and says several things at once; now and then it also closes, hands over or erases."""

    rondes: dict[str, Ronde] = field(default_factory=dict)

    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        ronde = self.rondes[vraag.gesprek]
        ronde.gelezen.append(vraag.tekst)
        ronde.gevraagd.set()
        await asyncio.sleep(ronde.denkt)
        delen = [Botbericht(f"{vraag.tekst}: deel {n}") for n in range(ronde.delen)]
        return Antwoordbeurt(delen, ronde.naar, "proef", ronde.wis)

    async def mist(self) -> list[str]:
        return []


@dataclass
class Ronde:
    """`denkt` and `klikt`: seconds since the bot was asked. `vroeg`: the click does not wait for that, and comes beside the message."""

    denkt: float
    klikt: float
    delen: int
    naar: str | None
    wis: bool
    vroeg: bool = False
    gevraagd: asyncio.Event = field(default_factory=asyncio.Event)
    gelezen: list[str] = field(default_factory=list)
    gezien: list[str] = field(default_factory=list)
    claim: int = 0

    @classmethod
    def uit(cls, dobbel: random.Random) -> Ronde:
        return cls(
            denkt=dobbel.uniform(0, LANGST),
            klikt=dobbel.uniform(0, LANGST * 2),
            delen=dobbel.randint(1, 4),
            naar=dobbel.choice((None, None, None, WACHT_OP_MENS, GESLOTEN)),
            wis=dobbel.random() < 0.1,
            vroeg=dobbel.random() < 0.2,
        )


@pytest.fixture
async def hub(database: Database) -> AsyncIterator[Hub]:
    await vul_gemeente(database)
    hub = maak_hub(database, TrageBot())
    await hub.werker.start()
    yield hub
    await hub.werker.stop()


async def claim(hub: Hub, gesprek_id: str, ronde: Ronde) -> None:
    """Keeps the number of the last message before the claim, read in the transaction of the claim itself."""
    if not ronde.vroeg:
        await ronde.gevraagd.wait()
        await asyncio.sleep(ronde.klikt)
    async with hub.database.schrijf() as session:
        ronde.claim = (await mensen.pak_op(session, gesprek_id, "anja")).laatste_volgnummer
    hub.meld(gesprek_id)


async def kijk_mee(hub: Hub, gesprek_id: str, ronde: Ronde) -> None:
    """The resident's screen: everything that was ever to be seen in it."""
    gezien = 3
    with hub.wekker.luister(gesprek_id) as nieuws:
        while True:
            nieuws.clear()
            async with hub.database.lees() as session:
                for bericht in await berichten_na(session, gesprek_id, gezien):
                    gezien = bericht.volgnummer
                    ronde.gezien += [bericht.tekst] if bericht.afzender == BOT_AFZENDER else []
            await nieuws.wait()


async def speel(hub: Hub, ronde: Ronde) -> list[Bericht]:
    """One round; every message of it, also what was suppressed."""
    gesprek_id = await begin(hub)
    hub.bot.rondes[gesprek_id] = ronde  # type: ignore[attr-defined]
    scherm = asyncio.create_task(kijk_mee(hub, gesprek_id, ronde))
    await asyncio.gather(stuur(hub, gesprek_id, "ervoor"), claim(hub, gesprek_id, ronde))
    await stuur(hub, gesprek_id, "erna")
    await tot_rust(hub, gesprek_id)
    await rust_van_de_werker(hub)
    scherm.cancel()
    with suppress(asyncio.CancelledError):
        await scherm
    async with hub.database.lees() as session:
        vraag = select(Bericht).where(Bericht.gesprek_id == gesprek_id, Bericht.volgnummer > 3)
        return list(await session.scalars(vraag.order_by(Bericht.volgnummer)))


async def rust_van_de_werker(hub: Hub) -> None:
    """A turn that was handed over may still run: it is no longer `bezig`, but it will store what it says."""
    await asyncio.gather(*list(hub.werker._taken.values()))


def controleer(ronde: Ronde, alles: list[Bericht]) -> bool:
    """True when the bot was in time. What is wrong shows the round."""
    van_bot = [b for b in alles if b.afzender == BOT_AFZENDER and b.tekst.startswith("ervoor")]
    assert {b.onderdrukt for b in van_bot} in ({True}, {False}, set()), f"half verstuurd: {ronde}"
    assert len(van_bot) in (0, ronde.delen), f"half bewaard: {ronde}"
    op_tijd = bool(van_bot) and not van_bot[0].onderdrukt
    assert all((b.volgnummer <= ronde.claim) == op_tijd for b in van_bot), f"verstuurd na de claim: {ronde}"
    zichtbaar = [b.tekst for b in van_bot if not b.onderdrukt]
    assert ronde.gezien == (zichtbaar if not (op_tijd and ronde.wis) else ronde.gezien[: len(zichtbaar)]), f"{ronde}"
    assert "erna" not in ronde.gelezen, f"de bot las mee: {ronde}"
    gewist = [b.tekst for b in alles if b.afzender == INWONER and b.tekst == GEWIST]
    assert bool(gewist) == (op_tijd and ronde.wis), f"gewist: {ronde}"
    return op_tijd


async def test_een_claim_midden_in_een_beurt_laat_het_antwoord_heel_of_onzichtbaar(hub: Hub) -> None:
    dobbel = random.Random(ZAAD)
    rondes = [Ronde.uit(dobbel) for _ in range(RONDES)]
    op_tijd = 0
    for begin_ in range(0, RONDES, TEGELIJK):
        samen = rondes[begin_ : begin_ + TEGELIJK]
        uitkomsten = await asyncio.gather(*(speel(hub, ronde) for ronde in samen))
        op_tijd += sum(map(controleer, samen, uitkomsten))
    te_laat = sum(bool(ronde.gelezen) for ronde in rondes) - op_tijd
    print(f"op tijd {op_tijd}, te laat {te_laat}, nooit gevraagd {RONDES - op_tijd - te_laat}")
    assert op_tijd >= 20, f"te weinig op tijd om iets te bewijzen: {op_tijd}"
    assert te_laat >= 20, f"te weinig te laat om iets te bewijzen: {te_laat}"


async def test_na_de_claim_is_het_gesprek_van_een_mens_wat_de_bot_ook_wilde(hub: Hub) -> None:
    """The bot wants to close; the claim comes while it thinks."""
    gesprek_id = await begin(hub)
    ronde = Ronde(denkt=0.05, klikt=0, delen=2, naar=GESLOTEN, wis=True, vroeg=True)
    hub.bot.rondes[gesprek_id] = ronde  # type: ignore[attr-defined]
    await stuur(hub, gesprek_id, "ervoor")
    await claim(hub, gesprek_id, ronde)
    await rust_van_de_werker(hub)
    stand = await tot_rust(hub, gesprek_id)
    assert (stand["status"], [b["tekst"] for b in stand["berichten"] if b["afzender"] == INWONER]) == (MENS, ["ervoor"])
