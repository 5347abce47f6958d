"""What the investigation covers (art. 2.3.2 lid 4 Wmo 2015): what was heard about each part, and how far the medewerker says it is.

Nothing is asked of everybody: "niet besproken" and "niet relevant" are as good an end as "besproken" (AP 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import weglaten
from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN, VELDEN
from loket_backend.errors import Conflict, OngeldigeInvoer
from loket_backend.intake.dossiermodels import Dekkingsregel
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu

BESPROKEN, NIET_BESPROKEN, NIET_RELEVANT = "besproken", "niet_besproken", "niet_relevant"
STANDEN = (BESPROKEN, NIET_BESPROKEN, NIET_RELEVANT)
MAX_OPMERKING = 2000


class Bronregel(BaseModel):
    """What of a conversation says something about a part."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aspecten: list[str] = Field(default_factory=list)
    leefgebieden: list[str] = Field(default_factory=list)
    velden: list[str] = Field(default_factory=list)

    def hoort(self, leefgebied: str, aspect: str) -> bool:
        return aspect in self.aspecten or leefgebied in self.leefgebieden

    @property
    def woorden(self) -> str:
        """The rule as staff read it."""
        delen = [f"“{VELDEN[a].label}”" for a in self.aspecten]
        delen += [f"leefgebied {LEEFGEBIEDEN[g]}" for g in self.leefgebieden]
        return ", ".join([*delen, *(f"antwoord op “{VELDEN[v].label}”" for v in self.velden)])


class Onderdeel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    letter: str
    label: str
    vraag: str
    gehoord: Bronregel


class Dekkingslijst(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    eigenaar: str
    gecontroleerd_op: date
    artikel: str
    onderdelen: dict[str, Onderdeel]


BESTAND = Path(__file__).with_name("dekking.yml")


def lees(bestand: Path = BESTAND) -> Dekkingslijst:
    """Raises ValueError when the file names what the catalogue doesn't know."""
    lijst = Dekkingslijst.model_validate(yaml.safe_load(bestand.read_text(encoding="utf-8")))
    for onderdeel in lijst.onderdelen.values():
        regel = onderdeel.gehoord
        kent = set(regel.aspecten) <= set(ASPECTEN) and set(regel.leefgebieden) <= set(LEEFGEBIEDEN)
        if not (kent and set(regel.velden) <= set(VELDEN)):
            raise ValueError(f"onbekende bron bij onderdeel {onderdeel.letter}")
    return lijst


LIJST = lees()


async def regels(session: AsyncSession, kenmerk: str) -> list[Dekkingsregel]:
    """The history of the whole list, oldest first."""
    keuze = select(Dekkingsregel).where(Dekkingsregel.kenmerk == kenmerk)
    return list(await session.scalars(keuze.order_by(Dekkingsregel.id)))


def laatste(gegeven: Iterable[Dekkingsregel]) -> Mapping[str, Dekkingsregel]:
    """How each onderdeel stands now; what nobody looked at yet is not there."""
    return {regel.onderdeel: regel for regel in gegeven}


async def leg_vast(
    session: AsyncSession, intake: Intake, onderdeel: str, stand: str, opmerking: str, wie: str, was: int
) -> None:
    """Appends how far a part is. The caller holds the intake locked; `was`: the id of the row that they saw, 0 for none.

    Raises OngeldigeInvoer, and Conflict when somebody wrote in between.
    """
    opmerking, fouten = weglaten.masker(opmerking.strip()), []
    if onderdeel not in LIJST.onderdelen:
        fouten.append("Dit onderdeel bestaat niet.")
    if stand not in STANDEN:
        fouten.append("Kies besproken, niet besproken of niet relevant.")
    if len(opmerking) > MAX_OPMERKING:
        fouten.append(f"De opmerking is te lang: hooguit {MAX_OPMERKING} tekens.")
    if fouten:
        raise OngeldigeInvoer(" ".join(fouten), fouten)
    huidig = laatste(await regels(session, intake.kenmerk)).get(onderdeel)
    if (huidig.id if huidig else 0) != was:
        raise Conflict("Een collega vulde dit onderdeel net ook in. Kijk wat er nu staat en bewaar dan opnieuw.")
    session.add(
        Dekkingsregel(
            kenmerk=intake.kenmerk, onderdeel=onderdeel, stand=stand, opmerking=opmerking or None, door=wie, op=nu()
        )
    )
