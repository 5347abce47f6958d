"""Giving two people each other's first name and phone, as far as each agreed. Not before both said yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict, NietGevonden
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import maak_taak
from loket_backend.gesprek.terugbellen import leesbaar, uit_dossier
from loket_backend.intake.models import Intake
from loket_backend.wederkerigheid import bijdragen, koppelstap
from loket_backend.wederkerigheid.koppelstap import TAAK_ANTWOORD, TAAK_DOORGEVEN, Hoe, stap, taak_klaar
from loket_backend.wederkerigheid.mensen import is_zelf, telefoon, voornaam
from loket_backend.wederkerigheid.models import Bijdrage, Koppeling
from loket_backend.wederkerigheid.stand import BIEDER, DEEL, DEELT_ALLES, JA, VRAGER
from loket_backend.wederkerigheid.teksten import medewerker, zin


@dataclass(frozen=True)
class Gegevens:
    """What one side agreed to give; None for what is not known, or not given."""

    voornaam: str | None
    telefoon: str | None


@dataclass(frozen=True)
class Tweetal:
    """Everything locked: both conversations in the order of their id, then the bijdrage and the koppeling."""

    gesprekken: dict[str, Gesprek]
    intakes: dict[str, Intake]
    koppeling: Koppeling

    def gegevens(self, kant: str) -> Gegevens:
        intake = self.intakes[kant]
        deelt = self.koppeling.bieder_deelt if kant == BIEDER else self.koppeling.vrager_deelt
        nummer = telefoon(intake) if deelt == DEELT_ALLES else None
        return Gegevens(voornaam(intake.naam), leesbaar(nummer) if nummer else None)


async def vergrendel(session: AsyncSession, koppeling_id: int) -> Tweetal:
    """Raises NietGevonden."""
    rij = select(Koppeling.kenmerk, Bijdrage.kenmerk, Bijdrage.id).join(Bijdrage, Bijdrage.id == Koppeling.bijdrage_id)
    gevonden = (await session.execute(rij.where(Koppeling.id == koppeling_id))).one_or_none()
    if gevonden is None:
        raise NietGevonden()
    van_vrager, van_bieder, bijdrage_id = gevonden
    intakes = {VRAGER: await session.get_one(Intake, van_vrager), BIEDER: await session.get_one(Intake, van_bieder)}
    op_volgorde = sorted(intakes, key=lambda kant: intakes[kant].gesprek_id)
    gesprekken = {kant: await berichten.vergrendel(session, intakes[kant].gesprek_id) for kant in op_volgorde}
    await bijdragen.vergrendel(session, bijdrage_id)
    return Tweetal(gesprekken, intakes, await koppelstap.vergrendel(session, koppeling_id))


async def deel(session: AsyncSession, tweetal: Tweetal, wie: str) -> None:
    """Tells each side about the other. Raises Conflict before both said yes."""
    koppeling = tweetal.koppeling
    if not koppeling.bieder == koppeling.vrager == JA:
        raise Conflict("Nog niet allebei hebben ze ja gezegd. Deel nog niets.")
    await stap(session, koppeling, DEEL, Hoe(wie))
    for kant, ander in ((BIEDER, VRAGER), (VRAGER, BIEDER)):
        await _vertel(session, tweetal, kant, tweetal.gegevens(ander))
        await taak_klaar(session, tweetal.gesprekken[kant].id, TAAK_ANTWOORD, wie)


async def _vertel(session: AsyncSession, tweetal: Tweetal, kant: str, van_ander: Gegevens) -> None:
    """In the chat; who has no chat of their own hears it from a medewerker, as a task."""
    gesprek, intake = tweetal.gesprekken[kant], tweetal.intakes[kant]
    if is_zelf(intake):
        wie = await medewerker(session, intake.kenmerk)
        for tekst in _zinnen(van_ander, wie):
            berichten.zeg(session, gesprek, tekst)
        return
    door = ", ".join(deel for deel in (van_ander.voornaam, van_ander.telefoon) if deel)
    await maak_taak(session, gesprek.id, TAAK_DOORGEVEN, {**await uit_dossier(session, gesprek.id), "wens": door})


def _zinnen(van_ander: Gegevens, wie: str) -> Sequence[str]:
    match (van_ander.voornaam, van_ander.telefoon):
        case (str() as naam, str() as nummer):
            eerst = zin("gedeeld.alles", voornaam=naam, telefoonnummer=nummer)
        case (str() as naam, None):
            eerst = zin("gedeeld.alleen_naam", voornaam=naam, medewerker=wie)
        case (None, str() as nummer):
            eerst = zin("gedeeld.alleen_telefoon", telefoonnummer=nummer)
        case _:
            eerst = zin("gedeeld.niets_bekend", medewerker=wie)
    return eerst, zin("gedeeld.samen", medewerker=wie)
