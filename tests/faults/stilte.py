"""How long residents waited for an answer or the honest sentence, by the client's own clock and by that of the loket."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.e2e.hulp.inwoner import Inwoner
from tests.faults.controle import VraagDb

# Never silence: within this of the acknowledgement (seconds).
BINNEN = 10.0
# From when to when something was away (seconds since the epoch).
Weg = tuple[float, float]


@dataclass(frozen=True)
class Wachttijd:
    """Of one acknowledged message, in seconds. `vastgelegd`: until the loket had committed the first word on it; `gezien`: until
    the resident had it; `antwoord`: until the bot's own answer was committed. `eerlijk`: the first word was the honest sentence of
    the loket itself. `zonder_loket`: how much of `vastgelegd` the loket was dead.
    """

    gesprek: str
    volgnummer: int
    vastgelegd: float
    gezien: float
    antwoord: float
    eerlijk: bool
    zonder_loket: float = 0.0


def wachttijden(inwoners: Sequence[Inwoner], vraag_db: VraagDb, weg: Sequence[Weg] = ()) -> list[Wachttijd]:
    """Of every message in the ledgers that was answered at all. `weg`: when the loket was dead."""
    return [tijd for inwoner in inwoners for tijd in _van(inwoner, vraag_db, weg)]


def _van(inwoner: Inwoner, vraag_db: VraagDb, weg: Sequence[Weg]) -> Iterator[Wachttijd]:
    rijen = vraag_db(
        "SELECT antwoord_op, volgnummer, afzender, tijdstip FROM bericht"
        " WHERE gesprek_id = :id AND antwoord_op IS NOT NULL ORDER BY volgnummer",
        id=inwoner.gesprek.id,
    )
    for regel in inwoner.grootboek:
        woorden = [(nummer, wie, _moment(op)) for op_nr, nummer, wie, op in rijen if op_nr == regel.volgnummer]
        van_bot = [moment for _, wie, moment in woorden if wie == "bot"]
        if not van_bot:
            continue
        nummer, wie, eerst = woorden[0]
        yield Wachttijd(
            inwoner.gesprek.id,
            regel.volgnummer,
            vastgelegd=eerst - regel.op,
            gezien=inwoner.gezien_op.get(nummer, eerst) - regel.op,
            antwoord=van_bot[0] - regel.op,
            eerlijk=wie == "systeem",
            zonder_loket=_overlap(regel.op, eerst, weg),
        )


def _moment(waarde: Any) -> float:
    """SQLite gives text without a zone, PostgreSQL a moment."""
    moment = datetime.fromisoformat(waarde) if isinstance(waarde, str) else waarde
    return float((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _overlap(begin: float, einde: float, weg: Sequence[Weg]) -> float:
    return sum(max(min(einde, tot) - max(begin, van), 0.0) for van, tot in weg)


def niemand_in_stilte(tijden: Sequence[Wachttijd], factor: float = 1.0) -> None:
    """`factor`: how many times slower than a quiet machine this one may be. While it lives, the loket itself sees to the 10 seconds."""
    laat = [t for t in tijden if t.vastgelegd - t.zonder_loket > BINNEN * factor]
    assert laat == [], f"stil: {laat}"
    nooit = [t for t in tijden if t.antwoord - t.zonder_loket > BINNEN * factor and not t.eerlijk]
    assert nooit == [], f"laat beantwoord zonder een woord vooraf: {nooit}"
