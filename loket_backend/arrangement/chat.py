"""What the resident answers about an arrangement in the chat, and what the loket says back.

A button always counts, of the proposal that was given last. What is typed counts when it answers the question, or names the proposal; the rest
goes the way of every message, and the question stays open. In danger nothing is heard here, and nobody ever hears about money.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import akkoord, dienst
from loket_backend.arrangement.bezorgen import (
    KNOPPEN,
    TAAK_ANDERS,
    TAAK_BELLEN,
    VRAAG,
    VRAAG_ANDERS,
    keuzes,
    naam_van,
    sluit_vragen,
    vraag_of_het_goed_is,
    zin,
)
from loket_backend.arrangement.models import CORRECTIE, Arrangementreactie, Arrangementversie
from loket_backend.errors import Conflict
from loket_backend.gesprek import berichten, terugbellen, vragen
from loket_backend.gesprek.gehoord import Gehoord, luister
from loket_backend.gesprek.models import INWONER, Bericht, Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake import workflow
from loket_backend.keukentafel.gespreksverslag import Antwoord
from loket_backend.keukentafel.gespreksverslag_models import CHAT
from loket_backend.keukentafel.gespreksverslag_taal import Bedoeling as B
from loket_backend.keukentafel.gespreksverslag_taal import lees

TAAL = Path(__file__).with_name("taal.yml")
# After this a message is no longer taken for what should be otherwise, unless it says so.
NOG_BIJ_DE_WENS = timedelta(hours=12)
_OVER_VOORSTEL = re.compile(r"\b(?:voorstel|arrangement)\b", re.IGNORECASE)
_VERSIE = re.compile(r" \(voorstel (\d{1,4})\)$")
# After these "ja" means that it is good, and "nee" that it is not.
JA_NEE_VRAGEN = ("chat.vraag", "chat.twijfel", "chat.eerdere_versie")
GEZEGD = ("chat.akkoord", "chat.al_akkoord", "chat.akkoord_wacht", "chat.nog_niet_begonnen")
KNOP = {"goed": B.KLOPT, "anders": B.KLOPT_NIET, "bel": B.BELLEN, "klaar": B.KLAAR, "toch": B.KLOPT}


@dataclass(frozen=True)
class Over:
    """One message about one version, and what it means. `wie`: the name of the medewerker who laid it before."""

    gehoord: Gehoord
    versie: Arrangementversie
    wie: str
    bedoeling: B

    @property
    def telt(self) -> bool:
        return self.gehoord.gekozen or self.gehoord.bij_de_vraag or bool(_OVER_VOORSTEL.search(self.gehoord.tekst))

    def volgt_op(self, *zinnen: str) -> bool:
        """Whether it follows one of these texts directly."""
        gevraagd = {zin(z, medewerker=self.wie) for z in zinnen}
        return self.gehoord.bij_de_vraag and self.gehoord.gevraagd in gevraagd


async def hoor(session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None) -> bool:
    """Whether it was an answer to "is it good?"."""
    over = await _over(session, gesprek, vraag, bericht, keuze)
    if over is None:
        return False
    return await _vooraf(over) or await _bij_vraag(over)


async def hoor_anders(
    session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
) -> bool:
    """Whether it was about what should be otherwise. Every message is kept as it was said, until there is nothing more to say."""
    over = await _over(session, gesprek, vraag, bericht, keuze)
    if over is None:
        return False
    if await _vooraf(over):
        return True
    te_laat = bericht.tijdstip - vraag.gesteld_op > NOG_BIJ_DE_WENS
    if not over.telt or (te_laat and not over.gehoord.gekozen and not _OVER_VOORSTEL.search(bericht.tekst)):
        return False
    return await _bij_wens(over)


async def _over(
    session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
) -> Over | None:
    """None in danger."""
    gehoord = await luister(session, gesprek, vraag, bericht, keuze)
    if gehoord is None:
        return None
    versie = await session.get_one(Arrangementversie, int(vraag.over))
    wie = await naam_van(session, versie.akkoord_door)
    return Over(gehoord, versie, wie, _bedoeling(gehoord, wie))


def _bedoeling(gehoord: Gehoord, wie: str) -> B:
    if gehoord.keuze is None or not gehoord.gekozen:
        return lees(gehoord.tekst, frozenset(wie.casefold().split()), TAAL)
    label = _VERSIE.sub("", gehoord.keuze)
    return next(b for knop, b in KNOP.items() if zin(f"knoppen.{knop}") == label)


async def _vooraf(over: Over) -> bool:
    """What comes before the meaning: a proposal that is not the last any more, a button of an earlier one, a number to call."""
    gehoord = over.gehoord
    gedrukt = _VERSIE.search(gehoord.tekst)
    nieuwste = await dienst.voorgelegd(gehoord.session, over.versie.kenmerk)
    if nieuwste is None or nieuwste.id != over.versie.id:
        return over.telt and await _sluit_met(over, "chat.elders")
    if gedrukt is not None and int(gedrukt[1]) != over.versie.ronde:
        return await _zeg(over, "chat.eerdere_versie")
    if await terugbellen.is_het_nummer(gehoord.session, gehoord.gesprek.id, TAAK_BELLEN, gehoord.tekst):
        return await _bel(over)
    return False


async def _bij_vraag(over: Over) -> bool:
    """A bare yes or no answers only "is it good?", and not what was said in between."""
    ja_of_nee = over.volgt_op(*JA_NEE_VRAGEN)
    match over.bedoeling:
        case B.KLOPT | B.JA if over.volgt_op(*GEZEGD):
            return await _keur_goed(over)
        case B.KLOPT if over.telt:
            return await _keur_goed(over)
        case B.JA if ja_of_nee:
            return await _keur_goed(over)
        case B.KLOPT_NIET if over.telt:
            return await _vraag_wat(over, "chat.wat_anders")
        case B.NEE if ja_of_nee:
            return await _vraag_wat(over, "chat.wat_anders")
        case B.CORRECTIE if over.telt:
            return await _noteer_wens(over)
        case B.TEGEN if ja_of_nee:
            return await _noteer_wens(over)
        case B.BELLEN if over.telt:
            return await _bel(over)
        case B.JA if over.volgt_op("chat.bellen_nummer"):
            return await _bel(over)
        case B.ONBEKEND | B.TWIJFEL if over.volgt_op("chat.twijfel"):
            return await _noteer_wens(over)  # asked twice: what is said now is kept
    return await _vraag_door(over)


async def _vraag_door(over: Over) -> bool:
    if not over.gehoord.bij_de_vraag or over.volgt_op(*GEZEGD):
        return False
    if over.bedoeling in (B.WACHTEN, B.PAGINA):
        return await _zeg(over, "chat.neem_de_tijd")
    een_woord = over.bedoeling == B.ONBEKEND and " " not in over.gehoord.tekst.strip()
    if een_woord or over.bedoeling in (B.TWIJFEL, B.KLAAR, B.JA, B.NEE):
        return await _zeg(over, "chat.twijfel")
    return False


async def _bij_wens(over: Over) -> bool:
    al_gezegd = await _zei_al_iets(over)
    match over.bedoeling:
        case B.KLOPT if over.gehoord.gekozen or not al_gezegd:
            return await _keur_goed(over)
        case B.KLAAR | B.NEE | B.KLOPT | B.DANK if al_gezegd:
            return await _sluit_met(over, "chat.correctie_klaar")
        case B.KLAAR | B.NEE | B.TWIJFEL:
            return await _zeg(over, "chat.twijfel")
        case B.JA | B.KLOPT_NIET:
            return await _vraag_wat(over, "chat.typ_maar")
        case B.BELLEN:
            return await _bel(over)
        case B.WACHTEN:
            return await _zeg(over, "chat.neem_de_tijd")
        case B.ANDERS | B.VRAAG | B.DANK:
            return False
    return await _noteer_wens(over)


async def _keur_goed(over: Over) -> bool:
    """Nobody is asked or reminded any more, but who changes their mind is still heard."""
    session, gesprek = over.gehoord.session, over.gehoord.gesprek
    uitkomst = await akkoord.geef(session, gesprek, over.versie, over.gehoord.bericht)
    if uitkomst == akkoord.VOORBIJ:
        return await _sluit_met(over, "chat.voorbij")
    await sluit_vragen(session, gesprek.id, over.versie.kenmerk)
    knoppen = () if uitkomst in (akkoord.GELDT, akkoord.GOLD_AL) else ("anders", "bel")
    return await _zeg(over, f"chat.{uitkomst}", knoppen, medewerker=over.wie)


async def _noteer_wens(over: Over) -> bool:
    """In the resident's own words, for the medewerker; the arrangement that is in force stays as it is."""
    session, gesprek, bericht = over.gehoord.session, over.gehoord.gesprek, over.gehoord.bericht
    meer = await _zei_al_iets(over)
    intake = await workflow.vergrendel(session, over.versie.kenmerk)
    antwoord = Antwoord(CORRECTIE, bericht.tekst, CHAT, INWONER, bericht.volgnummer)
    try:
        async with session.begin_nested():
            await dienst.reageer(session, intake, over.versie.id, antwoord)
    except Conflict:
        return await _sluit_met(over, "chat.voorbij")
    await maak_taak(session, gesprek.id, TAAK_ANDERS, dict(await terugbellen.uit_dossier(session, gesprek.id)))
    return await _vraag_wat(over, "chat.correctie_meer" if meer else "chat.correctie", ("klaar", "bel"))


async def _zei_al_iets(over: Over) -> bool:
    eerder = select(Arrangementreactie.id).where(
        Arrangementreactie.versie_id == over.versie.id, Arrangementreactie.soort == CORRECTIE
    )
    return await over.gehoord.session.scalar(eerder.limit(1)) is not None


async def _sluit_met(over: Over, welke: str) -> bool:
    """Says this, and asks nothing more about it."""
    session, gesprek = over.gehoord.session, over.gehoord.gesprek
    await sluit_vragen(session, gesprek.id, over.versie.kenmerk)
    berichten.zeg(session, gesprek, zin(welke, medewerker=over.wie), over.gehoord.bericht.volgnummer)
    return True


async def _bel(over: Over) -> bool:
    """A call about the proposal is a task; the number is known from the dossier, or asked."""
    gehoord = over.gehoord
    telefoon = await terugbellen.wil_bellen(gehoord.session, gehoord.gesprek.id, TAAK_BELLEN, gehoord.tekst)
    if telefoon is None:
        return await _zeg(over, "chat.bellen_nummer", ("goed", "anders"))
    return await _zeg(over, "chat.bellen", ("goed", "anders"), nummer=terugbellen.leesbaar(telefoon))


async def _zeg(over: Over, welke: str, knoppen: tuple[str, ...] = KNOPPEN, **waarden: str) -> bool:
    await vraag_of_het_goed_is(over.gehoord.session, over.gehoord.gesprek, over.versie, welke, knoppen, **waarden)
    return True


async def _vraag_wat(over: Over, welke: str, knoppen: tuple[str, ...] = ("toch", "bel")) -> bool:
    """From here on what is typed is about what should be otherwise."""
    session, gesprek, versie = over.gehoord.session, over.gehoord.gesprek, over.versie
    await vragen.sluit(session, gesprek.id, VRAAG, str(versie.id))
    tekst = zin(welke, medewerker=over.wie)
    await vragen.stel(session, gesprek, VRAAG_ANDERS, str(versie.id), tekst, keuzes(versie, knoppen))
    return True


ANTWOORDERS: Mapping[str, vragen.Antwoorder] = {VRAAG: hoor, VRAAG_ANDERS: hoor_anders}
