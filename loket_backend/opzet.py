"""A whole gemeente to begin with: parties, offers, money of the wijken and buurtteams from a file, beside wijken and medewerkers.

Two invented examples came along (voorbeelden/dorp, voorbeelden/stad). What is there already stays as it is, so doing it again doubles nothing and
undoes nothing that people changed since.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod import beheer as aanbod
from loket_backend.aanbod import partijbeheer
from loket_backend.aanbod.models import Aanbod
from loket_backend.errors import OngeldigeInvoer
from loket_backend.invoer import Veldfouten, controleer
from loket_backend.partijen.models import SOORTEN, Partij
from loket_backend.partijen.woorden import ALGEMEEN, BEKOSTIGINGEN, COLLECTIEF, INFORMEEL
from loket_backend.toewijzing.inrichting import DOOR, richt_in
from loket_backend.toewijzing.models import Medewerker, Wijk
from loket_backend.tweesporen import teams
from loket_backend.tweesporen.teammodels import Buurtteam
from loket_backend.wijkbudget import boeken

VOORBEELDEN = Path(__file__).with_name("voorbeelden")
# What pays for help of this kind, when the file does not say.
GEWOON = {INFORMEEL: "informeel", COLLECTIEF: "collectief", ALGEMEEN: "algemeen"}


class NieuwePartij(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]{2,40}$")
    naam: str = Field(min_length=1, max_length=80)
    soort: str
    levert: bool = False
    betaalt_voor: list[str] = Field(default_factory=list)


class NieuwBudget(BaseModel):
    """`inleg`: whole euros a year, by party."""

    model_config = ConfigDict(extra="forbid")

    wijk: str
    inleg: dict[str, int]


class NieuwTeam(BaseModel):
    """`leden`: a discipline (tweesporen/keuzes.yml) by medewerker."""

    model_config = ConfigDict(extra="forbid")

    naam: str
    wijken: list[str]
    leden: dict[str, str]


class Samen(BaseModel):
    """`aanbod`: as the form of an offer, with the party as `partij` and the costs in euros."""

    model_config = ConfigDict(extra="forbid")

    partijen: list[NieuwePartij]
    aanbod: list[dict[str, Any]] = Field(default_factory=list)
    wijkbudgetten: list[NieuwBudget] = Field(default_factory=list)
    buurtteams: list[NieuwTeam] = Field(default_factory=list)


def lees(map_: Path, naam: str) -> Any:
    """What stands in one file of an example."""
    return yaml.safe_load((map_ / naam).read_text(encoding="utf-8"))


async def begin(session: AsyncSession, map_: Path, jaren: Sequence[int]) -> None:
    """Everything of one folder: gemeente.yml when it is there, then samen.yml. Raises OngeldigeInvoer that names every fault."""
    if (map_ / "gemeente.yml").exists():
        await richt_in(session, lees(map_, "gemeente.yml"))
    await zet_op(session, lees(map_, "samen.yml"), jaren)


async def zet_op(session: AsyncSession, inhoud: Any, jaren: Sequence[int]) -> None:
    """`jaren`: the years for which the wijken get their money. All or nothing. Raises OngeldigeInvoer that names every fault."""
    samen = controleer(inhoud, Samen)
    if fouten := await _fouten(session, samen):
        raise OngeldigeInvoer("Het bestand klopt niet: " + "; ".join(fouten), fouten)
    await _zet_partijen(session, samen.partijen)
    await _zet_aanbod(session, samen.aanbod)
    for budget in samen.wijkbudgetten:
        for jaar in jaren:
            await _leg_in(session, budget, jaar)
    for team in samen.buurtteams:
        await _zet_team(session, team)


async def _fouten(session: AsyncSession, samen: Samen) -> list[str]:
    wijken, mensen = set(await session.scalars(select(Wijk.id))), set(await session.scalars(select(Medewerker.id)))
    partijen = {p.id for p in samen.partijen} | set(await session.scalars(select(Partij.id)))
    fouten = [f"{p.id}: onbekende soort {p.soort}" for p in samen.partijen if p.soort not in SOORTEN]
    fouten += [
        f"{p.id}: onbekende bekostiging {b}" for p in samen.partijen for b in p.betaalt_voor if b not in BEKOSTIGINGEN
    ]
    fouten += [f"budget: onbekende wijk {b.wijk}" for b in samen.wijkbudgetten if b.wijk not in wijken]
    fouten += [
        f"budget van {b.wijk}: onbekende partij {p}" for b in samen.wijkbudgetten for p in b.inleg if p not in partijen
    ]
    fouten += [f"{t.naam}: onbekende wijk {w}" for t in samen.buurtteams for w in t.wijken if w not in wijken]
    fouten += [f"{t.naam}: onbekende medewerker {m}" for t in samen.buurtteams for m in t.leden if m not in mensen]
    return fouten


async def _zet_partijen(session: AsyncSession, lijst: Sequence[NieuwePartij]) -> None:
    """By the same road as a form, so that each has its history."""
    fouten = []
    for nieuw in lijst:
        if await session.get(Partij, nieuw.id) is not None:
            continue
        velden = {"naam": [nieuw.naam], "soort": [nieuw.soort], "betaalt_voor": nieuw.betaalt_voor}
        try:
            await partijbeheer.voeg_toe(session, DOOR, {**velden, "levert": ["ja"] * nieuw.levert}, nieuw.id)
        except Veldfouten as fout:
            fouten += [f"{nieuw.id}: {veld}: {wat}" for veld, wat in fout.per_veld.items()]
    if fouten:
        raise OngeldigeInvoer("De partijen kloppen niet: " + "; ".join(fouten), fouten)


async def _zet_aanbod(session: AsyncSession, lijst: Sequence[dict[str, Any]]) -> None:
    """An offer is known by its name and party."""
    bekend = set((await session.execute(select(Aanbod.naam, Aanbod.partij_id))).tuples())
    fouten = []
    for een in lijst:
        if (een.get("naam"), een.get("partij")) in bekend:
            continue
        try:
            await aanbod.voeg_toe(session, DOOR, _ingevuld(een))
        except Veldfouten as fout:
            fouten += [f"{een.get('naam')}: {veld}: {wat}" for veld, wat in fout.per_veld.items()]
    if fouten:
        raise OngeldigeInvoer("Het aanbod klopt niet: " + "; ".join(fouten), fouten)


def _ingevuld(een: dict[str, Any]) -> dict[str, Any]:
    """As somebody would fill in the form: costs are typed, in euros."""
    rest = {veld: waarde for veld, waarde in een.items() if veld not in ("partij", "kosten_jaar")}
    uit = {"partij_id": een.get("partij"), "bekostiging": GEWOON.get(een.get("vorm", ""), ""), **rest}
    return uit | ({"kosten_jaar": str(een["kosten_jaar"])} if "kosten_jaar" in een else {})


async def _leg_in(session: AsyncSession, budget: NieuwBudget, jaar: int) -> None:
    """Only who paid in nothing yet."""
    budget_id = await boeken.open_budget(session, budget.wijk, jaar)
    for partij, euro in budget.inleg.items():
        if not await boeken.ingelegd(session, budget_id, partij):
            await boeken.leg_in(session, budget_id, partij, euro * 100, DOOR)


async def _zet_team(session: AsyncSession, team: NieuwTeam) -> None:
    if await session.scalar(select(Buurtteam.id).where(Buurtteam.naam == team.naam)) is not None:
        return
    team_id = await teams.voeg_toe(session, DOOR, team.naam, team.wijken)
    for medewerker, discipline in team.leden.items():
        await teams.voeg_lid_toe(session, DOOR, team_id, medewerker, discipline, "")
