"""Laying a gespreksverslag before the resident in the chat: short messages, a link to the whole, and the question whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

import holidays
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten, vragen, wektijden
from loket_backend.gesprek.models import MENS, WACHT_OP_MENS, Gesprek
from loket_backend.gesprek.taken import open_taak, rond_af
from loket_backend.intake import workflow
from loket_backend.intake.models import Intake
from loket_backend.keukentafel import blad, gespreksverslag, leescode
from loket_backend.keukentafel.blad import Alinea, Stuk
from loket_backend.keukentafel.gespreksverslag import Weg
from loket_backend.keukentafel.gespreksverslag_models import CHAT, VOORGELEGD, Gespreksverslag, Verslagversie
from loket_backend.keukentafel.gespreksverslag_sjabloon import BESTAND, Kantoor
from loket_backend.tijd import AMSTERDAM, nu
from loket_backend.toewijzing.models import Medewerker

# Kinds of questions (gesprek/vragen.py): is it right, and what is wrong with it.
VRAAG, VRAAG_CORRECTIE = "verslag", "verslag_correctie"
TAAK_CORRECTIE, TAAK_BELLEN = "verslag_correctie", "verslag_bellen"
HERINNERING = "verslag_herinnering"

# In signs. A longer verslag is not read in a chat: then the beginning, and a link.
HEEL, BEGIN, DEEL = 1500, 800, 400
WERKDAGEN, UUR = 5, 10
_FEESTDAGEN = holidays.country_holidays("NL")

KNOPPEN = ("klopt", "klopt_niet", "pagina")


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


async def sluit_vragen(session: AsyncSession, gesprek_id: str, kenmerk: str) -> None:
    """Nobody waits for an answer about this verslag any longer, and nobody is reminded of it."""
    eerdere = select(Verslagversie.id).where(Verslagversie.kenmerk == kenmerk, Verslagversie.ronde.is_not(None))
    for versie_id in await session.scalars(eerdere):
        for soort in (VRAAG, VRAAG_CORRECTIE):
            await vragen.sluit(session, gesprek_id, soort, str(versie_id))
    await wektijden.annuleer(session, gesprek_id, HERINNERING)


async def _bezorg(session: AsyncSession, gesprek: Gesprek, versie: Verslagversie) -> None:
    loket, wie = Kantoor.loket(), await schrijver(session, versie)
    papier = blad.uit_json(versie.blad or {})
    delen, alles = in_berichten(papier.stukken)
    adres = await leescode.adres(session, loket, versie.kenmerk, versie.id)
    berichten.zeg(
        session, gesprek, loket.zin("chat.nieuw" if (versie.ronde or 1) > 1 else "chat.klaar", medewerker=wie)
    )
    for deel in delen:
        berichten.zeg(session, gesprek, deel)
    berichten.zeg(session, gesprek, loket.zin("chat.heel" if alles else "chat.begin", adres=adres))
    await vraag_of_het_klopt(session, gesprek, versie, "chat.vraag")
    wektijden.zet_op(session, gesprek.id, HERINNERING, na_werkdagen(nu(), WERKDAGEN), over=versie.id)


async def vraag_of_het_klopt(
    session: AsyncSession,
    gesprek: Gesprek,
    versie: Verslagversie,
    zin: str,
    knoppen: Sequence[str] = KNOPPEN,
    **waarden: str,
) -> None:
    """Asks anew, with these words: the buttons stand under the last message again."""
    await vragen.sluit(session, gesprek.id, VRAAG_CORRECTIE, str(versie.id))
    tekst = Kantoor.loket().zin(zin, BESTAND, **waarden)
    await vragen.stel(session, gesprek, VRAAG, str(versie.id), tekst, keuzes(versie, knoppen))


def keuzes(versie: Verslagversie, knoppen: Sequence[str]) -> list[dict[str, str]]:
    """The value of a button says which verslag it was about, in words that everybody may read."""
    labels = [Kantoor.loket().zin(f"knoppen.{knop}") for knop in knoppen]
    return [{"label": label, "waarde": f"{label} (verslag {versie.ronde})"} for label in labels]


async def schrijver(session: AsyncSession, versie: Verslagversie) -> str:
    naam = await session.scalar(select(Medewerker.naam).where(Medewerker.id == versie.medewerker_id))
    return naam or "Een medewerker"


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


async def herinner(session: AsyncSession, gesprek: Gesprek, wektijd: wektijden.Wektijd) -> datetime | None:
    """Once, and nothing is forced. Not while people of the loket talk with the resident: then the next working day."""
    versie = await session.get_one(Verslagversie, wektijd.over)
    verslag = await session.get_one(Gespreksverslag, versie.kenmerk)
    nieuwste = await gespreksverslag.voorgelegd(session, versie.kenmerk)
    if verslag.stand != VOORGELEGD or nieuwste is None or nieuwste.id != versie.id:
        return None
    if gesprek.status in (MENS, WACHT_OP_MENS):
        return na_werkdagen(nu(), 1)
    adres = await leescode.adres(session, Kantoor.loket(), versie.kenmerk, versie.id)
    berichten.zeg(session, gesprek, Kantoor.loket().zin("chat.herinnering", adres=adres))
    await vraag_of_het_klopt(session, gesprek, versie, "chat.vraag")
    return None


def na_werkdagen(moment: datetime, aantal: int) -> datetime:
    """In the morning, so many working days later."""
    dag: date = moment.astimezone(AMSTERDAM).date()
    while aantal > 0:
        dag += timedelta(days=1)
        aantal -= dag.weekday() < 5 and dag not in _FEESTDAGEN
    return datetime.combine(dag, time(UUR), AMSTERDAM).astimezone(UTC)
