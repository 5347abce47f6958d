"""Asking a resident in the chat whether others may know what they can do, and hearing what they say. Also later, when they want it no more."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.gesprek import vragen
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake.models import Intake
from loket_backend.rondes.models import CHAT
from loket_backend.rondes.models import INWONER as DOOR_INWONER
from loket_backend.wederkerigheid import bijdragen
from loket_backend.wederkerigheid.begrip import Zegt, lees, trekt_in
from loket_backend.wederkerigheid.gehoord import Gehoord, luister
from loket_backend.wederkerigheid.koppelstap import Hoe
from loket_backend.wederkerigheid.mensen import is_zelf
from loket_backend.wederkerigheid.models import Bijdrage
from loket_backend.wederkerigheid.stand import (
    B_VOORGESTELD,
    BESCHIKBAAR,
    GEPAUZEERD,
    GEVRAAGD,
    STEL_UIT,
    STEM_TOE,
    TREK_IN,
    VRAAG,
    WEIGER,
)
from loket_backend.wederkerigheid.teksten import keuzes, knop, medewerker, zin

SOORT = "bijdrage"
KNOPPEN = ("mag", "liever_niet", "later")
DAARNA = ("niet_meer",)
_BIJ_KNOP = {"mag": Zegt.JA, "liever_niet": Zegt.NEE, "later": Zegt.TWIJFEL}


async def vraag(session: AsyncSession, gesprek: Gesprek, intake: Intake, bijdrage: Bijdrage, wie: str) -> None:
    """Asks. The caller holds all three locked. Raises Conflict, also when the chat is not the resident's own."""
    if not is_zelf(intake):
        raise Conflict("Iemand anders voert dit gesprek. Vraag het de inwoner zelf, en noteer het antwoord.")
    await bijdragen.zet(session, bijdrage, VRAAG, Hoe(wie))
    await _stel(session, gesprek, bijdrage, zin("toestemming.vraag", wat=bijdrage.wat), KNOPPEN)


async def _stel(
    session: AsyncSession, gesprek: Gesprek, bijdrage: Bijdrage, tekst: str, knoppen: tuple[str, ...]
) -> None:
    await vragen.stel(session, gesprek, SOORT, str(bijdrage.id), tekst, keuzes(knoppen, _over(bijdrage)))


def _over(bijdrage: Bijdrage) -> str:
    """A yes counts for the words that were asked last."""
    return f"aanbod {bijdrage.id}.{bijdrage.ronde}"


async def noteer(
    session: AsyncSession, gesprek: Gesprek, intake: Intake, bijdrage: Bijdrage, gebeurtenis: str, hoe: Hoe
) -> None:
    """What a resident said elsewhere, or a medewerker decided. A yes is told back in the resident's own chat, with the way to take it back."""
    await bijdragen.zet(session, bijdrage, gebeurtenis, hoe)
    if bijdrage.stand not in (GEPAUZEERD, BESCHIKBAAR):
        await vragen.sluit(session, gesprek.id, SOORT, str(bijdrage.id))
    elif gebeurtenis == STEM_TOE and is_zelf(intake):
        await _stel(session, gesprek, bijdrage, zin("toestemming.genoteerd", wat=bijdrage.wat), DAARNA)


async def sluit_zonder_vraag(session: AsyncSession, gesprek_id: str, bijdrage: Bijdrage) -> None:
    """After other words: an open question about the old ones is none any more."""
    if bijdrage.stand == B_VOORGESTELD:
        await vragen.sluit(session, gesprek_id, SOORT, str(bijdrage.id))


async def hoor(session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None) -> bool:
    """Whether it was an answer to the question, or takes back an earlier yes."""
    gehoord = await luister(session, gesprek, vraag, bericht, keuze)
    bijdrage = await bijdragen.vergrendel(session, int(vraag.over))
    if bijdrage.stand == GEVRAAGD and not gehoord.nood:
        return await _antwoord(gehoord, bijdrage, vraag)
    if bijdrage.stand in (BESCHIKBAAR, GEPAUZEERD):
        return await _trek_in(gehoord, bijdrage)
    return False


def _zegt(gehoord: Gehoord, bijdrage: Bijdrage) -> Zegt:
    if gehoord.gedrukt is not None:
        gekozen = knop(gehoord.gedrukt, KNOPPEN, _over(bijdrage))
        return _BIJ_KNOP[gekozen] if gekozen else Zegt.ONZEKER
    return lees(gehoord.bericht.tekst) if gehoord.direct else Zegt.IETS_ANDERS


async def _antwoord(gehoord: Gehoord, bijdrage: Bijdrage, vraag: Mensvraag) -> bool:
    session, gesprek = gehoord.session, gehoord.gesprek
    match _zegt(gehoord, bijdrage):
        case Zegt.JA:
            await bijdragen.zet(session, bijdrage, STEM_TOE, gehoord.hoe)
            await _stel(session, gesprek, bijdrage, zin("toestemming.ja"), DAARNA)
            return True
        case Zegt.NEE:
            return await _klaar(gehoord, bijdrage, WEIGER, zin("toestemming.nee"))
        case Zegt.TWIJFEL:
            wie = await medewerker(session, bijdrage.kenmerk)
            return await _klaar(gehoord, bijdrage, STEL_UIT, zin("toestemming.later", medewerker=wie))
        case Zegt.ONZEKER:
            return await _vraag_na(gehoord, bijdrage, vraag)
    return False


async def _vraag_na(gehoord: Gehoord, bijdrage: Bijdrage, vraag: Mensvraag) -> bool:
    """Once; who is still not clear then is left alone."""
    gesteld = await gehoord.session.get_one(Bericht, (gehoord.gesprek.id, vraag.volgnummer))
    if gesteld.tekst == zin("toestemming.nog_eens"):
        return False
    await _stel(gehoord.session, gehoord.gesprek, bijdrage, zin("toestemming.nog_eens"), KNOPPEN)
    return True


async def _trek_in(gehoord: Gehoord, bijdrage: Bijdrage) -> bool:
    """A button, a plain no right after the thanks, or words that say what it is about."""
    gedrukt = knop(gehoord.gedrukt or "", DAARNA, _over(bijdrage)) is not None
    if not gedrukt and not trekt_in(gehoord.bericht.tekst, direct=gehoord.direct):
        return False
    return await _klaar(gehoord, bijdrage, TREK_IN, zin("toestemming.ingetrokken"))


async def trek_alles_in(session: AsyncSession, intake: Intake, bericht: Bericht) -> bool:
    """For a resident who takes back all toestemming there is, in their own chat: whether some of it was for this. The intake is locked."""
    keuze = select(Bijdrage.id).where(Bijdrage.kenmerk == intake.kenmerk, Bijdrage.stand.in_((BESCHIKBAAR, GEPAUZEERD)))
    ids = list(await session.scalars(keuze.order_by(Bijdrage.id))) if is_zelf(intake) else []
    for bijdrage_id in ids:
        bijdrage = await bijdragen.vergrendel(session, bijdrage_id)
        await bijdragen.zet(session, bijdrage, TREK_IN, Hoe(DOOR_INWONER, CHAT, bericht.volgnummer))
        await vragen.sluit(session, bericht.gesprek_id, SOORT, str(bijdrage_id))
    return bool(ids)


async def _klaar(gehoord: Gehoord, bijdrage: Bijdrage, gebeurtenis: str, tekst: str) -> bool:
    await bijdragen.zet(gehoord.session, bijdrage, gebeurtenis, gehoord.hoe)
    await vragen.sluit(gehoord.session, gehoord.gesprek.id, SOORT, str(bijdrage.id))
    return gehoord.zeg(tekst)
