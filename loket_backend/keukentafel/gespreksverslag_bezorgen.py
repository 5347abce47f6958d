"""Laying a gespreksverslag before the resident in the chat: short messages, a link to the whole, and the question whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import open_taak, rond_af
from loket_backend.intake import workflow
from loket_backend.intake.models import Intake
from loket_backend.keukentafel import blad, gespreksverslag, leescode
from loket_backend.keukentafel.blad import Alinea, Stuk
from loket_backend.keukentafel.gespreksverslag_models import Verslagversie
from loket_backend.keukentafel.gespreksverslag_sjabloon import BESTAND, Kantoor
from loket_backend.rondes.antwoord import Weg
from loket_backend.rondes.chatvorm import Chatvorm
from loket_backend.rondes.models import CHAT

TAAK_CORRECTIE, TAAK_BELLEN = "verslag_correctie", "verslag_bellen"
HERINNERING = "verslag_herinnering"

# In signs. A longer verslag is not read in a chat: then the beginning, and a link.
HEEL, BEGIN, DEEL = 1500, 800, 400


def zin(pad: str, **waarden: str) -> str:
    return Kantoor.loket().zin(pad, BESTAND, **waarden)


async def pagina(session: AsyncSession, versie: Verslagversie) -> str:
    """The address of a fresh page with the whole."""
    return await leescode.adres(session, Kantoor.loket(), versie.kenmerk, versie.id)


class _Vorm(Chatvorm[Verslagversie]):
    async def herinnering_aan(self, session: AsyncSession, versie: Verslagversie) -> str:
        return zin("chat.herinnering", adres=await pagina(session, versie))


VORM = _Vorm(
    gespreksverslag.RONDES,
    zin,
    woord="verslag",
    vraag="verslag",
    vraag_anders="verslag_correctie",
    herinnering=HERINNERING,
    knoppen=("klopt", "klopt_niet", "pagina"),
)
herinner, sluit_vragen = VORM.herinner, VORM.sluit_vragen


async def leg_voor(session: AsyncSession, kenmerk: str, basis: int, wie: str, weg: Weg) -> Verslagversie:
    """Lays the saved version before the resident, by the chat or otherwise. Questions about earlier versions end here.

    Raises NietGevonden, Conflict, OngeldigeInvoer.
    """
    gesprek_id = await session.scalar(select(Intake.gesprek_id).where(Intake.kenmerk == kenmerk))
    gesprek = await berichten.vergrendel(session, gesprek_id or "")
    intake = await workflow.vergrendel(session, kenmerk)
    versie = await gespreksverslag.leg_voor(session, intake, basis, wie, weg)
    await sluit_vragen(session, gesprek.id, kenmerk)
    if (taak := await open_taak(session, gesprek.id, TAAK_CORRECTIE)) is not None:
        await rond_af(session, taak.id, wie)
    if weg.soort == CHAT:
        await _bezorg(session, gesprek, versie)
    return versie


async def _bezorg(session: AsyncSession, gesprek: Gesprek, versie: Verslagversie) -> None:
    delen, alles = in_berichten(blad.uit_json(versie.blad or {}).stukken)
    heel = zin("chat.heel" if alles else "chat.begin", adres=await pagina(session, versie))
    await VORM.bezorg(session, gesprek, versie, [*delen, heel])


def in_berichten(stukken: Sequence[Stuk]) -> tuple[list[str], bool]:
    """One message a part, and whether that is all that was written. What is the same in every verslag, or empty, is left to the page."""
    teksten = [_als_bericht(stuk) for stuk in stukken if not stuk.vast and not stuk.leeg]
    if sum(map(len, teksten)) <= HEEL:
        return teksten, True
    return list(_begin(teksten)), False


def _begin(teksten: Sequence[str]) -> Iterator[str]:
    ruimte = BEGIN
    for tekst in teksten:
        if ruimte <= 0:
            return
        kort = _kort(tekst, DEEL)
        ruimte -= len(kort)
        yield kort


def _als_bericht(stuk: Stuk) -> str:
    return "\n\n".join([stuk.kop, *map(_als_regel, stuk.alineas)])


def _als_regel(alinea: Alinea) -> str:
    tekst = f"“{alinea.tekst}”" if alinea.citaat else alinea.tekst
    return f"{alinea.label}: {tekst}" if alinea.label else tekst


def _kort(tekst: str, hooguit: int) -> str:
    """Ends at a whole word."""
    return tekst if len(tekst) <= hooguit else f"{tekst[:hooguit].rsplit(maxsplit=1)[0]} …"
