"""One intake as its page shows it: the story, what was heard by leefgebied, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from loket_backend.catalogus import ASPECTEN, BESPROKEN, LEEFGEBIEDEN, NIET_BESPROKEN, VELDEN
from loket_backend.console import zicht
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.woorden import waarde
from loket_backend.errors import NietGevonden
from loket_backend.intake.looptijd import stand_van
from loket_backend.intake.models import Intake, Toewijzing
from loket_backend.intake.queries import signalen_van
from loket_backend.intake.termijnen import Termijnstand
from loket_backend.toewijzing.models import Medewerker, Wijk

# Shown with the story and the leefgebieden, so not once more in the list of fields.
IN_EIGEN_WOORDEN = ("hulpvraag", *ASPECTEN)


@dataclass(frozen=True)
class Gehoord:
    """The resident's words about one leefgebied under one aspect, with the message they came from.

    `door`: the name of the medewerker who wrote them down, when the bot did not.
    """

    tekst: str
    bron: int
    door: str | None = None


@dataclass(frozen=True)
class Gezegd:
    """One field: its value in words (None without one), its status, the messages that it came from, and who filled it in."""

    sleutel: str
    label: str
    waarde: str | None
    status: str
    bronnen: list[int]
    door: str | None = None


@dataclass(frozen=True)
class Dossier:
    intake: Intake
    wijk: str | None
    medewerker: str | None
    velden: list[Gezegd]
    leefgebieden: dict[str, dict[str, list[Gehoord]]]
    signalen: list[dict[str, str]]
    termijnen: list[Termijnstand]
    toewijzingen: list[tuple[str | None, str, datetime]]

    @property
    def verhaal(self) -> Gezegd:
        return next(v for v in self.velden if v.sleutel == "hulpvraag")

    @property
    def eigen_woorden(self) -> list[Gezegd]:
        """The answers to the five questions, as they were given."""
        return [v for v in self.velden if v.sleutel in ASPECTEN]

    @property
    def gegevens(self) -> list[Gezegd]:
        return [v for v in self.velden if v.sleutel not in IN_EIGEN_WOORDEN]


async def lees(session: AsyncSession, wie: Gebruiker, kenmerk: str) -> Dossier:
    """Raises the same NietGevonden for what is absent and for what this person may not see."""
    intake = await zoek(session, wie, kenmerk)
    namen = await namen_van_medewerkers(session)
    gezegd = velden(intake.antwoorden, namen)
    return Dossier(
        intake=intake,
        wijk=await session.scalar(select(Wijk.naam).where(Wijk.id == intake.wijk_id)),
        medewerker=await session.scalar(select(Medewerker.naam).where(Medewerker.id == intake.medewerker_id)),
        velden=gezegd,
        leefgebieden=per_leefgebied(
            (u.leefgebied, u.aspect, Gehoord(u.tekst, u.bron, naam_van(u.medewerker_id, namen)))
            for u in intake.uitspraken
        ),
        signalen=await signalen_van(session, intake),
        termijnen=await stand_van(session, intake),
        toewijzingen=await _toewijzingen(session, kenmerk),
    )


async def zoek(session: AsyncSession, wie: Gebruiker, kenmerk: str) -> Intake:
    """The intake with its uitspraken. Raises the same NietGevonden for what is absent and for what this person may not see."""
    keuze = select(Intake).where(Intake.kenmerk == kenmerk, zicht.intakes(wie))
    intake = await session.scalar(keuze.options(selectinload(Intake.uitspraken)))
    if intake is None:
        raise NietGevonden()
    return intake


async def _toewijzingen(session: AsyncSession, kenmerk: str) -> list[tuple[str | None, str, datetime]]:
    """Who, why and when, the newest first."""
    keuze = select(Medewerker.naam, Toewijzing.reden, Toewijzing.op).select_from(Toewijzing)
    keuze = keuze.outerjoin(Medewerker, Medewerker.id == Toewijzing.medewerker_id)
    rijen = await session.execute(keuze.where(Toewijzing.kenmerk == kenmerk).order_by(Toewijzing.id.desc()))
    return [(naam, reden, op) for naam, reden, op in rijen]


async def namen_van_medewerkers(session: AsyncSession) -> dict[str, str]:
    return {id_: naam for id_, naam in await session.execute(select(Medewerker.id, Medewerker.naam))}


def naam_van(medewerker_id: str | None, namen: Mapping[str, str]) -> str | None:
    """None: the bot wrote it."""
    return namen.get(medewerker_id, "een medewerker") if medewerker_id else None


def velden(antwoorden: Mapping[str, Mapping[str, Any]], namen: Mapping[str, str]) -> list[Gezegd]:
    """Every field of the catalogue, also what was never discussed."""
    return [_gezegd(veld, antwoorden.get(veld, {}), namen) for veld in VELDEN]


def _gezegd(veld: str, antwoord: Mapping[str, Any], namen: Mapping[str, str]) -> Gezegd:
    gegeven, status = antwoord.get("waarde"), antwoord.get("status", NIET_BESPROKEN)
    tekst = waarde(veld, gegeven) if status == BESPROKEN and gegeven is not None else None
    door = naam_van(antwoord.get("medewerker"), namen)
    return Gezegd(veld, VELDEN[veld].label, tekst, status, list(antwoord.get("bronnen", [])), door)


def per_leefgebied(uitspraken: Iterable[tuple[str, str, Gehoord]]) -> dict[str, dict[str, list[Gehoord]]]:
    """What was heard, in the order of the catalogue; a leefgebied that nobody mentioned is not there."""
    gehoord: dict[tuple[str, str], list[Gehoord]] = {}
    for leefgebied, aspect, regel in uitspraken:
        gehoord.setdefault((leefgebied, aspect), []).append(regel)
    per = {g: {a: gehoord[g, a] for a in ASPECTEN if (g, a) in gehoord} for g in LEEFGEBIEDEN}
    return {g: aspecten for g, aspecten in per.items() if aspecten}
