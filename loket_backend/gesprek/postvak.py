"""The inbox: opening a conversation, and accepting a message. Both are committed before anybody hears of it."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import bsn, iban, meten, sporen
from loket_backend.crisis.models import Crisismelding
from loket_backend.crisis.nummers import Belgids
from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import na_vastleggen
from loket_backend.errors import NietGevonden
from loket_backend.fasen import fase
from loket_backend.gesprek import berichten, terugbellen, vragen, wektijden
from loket_backend.gesprek.gehoord import in_gevaar
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.models import (
    BOT,
    BOT_AFZENDER,
    GESLOTEN,
    INWONER,
    KLAAR,
    MEDEWERKER,
    OVERGEDRAGEN,
    WACHT,
    WACHT_OP_MENS,
    Bericht,
    Gesprek,
)
from loket_backend.gesprek.overname import KIES_BOT, KOM_TERUG, KOM_TERUG_BIJ_MENS, wissel
from loket_backend.gesprek.teksten import Teksten
from loket_backend.gesprek.wachten import Balie
from loket_backend.gesprek.wissen import GEWIST
from loket_backend.tijd import nu

# Who waits for a human may choose the computer again, by the button or in so many words.
TERUG_NAAR_BOT = re.compile(
    r"(?:(?:nee|oke?|toch|laat maar)[,.]? )*(?:laat maar|ga (?:maar )?(?:door|verder)|verder met de (?:computer|bot))[.! ]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Aangenomen:
    """`nieuw` is false when the same external id came before: then nothing happened."""

    volgnummer: int
    nieuw: bool


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


async def open_gesprek(session: AsyncSession, kanaal: str, teksten: Teksten) -> tuple[Gesprek, str, list[Bericht]]:
    """A new conversation with its opening messages; the token is shown once and kept only as a hash."""
    token = secrets.token_urlsafe(32)
    gesprek = Gesprek(
        id=str(uuid.uuid4()),
        kanaal=kanaal,
        token_hash=token_hash(token),
        status=BOT,
        laatste_volgnummer=0,
        geopend_op=nu(),
        status_sinds=nu(),
    )
    session.add(gesprek)
    await session.flush()
    opening = [
        berichten.schrijf(session, gesprek, BOT_AFZENDER, deel["tekst"] or "", vraag=deel["vraag"])
        for deel in teksten.opening(Balie.wachtkamer().bereikbaar())
    ]
    return gesprek, token, opening


async def gesprek_met_token(session: AsyncSession, gesprek_id: str, token: str) -> Gesprek:
    """Raises the same NietGevonden for an unknown conversation and for a wrong token."""
    gesprek = await session.get(Gesprek, gesprek_id)
    bekend = gesprek.token_hash if gesprek else token_hash("")
    if not secrets.compare_digest(bekend, token_hash(token)) or gesprek is None or not token:
        raise NietGevonden()
    return gesprek


@dataclass(frozen=True)
class Postvak:
    """Accepts what residents send. Runs the crisis gate on every message, in every state, without Rasa.

    `antwoorders`: who hears the answers to what people of the loket asked, by the kind of question.
    `luisteraars`: who hears every message before them; what must not wait for a question, such as taking toestemming back.
    `naluisteraars`: who hears what no open question took, before the bot does.
    """

    teksten: Teksten
    poort: Crisispoort
    nummers: Belgids
    antwoorders: vragen.Antwoorders = field(default_factory=dict)
    luisteraars: Sequence[vragen.Luisteraar] = ()
    naluisteraars: Sequence[vragen.Luisteraar] = ()

    async def neem_aan(self, session: AsyncSession, gesprek_id: str, extern_id: str, ruwe_tekst: str) -> Aangenomen:
        """Stores one inbound message, its turn, and what the crisis gate says. Raises NietGevonden, OngeldigeInvoer."""
        begin, tekst = time.perf_counter(), schoon(ruwe_tekst)
        gesprek = await berichten.vergrendel(session, gesprek_id)
        bekend = await self._eerder(session, gesprek_id, extern_id)
        if bekend is not None:
            return Aangenomen(bekend, nieuw=False)
        bericht = berichten.schrijf(session, gesprek, INWONER, tekst, extern_id=extern_id)
        await session.flush()
        na_vastleggen(session, partial(_tel, gesprek.kanaal, gesprek.id, bericht.volgnummer, begin))
        self._meld_weggelaten(session, gesprek, bericht)
        await self._bewaak(session, gesprek, bericht)
        if await self._is_gehoord(session, gesprek, bericht):
            berichten.open_beurt(session, gesprek, bericht.volgnummer, KLAAR)
            return Aangenomen(bericht.volgnummer, nieuw=True)
        await self._hoor_tijdens_wachten(session, gesprek, bericht)
        await self._heropen(session, gesprek, bericht)
        berichten.open_beurt(session, gesprek, bericht.volgnummer, WACHT if gesprek.status == BOT else OVERGEDRAGEN)
        return Aangenomen(bericht.volgnummer, nieuw=True)

    async def _is_gehoord(self, session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> bool:
        """Whether somebody of the loket took the message up, so that the bot does not get it."""
        antwoorden: vragen.Luisteraar = partial(vragen.hoor, antwoorders=self.antwoorders)
        for luister in (*self.luisteraars, antwoorden, *self.naluisteraars):
            if await luister(session, gesprek, bericht):
                return True
        return False

    async def corrigeer(
        self, session: AsyncSession, gesprek_id: str, extern_id: str, ruwe_tekst: str, op: datetime
    ) -> None:
        """The resident changed a message afterwards: the stored text follows, and the crisis gate reads it. Never a turn.

        `op`: when it was changed; what is older than what stands there does nothing, and what was erased stays erased.
        Raises NietGevonden, OngeldigeInvoer.
        """
        tekst = schoon(ruwe_tekst)
        gesprek = await berichten.vergrendel(session, gesprek_id)
        zelfde = select(Bericht).where(Bericht.gesprek_id == gesprek_id, Bericht.extern_id == extern_id)
        bericht = await session.scalar(zelfde)
        if bericht is None:
            raise NietGevonden()
        if bericht.tekst == GEWIST or (bericht.bewerkt_op is not None and bericht.bewerkt_op > op):
            return
        nieuw = tekst != bericht.tekst
        bericht.tekst, bericht.bewerkt_op = tekst, op
        if nieuw:
            self._meld_weggelaten(session, gesprek, bericht)
            await self._bewaak_opnieuw(session, gesprek, bericht)

    async def _bewaak_opnieuw(self, session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> None:
        """An alert that was raised stays; a corrected text may raise the first one."""
        if not await in_gevaar(session, bericht):
            await self._bewaak(session, gesprek, bericht)

    async def _eerder(self, session: AsyncSession, gesprek_id: str, extern_id: str) -> int | None:
        vraag = select(Bericht.volgnummer).where(Bericht.gesprek_id == gesprek_id, Bericht.extern_id == extern_id)
        return await session.scalar(vraag)

    def _meld_weggelaten(self, session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> None:
        for masker, zin in ((bsn.MASKER, "bsn_gemaskeerd"), (iban.MASKER, "iban_gemaskeerd")):
            if masker in bericht.tekst:
                berichten.zeg(session, gesprek, self.teksten.zin(zin), bericht.volgnummer)

    async def _bewaak(self, session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> None:
        with fase("poort", gesprek.id, bericht.volgnummer):
            crisis = self.poort.beoordeel(bericht.tekst)
        if crisis is None:
            return
        gesprek.crisis = crisis.categorie
        melding = Crisismelding(
            gesprek_id=gesprek.id,
            volgnummer=bericht.volgnummer,
            categorie=crisis.categorie,
            patroon=crisis.patroon,
            op=nu(),
        )
        session.add(melding)
        await session.flush()
        na_vastleggen(session, meten.crisismeldingen.inc)
        wektijden.zet(session, gesprek.id, wektijden.CRISIS, over=melding.id)
        berichten.zeg(session, gesprek, self.nummers.hulptekst(crisis.categorie), bericht.volgnummer)

    async def _hoor_tijdens_wachten(self, session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> None:
        """Who waits for a human may choose the computer again, or ask to be called."""
        if gesprek.status != WACHT_OP_MENS:
            return
        if TERUG_NAAR_BOT.fullmatch(bericht.tekst):
            await wissel(session, gesprek, KIES_BOT, "inwoner_kiest_bot", INWONER)
        else:
            await terugbellen.hoor(session, gesprek, bericht, self.teksten)

    async def _heropen(self, session: AsyncSession, gesprek: Gesprek, bericht: Bericht) -> None:
        """Who comes back after a human spoke, comes back to people."""
        if gesprek.status != GESLOTEN:
            return
        sprak = select(Bericht.volgnummer).where(Bericht.gesprek_id == gesprek.id, Bericht.afzender == MEDEWERKER)
        door_mens = await session.scalar(sprak.limit(1)) is not None
        if door_mens:
            berichten.zeg(session, gesprek, self.teksten.zin("wacht_op_mens"))
        await wissel(session, gesprek, KOM_TERUG_BIJ_MENS if door_mens else KOM_TERUG, "inwoner_terug", INWONER)
        if door_mens:
            await terugbellen.hoor(session, gesprek, bericht, self.teksten)


def _tel(kanaal: str, gesprek_id: str, volgnummer: int, begin: float) -> None:
    """`begin`: when this message began to be stored, by the clock that only goes forward."""
    meten.berichten.labels(kanaal=kanaal).inc()
    sporen.begin(gesprek_id, volgnummer, time.perf_counter() - begin)
