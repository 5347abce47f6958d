"""Asking in the chat whether a party may look along, and hearing the answer; and hearing at any moment that it is taken back.

A button always counts. What is typed counts when it answers the question. Taking back is heard before anybody else hears the message, so that no
other question and no bot stands in its way; in danger nothing is heard here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.gesprek import berichten, vragen
from loket_backend.gesprek.gehoord import in_gevaar, volgt_direct
from loket_backend.gesprek.models import SYSTEEM, Bericht, Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake import workflow
from loket_backend.intake.models import EINDE, Intake
from loket_backend.invoer import Veldfouten
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import toestemmingen
from loket_backend.tweesporen.keuzes import lijst
from loket_backend.tweesporen.teksten import wie as wie_is
from loket_backend.tweesporen.teksten import zin
from loket_backend.tweesporen.toestemming_taal import Bedoeling, Terug, genoemd, lees, lees_terug
from loket_backend.tweesporen.toestemmingen import Gezegd
from loket_backend.wederkerigheid import koppelvragen
from loket_backend.wederkerigheid import toestemming as bijdragevraag

SOORT = "toestemming"
TAAK = "toestemming"


async def vraag(session: AsyncSession, gesprek: Gesprek, intake: Intake, partij: str, medewerker_id: str) -> None:
    """Asks in the name of a medewerker. Both are held locked, the conversation first. Raises Veldfouten, Conflict."""
    if partij not in lijst("partijen"):
        raise Veldfouten({"partij": "Kies om wie het gaat."})
    if intake.status in EINDE:
        raise Conflict("Dit dossier is gesloten. Open het eerst weer.")
    if (await toestemmingen.lees(session, intake)).geeft(partij):
        raise Conflict("De inwoner gaf hier al toestemming voor.")
    await _stel(session, gesprek, partij, "toestemming.vraag", medewerker_id)


async def _stel(
    session: AsyncSession, gesprek: Gesprek, partij: str, tekst: str, medewerker_id: str | None = None
) -> None:
    keuzes = [
        {"label": zin(f"knoppen.{knop}"), "waarde": zin(f"knoppen.{knop}_gezegd", partij)} for knop in ("ja", "nee")
    ]
    await vragen.stel(session, gesprek, SOORT, partij, zin(tekst, partij), keuzes, medewerker_id)


async def sluit(session: AsyncSession, gesprek_id: str, partij: str) -> None:
    """Nobody waits for the answer about this party any longer."""
    await vragen.sluit(session, gesprek_id, SOORT, partij)


async def open_vragen(session: AsyncSession, gesprek_id: str) -> list[str]:
    """The parties about which a question waits for an answer."""
    open_ = select(Mensvraag.over).where(
        Mensvraag.gesprek_id == gesprek_id, Mensvraag.soort == SOORT, Mensvraag.gesloten_op.is_(None)
    )
    return list(await session.scalars(open_))


async def hoor(session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None) -> bool:
    """Whether it was the answer to this question (an Antwoorder)."""
    partij = vraag.over
    if await in_gevaar(session, bericht):
        return False
    if keuze is None and not await _gaat_hierover(session, vraag, bericht):
        return False
    bedoeling = _gekozen(partij, keuze) if keuze is not None else lees(bericht.tekst)
    match bedoeling:
        case Bedoeling.JA | Bedoeling.NEE:
            await _schrijf_op(session, gesprek, bericht, partij, geeft=bedoeling == Bedoeling.JA)
        case Bedoeling.VOORWAARDE:
            await _geef_door(session, gesprek, bericht, partij)
        case Bedoeling.VRAAG:
            await _stel(session, gesprek, partij, "toestemming.uitleg")
        case Bedoeling.TWIJFEL:
            berichten.zeg(session, gesprek, zin("toestemming.neem_de_tijd", partij), bericht.volgnummer)
        case Bedoeling.ONBEKEND:
            return False
    return True


def _gekozen(partij: str, keuze: str) -> Bedoeling:
    return Bedoeling.JA if keuze == zin("knoppen.ja_gezegd", partij) else Bedoeling.NEE


async def _gaat_hierover(session: AsyncSession, vraag: Mensvraag, bericht: Bericht) -> bool:
    """It follows the question directly and names nobody else, or it names this party."""
    partijen = genoemd(bericht.tekst)
    if partijen:
        return vraag.over in partijen
    return await volgt_direct(session, vraag, bericht)


async def _schrijf_op(session: AsyncSession, gesprek: Gesprek, bericht: Bericht, partij: str, *, geeft: bool) -> None:
    intake = await _intake(session, gesprek)
    await vragen.sluit(session, gesprek.id, SOORT, partij)
    if intake is None or (geeft and intake.status in EINDE):
        berichten.zeg(session, gesprek, zin("toestemming.geweigerd", partij), bericht.volgnummer)
        return
    await toestemmingen.leg_vast(session, intake, partij, Gezegd(geeft, volgnummer=bericht.volgnummer))
    wat = f"{'ja' if geeft else 'nee'}: {lijst('partijen')[partij]}"
    await maak_taak(session, gesprek.id, TAAK, {"naam": intake.naam, "wens": wat})
    if geeft:
        _met_knoppen(session, gesprek, zin("toestemming.gegeven", partij), [partij])
    else:
        berichten.zeg(session, gesprek, zin("toestemming.geweigerd", partij), bericht.volgnummer)


def _met_knoppen(session: AsyncSession, gesprek: Gesprek, tekst: str, partijen: Sequence[str]) -> None:
    """Each button takes the toestemming for one party back; `hoor_terug` understands what it says."""
    een = len(partijen) == 1
    keuzes = [
        {
            "label": zin("knoppen.intrekken") if een else zin("knoppen.intrekken_wie", p),
            "waarde": zin("knoppen.intrekken_gezegd", p),
        }
        for p in partijen
    ]
    berichten.schrijf(session, gesprek, SYSTEEM, tekst, keuzes=keuzes)


async def _geef_door(session: AsyncSession, gesprek: Gesprek, bericht: Bericht, partij: str) -> None:
    """A yes with a condition is for a human to talk about. The question stays open, and nobody looks along."""
    intake = await _intake(session, gesprek)
    wens = f"{lijst('partijen')[partij]}, met een voorwaarde: bericht {bericht.volgnummer}"
    await maak_taak(session, gesprek.id, TAAK, {"naam": intake.naam if intake else None, "wens": wens})
    vast = await session.get(Medewerker, intake.medewerker_id) if intake and intake.medewerker_id else None
    tekst = zin("toestemming.voorwaarde", partij, medewerker=vast.naam if vast else "een medewerker")
    berichten.zeg(session, gesprek, tekst, bericht.volgnummer)


async def hoor_terug(session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> bool:
    """Whether the message took toestemming back (a Luisteraar). Without an intake, or in danger, it hears nothing."""
    terug = lees_terug(bericht.tekst)
    if terug is None or await in_gevaar(session, bericht):
        return False
    intake = await _intake(session, gesprek)
    if intake is None:
        return False
    gegeven = (await toestemmingen.lees(session, intake)).nu
    if terug.weer:
        return await _vraag_opnieuw(session, gesprek, intake, terug, gegeven)
    welke = [p for p in gegeven if terug.alle or p in terug.partijen]
    if welke and terug.vraagt:
        _met_knoppen(session, gesprek, zin("toestemming.kan_altijd"), welke)
        return True
    ook_aanbod = terug.elke and not terug.vraagt and await bijdragevraag.trek_alles_in(session, intake, bericht)
    if not welke and not ook_aanbod:
        return await _niets_te_doen(session, gesprek, bericht, terug, gegeven)
    if welke:
        await _trek_in(session, gesprek, intake, bericht, welke)
    if ook_aanbod:
        berichten.zeg(session, gesprek, zin("toestemming.aanbod_ingetrokken"), bericht.volgnummer)
    return True


async def _trek_in(
    session: AsyncSession, gesprek: Gesprek, intake: Intake, bericht: Bericht, partijen: Sequence[str]
) -> None:
    for partij in partijen:
        await toestemmingen.leg_vast(session, intake, partij, Gezegd(False, volgnummer=bericht.volgnummer))
        await vragen.sluit(session, gesprek.id, SOORT, partij)
    namen = ", ".join(lijst("partijen")[p] for p in partijen)
    await maak_taak(session, gesprek.id, TAAK, {"naam": intake.naam, "wens": f"ingetrokken: {namen}"})
    meer = len(partijen) > 1
    samen = " en ".join(wie_is(p) for p in partijen)
    tekst = zin("toestemming.ingetrokken_meer", wie=samen) if meer else zin("toestemming.ingetrokken", partijen[0])
    berichten.zeg(session, gesprek, tekst, bericht.volgnummer)


async def _vraag_opnieuw(
    session: AsyncSession, gesprek: Gesprek, intake: Intake, terug: Terug, gegeven: Sequence[str]
) -> bool:
    """Only for who was spoken about before: then it is asked, and the answer counts."""
    gezegd = await toestemmingen.lees(session, intake)
    welke = [p for p in terug.partijen if p not in gegeven and gezegd.over(p)]
    if not welke or intake.status in EINDE:
        return False
    await _stel(session, gesprek, welke[0], "toestemming.opnieuw")
    return True


async def _niets_te_doen(
    session: AsyncSession, gesprek: Gesprek, bericht: Bericht, terug: Terug, gegeven: Sequence[str]
) -> bool:
    """Who says so in so many words is put at ease; the answer to an open question is for that question."""
    if await _wacht_een_vraag(session, gesprek.id) or not terug.alle or gegeven:
        return False
    berichten.zeg(session, gesprek, zin("toestemming.niemand"), bericht.volgnummer)
    return True


async def _wacht_een_vraag(session: AsyncSession, gesprek_id: str) -> bool:
    """Whether toestemming was asked of the resident, for a party or to help somebody."""
    soorten = (SOORT, bijdragevraag.SOORT, *koppelvragen.SOORT.values())
    open_ = select(Mensvraag.id).where(Mensvraag.gesprek_id == gesprek_id, Mensvraag.soort.in_(soorten))
    return await session.scalar(open_.where(Mensvraag.gesloten_op.is_(None)).limit(1)) is not None


async def _intake(session: AsyncSession, gesprek: Gesprek) -> Intake | None:
    """Locked, after its conversation; None as long as the melding was not submitted."""
    kenmerk = await session.scalar(select(Intake.kenmerk).where(Intake.gesprek_id == gesprek.id))
    return await workflow.vergrendel(session, kenmerk) if kenmerk else None


ANTWOORDERS: Mapping[str, vragen.Antwoorder] = {SOORT: hoor}
LUISTERAARS: Sequence[vragen.Luisteraar] = (hoor_terug,)
