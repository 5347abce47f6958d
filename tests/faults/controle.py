"""What must hold after any fault: nothing lost, nothing doubled, everything in order, nobody left without an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp

from tests.e2e.hulp.gesprek import intakes
from tests.e2e.hulp.inwoner import Inwoner

# Runs SQL with named parameters (:naam) on the loket's database, past the loket.
VraagDb = Callable[..., list[tuple[Any, ...]]]


async def alles_klopt(
    inwoners: Sequence[Inwoner], vraag_db: VraagDb, http: aiohttp.ClientSession, url: str, sleutel: str, vooraf: int = 0
) -> None:
    """Compares the ledgers with the loket. `vooraf`: how many intakes there were before these residents came."""
    for inwoner in inwoners:
        await wat_bevestigd_is_staat_er_een_keer(inwoner)
        ieder_bericht_is_een_keer_en_op_volgorde_beantwoord(inwoner, vraag_db)
    await ieder_gesprek_gaf_een_intake(inwoners, http, url, sleutel, vooraf)


async def wat_bevestigd_is_staat_er_een_keer(inwoner: Inwoner) -> None:
    berichten = await inwoner.lees_alles()
    nummers = [b["volgnummer"] for b in berichten]
    assert nummers == sorted(set(nummers)), "een volgnummer is dubbel of niet op volgorde"
    assert inwoner.gesprek.stand["kenmerk"]
    bevestigd = [(r.volgnummer, r.tekst) for r in inwoner.grootboek]
    assert [n for n, _ in bevestigd] == sorted({n for n, _ in bevestigd}), "bevestigd in een andere volgorde"
    bewaard = [(b["volgnummer"], b["tekst"]) for b in berichten if b["afzender"] == "inwoner"]
    assert bewaard == bevestigd, inwoner.gesprek.verslag()


def ieder_bericht_is_een_keer_en_op_volgorde_beantwoord(inwoner: Inwoner, vraag_db: VraagDb) -> None:
    """A turn ends with at most one question; answers stand in the order of what they answer; no message stays without one."""
    gezegd = vraag_db(
        "SELECT antwoord_op, vraag FROM bericht WHERE gesprek_id = :id AND afzender = 'bot' AND antwoord_op IS NOT NULL"
        " ORDER BY volgnummer",
        id=inwoner.gesprek.id,
    )
    op = [nummer for nummer, _ in gezegd]
    assert op == sorted(op), f"niet op volgorde beantwoord: {op}"
    assert set(op) == {r.volgnummer for r in inwoner.grootboek}, "een bericht bleef zonder antwoord"
    gevraagd = [nummer for nummer, vraag in gezegd if vraag]
    assert len(gevraagd) == len(set(gevraagd)), f"een bericht is twee keer beantwoord: {gevraagd}"


async def ieder_gesprek_gaf_een_intake(
    inwoners: Sequence[Inwoner], http: aiohttp.ClientSession, url: str, sleutel: str, vooraf: int
) -> None:
    alle = await intakes(http, url, sleutel)
    per_gesprek = Counter(i["gesprekId"] for i in alle)
    verwacht = {i.gesprek.id: i.gesprek.stand["kenmerk"] for i in inwoners}
    assert {g: per_gesprek[g] for g in verwacht} == dict.fromkeys(verwacht, 1)
    assert len(alle) - vooraf == len(verwacht), "een intake te veel of te weinig"
    assert {i["gesprekId"]: i["kenmerk"] for i in alle if i["gesprekId"] in verwacht} == verwacht
