"""Never silence: what every acknowledged message got within ten seconds, and how soon the backlog was gone after healing."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.e2e.hulp.inwoner import Inwoner
from tests.faults.controle import VraagDb

# How much slower than a machine of its own this one may be; 1 for the figures.
TRAAG = float(os.environ.get("LOKET_TRAAG", "3"))
# An answer or the honest sentence; and everything that lay open at healing is answered.
IETS_BINNEN, TERUG_BINNEN = 10.0 * TRAAG, 30.0 * TRAAG
EERSTE_WOORD = """
SELECT i.tijdstip, min(a.tijdstip) FROM bericht i
LEFT JOIN bericht a ON a.gesprek_id = i.gesprek_id AND a.antwoord_op = i.volgnummer AND NOT a.onderdrukt
WHERE i.gesprek_id = :id AND i.afzender = 'inwoner' GROUP BY i.volgnummer, i.tijdstip"""


def langste_stilte(inwoners: Sequence[Inwoner], vraag_db: VraagDb) -> float:
    """Seconds from a message to the first word about it, at the worst, by the clock of the loket."""
    rijen = [rij for inwoner in inwoners for rij in vraag_db(EERSTE_WOORD, id=inwoner.gesprek.id)]
    assert rijen
    assert all(woord is not None for _, woord in rijen), "er bleef een bericht zonder een woord"
    return max((_moment(woord) - _moment(bericht)).total_seconds() for bericht, woord in rijen)


def _moment(waarde: Any) -> datetime:
    return waarde if isinstance(waarde, datetime) else datetime.fromisoformat(waarde)


async def tot_ingehaald(vraag_db: VraagDb) -> float:
    """Waits until every turn that is open now is closed; the seconds it took."""
    begin = time.monotonic()
    over = await _open(vraag_db)
    while over:
        assert time.monotonic() - begin < 2 * TERUG_BINNEN, f"na {2 * TERUG_BINNEN:.0f} s nog open: {over}"
        await asyncio.sleep(0.1)
        over &= await _open(vraag_db)
    return time.monotonic() - begin


async def _open(vraag_db: VraagDb) -> set[tuple[Any, ...]]:
    return set(await asyncio.to_thread(vraag_db, "SELECT gesprek_id, volgnummer FROM beurt WHERE stand = 'wacht'"))
