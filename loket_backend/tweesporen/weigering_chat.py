"""Hearing that the help for everybody is not for a resident, or that they want an aanvraag: kept in their own words, with a task to hand it over.

An aanvraag is possible at any time (art. 2.3.5 Wmo 2015), so a plain wish for one is heard before any open question. A refusal is heard after
those: what does not fit may be an appointment or a proposal. Who doubts is left to the bot, and in danger nothing is heard here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.chat import TAAL
from loket_backend.gesprek import berichten, vragen
from loket_backend.gesprek.gehoord import Gehoord, in_gevaar, luister
from loket_backend.gesprek.models import INWONER, Bericht, Gesprek
from loket_backend.gesprek.taken import maak_taak, open_taak
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake import workflow
from loket_backend.intake.models import EINDE, Intake
from loket_backend.rondes.taal import Bedoeling as B
from loket_backend.rondes.taal import lees
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import sporen, weigering
from loket_backend.tweesporen.hulp_begint import knoppen
from loket_backend.tweesporen.keuzes import woord
from loket_backend.tweesporen.spoormodels import AANVRAAG, ALGEMEEN
from loket_backend.tweesporen.teksten import zin
from loket_backend.tweesporen.weigering_taal import Weigering, lees_aanvraag, lees_weigering

GOED = (B.KLOPT, B.DANK)


@dataclass(frozen=True)
class Zaak:
    """An open dossier, its intake held locked after its conversation, and the message about it. `medewerker`: who has it, if anybody."""

    session: AsyncSession
    gesprek: Gesprek
    bericht: Bericht
    intake: Intake
    stand: str | None
    medewerker: str
    beslist: str

    def zeg(self, welke: str) -> bool:
        tekst = zin(f"hulp.{welke}", medewerker=self.medewerker, beslist=self.beslist)
        berichten.zeg(self.session, self.gesprek, tekst, self.bericht.volgnummer)
        return True

    async def vraag(self, soort: str, welke: str, *onder: str) -> bool:
        await weigering.sluit_vragen(self.session, self.gesprek.id)
        tekst = zin(f"hulp.{welke}", medewerker=self.medewerker, beslist=self.beslist)
        await vragen.stel(self.session, self.gesprek, soort, self.intake.kenmerk, tekst, knoppen(*onder))
        return True


async def hoor_aanvraag(session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> bool:
    """Whether it was a wish for an aanvraag (a Luisteraar)."""
    gezegd = lees_aanvraag(bericht.tekst)
    zaak = await _zaak(session, gesprek, bericht) if gezegd else None
    if gezegd is None or zaak is None:
        return False
    if zaak.stand != AANVRAAG and gezegd.vraagt:
        return await zaak.vraag(weigering.AANVRAAG, "kan_altijd", "aanvraag")
    return await _neem_op(zaak, gezegd)


async def hoor_weigering(session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> bool:
    """Whether it was a no to the help for everybody that is there (a Luisteraar that comes last)."""
    gezegd = lees_weigering(bericht.tekst)
    zaak = await _zaak(session, gesprek, bericht) if gezegd else None
    if gezegd is None or zaak is None or zaak.stand != ALGEMEEN:
        return False
    return await _neem_op(zaak, gezegd)


async def hoor(session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None) -> bool:
    """Whether it was the answer to one of the three questions (an Antwoorder)."""
    gehoord = await luister(session, gesprek, vraag, bericht, keuze)
    if gehoord is None or not (gehoord.gekozen or gehoord.bij_de_vraag):
        return False
    zaak = await _zaak(session, gesprek, bericht)
    if zaak is None or (vraag.soort != weigering.AANVRAAG and zaak.stand != ALGEMEEN):
        return False
    if vraag.soort == weigering.AANVRAAG:
        return await _over_een_aanvraag(zaak, gehoord)
    return await _over_de_hulp(zaak, gehoord)


async def _over_de_hulp(zaak: Zaak, gehoord: Gehoord) -> bool:
    """ "Past het niet?": a bare yes or no may mean both, and is asked about once more."""
    if gezegd := lees_weigering(gehoord.tekst, direct=True):
        return await _neem_op(zaak, gezegd)
    bedoeling, zeker = _bedoeling(gehoord), gehoord.vraag.soort == weigering.ZEKER
    if gehoord.keuze == zin("hulp_knoppen.goed") or bedoeling in GOED or (zeker and bedoeling == B.JA):
        await weigering.sluit_vragen(zaak.session, zaak.gesprek.id)
        return zaak.zeg("goed")
    if bedoeling == B.KLOPT_NIET or (zeker and bedoeling == B.NEE):
        return await _neem_op(zaak, Weigering("past_niet"))
    if bedoeling in (B.JA, B.NEE):
        return await zaak.vraag(weigering.ZEKER, "zeker", "goed", "past_niet", "aanvraag")
    return False


async def _over_een_aanvraag(zaak: Zaak, gehoord: Gehoord) -> bool:
    bedoeling = _bedoeling(gehoord)
    if bedoeling in (B.JA, B.KLOPT):
        return await _neem_op(zaak, Weigering("wil_aanvraag"))
    if bedoeling == B.NEE:
        await weigering.sluit_vragen(zaak.session, zaak.gesprek.id)
        return zaak.zeg("geen_aanvraag")
    return False


def _bedoeling(gehoord: Gehoord) -> B:
    """As people answer to a proposal for help."""
    return lees(gehoord.tekst, erbij=TAAL)


async def _neem_op(zaak: Zaak, gezegd: Weigering) -> bool:
    """In the history as the resident said it, and a task for who has the dossier; nobody is handed over without a human."""
    session, gesprek, intake = zaak.session, zaak.gesprek, zaak.intake
    await weigering.sluit_vragen(session, gesprek.id)
    if zaak.stand == AANVRAAG:
        return zaak.zeg("loopt_al")
    eerder = await open_taak(session, gesprek.id, weigering.TAAK)
    await sporen.zet(session, intake, sporen.Stap(gezegd.reden, INWONER, zaak.bericht.tekst))
    await maak_taak(
        session, gesprek.id, weigering.TAAK, {"naam": intake.naam, "wens": woord("redenen", gezegd.reden).lower()}
    )
    if eerder is not None:
        return zaak.zeg("erbij")
    return zaak.zeg("aanvraag" if gezegd.reden in sporen.VRAAGT_AAN else "weigering")


async def _zaak(session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> Zaak | None:
    """None in danger, before the melding was submitted, and after the dossier was closed."""
    if await in_gevaar(session, bericht):
        return None
    kenmerk = await session.scalar(select(Intake.kenmerk).where(Intake.gesprek_id == gesprek.id))
    intake = await workflow.vergrendel(session, kenmerk) if kenmerk else None
    if intake is None or intake.status in EINDE:
        return None
    vast = await session.get(Medewerker, intake.medewerker_id) if intake.medewerker_id else None
    return Zaak(
        session,
        gesprek,
        bericht,
        intake,
        await sporen.stand(session, intake),
        vast.naam if vast else zin("hulp.iemand"),
        await _beslist(session, intake, vast),
    )


async def _beslist(session: AsyncSession, intake: Intake, vast: Medewerker | None) -> str:
    """Who decides on an aanvraag, by name or as a colleague: a function could name a law."""
    spoor = await sporen.spoor(session, intake.kenmerk)
    consulent = await session.get(Medewerker, spoor.consulent_id) if spoor and spoor.consulent_id else None
    if consulent is not None:
        return consulent.naam
    return zin("hulp.collega", medewerker=vast.naam) if vast else zin("hulp.iemand").lower()


ANTWOORDERS: Mapping[str, vragen.Antwoorder] = {soort: hoor for soort in weigering.SOORTEN}
LUISTERAARS: Sequence[vragen.Luisteraar] = (hoor_aanvraag,)
NALUISTERAARS: Sequence[vragen.Luisteraar] = (hoor_weigering,)
