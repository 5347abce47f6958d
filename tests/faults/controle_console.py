"""What staff see after a fault: every dossier once in the list, and in it what the resident said, in order."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence

from tests.e2e.hulp.console import Console
from tests.e2e.hulp.inwoner import Inwoner
from tests.faults.controle import DUBBEL, VERLOREN, VOLGORDE, Verschil

_DOSSIER = re.compile(r'<th scope="row".*?<span class="kenmerk">([^<]+)</span>', re.S)
_BERICHT = re.compile(
    r'<li class="bericht bericht--inwoner[^>]*id="bericht-(\d+)".*?<p class="bericht-tekst">(.*?)</p>', re.S
)
MAX_PAGINAS = 1000


async def verschillen_console(inwoners: Sequence[Inwoner], console: Console) -> list[Verschil]:
    """As the coordinator, by the pages."""
    lijst = Counter([kenmerk async for kenmerk in _dossiers(console)])
    gevonden = [Verschil(DUBBEL, f"{k} staat {n} keer in de werkvoorraad") for k, n in lijst.items() if n > 1]
    for inwoner in inwoners:
        kenmerk = inwoner.gesprek.stand["kenmerk"]
        if kenmerk not in lijst:
            gevonden.append(Verschil(VERLOREN, f"{kenmerk} staat niet in de werkvoorraad"))
            continue
        await console.lees(f"/console/intakes/{kenmerk}")
        pagina = await console.lees(f"/console/gesprekken/{inwoner.gesprek.id}")
        gevonden += _vergelijk(inwoner, [(int(nummer), html.unescape(t)) for nummer, t in _BERICHT.findall(pagina)])
    return gevonden


async def _dossiers(console: Console) -> AsyncIterator[str]:
    for nummer in range(1, MAX_PAGINAS):
        pagina = await console.lees(f"/console?lijst=alle&status=alles&pagina={nummer}")
        for kenmerk in _DOSSIER.findall(pagina):
            yield kenmerk
        if 'rel="next"' not in pagina:
            return


def _vergelijk(inwoner: Inwoner, pagina: list[tuple[int, str]]) -> Iterator[Verschil]:
    bevestigd = [(r.volgnummer, r.tekst) for r in inwoner.grootboek]
    if sorted(pagina) != sorted(bevestigd):
        soort = VERLOREN if set(bevestigd) - set(pagina) else DUBBEL
        yield Verschil(soort, f"console, {inwoner.gesprek.id}: bevestigd {bevestigd}, op de pagina {pagina}")
    elif pagina != bevestigd:
        yield Verschil(VOLGORDE, f"console, {inwoner.gesprek.id}: niet op volgorde")
