"""What the resident answers to the three questions. A button always counts; what is typed counts when it follows the question directly.

What is not clear is asked once more, with the buttons; then it is kept as it was said. "Liever niet" ends it, and so does a death, of which the
medewerker hears. In danger nothing is heard here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.geholpen import antwoorden, stellen
from loket_backend.geholpen.antwoorden import SCHAAL, TAAK_VRAGEN, voeg_woorden_toe
from loket_backend.geholpen.models import BEETJE, JA, NEE, Evaluatie
from loket_backend.geholpen.stellen import BETER, LIEVER_NIET, NIETS, SOORTEN, WELKE, zin
from loket_backend.geholpen.taal import Mening, lees_mening, lees_wens, vertelt
from loket_backend.gesprek import berichten, terugbellen, vragen
from loket_backend.gesprek.gehoord import Gehoord, luister
from loket_backend.gesprek.models import INWONER, Bericht, Gesprek
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake.models import Intake
from loket_backend.toewijzing.models import Medewerker

KNOP = {
    JA: Mening.JA,
    BEETJE: Mening.BEETJE,
    NEE: Mening.NEE,
    NIETS: Mening.NIETS,
    LIEVER_NIET: Mening.LIEVER_NIET,
}


@dataclass(frozen=True)
class Over:
    """One message after one of the questions (`welke`), and what it means."""

    gehoord: Gehoord
    evaluatie: Evaluatie
    welke: str
    mening: Mening

    @property
    def opnieuw_gevraagd(self) -> bool:
        return self.gehoord.bij_de_vraag and self.gehoord.gevraagd == zin(f"chat.{self.welke}_nogmaals")


async def hoor(session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None) -> bool:
    """Whether it was an answer to the question that is open."""
    gehoord = await luister(session, gesprek, vraag, bericht, keuze)
    if gehoord is None:
        return False
    evaluatie = await session.get_one(Evaluatie, int(vraag.over), populate_existing=True)
    welke = WELKE[vraag.soort]
    if await _is_knop_van_eerder(gehoord, evaluatie, welke) or await _is_nummer(gehoord, evaluatie, welke):
        return True
    if not gehoord.gekozen and not gehoord.bij_de_vraag:
        return False
    return await _antwoord(Over(gehoord, evaluatie, welke, _mening(gehoord, welke)))


def _mening(gehoord: Gehoord, welke: str) -> Mening:
    if gehoord.keuze is not None and (knop := stellen.gedrukt(welke, gehoord.keuze)) is not None:
        return KNOP[knop]
    return lees_wens(gehoord.tekst) if welke == BETER else lees_mening(gehoord.tekst)


async def _antwoord(over: Over) -> bool:
    match over.mening:
        case Mening.ANDERS:
            return False
        case Mening.LIEVER_NIET:
            return await _rond_af(over, "liever_niet")
        case Mening.VERLIES:
            voeg_woorden_toe(over.evaluatie, over.gehoord.tekst)
            return await _rond_af(over, "verlies")
        case Mening.BELLEN:
            return await _bel(over.gehoord, over.evaluatie, over.welke)
        case Mening.WACHTEN:
            return await _zeg(over.gehoord, over.evaluatie, over.welke, "neem_de_tijd")
        case _ if over.welke == BETER:
            return await _wat_beter_kan(over)
        case Mening.JA | Mening.BEETJE | Mening.NEE:
            return await _op_de_schaal(over)
    return await _onduidelijk(over)


async def _op_de_schaal(over: Over) -> bool:
    setattr(over.evaluatie, over.welke, over.mening.value)
    if over.mening != Mening.JA and not over.gehoord.gekozen and vertelt(over.gehoord.tekst):
        voeg_woorden_toe(over.evaluatie, over.gehoord.tekst)
    if over.mening == Mening.NEE:
        await antwoorden.bel_over_nee(over.gehoord.session, over.gehoord.gesprek.id)
    return await _vraag_verder(over)


async def _wat_beter_kan(over: Over) -> bool:
    """A word or two that says nothing is asked once more; the rest is kept."""
    if over.mening == Mening.NIETS:
        return await _rond_af(over)
    if not over.gehoord.gekozen and len(over.gehoord.tekst.strip()) < 3 and not over.opnieuw_gevraagd:
        return await _zeg(over.gehoord, over.evaluatie, over.welke, "beter_nogmaals")
    voeg_woorden_toe(over.evaluatie, over.gehoord.tekst)
    return await _rond_af(over)


async def _onduidelijk(over: Over) -> bool:
    if vertelt(over.gehoord.tekst) or over.opnieuw_gevraagd:
        voeg_woorden_toe(over.evaluatie, over.gehoord.tekst)
    if over.opnieuw_gevraagd:
        return await _vraag_verder(over)
    return await _zeg(over.gehoord, over.evaluatie, over.welke, f"{over.welke}_nogmaals")


async def _vraag_verder(over: Over) -> bool:
    verder = stellen.volgende(over.welke)
    if verder is None:
        return await _rond_af(over)
    return await _zeg(over.gehoord, over.evaluatie, verder, verder)


async def _rond_af(over: Over, afscheid: str | None = None) -> bool:
    session, gesprek, evaluatie = over.gehoord.session, over.gehoord.gesprek, over.evaluatie
    await antwoorden.rond_af(session, gesprek.id, evaluatie, INWONER)
    zegt_iets = bool(evaluatie.beter) or NEE in (evaluatie.geholpen, evaluatie.tevreden)
    welke = afscheid or ("klaar_meer" if zegt_iets else "klaar")
    tekst = zin(f"chat.{welke}", medewerker=await naam_van_medewerker(session, evaluatie.kenmerk))
    berichten.zeg(session, gesprek, tekst, over.gehoord.bericht.volgnummer)
    return True


async def naam_van_medewerker(session: AsyncSession, kenmerk: str) -> str:
    """Of who has the dossier now."""
    keuze = select(Medewerker.naam).join(Intake, Intake.medewerker_id == Medewerker.id).where(Intake.kenmerk == kenmerk)
    return await session.scalar(keuze) or "Een medewerker"


async def _is_knop_van_eerder(gehoord: Gehoord, evaluatie: Evaluatie, welke: str) -> bool:
    """Who presses a button of a question before this one changes that answer; the open question stays."""
    for eerder in SOORTEN:
        if eerder == welke:
            return False
        if (knop := stellen.gedrukt(eerder, gehoord.tekst)) in SCHAAL:
            setattr(evaluatie, eerder, knop)
            if knop == NEE:
                await antwoorden.bel_over_nee(gehoord.session, gehoord.gesprek.id)
            berichten.zeg(gehoord.session, gehoord.gesprek, zin("chat.veranderd"))
            return await _zeg(gehoord, evaluatie, welke, welke)
    return False


async def _is_nummer(gehoord: Gehoord, evaluatie: Evaluatie, welke: str) -> bool:
    """The number on which to call, after it was asked."""
    session, gesprek_id = gehoord.session, gehoord.gesprek.id
    if not await terugbellen.is_het_nummer(session, gesprek_id, TAAK_VRAGEN, gehoord.tekst):
        return False
    return await _bel(gehoord, evaluatie, welke)


async def _bel(gehoord: Gehoord, evaluatie: Evaluatie, welke: str) -> bool:
    """Then a medewerker puts the questions; whoever answers here after all is heard too."""
    telefoon = await terugbellen.wil_bellen(gehoord.session, gehoord.gesprek.id, TAAK_VRAGEN, gehoord.tekst)
    if telefoon is None:
        return await _zeg(gehoord, evaluatie, welke, "bellen_nummer")
    return await _zeg(gehoord, evaluatie, welke, "bellen", nummer=terugbellen.leesbaar(telefoon))


async def _zeg(gehoord: Gehoord, evaluatie: Evaluatie, welke: str, zinnetje: str, **waarden: str) -> bool:
    await stellen.stel(gehoord.session, gehoord.gesprek, evaluatie, welke, zinnetje, **waarden)
    return True


ANTWOORDERS: Mapping[str, vragen.Antwoorder] = {soort: hoor for soort in SOORTEN.values()}
