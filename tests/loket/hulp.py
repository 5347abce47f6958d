"""Fakes and helpers for tests of the loket."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from loket_backend.crisis.nummerboek import Nummerboek
from loket_backend.crisis.nummers import Nummers
from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import Database
from loket_backend.gesprek import woonwijk
from loket_backend.gesprek.actueel import Actueel
from loket_backend.gesprek.beurt import Beurten
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.openingstijden import lees_vorm
from loket_backend.gesprek.postvak import Postvak, open_gesprek
from loket_backend.gesprek.queries import pagina
from loket_backend.gesprek.rasa import Antwoordbeurt, BeurtMislukt, Botbericht, Vraagbeurt
from loket_backend.gesprek.teksten import Teksten
from loket_backend.gesprek.wekker import Wekker
from loket_backend.gesprek.werker import Werker
from loket_backend.toewijzing.inrichting import richt_in

TEKSTEN = Teksten.lees("Het loket", "0528 12 34 56")
GEMEENTE = {
    "wijken": [
        {"id": "veld", "naam": "Veld", "postcodes": ["7913AA-7914ZZ"]},
        {"id": "dorp", "naam": "Dorp", "postcodes": ["8381AA-8382ZZ"]},
    ],
    "medewerkers": [
        {"id": "anja", "naam": "Anja Mulder", "functie": "Dorpsregisseur", "wijken": ["veld"], "caseload_max": 3},
        {"id": "bert", "naam": "Bert Kok", "functie": "Wmo-consulent", "wijken": ["veld"], "caseload_max": 2},
        {"id": "cor", "naam": "Cor Smit", "functie": "Coördinator", "rol": "coordinator", "login": "cor"},
    ],
}


class NepRasa:
    """Answers what it is told to; counts the turns that it saw; can fail, hang or be slow."""

    def __init__(self, antwoord: Callable[[Vraagbeurt], Antwoordbeurt] | None = None) -> None:
        self.beurten: list[Vraagbeurt] = []
        self.antwoord = antwoord or (lambda vraag: Antwoordbeurt([Botbericht(f"Gehoord: {vraag.tekst}", [], "kan")]))
        self.fouten = 0
        self.poort = asyncio.Event()
        self.poort.set()

    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        self.beurten.append(vraag)
        await self.poort.wait()
        if self.fouten > 0:
            self.fouten -= 1
            raise BeurtMislukt("nagebootst")
        return self.antwoord(vraag)

    async def mist(self) -> list[str]:
        return []


def maak_hub(database: Database, bot: Any, geduld: float = 60, antwoord_binnen: float = 8) -> Hub:
    wekker = Wekker()
    beurten = Beurten(database, bot, TEKSTEN, wekker, timedelta(seconds=geduld))
    antwoorders = {woonwijk.SOORT: woonwijk.Woonwijkvraag(TEKSTEN)}
    postvak = Postvak(TEKSTEN, Crisispoort.uit_bestand(), Nummerboek(Nummers.uit_bestand()), antwoorders)
    return Hub(database, postvak, wekker, Werker(beurten, timedelta(seconds=antwoord_binnen)), bot)


def maak_actueel(hub: Hub) -> Actueel:
    """The opening hours that come along, and the numbers that this hub gives."""
    assert isinstance(hub.postvak.nummers, Nummerboek)
    return Actueel(hub.database, hub.postvak.nummers, lees_vorm())


async def begin(hub: Hub) -> str:
    """A new conversation; its id."""
    async with hub.database.schrijf() as session:
        gesprek, _, _ = await open_gesprek(session, "web", hub.postvak.teksten)
    return gesprek.id


async def stuur(hub: Hub, gesprek_id: str, tekst: str, extern_id: str | None = None) -> int:
    aangenomen = await hub.neem_aan(gesprek_id, extern_id or str(uuid.uuid4()), tekst)
    return aangenomen.volgnummer


async def lees(hub: Hub, gesprek_id: str, na: int = 0) -> dict[str, Any]:
    async with hub.database.lees() as session:
        return await pagina(session, gesprek_id, na)


async def tot(voorwaarde: Callable[[], Any], binnen: float = 15) -> Any:
    """Waits for a condition (an async callable), never for a fixed time. Raises TimeoutError: `scripts/test` tries that once more."""
    einde = asyncio.get_running_loop().time() + binnen
    while True:
        if uitkomst := await voorwaarde():
            return uitkomst
        if asyncio.get_running_loop().time() >= einde:
            raise TimeoutError("de voorwaarde werd niet waar")
        await asyncio.sleep(0.01)


async def tot_rust(hub: Hub, gesprek_id: str) -> dict[str, Any]:
    """The conversation once nothing waits for an answer any more."""

    async def klaar() -> dict[str, Any] | None:
        stand = await lees(hub, gesprek_id)
        return None if stand["bezig"] else stand

    return await tot(klaar)  # type: ignore[no-any-return]


def van(stand: dict[str, Any], afzender: str) -> list[str]:
    return [b["tekst"] for b in stand["berichten"] if b["afzender"] == afzender]


async def vul_gemeente(database: Database, inhoud: Any = GEMEENTE) -> None:
    async with database.schrijf() as session:
        await richt_in(session, inhoud)


def concept(akkoord: bool = True, uitspraken: Sequence[dict[str, Any]] = (), **waarden: Any) -> dict[str, Any]:
    """A draft as the bot writes it."""
    alles = {**({"akkoord": True} if akkoord else {}), **waarden}
    antwoorden = {veld: {"waarde": w, "status": "besproken", "bronnen": [4]} for veld, w in alles.items()}
    return {"antwoorden": antwoorden, "uitspraken": list(uitspraken), "stand": {}}
