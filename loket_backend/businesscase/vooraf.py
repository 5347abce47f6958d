"""Works out the quarters that are over before anybody asks for them. What is kept is only ever shown when it still holds (vragen.stempel)."""

from __future__ import annotations

from loket_backend.businesscase import vragen
from loket_backend.businesscase.perioden import voorbije
from loket_backend.businesscase.rapport import boeken_van
from loket_backend.db import Database
from loket_backend.partijen import kerncijfers


async def reken_uit(database: Database) -> None:
    """Every quarter that can be chosen, the newest first, in a transaction of its own. One that was worked out and still holds costs a look."""
    async with database.lees() as session:
        wie_betaalt = await vragen.betalers(session)
    for periode in voorbije():
        if len(periode.kwartalen) == 1:
            await boeken_van(database, periode.kwartalen[0], wie_betaalt, kerncijfers.boek())
