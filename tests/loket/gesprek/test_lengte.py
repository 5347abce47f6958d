"""How long a conversation is makes no difference to the work of a turn: the statements, the commits, and what goes to Rasa."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event

from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import BOT_AFZENDER, INWONER, KLAAR
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht, Vraagbeurt
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from tests.loket.hulp import begin, lees, maak_hub, stuur

ZIN = "Stofzuigen en ramen lappen lukken niet meer, maar koken doe ik nog zelf."


@dataclass
class Werk:
    """What one turn asked of the database and of the bot."""

    opdrachten: list[str] = field(default_factory=list)
    commits: int = 0
    brief: int = 0

    def soorten(self) -> list[str]:
        return sorted(" ".join(opdracht.split())[:60] for opdracht in self.opdrachten)


class Bot:
    """Stores a draft and answers with two messages, as the real one does; keeps what it was asked."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.gevraagd: list[Vraagbeurt] = []

    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        self.gevraagd.append(vraag)
        async with self._database.schrijf() as session:
            await service.bewaar_concept(session, vraag.gesprek, vraag.volgnummer, concept(vraag.volgnummer))
        return Antwoordbeurt([Botbericht("Dat is genoteerd."), Botbericht("Wat kunt u nog zelf?", [], "kan")])

    async def mist(self) -> list[str]:
        return []


def concept(bron: int) -> ConceptInhoud:
    waarde = {"waarde": ZIN, "status": "besproken", "bronnen": [bron]}
    uitspraak = {"leefgebied": "huishouden", "aspect": "nodig", "tekst": ZIN, "bron": bron}
    return ConceptInhoud.model_validate({"antwoorden": {"hulpvraag": waarde}, "uitspraken": [uitspraak], "stand": {}})


async def vul(database: Database, gesprek_id: str, beurten: int) -> None:
    """So many turns as they are left behind: a message, its closed turn, its draft and two answers."""
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, gesprek_id)
        for _ in range(beurten):
            gezegd = berichten.schrijf(session, gesprek, INWONER, ZIN, extern_id=f"vul-{gesprek.laatste_volgnummer}")
            berichten.open_beurt(session, gesprek, gezegd.volgnummer, KLAAR)
            await service.bewaar_concept(session, gesprek_id, gezegd.volgnummer, concept(gezegd.volgnummer))
            for tekst in ("Dat is genoteerd.", "Wat kunt u nog zelf?"):
                berichten.schrijf(session, gesprek, BOT_AFZENDER, tekst, vraag="kan", antwoord_op=gezegd.volgnummer)


@contextmanager
def geteld(database: Database) -> Iterator[Werk]:
    werk = Werk()
    engines = {database.schrijver.sync_engine, database.lezer.sync_engine}

    def opdracht(_: Any, __: Any, sql: str, *___: Any) -> None:
        werk.opdrachten += [] if sql.startswith("BEGIN") else [sql]

    def commit(_: Any) -> None:
        werk.commits += 1

    for engine in engines:
        event.listen(engine, "before_cursor_execute", opdracht)
        event.listen(engine, "commit", commit)
    try:
        yield werk
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", opdracht)
            event.remove(engine, "commit", commit)


async def een_beurt(hub: Hub, bot: Bot, gesprek_id: str) -> Werk:
    """One message, its turn, and the page with the answers; without the worker, whose watch asks things too."""
    begonnen = (await lees(hub, gesprek_id))["berichten"][-1]["volgnummer"]
    with geteld(hub.database) as werk:
        async with hub.database.schrijf() as session:
            nummer = (await hub.postvak.neem_aan(session, gesprek_id, "proef-0001", ZIN)).volgnummer
        assert await hub.werker._beurten.voer_uit(gesprek_id, nummer)
        pagina = await lees(hub, gesprek_id, na=begonnen)
    assert [b["afzender"] for b in pagina["berichten"]] == [INWONER, BOT_AFZENDER, BOT_AFZENDER]
    werk.brief = len(json.dumps(vars(bot.gevraagd[-1])))
    return werk


@pytest.fixture
def hub(database: Database) -> Hub:
    return maak_hub(database, Bot(database))


async def beurt_na(hub: Hub, eerder: int) -> Werk:
    gesprek_id = await begin(hub)
    await vul(hub.database, gesprek_id, eerder)
    bot = hub.bot
    assert isinstance(bot, Bot)
    return await een_beurt(hub, bot, gesprek_id)


async def test_beurt_150_vraagt_de_database_hetzelfde_als_beurt_5(hub: Hub) -> None:
    vijfde, honderdvijftigste = await beurt_na(hub, 4), await beurt_na(hub, 149)
    assert honderdvijftigste.soorten() == vijfde.soorten()
    assert honderdvijftigste.commits == vijfde.commits


async def test_wat_naar_rasa_gaat_groeit_niet_met_het_aantal_berichten(hub: Hub) -> None:
    vijfde, honderdvijftigste = await beurt_na(hub, 4), await beurt_na(hub, 149)
    assert honderdvijftigste.brief <= 1.05 * vijfde.brief


async def test_een_beurt_kost_hooguit_zoveel_opdrachten_en_drie_keer_vastleggen(hub: Hub) -> None:
    """The message, the draft and the closing are each durable before anybody goes on; three commits on disk is what a turn costs."""
    werk = await beurt_na(hub, 4)
    assert werk.commits == 3
    assert len(werk.opdrachten) <= 22, werk.soorten()


async def test_wie_een_lang_gesprek_volgt_krijgt_alleen_wat_nieuw_is(hub: Hub) -> None:
    gesprek_id = await begin(hub)
    await vul(hub.database, gesprek_id, 149)
    laatste = (await lees(hub, gesprek_id))["berichten"][-1]["volgnummer"]
    nummer = await stuur(hub, gesprek_id, ZIN)
    nieuw = (await lees(hub, gesprek_id, na=laatste))["berichten"]
    assert nieuw[0]["volgnummer"] == nummer
    await hub.werker.stop()
