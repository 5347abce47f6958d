"""An invented gemeente to look at and try things on. It goes in through the services, so demo data are valid."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as kloktijd
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import opzet
from loket_backend.catalogus import BESPROKEN, NIET_VAN_TOEPASSING, OVERGESLAGEN, VELDEN
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import BOT_AFZENDER, INWONER, Bericht, Gesprek, Statuswissel
from loket_backend.gesprek.overname import NAAR_MENSEN, wissel
from loket_backend.gesprek.postvak import open_gesprek
from loket_backend.gesprek.teksten import Teksten
from loket_backend.intake import service
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.looptijd import werk_bij
from loket_backend.intake.models import TOEGEWEZEN, Concept, Intake, Intakewissel, Toewijzing
from loket_backend.keukentafel import afspraken, agenda
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten
from loket_backend.settings import Settings
from loket_backend.tijd import nu, toen, vandaag
from loket_backend.toegang import wachtwoorden
from loket_backend.toewijzing.models import Afwezigheid, Medewerker

DATA = Path(__file__).parent
DORP = opzet.VOORBEELDEN / "dorp"

# Between two messages of an invented conversation.
TUSSENPOOS = timedelta(seconds=45)


async def vul_demo(
    database: Database, settings: Settings, verder: Callable[[AsyncSession, Verteller], Awaitable[None]] | None = None
) -> None:
    """Fills an empty loket, all or nothing; does nothing when there are medewerkers already. `verder`: what else happened there (demo/jaar.py)."""
    async with database.lees() as session:
        if await session.scalar(select(Medewerker.id).limit(1)) is not None:
            return
    gemeente, gesprekken = _lees("gemeente.yml"), _lees("gesprekken.yml")
    wachtwoord = await wachtwoorden.versleutel(gemeente["wachtwoord"])
    verteller = Verteller(gesprekken, Teksten.lees(settings.naam, settings.telefoon))
    async with database.schrijf() as session:
        await _richt_in(session, gemeente, wachtwoord)
        for verhaal in gesprekken["gesprekken"]:
            await verteller.vertel(session, verhaal)
        await _maak_afspraken(session, Afspraakteksten(settings.telefoon, settings.adres_buiten))
        if verder is not None:
            await verder(session, verteller)


async def _maak_afspraken(session: AsyncSession, teksten: Afspraakteksten) -> None:
    """Two to look at: one that stands, and one that the resident has yet to choose."""
    vraag = select(Intake).where(Intake.status == TOEGEWEZEN).order_by(Intake.ontvangen_op).limit(2)
    for stap, intake in zip((afspraken.spreek_af, afspraken.stel_voor), await session.scalars(vraag), strict=False):
        medewerker = await session.get_one(Medewerker, intake.medewerker_id)
        vrij = (await agenda.van(session, medewerker)).vrij(60, "thuis")
        momenten = vrij[2:3] if stap is afspraken.spreek_af else vrij[1:12:5]
        await stap(session, teksten, intake.kenmerk, medewerker.id, afspraken.Plan(momenten, 60, "thuis"))


def demo_login() -> tuple[str, str]:
    """The login and password of the demo's coordinator, who sees everything."""
    mensen = opzet.lees(DORP, "gemeente.yml")["medewerkers"]
    coordinator = next(m for m in mensen if m.get("rol") == "coordinator")
    return coordinator["login"], _lees("gemeente.yml")["wachtwoord"]


def _lees(naam: str) -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load((DATA / naam).read_text(encoding="utf-8"))
    return inhoud


async def _richt_in(session: AsyncSession, gemeente: Mapping[str, Any], wachtwoord: str) -> None:
    """The village that came along, as a gemeente would bring it in. One hash for everybody: the password is the same."""
    await opzet.begin(session, DORP, ())
    for jaar in (vandaag().year, vandaag().year + 1):
        await leg_in(session, jaar)
    await session.execute(update(Medewerker).values(wachtwoord=wachtwoord))
    for wie, dagen in gemeente["afwezig"].items():
        van, tot = (vandaag() + timedelta(days=n) for n in dagen)
        session.add(Afwezigheid(medewerker_id=wie, van=van, tot=tot))


async def leg_in(session: AsyncSession, jaar: int) -> None:
    """The parties pay in before the year begins; for one that is far away, now."""
    with toen(min(nu(), datetime(jaar - 1, 12, 15, 9, tzinfo=UTC))):
        await opzet.zet_op(session, opzet.lees(DORP, "samen.yml"), (jaar,))


@dataclass(frozen=True)
class Verteller:
    """Tells the invented conversations to the loket, as the bot and the residents would have."""

    data: Mapping[str, Any]
    teksten: Teksten

    async def vertel(self, session: AsyncSession, verhaal: Mapping[str, Any]) -> None:
        """One conversation up to its end: submitted, or waiting for a human. It is told now, and set back afterwards."""
        gesprek, _, _ = await open_gesprek(session, "web", self.teksten)
        inhoud: dict[str, Any] = {"antwoorden": {}, "uitspraken": []}
        beurten: Sequence[Mapping[str, Any]] = verhaal["beurten"]
        for nummer, beurt in enumerate(beurten):
            await self._beurt(session, gesprek, inhoud, beurt, eerste=nummer == 0)
        if reden := verhaal.get("wacht"):
            berichten.zeg(session, gesprek, self.teksten.zin("wacht_op_mens"))
            await wissel(session, gesprek, NAAR_MENSEN, reden, BOT_AFZENDER)
        else:
            await self._rond_af(session, gesprek, inhoud)
        await session.flush()
        await _zet_terug(session, gesprek.id, begin_van(verhaal))

    async def vertel_toen(self, session: AsyncSession, verhaal: Mapping[str, Any], begin: datetime) -> Intake:
        """One that was submitted, told at the moments at which it happened; of the drafts only the last, which was approved."""
        with toen(begin):
            gesprek, _, _ = await open_gesprek(session, "web", self.teksten)
        inhoud: dict[str, Any] = {"antwoorden": {}, "uitspraken": []}
        for nummer, beurt in enumerate(verhaal["beurten"]):
            with toen(begin + TUSSENPOOS * nummer):
                self._zeg(session, gesprek, inhoud, beurt, eerste=nummer == 0)
        with toen(begin + TUSSENPOOS * len(verhaal["beurten"])):
            return await self._rond_af(session, gesprek, inhoud)

    async def _beurt(
        self, session: AsyncSession, gesprek: Gesprek, inhoud: dict[str, Any], beurt: Mapping[str, Any], eerste: bool
    ) -> None:
        bericht = self._zeg(session, gesprek, inhoud, beurt, eerste)
        await session.flush()
        if "crisis" in beurt:
            self._meld_crisis(session, gesprek, bericht, beurt)
        await service.bewaar_concept(
            session, gesprek.id, bericht.volgnummer, ConceptInhoud.model_validate({**inhoud, "stand": {}})
        )

    def _zeg(
        self, session: AsyncSession, gesprek: Gesprek, inhoud: dict[str, Any], beurt: Mapping[str, Any], eerste: bool
    ) -> Bericht:
        """The question, the answer, and what the answer adds to the draft."""
        if not eerste:
            vraag = self.data["vragen"][beurt["veld"]]
            berichten.schrijf(session, gesprek, BOT_AFZENDER, vraag, vraag=beurt["veld"])
        bericht = berichten.schrijf(session, gesprek, INWONER, beurt["zegt"])
        _onthoud(inhoud, beurt, bericht.volgnummer)
        return bericht

    def _meld_crisis(self, session: AsyncSession, gesprek: Gesprek, bericht: Bericht, beurt: Mapping[str, Any]) -> None:
        gesprek.crisis = beurt["crisis"]
        door = beurt.get("opgepakt")
        melding = Crisismelding(
            gesprek_id=gesprek.id,
            volgnummer=bericht.volgnummer,
            categorie=beurt["crisis"],
            patroon="demo",
            op=nu(),
            bevestigd_door=door,
            bevestigd_op=nu() if door else None,
        )
        session.add(melding)
        berichten.zeg(session, gesprek, self.data["hulptekst"], bericht.volgnummer)

    async def _rond_af(self, session: AsyncSession, gesprek: Gesprek, inhoud: dict[str, Any]) -> Intake:
        akkoord = {"zegt": "Ja, dat klopt", "veld": "akkoord", "waarde": True}
        await self._beurt(session, gesprek, inhoud, akkoord, eerste=False)
        intake = await service.dien_in(session, gesprek.id, gesprek.laatste_volgnummer)
        berichten.schrijf(session, gesprek, BOT_AFZENDER, self.data["afscheid"])
        return intake


def _onthoud(inhoud: dict[str, Any], beurt: Mapping[str, Any], bron: int) -> None:
    """What the message adds to the draft."""
    if beurt.get("waarde") == "zelf":
        for veld in (v.sleutel for v in VELDEN.values() if v.alleen_voor_ander):
            inhoud["antwoorden"][veld] = {"waarde": None, "status": NIET_VAN_TOEPASSING, "bronnen": []}
    over = beurt.get("sla_over", False)
    inhoud["antwoorden"][beurt["veld"]] = {
        "waarde": None if over else beurt.get("waarde", beurt["zegt"]),
        "status": OVERGESLAGEN if over else BESPROKEN,
        "bronnen": [] if over else [bron],
    }
    for paar, tekst in beurt.get("uitspraken", {}).items():
        leefgebied, aspect = paar.split("/")
        inhoud["uitspraken"].append({"leefgebied": leefgebied, "aspect": aspect, "tekst": tekst, "bron": bron})


def begin_van(verhaal: Mapping[str, Any]) -> datetime:
    """`dagen` ago at `uur` o'clock; what would lie in the future began a while ago."""
    return min(
        op_de_dag(vandaag() - timedelta(days=verhaal["dagen"]), verhaal["uur"], 12), nu() - timedelta(minutes=25)
    )


def op_de_dag(dag: date, uur: int, minuut: int) -> datetime:
    """Days are counted where the residents live: around midnight another day is on the calendar than in UTC. The hour is UTC, by day."""
    return datetime.combine(dag, kloktijd(uur, minuut), UTC)


async def _zet_terug(session: AsyncSession, gesprek_id: str, begin: datetime) -> None:
    """The services write the present; an invented past is set afterwards."""
    verloop = await session.scalars(
        select(Bericht).where(Bericht.gesprek_id == gesprek_id).order_by(Bericht.volgnummer)
    )
    tijden = {b.volgnummer: begin + TUSSENPOOS * n for n, b in enumerate(verloop)}
    for volgnummer, moment in tijden.items():
        hier = (Bericht.gesprek_id == gesprek_id) & (Bericht.volgnummer == volgnummer)
        await session.execute(update(Bericht).where(hier).values(tijdstip=moment))
    einde = max(tijden.values())
    await session.execute(update(Gesprek).where(Gesprek.id == gesprek_id).values(geopend_op=begin, status_sinds=einde))
    for model in (Concept, Statuswissel):
        await session.execute(update(model).where(model.gesprek_id == gesprek_id).values(op=einde))
    await _zet_meldingen_terug(session, gesprek_id, tijden)
    await _zet_intake_terug(session, gesprek_id, einde)


async def _zet_meldingen_terug(session: AsyncSession, gesprek_id: str, tijden: Mapping[int, datetime]) -> None:
    for melding in await session.scalars(select(Crisismelding).where(Crisismelding.gesprek_id == gesprek_id)):
        melding.op = tijden[melding.volgnummer]
        melding.bevestigd_op = melding.op + timedelta(minutes=4) if melding.bevestigd_door else None


async def _zet_intake_terug(session: AsyncSession, gesprek_id: str, moment: datetime) -> None:
    intake = await session.scalar(select(Intake).where(Intake.gesprek_id == gesprek_id))
    if intake is None:
        return
    intake.ontvangen_op = intake.status_sinds = moment
    for model in (Toewijzing, Intakewissel):
        await session.execute(update(model).where(model.kenmerk == intake.kenmerk).values(op=moment))
    await werk_bij(session, intake)
