"""Asking the resident in the chat about an arrangement that was just laid before them: what help, who comes, how often, and whether it is good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import dienst
from loket_backend.arrangement.models import VOORGELEGD, Arrangement, Arrangementregel, Arrangementversie
from loket_backend.gesprek import berichten, vragen, wektijden
from loket_backend.gesprek.models import MENS, WACHT_OP_MENS, Gesprek
from loket_backend.gesprek.taken import open_taak, rond_af
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.gespreksverslag_bezorgen import na_werkdagen
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.partijen.woorden import PERIODEN
from loket_backend.tijd import MAANDEN, nu
from loket_backend.toewijzing.models import Medewerker

TEKSTEN = Path(__file__).with_name("teksten.yml")
# Kinds of questions (gesprek/vragen.py): is it good, and what should be otherwise.
VRAAG, VRAAG_ANDERS = "arrangement", "arrangement_anders"
TAAK_ANDERS, TAAK_BELLEN, TAAK_RUIMTE = "arrangement_anders", "arrangement_bellen", "arrangement_ruimte"
HERINNERING = "arrangement_herinnering"
WERKDAGEN = 5
# In signs: a longer list is not read in a chat.
HOOGUIT = 1500
KNOPPEN = ("goed", "anders", "bel")


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
    naam = await naam_van(session, wie)
    delen, alles = lijst(versie.regels)
    berichten.zeg(session, gesprek, zin("chat.nieuw" if (versie.ronde or 1) > 1 else "chat.klaar", medewerker=naam))
    berichten.zeg(session, gesprek, delen)
    if adres:
        berichten.zeg(session, gesprek, zin("chat.pagina", adres=adres))
    elif not alles:
        berichten.zeg(session, gesprek, zin("chat.meer", medewerker=naam))
    await vraag_of_het_goed_is(session, gesprek, versie, "chat.vraag")
    wektijden.zet_op(session, gesprek.id, HERINNERING, na_werkdagen(nu(), WERKDAGEN), over=versie.id)


async def sluit_vragen(session: AsyncSession, gesprek_id: str, kenmerk: str) -> None:
    """Nobody waits for an answer about this arrangement in the chat any longer, and nobody is reminded of it."""
    eerdere = select(Arrangementversie.id).where(
        Arrangementversie.kenmerk == kenmerk, Arrangementversie.ronde.is_not(None)
    )
    for versie_id in await session.scalars(eerdere):
        for soort in (VRAAG, VRAAG_ANDERS):
            await vragen.sluit(session, gesprek_id, soort, str(versie_id))
    await wektijden.annuleer(session, gesprek_id, HERINNERING)


async def vraag_of_het_goed_is(
    session: AsyncSession,
    gesprek: Gesprek,
    versie: Arrangementversie,
    welke: str,
    knoppen: Sequence[str] = KNOPPEN,
    **waarden: str,
) -> None:
    """Asks anew, with these words: the buttons stand under the last message again."""
    await vragen.sluit(session, gesprek.id, VRAAG_ANDERS, str(versie.id))
    await vragen.stel(session, gesprek, VRAAG, str(versie.id), zin(welke, **waarden), keuzes(versie, knoppen))


def keuzes(versie: Arrangementversie, knoppen: Sequence[str]) -> list[dict[str, str]]:
    """The value of a button says which proposal it was about, in words that everybody may read."""
    labels = [zin(f"knoppen.{knop}") for knop in knoppen]
    return [{"label": label, "waarde": f"{label} (voorstel {versie.ronde})"} for label in labels]


def zin(pad: str, **waarden: str) -> str:
    return Kantoor.loket().zin(pad, TEKSTEN, **waarden)


async def naam_van(session: AsyncSession, wie: str | None) -> str:
    naam = await session.scalar(select(Medewerker.naam).where(Medewerker.id == wie)) if wie else None
    return naam or "Een medewerker"


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


async def herinner(session: AsyncSession, gesprek: Gesprek, wektijd: wektijden.Wektijd) -> datetime | None:
    """Once, and nothing is forced. Not while people of the loket talk with the resident: then the next working day."""
    versie = await session.get_one(Arrangementversie, wektijd.over)
    arrangement = await session.get_one(Arrangement, versie.kenmerk)
    nieuwste = await dienst.voorgelegd(session, versie.kenmerk)
    if arrangement.stand != VOORGELEGD or nieuwste is None or nieuwste.id != versie.id:
        return None
    if gesprek.status in (MENS, WACHT_OP_MENS):
        return na_werkdagen(nu(), 1)
    berichten.zeg(session, gesprek, zin("chat.herinnering"))
    await vraag_of_het_goed_is(session, gesprek, versie, "chat.vraag")
    return None
