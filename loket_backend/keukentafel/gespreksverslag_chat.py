"""What the resident answers about the verslag in the chat, and what the loket says back.

A button always counts. What is typed counts when it answers the question, or names the verslag; the rest goes the way of every message
(the bot, or people), and the question stays open. In danger nothing is heard here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.gesprek import berichten, terugbellen, vragen
from loket_backend.gesprek.gehoord import luister
from loket_backend.gesprek.models import INWONER, Bericht, Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.vragen import Mensvraag
from loket_backend.intake import workflow
from loket_backend.keukentafel import gespreksverslag, leescode
from loket_backend.keukentafel.gespreksverslag import Antwoord
from loket_backend.keukentafel.gespreksverslag_bezorgen import (
    TAAK_BELLEN,
    TAAK_CORRECTIE,
    VRAAG,
    VRAAG_CORRECTIE,
    keuzes,
    schrijver,
    sluit_vragen,
    vraag_of_het_klopt,
)
from loket_backend.keukentafel.gespreksverslag_models import (
    AKKOORD,
    CHAT,
    CORRECTIE,
    Verslagreactie,
    Verslagversie,
)
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor
from loket_backend.keukentafel.gespreksverslag_taal import Bedoeling as B
from loket_backend.keukentafel.gespreksverslag_taal import lees

# After this a message is no longer taken for what is wrong with the verslag, unless it says so.
NOG_BIJ_DE_CORRECTIE = timedelta(hours=12)
_OVER_VERSLAG = re.compile(r"\bverslag\b", re.IGNORECASE)
_VERSIE = re.compile(r" \(verslag (\d{1,4})\)$")
# After these "ja" means that it is right, and "nee" that it is not.
JA_NEE_VRAGEN = ("chat.vraag", "chat.twijfel", "chat.eerdere_versie")
KNOP = {
    "klopt": B.KLOPT,
    "klopt_niet": B.KLOPT_NIET,
    "pagina": B.PAGINA,
    "bel": B.BELLEN,
    "klaar": B.KLAAR,
    "toch": B.KLOPT,
}


@dataclass(frozen=True)
class Gehoord:
    """One message about one version. `gekozen`: by a button; `bij_de_vraag`: it follows the question directly; `gevraagd`: in which words."""

    session: AsyncSession
    gesprek: Gesprek
    bericht: Bericht
    versie: Verslagversie
    gekozen: bool
    bij_de_vraag: bool
    gevraagd: str

    @property
    def telt(self) -> bool:
        return self.gekozen or self.bij_de_vraag or bool(_OVER_VERSLAG.search(self.bericht.tekst))

    def volgt_op(self, *zinnen: str) -> bool:
        """Whether it follows one of these texts directly."""
        return self.bij_de_vraag and self.gevraagd in {Kantoor.loket().zin(zin) for zin in zinnen}


async def hoor(session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None) -> bool:
    """Whether it was an answer to "is it right?"."""
    gehoord = await _gehoord(session, gesprek, vraag, bericht, keuze)
    if gehoord is None:
        return False
    if await _is_vorige_knop(gehoord) or await _is_nummer(gehoord):
        return True
    bedoeling = await _bedoeling(gehoord, keuze)
    if gehoord.volgt_op("chat.akkoord") and bedoeling in (B.KLOPT, B.JA):
        return await _bevestig(gehoord, "chat.al_akkoord")
    return await _bij_vraag(gehoord, bedoeling)


async def _bij_vraag(gehoord: Gehoord, bedoeling: B) -> bool:
    """A bare yes or no answers only "is it right?", and not what was said in between."""
    ja_of_nee = gehoord.volgt_op(*JA_NEE_VRAGEN)
    match bedoeling:
        case B.KLOPT if gehoord.telt:
            return await _keur_goed(gehoord)
        case B.JA if ja_of_nee:
            return await _keur_goed(gehoord)
        case B.KLOPT_NIET if gehoord.telt:
            return await _vraag_wat(gehoord, "chat.wat_klopt_niet")
        case B.NEE if ja_of_nee:
            return await _vraag_wat(gehoord, "chat.wat_klopt_niet")
        case B.CORRECTIE if gehoord.telt:
            return await _corrigeer(gehoord)
        case B.TEGEN if ja_of_nee:
            return await _corrigeer(gehoord)
        case B.PAGINA if gehoord.telt:
            return await _geef_pagina(gehoord)
        case B.BELLEN if gehoord.telt:
            return await _bel(gehoord)
        case B.JA if gehoord.volgt_op("chat.bellen_nummer"):
            return await _bel(gehoord)
        case B.ONBEKEND if gehoord.volgt_op("chat.twijfel"):
            return await _corrigeer(gehoord)  # asked twice: what is said now is kept
    return await _vraag_door(gehoord, bedoeling)


async def _vraag_door(gehoord: Gehoord, bedoeling: B) -> bool:
    if not gehoord.bij_de_vraag or gehoord.volgt_op("chat.akkoord", "chat.al_akkoord"):
        return False
    if bedoeling == B.WACHTEN:
        return await _zeg(gehoord, "chat.neem_de_tijd")
    een_woord = bedoeling == B.ONBEKEND and " " not in gehoord.bericht.tekst.strip()
    if een_woord or bedoeling in (B.TWIJFEL, B.KLAAR, B.JA, B.NEE):
        return await _zeg(gehoord, "chat.twijfel")
    return False


async def hoor_correctie(
    session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
) -> bool:
    """Whether it was about what is wrong. Then every message is kept as it was said, until the resident has nothing more to say."""
    gehoord = await _gehoord(session, gesprek, vraag, bericht, keuze)
    if gehoord is None:
        return False
    if await _is_vorige_knop(gehoord) or await _is_nummer(gehoord):
        return True
    te_laat = bericht.tijdstip - vraag.gesteld_op > NOG_BIJ_DE_CORRECTIE
    if not gehoord.telt or (te_laat and not gehoord.gekozen and not _OVER_VERSLAG.search(bericht.tekst)):
        return False
    return await _bij_correctie(gehoord, await _bedoeling(gehoord, keuze))


async def _bij_correctie(gehoord: Gehoord, bedoeling: B) -> bool:
    al_gezegd = await _corrigeerde_al(gehoord)
    match bedoeling:
        case B.KLOPT if gehoord.gekozen or not al_gezegd:
            return await _keur_goed(gehoord)
        case B.KLAAR | B.NEE | B.KLOPT | B.DANK if al_gezegd:
            return await _rond_correctie_af(gehoord)
        case B.KLAAR | B.NEE | B.TWIJFEL:
            return await _zeg(gehoord, "chat.twijfel")
        case B.JA | B.KLOPT_NIET:
            return await _vraag_wat(gehoord, "chat.typ_maar")
        case B.PAGINA:
            return await _geef_pagina(gehoord)
        case B.BELLEN:
            return await _bel(gehoord)
        case B.WACHTEN:
            return await _zeg(gehoord, "chat.neem_de_tijd")
        case B.ANDERS | B.VRAAG | B.DANK:
            return False
    return await _corrigeer(gehoord)


async def _gehoord(
    session: AsyncSession, gesprek: Gesprek, vraag: Mensvraag, bericht: Bericht, keuze: str | None
) -> Gehoord | None:
    """None in danger."""
    gehoord = await luister(session, gesprek, vraag, bericht, keuze)
    if gehoord is None:
        return None
    versie = await session.get_one(Verslagversie, int(vraag.over))
    return Gehoord(session, gesprek, bericht, versie, gehoord.gekozen, gehoord.bij_de_vraag, gehoord.gevraagd)


async def _bedoeling(gehoord: Gehoord, keuze: str | None) -> B:
    if keuze is not None:
        label = _VERSIE.sub("", keuze)
        return next(b for knop, b in KNOP.items() if Kantoor.loket().zin(f"knoppen.{knop}") == label)
    naam = await schrijver(gehoord.session, gehoord.versie)
    return lees(gehoord.bericht.tekst, frozenset(naam.casefold().split()))


async def _is_vorige_knop(gehoord: Gehoord) -> bool:
    """A button of an earlier version approves nothing."""
    gedrukt = _VERSIE.search(gehoord.bericht.tekst)
    if gedrukt is None or int(gedrukt[1]) == gehoord.versie.ronde:
        return False
    return await _zeg(gehoord, "chat.eerdere_versie")


async def _is_nummer(gehoord: Gehoord) -> bool:
    """The number on which to call, after it was asked."""
    if not await terugbellen.is_het_nummer(gehoord.session, gehoord.gesprek.id, TAAK_BELLEN, gehoord.bericht.tekst):
        return False
    return await _bel(gehoord)


async def _keur_goed(gehoord: Gehoord) -> bool:
    session, versie = gehoord.session, gehoord.versie
    await workflow.vergrendel(session, versie.kenmerk)
    try:
        await gespreksverslag.reageer(session, versie.id, _antwoord(gehoord, AKKOORD))
    except Conflict:
        return await _bevestig(gehoord, "chat.al_akkoord")
    return await _bevestig(gehoord, "chat.akkoord")


async def _bevestig(gehoord: Gehoord, zin: str) -> bool:
    """Nobody is asked or reminded any more, but who changes their mind is still heard."""
    await sluit_vragen(gehoord.session, gehoord.gesprek.id, gehoord.versie.kenmerk)
    await vraag_of_het_klopt(gehoord.session, gehoord.gesprek, gehoord.versie, zin, ())
    return True


async def _corrigeer(gehoord: Gehoord) -> bool:
    session, versie = gehoord.session, gehoord.versie
    meer = await _corrigeerde_al(gehoord)
    await workflow.vergrendel(session, versie.kenmerk)
    await gespreksverslag.reageer(session, versie.id, _antwoord(gehoord, CORRECTIE))
    gegevens = await terugbellen.uit_dossier(session, gehoord.gesprek.id)
    await maak_taak(session, gehoord.gesprek.id, TAAK_CORRECTIE, dict(gegevens))
    return await _vraag_wat(gehoord, "chat.correctie_meer" if meer else "chat.correctie", ("klaar", "bel"))


def _antwoord(gehoord: Gehoord, soort: str) -> Antwoord:
    return Antwoord(soort, gehoord.bericht.tekst, CHAT, INWONER, gehoord.bericht.volgnummer)


async def _corrigeerde_al(gehoord: Gehoord) -> bool:
    eerder = select(Verslagreactie.id).where(
        Verslagreactie.versie_id == gehoord.versie.id, Verslagreactie.soort == CORRECTIE
    )
    return await gehoord.session.scalar(eerder.limit(1)) is not None


async def _rond_correctie_af(gehoord: Gehoord) -> bool:
    await sluit_vragen(gehoord.session, gehoord.gesprek.id, gehoord.versie.kenmerk)
    wie = await schrijver(gehoord.session, gehoord.versie)
    tekst = Kantoor.loket().zin("chat.correctie_klaar", medewerker=wie)
    berichten.zeg(gehoord.session, gehoord.gesprek, tekst, gehoord.bericht.volgnummer)
    return True


async def _geef_pagina(gehoord: Gehoord) -> bool:
    adres = await leescode.adres(gehoord.session, Kantoor.loket(), gehoord.versie.kenmerk, gehoord.versie.id)
    berichten.zeg(gehoord.session, gehoord.gesprek, Kantoor.loket().zin("chat.pagina", adres=adres))
    return await _zeg(gehoord, "chat.vraag", ("klopt", "klopt_niet", "bel"))


async def _bel(gehoord: Gehoord) -> bool:
    """A call about the verslag is a task; the number is known from the dossier, or asked."""
    telefoon = await terugbellen.wil_bellen(gehoord.session, gehoord.gesprek.id, TAAK_BELLEN, gehoord.bericht.tekst)
    if telefoon is None:
        return await _zeg(gehoord, "chat.bellen_nummer", ("klopt", "klopt_niet"))
    return await _zeg(gehoord, "chat.bellen", ("klopt", "klopt_niet"), nummer=terugbellen.leesbaar(telefoon))


async def _zeg(
    gehoord: Gehoord, zin: str, knoppen: tuple[str, ...] = ("klopt", "klopt_niet", "bel"), **waarden: str
) -> bool:
    await vraag_of_het_klopt(gehoord.session, gehoord.gesprek, gehoord.versie, zin, knoppen, **waarden)
    return True


async def _vraag_wat(gehoord: Gehoord, zin: str, knoppen: tuple[str, ...] = ("toch", "bel")) -> bool:
    """From here on what is typed is about what is wrong."""
    session, versie = gehoord.session, gehoord.versie
    await vragen.sluit(session, gehoord.gesprek.id, VRAAG, str(versie.id))
    tekst = Kantoor.loket().zin(zin, medewerker=await schrijver(session, versie))
    await vragen.stel(session, gehoord.gesprek, VRAAG_CORRECTIE, str(versie.id), tekst, keuzes(versie, knoppen))
    return True


ANTWOORDERS: Mapping[str, vragen.Antwoorder] = {VRAAG: hoor, VRAAG_CORRECTIE: hoor_correctie}
