"""Whether the database holds what was acknowledged, once, answered in order; from the ledger of the residents and past the loket."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from tests.bench.bewoners import Boek, Gestuurd
from tests.e2e.hulp.loket import Loket

Sleutel = tuple[str, int]


def open_beurten(loket: Loket) -> int:
    return int(loket.vraag_db("SELECT count(*) FROM beurt WHERE stand = 'wacht'")[0][0])


def reken_na(loket: Loket, boek: Boek) -> dict[str, int]:
    """Counts that must be 0: messages that are lost, doubled, without an answer, or answered out of order. `naar_mensen` may be more."""
    bewaard = loket.vraag_db("SELECT gesprek_id, volgnummer, extern_id FROM bericht WHERE extern_id IS NOT NULL")
    plek = {extern_id: (gesprek, nummer) for gesprek, nummer, extern_id in bewaard}
    rijen = loket.vraag_db("SELECT gesprek_id, volgnummer, stand FROM beurt")
    standen: dict[Sleutel, str] = {(gesprek, nummer): stand for gesprek, nummer, stand in rijen}
    eigen = [(b.gesprek, b.volgnummer) for b in boek.gestuurd]
    antwoorden = laatste_antwoorden(loket)
    klaar = [s for s in eigen if standen.get(s) == "klaar"]
    return {
        "bevestigd": len(eigen),
        "verloren": sum(plek.get(b.extern_id) != (b.gesprek, b.volgnummer) for b in boek.gestuurd),
        "dubbel": dubbel_beantwoord(loket),
        "zonder_antwoord": sum(s not in antwoorden for s in klaar) + sum(standen.get(s) == "wacht" for s in eigen),
        "niet_op_volgorde": niet_op_volgorde(antwoorden),
        "naar_mensen": sum(standen.get(s) == "overgedragen" for s in eigen),
        "fouten": len(boek.fouten),
    }


def laatste_antwoorden(loket: Loket) -> dict[Sleutel, int]:
    """The number of the last message that answers each one: then the resident has all of it."""
    rijen = loket.vraag_db(
        "SELECT gesprek_id, antwoord_op, max(volgnummer) FROM bericht WHERE antwoord_op IS NOT NULL AND onderdrukt = false"
        " GROUP BY gesprek_id, antwoord_op"
    )
    return {(gesprek, op): laatste for gesprek, op, laatste in rijen}


def dubbel_beantwoord(loket: Loket) -> int:
    """A turn ends with at most one question; two of them mean that it was answered twice."""
    vaker = "SELECT 1 FROM bericht WHERE antwoord_op IS NOT NULL AND vraag IS NOT NULL GROUP BY gesprek_id, antwoord_op HAVING count(*) > 1"
    return len(loket.vraag_db(vaker))


def niet_op_volgorde(antwoorden: dict[Sleutel, int]) -> int:
    """Messages that were answered before one that came earlier in the same conversation."""
    per_gesprek: dict[str, list[int]] = defaultdict(list)
    for (gesprek, _), laatste in sorted(antwoorden.items()):
        per_gesprek[gesprek].append(laatste)
    return sum(eerder > later for nummers in per_gesprek.values() for eerder, later in pairwise(nummers))


def antwoordtijden(boek: Boek, gestuurd: list[Gestuurd], antwoorden: dict[Sleutel, int]) -> list[float]:
    """Milliseconds from the planned moment until the last message of the answer stood on the screen; of those that got one."""
    uit = []
    for bericht in gestuurd:
        laatste = antwoorden.get((bericht.gesprek, bericht.volgnummer))
        gezien = boek.gezien.get((bericht.gesprek, laatste)) if laatste else None
        if gezien is not None:
            uit.append((gezien - bericht.gepland) * 1000)
    return uit
