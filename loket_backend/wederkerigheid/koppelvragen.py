"""Asking both sides of a koppeling, each in their own chat, and hearing what they say. Neither reads who the other is.

The two sides are strangers to each other: what one answers says nothing in the chat of the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek import berichten, vragen
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.terugbellen import uit_dossier
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake.models import Intake
from loket_backend.rondes.models import CHAT, WEGEN
from loket_backend.wederkerigheid import bijdragen, koppelstap
from loket_backend.wederkerigheid.begrip import Zegt, lees, trekt_in
from loket_backend.wederkerigheid.gehoord import Gehoord, luister
from loket_backend.wederkerigheid.koppelstap import TAAK_ANTWOORD, TAAK_VRAGEN, Hoe, stap, stap_van_kant
from loket_backend.wederkerigheid.mensen import is_zelf
from loket_backend.wederkerigheid.models import Bijdrage, Koppeling
from loket_backend.wederkerigheid.stand import (
    ALLEBEI_JA,
    BESCHIKBAAR,
    BIEDER,
    DEELT,
    DEELT_ALLES,
    DEELT_NAAM,
    HAAK_AF,
    JA,
    K_GEVRAAGD,
    KANTEN,
    VOORAF,
    VRAAG,
    ZEG_JA,
    ZEG_LATER,
    ZEG_NEE,
)
from loket_backend.wederkerigheid.teksten import keuzes, knop, medewerker, zin

SOORT = {BIEDER: "koppeling_bieder", "vrager": "koppeling_vrager"}
KNOPPEN = ("doe_ik", "alleen_naam", "liever_niet", "later")
DAARNA = ("toch_niet",)
ANTWOORDEN = (ZEG_JA, ZEG_NEE, ZEG_LATER)


@dataclass(frozen=True)
class Kant:
    """One side with what it belongs to, all locked but the intake: the conversation, then the bijdrage, then the koppeling."""

    kant: str
    gesprek: Gesprek
    intake: Intake
    bijdrage: Bijdrage
    koppeling: Koppeling


async def kenmerk_van(session: AsyncSession, koppeling: Koppeling, kant: str) -> str:
    """The dossier of one side."""
    if kant != BIEDER:
        return koppeling.kenmerk
    return (await session.get_one(Bijdrage, koppeling.bijdrage_id)).kenmerk


async def vergrendel(session: AsyncSession, koppeling_id: int, kant: str) -> Kant:
    """Raises NietGevonden, OngeldigeInvoer."""
    if kant not in KANTEN:
        raise OngeldigeInvoer("Kies wie u bedoelt.", ["kant: onbekend"])
    kenmerk, bijdrage_id = await _waar(session, koppeling_id, kant)
    intake = await session.get_one(Intake, kenmerk)
    gesprek = await berichten.vergrendel(session, intake.gesprek_id)
    bijdrage = await bijdragen.vergrendel(session, bijdrage_id)
    return Kant(kant, gesprek, intake, bijdrage, await koppelstap.vergrendel(session, koppeling_id))


async def _waar(session: AsyncSession, koppeling_id: int, kant: str) -> tuple[str, int]:
    """Read before anything is locked: neither ever changes."""
    rij = select(Koppeling.kenmerk, Bijdrage.kenmerk, Bijdrage.id).join(Bijdrage, Bijdrage.id == Koppeling.bijdrage_id)
    gevonden = (await session.execute(rij.where(Koppeling.id == koppeling_id))).one_or_none()
    if gevonden is None:
        raise NietGevonden()
    van_vrager, van_bieder, bijdrage_id = gevonden
    return (van_bieder if kant == BIEDER else van_vrager), bijdrage_id


async def vraag(session: AsyncSession, k: Kant, wie: str) -> None:
    """Asks one side in the chat; who has no chat of their own is asked by a medewerker, as a task. Raises Conflict."""
    if k.bijdrage.stand != BESCHIKBAAR:
        raise Conflict("Deze inwoner wil nu niet gevraagd worden.")
    await stap_van_kant(session, k.koppeling, k.kant, VRAAG, Hoe(wie))
    await stap(session, k.koppeling, VRAAG, Hoe(wie))
    await koppelstap.taak_klaar(session, k.gesprek.id, TAAK_ANTWOORD, wie)
    if is_zelf(k.intake):
        await _stel(session, k, zin(f"{k.kant}.vraag", wat=k.bijdrage.wat), KNOPPEN)
    else:
        await maak_taak(session, k.gesprek.id, TAAK_VRAGEN, dict(await uit_dossier(session, k.gesprek.id)))


async def _stel(session: AsyncSession, k: Kant, tekst: str, knoppen: tuple[str, ...]) -> None:
    await vragen.stel(session, k.gesprek, SOORT[k.kant], str(k.koppeling.id), tekst, keuzes(knoppen, _over(k)))


def _over(k: Kant) -> str:
    return f"samen {k.koppeling.id}"


async def noteer(session: AsyncSession, k: Kant, antwoord: str, deelt: str, hoe: Hoe) -> None:
    """What somebody said on the phone or on paper. Raises OngeldigeInvoer that names every fault, Conflict."""
    fouten = ["antwoord: Kies wat de inwoner zei."] if antwoord not in ANTWOORDEN else []
    if hoe.weg not in WEGEN or hoe.weg == CHAT:
        fouten.append("weg: Kies hoe de inwoner antwoord gaf.")
    if antwoord == ZEG_JA and deelt not in DEELT:
        fouten.append("deelt: Kies wat de ander mag weten.")
    if len(hoe.toelichting) > bijdragen.MAX_TOELICHTING:
        fouten.append(f"toelichting: hooguit {bijdragen.MAX_TOELICHTING} tekens.")
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", fouten)
    await _verwerk(session, k, antwoord, deelt, hoe)
    await vragen.sluit(session, k.gesprek.id, SOORT[k.kant], str(k.koppeling.id))
    await koppelstap.taak_klaar(session, k.gesprek.id, TAAK_VRAGEN, hoe.door)


async def _verwerk(session: AsyncSession, k: Kant, antwoord: str, deelt: str, hoe: Hoe) -> None:
    """Keeps the answer; two yeses make it BEIDE_JA, one no ends it."""
    koppeling = k.koppeling
    if koppeling.stand not in VOORAF:
        raise Conflict("Deze koppeling is al verder. Kijk eerst hoe het er nu voor staat.")
    await stap_van_kant(session, koppeling, k.kant, antwoord, hoe)
    setattr(koppeling, f"{k.kant}_deelt", deelt if antwoord == ZEG_JA else None)
    if antwoord == ZEG_NEE:
        await stap(session, koppeling, HAAK_AF, hoe.zonder_woorden())
    elif koppeling.bieder == koppeling.vrager == JA:
        await stap(session, koppeling, ALLEBEI_JA, hoe.zonder_woorden())
    if hoe.door_inwoner:
        await maak_taak(session, k.gesprek.id, TAAK_ANTWOORD, dict(await uit_dossier(session, k.gesprek.id)))


async def hoor(session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None) -> bool:
    """Whether it was an answer to "shall we bring you together?"."""
    gehoord = await luister(session, gesprek, vraag, bericht, keuze)
    kant = next(kant for kant, soort in SOORT.items() if soort == vraag.soort)
    k = await vergrendel(session, int(vraag.over), kant)
    stand = k.koppeling.bieder if kant == BIEDER else k.koppeling.vrager
    if stand == JA:
        return await _bedenkt_zich(gehoord, k)
    return await _antwoord(gehoord, k, vraag) if stand == K_GEVRAAGD and not gehoord.nood else False


async def _antwoord(gehoord: Gehoord, k: Kant, vraag: Mensvraag) -> bool:
    zegt, deelt = _zegt(gehoord, k)
    if zegt is Zegt.IETS_ANDERS:
        return False
    if k.koppeling.stand not in VOORAF:
        return await _sluit(gehoord, k, zin("koppeling.gaat_niet_door"))
    match zegt:
        case Zegt.JA:
            await _verwerk(gehoord.session, k, ZEG_JA, deelt, gehoord.hoe)
            await _stel(gehoord.session, k, zin("koppeling.ja"), DAARNA)
            return True
        case Zegt.NEE:
            await _verwerk(gehoord.session, k, ZEG_NEE, "", gehoord.hoe)
            return await _sluit(gehoord, k, zin("koppeling.nee"))
        case Zegt.TWIJFEL:
            await _verwerk(gehoord.session, k, ZEG_LATER, "", gehoord.hoe)
            wie = await medewerker(gehoord.session, k.intake.kenmerk)
            return await _sluit(gehoord, k, zin("koppeling.later", medewerker=wie))
    return await _vraag_na(gehoord, k, vraag)


def _zegt(gehoord: Gehoord, k: Kant) -> tuple[Zegt, str]:
    """With what may be given of them: a typed yes gives what the question said."""
    if gehoord.gedrukt is None:
        return (lees(gehoord.bericht.tekst) if gehoord.direct else Zegt.IETS_ANDERS), DEELT_ALLES
    match knop(gehoord.gedrukt, KNOPPEN, _over(k)):
        case "doe_ik":
            return Zegt.JA, DEELT_ALLES
        case "alleen_naam":
            return Zegt.JA, DEELT_NAAM
        case "liever_niet":
            return Zegt.NEE, ""
        case "later":
            return Zegt.TWIJFEL, ""
    return Zegt.ONZEKER, ""


async def _vraag_na(gehoord: Gehoord, k: Kant, vraag: Mensvraag) -> bool:
    """Once; who is still not clear then is left alone."""
    tekst = zin(f"{k.kant}.nog_eens")
    gesteld = await gehoord.session.get_one(Bericht, (gehoord.gesprek.id, vraag.volgnummer))
    if gesteld.tekst == tekst:
        return False
    await _stel(gehoord.session, k, tekst, KNOPPEN)
    return True


async def _bedenkt_zich(gehoord: Gehoord, k: Kant) -> bool:
    """Until the contact was shared a yes becomes a no; after that the medewerker hears of it."""
    gedrukt = knop(gehoord.gedrukt or "", DAARNA, _over(k)) is not None
    if not gedrukt and not trekt_in(gehoord.bericht.tekst, direct=gehoord.direct):
        return False
    if k.koppeling.stand in VOORAF:
        await _verwerk(gehoord.session, k, ZEG_NEE, "", gehoord.hoe)
        return await _sluit(gehoord, k, zin("koppeling.nee"))
    await maak_taak(
        gehoord.session, k.gesprek.id, TAAK_ANTWOORD, dict(await uit_dossier(gehoord.session, k.gesprek.id))
    )
    wie = await medewerker(gehoord.session, k.intake.kenmerk)
    return await _sluit(gehoord, k, zin("koppeling.al_gedeeld", medewerker=wie))


async def _sluit(gehoord: Gehoord, k: Kant, tekst: str) -> bool:
    await vragen.sluit(gehoord.session, k.gesprek.id, SOORT[k.kant], str(k.koppeling.id))
    return gehoord.zeg(tekst)
