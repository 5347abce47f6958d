"""What must hold after any fault: nothing lost, nothing doubled, everything in order, nobody left without an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.e2e.hulp.gesprek import intakes
from tests.e2e.hulp.inwoner import Inwoner

# Runs SQL with named parameters (:naam) on the loket's database, past the loket.
VraagDb = Callable[..., list[tuple[Any, ...]]]
VERLOREN, DUBBEL, VOLGORDE, STIL = "verloren", "dubbel", "volgorde", "stil"


@dataclass(frozen=True)
class Verschil:
    """Where the loket does not say what the ledger says."""

    soort: str
    wat: str


async def alles_klopt(
    inwoners: Sequence[Inwoner], vraag_db: VraagDb, http: aiohttp.ClientSession, url: str, sleutel: str, vooraf: int = 0
) -> None:
    """Compares the ledgers with the loket. `vooraf`: how many intakes there were before these residents came."""
    geen(await verschillen(inwoners, vraag_db, http, url, sleutel, vooraf))


def geen(gevonden: Sequence[Verschil]) -> None:
    """Names every difference when there is one."""
    assert not gevonden, "\n".join(f"{v.soort}: {v.wat}" for v in gevonden)


async def verschillen(
    inwoners: Sequence[Inwoner], vraag_db: VraagDb, http: aiohttp.ClientSession, url: str, sleutel: str, vooraf: int = 0
) -> list[Verschil]:
    gevonden: list[Verschil] = []
    for inwoner in inwoners:
        gevonden += wat_bevestigd_is_staat_er_een_keer(inwoner, await inwoner.lees_alles())
        gevonden += ieder_bericht_is_een_keer_en_op_volgorde_beantwoord(inwoner, vraag_db)
    return [*gevonden, *await ieder_gesprek_gaf_een_intake(inwoners, http, url, sleutel, vooraf)]


def wat_bevestigd_is_staat_er_een_keer(inwoner: Inwoner, berichten: list[dict[str, Any]]) -> Iterator[Verschil]:
    wie = inwoner.gesprek.id
    nummers = [b["volgnummer"] for b in berichten]
    if nummers != sorted(set(nummers)):
        yield Verschil(VOLGORDE, f"{wie}: een volgnummer is dubbel of niet op volgorde")
    if not inwoner.gesprek.stand["kenmerk"]:
        yield Verschil(VERLOREN, f"{wie}: geen kenmerk\n{inwoner.gesprek.verslag()}")
    for regel in inwoner.grootboek:
        if regel.nogmaals not in (None, (200, regel.volgnummer)):
            yield Verschil(DUBBEL, f"{wie}: {regel.volgnummer} werd bij herhaling {regel.nogmaals}")
    bevestigd = [(r.volgnummer, r.tekst) for r in inwoner.grootboek]
    yield from _vergelijk(wie, bevestigd, [(b["volgnummer"], b["tekst"]) for b in berichten if _is_inwoner(b)])


def _is_inwoner(bericht: dict[str, Any]) -> bool:
    return bool(bericht["afzender"] == "inwoner")


def _vergelijk(wie: str, bevestigd: list[tuple[int, str]], bewaard: list[tuple[int, str]]) -> Iterator[Verschil]:
    """By words first: what was lost and what came twice; then by number and place."""
    boek, loket = Counter(tekst for _, tekst in bevestigd), Counter(tekst for _, tekst in bewaard)
    for tekst, keren in (boek - loket).items():
        yield Verschil(VERLOREN, f"{wie}: {keren} keer bevestigd en niet bewaard: {tekst!r}")
    for tekst, keren in (loket - boek).items():
        yield Verschil(DUBBEL, f"{wie}: {keren} keer te veel bewaard: {tekst!r}")
    if boek == loket and bevestigd != bewaard:
        yield Verschil(VOLGORDE, f"{wie}: bevestigd {bevestigd}, bewaard {bewaard}")


def ieder_bericht_is_een_keer_en_op_volgorde_beantwoord(inwoner: Inwoner, vraag_db: VraagDb) -> Iterator[Verschil]:
    """A turn ends with at most one question; answers stand in the order of what they answer; no message stays without one."""
    wie = inwoner.gesprek.id
    gezegd = vraag_db(
        "SELECT antwoord_op, vraag FROM bericht WHERE gesprek_id = :id AND afzender = 'bot' AND antwoord_op IS NOT NULL"
        " ORDER BY volgnummer",
        id=wie,
    )
    op = [nummer for nummer, _ in gezegd]
    if op != sorted(op):
        yield Verschil(VOLGORDE, f"{wie}: niet op volgorde beantwoord: {op}")
    if zonder := {r.volgnummer for r in inwoner.grootboek} - set(op):
        yield Verschil(STIL, f"{wie}: zonder antwoord: {sorted(zonder)}")
    gevraagd = [nummer for nummer, vraag in gezegd if vraag]
    if len(gevraagd) != len(set(gevraagd)):
        yield Verschil(DUBBEL, f"{wie}: een bericht is twee keer beantwoord: {gevraagd}")


async def ieder_gesprek_gaf_een_intake(
    inwoners: Sequence[Inwoner], http: aiohttp.ClientSession, url: str, sleutel: str, vooraf: int
) -> list[Verschil]:
    alle = await intakes(http, url, sleutel)
    per_gesprek = Counter(i["gesprekId"] for i in alle)
    kenmerken = {i["gesprekId"]: i["kenmerk"] for i in alle}
    gevonden = []
    for inwoner in inwoners:
        wie, kenmerk = inwoner.gesprek.id, inwoner.gesprek.stand["kenmerk"]
        if kenmerken.get(wie) != kenmerk or not kenmerk:
            gevonden.append(
                Verschil(VERLOREN, f"{wie}: de inwoner hoorde {kenmerk}, de intake is {kenmerken.get(wie)}")
            )
        if per_gesprek[wie] > 1:
            gevonden.append(Verschil(DUBBEL, f"{wie}: {per_gesprek[wie]} intakes"))
    if len(alle) - vooraf != len(inwoners):
        gevonden.append(Verschil(DUBBEL, f"{len(alle) - vooraf} intakes van {len(inwoners)} gesprekken"))
    return gevonden
