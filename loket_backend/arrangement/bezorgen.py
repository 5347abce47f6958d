"""Asking the resident in the chat about an arrangement that was just laid before them: what help, who comes, how often, and whether it is good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import dienst
from loket_backend.arrangement.models import Arrangementregel, Arrangementversie
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import open_taak, rond_af
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.partijen.woorden import PERIODEN
from loket_backend.rondes.chatvorm import Chatvorm, schrijver
from loket_backend.tijd import MAANDEN

TEKSTEN = Path(__file__).with_name("teksten.yml")
TAAK_ANDERS, TAAK_BELLEN, TAAK_RUIMTE = "arrangement_anders", "arrangement_bellen", "arrangement_ruimte"
HERINNERING = "arrangement_herinnering"
# In signs: a longer list is not read in a chat.
HOOGUIT = 1500


def zin(pad: str, **waarden: str) -> str:
    return Kantoor.loket().zin(pad, TEKSTEN, **waarden)


VORM = Chatvorm(
    dienst.RONDES,
    zin,
    woord="voorstel",
    vraag="arrangement",
    vraag_anders="arrangement_anders",
    herinnering=HERINNERING,
    knoppen=("goed", "anders", "bel"),
)
herinner, sluit_vragen = VORM.herinner, VORM.sluit_vragen


async def stuur(
    session: AsyncSession, gesprek: Gesprek, intake: Intake, versie: Arrangementversie, wie: str, adres: str = ""
) -> None:
    """Asks about a version that dienst.leg_voor laid before the resident; questions and tasks about earlier versions end here.

    The caller holds conversation and intake locked. `versie` with its lines; `wie`: the medewerker who lays it before; `adres`: of the page with
    the whole, when there is one.
    """
    await sluit_vragen(session, gesprek.id, intake.kenmerk)
    for soort in (TAAK_ANDERS, TAAK_RUIMTE):
        if (taak := await open_taak(session, gesprek.id, soort)) is not None:
            await rond_af(session, taak.id, wie)
    hulp, alles = lijst(versie.regels)
    teksten = [hulp]
    if adres:
        teksten.append(zin("chat.pagina", adres=adres))
    elif not alles:
        teksten.append(zin("chat.meer", medewerker=await schrijver(session, versie)))
    await VORM.bezorg(session, gesprek, versie, teksten)


def lijst(regels: Sequence[Arrangementregel]) -> tuple[str, bool]:
    """The help as one message, and whether all of it is in there. No organisation, law or amount: only the help and who comes."""
    teksten = ["\n".join(_in_woorden(regel)) for regel in regels]
    gekozen = [t for n, t in enumerate(teksten) if n == 0 or sum(map(len, teksten[: n + 1])) <= HOOGUIT]
    return "\n\n".join(gekozen), len(gekozen) == len(teksten)


def _in_woorden(regel: Arrangementregel) -> Iterator[str]:
    yield f"• {regel.wat}"
    if regel.door_wie:
        yield zin("regel.wie", wie=regel.door_wie)
    yield zin("regel.vaak", wat=_hoe_vaak(regel))
    yield zin("regel.vanaf", datum=_dag(regel.begint_op))
    if regel.eindigt_op is not None:
        yield zin("regel.tot", datum=_dag(regel.eindigt_op))


def _hoe_vaak(regel: Arrangementregel) -> str:
    periode, eenmalig = PERIODEN[regel.per][0], regel.per == "eenmalig"
    keren = zin("regel.keer", aantal=str(regel.keer), moment="" if eenmalig else periode).strip()
    vaak = periode if eenmalig and regel.keer == 1 else keren
    return f"{vaak}, {_duur(regel.minuten)}" if regel.minuten else vaak


def _duur(minuten: int) -> str:
    uren, rest = divmod(minuten, 60)
    return zin("regel.minuten", aantal=str(minuten)) if rest else zin("regel.uren", aantal=str(uren))


def _dag(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
