"""One turn: from an accepted message to a committed answer, or to people when no answer comes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import structlog
from sqlalchemy import Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import meten, sporen
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database, na_vastleggen
from loket_backend.errors import plek
from loket_backend.fasen import fase
from loket_backend.gesprek import berichten, terugbellen
from loket_backend.gesprek.invoer import voor_rasa
from loket_backend.gesprek.models import (
    BOT,
    BOT_AFZENDER,
    GESLOTEN,
    KLAAR,
    OVERGEDRAGEN,
    SYSTEEM,
    WACHT,
    Bericht,
    Beurt,
    Gesprek,
)
from loket_backend.gesprek.overname import GEBEURTENIS_VAN_BOT, NAAR_MENSEN, wissel
from loket_backend.gesprek.rasa import Antwoordbeurt, BeurtMislukt, Bot, Botbericht, Vraagbeurt
from loket_backend.gesprek.taken import TERUGBELLEN
from loket_backend.gesprek.teksten import Teksten
from loket_backend.gesprek.wachtduur import Wachtduur
from loket_backend.gesprek.wachten import BOT_MISLUKT
from loket_backend.gesprek.wekker import Wekker
from loket_backend.gesprek.wissen import wis_gesprek
from loket_backend.intake.queries import kenmerk_van
from loket_backend.intake.service import concept_voor
from loket_backend.tijd import nu

log = structlog.get_logger()

HERKANSING, LANGSTE_RUST = timedelta(seconds=1), timedelta(seconds=5)
# What the bot hears when staff give a conversation back: a turn of the loket itself, not of the resident.
VERDER = "ga verder"


NaIndiening = Callable[[AsyncSession, Gesprek, str], Awaitable[None]]


@dataclass(frozen=True)
class Beurten:
    """Runs turns. `geduld` is how long a message is retried before people take over.

    `na_indiening`: what the loket adds to the turn in which a melding was submitted, given its kenmerk; the conversation is locked.
    """

    database: Database
    bot: Bot
    teksten: Teksten
    wekker: Wekker
    geduld: timedelta
    na_indiening: NaIndiening | None = None
    wachtduur: Wachtduur = field(default_factory=Wachtduur)

    async def voer_uit(self, gesprek_id: str, volgnummer: int) -> bool:
        """Tries one turn once. True when it is closed: answered, suppressed or handed over."""
        klaar = await self._probeer_of_meld(gesprek_id, volgnummer)
        if klaar:
            self.wachtduur.vergeet(gesprek_id, volgnummer)
        return klaar

    async def _probeer_of_meld(self, gesprek_id: str, volgnummer: int) -> bool:
        try:
            with sporen.van_bericht("beurt", gesprek_id, volgnummer):
                return await self._probeer(gesprek_id, volgnummer)
        except Exception as fout:  # whatever it was: nobody waits for ever
            reden = str(fout) if isinstance(fout, BeurtMislukt) else f"{type(fout).__name__} {plek(fout)}"
            meten.beurten.labels(uitkomst="mislukt").inc()
            log.warning("beurt_mislukt", gesprek=gesprek_id, volgnummer=volgnummer, reden=reden)
            return await self._mislukt(gesprek_id, volgnummer)

    async def _probeer(self, gesprek_id: str, volgnummer: int) -> bool:
        with fase("lezen"):
            async with self.database.lees() as session:
                vraag = await self._vraagbeurt(session, gesprek_id, volgnummer)
        if vraag is None:
            return True
        with fase("rasa"):
            antwoord = await self.bot.beurt(vraag)
        with fase("vastleggen"):
            async with self.database.schrijf() as session:
                await self._sluit_af(session, gesprek_id, volgnummer, antwoord)
        self.wekker.roep(gesprek_id)
        return True

    async def _vraagbeurt(self, session: AsyncSession, gesprek_id: str, volgnummer: int) -> Vraagbeurt | None:
        rij = (await session.execute(_open_werk(gesprek_id, volgnummer))).one_or_none()
        if rij is None:
            return None
        beurt, bericht, kanaal, crisis = rij
        # From here on the wall clock does not matter.
        wacht = self.wachtduur.van(gesprek_id, volgnummer, beurt.begonnen_op)
        if beurt.pogingen == 0:
            meten.duurde("wachtrij", wacht.total_seconds())
        eerder = await self._eerder_gezegd(session, gesprek_id, volgnummer)
        return Vraagbeurt(
            gesprek=gesprek_id,
            volgnummer=volgnummer,
            tekst=VERDER if bericht.afzender == SYSTEEM else voor_rasa(bericht.tekst),
            vraag=next((b.vraag for b in eerder if b.vraag), None),
            concept=await concept_voor(session, gesprek_id, volgnummer),
            kanaal=kanaal,
            crisis=crisis,
            kenmerk=await kenmerk_van(session, gesprek_id, voor=volgnummer),
            vorige=[b.tekst for b in eerder if b.afzender == BOT_AFZENDER],
        )

    async def _eerder_gezegd(self, session: AsyncSession, gesprek_id: str, volgnummer: int) -> list[Bericht]:
        """What the bot had last said when this message was typed, newest first: that is what the message answers."""
        vraag = select(Bericht).where(
            Bericht.gesprek_id == gesprek_id,
            Bericht.volgnummer < volgnummer,
            Bericht.afzender == BOT_AFZENDER,
            Bericht.onderdrukt.is_(False),
        )
        laatste = list(await session.scalars(vraag.order_by(Bericht.volgnummer.desc()).limit(4)))
        return [b for b in laatste if b.antwoord_op == laatste[0].antwoord_op] if laatste else []

    async def _sluit_af(self, session: AsyncSession, gesprek_id: str, volgnummer: int, antwoord: Antwoordbeurt) -> None:
        """The answer, the end of the turn and the change of hands, in one transaction."""
        gesprek = await berichten.vergrendel(session, gesprek_id)
        beurt = await session.get(Beurt, (gesprek_id, volgnummer), populate_existing=True)
        if beurt is None or beurt.stand == KLAAR:
            return
        # Also when the bot has it again by now: what it had to say was for before the people came.
        te_laat = gesprek.status != BOT or beurt.stand == OVERGEDRAGEN
        if antwoord.wis and not te_laat:
            await wis_gesprek(session, gesprek, volgnummer)
        net_ingediend = await self._net_ingediend(session, gesprek_id, volgnummer)
        for bericht in antwoord.berichten[:-1]:
            self._zeg(session, gesprek, bericht, volgnummer, te_laat)
        # Before the last one: what a resident can answer, and the buttons for it, stand at the end.
        if self.na_indiening is not None and net_ingediend is not None:
            await self.na_indiening(session, gesprek, net_ingediend)
        for bericht in antwoord.berichten[-1:]:
            self._zeg(session, gesprek, bericht, volgnummer, te_laat)
        beurt.stand, beurt.klaar_op = (OVERGEDRAGEN if te_laat else KLAAR), nu()
        na_vastleggen(session, partial(_tel, "onderdrukt" if te_laat else "beantwoord", beurt))
        if not te_laat:
            await terugbellen.houd_bij(session, gesprek_id, gevraagd=antwoord.reden == TERUGBELLEN)
        if antwoord.naar == GESLOTEN and await self._staat_nog_iets_open(session, gesprek_id, volgnummer):
            return  # who goes on talking is not sent away
        if antwoord.naar and not te_laat and antwoord.naar != gesprek.status:
            await wissel(session, gesprek, GEBEURTENIS_VAN_BOT[antwoord.naar], antwoord.reden, BOT_AFZENDER)

    @staticmethod
    def _zeg(session: AsyncSession, gesprek: Gesprek, bericht: Botbericht, volgnummer: int, te_laat: bool) -> None:
        berichten.schrijf(
            session,
            gesprek,
            BOT_AFZENDER,
            bericht.tekst,
            keuzes=bericht.keuzes,
            vraag=bericht.vraag,
            antwoord_op=volgnummer,
            onderdrukt=te_laat,
        )

    @staticmethod
    async def _net_ingediend(session: AsyncSession, gesprek_id: str, volgnummer: int) -> str | None:
        """The kenmerk, when this turn submitted the melding. Also when people took over meanwhile: it was submitted all the same."""
        kenmerk = await kenmerk_van(session, gesprek_id)
        if kenmerk is None or await kenmerk_van(session, gesprek_id, voor=volgnummer) is not None:
            return None
        return kenmerk

    async def _mislukt(self, gesprek_id: str, volgnummer: int) -> bool:
        async with self.database.schrijf() as session:
            gesprek = await berichten.vergrendel(session, gesprek_id)
            beurt = await session.get(Beurt, (gesprek_id, volgnummer), populate_existing=True)
            if beurt is None or beurt.stand != WACHT:
                return True
            beurt.pogingen += 1
            beurt.opnieuw_na = nu() + min(HERKANSING * beurt.pogingen, LANGSTE_RUST)
            if self.wachtduur.van(gesprek_id, volgnummer, beurt.begonnen_op) < self.geduld:
                return False
            berichten.zeg(session, gesprek, self.teksten.zin("naar_mensen"), volgnummer)
            if gesprek.status == BOT:
                await wissel(session, gesprek, NAAR_MENSEN, BOT_MISLUKT, BOT_AFZENDER)
            beurt.stand, beurt.klaar_op = OVERGEDRAGEN, nu()
            na_vastleggen(session, partial(_tel, "overgedragen", beurt))
        self.wekker.roep(gesprek_id)
        return True

    async def _staat_nog_iets_open(self, session: AsyncSession, gesprek_id: str, volgnummer: int) -> bool:
        later = select(Beurt.volgnummer).where(
            Beurt.gesprek_id == gesprek_id, Beurt.volgnummer > volgnummer, Beurt.stand == WACHT
        )
        return await session.scalar(later.limit(1)) is not None

    async def meld_vertraging(self, na: timedelta) -> None:
        """An honest sentence for every message that has waited too long, whatever holds its turn up."""
        begin = self.wachtduur.begin()
        async with self.database.lees() as session:
            keuze = select(Beurt.gesprek_id, Beurt.volgnummer, Beurt.begonnen_op)
            open_ = keuze.where(Beurt.stand == WACHT, Beurt.gemeld.is_(False))
            wacht = (await session.execute(open_.order_by(Beurt.begonnen_op, Beurt.volgnummer))).all()
        laat = [
            (gesprek_id, volgnummer)
            for gesprek_id, volgnummer, op in wacht
            if self.wachtduur.van(gesprek_id, volgnummer, op) > na
        ]
        self.wachtduur.keek(begin)
        for gesprek_id, volgnummer in laat:
            await self._meld(gesprek_id, volgnummer)

    async def _meld(self, gesprek_id: str, volgnummer: int) -> None:
        async with self.database.schrijf() as session:
            gesprek = await berichten.vergrendel(session, gesprek_id)
            beurt = await session.get(Beurt, (gesprek_id, volgnummer), populate_existing=True)
            if beurt is None or beurt.stand != WACHT or beurt.gemeld:
                return
            eerder = select(Beurt.volgnummer).where(Beurt.gesprek_id == gesprek_id, Beurt.gemeld, Beurt.stand == WACHT)
            sleutel = "nog_vertraagd" if await session.scalar(eerder.limit(1)) is not None else "vertraagd"
            berichten.zeg(session, gesprek, self.teksten.zin(sleutel), volgnummer)
            beurt.gemeld = True
            na_vastleggen(session, meten.eerlijke_zinnen.inc)
        self.wekker.roep(gesprek_id)


def _open_werk(gesprek_id: str, volgnummer: int) -> Select[Beurt, Bericht, str, bool]:
    """The turn when it is still open, its message, the channel, and whether the crisis gate fired on it: in one look."""
    melding = select(Crisismelding.id).where(
        Crisismelding.gesprek_id == gesprek_id, Crisismelding.volgnummer == volgnummer
    )
    van_beurt = and_(Bericht.gesprek_id == Beurt.gesprek_id, Bericht.volgnummer == Beurt.volgnummer)
    werk = select(Beurt, Bericht, Gesprek.kanaal, melding.exists()).join(Bericht, van_beurt)
    werk = werk.join(Gesprek, Gesprek.id == Beurt.gesprek_id)
    return werk.where(Beurt.gesprek_id == gesprek_id, Beurt.volgnummer == volgnummer, Beurt.stand == WACHT)


def _tel(uitkomst: str, beurt: Beurt) -> None:
    meten.beurten.labels(uitkomst=uitkomst).inc()
    if beurt.klaar_op is not None:
        meten.duurde("geheel", (beurt.klaar_op - beurt.begonnen_op).total_seconds())
