"""Waiting for a human: what the loket says at the door and while it lasts, and what happens when it lasts too long.

`overname.wissel` calls `ontvang`, so every way in which a conversation comes to people says it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from loket_backend.crisis.models import Crisismelding
from loket_backend.crisis.nummers import Belgids, Nummers
from loket_backend.gesprek import berichten, terugbellen
from loket_backend.gesprek.models import MEDEWERKER, MENS, SYSTEEM, WACHT_OP_MENS, Bericht, Gesprek, Statuswissel
from loket_backend.gesprek.openingstijden import Openingstijden, in_woorden
from loket_backend.gesprek.taken import TERUGBELLEN, Taak, open_taak
from loket_backend.gesprek.teksten import Teksten
from loket_backend.gesprek.wektijden import CRISIS, NA, WACHT_LANG, WACHT_TE_LANG, Gevolg, Wektijd, zet
from loket_backend.settings import Settings
from loket_backend.tijd import nu

# The usual wait is the median of this many waits, and is not told when fewer than WEINIG are known.
LAATSTE, WEINIG = 20, 3
# The reason with which a conversation comes here whose bot does not answer: then the bot is no way out.
BOT_MISLUKT = "bot_mislukt"


@dataclass(frozen=True)
class Wachtkamer:
    teksten: Teksten
    tijden: Openingstijden
    nummers: Belgids

    def bereikbaar(self, moment: datetime | None = None) -> str:
        """Whether somebody is there now (or at that moment), or when: said before the resident types anything."""
        moment = moment or nu()
        if self.tijden.is_open(moment):
            return self.teksten.zin("bereikbaar_open")
        return self.teksten.zin("bereikbaar_dicht", wanneer=in_woorden(self.tijden.volgende_opening(moment), moment))

    async def ontvang(self, session: AsyncSession, gesprek: Gesprek, reden: str) -> None:
        """Says where a conversation stands that now waits for people, and sets its timers. The caller holds it locked."""
        begin = self.tijden.volgende_opening(nu())
        for soort in (WACHT_LANG, WACHT_TE_LANG):
            zet(session, gesprek.id, soort, vanaf=begin)
        open_nu = self.tijden.is_open(nu())
        if reden == TERUGBELLEN or (not open_nu and await terugbellen.wil_gebeld(session, gesprek.id)):
            await terugbellen.vraag_aan(session, gesprek.id)
        taak = await open_taak(session, gesprek.id, TERUGBELLEN)
        tekst = await self._in_de_rij(session, gesprek) if open_nu else self._dicht(taak)
        await self._zeg(session, gesprek, tekst, taak, met_bot=reden != BOT_MISLUKT)

    async def duurt_lang(self, session: AsyncSession, gesprek: Gesprek) -> None:
        """Nobody took it up yet: said as it is."""
        taak = await open_taak(session, gesprek.id, TERUGBELLEN)
        open_nu = self.tijden.is_open(nu())
        tekst = self._lang(taak) if open_nu else self._dicht(taak)
        await self._zeg(session, gesprek, tekst, taak)

    async def duurt_te_lang(self, session: AsyncSession, gesprek: Gesprek) -> datetime | None:
        """The conversation becomes everybody's and the coordinator's; when the loket has closed meanwhile, once it opens."""
        if not self.tijden.is_open(nu()):
            await self.duurt_lang(session, gesprek)
            return self.tijden.volgende_opening(nu()).astimezone(UTC) + NA[WACHT_TE_LANG]
        gesprek.voor_medewerker_id = gesprek.voor_wijk_id = None
        gesprek.opgeschaald_op = nu()
        taak = await open_taak(session, gesprek.id, TERUGBELLEN)
        await self._zeg(session, gesprek, self.teksten.zin("wachten_duurt_te_lang"), taak)
        return None

    async def _in_de_rij(self, session: AsyncSession, gesprek: Gesprek) -> str:
        duur = await gebruikelijke_wachttijd(session, self.tijden)
        delen = [self.teksten.zin("wachten_begin"), await self._plek(session, gesprek)]
        if duur is not None:
            delen.append(self.teksten.zin("wachten_duur", duur=_in_minuten(duur)))
        return " ".join([*delen, self.teksten.zin("wachten_bellen")])

    async def _plek(self, session: AsyncSession, gesprek: Gesprek) -> str:
        voor = select(func.count()).where(
            Gesprek.status == WACHT_OP_MENS, Gesprek.id != gesprek.id, Gesprek.status_sinds < gesprek.status_sinds
        )
        aantal = await session.scalar(voor) or 0
        sleutel = {0: "plek_eerste", 1: "plek_tweede"}.get(aantal, "plek_later")
        return self.teksten.zin(sleutel, aantal=str(aantal))

    def _lang(self, taak: Taak | None) -> str:
        return f"{self.teksten.zin('wachten_duurt_lang')} {self._bellen(taak, 'wachten_hoeft_niet')}".strip()

    def _dicht(self, taak: Taak | None) -> str:
        wanneer = f"{self.teksten.zin('dicht', wanneer=self._wanneer())} {self._bellen(taak, 'dicht_bel_mij')}".strip()
        return f"{wanneer}\n\n{self.teksten.zin('dicht_spoed', nummers=self.nummers.spoed())}"

    def _bellen(self, taak: Taak | None, aanbod: str) -> str:
        """The offer of a call, or where we call whoever asked for one; nothing while we don't know the number."""
        if taak is None:
            return self.teksten.zin(aanbod)
        telefoon = taak.gegevens.get("telefoon")
        return self.teksten.zin("we_bellen", nummer=terugbellen.leesbaar(telefoon)) if telefoon else ""

    def _wanneer(self) -> str:
        return in_woorden(self.tijden.volgende_opening(nu()), nu())

    async def _zeg(
        self, session: AsyncSession, gesprek: Gesprek, tekst: str, taak: Taak | None, met_bot: bool = True
    ) -> None:
        """Not the same twice in a row. With a button for a call, and one for the computer as long as no human has spoken."""
        van_loket = select(Bericht).where(Bericht.gesprek_id == gesprek.id, Bericht.afzender == SYSTEEM)
        vorige = await session.scalar(van_loket.order_by(Bericht.volgnummer.desc()).limit(1))
        if vorige is not None and vorige.tekst == tekst:
            return
        knoppen = [] if taak else [("knop_bel_mij", "bel mij")]
        if met_bot and not await self._sprak_een_mens(session, gesprek):
            knoppen.append(("knop_computer", "verder met de computer"))
        keuzes = [{"label": self.teksten.zin(label), "waarde": waarde} for label, waarde in knoppen]
        berichten.schrijf(session, gesprek, SYSTEEM, tekst, keuzes=keuzes)

    async def _sprak_een_mens(self, session: AsyncSession, gesprek: Gesprek) -> bool:
        sprak = select(Bericht.volgnummer).where(Bericht.gesprek_id == gesprek.id, Bericht.afzender == MEDEWERKER)
        return await session.scalar(sprak.limit(1)) is not None


async def gebruikelijke_wachttijd(session: AsyncSession, tijden: Openingstijden) -> timedelta | None:
    """The median of the last waits up to being taken up that began while the loket was open; None when few are known."""
    opgepakt, begin = aliased(Statuswissel), aliased(Statuswissel)
    sinds = select(func.max(begin.op)).where(
        begin.gesprek_id == opgepakt.gesprek_id,
        begin.id < opgepakt.id,
        begin.naar == WACHT_OP_MENS,
        begin.van != WACHT_OP_MENS,
    )
    keuze = select(sinds.scalar_subquery(), opgepakt.op).where(opgepakt.van == WACHT_OP_MENS, opgepakt.naar == MENS)
    rijen = await session.execute(keuze.order_by(opgepakt.id.desc()).limit(3 * LAATSTE))
    duren = [tot - van for van, tot in rijen if van is not None and tijden.is_open(van)][:LAATSTE]
    return timedelta(seconds=median(d.total_seconds() for d in duren)) if len(duren) >= WEINIG else None


def _in_minuten(duur: timedelta) -> str:
    minuten = max(math.ceil(duur.total_seconds() / 60), 1)
    if minuten > 60:
        return "langer dan een uur"
    return "ongeveer 1 minuut" if minuten == 1 else f"ongeveer {minuten} minuten"


class Balie:
    """The waiting room of this loket, for `wissel`, which every part of the hub calls. Set once by the composition root."""

    _wachtkamer: Wachtkamer | None = None

    @classmethod
    def richt_in(cls, wachtkamer: Wachtkamer) -> None:
        cls._wachtkamer = wachtkamer

    @classmethod
    def wachtkamer(cls) -> Wachtkamer:
        """As it was set, or with the data that come along."""
        if cls._wachtkamer is None:
            standaard = Settings()
            teksten = Teksten.lees(standaard.naam, standaard.telefoon)
            cls._wachtkamer = Wachtkamer(teksten, Openingstijden.uit_bestand(), Nummers.uit_bestand())
        return cls._wachtkamer


async def _lang(session: AsyncSession, gesprek: Gesprek, _: Wektijd) -> None:
    await Balie.wachtkamer().duurt_lang(session, gesprek)


async def _te_lang(session: AsyncSession, gesprek: Gesprek, _: Wektijd) -> datetime | None:
    return await Balie.wachtkamer().duurt_te_lang(session, gesprek)


async def _meld_crisis_weer(session: AsyncSession, _: Gesprek, wektijd: Wektijd) -> datetime | None:
    """Raised again, until somebody took it up by name."""
    nog_open = (Crisismelding.id == wektijd.over) & Crisismelding.bevestigd_door.is_(None)
    weer = update(Crisismelding).where(nog_open).values(herhaald=Crisismelding.herhaald + 1, herhaald_op=nu())
    gelukt = await session.scalar(weer.returning(Crisismelding.id).execution_options(synchronize_session=False))
    return None if gelukt is None else nu() + NA[CRISIS]


GEVOLGEN: Mapping[str, Gevolg] = {WACHT_LANG: _lang, WACHT_TE_LANG: _te_lang, CRISIS: _meld_crisis_weer}
