"""Telegram after a fault: every update has one effect, every answer was brought in order, and twice only where nobody can know better."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import func, select

from loket_backend.db import Database, Kluis, open_database
from loket_backend.gesprek.channels.telegram.knippen import knip
from loket_backend.gesprek.channels.telegram.models import Chat, Inkomend, Uitgaand, chat_index
from loket_backend.gesprek.models import INWONER, WACHT, Bericht, Beurt
from loket_backend.intake.models import Intake
from loket_backend.versleuteling import Sleutelbos
from tests.e2e.hulp.loket import Loket
from tests.faults.controle import DUBBEL, STIL, VERLOREN, VOLGORDE, Verschil
from tests.faults.telegramstraat import Postbode, Telegrambewoner
from tests.loket.hulp import tot

GEDULD = 180
# The clock by which a file changes runs a few milliseconds behind the clock of the process (seconds).
KLOKVERSCHIL = 0.1


@dataclass
class Uitslag:
    """`dubbel`: how many messages came twice where that cannot be ruled out. `langst`: the longest wait for a first word (seconds)."""

    verschillen: list[Verschil] = field(default_factory=list)
    dubbel: int = 0
    langst: float = 0.0


@asynccontextmanager
async def database_van(loket: Loket) -> AsyncIterator[Database]:
    """The loket's database with its own keys. The fixture `eigen_sleutels` puts those of the tests back."""
    Kluis.bos = Sleutelbos.uit(loket.settings.sleutel, loket.settings.map / "sleutel")
    database = open_database(loket.settings.database)
    yield database
    await database.sluit()


async def vergelijk_telegram(
    bewoners: Sequence[Telegrambewoner], post: Postbode, loket: Loket, doden: Sequence[float]
) -> Uitslag:
    """`doden`: when the loket died (seconds since the epoch)."""
    uitslag = Uitslag()
    async with database_van(loket) as database:
        for bewoner in bewoners:
            await tot(lambda bewoner=bewoner: _alles_is_gezegd(database, bewoner), GEDULD)
            berichten, intakes = await _lees(database, bewoner)
            uitslag.verschillen += _van_inwoner(bewoner, berichten, intakes)
            _van_loket(uitslag, bewoner, post, berichten, doden)
    return uitslag


async def _alles_is_gezegd(database: Database, bewoner: Telegrambewoner) -> bool:
    """Every message is in, every turn is closed, and everything went out."""
    async with database.lees() as session:
        chat = await session.get_one(Chat, chat_index(bewoner.chat))
        eigen = await session.scalar(select(func.count()).select_from(Uitgaand).where(Uitgaand.chat == chat.index))
        laatste = select(func.max(Bericht.volgnummer)).where(
            Bericht.gesprek_id == chat.gesprek_id, Bericht.afzender != INWONER, Bericht.onderdrukt.is_(False)
        )
        binnen = select(func.count()).select_from(Inkomend).where(Inkomend.verwerkt_op.is_(None))
        lopend = (
            select(func.count()).select_from(Beurt).where(Beurt.gesprek_id == chat.gesprek_id, Beurt.stand == WACHT)
        )
        open_werk = eigen or await session.scalar(binnen) or await session.scalar(lopend)
        return not open_werk and chat.geleverd_tot == await session.scalar(laatste)


async def _lees(database: Database, bewoner: Telegrambewoner) -> tuple[list[Bericht], int]:
    """The messages of the conversation, and how many intakes it gave."""
    async with database.lees() as session:
        chat = await session.get_one(Chat, chat_index(bewoner.chat))
        vraag = select(Bericht).where(Bericht.gesprek_id == chat.gesprek_id).order_by(Bericht.volgnummer)
        intakes = select(func.count()).select_from(Intake).where(Intake.gesprek_id == chat.gesprek_id)
        return list(await session.scalars(vraag)), await session.scalar(intakes) or 0


def _van_inwoner(bewoner: Telegrambewoner, berichten: list[Bericht], intakes: int) -> Iterator[Verschil]:
    wie, gezegd = f"chat {bewoner.chat}", [tekst for _, tekst in bewoner.gezegd]
    bewaard = [b.tekst for b in berichten if b.afzender == INWONER]
    if bewaard != gezegd:
        soort = VERLOREN if len(bewaard) < len(gezegd) else DUBBEL if len(bewaard) > len(gezegd) else VOLGORDE
        yield Verschil(soort, f"{wie}: gezegd {gezegd}, bewaard {bewaard}")
    if intakes != 1:
        yield Verschil(DUBBEL if intakes else VERLOREN, f"{wie}: {intakes} intakes")


def _van_loket(
    uitslag: Uitslag, bewoner: Telegrambewoner, post: Postbode, berichten: list[Bericht], doden: Sequence[float]
) -> None:
    """Walks along what was brought and what should have been; the channel's own words stand in no conversation."""
    wie, vorige, over = f"chat {bewoner.chat}", ("", 0.0), _te_brengen(berichten)
    eigen = {deel for _, deel in over}
    antwoord_op: dict[int, float] = {}
    for tekst, op in post.bezorgd(bewoner.chat):
        if over and tekst == over[0][1]:
            bericht, _ = over.pop(0)
            antwoord_op.setdefault(bericht.antwoord_op or 0, op)
        elif tekst == vorige[0] and any(vorige[1] - KLOKVERSCHIL <= dood <= op for dood in doden):
            uitslag.dubbel += 1
        elif tekst in eigen or tekst == vorige[0]:
            uitslag.verschillen.append(Verschil(DUBBEL, f"{wie}: dubbel of niet op volgorde bezorgd: {tekst!r}"))
        vorige = (tekst, op)
    if over:
        uitslag.verschillen.append(Verschil(VERLOREN, f"{wie}: niet bezorgd: {[deel for _, deel in over]}"))
    _van_stilte(uitslag, bewoner, post, berichten, antwoord_op)


def _te_brengen(berichten: list[Bericht]) -> list[tuple[Bericht, str]]:
    return [(b, deel) for b in berichten if b.afzender != INWONER and not b.onderdrukt for deel in knip(b.tekst)]


def _van_stilte(
    uitslag: Uitslag, bewoner: Telegrambewoner, post: Postbode, berichten: list[Bericht], antwoord_op: dict[int, float]
) -> None:
    van_inwoner = [b.volgnummer for b in berichten if b.afzender == INWONER]
    for (update, tekst), volgnummer in zip(bewoner.gezegd, van_inwoner, strict=False):
        if volgnummer not in antwoord_op or update not in post.bevestigd_op:
            uitslag.verschillen.append(Verschil(STIL, f"chat {bewoner.chat}: zonder antwoord: {tekst!r}"))
        else:
            uitslag.langst = max(uitslag.langst, antwoord_op[volgnummer] - post.bevestigd_op[update])
