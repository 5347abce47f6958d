"""What the resident does with an appointment, in the chat: choose a moment, ask for another, move it, call it off, ask when it is.

An answer is heard only when it is clear; anything else goes the normal way, and the question stays open.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.gehoord import in_gevaar
from loket_backend.gesprek.models import BOT_AFZENDER, MEDEWERKER, Bericht, Gesprek
from loket_backend.gesprek.vragen import Antwoorder, Mensvraag
from loket_backend.intake.models import EINDE
from loket_backend.keukentafel import afspraakbegrip as begrip
from loket_backend.keukentafel import agenda
from loket_backend.keukentafel.afspraakberichten import bevestig, sluit, vraag
from loket_backend.keukentafel.afspraakdossier import (
    AFGEZEGD,
    ANTWOORD,
    MOMENTEN_NODIG,
    Dossier,
    bij_gesprek,
    meld,
    momenten,
    volg,
    zet_momenten,
)
from loket_backend.keukentafel.afspraakmoment import kaal, noemt_moment
from loket_backend.keukentafel.afspraakstand import (
    GEPLAND,
    KIES,
    NIET_VERSCHENEN,
    VERLOPEN,
    VERZET,
    VERZET_HET,
    VOORGESTELD,
    WIJS_AF,
    ZEG_AF,
    wissel,
)
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten, in_woorden, laatste_dag
from loket_backend.tijd import nu

INWONER = "inwoner"
# What was asked last (Afspraak.gevraagd).
WEER, DOOR, WENS = "weer", "door", "wens"

_KNOP_VAN = {
    begrip.VERZETTEN: ("knop_ander", "knop_staan"),
    begrip.AFZEGGEN: ("knop_afzeggen", "knop_ander", "knop_staan"),
    begrip.KAN_NIET: ("knop_ander", "knop_afzeggen", "knop_staan"),
}
_VRAAG_VAN = {
    begrip.VERZETTEN: "vraag_verzetten",
    begrip.AFZEGGEN: "vraag_afzeggen",
    begrip.KAN_NIET: "vraag_kan_niet",
}


def antwoorder(teksten: Afspraakteksten) -> Antwoorder:
    """Hears what a resident says about an appointment of this conversation."""

    async def hoor(
        session: AsyncSession, gesprek: Gesprek, over: Mensvraag, bericht: Bericht, keuze: str | None
    ) -> bool:
        d = await bij_gesprek(session, gesprek, int(over.over))
        if d is None or d.intake.status in EINDE or await in_gevaar(session, bericht):
            return False
        direct = await _is_direct(session, over, bericht)
        hoorder = _HOORDERS.get(d.afspraak.stand)
        return hoorder is not None and await hoorder(session, teksten, d, keuze or bericht.tekst, direct)

    return hoor


async def _is_direct(session: AsyncSession, over: Mensvraag, bericht: Bericht) -> bool:
    """Whether nobody asked anything else since: then "ja" is about this. An answer to a question in between changes nothing."""
    tussen = select(Bericht).where(
        Bericht.gesprek_id == over.gesprek_id,
        Bericht.volgnummer > over.volgnummer,
        Bericht.volgnummer < bericht.volgnummer,
        Bericht.afzender.in_((BOT_AFZENDER, MEDEWERKER)),
        Bericht.onderdrukt.is_(False),
    )
    return not any(b.vraag or b.keuzes or "?" in b.tekst for b in await session.scalars(tussen))


# --- the moments are on the table


async def _kiest(session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, direct: bool) -> bool:
    aanbod = [m for m in await momenten(session, d.afspraak.id) if m > nu()]
    if (
        d.afspraak.gevraagd == begrip.AFZEGGEN
        and direct
        and await _bevestigt_stoppen(session, teksten, d, tekst, aanbod)
    ):
        return True
    antwoord = begrip.lees_keuze(tekst, aanbod, direct=direct) if aanbod else None
    if antwoord is None:
        return await _vraagt_wanneer(session, teksten, d, tekst, aanbod)
    if antwoord.soort == begrip.GEKOZEN and antwoord.moment is not None:
        await _neem(session, teksten, d, antwoord.moment, aanbod)
        return True
    return await _REACTIES[antwoord.soort](session, teksten, d, tekst, aanbod)


async def _neem(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, moment: datetime, aanbod: list[datetime]
) -> None:
    """Only a moment that is still free; what was kept too long may be somebody else's."""
    medewerker = await agenda.vergrendel(session, d.wie.id)
    vrij = await agenda.van(session, medewerker, d.afspraak.id)
    if vrij.bezwaren(moment, d.afspraak.duur, d.afspraak.plaats):
        rest = [m for m in aanbod if not vrij.bezwaren(m, d.afspraak.duur, d.afspraak.plaats)]
        await zet_momenten(session, d.afspraak.id, rest)
        await (_opnieuw(session, teksten, d, "bezet", rest) if rest else _geen(session, teksten, d, "", []))
        return
    wissel(session, d.afspraak, KIES, INWONER, momenten=[moment.isoformat()])
    d.afspraak.begin = moment
    await zet_momenten(session, d.afspraak.id, [])
    await volg(session, d.intake, True, "loket", "De inwoner koos een moment in de chat.")
    await bevestig(session, teksten, d, "bevestigd")


async def _opnieuw(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, sleutel: str, aanbod: list[datetime]
) -> None:
    """The moments once more, under what there is to say."""
    tekst = teksten.zin(sleutel, d.afspraak, d.wie, tot=laatste_dag(d.afspraak.vervalt_op))
    await vraag(session, d, tekst, teksten.momenten(aanbod))


async def _onduidelijk(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, aanbod: list[datetime]
) -> bool:
    """Asked again once; then a person helps; after that it is not for us."""
    if d.afspraak.gevraagd == DOOR:
        return False
    eerst = d.afspraak.gevraagd != WEER
    if not eerst:
        await meld(session, d, ANTWOORD, tekst)
    d.afspraak.gevraagd = WEER if eerst else DOOR
    await _opnieuw(session, teksten, d, "welk_moment" if eerst else "doorgegeven", aanbod)
    return True


async def _wenst(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, aanbod: list[datetime]
) -> bool:
    await meld(session, d, ANTWOORD, tekst)
    await _opnieuw(session, teksten, d, "wens", aanbod)
    return True


async def _later(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, aanbod: list[datetime]
) -> bool:
    await _opnieuw(session, teksten, d, "later", aanbod)
    return True


async def _geen(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, aanbod: list[datetime]
) -> bool:
    wissel(session, d.afspraak, WIJS_AF, INWONER, reden=tekst)
    await zet_momenten(session, d.afspraak.id, [])
    await meld(session, d, MOMENTEN_NODIG, tekst)
    d.afspraak.gevraagd = WENS
    await vraag(session, d, teksten.zin("geen", d.afspraak, d.wie))
    return True


async def _wil_stoppen(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, aanbod: list[datetime]
) -> bool:
    d.afspraak.gevraagd = begrip.AFZEGGEN
    knoppen = teksten.knoppen("knop_geen_gesprek", "knop_toch_kiezen")
    await vraag(session, d, teksten.zin("vraag_stoppen", d.afspraak, d.wie), knoppen)
    return True


async def _bevestigt_stoppen(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, aanbod: list[datetime]
) -> bool:
    label = kaal(tekst)
    if label == "toch een moment kiezen" or begrip.lees_bevestiging(tekst) == begrip.NEE:
        d.afspraak.gevraagd = None
        await _opnieuw(session, teksten, d, "nog_niets", aanbod)
        return True
    if label == "geen gesprek" or begrip.lees_bevestiging(tekst) in (begrip.JA, begrip.AFZEGGEN):
        await _zeg_af(session, teksten, d)
        return True
    return False


async def _vraagt_wanneer(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, aanbod: list[datetime]
) -> bool:
    if begrip.lees_wens(tekst) != begrip.WANNEER:
        return False
    sleutel = "nog_niets" if aanbod else "wordt_gezocht"
    await (
        _opnieuw(session, teksten, d, sleutel, aanbod) if aanbod else vraag(session, d, teksten.zin(sleutel, wie=d.wie))
    )
    return True


Reactie = Callable[[AsyncSession, Afspraakteksten, Dossier, str, list[datetime]], Awaitable[bool]]
_REACTIES: dict[str, Reactie] = {
    begrip.ONDUIDELIJK: _onduidelijk,
    begrip.WENS: _wenst,
    begrip.LATER: _later,
    begrip.GEEN: _geen,
    begrip.AFZEGGEN: _wil_stoppen,
}


# --- the appointment stands


async def _heeft_afspraak(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, direct: bool
) -> bool:
    if d.afspraak.eind is not None and d.afspraak.eind < nu():
        return False
    if d.afspraak.gevraagd and direct and await _bevestigt(session, teksten, d, tekst):
        return True
    wens = begrip.lees_wens(tekst)
    if wens == begrip.WANNEER:
        await vraag(session, d, teksten.zin("wanneer", d.afspraak, d.wie))
        return True
    if wens is None or (wens == begrip.KAN_NIET and not direct and not noemt_moment(tekst)):
        return False
    d.afspraak.gevraagd = wens
    await vraag(session, d, teksten.zin(_VRAAG_VAN[wens], d.afspraak, d.wie), teksten.knoppen(*_KNOP_VAN[wens]))
    return True


async def _bevestigt(session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str) -> bool:
    """The answer to the one question before something changes. "Ja" to a question with two ways out is none."""
    antwoord = begrip.lees_bevestiging(tekst)
    if antwoord == begrip.JA:
        antwoord = None if d.afspraak.gevraagd == begrip.KAN_NIET else d.afspraak.gevraagd
        if antwoord is None:
            knoppen = teksten.knoppen(*_KNOP_VAN[begrip.KAN_NIET])
            await vraag(session, d, teksten.zin("vraag_kan_niet", d.afspraak, d.wie), knoppen)
            return True
    if antwoord == begrip.NEE:
        d.afspraak.gevraagd = None
        await vraag(session, d, teksten.zin("blijft_staan", d.afspraak, d.wie))
    elif antwoord == begrip.VERZETTEN:
        await _verzet(session, teksten, d)
    elif antwoord == begrip.AFZEGGEN:
        await _zeg_af(session, teksten, d)
    return antwoord is not None


async def _verzet(session: AsyncSession, teksten: Afspraakteksten, d: Dossier) -> None:
    wissel(session, d.afspraak, VERZET_HET, INWONER)
    await volg(session, d.intake, False, "loket", "De inwoner vroeg om een ander moment.")
    await meld(session, d, MOMENTEN_NODIG, _was(d))
    d.afspraak.gevraagd = WENS
    await vraag(session, d, teksten.zin("verzet", d.afspraak, d.wie))


async def _zeg_af(session: AsyncSession, teksten: Afspraakteksten, d: Dossier) -> None:
    stond = d.afspraak.stand == GEPLAND
    wissel(session, d.afspraak, ZEG_AF, INWONER)
    await zet_momenten(session, d.afspraak.id, [])
    await volg(session, d.intake, False, "loket", "De inwoner zegde de afspraak af.")
    await meld(session, d, AFGEZEGD, _was(d) if stond else "")
    await vraag(session, d, teksten.zin("afgezegd", d.afspraak, d.wie))
    await sluit(session, d)


def _was(d: Dossier) -> str:
    return f"was {in_woorden(d.afspraak.begin)}" if d.afspraak.begin else ""


# --- there is no moment


async def _wacht(session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, direct: bool) -> bool:
    """Nothing is proposed now. A wish goes to the medewerker; a moment of an earlier proposal no longer counts."""
    wens = begrip.lees_wens(tekst)
    if d.afspraak.gevraagd == begrip.AFZEGGEN and direct and await _bevestigt_stoppen(session, teksten, d, tekst, []):
        return True
    if wens == begrip.AFZEGGEN:
        return await _wil_stoppen(session, teksten, d, tekst, [])
    if wens == begrip.WANNEER:
        await vraag(session, d, teksten.zin("wordt_gezocht", d.afspraak, d.wie))
        return True
    if not direct or not (noemt_moment(tekst) or wens == begrip.VERZETTEN):
        return False
    await meld(session, d, MOMENTEN_NODIG, tekst)
    oud = d.afspraak.stand == VERLOPEN
    await vraag(session, d, teksten.zin("voorbij" if oud else "wens_genoteerd", d.afspraak, d.wie))
    return True


async def _was_er_niet(session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str, direct: bool) -> bool:
    """The kind question after an appointment that was missed. "Nee" is an answer too, and ends it."""
    antwoord = begrip.lees_bevestiging(tekst) if direct else None
    label = kaal(tekst)
    if label == "nee nu niet" or antwoord == begrip.NEE:
        await meld(session, d, ANTWOORD, "wil nu geen nieuw moment")
        sleutel = "nu_niet"
    elif label == "ja een nieuw moment" or antwoord in (begrip.JA, begrip.VERZETTEN) or "nieuw moment" in label:
        await meld(session, d, MOMENTEN_NODIG)
        sleutel = "nieuw_gevraagd"
    else:
        return False
    await vraag(session, d, teksten.zin(sleutel, d.afspraak, d.wie))
    await sluit(session, d)
    return True


Hoorder = Callable[[AsyncSession, Afspraakteksten, Dossier, str, bool], Awaitable[bool]]
_HOORDERS: dict[str, Hoorder] = {
    VOORGESTELD: _kiest,
    GEPLAND: _heeft_afspraak,
    VERZET: _wacht,
    VERLOPEN: _wacht,
    NIET_VERSCHENEN: _was_er_niet,
}
